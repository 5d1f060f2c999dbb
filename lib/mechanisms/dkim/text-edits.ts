import { parseTagList, type Tag } from '../../text/tag-list.ts';
import { changed, repeatedTagEdits, tagCaseEdits, tagRemoval, type Edit } from '../../text/txt-edits.ts';
import { parseDkimKey } from './key.ts';
import { DKIM_PROBLEMS, type DkimProblemCode } from './problems.ts';
import { addedKey, keyEdits } from './text-key.ts';
import { isLoss } from './text-loss.ts';
import { gluedEdits, KNOWN } from './text-tags.ts';

type Make = (value: string) => readonly Edit[];

/** What has one right answer, and how it is put right. Left to a person are keys that have to be known, services, tests, and a tag that stands twice and says two things. */
const EDITS: Partial<Record<DkimProblemCode, Make>> = {
  'dkim-key-quotes': quoteEdits,
  'dkim-key-backslash': quoteEdits,
  'dkim-version': versionEdits,
  'dkim-version-not-first': versionFirst,
  'dkim-duplicate-tag': repeatedTagEdits,
  'dkim-key-tag-syntax': colonEdits,
  'dkim-key-empty-tag': emptyEdits,
  'dkim-key-unknown-tag': caseEdits,
  'dkim-key-missing': missingEdits,
  'dkim-key-type-unknown': gluedEdits,
  'dkim-key-semicolon': gluedEdits,
  'dkim-key-type-case': typeEdits,
  'dkim-key-hashes': hashEdits,
  'dkim-key-base64': keyEdits,
  'dkim-key-base64-length': keyEdits,
  'dkim-key-space': keyEdits,
  'dkim-key-pem': keyEdits,
  'dkim-key-rsa-twice': keyEdits,
  'dkim-key-ed25519-spki': keyEdits,
  'dkim-key-ed25519-twice': keyEdits,
};

/** The codes of those. */
export const DKIM_MENDED = Object.keys(EDITS) as readonly DkimProblemCode[];

/** What takes the faults of a code away, as far as they have one right answer, and receivers can use no less of the record for it. Pure. */
export function dkimEdits(code: DkimProblemCode, value: string): readonly Edit[] {
  const edits = EDITS[code]?.(value) ?? [];
  return edits.length > 0 && isLoss(value, changed(value, edits)) ? [] : edits;
}

/** More says nothing about what was meant. */
const MOST_READ = 8000;
const MOST_ROUNDS = 12;

/** The record that a text was meant to be, with the slips mended that have one right answer; null where receivers could not use it even then. A sound one comes back as it is. */
export function meantDkimKey(written: string): string | null {
  if (written.length > MOST_READ) return null;
  let value = written;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const key = parseDkimKey(value);
    const next = key.problems
      .map(({ code }) => changed(value, dkimEdits(code, value)))
      .find((each) => each !== value);
    if (next === undefined) {
      const isBroken = key.problems.some(({ code }) =>
        ['error', 'critical'].includes(DKIM_PROBLEMS[code].severity),
      );
      if ((key.state !== 'usable' && key.state !== 'revoked') || isBroken) return null;
      // White space around it was copied along with it.
      return value === written ? value : value.trim();
    }
    value = next;
  }
  return null;
}

/** Quotes with the white space between two of them, and backslashes before what they were to escape; all of that but in a note, which is free text. */
function quoteEdits(value: string): readonly Edit[] {
  const bare = value.replaceAll(/["\\]/g, ' ');
  const notes = parseTagList(bare).tags.filter(({ name }) => name === 'n');
  const isInNote = (at: number) =>
    notes.some(({ position: { offset, length }, room: [start, end] }) => {
      // A quote at its end is its own where one begins it; or else it closes what was opened before.
      const isQuoted = value.slice(start, end).trimStart().startsWith('"');
      return at >= offset && at < (isQuoted ? end : offset + length);
    });
  const found = Array.from(value.matchAll(/"\s*"|["\\]/g), ({ 0: text, index }) => ({
    offset: index,
    length: text.length,
    put: '',
  })).filter(({ offset }) => !isInNote(offset));
  // A backslash before a letter or a digit stands for another character, such as a line end: which one was meant is no question of form.
  return found.some(({ offset }) => /^\\[A-Za-z0-9]/.test(value.slice(offset, offset + 2))) ? [] : found;
}

function tagIn(value: string, name: string): Tag | undefined {
  return parseTagList(value).tags.find((tag) => tag.name === name);
}

function put({ at }: Tag, text: string): Edit[] {
  return [{ offset: at.offset, length: at.length, put: text }];
}

/** There is one version, and receivers want it in this case; what stands behind it without a semicolon is another tag. */
function versionEdits(value: string): readonly Edit[] {
  const version = tagIn(value, 'v');
  const [head, seam = ''] = /^dkim[ _-]?1(?:$|([\s,|]+)(?=[ghknpst]\s*=))/i.exec(version?.value ?? '') ?? [];
  if (!version || head === undefined) return [];
  return [{ offset: version.at.offset, length: head.length, put: seam === '' ? 'DKIM1' : 'DKIM1; ' }];
}

function versionFirst(value: string): readonly Edit[] {
  const { tags } = parseTagList(value);
  const [first] = tags;
  const version = tags.find(({ name }) => name === 'v');
  if (!first || !version || first === version) return [];
  const { offset, length } = version.position;
  return [
    { offset: first.position.offset, length: 0, put: `${value.slice(offset, offset + length)}; ` },
    tagRemoval(value, version),
  ];
}

/** A colon between a name and its value. */
function colonEdits(value: string): readonly Edit[] {
  return parseTagList(value).faults.flatMap(({ kind, text, position }) => {
    const [head = '', name = ''] = (kind === 'syntax' && /^([a-z])\s*:\s*/.exec(text)) || [];
    return KNOWN.has(name) ? [{ offset: position.offset, length: head.length, put: `${name}=` }] : [];
  });
}

/** What stands between two semicolons without a tag, and white space behind the last one. */
function emptyEdits(value: string): readonly Edit[] {
  return parseTagList(value).faults.flatMap(({ kind, position: { offset, length } }) =>
    kind === 'empty' || kind === 'space' ? [{ offset, length, put: '' }] : [],
  );
}

/** Names of tags are in lower case: one in upper case is that one, where there is no other. Where all of a key is in upper case, it is not the key any more. */
function caseEdits(value: string): readonly Edit[] {
  const { tags } = parseTagList(value);
  if (tags.some((tag) => tag.name === 'P' && tag.value !== '' && !/[a-z]/.test(tag.value))) return [];
  return tagCaseEdits(value, KNOWN);
}

function missingEdits(value: string): readonly Edit[] {
  for (const edits of [caseEdits(value), gluedEdits(value)]) if (edits.length > 0) return edits;
  return [...colonEdits(value), ...addedKey(value)].slice(0, 1);
}

function typeEdits(value: string): readonly Edit[] {
  const type = tagIn(value, 'k');
  return type ? put(type, type.value.toLowerCase()) : [];
}

/** SHA-256 as people write it. Without a list all hashes are allowed, and of SHA-1 alone nothing is of use. */
function hashEdits(value: string): readonly Edit[] {
  const h = tagIn(value, 'h');
  if (!h) return [];
  const glued = gluedEdits(value);
  if (glued.length > 0) return glued;
  const names = h.value.split(':').map((name) => name.trim().replace(/^sha[ _-]?256$/i, 'sha256'));
  if (names.includes('sha256')) return put(h, names.join(':'));
  return names.every((name) => /^sha-?1$/i.test(name)) ? [tagRemoval(value, h)] : [];
}
