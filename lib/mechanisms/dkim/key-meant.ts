import type { DkimProblemCode } from './problems.ts';
import type { Position, Problems } from '../../problem.ts';
import { parseTagList, type Tag, type TagList } from '../../text/tag-list.ts';

type Notes = Problems<DkimProblemCode>;

export const KNOWN_TAGS: ReadonlySet<string> = new Set(['v', 'g', 'h', 'k', 'n', 'p', 's', 't']);
/** What programs wrap around a key in a file. */
export const PEM = /-----\s{0,9}(BEGIN|END)\s([A-Z0-9 ]{0,30})/;
/** The key alone, without the tag that it belongs to. */
export const BARE_KEY = /^\s*MI[A-Za-z0-9+/]{60}[A-Za-z0-9+/=\s]*$/;

/** Notes quotes and backslashes of a zone file, and gives the text without them, of the same length. */
export function noteQuoting(text: string, { tags, faults }: TagList, notes: Notes): string {
  const places = [
    ...faults.map(({ position }) => position),
    ...tags.filter(({ name }) => name !== 'n' && KNOWN_TAGS.has(name)).map(({ position }) => position),
  ];
  const found = (mark: string): Position | undefined => {
    for (const { offset, length } of places) {
      const index = text.slice(offset, offset + length).indexOf(mark);
      if (index !== -1) return { offset: offset + index, length: 1, line: 1 };
    }
    return undefined;
  };
  const [quote, backslash] = [found('"'), found('\\')];
  if (!quote && !backslash) return text;
  const plain = text.replaceAll(/["\\]/g, ' ');
  const list = parseTagList(plain);
  const version = list.tags.find(({ name }) => name === 'v');
  // The record of something else, such as DMARC, has a `p=` too, and is none of a key without its quotes either.
  if (version && !/^dkim/i.test(version.value)) return plain;
  if (version?.value !== 'DKIM1' && !list.tags.some(({ name }) => name === 'p')) return text;
  if (quote) notes.add('dkim-key-quotes', {}, quote);
  if (backslash) notes.add('dkim-key-backslash', {}, backslash);
  return plain;
}

/** Whether it is a key, or was meant to be one; what verifiers discard by its version is none (RFC 6376 §3.6.1). */
export function looksMeant(list: TagList, pasted: string, text: string, notes: Notes): boolean {
  const { tags } = list;
  const version = tags.find(({ name }) => name === 'v');
  const unrelated = () => {
    notes.add('dkim-key-unrelated', { text }, { offset: 0, length: text.length, line: 1 });
    return false;
  };
  if (version && version.value !== 'DKIM1') {
    const isFirst = tags[0] === version;
    if (isFirst && !/^"?dkim/i.test(version.value) && !holdsKey(list)) return unrelated();
    notes.add('dkim-version', { text: version.value }, version.position);
    if (isFirst) noteJoined(tags, notes);
    return !isFirst;
  }
  if (version || tags.some(({ name }) => name === 'p') || holdsKey(list)) return true;
  const isInCapitals = tags.some(
    ({ name, value }) => (name === 'V' && /^dkim1$/i.test(value)) || (name === 'P' && BARE_KEY.test(value)),
  );
  return isInCapitals || tags.some(isKeyType) || PEM.test(pasted) || BARE_KEY.test(pasted)
    ? true
    : unrelated();
}

/** A tag as far as it says what a record is. */
type Said = Pick<Tag, 'name' | 'value'>;

function isKeyType({ name, value }: Said): boolean {
  return name === 'k' && /^(?:rsa|ed25519)$/i.test(value);
}

/** Whether a key stands in `p`, whatever else does, and also where a colon stands for "=". */
function holdsKey({ tags, faults }: TagList): boolean {
  const withColon = faults.flatMap(({ text }): Said[] => {
    const [, name = '', value = ''] = /^([kp])\s{0,9}:\s{0,9}(\S.*)$/s.exec(text) ?? [];
    return name === '' ? [] : [{ name, value }];
  });
  const all: readonly Said[] = [...tags, ...withColon];
  const isTyped = all.some(isKeyType);
  return all.some(({ name, value }) => name === 'p' && value !== '' && (isTyped || BARE_KEY.test(value)));
}

/** Where a semicolon was left out, the next tag is the end of the value before it. Of a note it may be part, and of base64 by itself only its first digits. */
export function noteJoined(tags: readonly Tag[], notes: Notes): boolean {
  const hasKey = tags.some(({ name }) => name === 'p');
  for (const { name, value, at } of tags) {
    if (name === 'n' || !KNOWN_TAGS.has(name)) continue;
    // Of flags that they do not know verifiers make nothing, and the key stays usable.
    if (hasKey && (name === 't' || name === 'g')) continue;
    const joined = /[ \t\r\n,](?<tag>[vkphstn])[ \t]{0,9}=(?!=|$)/.exec(value);
    if (!joined) continue;
    const tag = joined.groups?.['tag'] ?? '';
    notes.add('dkim-key-semicolon', { tag }, { offset: at.offset + joined.index, length: 1, line: 1 });
    return true;
  }
  return false;
}
