import { textOfOctets } from '../../octets/base64.ts';

/** A message as DKIM looks at it (RFC 6376 §3.4): header fields and body, with CRLF at the end of every line. */
export interface Message {
  /** In their order. */
  readonly fields: readonly HeaderField[];
  /** Behind the empty line. */
  readonly body: Uint8Array;
  /** Some line ended without CR, and was taken as one with it. */
  readonly isMended: boolean;
}

export interface HeaderField {
  /** In lower case, without white space before the colon. */
  readonly name: string;
  /** As it stands, folded, without the CRLF at its end; each character is an octet. */
  readonly text: string;
}

/** Larger headers are not read. */
export const MOST_HEADER_OCTETS = 1024 * 1024;
const [CR, LF] = [0x0d, 0x0a];
/** What editors put in front of a text that they save; no part of a message. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Takes a message apart; null where its header is larger than a mebibyte. Linear in its size. Line ends of files (a bare LF) count as CRLF. */
export function readMessage(octets: Uint8Array): Message | null {
  const isMarked = BYTE_ORDER_MARK.every((octet, at) => octets[at] === octet);
  const given = isMarked ? octets.subarray(BYTE_ORDER_MARK.length) : octets;
  const whole = withCrlf(given);
  const end = endOfHeader(whole);
  if (end.header > MOST_HEADER_OCTETS) return null;
  return {
    fields: fieldsIn(textOfOctets(whole.subarray(0, end.header))),
    body: whole.subarray(end.body),
    isMended: whole !== given,
  };
}

/** The octets themselves where every line has its CR. */
function withCrlf(octets: Uint8Array): Uint8Array {
  let bare = 0;
  for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, at + 1))
    if (octets[at - 1] !== CR) bare += 1;
  if (bare === 0) return octets;
  const whole = new Uint8Array(octets.length + bare);
  let to = 0;
  for (const [at, octet] of octets.entries()) {
    if (octet === LF && octets[at - 1] !== CR) whole[to++] = CR;
    whole[to++] = octet;
  }
  return whole;
}

/** Where the last field ends, and where the body begins: the first empty line lies between them. */
function endOfHeader(octets: Uint8Array): { header: number; body: number } {
  const isEnd = (at: number) => octets[at] === CR && octets[at + 1] === LF;
  if (isEnd(0)) return { header: 0, body: 2 };
  for (let at = octets.indexOf(CR); at !== -1; at = octets.indexOf(CR, at + 1))
    if (isEnd(at) && isEnd(at + 2)) return { header: at, body: at + 4 };
  return { header: octets.length, body: octets.length };
}

/**
 * Lines in front that are no fields are left out: the "From " of a mailbox file, or what a program wrote before the message. Further down they stay with the field above: mail
 * programs may show them as part of it, so that a signature of the field must not hold without them.
 */
function fieldsIn(header: string): HeaderField[] {
  const fields: { name: string; text: string }[] = [];
  for (const text of header.replace(/\r\n$/, '').split(/\r\n(?![ \t])/)) {
    const name = /^([\x21-\x39\x3b-\x7e]+)[ \t]{0,999}:/.exec(text)?.[1];
    const above = fields.at(-1);
    if (name !== undefined) fields.push({ name: name.toLowerCase(), text });
    else if (above) above.text += `\r\n${text}`;
  }
  return fields;
}
