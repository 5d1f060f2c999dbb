import { MAX_NAME_LENGTH } from '../../names/domain-name.ts';
import { faultsInOrder, type MxValue, type MxValueFault } from './mx-faults.ts';
import { COMPLETE_ENDING, faultOfMxPattern } from './mx-pattern.ts';
import { readMxToken } from './mx-token.ts';
import { FILLER, NUMBER } from './mx-words.ts';

/** What a template has where a name is to be put in. */
const PLACEHOLDER =
  /\{\{.*\}\}|\{[%#].*[%#]\}|\$?\{[\w .-]*\}|\$\(?[a-z_]\w*\)?|<%.*%>|%[a-z_][\w.-]*%|^<(?!br\b)[^<>.@:\d!/]+>|\[[^\][.@:]*[ _][^\][.@:]*\]|__\w+__|@@\w+@@/i;
/** One label, and no number, such as a preference. */
const LABEL = /^(?!\d+$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** What is plain to see in a value whose meaning only its owner knows: a template, or a comma that may stand for a dot. */
export function openFault(value: string): MxValueFault | null {
  if (PLACEHOLDER.test(value.slice(0, MAX_NAME_LENGTH))) return 'placeholder';
  if (mayBeTorn(value)) return 'space';
  const parts = value.split(/[ \t]*[,，][ \t]*/).map((part) => part.replace(/\.$/, ''));
  const isNames = parts.every((part) => LABEL.test(part) || faultOfMxPattern(part) === null);
  return parts.length > 1 && isNames && parts.some(isLabel) ? 'comma' : null;
}

/** True for `mail.exam ple.com`: two names by their form, of which the first ends in what hardly any does. */
function mayBeTorn(value: string): boolean {
  const [first = '', second = '', more] = value.split(/[ \t]+/);
  if (more !== undefined || [first, second].some((name) => faultOfMxPattern(name) !== null)) return false;
  const [ending = '', another = ''] = [first, second].map((name) => /\.([a-z][^.]*)$/i.exec(name)?.[1]);
  // Where both end in the same, they are rather two.
  const isUsual = COMPLETE_ENDING.test(ending) || ending.toLowerCase() === another.toLowerCase();
  return ending !== '' && another !== '' && !isUsual && !second.startsWith('*');
}

function isLabel(text: string): boolean {
  return LABEL.test(text) && !FILLER.test(text);
}

/** A name with space beside its dots: `mail .example.com`. Null where there is none, or where it may be two names. */
export function nameWithSpace(value: string): MxValue | null {
  if (value.length > MAX_NAME_LENGTH || !/^[a-z0-9*.-]+(?:[ \t]+[a-z0-9*.-]+)+$/i.test(value)) return null;
  // At each space: elsewhere it parts words.
  if (/[^. \t][ \t]+[^. \t]/.test(value)) return null;
  const words = value.split(/[ \t]+/);
  const isName = words.some((word) => isLabel(word.replace(/\.$/, '')) || /^(?:\*?\.?|\..*)$/.test(word));
  if (!isName || words.some((word) => NUMBER.test(word) || FILLER.test(word))) return null;
  const isPlain = words.every(
    (word, index) => index === 0 || isOneName(words.slice(0, index).join(''), word),
  );
  const { pattern, faults } = readMxToken(words.join(''), false);
  return pattern === null || !isPlain
    ? { patterns: [], faults: ['space'], extra: [], isPlain: false }
    : { patterns: [pattern], faults: faultsInOrder(new Set(['space', ...faults])), extra: [], isPlain: true };
}

/**
 * True for two parts of one name, and not two names. None begins with a dot, but two that are whole without it may be two all the same; behind
 * a dot, a further label belongs to a name that has only one so far, unless that is a server like the next: `mx1. mx2.example.com`.
 */
function isOneName(before: string, word: string): boolean {
  if (word.startsWith('.')) return !/[^.*]\.[^.]/.test(before) || !/[^.]\.[^.]/.test(word);
  return /^(?:\*|[a-z0-9-]+)\.$/i.test(before) && seriesOf(before) !== seriesOf(word);
}

/** The first label without what counts the servers of a series. */
function seriesOf(name: string): string {
  return name.replace(/\..*$/, '').toLowerCase().replace(/\d+/g, '#');
}
