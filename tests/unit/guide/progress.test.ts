import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { checksOf } from '../../../lib/guide/checks.ts';
import { usualChoices } from '../../../lib/guide/choices.ts';
import { NO_OFFERS, type Offers } from '../../../lib/guide/offers.ts';
import { progressOf } from '../../../lib/guide/progress.ts';
import { proposalFor, type Proposal } from '../../../lib/guide/proposal.ts';
import { STEPS } from '../../../lib/guide/step.ts';
import { stepsOf } from '../../../lib/guide/steps.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { applied } from '../../support/applied.ts';
import {
  assessmentOf,
  failedFetch,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

function proposed(before: Assessment): Proposal {
  const proposal = proposalFor(before, usualChoices(before), NOW, registrableOf);
  if (proposal.state !== 'proposed') throw new Error(proposal.reason);
  return proposal;
}

/** The states of record step, check of the record, and last step. */
function recordOf(before: Assessment, live: Assessment, offers: Offers = NO_OFFERS): string {
  const { steps, checks } = progressOf(before, proposed(before), live, offers);
  const step = (name: string) => steps.find((each) => each.step === name)?.state;
  const check = checks.find((each) => each.check === 'record-published')?.state;
  return `${step('record')} ${check} ${step('verify')}`;
}

const blank = assessmentOf({ policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) });
const useless = assessmentOf({ policy: policyOf(policyText('enforced', 'mx: mail.example.com')) });
const redirected = assessmentOf({ policy: failedFetch('policy-redirect', { target: '' }) });
const lost = assessmentOf({ policy: failedFetch('policy-status', { status: 404 }) });

describe('how far the owner has come', () => {
  it('all in order from the start', () => {
    const fine = assessmentOf();
    expect(recordOf(fine, fine)).toBe('done done done');
  });

  it.each([
    ['the policy is to change', blank],
    ['the policy is lost', lost],
  ])('at the start, where %s, the record wants a new id, and the list says so too', (_, before) => {
    expect(recordOf(before, before)).toBe('needed open needed');
  });

  it.each([
    ['behind a fault of the way', redirected],
    ['since it took too long', assessmentOf({ policy: unreadPolicy('policy-timeout') })],
  ])('where the policy cannot be seen %s, it is not known whether the record wants a new id', (_, before) => {
    expect(recordOf(before, before)).toBe('unknown unknown needed');
  });

  it.each([
    ['', blank],
    [' that replaces one that nobody could use', useless],
    [' where the way to the old one was not passable', redirected],
  ])('a new file%s under the old id is not enough', (_, before) => {
    const { policy } = applied(before, proposed(before));
    expect(recordOf(before, { ...before, policy })).toBe('needed open needed');
  });

  it.each([
    ['reports that are missing want no new id', { tlsrpt: tlsrptRecord() }, 'done done needed'],
    [
      'of an old file that cannot be read now it is not known whether it has changed',
      { policy: unreadPolicy('policy-timeout') },
      'unknown unknown needed',
    ],
    [
      'nor of one behind a fault of the way',
      { policy: failedFetch('policy-redirect', { target: '' }) },
      'unknown unknown needed',
    ],
    [
      'a record that cannot be looked up now is neither done nor open',
      { stsRecord: unknown() },
      'unknown unknown needed',
    ],
  ])('%s', (_, change, expected) => {
    expect(recordOf(assessmentOf(), assessmentOf(change))).toBe(expected);
  });

  it('a record that is to be repaired says so, whatever its id', () => {
    const { policy } = applied(blank, proposed(blank));
    const live = { ...blank, policy, stsRecord: stsRecord('v=STSv1 ; id=20260601') };
    const { steps } = progressOf(blank, proposed(blank), live, NO_OFFERS);
    expect(steps.find(({ step }) => step === 'record')?.reasons.map(({ code }) => code)).toEqual([
      'record-misread',
    ]);
  });

  it('says no more than steps and list by themselves but of the record and of the look at the end', () => {
    const proposal = proposed(blank);
    const live = { ...blank, policy: applied(blank, proposal).policy, tlsrpt: tlsrptRecord() };
    const { steps, checks } = progressOf(blank, proposal, live, NO_OFFERS);
    expect(steps).toEqual([
      ...stepsOf(live, proposal).map((step) =>
        step.step === 'record'
          ? {
              step: 'record',
              state: 'needed',
              reasons: [{ code: 'record-new-id', parameters: {}, problem: null }],
            }
          : step,
      ),
      { step: 'verify', state: 'needed', reasons: [] },
    ]);
    expect(steps.map(({ step }) => step)).toEqual(STEPS);
    expect(checks).toEqual(
      checksOf(proposal, live).map((each) =>
        each.check === 'record-published' ? { ...each, state: 'open' } : each,
      ),
    );
  });

  it.each([
    ['repaired', blank],
    ['found again', lost],
  ])('file and id together are: %s', (_, before) => {
    expect(recordOf(before, applied(before, proposed(before)))).toBe('done done done');
  });

  it('a policy that may not be read yet is no policy that has changed, once it is read', () => {
    const unread = assessmentOf({ policy: unreadPolicy('policy-not-permitted') });
    expect(recordOf(unread, unread)).toBe('unknown unknown needed');
    const read = policyOf('version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 604800\n');
    expect(recordOf(unread, assessmentOf({ policy: read }))).toBe('done done done');
  });

  it('an id that was shown for another policy is no new one, whatever was there at the beginning', () => {
    const nothing = assessmentOf({ stsRecord: stsRecord(), policy: { state: 'absent' } });
    const { policyId } = proposed(nothing);
    const live = applied(nothing, proposed(nothing));
    const other = new Map([[policyId, policyText('enforce', 'mx: mail.example.com')]]);
    expect(recordOf(nothing, live, other)).toBe('needed open needed');
    const same = new Map([[policyId, proposed(nothing).policy.text.replaceAll('\r\n', '\n')]]);
    expect(recordOf(nothing, live, same)).toBe('done done done');
  });

  it('a record that is there for the first time has no old id', () => {
    const nothing = assessmentOf({ stsRecord: stsRecord(), policy: { state: 'absent' } });
    expect(recordOf(nothing, applied(nothing, proposed(nothing)))).toBe('done done done');
  });
});
