import { parseTagList } from '../../text/tag-list.ts';
import { parseDkimKey } from './key.ts';

/**
 * True where receivers would make less of a record after a change than before: a key that they could use serves less, or what they could not read becomes a revocation. A key that is
 * missing may be any key. Pure.
 */
export function isLoss(before: string, after: string): boolean {
  const [had, has] = [parseDkimKey(before), parseDkimKey(after)];
  if (has.state === 'revoked' && !saysRevoked(before)) return true;
  if (had.state !== 'usable') return false;
  const isSameUse =
    has.state === 'usable' &&
    has.services.join() === had.services.join() &&
    has.flags.every((flag) => had.flags.includes(flag));
  return !isSameUse;
}

/** Nothing but strings in quotes, as a zone file has them. */
const QUOTED = /^\s*(?:\\?"[^"]*"\s*)+$/;

/** True where the key is empty by the words of the record, and not by what is wrong with them. */
function saysRevoked(text: string): boolean {
  const bare = QUOTED.test(text) ? text.replaceAll(/\s*\\?"\s*\\?"|\\?"/g, '') : text;
  return parseTagList(bare).tags.some(({ name, value }) => name === 'p' && value === '');
}
