import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { mxChangePlan, noMxChange } from '../../../lib/guide/plan-change-mx.ts';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { lines } from '../../support/reading.ts';
import { NOW } from '../../support/time.ts';

const HOUR = 3600 * 1000;
const text = (mode: string, days: number, ...mx: string[]) =>
  lines('version: STSv1', `mode: ${mode}`, `max_age: ${days * 86400}`, ...mx.map((each) => `mx: ${each}`));
const live = (mode: string, days: number, ...mx: string[]) => ({ policy: policyOf(text(mode, days, ...mx)) });
const OLD = 'mail.example.com';
const NEW = 'mail.provider.net';

const REMEMBERED: RememberedPolicy = {
  policyDomain: name('example.com'),
  policyId: '1',
  policyText: text('enforce', 10, OLD),
  maxAgeSeconds: 10 * 86400,
  fetchedAt: NOW - 24 * HOUR,
  mediaType: null,
  mode: 'enforce',
  replaced: null,
};

/** The events, each as its code, how many hours after now, and from when on with senders that keep to the RFC. */
function eventsOf(change: Partial<Assessment>, added: string, removed: string | null): string[] | string {
  const plan = mxChangePlan(assessmentOf(change), added, removed, NOW);
  if (plan.state === 'no-plan') return plan.reason;
  expect(plan).toMatchObject({ state: 'planned', kind: 'change-mx' });
  return plan.events.map(({ code, at, earliest }) => {
    const early = earliest === null ? '' : `, earliest ${(earliest - NOW) / HOUR} h`;
    return `${code} ${(at - NOW) / HOUR} h${early}`;
  });
}

describe('mxChangePlan', () => {
  it.each<[string, Partial<Assessment>, string, string | null, string[] | string]>([
    [
      'under enforce until no sender holds the old policy, or from the day on in which all look for a new id',
      live('enforce', 14, OLD),
      NEW,
      OLD,
      [
        'add-pattern 0 h',
        'change-id 1 h',
        'replace-mx 337 h, earliest 25 h',
        'remove-pattern 361 h',
        'change-id 362 h',
      ],
    ],
    [
      'under testing nothing is refused',
      live('testing', 14, OLD),
      NEW,
      OLD,
      ['add-pattern 0 h', 'change-id 1 h', 'replace-mx 25 h', 'remove-pattern 49 h', 'change-id 50 h'],
    ],
    [
      'one more server beside the old one',
      live('testing', 14, OLD),
      NEW,
      null,
      ['add-pattern 0 h', 'change-id 1 h', 'add-mx 25 h'],
    ],
    [
      'a server that a wildcard covers already',
      live('enforce', 14, OLD, '*.provider.net'),
      NEW,
      null,
      ['add-mx 0 h'],
    ],
    [
      'a server whose place another takes over that is live already',
      { mx: mxOf(host(OLD), host(NEW)), ...live('testing', 14, OLD, NEW) },
      NEW,
      OLD,
      ['replace-mx 0 h', 'remove-pattern 24 h', 'change-id 25 h'],
    ],
    [
      'a pattern that another server needs stays',
      {
        mx: mxOf(host('a.mx.example.com'), host('b.mx.example.com')),
        ...live('testing', 14, '*.mx.example.com'),
      },
      NEW,
      'a.mx.example.com',
      ['add-pattern 0 h', 'change-id 1 h', 'replace-mx 25 h'],
    ],
    [
      'a TTL longer than a day is waited for',
      {
        stsRecord: { ...stsRecord('v=STSv1; id=1'), ttlSeconds: 2 * 86400 } as Assessment['stsRecord'],
        ...live('testing', 14, OLD),
      },
      NEW,
      null,
      ['add-pattern 0 h', 'change-id 1 h', 'add-mx 49 h'],
    ],
    [
      'the live policy covers it, one that was seen before and that senders hold does not',
      {
        ...live('enforce', 14, OLD, NEW),
        remembered: REMEMBERED,
      },
      NEW,
      null,
      ['add-mx 240 h, earliest 0 h'],
    ],
    [
      'IDN becomes A-labels',
      live('testing', 14, 'xn--mnchen-3ya.example'),
      'MÜNCHEN.example.',
      null,
      ['add-mx 0 h'],
    ],
    ['no host name', {}, 'mx_1.example', null, 'host-not-a-name'],
    ['an address', {}, '192.0.2.1', null, 'host-not-a-name'],
    ['a name of this machine', {}, 'localhost', null, 'host-not-a-name'],
    ['a server that is none', {}, NEW, 'other.example', 'host-not-live'],
    ['it is there already', {}, OLD, null, 'nothing-to-do'],
    ['one for itself', {}, OLD, OLD, 'nothing-to-do'],
    ['no policy', { stsRecord: stsRecord(), policy: { state: 'absent' } }, NEW, null, 'no-policy-in-force'],
    ['a withdrawn policy', live('none', 1, OLD), NEW, null, 'no-policy-in-force'],
    [
      'a policy that broke, and nobody knows what senders read before',
      { policy: policyOf('version: STSv2') },
      NEW,
      null,
      'policy-broken',
    ],
    [
      'a record that broke, and nobody knows what senders read before',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2'), policy: { state: 'absent' } },
      NEW,
      null,
      'policy-broken',
    ],
    ['a policy that we could not read', { policy: unreadPolicy('policy-timeout') }, NEW, null, 'not-known'],
    [
      'a policy behind an expired certificate, which senders may hold',
      { policy: failedFetch('policy-certificate-expired', { host: 'mta-sts.example.com' }) },
      NEW,
      null,
      'policy-unread',
    ],
    [
      'a policy file that is missing now, and may have been there before',
      { policy: failedFetch('policy-status', { status: 404 }) },
      NEW,
      null,
      'policy-broken',
    ],
    ['servers that we do not know', { mx: unknown() }, NEW, null, 'not-known'],
    ['servers that we do not know yet', { mx: { state: 'pending' } }, NEW, null, 'not-known'],
    [
      'nobody can fetch a newer policy than the one that senders hold',
      { policy: failedFetch('policy-status', { status: 404 }), remembered: REMEMBERED },
      NEW,
      null,
      ['add-mx 240 h'],
    ],
    [
      'record and policy are gone, and senders go on with what they hold',
      { stsRecord: stsRecord(), policy: { state: 'absent' }, remembered: REMEMBERED },
      NEW,
      null,
      ['add-mx 240 h'],
    ],
    [
      'a policy was withdrawn, which those see who look for a new id',
      { ...live('none', 1, OLD), remembered: REMEMBERED },
      NEW,
      null,
      ['add-mx 240 h, earliest 24 h'],
    ],
    [
      'what is held runs out before resolvers know of the withdrawal: that is waited for like every new id',
      {
        ...live('none', 1, OLD),
        remembered: {
          ...REMEMBERED,
          policyText: text('enforce', 1 / 24, OLD),
          maxAgeSeconds: 3600,
          fetchedAt: NOW - HOUR / 2,
        },
      },
      NEW,
      null,
      ['add-mx 24 h'],
    ],
    [
      'a trial is still held, and what enforced before it has run out since the withdrawal',
      {
        policy: { ...policyOf(text('none', 1, OLD)), fetchedAt: NOW - 240 * HOUR } as Assessment['policy'],
        remembered: {
          ...REMEMBERED,
          mode: 'testing',
          policyText: text('testing', 100, OLD),
          maxAgeSeconds: 100 * 86400,
          fetchedAt: NOW - 250 * HOUR,
          replaced: { ...REMEMBERED, fetchedAt: NOW - 300 * HOUR },
        },
      },
      NEW,
      null,
      'no-policy-in-force',
    ],
    [
      'what senders hold covers the new server',
      { stsRecord: stsRecord(), policy: { state: 'absent' }, mx: mxOf(host(NEW)), remembered: REMEMBERED },
      OLD.replace('mail', 'MAIL'),
      null,
      'no-policy-in-force',
    ],
    [
      'what senders hold waits for one in the place of another, too',
      { stsRecord: stsRecord(), policy: { state: 'absent' }, remembered: REMEMBERED },
      NEW,
      OLD,
      ['replace-mx 240 h'],
    ],
    [
      'a server that is none, where no policy is in force',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      NEW,
      'other.example',
      'host-not-live',
    ],
    [
      'what was held has run out',
      {
        stsRecord: stsRecord(),
        policy: { state: 'absent' },
        remembered: { ...REMEMBERED, fetchedAt: NOW - 240 * HOUR },
      },
      NEW,
      null,
      'no-policy-in-force',
    ],
    [
      'what is held is a trial',
      {
        policy: failedFetch('policy-status', { status: 404 }),
        remembered: { ...REMEMBERED, mode: 'testing', policyText: text('testing', 10, OLD) },
      },
      NEW,
      null,
      'no-policy-in-force',
    ],
    [
      'the first server of a domain without mail',
      { mx: noMail('null-mx'), ...live('testing', 1, NEW) },
      NEW,
      null,
      ['add-mx 0 h'],
    ],
  ])('%s', (_, change, added, removed, expected) => {
    expect(eventsOf(change, added, removed)).toEqual(expected);
  });

  it.each([
    ['mx_1.example', null, 'host-not-a-name', 'mx_1.example'],
    [NEW, 'other.example', 'host-not-live', 'other.example'],
  ])('names what it cannot go by: %s in the place of %s is %s', (added, removed, reason, named) => {
    expect(mxChangePlan(assessmentOf(), added, removed, NOW)).toEqual({
      state: 'no-plan',
      reason,
      parameters: { host: named },
    });
  });

  it('says what to add, and what to take away', () => {
    const plan = mxChangePlan(assessmentOf(), NEW, OLD, NOW);
    if (plan.state === 'no-plan') throw new Error(plan.reason);
    const said = plan.events.map(({ parameters }) => parameters);
    expect(said).toEqual([{ pattern: NEW }, {}, { host: NEW, old: OLD }, { pattern: OLD }, {}]);
  });

  it('names no server that goes where none does', () => {
    const plan = mxChangePlan(assessmentOf(), NEW, null, NOW);
    if (plan.state === 'no-plan') throw new Error(plan.reason);
    expect(plan.events.at(-1)).toMatchObject({ code: 'add-mx', parameters: { host: NEW } });
  });
});

describe('noMxChange', () => {
  const NULL_MX = noMail('null-mx');
  it.each<[why: string, Partial<Assessment>, string | null]>([
    [
      'no mail, no policy: any server may be the first',
      { mx: NULL_MX, policy: { state: 'absent' } },
      'no-mail',
    ],
    ['an invalid policy refuses nothing', { mx: NULL_MX, policy: policyOf('version: STSv2') }, 'no-mail'],
    ['a live policy may refuse the first server', { mx: NULL_MX, ...live('enforce', 14, OLD) }, null],
    ['so may one that could not be read', { mx: NULL_MX, policy: unreadPolicy('policy-timeout') }, null],
    [
      'and one that senders may remember',
      { mx: NULL_MX, policy: { state: 'absent' }, remembered: REMEMBERED },
      null,
    ],
    ['a domain that receives mail', { policy: { state: 'absent' } }, null],
  ])('%s', (_, change, reason) => {
    const none = noMxChange(assessmentOf(change));
    expect(none && (none.state === 'no-plan' ? none.reason : none)).toBe(reason);
  });
});
