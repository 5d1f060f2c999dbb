import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultOfMxPattern, mxMatcher } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { fixesOf, withEveryFix } from '../../lib/workshop/fix.ts';
import { POLICY } from '../../lib/workshop/kinds.ts';
import { bytes } from '../support/reading.ts';

/**
 * Over a grammar of mistakes as people make them: no fix invents the name of a server, and none loses one (RFC 8461 §5: mail to a
 * server that an enforced policy leaves out is held back).
 */

const SERVERS = [
  'mx1.example.com',
  '*.mail.example.net',
  'mail-2.example.org',
  'Mx3.Example.com',
  '3.mx.example',
];
/** What is no server, though it stands in the text. */
const OWNER = 'zone.example';

const pairs = ['""', "''", '„“', '“”', '‘’', '‚‘', '«»', '»«', '‹›', '<>', '[]', '``'];
/** Each takes one name as it should be written, and says how somebody wrote it. */
const slips: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name}.`,
  (name) => name.toUpperCase(),
  ...pairs.map(
    ([open, close]: string | string[]) =>
      (name: string) =>
        `${open}${name}${close}`,
  ),
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212'].map(
    (dash) => (name: string) => name.replaceAll('-', dash),
  ),
  (name) => `${name}\u00a0`,
  (name) => `\u200b${name}`,
  (name) => `10 ${name}`,
  (name) => `${name} 10`,
  (name) => `${name}:25`,
  (name) => `IN MX 10 ${name}`,
  (name) => `MX 10 ${name}`,
  (name) => `@ IN MX 10 ${name}.`,
  (name) => `${OWNER}. 3600 IN MX 10 ${name}.`,
  (name) => `${OWNER}.\t3600\tIN\tMX\t10\t${name}.`,
  (name) => `${OWNER} mail is handled by 10 ${name}.`,
  (name) => `${OWNER}  mail exchanger = 10 ${name}.`,
  (name) => `${name} # the first`,
  (name) => `${name} ; the first`,
  (name) => `${name} // the first`,
  (name) => `${name} (primary)`,
  (name) => `${name};`,
  (name) => `${name},`,
  (name) => `- ${name}`,
  (name) => `mx: ${name}`,
  (name) => `${name} primary`,
  (name) => `https://${name}/`,
  (name) => `smtp:${name}`,
  (name) => `• ${name}`,
  (name) => `${name}<br>`,
  (name) => `MX @ ${name} 10`,
  (name) => `Type: MX Host: @ Value: ${name}`,
];
/** Rows of panels, in which the domain stands beside its server. */
const rows: typeof slips = [
  (name) => `MX ${OWNER} ${name} 10`,
  (name) => `${OWNER} MX ${name}`,
  (name) => `${OWNER};10;${name}`,
  (name) => `${OWNER}. MX (10) ${name}.`,
];
const separators = [
  ' ',
  ', ',
  ',',
  '; ',
  ';',
  ' and ',
  ' or ',
  ' & ',
  '\r',
  ' mx: ',
  ' MX 20 ',
  ' | ',
  '、',
  '\n',
  '\u200b',
  '\n  - ',
  '\n    ',
  ' -> ',
];
const keys = [
  'mx: ',
  'mx:',
  'MX: ',
  'mx = ',
  'mx ',
  'Mx : ',
  ' mx: ',
  '\u200bmx: ',
  'mx1: ',
  'mx: “',
  '- mx: ',
  '"mx": ',
  'mx：',
  'mx => ',
];
const ends = ['\n', '\r\n', '\r', '\n\n', ' \n', '; ', ' ', '\\n', '<br>\n', ',\n'];
const others = [
  [
    'version: STSv1',
    'Version: STSv1',
    'version: stsv1',
    'version=STSv1',
    '“version: STSv1”',
    'version: "STSv1"',
    '',
  ],
  [
    'mode: enforce',
    'mode: Enforce',
    'Mode: enforce',
    'mode: enforce;',
    'mode: “enforce”',
    'mode=enforce',
    'mode: testing',
  ],
  ['max_age: 604800', 'max-age: 604800', 'max_age: 604800 # a week', 'max_age: "604800"', 'max_age 604800'],
];

const name = fc.constantFrom(...SERVERS);
const slip = fc.constantFrom(...slips);
/** One name with up to three slips, one over the other. */
const slippedName = fc
  .tuple(name, fc.array(slip, { minLength: 1, maxLength: 3 }))
  .map(([start, made]) => made.reduce((text, make) => make(text), start));
const row = fc.tuple(name, fc.constantFrom(...rows)).map(([start, make]) => make(start));
const writtenName = fc.oneof({ weight: 9, arbitrary: slippedName }, { weight: 1, arbitrary: row });
const value = fc
  .array(fc.tuple(writtenName, fc.constantFrom(...separators)), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([text, separator], i) => (i === 0 ? text : separator + text)).join(''));
const mxLine = fc.tuple(fc.constantFrom(...keys), value).map(([key, text]) => key + text);
const text = fc
  .tuple(
    fc.tuple(...others.map((lines) => fc.constantFrom(...lines))),
    fc.array(mxLine, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...ends),
    fc.constantFrom('', '\ufeff', '# a comment\n', '\n'),
  )
  .map(
    ([[version = '', mode = '', maxAge = ''], mx, end, start]) =>
      start + [version, mode, ...mx, maxAge, ''].join(end),
  );

/** Runs of what can stand in a name, dashes as hyphens: every word that a reader may take for one. */
function wordsOf(written: string): ReadonlySet<string> {
  const plain = written.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-');
  return new Set((plain.match(/[a-z0-9.*-]+/g) ?? []).map((word) => word.replace(/\.$/, '')));
}
function serversIn(written: string): string[] {
  const words = wordsOf(written);
  return SERVERS.map((server) => server.toLowerCase()).filter((server) => words.has(server));
}
function patternsOf(policy: string): readonly string[] {
  const lines = policy.split(/\r\n|\r|\n/);
  return lines.flatMap((line) => /^mx:[ \t]*(.*)$/.exec(line)?.[1]?.trim() ?? []);
}

const RUNS = { numRuns: 8000 };

it('no fix invents a name, and no text becomes an enforced policy without a server that stood in it', () => {
  let made = 0;
  fc.assert(
    fc.property(text, (before) => {
      const after = withEveryFix(POLICY, before);
      if (after === before) return;
      const [was, is] = [parsePolicy(bytes(before)), parsePolicy(bytes(after))];
      const words = wordsOf(before);
      const old = new Set(patternsOf(before));
      for (const pattern of patternsOf(after))
        if (!old.has(pattern) && faultOfMxPattern(pattern) === null) {
          expect(words).toContain(pattern.toLowerCase());
          expect(pattern.toLowerCase()).not.toBe(OWNER);
        }
      if (was.state === 'valid' || is.state === 'invalid' || is.value.mode !== 'enforce') return;
      made += 1;
      const covers = mxMatcher(is.value.mx);
      for (const server of serversIn(before))
        expect(covers(server.replace('*', 'any')), `${server} of ${JSON.stringify(before)}`).not.toBeNull();
    }),
    RUNS,
  );
  // A property about texts of which none is ever mended would be about nothing.
  expect(made).toBeGreaterThan(300);
}, 300_000);

it('each fix alone keeps every server that stood there, and all of them twice change nothing more', () => {
  fc.assert(
    fc.property(text, (before) => {
      const servers = serversIn(before);
      for (const [, after] of fixesOf(POLICY, before))
        expect(serversIn(after)).toEqual(expect.arrayContaining(servers));
      const all = withEveryFix(POLICY, before);
      expect(withEveryFix(POLICY, all)).toBe(all);
    }),
    { numRuns: 2000 },
  );
});
