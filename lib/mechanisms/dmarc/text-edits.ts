import { plainEdits } from '../../text/seen-text.ts';
import { changed, type Edit } from '../../text/txt-edits.ts';
import type { DmarcProblemCode } from './problems.ts';
import { readDmarcRecord } from './read-record.ts';
import { versionLength } from './tags.ts';
import { headEdits } from './text-head.ts';
import { isClean, meantTags } from './text-meant.ts';
import { isTarget, nameOf, piecesOf, type Piece } from './text-pieces.ts';

const HEAD: readonly DmarcProblemCode[] = [
  'dmarc-leading-space',
  'dmarc-quoted',
  'dmarc-version-case',
  'dmarc-version-value',
  'dmarc-version-not-first',
  'dmarc-version-missing',
];
const PIECES: readonly DmarcProblemCode[] = [
  'dmarc-p-invalid',
  'dmarc-sp-invalid',
  'dmarc-np-invalid',
  'dmarc-tag-malformed',
  'dmarc-tag-misspelt',
  'dmarc-tag-case',
  'dmarc-value-invalid',
  'dmarc-rua-scheme-missing',
  'dmarc-rua-invalid',
  'dmarc-rua-skipped',
  'dmarc-ruf-invalid',
  'dmarc-rua-scheme',
];

/** What has one right answer in a DMARC record. Left to a person are every choice of policy, addresses that have to be known, and tags with no value. */
export const DMARC_MENDED: readonly DmarcProblemCode[] = [
  ...HEAD,
  ...PIECES,
  'dmarc-invisible-character',
  'dmarc-p-missing',
  'dmarc-p-not-second',
  'dmarc-tag-empty',
  'dmarc-tag-repeated',
  'dmarc-rua-duplicate',
];

/** What takes the faults of a code away, as far as they have one right answer. Pure. */
export function dmarcEdits(code: DmarcProblemCode, value: string): readonly Edit[] {
  if (HEAD.includes(code)) return headEdits(value);
  if (code === 'dmarc-invisible-character')
    return versionLength(value) === null ? headEdits(value) : (plainEdits(value) ?? []);
  if (code === 'dmarc-p-not-second') return policyFirst(value);
  if (code === 'dmarc-tag-empty') return emptyEdits(value);
  if (code === 'dmarc-tag-repeated') return repeatedEdits(value);
  if (code === 'dmarc-rua-duplicate') return duplicateEdits(value);
  return PIECES.includes(code) ? pieceEdits(code, value) : [];
}

function pieceEdits(code: DmarcProblemCode, value: string): Edit[] {
  const places = (readDmarcRecord(value)?.problems ?? []).flatMap((problem) =>
    problem.code === code && problem.position ? [problem.position.offset] : [],
  );
  const isCapital = code === 'dmarc-tag-case' && value.startsWith('V');
  const first = isCapital ? [{ offset: 0, length: 1, put: 'v' }] : [];
  const pieces = piecesOf(value);
  const others = pieces.flatMap((piece, index): Edit[] => {
    const { text, offset } = piece;
    // An empty target behind the last comma stands at the end.
    if (!places.some((place) => place >= offset && place <= offset + text.length)) return [];
    const before = pieces[index - 1];
    if (before && isTarget(text) && /^ru[af]$/.test(nameOf(before.text))) return joined(before, piece);
    const meant = meantTags(text);
    return meant === null || meant === text ? [] : [{ offset, length: text.length, put: meant }];
  });
  return [...first, ...others];
}

/** Behind a list that is none, it may be the rest of an address with a semicolon in it: to whom that belongs, nobody can say. */
function joined(before: Piece, { text, offset }: Piece): Edit[] {
  const end = before.offset + before.text.length;
  const targets = meantTags(`rua=${text}`)?.slice('rua='.length);
  return targets === undefined || meantTags(before.text) === null
    ? []
    : [{ offset: end, length: offset + text.length - end, put: `,${targets}` }];
}

/** Old receivers want `p` right behind the version (RFC 7489 §6.4). */
function policyFirst(value: string): Edit[] {
  const pieces = piecesOf(value);
  const [first] = pieces;
  const policy = pieces.find(({ text }) => nameOf(text) === 'p');
  if (!first || !policy || policy === first) return [];
  const { text, delimiter, offset } = policy;
  return [
    { offset: first.offset, length: 0, put: `${text}; ` },
    { offset: delimiter, length: offset + text.length - delimiter, put: '' },
  ];
}

/** One of two delimiters with nothing between them. */
function emptyEdits(value: string): Edit[] {
  return piecesOf(value).flatMap(({ text, delimiter, offset }, index, all) =>
    text === '' && index < all.length - 1 ? [{ offset: delimiter, length: offset - delimiter, put: '' }] : [],
  );
}

/** A tag that stands there again, and says the same. */
function repeatedEdits(value: string): Edit[] {
  const seen = new Set<string>(['v=dmarc1']);
  return piecesOf(value).flatMap(({ text, delimiter, offset }): Edit[] => {
    const key = text.replace(/\s*=\s*/, '=').replace(/^[a-z]+/i, (name) => name.toLowerCase());
    const same = key === 'v=DMARC1' ? 'v=dmarc1' : key;
    if (text !== '' && seen.has(same))
      return [{ offset: delimiter, length: offset + text.length - delimiter, put: '' }];
    seen.add(same);
    return [];
  });
}

function duplicateEdits(value: string): Edit[] {
  return piecesOf(value).flatMap(({ text, offset }): Edit[] => {
    const [, head = '', list = ''] = /^(ru[af]\s*=\s*)(.*)$/is.exec(text) ?? [];
    const targets = list.split(',').map((target) => target.trim());
    const once = [...new Set(targets)];
    return once.length === targets.length
      ? []
      : [{ offset: offset + head.length, length: list.length, put: once.join(',') }];
  });
}

/** More says nothing about what was meant. */
const MOST_READ = 2000;

/** The record that a text was meant to be, with the slips mended that have one right answer; null where it is none even then. */
export function meantDmarcRecord(written: string): string | null {
  if (written.length > MOST_READ) return null;
  let value = changed(written, headEdits(written));
  for (const code of DMARC_MENDED) value = changed(value, dmarcEdits(code, value));
  const start = versionLength(value);
  if (start === null) return null;
  const tags = value.slice(start).replace(/^[ \t]*;/, '');
  return readDmarcRecord(value)?.isUsable === true && isClean(tags, ['dmarc-tag-unknown']) ? value : null;
}
