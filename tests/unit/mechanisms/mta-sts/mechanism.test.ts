import { describe, expect, it } from 'vitest';
import type { Look } from '../../../../lib/mechanism.ts';
import type { StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import { mtaSts as mechanism } from '../../../../lib/mechanisms/mta-sts/mechanism.ts';
import {
  EXAMPLE,
  assessmentOf,
  failedFetch,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../../support/assessments.ts';
import { LOST, askingOf } from '../../../support/asking.ts';

const PENDING = { state: 'pending' } as const;
const NOT_ASKED = { state: 'not-asked' } as const;
const HOST = 'mta-sts.example.com';
const NO_RECORD = { stsRecord: stsRecord(), policy: { state: 'absent' }, policyHost: NOT_ASKED } as const;
const LOST_RECORD = {
  stsRecord: unknown(),
  policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
  policyHost: NOT_ASKED,
} as const;
const unpermitted = unreadPolicy('policy-not-permitted', { host: HOST });
const timedOut = unreadPolicy('policy-timeout', { host: HOST });
const file = policyOf(policyText('testing', 'mx: mail.example.com'));

const partsOf = (change: Partial<StsParts> = {}): StsParts => {
  const { stsRecord: record, policyHost, policy, remembered, policyFetch } = assessmentOf();
  return { stsRecord: record, policyHost, policy, remembered, policyFetch, ...change };
};

describe('how far a policy is known', () => {
  it.each<[why: string, change: Partial<StsParts>, ttlSeconds: number | null, gap: string | null]>([
    ['all of it, for as long as the record holds', {}, 300, null],
    ['that no record announces one', NO_RECORD, 300, null],
    ['that no sender can read it', { policy: failedFetch('policy-tls') }, 300, null],
    ['not, without the record', LOST_RECORD, null, 'part'],
    [
      'not, without the record, while nothing was said of the file',
      { ...LOST_RECORD, policy: PENDING },
      null,
      'part',
    ],
    ['not, where the file did not come: it may at another try', { policy: timedOut }, 300, 'part'],
    ['that leave to read it is missing, which no other try gives', { policy: unpermitted }, 300, null],
    ['nothing yet, and nothing is missing', mechanism.empty, null, null],
  ])('%s', (_, change, ttlSeconds, gap) => {
    expect(mechanism.knowledge(partsOf(change))).toEqual({ ttlSeconds, gap });
  });

  it.each<[why: string, change: Partial<StsParts>, kept: readonly (keyof StsParts)[]]>([
    ['what was found', {}, ['stsRecord', 'policy', 'policyHost']],
    ['that there is no record', NO_RECORD, ['stsRecord', 'policy', 'policyHost']],
    ['what was announced, and not a policy that did not come', { policy: timedOut }, ['stsRecord']],
    ['nothing that was not known', LOST_RECORD, []],
    ['nothing that was not asked', mechanism.empty, []],
    [
      'a file that no record announces',
      { ...NO_RECORD, policyFile: file },
      ['stsRecord', 'policy', 'policyHost', 'policyFile'],
    ],
    [
      'but none that did not come',
      { ...NO_RECORD, policyFile: timedOut },
      ['stsRecord', 'policy', 'policyHost'],
    ],
  ])('and what is kept of it: %s', (_, change, kept) => {
    const parts = partsOf(change);
    const { policyFetch, ...rest } = mechanism.kept(parts);
    expect(policyFetch).toBe(parts.policyFetch);
    expect(rest).toEqual(Object.fromEntries(kept.map((part) => [part, parts[part]])));
  });
});

describe('what a look brings', () => {
  it.each<[why: string, change: Partial<StsParts>, look: Look | undefined, hasLooked: boolean]>([
    ['nothing more, where nobody looks', NO_RECORD, undefined, true],
    ['the guide: whether the host is there already', NO_RECORD, 'guide', false],
    ['and that is asked once', { ...NO_RECORD, policyHost: { state: 'absent', aliases: [] } }, 'guide', true],
    ['not before the record is known', mechanism.empty, 'guide', true],
    ['also where a record could not be had', LOST_RECORD, 'guide', false],
    [
      'the host where nobody said yet that it was not asked',
      { ...NO_RECORD, policyHost: PENDING },
      'guide',
      false,
    ],
    ['no host where the file is known', { ...NO_RECORD, policyFile: file }, 'guide', true],
    ['the file itself, once somebody asks for it', NO_RECORD, 'file', false],
    [
      'though the host is known',
      { ...NO_RECORD, policyHost: { state: 'found', aliases: [] } },
      'file',
      false,
    ],
    ['once', { ...NO_RECORD, policyFile: file }, 'file', true],
    ['or again where it did not come', { ...NO_RECORD, policyFile: timedOut }, 'file', false],
    ['none that a record announces', {}, 'file', true],
    ['none that is announced and did not come', { policy: timedOut }, 'file', true],
    [
      'whether a wildcard answers for the record',
      { stsRecord: { ...stsRecord('v=STSv1; id=1'), beside: undefined } as never },
      'guide',
      false,
    ],
    [
      'which nobody else wants to know of a good one',
      { stsRecord: { ...stsRecord('v=STSv1; id=1'), beside: undefined } as never },
      undefined,
      true,
    ],
  ])('%s', (_, change, look, hasLooked) => {
    expect(mechanism.hasLooked?.(partsOf(change), look)).toBe(hasLooked);
  });
});

describe('the names of it', () => {
  it('are those of the record and of the host, which means nothing without the record', () => {
    const { stsRecord: record, policyHost } = partsOf();
    expect(mechanism.names?.(partsOf(), EXAMPLE)).toEqual([
      { name: '_mta-sts.example.com', facts: record },
      { name: HOST, facts: policyHost, announcedBy: record },
    ]);
  });

  it.each<[why: string, change: Partial<StsParts>, host: string | null]>([
    ['the host waits for leave to be read', { policy: unpermitted }, HOST],
    ['but not where another thing stood in the way', { policy: timedOut }, null],
    ['nor where it was read', {}, null],
  ])('%s', (_, change, host) => {
    expect(mechanism.awaitsHost?.(partsOf(change), EXAMPLE)).toBe(host);
  });
});

describe('the store of policies', () => {
  const policies = (recall: () => Promise<never>) => ({ recall, remember: async () => undefined });

  it.each([
    ['fails', () => Promise.reject(new Error('It is broken.'))],
    [
      'cannot even be asked',
      () => {
        throw new Error('It is gone.');
      },
    ],
  ])('that %s holds nothing, and the check goes on', async (_, recall) => {
    const { asking, parts } = askingOf(mechanism.empty, { '_mta-sts.example.com TXT': LOST });
    const effects = {
      policies: policies(async () => recall()),
      fetch,
      now: asking.now,
      deadline: asking.deadline,
    };
    await mechanism.gather(asking, effects as never, Promise.resolve({} as never));
    expect(parts()).toMatchObject({ stsRecord: LOST, remembered: null, policyHost: NOT_ASKED });
    expect(parts().policy).toMatchObject({
      problems: [{ code: 'sts-record-unavailable', parameters: { reason: 'timeout' } }],
    });
  });
});
