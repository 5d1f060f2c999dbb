import { listOf, parseTagList, type Tag } from '../../text/tag-list.ts';
import { seenText } from '../../text/seen-text.ts';
import { txtEntriesOf } from '../../text/txt-entries.ts';
import { parseDkimKey } from './key.ts';
import { meantKey } from './text-key.ts';
import { KNOWN } from './text-tags.ts';

/**
 * True where a fix brings no key, no name and no value that did not stand there, loses no key, and takes no limit away that receivers went by: the last look at what the fixes do,
 * whatever they are given.
 */
export function keepsKeys(before: string, after: string): boolean {
  const [had, has] = [tagsIn(before), tagsIn(after)];
  const written = flat(before);
  const isKept = (tag: Tag) => (tag.name === 'p' ? isSameKey(tag, had, written) : isWritten(tag, written));
  return has.every(isKept) && keysIn(had).every((key) => keysIn(has).includes(key)) && limits(after, had);
}

function isSameKey({ value }: Tag, had: readonly Tag[], written: string): boolean {
  if (value === '') return had.some((tag) => tag.name.toLowerCase() === 'p' && tag.value === '');
  const digits = bare(value);
  if (written.includes(flat(digits))) return true;
  return had.some((tag) => ['rsa', 'ed25519'].some((type) => meantKey(tag.value, type) === digits));
}

/** Every word of a tag stood there, in a tag of that name: but for the version, which a key alone gets, nothing is new. */
function isWritten({ name, value }: Tag, written: string): boolean {
  if (name === 'v') return value === 'DKIM1' || written.includes(flat(value));
  if (name === 'n' || !KNOWN.has(name)) return written.includes(flat(value));
  const lists = Array.from(
    written.matchAll(new RegExp(`${name}[=:]+([a-z0-9:*+./]*)`, 'g')),
    ([, list]) => list,
  );
  return listOf(value).every((word) => lists.some((list) => list?.includes(flat(word))));
}

/** The keys that receivers could use: of them none gets lost. */
function keysIn(tags: readonly Tag[]): string[] {
  return tags
    .filter(({ name, value }) => name === 'p' && parseDkimKey(`p=${value}`).state === 'usable')
    .map(({ value }) => bare(value));
}

/** What `s=` and `t=` say stays said. */
function limits(after: string, had: readonly Tag[]): boolean {
  const now = flat(after);
  return had.every(({ name, value }) => !['s', 't'].includes(name) || now.includes(flat(`${name}=${value}`)));
}

function tagsIn(text: string): readonly Tag[] {
  return txtEntriesOf(text).entries.flatMap(({ value }) => parseTagList(value).tags);
}

function bare(value: string): string {
  return value.replaceAll(/\s+/g, '');
}

/** Without spaces, quotes, hyphens, and what nobody sees, in lower case. */
function flat(text: string): string {
  return seenText(text)
    .toLowerCase()
    .replaceAll(/[\s\0"'`\\_-]+/g, '');
}
