import { isMode } from '../mechanisms/mta-sts/mode.ts';
import { STS_PROBLEMS, type StsProblemCode } from '../mechanisms/mta-sts/problems.ts';
import { faultOfMxPattern } from '../mechanisms/mta-sts/mx-pattern.ts';
import { MENDABLE_FAULTS, type MxValueFault } from '../mechanisms/mta-sts/mx-faults.ts';
import { readMxValue } from '../mechanisms/mta-sts/mx-value.ts';
import { linesOf, readField, type PolicyField } from '../mechanisms/mta-sts/policy-line.ts';
import { DEFINED, misspeltKey } from '../mechanisms/mta-sts/policy-keys.ts';
import { folded } from '../text/meant-record.ts';
import { withListedServers } from './listed-servers.ts';
import { isJoined, separated } from '../mechanisms/mta-sts/unread-keys.ts';
import { Problems, type Problem } from '../problem.ts';
import { INVISIBLE } from '../text/visible-text.ts';
import { leadingSpace, trimEndSpace } from '../text/white-space.ts';
import { mapLines, usualLineEnd } from '../text/text-lines.ts';
import type { Fixes } from '../text/mendable.ts';

/**
 * What has one right answer in a policy (RFC 8461 §3.2). Left to a person are choices (a missing mode, max_age or mx;
 * max_age above a year, where some senders refuse the limit itself), names that have to be known (underscores,
 * misplaced wildcards, IP addresses), and what was meant by a line that says nothing.
 */
export const POLICY_FIXES: Fixes<StsProblemCode> = {
  'policy-byte-order-mark': (text) => text.replace(/^\ufeff+/, ''),
  // The CR was meant to end a line; of CR CR LF, which double conversion makes, one end is left.
  'policy-lone-cr': (text) =>
    text.replace(/\r+\n?/g, (ends) => (ends === '\r\n' ? ends : usualLineEnd(text))),
  'policy-blank-line': (text) => mapLines(text, (body) => (isBlank(body) ? [] : [body])),
  // The format has no place for a comment.
  'policy-comment-line': (text) =>
    mapLines(text, (body) => (body.slice(leadingSpace(body)).startsWith('#') ? [] : [body])),
  'policy-indented-key': (text) =>
    mapLines(text, (body) => [isBlank(body) ? body : body.slice(leadingSpace(body))]),
  'policy-space-before-colon': (text) => mapKeys(text, (key) => key),
  'policy-key-misspelt': (text, problems) =>
    mapKeys(text, (key) => {
      const meant = misspeltKey(key);
      return meant !== null && isMissing(meant, problems) ? meant : key;
    }),
  // A tab, as in a line that was copied out of a zone. Of others nobody knows what they were.
  'policy-control-character': (text) =>
    mapLines(text, (body) => (ONLY_CONTROLS.test(body) ? [] : [body.replaceAll('\t', ' ')])),
  // Only where what is left when the invisible is gone is a key that the RFC defines.
  'policy-key-syntax': (text) =>
    mapKeys(text, (key) => {
      const seen = folded(key.replace(/[\p{Cf}\p{Zs}\p{Default_Ignorable_Code_Point}]/gu, ''));
      const visible = seen.replace(/^[-*•>]?["'`]*|["'`]+$/g, '');
      return DEFINED.has(visible) || misspeltKey(visible) !== null ? visible : key;
    }),
  'policy-line-joined': (text) => {
    const fields = fieldsByLine(text);
    const keys = new Set(Array.from(fields.values(), ({ field }) => field.key));
    return mapLines(text, (body, index) => {
      const field = fields.get(index + 1)?.field;
      return field && DEFINED.has(field.key) && isJoined(field, keys) ? separated(body) : [body];
    });
  },
  'policy-line-syntax': (text) =>
    mapLines(withListedServers(text), (body) =>
      SAYS_NOTHING.test(body) ? [] : [withColon(trimEndSpace(body))],
    ),
  'policy-empty-value': withListedServers,
  // There is only one version.
  'policy-version-missing': (text) =>
    text.replace(/^\ufeff?/, (mark) => `${mark}version: STSv1${usualLineEnd(text)}`),
  'policy-version-unknown': (text) =>
    mapValues(text, 'version', (value) => [/^stsv1$/i.test(withoutMarks(value)) ? 'STSv1' : value]),
  'policy-mode-unknown': (text) =>
    mapValues(text, 'mode', (value) => {
      const mode = withoutMarks(value).toLowerCase();
      return [isMode(mode) ? mode : value];
    }),
  'policy-max-age-syntax': (text) =>
    mapValues(text, 'max_age', (value) => {
      const seconds = withoutMarks(value);
      const digits = seconds
        .replace(/ ?s(?:ec(?:ond)?s?)?\.?$/i, '')
        .replace(/^\d{1,3}(?:([,.'_ ])\d{3})(?:\1\d{3})*$/, (grouped) => grouped.replace(/\D/g, ''));
      return [/^\d{1,10}$/.test(digits) ? digits : value];
    }),
  // Which of several values is meant, only the owner knows; of equal ones one is enough.
  'policy-duplicate-field': (text) => {
    const values = Map.groupBy(fieldsByLine(text).values(), ({ field }) => field.key);
    const isOpen = (key: string) => new Set(values.get(key)?.map(({ field }) => field.value)).size > 1;
    return withoutRepeats(text, ({ key }) => (key === 'mx' || isOpen(key) ? null : key));
  },
  'policy-mx-repeated': (text) =>
    withoutRepeats(text, ({ key, value }) =>
      key === 'mx' && faultOfMxPattern(value) === null ? value.toLowerCase() : null,
    ),
  'policy-mx-key-misspelt': (text) => mapKeys(text, (key) => (misspeltKey(key) === 'mx' ? 'mx' : key)),
  ...Object.fromEntries(MENDABLE_FAULTS.map((fault) => [`policy-mx-${fault}`, patternFix(fault)])),
};

function isBlank(body: string): boolean {
  return leadingSpace(body) === body.length;
}

/* oxlint-disable-next-line no-control-regex -- such as the end of a file under DOS */
const ONLY_CONTROLS = /^[\x00-\x08\x0b-\x1f\x7f \t]*[\x00-\x08\x0b-\x1f\x7f][\x00-\x1f\x7f ]*$/;

/** A rule, the fence of a code block, or a comment of another language. */
const SAYS_NOTHING =
  /^[ \t]*(?:-{2,}|`{3,}\w*|~{3,}|={3,}|\*{3,}|(?:\/\/|;).*|\/\*.*\*\/|<!--.*-->|<\/?(?:pre|code|p|br)[ \t]?\/?>)[ \t]*$/i;

/** A defined key, and then space, "=" or another sign in place of the colon; the version as in the record. */
function withColon(body: string): string {
  if (/^[ \t]*(?:v[ \t]*=[ \t]*)?STSv1;?$/i.test(body)) return 'version: STSv1';
  // With nothing but space behind it, "MX" is the type of a record.
  if (/^MX[ \t]+[a-z\d@*]/i.test(body) && !body.startsWith('mx')) return body;
  return body.replace(
    /^(version|mode|mx|max[_ .-]?age)(?:[ \t]*(?:=>|->|[=;\uff1a])[ \t]*|[ \t]+[-–—][ \t]+|[ \t]+)/i,
    '$1: ',
  );
}

/** A remark that names no value; with "#" or "//" before it, whatever it says. */
const REMARK =
  /(?<![ \t])[ \t]+(?:(?:#|\/\/).*|(?:[(;]|--|\/\*|<!--)(?!.*\b(?:enforce|testing|none|\d{4,})\b).*)$/is;

/** A value as ASCII, without the marks around it, its key once more, a remark or a separator behind it, and what shows nothing. */
function withoutMarks(value: string): string {
  const text = folded(value.replace(REMARK, '').replace(INVISIBLE, ''));
  return text
    .replace(/^["'`*<[(=: ]+|(?:["'`*>\])=:;,.!\\ ]|<br[ \t]?\/?>)+$/gi, '')
    .replace(/^(?:version|mode|max_age|v)[ \t]*[:=][ \t]*/i, '');
}

function isMissing(key: string, problems: readonly Problem[]): boolean {
  return problems.some(({ parameters }) => parameters['expected'] === key);
}

/** Writes every key anew, without space between it and its colon. Comments and what has no colon stay. */
function mapKeys(text: string, change: (key: string) => string): string {
  return mapLines(text, (body) => {
    const indent = leadingSpace(body);
    const colon = body.indexOf(':');
    if (colon === -1 || body[indent] === '#') return [body];
    return [body.slice(0, indent) + change(trimEndSpace(body.slice(indent, colon))) + body.slice(colon)];
  });
}

/** Puts other values in the place of each value of one key; every further one gets a line of its own. */
function mapValues(text: string, key: string, change: (value: string) => readonly string[]): string {
  const fields = fieldsByLine(text);
  return mapLines(text, (body, index) => {
    const { field, valueStart = 0 } = fields.get(index + 1) ?? {};
    if (field?.key !== key) return [body];
    const [head, tail] = [body.slice(0, valueStart), body.slice(valueStart + field.value.length)];
    return change(field.value).map((value) => head + value + tail);
  });
}

/** Writes the host names of each field that has the fault, a line each, where it is plain which they are. */
function patternFix(fault: MxValueFault): (text: string) => string {
  return (text) =>
    mapValues(text, 'mx', (value) => {
      if (faultOfMxPattern(value) === null) return [value];
      const { faults, patterns, isPlain } = readMxValue(value);
      return isPlain && faults.includes(fault) ? patterns : [value];
    });
}

/** Leaves out each line whose field was there before, by the name that `nameOf` gives it; null stays. */
function withoutRepeats(text: string, nameOf: (field: PolicyField) => string | null): string {
  const fields = fieldsByLine(text);
  const seen = new Set<string>();
  return mapLines(text, (body, index) => {
    const field = fields.get(index + 1)?.field;
    const name = field ? nameOf(field) : null;
    if (name === null) return [body];
    if (seen.has(name)) return [];
    seen.add(name);
    return [body];
  });
}

interface Placed {
  readonly field: PolicyField;
  /** Where its value begins in the line. */
  readonly valueStart: number;
}

/** The fields as the parser reads them, by the number of their line. */
function fieldsByLine(text: string): ReadonlyMap<number, Placed> {
  const noted = new Problems(STS_PROBLEMS);
  return new Map(
    linesOf(text, noted).flatMap((line): [number, Placed][] => {
      const field = readField(line, noted);
      if (!field) return [];
      return [[line.number, { field, valueStart: field.valuePosition.offset - line.offset }]];
    }),
  );
}
