import { seenText } from '../../text/seen-text.ts';
import { txtEntriesOf } from '../../text/txt-entries.ts';
import { nameOf, piecesOf } from './text-pieces.ts';

/** An address of mail, and the host of a web address. */
const TARGET = /[^\s\0,;:"'`<>=/@\\|()[\]]+@[^\s\0,;"'`<>=/@!?\\|()[\]]+|(?<=https?:\/*)[^\s\0,;:"'`<>=/@]+/g;
/** Only these say as they are written what becomes of mail. */
const DECIDING: ReadonlySet<string> = new Set(['p', 'sp', 'np', 'adkim', 'aspf']);
/** What asks receivers for nothing. */
const MILD: ReadonlySet<string> = new Set(['none', 'r']);

/**
 * True where a fix leaves every target of reports, adds none, and asks for no policy and no alignment that did not stand there: the last look at what the
 * fixes do, whatever they are given.
 */
export function keepsPolicy(before: string, after: string): boolean {
  const values = txtEntriesOf(after).entries.map(({ value }) => value);
  const [had, has] = [targetsIn(meantIn(before)), targetsIn(values.join('\n'))];
  const isSame = had.size === has.size && [...has].every((target) => had.has(target));
  const written = seenText(before).toLowerCase().replaceAll('\0', '');
  const tags = values.flatMap(piecesOf);
  return isSame && tags.every(({ text }) => isWritten(text.toLowerCase(), written));
}

function isWritten(tag: string, before: string): boolean {
  const name = nameOf(tag);
  const value = tag.slice(tag.indexOf('=') + 1).trim();
  if (!DECIDING.has(name) || MILD.has(value)) return true;
  return Array.from(before.matchAll(/(?<![a-z])([a-z]+)\s*[=:]+[\s"'`]*([a-z]+)/g)).some(
    ([, each, word]) => each === name && word === value,
  );
}

/** What is or may be more than a comment. */
function meantIn(text: string): string {
  const { entries } = txtEntriesOf(text);
  const written = entries.map(({ form, value, from }) =>
    form === 'words' ? text.slice(from).split('\n', 1)[0] : value,
  );
  return written.join('\n');
}

function targetsIn(text: string): ReadonlySet<string> {
  return new Set(seenText(text).replaceAll('\0', '').toLowerCase().match(TARGET));
}
