import { describe, expect, it } from 'vitest';
import { selectStsRecord } from '../../../../lib/mechanisms/mta-sts/record.ts';
import { told, type Told } from '../../../support/reading.ts';

const unrelated = (count: number, text: string): Told => ({ code: 'sts-record-unrelated', count, text });
const version = (text: string, corrected = 'v=STSv1; id=1'): Told => ({
  code: 'sts-record-version',
  text,
  corrected,
});
const nearMiss = (text: string): Told => ({ code: 'sts-record-near-miss', text });
const several = (count: number): Told => ({ code: 'sts-records-several', count });

interface Row {
  readonly reason: string;
  readonly texts: readonly string[];
  readonly problems?: readonly Told[];
}

const found: readonly (Row & { readonly id: string; readonly text: string })[] = [
  { reason: 'one record alone', texts: ['v=STSv1; id=1'], text: 'v=STSv1; id=1', id: '1' },
  {
    reason: 'a single record may have space before the first ";": nothing is discarded',
    texts: ['v=STSv1 ; id=1'],
    text: 'v=STSv1 ; id=1',
    id: '1',
    problems: [{ code: 'sts-record-space-after-version', at: ' ' }],
  },
  {
    reason: 'TXT of others beside it are discarded and counted',
    texts: ['google-site-verification=x', 'v=STSv1; id=1', 'v=spf1 -all'],
    text: 'v=STSv1; id=1',
    id: '1',
    problems: [unrelated(2, 'google-site-verification=x')],
  },
  {
    reason: 'an empty TXT is one of others',
    texts: ['', 'v=STSv1; id=1'],
    text: 'v=STSv1; id=1',
    id: '1',
    problems: [unrelated(1, '')],
  },
  {
    reason: 'beside a good one, "v=STSv1 ;" fails the literal prefix and is discarded',
    texts: ['v=STSv1 ; id=1', 'v=STSv1; id=2'],
    text: 'v=STSv1; id=2',
    id: '2',
    problems: [nearMiss('v=STSv1 ; id=1')],
  },
  {
    reason: 'beside a good one, a near miss is discarded with a warning of its own',
    texts: ['v=STSv1; id=2', 'V=stsv1; id=1', 'other'],
    text: 'v=STSv1; id=2',
    id: '2',
    problems: [nearMiss('V=stsv1; id=1'), unrelated(1, 'other')],
  },
  {
    reason: 'a record of another protection strayed here: it belongs at its own name',
    texts: ['v=STSv1; id=1', 'v=TLSRPTv1; rua=mailto:a@example.com'],
    text: 'v=STSv1; id=1',
    id: '1',
    problems: [{ code: 'sts-record-stray', text: 'v=TLSRPTv1; rua=mailto:a@example.com' }],
  },
  {
    reason: 'what is noted about the record is kept beside what is noted about the others',
    texts: ['other', 'v=STSv1; id=1; x=1'],
    text: 'v=STSv1; id=1; x=1',
    id: '1',
    problems: [{ code: 'sts-record-unknown-field', name: 'x', at: 'x=1' }, unrelated(1, 'other')],
  },
];

describe('selectStsRecord: found', () => {
  for (const { reason, texts, text, id, problems = [] } of found)
    it(reason, () => {
      const selected = selectStsRecord(texts);
      expect(selected).toMatchObject({ state: 'found', text, value: { id } });
      expect(told(selected.problems, text)).toEqual(problems);
    });
});

const absent: readonly Row[] = [
  { reason: 'no TXT', texts: [] },
  { reason: 'a TXT of others alone', texts: ['v=spf1 -all'], problems: [unrelated(1, 'v=spf1 -all')] },
  { reason: 'a token of others', texts: ['MS=ms12345678'], problems: [unrelated(1, 'MS=ms12345678')] },
  {
    reason: 'a token with a number and an id',
    texts: ['apple-domain-verification=id1'],
    problems: [unrelated(1, 'apple-domain-verification=id1')],
  },
  {
    reason: 'a key of DKIM or a logo, which a wildcard may answer',
    texts: ['v=DKIM1; p=MII', 'v=BIMI1; l='],
    problems: [unrelated(2, 'v=BIMI1; l=')],
  },
  {
    reason: 'a sender list that names servers',
    texts: ['v=spf1 mx:mail.example.com -all'],
    problems: [unrelated(1, 'v=spf1 mx:mail.example.com -all')],
  },
  { reason: 'a word', texts: ['st01=enforced'], problems: [unrelated(1, 'st01=enforced')] },
  { reason: 'several TXT of others', texts: ['a', 'b', 'a'], problems: [unrelated(3, 'a')] },
];

describe('selectStsRecord: absent', () => {
  for (const { reason, texts, problems = [] } of absent)
    it(reason, () => {
      const selected = selectStsRecord(texts);
      expect(selected.state).toBe('absent');
      expect(told(selected.problems, '')).toEqual(problems);
    });
});

const policyLine = (text: string): Told => ({ code: 'sts-record-is-policy', text });

const invalid: readonly (Row & { readonly text?: string })[] = [
  {
    reason: 'a version that nobody reads was meant',
    texts: ['v=STSv10; id=1'],
    problems: [version('v=STSv10; id=1')],
  },
  {
    reason: 'the next version does not exist',
    texts: ['v=STSv2; id=1'],
    problems: [version('v=STSv2; id=1')],
  },
  { reason: 'without its v=', texts: ['STSv1; id=1'], problems: [version('STSv1; id=1')] },
  { reason: 'a colon for "="', texts: ['v:STSv1; id=1'], problems: [version('v:STSv1; id=1')] },
  { reason: 'no delimiter and no space', texts: ['v=STSv1id=1'], problems: [version('v=STSv1id=1')] },
  {
    reason: 'the name of the protection',
    texts: ['v=MTA-STSv1; id=1'],
    problems: [version('v=MTA-STSv1; id=1')],
  },
  { reason: 'without the v of the number', texts: ['v=STS1; id=1'], problems: [version('v=STS1; id=1')] },
  { reason: 'typographic quotes', texts: ['“v=STSv1; id=1”'], problems: [version('“v=STSv1; id=1”')] },
  {
    reason: 'a line of the zone',
    texts: ['_mta-sts IN TXT "v=STSv1; id=1"'],
    problems: [version('_mta-sts IN TXT "v=STSv1; id=1"')],
  },
  { reason: 'lines of the policy', texts: ['version: STSv1'], problems: [policyLine('version: STSv1')] },
  {
    reason: 'all of them in one',
    texts: ['version: STSv1 mode: enforce'],
    problems: [policyLine('version: STSv1 mode: enforce')],
  },
  { reason: 'its mode', texts: ['mode: enforce'], problems: [policyLine('mode: enforce')] },
  {
    reason: 'its mail server',
    texts: ['mx: mail.example.com'],
    problems: [policyLine('mx: mail.example.com')],
  },
  { reason: 'letters in another order', texts: ['v=SSTv1; id=1'], problems: [version('v=SSTv1; id=1')] },
  {
    reason: 'where the version ends is open',
    texts: ['v=STSv1abc; id=1'],
    problems: [version('v=STSv1abc; id=1', 'v=STSv1; id=…')],
  },
  { reason: 'no number', texts: ['v=STS; id=1'], problems: [version('v=STS; id=1')] },
  { reason: 'the id alone', texts: ['id=1'], problems: [version('id=1')] },
  {
    reason: 'wide letters of an Asian keyboard',
    texts: ['ｖ＝ＳＴＳｖ１；ｉｄ＝１'],
    problems: [version('ｖ＝ＳＴＳｖ１；ｉｄ＝１')],
  },
  {
    reason: 'the answer of a tool',
    texts: ['_mta-sts.example.com text = "v=STSv1; id=1"'],
    problems: [version('_mta-sts.example.com text = "v=STSv1; id=1"')],
  },
  {
    reason: 'an id is never made up',
    texts: ['STSv1; mode: enforce'],
    problems: [policyLine('STSv1; mode: enforce')],
  },
  {
    reason: 'the address of the policy',
    texts: ['https://mta-sts.example.com/.well-known/mta-sts.txt'],
    problems: [policyLine('https://mta-sts.example.com/.well-known/mta-sts.txt')],
  },
  {
    reason: 'the record of DMARC',
    texts: ['v=DMARC1; p=none'],
    problems: [{ code: 'sts-record-misplaced', text: 'v=DMARC1; p=none' }],
  },
  {
    reason: 'the record of TLSRPT',
    texts: ['v=TLSRPTv1; rua=mailto:a@b.example'],
    problems: [{ code: 'sts-record-misplaced', text: 'v=TLSRPTv1; rua=mailto:a@b.example' }],
  },
  { reason: 'the wrong case alone', texts: ['V=stsv1; id=1'], problems: [version('V=stsv1; id=1')] },
  { reason: 'the id before the version', texts: ['id=1; v=STSv1;'], problems: [version('id=1; v=STSv1;')] },
  { reason: 'space before the version', texts: [' v=STSv1; id=1'], problems: [version(' v=STSv1; id=1')] },
  { reason: 'quotes of the zone file', texts: ['"v=STSv1; id=1"'], problems: [version('"v=STSv1; id=1"')] },
  { reason: 'space before "="', texts: ['v =STSv1; id=1'], problems: [version('v =STSv1; id=1')] },
  { reason: 'space behind "="', texts: ['v=\t STSv1; id=1'], problems: [version('v=\t STSv1; id=1')] },
  {
    reason: 'beside TXT of others the literal prefix decides, and none has it',
    texts: ['v=STSv1 ; id=1', 'v=spf1 -all'],
    problems: [version('v=STSv1 ; id=1'), unrelated(1, 'v=spf1 -all')],
  },
  {
    reason: 'the version alone has no ";"',
    texts: ['v=STSv1', 'v=spf1 -all'],
    problems: [version('v=STSv1', 'v=STSv1; id=…'), unrelated(1, 'v=spf1 -all')],
  },
  { reason: 'two records', texts: ['v=STSv1; id=1', 'v=STSv1; id=2'], problems: [several(2)] },
  { reason: 'the same record twice', texts: ['v=STSv1; id=1', 'v=STSv1; id=1'], problems: [several(2)] },
  {
    reason: 'a malformed record is not discarded: it counts',
    texts: ['v=STSv1; id=a-b', 'v=STSv1; id=1'],
    problems: [several(2)],
  },
  {
    reason: 'several records among others',
    texts: ['v=STSv1; id=1', 'x', 'v=STSv1;', 'V=STSV1; id=1', 'v=STSv1; id=3'],
    problems: [nearMiss('V=STSV1; id=1'), unrelated(1, 'x'), several(3)],
  },
  {
    reason: 'the one record is malformed',
    texts: ['v=STSv1; id=a-b', 'x'],
    text: 'v=STSv1; id=a-b',
    problems: [{ code: 'sts-record-id-syntax', id: 'a-b', at: 'id=a-b' }, unrelated(1, 'x')],
  },
];

describe('selectStsRecord: invalid', () => {
  for (const { reason, texts, text = '', problems = [] } of invalid)
    it(reason, () => {
      const selected = selectStsRecord(texts);
      expect(selected.state).toBe('invalid');
      expect(told(selected.problems, text)).toEqual(problems);
    });
});
