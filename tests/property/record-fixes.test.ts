import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeantAsStsRecord, parseStsRecord, selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { parseTlsrptRecord, selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { onceOf } from '../../lib/text/meant-record.ts';
import { fixesOf, withEveryFix } from '../../lib/workshop/fix.ts';
import { STS_RECORD } from '../../lib/workshop/kinds.ts';
import { TLSRPT } from '../support/kinds.ts';

/**
 * The mistakes of people who write a record, in every combination: what a fix makes of them says what stood there, letter for letter, or is
 * not offered.
 */

const ID = fc.stringMatching(/^[A-Za-z0-9]{1,32}$/);
const HOST = fc.constantFrom('b.example', 'Reports.Example.NET', 'a-b.c.example', 'xn--bcher-kva.example');
const ADDRESS = fc.tuple(fc.constantFrom('a', 'tls-reports', 'T.Reports+1', 'x_y'), HOST);
const PLAIN_TARGET = fc.oneof(
  ADDRESS.map((parts) => `mailto:${parts.join('@')}`),
  HOST.map((host) => `https://${host}/v1/tlsrpt`),
);
/** How a target is written by those who do not know its form. */
const targetMistake = fc.constantFrom<(target: string) => string>(
  (target) => target,
  (target) => target,
  (target) => target.replace('mailto:', ''),
  (target) => target.replace('mailto:', 'mailto://'),
  (target) => target.replace('mailto:', 'mailto: '),
  (target) => target.replace('mailto:', 'MAILTO:'),
  (target) => target.replace('mailto:', 'mailto='),
  (target) => target.replace(/mailto:(.*)/, 'mailto:<$1>'),
  (target) => `<${target}>`,
  (target) => `“${target}”`,
  (target) => `"${target}"`,
  (target) => `${target}!10m`,
  (target) => target.replace('https://', 'https:/'),
  (target) => target.replace('https://', 'http://'),
  (target) => target.replace('-', '–'),
  (target) => target.replace(/@.*/, '@'),
  (target) => target.replace('.', '\u200b.'),
  (target) => `${target}.`,
  (target) => target.replace('mailto:', 'rua=mailto:'),
);
const separator = fc.constantFrom(
  ';',
  '; ',
  ' ;',
  ' ',
  ', ',
  ',',
  ' | ',
  ';;',
  '；',
  '\u00a0',
  ':',
  '',
  '. ',
  ' and ',
);
const listSeparator = fc.constantFrom(',', ', ', ' ', ';', '; ', ' and ', ',,');
const equals = fc.constantFrom('=', '=', '=', ' = ', ':', ': ', '＝');
const stsVersion = fc.constantFrom(
  'v=STSv1',
  'v=STSv1',
  'V=STSv1',
  'v=stsv1',
  'v:STSv1',
  'STSv1',
  'v=STSv2',
  'v=STS1',
  'v=MTA-STSv1',
  'v=MTA–STSv1',
  'v = STSv1',
  'v=SSTv1',
  'version: STSv1',
  '',
);
const tlsrptVersion = fc.constantFrom(
  'v=TLSRPTv1',
  'v=TLSRPTv1',
  'V=TLSRPTv1',
  'v=tlsrptv1',
  'v:TLSRPTv1',
  'TLSRPTv1',
  'v=TLSRPT1',
  'v=TLS-RPTv1',
  'v=TLSRTPv1',
  'v=TLSv1',
  'v=DMARC1',
  '',
);
const extension = fc.constantFrom(
  'x=1',
  'p=none',
  'x = 2',
  'mode: enforce',
  'foo',
  'v=STSv1',
  'v=TLSRPTv1',
  'id=9',
);
/** What is laid around the whole of it. */
const wrapping = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text,
  (text) => `"${text}"`,
  (text) => `“${text}”`,
  (text) => `«${text}»`,
  (text) => `'${text}'`,
  (text) => `"${text}`,
  (text) => `${text}"`,
  (text) => `_mta-sts IN TXT "${text}"`,
  (text) => `_smtp._tls.example.com. 3600 IN TXT ( "${text}" )`,
  (text) => `_mta-sts 1h TXT ${text}`,
  (text) => `_smtp._tls text = "${text}"`,
  (text) => `"${text.slice(0, 9)}" "${text.slice(9)}"`,
  (text) => `IN TXT "${text}" ; ours`,
  (text) => `TXT "${text}" ; rua=mailto:old@o.example`,
  (text) => `${text} # a remark`,
  (text) => `${text}; ours`,
  (text) => `${text} `,
  (text) => `\ufeff${text}\u200b`,
  (text) => text.replaceAll(';', String.raw`\;`),
  (text) => text.split(';').toReversed().join(';'),
  (text) => text.toUpperCase(),
  (text) => `${text} ${text}`,
  (text) => `${text}\n${text}`,
  (text) => `v=spf1 -all\n${text}`,
  (text) => `${text}.`,
);

const record = (version: fc.Arbitrary<string>, field: fc.Arbitrary<string>) =>
  fc
    .record({
      version,
      fields: fc.array(fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: extension }), {
        minLength: 1,
        maxLength: 3,
      }),
      separators: fc.array(separator, { minLength: 4, maxLength: 4 }),
      wrappings: fc.array(wrapping, { minLength: 1, maxLength: 2 }),
    })
    .map(({ version: start, fields, separators, wrappings }) =>
      wrappings.reduce(
        (text, wrap) => wrap(text),
        [start, ...fields].reduce((text, part, i) => (text === '' ? part : text + separators[i] + part), ''),
      ),
    );
const stsText = record(
  stsVersion,
  fc
    .tuple(
      fc.constantFrom('id', 'id', 'ID', 'Id'),
      equals,
      fc.oneof(ID, fc.constantFrom('2026-01-01', '“7”', '"8"', '')),
    )
    .map((parts) => parts.join('')),
);
const tlsrptText = record(
  tlsrptVersion,
  fc
    .tuple(
      fc.constantFrom('rua', 'rua', 'RUA', ''),
      equals,
      fc.array(fc.tuple(PLAIN_TARGET, targetMistake), { minLength: 1, maxLength: 2 }),
      listSeparator,
    )
    .map(([name, sign, targets, between]) => {
      const list = targets.map(([target, mistake]) => mistake(target)).join(between);
      return name === '' ? list : name + sign + list;
    }),
);

/** The text as a reader sees it: without what is invisible, with plain dashes and quotes. Written apart from lib/. */
const seen = (text: string) =>
  text
    .replaceAll(/[\u200b\ufeff]/g, '')
    .replaceAll('–', '-')
    .replaceAll('＝', '=')
    .replaceAll('；', ';')
    .replaceAll(/[“”«»"'<>]/g, '');
const mailboxes = (text: string) => new Set(seen(text).match(/[\w.+-]+@[\w.-]*\w/g));
const hosts = (text: string) =>
  new Set(Array.from(seen(text).matchAll(/https?:\/+([\w.-]*\w)/gi), ([, host]) => host));
const ids = (text: string) => Array.from(text.matchAll(/(?<![\w.])id=([^;\s]*)/g), ([, id = '']) => id);
const linesOf = (text: string) => text.split('\n');

const RUNS = { numRuns: 20_000 };

describe('the fixes of records, over the mistakes of people', () => {
  it('take over the id of an MTA-STS record letter for letter, and make none up', () => {
    let changed = 0;
    fc.assert(
      fc.property(stsText, (before) => {
        const known = seen(before);
        for (const after of [...fixesOf(STS_RECORD, before).values(), withEveryFix(STS_RECORD, before)]) {
          if (after === before) continue;
          changed += 1;
          expect(linesOf(after).length).toBe(linesOf(before).length);
          for (const id of ids(seen(after))) expect(known).toContain(id);
          // One line, one record: of two that stood there none is taken, and neither swallows the other.
          for (const [i, line] of linesOf(after).entries())
            if (line !== linesOf(before)[i])
              expect(
                seen(onceOf(linesOf(before)[i] ?? '', 'v=STSv1')).match(/STSv\d/gi)?.length ?? 0,
              ).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
    expect(changed).toBeGreaterThan(2000);
  });

  it('keep every target of reports letter for letter, and make none up', () => {
    let changed = 0;
    fc.assert(
      fc.property(tlsrptText, (before) => {
        for (const after of [...fixesOf(TLSRPT, before).values(), withEveryFix(TLSRPT, before)]) {
          if (after === before) continue;
          changed += 1;
          expect(linesOf(after).length).toBe(linesOf(before).length);
          expect(mailboxes(after)).toEqual(mailboxes(before));
          expect(hosts(after)).toEqual(hosts(before));
          for (const line of linesOf(after)) {
            const parsed = parseTlsrptRecord(line);
            // Nothing that is a report address to a reader is an extension that nobody reads.
            if (parsed.state === 'valid')
              expect(mailboxes(parsed.value.rua.join(' '))).toEqual(mailboxes(line));
          }
        }
      }),
      RUNS,
    );
    expect(changed).toBeGreaterThan(2000);
  });

  it.each([
    ['MTA-STS', STS_RECORD, stsText],
    ['TLSRPT', TLSRPT, tlsrptText],
  ] as const)('leave nothing for a second time (%s)', (_, kind, text) => {
    fc.assert(
      fc.property(text, (before) => {
        const after = withEveryFix(kind, before);
        expect(withEveryFix(kind, after)).toBe(after);
      }),
      RUNS,
    );
  });

  it('change nothing that a sender reads', () => {
    fc.assert(
      fc.property(stsText, tlsrptText, (sts, tlsrpt) => {
        const read = selectStsRecord(linesOf(sts));
        if (read.state === 'found')
          expect(selectStsRecord(linesOf(withEveryFix(STS_RECORD, sts)))).toMatchObject({
            value: read.value,
          });
        const reported = selectTlsrptRecord(linesOf(tlsrpt));
        if (
          reported.state === 'found' &&
          reported.problems.every(({ code }) => !code.startsWith('tlsrpt-rua'))
        )
          expect(selectTlsrptRecord(linesOf(withEveryFix(TLSRPT, tlsrpt)))).toMatchObject({
            value: reported.value,
          });
      }),
      RUNS,
    );
  });

  it('find an attempt in most of these, and in none of what others publish', () => {
    let meant = 0;
    fc.assert(
      fc.property(stsText, (text) => {
        meant += Number(isMeantAsStsRecord(linesOf(text).at(-1) ?? ''));
        expect(
          parseStsRecord(text).problems.length + Number(parseStsRecord(text).state === 'valid'),
        ).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
    expect(meant).toBeGreaterThan(1700);
    const token = fc.stringMatching(/^[a-z]{2,12}(?:-[a-z]{2,12}){0,2}=[A-Za-z0-9_.:+/-]{4,40}$/);
    fc.assert(
      fc.property(token, (text) => {
        fc.pre(!/^(?:id|rua|mode|mx|version|v)=/i.test(text));
        expect(selectStsRecord([text]).state).toBe('absent');
        expect(selectTlsrptRecord([text]).state).toBe('absent');
      }),
      { numRuns: 2000 },
    );
  });
});
