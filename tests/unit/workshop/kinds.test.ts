import { describe, expect, it } from 'vitest';
import { REPORT_RECORDS, WRITTEN_TEXTS } from '../../../lib/mechanisms.ts';
import { POLICY, STS_RECORD, stsRecordSays } from '../../../lib/workshop/kinds.ts';
import { keepsRecords } from '../../../lib/workshop/record-fixes.ts';
import { loadRecordTexts } from '../../../lib/workshop/record-texts.ts';
import { TLSRPT } from '../../support/kinds.ts';
import { policy } from '../../support/policy-text.ts';

describe('what records of MTA-STS say', () => {
  it.each<[why: string, texts: readonly string[], says: object]>([
    ['none', [], { key: 'workshop.record.absent' }],
    ['a sound one, by its id', ['v=STSv1; id=1'], { key: 'workshop.record.valid', parameters: { id: '1' } }],
    [
      'one that some senders do not read',
      ['v=STSv1 ; id=1'],
      { key: 'workshop.record.fragile', parameters: { id: '1' } },
    ],
    ['one without an id', ['v=STSv1;'], { key: 'workshop.record.invalid' }],
    ['two', ['v=STSv1; id=1', 'v=STSv1; id=2'], { key: 'workshop.record.invalid' }],
  ])('%s', (_, texts, says) => {
    expect(stsRecordSays(texts)).toEqual(says);
  });
});

describe('the problems of a text', () => {
  it('are those of what it is', () => {
    const codesOf = (kind: typeof POLICY, text: string) => kind.problemsOf(text).map(({ code }) => code);
    expect(codesOf(POLICY, `\n${policy()}`)).toContain('policy-blank-line');
    expect(codesOf(STS_RECORD, 'v=STSv1;')).toEqual(['sts-record-no-id']);
    expect(codesOf(TLSRPT, 'v=TLSRPTv1;')).toEqual(['tlsrpt-no-rua']);
  });

  it('are not the size of a policy, which no fix is about', () => {
    const large = policy({ mx: Array.from({ length: 5000 }, (_, at) => `mx: a${at}.example`).join('\n') });
    expect(POLICY.problemsOf(large).map(({ code }) => code)).not.toContain('policy-large');
  });
});

describe('the last look at the fix of a record', () => {
  const STS = 'v=STSv1; id=1';
  const RPT = 'v=TLSRPTv1; rua=mailto:a@b.example';

  it.each<[why: string, before: string, after: string, keeps: boolean]>([
    ['nothing changed', STS, STS, true],
    ['how it is written', 'V = stsv1 ; ID = 1', STS, true],
    ['another id', STS, 'v=STSv1; id=2', false],
    ['an id that is new', 'v=STSv1;', STS, false],
    ['an id that is gone, since that is left to a person', STS, 'v=STSv1;', true],
    ['the same record twice', `${STS}${STS}`, STS, true],
    ['two records that become one', 'v=STSv1; id=1 v=STSv1; id=2', STS, false],
    ['one record that becomes two lines', STS, `${STS}\n${STS}`, false],
    ['a line that is gone', `${STS}\n${RPT}`, STS, false],
    ['one of two lines', `${STS}\n"${RPT}"`, `${STS}\n${RPT}`, true],
    ['one of two lines that lose', `${STS}\n${RPT}`, `${STS}\nv=TLSRPTv1;`, false],
    ['a target that is gone', `${RPT},mailto:c@d.example`, RPT, false],
    ['a target that is new', RPT, `${RPT},mailto:c@d.example`, false],
    ['another target', RPT, RPT.replace('a@', 'c@'), false],
    [
      'another host of a target',
      'v=TLSRPTv1; rua=https://b.example/',
      'v=TLSRPTv1; rua=https://c.example/',
      false,
    ],
    ['a target without its scheme that gets it', 'v=TLSRPTv1; rua=a@b.example', RPT, true],
    ['the case of a target', 'v=TLSRPTv1; rua=mailto:A@B.example', RPT, true],
    [
      'a target in a field that nobody reads',
      'v=TLSRPTv1; rau=mailto:a@b.example',
      'v=TLSRPTv1; rau=mailto:a@b.example;',
      false,
    ],
    ['the same in the field that is read', 'v=TLSRPTv1; rau=mailto:a@b.example', RPT, true],
    [
      'the field in another case',
      'v=TLSRPTv1; RUA=mailto:a@b.example',
      'v=TLSRPTv1; RUA=mailto:a@b.example;',
      false,
    ],
    ['a record of another kind beside it', `${STS} ${RPT}`, `${STS}; ${RPT}`, false],
  ])('%s', (_, before, after, keeps) => {
    expect(keepsRecords(before, after)).toBe(keeps);
  });
});

it('all texts of the workshop are loaded by their names', async () => {
  const texts = await loadRecordTexts();
  expect(Object.keys(texts)).toEqual([...REPORT_RECORDS, ...WRITTEN_TEXTS].map(({ name }) => name));
  for (const { name } of WRITTEN_TEXTS) expect(texts[name].kindAt, name).toBeTypeOf('function');
  for (const { name } of REPORT_RECORDS) expect(texts[name].fixes, name).toBeTypeOf('object');
});
