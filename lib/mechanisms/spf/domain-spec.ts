import { isTopLabel } from './target-name.ts';

/** The text from which SPF makes a name (RFC 7208 §7.1): literal characters and macros. */
export interface MacroText {
  readonly text: string;
  readonly parts: readonly (string | Macro)[];
}

export interface Macro {
  /** In lower case. */
  readonly letter: string;
  /** Written in upper case: what it stands for is escaped as in a URL. */
  readonly isEscaped: boolean;
  /** So many parts from the right; null for all. */
  readonly keep: number | null;
  readonly isReversed: boolean;
  /** The characters that part its value; none for those of the default. */
  readonly delimiters: string;
}

/** What is wrong with such a text, and where in it. */
export interface MacroFault {
  readonly kind: 'syntax' | 'exp-only' | 'end' | 'empty' | 'character';
  readonly offset: number;
  readonly length: number;
}

export type ReadMacroText = { readonly value: MacroText } | { readonly fault: MacroFault };

const MACRO = /%\{([a-z])(\d*)(r?)([-.+,/_=]*)\}/iy;
const LETTERS = 'slodiphcrtv';
/** They mean something in the text of an explanation alone (RFC 7208 §7.2). */
const EXP_ONLY = 'crt';
const ESCAPES: Readonly<Record<string, string>> = { '%%': '%', '%_': ' ', '%-': '%20' };

/**
 * Reads macro-string (RFC 7208 §7.1): visible ASCII, with macros; `isExplanation` allows spaces and the letters c, r and t as well. Total: of a text that
 * is none, the first fault.
 */
export function readMacroText(text: string, isExplanation = false): ReadMacroText {
  const parts: (string | Macro)[] = [];
  let at = 0;
  while (at < text.length) {
    const read =
      text[at] === '%' ? readExpand(text, at, isExplanation) : readLiteral(text, at, isExplanation);
    if ('kind' in read) return { fault: read };
    parts.push(read.part);
    at += read.length;
  }
  return { value: { text, parts } };
}

interface ReadPart {
  readonly part: string | Macro;
  readonly length: number;
}

function readLiteral(text: string, at: number, isExplanation: boolean): ReadPart | MacroFault {
  const end = text.indexOf('%', at);
  const part = text.slice(at, end === -1 ? text.length : end);
  const bad = part.search(isExplanation ? /[^\x20-\x7e]/ : /[^\x21-\x7e]/);
  return bad === -1 ? { part, length: part.length } : { kind: 'character', offset: at + bad, length: 1 };
}

function readExpand(text: string, at: number, isExplanation: boolean): ReadPart | MacroFault {
  const part = ESCAPES[text.slice(at, at + 2)];
  if (part !== undefined) return { part, length: 2 };
  MACRO.lastIndex = at;
  const [whole, letter = '', digits = '', reverse, delimiters = ''] = MACRO.exec(text) ?? [];
  if (whole === undefined) return { kind: 'syntax', offset: at, length: macroLength(text, at) };
  const { length } = whole;
  const low = letter.toLowerCase();
  // A number of parts is not zero (RFC 7208 §7.3).
  if (!LETTERS.includes(low) || /^0+$/.test(digits)) return { kind: 'syntax', offset: at, length };
  if (!isExplanation && EXP_ONLY.includes(low)) return { kind: 'exp-only', offset: at, length };
  const keep = digits === '' ? null : Number(digits);
  return {
    part: { letter: low, isEscaped: letter !== low, keep, isReversed: reverse !== '', delimiters },
    length,
  };
}

/** Up to the closing bracket, where one is near. */
function macroLength(text: string, at: number): number {
  const end = text.slice(at, at + 40).indexOf('}');
  return text[at + 1] === '{' && end !== -1 ? end + 1 : Math.min(2, text.length - at);
}

/** Reads domain-spec (RFC 7208 §7.1): a macro-string that ends in a macro, or in a dot and a top label. Total. */
export function readDomainSpec(text: string): ReadMacroText {
  if (text === '') return { fault: { kind: 'empty', offset: 0, length: 0 } };
  const read = readMacroText(text);
  if ('fault' in read) return read;
  const tail = literalTail(read.value);
  if (tail === '') return read;
  const bare = tail.endsWith('.') ? tail.slice(0, -1) : tail;
  const dot = bare.lastIndexOf('.');
  if (dot !== -1 && isTopLabel(bare.slice(dot + 1))) return read;
  const length = tail.length - dot - 1;
  return { fault: { kind: 'end', offset: text.length - length, length } };
}

/** What stands behind the last macro-expand; empty where that ends the text, or would but for what it expands to. */
function literalTail({ text }: MacroText): string {
  let end = 0;
  for (const { index, 0: match } of text.matchAll(/%(?:\{[^}]*\}|.)/g)) end = index + match.length;
  return text.slice(end);
}

/** The letters of the macros in it, in lower case, each occurrence. */
export function macroLetters({ parts }: MacroText): string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.letter]));
}
