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
      'a text of another kind: some senders join them',
      { stsRecord: stsRecord('v=spf1 -all') },
      [{ code: 'record-replace', parameters: { text: 'v=spf1 -all' } }],
    ],
    [
      'two records: both go',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2') },
      [{ code: 'record-texts-to-remove', parameters: { count: 2 } }],
    ],
    [
      'another text beside the record',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=spf1 -all') },
      [{ code: 'record-texts-to-remove', parameters: { count: 2 } }],
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
      'two TLSRPT records',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1;rua=mailto:a@b.example', 'v=TLSRPTv1;rua=mailto:c@b.example') },
      [{ code: 'tlsrpt-texts-to-remove', parameters: { count: 2 } }],
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
