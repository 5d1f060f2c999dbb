import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { Unknown } from '../../../lib/dns/lookup.ts';
import { usualChoices } from '../../../lib/guide/choices.ts';
import { liveNotesOf } from '../../../lib/guide/live-notes.ts';
import { proposalFor } from '../../../lib/guide/proposal.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { applied } from '../../support/applied.ts';
import { assessmentOf, stsRecord, tlsrptRecord, unknown } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const EMPTY = { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() } as const;
const answers = (...texts: readonly string[]) => ({ state: 'answered', texts, aliases: [] }) as const;
/** Facts that are known, whatever they say. */
const record = (...texts: readonly string[]) => known(stsRecord(...texts));
const reports = (...texts: readonly string[]) => known(tlsrptRecord(...texts));
function known<T extends { state: string }>(facts: T) {
  if (facts.state === 'unavailable') throw new Error('not known');
  return facts as Exclude<T, Unknown>;
}
function unasked<T extends object>(facts: T): T {
  const { beside: _, ...rest } = facts as T & { beside?: unknown };
  return rest as T;
}
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
      'texts of others alone stay, and nothing of them is quoted as the record that stands there',
      { stsRecord: stsRecord('v=spf1 -all', 'token=1') },
      [
        { code: 'record-texts-stay', parameters: { count: 2 } },
        { code: 'record-beside', parameters: { count: 2 } },
      ],
    ],
    [
      'two records: one is replaced, the other goes',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2') },
      [
        { code: 'record-replace', parameters: { text: 'v=STSv1; id=1' } },
        { code: 'record-remove', parameters: { text: 'v=STSv1; id=2' } },
      ],
    ],
    [
      'another text beside the record stays',
      { stsRecord: stsRecord('v=spf1 -all', 'v=STSv1; id=1') },
      [
        { code: 'record-replace', parameters: { text: 'v=STSv1; id=1' } },
        { code: 'record-texts-stay', parameters: { count: 1 } },
        { code: 'record-beside', parameters: { count: 1 } },
      ],
    ],
    [
      'a near miss beside SPF is one of ours',
      { stsRecord: stsRecord('V=stsv1; id=1', 'v=spf1 -all') },
      [
        { code: 'record-replace', parameters: { text: 'V=stsv1; id=1' } },
        { code: 'record-texts-stay', parameters: { count: 1 } },
        { code: 'record-beside', parameters: { count: 1 } },
      ],
    ],
    [
      'SPF by a wildcard: nothing stands at the name',
      { stsRecord: { ...record('v=spf1 -all'), beside: answers('v=spf1 -all') } },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'whatever order the resolver gives them in',
      { stsRecord: { ...record('a', 'b'), beside: answers('b', 'a') } },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'a valid record by a wildcard is not replaced either',
      { stsRecord: { ...record('v=STSv1; id=1'), beside: answers('v=STSv1; id=1') } },
      [{ code: 'record-wildcard', parameters: {} }],
    ],
    [
      'a wildcard with another text did not answer here',
      { stsRecord: { ...record('v=STSv1; id=1'), beside: answers('v=spf1 -all') } },
      [{ code: 'record-replace', parameters: { text: 'v=STSv1; id=1' } }],
    ],
    [
      'not known where it comes from: nothing is said to be replaced',
      { stsRecord: { ...record('v=STSv1; id=a-b'), beside: unknown('timeout') } },
      [{ code: 'record-unknown-origin', parameters: {} }],
    ],
    [
      'nor where nobody asked',
      { tlsrpt: unasked(tlsrptRecord('v=TLSRPTv1; rua=nobody')) },
      [{ code: 'tlsrpt-unknown-origin', parameters: {} }],
    ],
    [
      'texts of others stay wherever they come from',
      { stsRecord: unasked(stsRecord('v=spf1 -all')) },
      [
        { code: 'record-texts-stay', parameters: { count: 1 } },
        { code: 'record-beside', parameters: { count: 1 } },
      ],
    ],
    [
      'the record is handed over: its owner must change it, and nothing can stand beside an alias',
      { stsRecord: { ...record('v=STSv1; id=1'), ...delegated } },
      [{ code: 'record-delegated', parameters: { target: 'b.example' } }],
    ],
    [
      'an alias by a wildcard, which leads where other names lead',
      {
        stsRecord: {
          ...record(),
          aliases: ['web.example'],
          beside: { state: 'answered', texts: [], aliases: ['web.example'] },
        },
      },
      [{ code: 'record-wildcard-alias', parameters: { target: 'web.example' } }],
    ],
    [
      'an alias, and nobody knows whether a wildcard gave it',
      { stsRecord: unasked({ ...record(), aliases: ['web.example'] }) },
      [{ code: 'record-alias-unknown', parameters: { target: 'web.example' } }],
    ],
    [
      'the policy host is',
      { policyHost: { state: 'found', ...delegated } },
      [{ code: 'host-delegated', parameters: { target: 'b.example' } }],
    ],
    [
      'the reports are',
      { tlsrpt: { ...reports('v=TLSRPTv1;rua=mailto:a@b.example'), ...delegated } },
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
      [
        { code: 'tlsrpt-replace', parameters: { text: 'v=TLSRPTv1;rua=mailto:a@b.example' } },
        { code: 'tlsrpt-remove', parameters: { text: 'v=TLSRPTv1;rua=mailto:c@b.example' } },
      ],
    ],
    [
      'SPF at the name of the reports',
      { tlsrpt: tlsrptRecord('v=spf1 -all') },
      [{ code: 'tlsrpt-texts-stay', parameters: { count: 1 } }],
    ],
    [
      'and by a wildcard',
      { tlsrpt: { ...reports('v=spf1 -all'), beside: answers('v=spf1 -all') } },
      [{ code: 'tlsrpt-wildcard', parameters: {} }],
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
