import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { parsePolicy as parseWithMailauth, validateMx } from 'mailauth/lib/mta-sts.js';
import { expect, it } from 'vitest';
import { matchesMx, neverMatches } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { bytes } from '../support/reading.ts';
import * as any from '../property/generators.ts';
import { Comparison, type Difference } from './explained.ts';
import { filesOf } from './inputs.ts';

type Body = Uint8Array;
type Reading = { mode: string; maxAgeSeconds: number | undefined; mx: string[] } | 'invalid';

function ours(body: Body): Reading {
  const parsed = parsePolicy(body);
  if (parsed.state === 'invalid') return 'invalid';
  const { mode, maxAgeSeconds, mx } = parsed.value;
  return { mode, maxAgeSeconds, mx: mx.map((pattern) => pattern.toLowerCase()) };
}

function theirs(body: Body): Reading {
  try {
    const { mode, maxAge, mx = [] } = parseWithMailauth(Buffer.from(body), { strict: true });
    return { mode, maxAgeSeconds: maxAge, mx };
  } catch {
    return 'invalid';
  }
}

const text = (body: Body) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

/** A difference that is in a text until it is rewritten so. */
function difference(name: string, why: string, rewrite: (text: string) => string): Difference<Body> {
  const without = (body: Body) => bytes(rewrite(text(body)));
  return { name, why, without, isIn: (body) => text(without(body)) !== text(body) };
}

/** The same line by line, without their ends. A line of which null is made is left out. */
function lineDifference(
  name: string,
  why: string,
  rewrite: (line: string) => string | null,
): Difference<Body> {
  return difference(name, why, (whole) =>
    whole.replace(/([^\n]*?)(\r?\n|$)/g, (all, line: string, end: string) => {
      const now = all === '' ? '' : rewrite(line);
      return now === null ? '' : now + end;
    }),
  );
}

const isBlank = (line: string) => /^[ \t]*$/.test(line);
const isComment = (line: string) => /^[ \t]*#/.test(line);
const isField = (line: string) => /^[ \t]*[A-Za-z0-9][A-Za-z0-9_.-]{0,31}[ \t]*:/.test(line);

/* oxlint-disable no-control-regex -- control characters are what some of these are about */
const DIFFERENCES: readonly Difference<Body>[] = [
  {
    name: 'not UTF-8',
    why: 'sts-policy-vchar is UTF-8 (RFC 8461 §3.2); mailauth puts U+FFFD in its place',
    without: (body) => bytes(text(body)),
    isIn: (body) => Buffer.compare(bytes(text(body)), body) !== 0,
  },
  difference(
    'byte order mark',
    'many senders read on behind it, so ours calls it fragile; mailauth finds no version',
    (whole) => whole.replace(/^\ufeff/, ''),
  ),
  difference(
    'web page',
    'a page is no policy, whatever stands in it; mailauth looks for fields between its lines',
    (whole) => whole.replace(/^\ufeff?\s{0,100}<(?:!doctype|html|head|body|\?xml)[^\n]*\n?/i, ''),
  ),
  lineDifference(
    'indented line',
    'not in the grammar, but read by many senders, so ours calls it fragile; mailauth leaves the line out',
    (line) => (isBlank(line) || isComment(line) ? line : line.replace(/^[ \t]+/, '')),
  ),
  lineDifference(
    'space before the colon',
    'not in the grammar, but read by many senders, so ours calls it fragile; mailauth leaves the line out',
    (line) => line.replace(/^([ \t]*[A-Za-z0-9][A-Za-z0-9_.-]*)[ \t]+:/, '$1:'),
  ),
  lineDifference(
    'max_age beyond a year',
    'RFC 8461 §3.2 names a maximum; some senders cap it, so ours calls it fragile; mailauth refuses the policy',
    (line) =>
      line.replace(
        /^([ \t]*max_age[ \t]*:[ \t]*)(\d{8,10})(?=[ \t]*$)/,
        (_, field: string, seconds: string) => `${field}${Math.min(Number(seconds), 31557600)}`,
      ),
  ),
  lineDifference(
    'line that is no field',
    'the grammar knows nothing but fields (RFC 8461 §3.2); mailauth leaves out what has no colon or no such key',
    (line) => (isBlank(line) || isComment(line) || isField(line) ? line : null),
  ),
  lineDifference(
    'field without a value',
    'a value has a character at least (RFC 8461 §3.2); mailauth does not look at fields that it does not need',
    (line) => (isField(line) && /^[^:]*:[ \t]*$/.test(line) ? null : line),
  ),
  lineDifference(
    'control character',
    'sts-policy-vchar has none (RFC 8461 §3.2); mailauth does not look at values that it does not need',
    (line) => line.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<=[^ \t])[ \t]*\t[ \t]*(?=[^ \t])/g, 'x'),
  ),
  lineDifference(
    'CR that ends no line',
    'a line ends with LF or CRLF (RFC 8461 §3.2); mailauth keeps the CR in values that it does not need',
    (line) => line.replaceAll('\r', 'x'),
  ),
];
/* oxlint-enable no-control-regex */

const plain = any.policyText.map((policy) => policy.text);
const body = fc.oneof(
  plain.map(bytes),
  any.nearly(plain, 'mx:o \t\r\n\n0*.-_,#\x00\x7f\ufeffé😀').map(bytes),
  fc
    .tuple(
      plain,
      fc.constantFrom('\ufeff', '<html>\n', '<!DOCTYPE html>\n', ' ', '# a: b\n', '\n', 'x\n', '<a>: b\n'),
    )
    .map(([policy, before]) => bytes(before + policy)),
  fc
    .tuple(plain, fc.integer({ min: 31557590, max: 9999999999 }))
    .map(([policy, age]) => bytes(policy.replace(/(max_age:[ \t]*)\d+/, `$1${age}`))),
  fc.tuple(plain, any.wsp, fc.nat()).map(([policy, space, at]) => {
    const lines = policy.split('\n');
    return bytes(
      lines.map((line, i) => (i === at % lines.length ? line.replace(':', `${space}:`) : line)).join('\n'),
    );
  }),
  fc
    .tuple(plain, fc.constantFrom('x:', 'x:\t', 'x: a\x01b', 'x: a\tb', 'x: a\rb', 'mx'))
    .map(([policy, line]) => bytes(`${line}\n${policy}`)),
  plain.map((policy) => Uint8Array.from([...bytes('x: '), 0xff, 10, ...bytes(policy)])),
);

it('parsePolicy and mailauth read every policy alike, but for what is explained', () => {
  const comparison = new Comparison(ours, theirs, DIFFERENCES);
  const corpus = ['valid', 'fragile', 'malformed'].map((name) => `rfc/corpus/${name}`);
  for (const file of filesOf(...corpus, 'fuzz/seeds/policy')) comparison.compare(file);
  fc.assert(
    fc.property(body, (one) => comparison.compare(one)),
    { numRuns: 5000 },
  );
  comparison.expectAllMet();
});

it('matchesMx and mailauth cover the same hosts, wherever a pattern can cover any', () => {
  const host = fc.oneof(any.domain, fc.constantFrom('a.b', 'b', '*.b', 'a.b.', ''));
  const pair = fc.oneof(
    fc.tuple(any.mxPattern, host),
    fc
      .tuple(any.mxPattern, any.domain)
      .map(([pattern, label]): [string, string] => [pattern, pattern.replace('*', label)]),
  );
  fc.assert(
    fc.property(pair, ([pattern, name]) => {
      fc.pre(!neverMatches(pattern));
      const policy = { mode: 'enforce' as const, mx: [pattern] };
      expect(matchesMx(pattern, name)).toBe(validateMx(name, policy).valid);
    }),
    { numRuns: 3000 },
  );
});
