import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/assessment.ts';
import { usualChoices } from '../../../lib/guide/choices.ts';
import { liveNotesOf } from '../../../lib/guide/live-notes.ts';
import { proposalFor } from '../../../lib/guide/proposal.ts';
import { registrableOf } from '../../../lib/subject.ts';
import { applied } from '../../support/applied.ts';
import { assessmentOf, stsRecord, tlsrptRecord, unknown } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const EMPTY = { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() } as const;
const delegated = { aliases: ['a.example', 'c.example', 'b.example'] };

const from = <T extends object>(facts: T, fromWildcard: boolean, more: object = {}): T => ({
  ...facts,
  ...more,
  fromWildcard,
});

function proposed(assessment: Assessment) {
  const proposal = proposalFor(assessment, usualChoices(assessment), NOW, registrableOf);
  if (proposal.state === 'impossible') throw new Error(proposal.reason);
  return proposal;
}

describe('liveNotesOf', () => {
  it.each<[string, Partial<Assessment>, readonly object[]]>([
    ['nothing stands at either name', {}, []],
    ['neither could be looked up: nothing is known to go', { stsRecord: unknown(), tlsrpt: unknown() }, []],
    ['nobody has looked yet', { stsRecord: { state: 'pending' }, tlsrpt: { state: 'pending' } }, []],
    [
      'a good record stands there: a second one would spoil both',
      { stsRecord: stsRecord('v=STSv1; id=1') },
      [{ code: 'record-replace', parameters: { text: 'v=STSv1; id=1' } }],
    ],
    [
      'so it is with a record that is none',
      { stsRecord: stsRecord('v=STSv1; id=a-b') },
      [{ code: 'record-replace', parameters: { text: 'v=STSv1; id=a-b' } }],
    ],
    [
      'so it is with a near miss',
      { stsRecord: stsRecord('v=stsv1; id=1') },
      [{ code: 'record-replace', parameters: { text: 'v=stsv1; id=1' } }],
    ],
    [
      'a text of another kind belongs to somebody else: it stays',
      { stsRecord: stsRecord('v=spf1 -all') },
      [{ code: 'record-others-stay', parameters: { count: 1, text: 'v=spf1 -all' } }],
    ],
    [
      'the same texts at any name are those of a wildcard, which stays too',
      { stsRecord: from(stsRecord('v=spf1 -all'), true) },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'a near miss that a wildcard makes is not replaced either',
      { stsRecord: from(stsRecord('v=stsv1; id=1'), true) },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'nor does the alias of a wildcard have anybody who must change it',
      { stsRecord: from(stsRecord('v=spf1 -all'), true, delegated) },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'an alias that leads to texts of others: they stay as they are',
      { stsRecord: from(stsRecord('v=spf1 -all'), false, delegated) },
      [{ code: 'record-alias-elsewhere', parameters: { target: 'b.example' } }],
    ],
    [
      'two records: both go',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2') },
      [{ code: 'record-several-to-replace', parameters: { count: 2 } }],
    ],
    [
      'another text beside the record: ours is replaced, and it stays',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=spf1 -all') },
      [
        { code: 'record-replace', parameters: { text: 'v=STSv1; id=1' } },
        { code: 'record-others-stay', parameters: { count: 1, text: 'v=spf1 -all' } },
      ],
    ],
    [
      'so it is beside two of them',
      { stsRecord: stsRecord('v=STSv1; id=1', 'a', 'v=STSv1; id=2', 'b') },
      [
        { code: 'record-several-to-replace', parameters: { count: 2 } },
        { code: 'record-others-stay', parameters: { count: 2, text: 'a' } },
      ],
    ],
    [
      'the record is handed over: its owner must change it, and nothing can stand beside an alias',
      { stsRecord: { ...stsRecord('v=STSv1; id=1'), ...delegated } },
      [{ code: 'record-delegated', parameters: { target: 'b.example' } }],
    ],
    [
      'the policy host is',
      { policyHost: { state: 'found', ...delegated } },
      [{ code: 'host-delegated', parameters: { target: 'b.example' } }],
    ],
    [
      'the reports are',
      { tlsrpt: { ...tlsrptRecord('v=TLSRPTv1;rua=mailto:a@b.example'), ...delegated } },
      [{ code: 'tlsrpt-delegated', parameters: { target: 'b.example' } }],
    ],
    [
      'a TLSRPT record that is none',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=nobody') },
      [{ code: 'tlsrpt-replace', parameters: { text: 'v=TLSRPTv1; rua=nobody' } }],
    ],
    [
      'texts of others at the name of the TLSRPT record',
      { tlsrpt: tlsrptRecord('v=spf1 -all') },
      [{ code: 'tlsrpt-others-stay', parameters: { count: 1, text: 'v=spf1 -all' } }],
    ],
    [
      'and those of a wildcard',
      { tlsrpt: from(tlsrptRecord('v=spf1 -all'), true) },
      [{ code: 'tlsrpt-wildcard', parameters: {} }],
    ],
    [
      'two TLSRPT records',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1;rua=mailto:a@b.example', 'v=TLSRPTv1;rua=mailto:c@b.example') },
      [{ code: 'tlsrpt-several-to-replace', parameters: { count: 2 } }],
    ],
  ])('%s', (_, change, notes) => {
    const assessment = assessmentOf({ ...EMPTY, ...change });
    expect(liveNotesOf(assessment, proposed(assessment))).toEqual(notes);
  });

  it('says nothing of records that are those proposed', () => {
    const before = assessmentOf();
    const proposal = proposed(before);
    expect(liveNotesOf(before, proposal).map(({ code }) => code)).toEqual([
      'record-replace',
      'tlsrpt-replace',
    ]);
    expect(liveNotesOf(applied(before, proposal), proposal)).toEqual([]);
  });
});
