import { describe, expect, it } from 'vitest';
import { selectTlsrptRecord } from '../../../../lib/mechanisms/tlsrpt/record.ts';
import { told, type Told } from '../../../support/reading.ts';

const A = 'mailto:a@example.com';
const GOOD = `v=TLSRPTv1; rua=${A}`;

const version = (text: string, corrected = GOOD): Told => ({ code: 'tlsrpt-version', text, corrected });

interface Row {
  readonly reason: string;
  readonly texts: readonly string[];
  readonly text?: string;
  readonly problems?: readonly Told[];
}

const found: readonly Row[] = [
  { reason: 'one record alone', texts: [GOOD] },
  {
    reason: 'a single record may have space before the first ";"',
    texts: [`v=TLSRPTv1 ; rua=${A}`],
    text: `v=TLSRPTv1 ; rua=${A}`,
    problems: [{ code: 'tlsrpt-space-after-version', at: ' ' }],
  },
  { reason: 'TXT of others beside it are discarded', texts: ['v=spf1 -all', GOOD, ''] },
  {
    reason: 'a near miss beside it is discarded with a warning',
    texts: [`V=TLSRPTV1; rua=${A}`, GOOD],
    problems: [{ code: 'tlsrpt-near-miss', text: `V=TLSRPTV1; rua=${A}` }],
  },
  {
    reason: 'a record of another protection beside it is not one of ours that is to be deleted',
    texts: ['v=DMARC1; p=none', GOOD],
    problems: [{ code: 'tlsrpt-stray', text: 'v=DMARC1; p=none' }],
  },
  {
    reason: 'pasted twice it is one record',
    texts: [`${GOOD}; ${GOOD}`],
    text: `${GOOD}; ${GOOD}`,
    problems: [{ code: 'tlsrpt-doubled' }],
  },
  {
    reason: 'also where nothing stands between the copies',
    texts: [`${GOOD}${GOOD}`],
    text: `${GOOD}${GOOD}`,
    problems: [{ code: 'tlsrpt-doubled' }],
  },
  {
    reason: 'beside another, "v=TLSRPTv1 ;" fails the literal prefix',
    texts: [GOOD, `v=TLSRPTv1 ; rua=${A}`],
    problems: [{ code: 'tlsrpt-near-miss', text: `v=TLSRPTv1 ; rua=${A}` }],
  },
];

describe('selectTlsrptRecord: found', () => {
  for (const { reason, texts, text = GOOD, problems = [] } of found)
    it(reason, () => {
      const selected = selectTlsrptRecord(texts);
      expect(selected).toMatchObject({ state: 'found', text, value: { rua: [A] } });
      expect(told(selected.problems, text)).toEqual(problems);
    });
});

describe('selectTlsrptRecord: absent', () => {
  it('no TXT', () => {
    expect(selectTlsrptRecord([])).toEqual({ state: 'absent', problems: [] });
  });

  it.each<[reason: string, texts: string[], text: string]>([
    ['a TXT of others', ['v=spf1 -all'], 'v=spf1 -all'],
    ['several TXT of others', ['x', 'v=spf1 -all'], 'v=spf1 -all'],
    ['a token of others', ['MS=ms12345678'], 'MS=ms12345678'],
  ])('%s: what stands there is named', (_, texts, text) => {
    expect(selectTlsrptRecord(texts)).toEqual({
      state: 'absent',
      problems: [{ code: 'tlsrpt-unrelated', parameters: { count: texts.length, text } }],
    });
  });
});

const invalid: readonly Row[] = [
  {
    reason: 'the wrong case alone',
    texts: [`v=tlsrptv1; rua=${A}`],
    problems: [version(`v=tlsrptv1; rua=${A}`)],
  },
  {
    reason: 'space before "="',
    texts: [`v =TLSRPTv1; rua=${A}`],
    problems: [version(`v =TLSRPTv1; rua=${A}`)],
  },
  {
    reason: 'space behind "="',
    texts: [`v=\t TLSRPTv1; rua=${A}`],
    problems: [version(`v=\t TLSRPTv1; rua=${A}`)],
  },
  {
    reason: 'the rua before the version',
    texts: [`rua=${A}; v=TLSRPTv1`],
    problems: [version(`rua=${A}; v=TLSRPTv1`)],
  },
  {
    reason: 'beside TXT of others the literal prefix decides, and none has it',
    texts: [`v=TLSRPTv1 ; rua=${A}`, 'v=spf1 -all'],
    problems: [version(`v=TLSRPTv1 ; rua=${A}`)],
  },
  {
    reason: 'two records',
    texts: [GOOD, 'x', `${GOOD};`],
    problems: [{ code: 'tlsrpt-records-several', count: 2 }],
  },
  {
    reason: 'a malformed record is not discarded: it counts',
    texts: [GOOD, 'v=TLSRPTv1;'],
    problems: [{ code: 'tlsrpt-records-several', count: 2 }],
  },
  {
    reason: 'the one record is malformed',
    texts: ['x', 'v=TLSRPTv1;'],
    problems: [{ code: 'tlsrpt-no-rua' }],
  },
];

describe('selectTlsrptRecord: invalid', () => {
  for (const { reason, texts, problems } of invalid)
    it(reason, () => {
      const selected = selectTlsrptRecord(texts);
      expect(selected.state).toBe('invalid');
      expect(told(selected.problems, '')).toEqual(problems);
    });
});

describe('selectTlsrptRecord: meant, and read by nobody', () => {
  it.each<[text: string, corrected: string, reason: string]>([
    [`v=TLSRPTv10; rua=${A}`, GOOD, 'another version'],
    [`TLSRPTv1; rua=${A}`, GOOD, 'without its v='],
    [`v:TLSRPTv1; rua=${A}`, GOOD, 'a colon for "="'],
    [`v=TLSRPT1; rua=${A}`, GOOD, 'without the v of the number'],
    [`v=TLSRPT; rua=${A}`, GOOD, 'without a number'],
    [`v=TLS-RPTv1; rua=${A}`, GOOD, 'the name of the protection'],
    [`v=TLSRTPv1; rua=${A}`, GOOD, 'letters in another order'],
    [`rua=${A}`, GOOD, 'the field alone'],
    [A, GOOD, 'the address alone'],
    ['a@example.com', GOOD, 'without its scheme'],
    ['https://b.example/x', 'v=TLSRPTv1; rua=https://b.example/x', 'a web address alone'],
    [`_smtp._tls IN TXT "v=TLSRPTv1; rua=${A}"`, GOOD, 'a line of the zone'],
    [`Value: v=TLSRPTv1; rua=${A}`, GOOD, 'the column of a panel'],
    [`TXT | _smtp._tls | v=TLSRPTv1; rua=${A}`, GOOD, 'a row of one'],
    [`[v=TLSRPTv1; rua=${A}]`, GOOD, 'brackets'],
    [`v==TLSRPTv1; rua=${A}`, GOOD, 'a sign twice'],
    [`v=TLSRPTvl; rua=${A}`, GOOD, 'a letter that looks like a digit'],
    ['v=TLSRPTv1mailto:a@example.com', GOOD, 'nothing between two words'],
    ['v=TLSRPTv1a@example.com', 'v=TLSRPTv1; rua=mailto:…', 'where the second begins is open'],
    [`rua=https://b.example/x${GOOD}`, 'v=TLSRPTv1; rua=mailto:…', 'a record glued to what has no version'],
    [
      `v=TLSv1; rua=${A}`,
      'v=TLSRPTv1; rua=mailto:…',
      'which version is meant is open, and that it is one is not',
    ],
  ])('%s: as %s (%s)', (text, corrected) => {
    const selected = selectTlsrptRecord([text]);
    expect(selected.state).toBe('invalid');
    expect(told(selected.problems, text)).toEqual([version(text, corrected)]);
  });

  it.each([
    ['v=DMARC1; p=none; rua=mailto:a@b.example', 'the record of DMARC'],
    ['v=STSv1; id=1', 'that of MTA-STS'],
    ['version: STSv1', 'lines of its policy'],
  ])('%s: of another name (%s)', (text) => {
    expect(selectTlsrptRecord([text])).toEqual({
      state: 'invalid',
      problems: [{ code: 'tlsrpt-misplaced', parameters: { text } }],
    });
  });
});
