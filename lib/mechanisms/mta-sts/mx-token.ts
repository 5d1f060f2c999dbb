import { parseDomainName, withHyphens } from '../../names/domain-name.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import { faultOfMxPattern, neverMatches } from './mx-pattern.ts';

/** What a word of an mx value had to lose or change to be a pattern. */
export type MxTokenFault = 'quotes' | 'dash' | 'invisible' | 'u-label' | 'trailing-dot' | 'port';

export interface MxToken {
  /** The pattern that the word stands for; null where it is none, or where it may be another than it seems. */
  readonly pattern: string | null;
  readonly faults: readonly MxTokenFault[];
}

/**
 * Straight and typographic quotes of every script, and the brackets that mail programs and mail addresses put around a name. Round ones hold a
 * remark, and curly ones a name that a template was to put in.
 */
const QUOTE = /["'`´″′＂＇<>„‚❛❜❝❞[\]]|(?![(){}（）｛｝])[\p{Pi}\p{Pf}\p{Ps}\p{Pe}]/u;
const FINAL_DOT = /[.。．｡]/u;
/** What a name in DNS ends in: letters or an A-label (RFC 3696 §2). Of another, such as "i.e." or one with a hyphen for the last dot, nobody knows what it was. */
const LAST_LABEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/i;
/** What IDNA reads as letters (UTS #46, RFC 5892): symbols and punctuation, which browsers encode all the same, are none. */
const LETTERS = /^[\p{L}\p{M}\p{Nd}-]+$/u;
/** Letters of the Cyrillic alphabet that look like ASCII: a name of nothing else was probably typed on the wrong keyboard. */
const LOOKS_ASCII = /^[аеорсухіјѕһӏԁԛԝкмтвнё\d-]*[а-яёіјѕһӏԁԛԝ][аеорсухіјѕһӏԁԛԝкмтвнё\d-]*$/iu;

/**
 * Reads one word of an mx value as a pattern. Quotes and invisible characters around it, a final dot and a port go; a typographic
 * dash becomes a hyphen; a name in Unicode becomes its A-labels (UTS #46, non-transitional). A name of one label counts only
 * if it `isAlone` in its field.
 */
export function readMxToken(word: string, isAlone: boolean): MxToken {
  const faults = new Set<MxTokenFault>();
  let text = withoutEdges(word, faults);
  const port = /^[^:]+(?=:\d{1,5}$)/.exec(text)?.[0];
  if (port !== undefined) {
    faults.add('port');
    text = withoutEdges(port, faults);
  }
  const plain = withHyphens(text);
  if (plain !== text) faults.add('dash');
  // Word processors write one dash for "--", so behind "xn" nobody knows how many there were.
  if (plain !== text && /(?:^|\.)xn-(?!-)/i.test(plain)) return { pattern: null, faults: [...faults] };
  const pattern = /^[\0-\x7f]*$/.test(plain)
    ? plain
    : aLabelsOf(plain.replace(/^＊(?=[.。．｡])/u, '*'), faults);
  return { pattern: pattern !== null && isName(pattern, isAlone) ? pattern : null, faults: [...faults] };
}

function isName(pattern: string, isAlone: boolean): boolean {
  if (faultOfMxPattern(pattern) !== null || neverMatches(pattern)) return false;
  const labels = pattern.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 ? LAST_LABEL.test(last) : isAlone && !/^\d+$/.test(last);
}

function kindOf(character: string | undefined): MxTokenFault | null {
  if (character === undefined) return null;
  if (QUOTE.test(character)) return 'quotes';
  return character.search(INVISIBLE) === 0 ? 'invisible' : null;
}

/** The word without what stands around a name; each kind of it is noted. */
function withoutEdges(word: string, faults: Set<MxTokenFault>): string {
  const characters = Array.from(word);
  const noted = new Set<MxTokenFault>();
  let [start, end] = [0, characters.length];
  let hasDot = false;
  for (let kind = kindOf(characters[start]); kind !== null && start < end; kind = kindOf(characters[start])) {
    noted.add(kind);
    start += 1;
  }
  for (;;) {
    const last = end > start ? characters[end - 1] : undefined;
    const kind = kindOf(last);
    if (kind !== null) noted.add(kind);
    // One final dot is that of DNS; two are a slip whose meaning is open.
    else if (last !== undefined && FINAL_DOT.test(last) && !hasDot) hasDot = true;
    else break;
    end -= 1;
  }
  if (hasDot) noted.add('trailing-dot');
  for (const kind of noted) faults.add(kind);
  return characters.slice(start, end).join('');
}

/** The name as DNS writes it, or null where it has anything but letters, or letters that may have been meant for others. */
function aLabelsOf(text: string, faults: Set<MxTokenFault>): string | null {
  faults.add('u-label');
  const wildcard = /^\*[.。．｡]/u.test(text) ? '*.' : '';
  const labels = text.slice(wildcard.length).split(/[.。．｡]/u);
  if (!labels.every((label) => LETTERS.test(label) && !isOfTwoScripts(label) && !LOOKS_ASCII.test(label)))
    return null;
  const name = parseDomainName(labels.join('.'));
  return name === null ? null : wildcard + name;
}

/** Latin letters beside others: most often one of them was typed on another keyboard, and is not the letter that it looks like. */
function isOfTwoScripts(label: string): boolean {
  return /\p{Script=Latin}/u.test(label) && /(?!\p{Script=Latin})\p{L}/u.test(label);
}
