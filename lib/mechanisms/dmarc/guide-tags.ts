import { splitTags, versionLength } from './tags.ts';

/** A record as a list of tags, for proposals: what is not changed keeps its letters and its place. */

export interface WrittenTag {
  readonly name: string;
  readonly value: string;
}

/** The tags of a record behind its version, in order, those that cannot be read left out. */
export function tagsOf(text: string): WrittenTag[] {
  return splitTags(text, versionLength(text) ?? 0).tags.map(({ writtenName, value }) => ({
    name: writtenName,
    value,
  }));
}

/** The text of a record with these tags. */
export function printed(tags: readonly WrittenTag[]): string {
  return ['v=DMARC1', ...tags.map(({ name, value }) => `${name}=${value}`)].join('; ');
}

/** The places that proposals put new tags at: policies first, where old readers want them (RFC 7489 §6.4). */
const FIRST: ReadonlySet<string> = new Set(['p', 'sp', 'np']);

/** The same tags with other values; null takes one away. A new policy comes in front, and any other tag behind. */
export function withTags(
  tags: readonly WrittenTag[],
  changes: Readonly<Record<string, string | null>>,
): WrittenTag[] {
  const nameOf = ({ name }: WrittenTag) => name.toLowerCase();
  const kept = tags.flatMap((tag) => {
    const value = changes[nameOf(tag)];
    return value === null ? [] : [value === undefined ? tag : { name: tag.name, value }];
  });
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === null || tags.some((tag) => nameOf(tag) === name) ? [] : [{ name, value }],
  );
  const all = [...kept, ...added];
  const isPolicy = (tag: WrittenTag) => added.includes(tag) && FIRST.has(nameOf(tag));
  const [p, ...policies] = [
    ...all.filter((tag) => nameOf(tag) === 'p'),
    ...all.filter((tag) => isPolicy(tag) && nameOf(tag) !== 'p'),
  ];
  const head = p === undefined ? policies : [p, ...policies];
  return [...head, ...all.filter((tag) => !head.includes(tag))];
}
