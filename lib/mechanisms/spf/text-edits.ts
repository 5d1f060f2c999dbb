import { plainEdits } from '../../text/seen-text.ts';
import { changed, type Edit } from '../../text/txt-edits.ts';
import { isMechanismName, meantByModifier } from './modifier-meant.ts';
import type { SpfProblemCode } from './problems.ts';
import { parseSpfRecord } from './record.ts';
import { readTerm } from './read-term.ts';
import { isDirective, sameAs, type SpfTerm } from './term.ts';
import { headEdits } from './text-head.ts';
import { isGlued, isTerm, meantTerms } from './text-meant.ts';
import { endOf, wordsOf, type Word } from './text-words.ts';

/** What has one right answer in an SPF record. Left to a person are names, addresses and lengths that have to be known, and every choice of policy. */
export const SPF_MENDED: readonly SpfProblemCode[] = [
  'spf-record-near-miss',
  'spf-near-miss-beside',
  'spf-not-ascii',
  'spf-unknown-mechanism',
  'spf-misspelt-mechanism',
  'spf-term-value-missing',
  'spf-all-value',
  'spf-space-missing',
  'spf-separator',
  'spf-qualifier-misplaced',
  'spf-ip-syntax',
  'spf-cidr',
  'spf-domain-spec',
  'spf-modifier-repeated',
  'spf-modifier-empty',
  'spf-modifier-meant',
  'spf-duplicate-term',
];

/** What takes the faults of a code away, as far as they have one right answer. Pure. */
export function spfEdits(code: SpfProblemCode, value: string, seams: readonly number[]): readonly Edit[] {
  if (code === 'spf-record-near-miss' || code === 'spf-near-miss-beside') return headEdits(value);
  if (code === 'spf-not-ascii') return plainEdits(value) ?? [];
  if (code === 'spf-duplicate-term' || code === 'spf-modifier-repeated') return repeatedEdits(value, code);
  return wordEdits(code, value, seams);
}

function wordEdits(code: SpfProblemCode, value: string, seams: readonly number[]): Edit[] {
  const words = wordsOf(value);
  // The record goes on in the next line, or a name does in the next string (RFC 7208 §3.3): what stands here is no word by itself.
  if (/ \\+$|"\s+"/.test(value)) return [];
  const end = words.find(({ text }) => /^[+?~-]?all$/i.test(text))?.offset ?? Infinity;
  return words.flatMap((word, index): Edit[] => {
    const { text, offset } = word;
    const read = readTerm(text, offset);
    // Behind the end it would be as idle as it is.
    if ('term' in read && code === 'spf-modifier-meant') return offset > end ? [] : modifierEdits(read.term);
    const isOurs = 'term' in read ? code === 'spf-space-missing' && isGlued(text) : read.fault.code === code;
    if (!isOurs) return [];
    const joined = 'term' in read ? [] : joinedEdits(word, words[index + 1]);
    if (joined.length > 0) return joined;
    const meant = meantTerms(
      text,
      seams.map((seam) => seam - offset),
    );
    if (meant === null || meant === text) return [];
    const before = index === 0 ? 6 : endOf(words[index - 1] ?? word);
    return meant === ''
      ? [{ offset: before, length: endOf(word) - before, put: '' }]
      : smallest(text, meant, offset);
  });
}

/** `include: a.example`, `include a.example`: a space in the place of nothing, or of the colon. */
function joinedEdits(word: Word, next: Word | undefined): Edit[] {
  if (next === undefined) return [];
  const offset = endOf(word);
  const length = next.offset - offset;
  if (/^[+?~-]$/.test(word.text) && /^all$/i.test(next.text)) return [{ offset, length, put: '' }];
  // No value begins with a sign (`include +a.example`), and a name alone makes no modifier (`include = a.example`).
  if (isTerm(next.text) || /^[+?~-]/.test(next.text) || /^[:=]$/.test(next.text)) return [];
  const isNamed = /[.:]/.test(next.text);
  const signs = /[:=]$/.test(word.text) || /^[:=]/.test(next.text) ? [''] : isNamed ? [':'] : [];
  const fitting = signs.filter((sign) => isTerm(`${word.text}${sign}${next.text}`));
  return fitting.map((put) => ({ offset, length, put }));
}

/** `include=a.example` is a modifier that nobody knows. */
function modifierEdits(term: SpfTerm): Edit[] {
  if (term.kind !== 'unknown') return [];
  const { name, value, position } = term;
  const meant = meantByModifier(name, value);
  // A redirect takes the place of an end; and the value stays.
  if (meant === null || !isDirective(meant) || !meant.text.endsWith(`:${value}`)) return [];
  if (isMechanismName(name)) return [{ offset: position.offset + name.length, length: 1, put: ':' }];
  return [{ offset: position.offset, length: name.length + 1, put: `${meant.kind}:` }];
}

/** What stands there a second time, letter for letter, goes, and the space before it. */
function repeatedEdits(value: string, code: 'spf-duplicate-term' | 'spf-modifier-repeated'): Edit[] {
  const words = wordsOf(value);
  const seen = new Set<string>();
  return words.flatMap((word, index): Edit[] => {
    const read = readTerm(word.text, word.offset);
    if (!('term' in read)) return [];
    const { term } = read;
    const isOurs =
      code === 'spf-duplicate-term'
        ? isDirective(term) && term.kind !== 'all'
        : !isDirective(term) && term.kind !== 'unknown';
    const key = sameAs(word.text);
    if (!isOurs || !seen.has(key)) {
      if (isOurs) seen.add(key);
      return [];
    }
    const before = endOf(words[index - 1] ?? word);
    return [{ offset: before, length: endOf(word) - before, put: '' }];
  });
}

/** The same change without what stays at both ends, so that the cursor and the quotes of strings do. */
function smallest(before: string, after: string, offset: number): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same))
    same += 1;
  return [
    {
      offset: offset + start,
      length: before.length - same - start,
      put: after.slice(start, after.length - same),
    },
  ];
}

/** More says nothing about what was meant. */
const MOST_READ = 2000;

/** The record that a text was meant to be, with the slips mended that have one right answer; null where it is none even then. */
export function meantSpfRecord(written: string): string | null {
  if (written.length > MOST_READ) return null;
  let value = changed(written, headEdits(written));
  for (const code of ['spf-not-ascii', ...SPF_MENDED] as const) {
    const parsed = parseSpfRecord(value);
    if (parsed.state === 'valid') return value;
    if (parsed.problems.some((problem) => problem.code === code))
      value = changed(value, spfEdits(code, value, []));
  }
  return parseSpfRecord(value).state === 'valid' ? value : null;
}
