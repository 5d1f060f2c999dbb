import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { checksOf } from '../../../lib/guide/checks.ts';
import { usualChoices, type Choices } from '../../../lib/guide/choices.ts';
import { CHECKS } from '../../../lib/guide/codes.ts';
import { proposalFor } from '../../../lib/guide/proposal.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { applied } from '../../support/applied.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  policyOf,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const FRESH = { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() } as const;

function proposedFor(before: Assessment, choice: Partial<Choices> = {}) {
  const choices = { ...usualChoices(before), rua: ['a@b.example'], ...choice };
  const proposal = proposalFor(before, choices, NOW, registrableOf);
  if (proposal.state === 'impossible') throw new Error(proposal.reason);
  return proposal;
}

/** The checks that are not done, "?" for unknown, once all was published but for `change`. */
function openAfter(
  before: Partial<Assessment>,
  change: Partial<Assessment>,
  choice: Partial<Choices> = {},
): string[] {
  const start = assessmentOf(before);
  const proposal = proposedFor(start, choice);
  return checksOf(proposal, { ...applied(start, proposal), ...change })
    .filter(({ state }) => state !== 'done')
    .map(({ check, state }) => (state === 'unknown' ? `${check}?` : check));
}

describe('checksOf', () => {
  it('is every check, in order', () => {
    const start = assessmentOf(FRESH);
    expect(checksOf(proposedFor(start), start).map(({ check }) => check)).toEqual(CHECKS);
  });

  it('is open all through before anything was done', () => {
    const start = assessmentOf(FRESH);
    const states = checksOf(proposedFor(start), start).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['open']));
  });

  it.each<[string, Partial<Assessment>, Partial<Assessment>, string[]]>([
    ['everything was published', FRESH, {}, []],
    [
      'the record is not there yet',
      FRESH,
      { stsRecord: stsRecord() },
      ['record-published', 'record-alone', 'senders-accept'],
    ],
    [
      'the record has another id than proposed: any new one will do',
      FRESH,
      { stsRecord: stsRecord('v=STSv1; id=mine') },
      [],
    ],
    [
      'a text beside the record, which stays: no sender would go by the proposal otherwise',
      FRESH,
      { stsRecord: stsRecord('v=STSv1; id=9', 'v=spf1 -all') },
      [],
    ],
    [
      'the file is not there',
      FRESH,
      { policy: failedFetch('policy-status', { status: 404 }) },
      ['policy-served', 'policy-as-proposed', 'servers-covered', 'senders-accept'],
    ],
    [
      'we may not look',
      FRESH,
      { policy: unreadPolicy('policy-not-permitted') },
      ['policy-served?', 'policy-as-proposed?', 'servers-covered?', 'senders-accept?'],
    ],
    [
      'another mode',
      FRESH,
      { policy: policyOf('version: STSv1\nmode: enforce\nmax_age: 604800\nmx: mail.example.com\n') },
      ['policy-as-proposed'],
    ],
    [
      'LF for CRLF is the same policy',
      FRESH,
      { policy: policyOf('version: STSv1\nmode: testing\nmax_age: 604800\nmx: mail.example.com\n') },
      [],
    ],
    [
      'another max_age',
      FRESH,
      { policy: policyOf('version: STSv1\nmode: testing\nmax_age: 86400\nmx: mail.example.com\n') },
      ['policy-as-proposed'],
    ],
    [
      'a server came in between, beside the old one',
      FRESH,
      { mx: mxOf(host('mail.example.com'), host('new.example.com')) },
      ['servers-covered'],
    ],
    ['a server came in between', FRESH, { mx: mxOf(host('new.example.com')) }, ['servers-covered']],
    ['the servers are not known', FRESH, { mx: unknown() }, ['servers-covered?']],
    [
      'a field that is not ASCII, of which no more is known of some senders',
      FRESH,
      {
        policy: policyOf(
          'version: STSv1\nmode: testing\nmax_age: 604800\nmx: mail.example.com\nnote: ü\n',
          'text/plain; charset=utf-8',
        ),
      },
      ['senders-accept?'],
    ],
    [
      'the media type',
      FRESH,
      {
        policy: policyOf(
          'version: STSv1\nmode: testing\nmax_age: 604800\nmx: mail.example.com\n',
          'text/html',
        ),
      },
      ['senders-accept'],
    ],
    ['the reports are missing', FRESH, { tlsrpt: tlsrptRecord() }, ['tlsrpt-published']],
    ['the reports are still looked up', FRESH, { tlsrpt: { state: 'pending' } }, ['tlsrpt-published?']],
    ['the reports could not be looked up', FRESH, { tlsrpt: unknown() }, ['tlsrpt-published?']],
    [
      'no answer for the record',
      FRESH,
      { stsRecord: unknown() },
      ['record-published?', 'record-alone?', 'senders-accept?'],
    ],
  ])('%s', (_, before, change, open) => {
    expect(openAfter(before, change)).toEqual(open);
  });

  it.each<[string, Partial<Assessment>]>([
    ['others than before', { mx: mxOf(host('new.example.com')) }],
    ['not known', { mx: unknown() }],
  ])('asks nothing of the servers in mode none, though they are %s', (_, change) => {
    expect(openAfter(FRESH, change, { mode: 'none', maxAgeSeconds: 86400 })).toEqual([]);
  });

  it('asks nothing of a file that is too long for one sender and cannot be shorter', () => {
    const hosts = Array.from({ length: 300 }, (_, i) =>
      host(`inbound-server.data-center-${i}.mail.example.com`),
    );
    expect(openAfter({ ...FRESH, mx: mxOf(...hosts) }, {})).toEqual([]);
  });
});
