import { parseTagList } from '../../text/tag-list.ts';
import { changed, tagRemoval, type Edit } from '../../text/txt-edits.ts';

/** The tags of a key record that receivers read, and `g` of an older standard. */
export const KNOWN: ReadonlySet<string> = new Set(['v', 'g', 'h', 'k', 'n', 'p', 's', 't']);

/** Another tag within the value of one, where something else than a semicolon parts them. A note is free text. */
const WITHIN = /[\s,|]+(?=[vghknpst]\s*=)/i;
/** Within a key, which ends in signs of the same form, only tags whose value is one that they have. */
const BEHIND_KEY = /[\s,|]+(?=(?:v=DKIM1|k=(?:rsa|ed25519)|t=[ys]|s=(?:email|\*)|h=sha)(?![A-Za-z0-9+/]{9}))/;

/** Semicolons where commas or spaces part two tags. Pure. */
export function gluedEdits(value: string): readonly Edit[] {
  return parseTagList(value).tags.flatMap(({ name, value: written, at }) => {
    if (name === 'n' || !KNOWN.has(name)) return [];
    const seam = (name === 'p' ? BEHIND_KEY : WITHIN).exec(written);
    return seam ? [{ offset: at.offset + seam.index, length: seam[0].length, put: '; ' }] : [];
  });
}

/** A record without the flag of a test; other flags stay (RFC 6376 §3.6.1). Pure. */
export function withoutTest(value: string): string {
  const t = parseTagList(value).tags.find(({ name }) => name === 't');
  if (!t) return value;
  const flags = t.value.split(':').filter((flag) => flag.trim().toLowerCase() !== 'y');
  const edit =
    flags.length === 0
      ? tagRemoval(value, t)
      : { offset: t.at.offset, length: t.at.length, put: flags.map((flag) => flag.trim()).join(':') };
  return changed(value, [edit]);
}
