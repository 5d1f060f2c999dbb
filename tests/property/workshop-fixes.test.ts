import * as fc from 'fast-check';
import type { Problem } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { ignoredBy, sendersOf } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { evidenceOf } from '../../lib/workshop/draft.ts';
import { fixesOf, withEveryFix, type Mendable } from '../../lib/workshop/fix.ts';
import { POLICY, STS_RECORD } from '../../lib/workshop/kinds.ts';
import { TLSRPT } from '../support/kinds.ts';
import { bytes } from '../support/reading.ts';
import { TLSA } from '../support/tlsa-text.ts';
import { DMARC, SPF } from '../support/txt-texts.ts';
import { dmarcMistake, dmarcText, spfMistake, spfText } from './txt-grammar.ts';
import * as any from './generators.ts';

/** Mistakes as people make them, laid over a text that was right. */
const policyMistake = fc.constantFrom<(text: string) => string>(
  (text) => `\ufeff${text}`,
  (text) => text.replace('version', ' version'),
  (text) => text.replace('STSv1', 'stsv1'),
  (text) => text.replace('mode', 'Mode'),
  (text) => text.replace('max_age', 'max-age'),
  (text) => text.replace('max_age:', 'max_age :'),
  (text) => text.replace(/mode:\s*(\w+)/, (_, mode: string) => `mode: ${mode.toUpperCase()}`),
  (text) => text.replaceAll('mx', 'MX'),
  (text) => text.replace(/mx:\s*([^\s]+)/, 'mx: $1.'),
  (text) => text.replace(/mx:\s*([^\s]+)/, 'mx: $1, bücher.example'),
  (text) => text.replace(/mx:\s*([^\s]+)/, 'mx: $1:25'),
  (text) => text.replaceAll(/\r?\n/g, '\r'),
  (text) => text.replace(/\n/, '\r\n\n'),
  (text) => text.replace('mode:', 'mode='),
  (text) => `# a comment: yes\n${text}`,
  (text) => text + text,
  (text) => text.replace(/version.*\n/, ''),
  (text) => `\u200b${text}`,
);
const recordMistake = fc.constantFrom<(text: string) => string>(
  (text) => text.replace(/v=(\w+)/, (version) => version.toLowerCase()),
  (text) => text.replace(/^v=\w+/, (version) => `${version} `),
  (text) => text.replace(';', ';;'),
  (text) => text.replace(';', ' '),
  (text) => text.replace(/=(?=[^=]*$)/, ' = '),
  (text) => `"${text}"`,
  (text) => `${text}; id=2; rua=mailto:b@example.com`,
  (text) => text.replace('mailto:', ''),
  (text) => text.replace('id=', 'ID='),
  (text) => `${text}\n${text}`,
  (text) => text.split(';').toReversed().join(';'),
);
const tlsaMistake = fc.constantFrom<(text: string) => string>(
  (text) => text.replace(/\d 1 1/, 'DANE-EE SPKI SHA2-256'),
  (text) => text.replace(/[\da-f]{64}/, (digest) => digest.replace(/..(?!$)/g, '$&:')),
  (text) => text.replace(/[\da-f]{64}/, 'SHA2-256(stdin)= $&'),
  (text) => text.replace(/[\da-f]{20}(?=[\da-f])/, '$&\n   '),
  (text) => text.replace(/[\da-f]{20}(?=[\da-f])/, '$& '),
  (text) => text.replace(/[\da-f]{20}(?=[\da-f])/, '$&g'),
  (text) => text.replace('_25._tcp', '25.tcp'),
  (text) => text.replace('_25._tcp.', ''),
  (text) => text.replace('IN TLSA ', ''),
  (text) => text.replace(/[123] 1 1 /, '\\# 35 $&'),
  (text) => text.replace('3 1', '1\u00a00'),
  (text) => text.replace(/ (?=[\da-f]{20})/, ' ( '),
  (text) => `"${text}"`,
  (text) => `  ${text}`,
  (text) => `; mine\n${text} ; yours\r\n${text}`,
  (text) => text.slice(0, -1),
);
const withMistakes = (text: fc.Arbitrary<string>, mistake: fc.Arbitrary<(text: string) => string>) =>
  fc
    .tuple(text, fc.array(mistake, { minLength: 1, maxLength: 4 }))
    .map(([start, mistakes]) => mistakes.reduce((now, make) => make(now), start));

const policyText = any.policyText.map(({ text }) => text);
const stsText = fc
  .array(any.extension, { maxLength: 2 })
  .chain((more) => any.recordOf('v=STSv1', ['id=1', ...more.map(({ name, value }) => `${name}=${value}`)]));
const tlsrptText = any.recordOf('v=TLSRPTv1', ['rua=mailto:a@example.com', 'rua=https://example.com/x']);
const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((octets) => Buffer.from(octets).toString('hex'));
const tlsaText = fc
  .tuple(
    fc.constantFrom('_25._tcp.a.example. 300 IN TLSA ', '_25._tcp.b.example. IN TLSA ', ''),
    fc.constantFrom(1, 2, 3),
    digest,
  )
  .map(([before, usage, data]) => `${before}${usage} 1 1 ${data}`);

const KINDS: readonly (readonly [name: string, kind: Mendable, text: fc.Arbitrary<string>])[] = [
  [
    'policy',
    POLICY,
    fc.oneof(
      withMistakes(policyText, policyMistake),
      any.nearly(policyText, 'mx:o \t\r\n\n0*.-_,#\x00\x7f\ufeffé😀'),
      any.anyText(['version: STSv1', 'Mode', ':', ' ', '\n', '\r', '\ufeff', '#', 'mx:a.,b', 'é', '\u200b']),
    ),
  ],
  [
    'MTA-STS record',
    STS_RECORD,
    fc.oneof(
      withMistakes(stsText, recordMistake),
      any.nearly(stsText, 'vSTid=1; \t"\n,:é'),
      any.anyText(['v=STSv1', 'v=stsv1', ';', 'id', '=', ' ', '1', '"', '\n', '\r']),
    ),
  ],
  [
    'TLSRPT record',
    TLSRPT,
    fc.oneof(
      withMistakes(tlsrptText, recordMistake),
      any.nearly(tlsrptText, 'vTLrua=@; \t"\n,:!é'),
      any.anyText(['v=TLSRPTv1', ';', 'rua', '=', 'a@b', ',', 'mailto:', ' ', '"', '\n', '!10m']),
    ),
  ],
  [
    'TLSA record',
    TLSA,
    fc.oneof(
      withMistakes(tlsaText, tlsaMistake),
      any.nearly(tlsaText, '_25.tcp IN3 1()"\\#;:\n\tag\u200bé'),
      any.anyText([
        '_25._tcp.',
        'a.',
        'IN',
        ' ',
        'TLSA',
        '3',
        '1 1 ',
        'SPKI',
        '\\#',
        '(',
        ')',
        '\n',
        ';',
        'ab:cd',
        'abcd',
        '"',
      ]),
    ),
  ],
  [
    'SPF record',
    SPF,
    fc.oneof(
      withMistakes(spfText, spfMistake),
      any.nearly(spfText, 'v=spf1 ai:~-+?"\\;,(.\n\t4\u200bé'),
      any.anyText([
        'v=spf1',
        ' ',
        '-all',
        'ip4:',
        '8.8.8.8',
        'include',
        ':',
        '=',
        'a.example',
        ',',
        ';',
        '"',
        '\n',
        'TXT ',
        'all',
        '+',
      ]),
    ),
  ],
  [
    'DMARC record',
    DMARC,
    fc.oneof(
      withMistakes(dmarcText, dmarcMistake),
      any.nearly(dmarcText, 'v=DMARC1; pru:@"\\,(.\n\t\u200bé'),
      any.anyText([
        'v=DMARC1',
        ';',
        ' ',
        'p',
        '=',
        'none',
        'reject',
        'rua',
        'mailto:',
        'a@b.example',
        ',',
        '"',
        '\n',
        '_dmarc TXT ',
        ':',
      ]),
    ),
  ],
];

/** Every text is read dozens of times. */
const RUNS = { numRuns: 300 };
const identityOf = ({ code, parameters }: Problem) => JSON.stringify([code, parameters]);

describe.each(KINDS)('the fixes of a %s', (_, kind, text) => {
  it('each take their problem away and add none, and leave nothing for a second time', () => {
    let offered = 0;
    fc.assert(
      fc.property(text, (before) => {
        const known = new Set(kind.problemsOf(before).map(identityOf));
        for (const [code, after] of fixesOf(kind, before)) {
          offered += 1;
          const left = kind.problemsOf(after);
          expect(left.map((problem) => problem.code)).not.toContain(code);
          // What a text means comes to light with the fix that makes it readable.
          const faults = left.filter((problem) => kind.reveals?.(problem.code) !== true);
          expect(faults.map(identityOf).filter((identity) => !known.has(identity))).toEqual([]);
          expect(fixesOf(kind, after).has(code)).toBe(false);
        }
      }),
      RUNS,
    );
    // Of 300 texts at least a hundred or so are offered a fix, whatever the seed: this is not about nothing.
    expect(offered).toBeGreaterThan(50);
  });

  it('all at once leave a text that is stable', () => {
    fc.assert(
      fc.property(text, (before) => {
        const after = withEveryFix(kind, before);
        expect(withEveryFix(kind, after)).toBe(after);
        expect(fixesOf(kind, after).size).toBe(0);
      }),
      RUNS,
    );
  });
});

/** The digits of a text in their order, whatever stands between them. */
const digitsOf = (text: string) => text.toLowerCase().replaceAll(/[^\da-f]/g, '');

it('no fix of a TLSA record invents a digest: each stood in the text before, digit by digit', () => {
  let mended = 0;
  fc.assert(
    fc.property(KINDS[3]![2], (before) => {
      const after = withEveryFix(TLSA, before);
      if (after !== before) mended += 1;
      const known = digitsOf(before);
      for (const [digits] of after.matchAll(/[\da-f]{16,}/gi)) expect(known).toContain(digits.toLowerCase());
    }),
    { numRuns: 1000 },
  );
  expect(mended).toBeGreaterThan(100);
});

it('what a policy says to those who could read it, it says after every fix', () => {
  let readable = 0;
  fc.assert(
    fc.property(KINDS[0]![2], (before) => {
      const parsed = parsePolicy(bytes(before));
      if (parsed.state === 'invalid') return;
      readable += 1;
      // A server under a misspelt key comes in; none goes, and nothing else changes.
      expect(parsePolicy(bytes(withEveryFix(POLICY, before)))).toMatchObject({
        state: 'valid',
        value: { ...parsed.value, mx: expect.arrayContaining([...parsed.value.mx]) },
      });
    }),
    { numRuns: 1000 },
  );
  expect(readable).toBeGreaterThan(100);
});

it('a sender that ignores a policy for one problem ignores it as a whole', () => {
  let ignoring = 0;
  fc.assert(
    fc.property(KINDS[0]![2], KINDS[1]![2], (policy, stsRecord) => {
      const evidence = evidenceOf({ policy: bytes(policy), stsRecord, tlsrpt: '' });
      const whole = new Set(
        sendersOf(evidence).flatMap(({ sender, accepts }) => (accepts === 'ignores' ? [sender] : [])),
      );
      if (evidence.stsRecord.state === 'absent') return;
      const codes = [...POLICY.problemsOf(policy), ...STS_RECORD.problemsOf(stsRecord)].map(
        ({ code }) => code,
      );
      for (const code of new Set(codes))
        for (const sender of ignoredBy(code, evidence)) {
          ignoring += 1;
          expect(whole).toContain(sender);
        }
    }),
    RUNS,
  );
  expect(ignoring).toBeGreaterThan(100);
});
