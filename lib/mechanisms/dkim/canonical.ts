import type { HeaderField } from './message.ts';
import type { CanonicalForm } from './signature.ts';
import { parseTagList } from '../../text/tag-list.ts';

/** What is hashed: header and body in one of two forms that small changes on the way leave alike (RFC 6376 §3.4). All of it is linear. */

const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** The body in the form that `form` names, as far as `length` octets where it is not null (§3.4.3, §3.4.4, §3.7). */
export function canonicalBody(
  body: Uint8Array,
  form: CanonicalForm,
  length: number | null,
): Uint8Array<ArrayBuffer> {
  const whole = form === 'simple' ? simpleBody(body) : relaxedBody(body);
  return length === null ? whole : whole.subarray(0, length);
}

/** All empty lines at the end become one CRLF, which is also what is left of an empty body. */
function simpleBody(body: Uint8Array): Uint8Array<ArrayBuffer> {
  let end = body.length;
  while (end >= 2 && body[end - 2] === CR && body[end - 1] === LF) end -= 2;
  const canonical = new Uint8Array(end + 2);
  canonical.set(body.subarray(0, end));
  canonical.set([CR, LF], end);
  return canonical;
}

/** White space at the end of lines goes, other white space becomes one space, and empty lines at the end go. */
function relaxedBody(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const canonical = new Uint8Array(body.length + 2);
  let [to, lines, isSpaced] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const octet = body[at] ?? 0;
    if (octet === CR && body[at + 1] === LF) {
      [lines, isSpaced] = [lines + 1, false];
      at += 1;
    } else if (octet === SPACE || octet === TAB) isSpaced = true;
    else {
      for (; lines > 0; lines -= 1) {
        canonical[to++] = CR;
        canonical[to++] = LF;
      }
      if (isSpaced) canonical[to++] = SPACE;
      isSpaced = false;
      canonical[to++] = octet;
    }
  }
  if (to > 0) {
    canonical[to++] = CR;
    canonical[to++] = LF;
  }
  return canonical.subarray(0, to);
}

/** A header field, without the CRLF at its end (§3.4.1, §3.4.2). */
export function canonicalField(text: string, form: CanonicalForm): string {
  if (form === 'simple') return text;
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const value = text
    .slice(colon + 1)
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .replaceAll(/[ \t]+/g, ' ');
  return `${name.replaceAll(/[ \t]/g, '')}:${value.replace(/^ /, '').replace(/ $/, '')}`;
}

/**
 * What is signed of the header: the fields that `names` lists, each from the bottom up, and the signature itself without what its `b=` says (§3.7, §5.4.2). A name
 * without a field adds nothing.
 */
export function signedHeader(
  fields: readonly HeaderField[],
  signature: HeaderField,
  names: readonly string[],
  form: CanonicalForm,
): string {
  const left = Map.groupBy(
    fields.filter((field) => field !== signature),
    ({ name }) => name,
  );
  const lines = names.flatMap((name) => left.get(name)?.pop() ?? []);
  const canonical = lines.map(({ text }) => `${canonicalField(text, form)}\r\n`);
  return canonical.join('') + canonicalField(withoutSignature(signature.text), form);
}

/** The field with nothing between the "=" of its `b=` and what follows, white space included. */
function withoutSignature(text: string): string {
  const value = text.indexOf(':') + 1;
  const b = parseTagList(text.slice(value)).tags.find(({ name }) => name === 'b');
  if (!b) return text;
  const [start, end] = b.room;
  return text.slice(0, value + start) + text.slice(value + end);
}
