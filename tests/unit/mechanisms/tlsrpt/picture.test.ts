import { describe, expect, it } from 'vitest';
import { tlsrpt } from '../../../../lib/mechanisms/tlsrpt/mechanism.ts';
import { EXAMPLE, assessmentOf, tlsrptRecord, unknown } from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS, bare } from '../../../support/words.ts';

const context = { ...WORDS, policyDomain: EXAMPLE, now: NOW };
const picture = (facts: ReturnType<typeof tlsrptRecord> | ReturnType<typeof unknown>) =>
  tlsrpt.picture?.({ tlsrpt: facts }, assessmentOf(), context);

describe('the picture of the reports', () => {
  it('has each target, the first eight in sight, and says which are of no use', () => {
    const [section] = picture(tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.example,ftp://c.example')) ?? [];
    expect(section).toMatchObject({ id: 'reports', heading: 'Failure reports (TLSRPT)' });
    const [list] = section?.blocks ?? [];
    expect(list).toMatchObject({ kind: 'list', name: 'targets', first: 8 });
    const items = list?.kind === 'list' ? list.items : [];
    expect(items.map(({ text, fault }) => [bare(text), fault])).toEqual([
      ['mailto:a@b.example', false],
      ['ftp://c.example', 'not usable'],
    ]);
  });

  it('has none where no record says so', () => {
    expect(picture(tlsrptRecord())).toEqual([]);
    expect(picture(unknown('timeout'))).toEqual([]);
  });
});

describe('whether a look at the name brings anything', () => {
  type Facts = ReturnType<typeof tlsrptRecord>;
  const known = tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.example');
  const unseen = (facts: Facts): object => ({ ...facts, beside: undefined });

  it.each<[why: string, facts: object, look: 'guide' | undefined, hasLooked: boolean]>([
    ['the guide wants to know what stands beside a record', unseen(known), 'guide', false],
    ['nobody else does', unseen(known), undefined, true],
    [
      'what answers in place of a record is of interest to all',
      unseen(tlsrptRecord('v=TLSRPT1; rua=mailto:a@b.example')),
      undefined,
      false,
    ],
    ['it is known already', known, 'guide', true],
  ])('%s', (_why, facts, look, hasLooked) => {
    expect(tlsrpt.hasLooked?.({ tlsrpt: facts as Facts }, look)).toBe(hasLooked);
  });
});
