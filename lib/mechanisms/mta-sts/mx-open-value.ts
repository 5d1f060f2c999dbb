import { MAX_NAME_LENGTH } from '../../names/domain-name.ts';
import { faultsInOrder, type MxValue, type MxValueFault } from './mx-faults.ts';
import { faultOfMxPattern } from './mx-pattern.ts';
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
  const parts = value.split(/[ \t]*[,，][ \t]*/).map((part) => part.replace(/\.$/, ''));
  const isNames = parts.every((part) => LABEL.test(part) || faultOfMxPattern(part) === null);
  return parts.length > 1 && isNames && parts.some(isLabel) ? 'comma' : null;
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
  // No name begins with a dot; behind one, a further label belongs to a name that has only one so far.
  const isPlain = words.every((word, index) => {
    const before = words.slice(0, index).join('');
    return index === 0 || word.startsWith('.') !== /^(?:\*|[a-z0-9-]+)\.$/i.test(before);
  });
  const { pattern, faults } = readMxToken(words.join(''), false);
  return pattern === null || !isPlain
    ? { patterns: [], faults: ['space'], extra: [], isPlain: false }
    : { patterns: [pattern], faults: faultsInOrder(new Set(['space', ...faults])), extra: [], isPlain: true };
}
