import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../../lib/dns/lookup.ts';
import type { Asking } from '../../../../lib/mechanism.ts';
import type { StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import { mtaSts as mechanism } from '../../../../lib/mechanisms/mta-sts/mechanism.ts';
import type { RememberedPolicy } from '../../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { EXAMPLE, policyText, stsRecord, unreadPolicy } from '../../../support/assessments.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';
import { fakeStore } from '../../../support/deps.ts';
import { NOW } from '../../../support/time.ts';

const NAME = '_mta-sts.example.com TXT';
const BESIDE = 'random.example.com TXT';
const HOST = ['mta-sts.example.com A', 'mta-sts.example.com AAAA'] as const;
const [V4, V6] = HOST;
const RECORD = 'v=STSv1; id=1';
const TEXT = policyText('enforce', 'mx: mail.example.com');
const WELL = { [NAME]: foundOf([RECORD]), [V4]: foundOf(['198.41.0.4']), [V6]: absentOf() };
const UNANNOUNCED = { ...WELL, [NAME]: absentOf() };
const NO_HOST = { [V4]: absentOf(), [V6]: absentOf() };

const seen: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: TEXT,
  mediaType: 'text/plain',
  mode: 'enforce',
  maxAgeSeconds: 1209600,
  fetchedAt: NOW - 3600_000,
  replaced: null,
};

interface Given {
  readonly answers?: Readonly<Record<string, Lookup<unknown>>>;
  readonly asking?: Partial<Asking<StsParts>>;
  readonly known?: Partial<StsParts>;
  readonly earlier?: RememberedPolicy | null;
  readonly file?: string;
}

/** What is found, what was asked and fetched for it, and what is remembered of it. */
async function gather({
  answers = WELL,
  asking: change = {},
  known = {},
  earlier = null,
  file = TEXT,
}: Given) {
  const { asking, asked, parts } = askingOf<StsParts>({ ...mechanism.empty, ...known }, answers);
  const fetched: string[] = [];
  const fetch = async (url: string) => {
    fetched.push(url);
    return new Response(file, { headers: { 'Content-Type': 'text/plain' } });
  };
  const { store: policies, remembered } = fakeStore(earlier);
  const effects = { policies, fetch, now: asking.now, deadline: asking.deadline } as never;
  await mechanism.gather({ ...asking, ...change }, effects, Promise.resolve({} as never));
  return { parts: parts(), asked, isFetched: fetched.length > 0, fetched, remembered };
}

describe('a policy that was taken over', () => {
  const taken = {
    policy: unreadPolicy('policy-timeout'),
    policyHost: { state: 'found', aliases: [] },
  } as const;
  it.each<[why: string, answer: Lookup<unknown>, policy: object]>([
    ['stands beside a record that is found', foundOf([RECORD]), taken.policy],
    ['not where there is none any more', absentOf(), { state: 'absent' }],
    ['nor where nobody knows', LOST, { problems: [{ code: 'sts-record-unavailable' }] }],
  ])('%s, and its host is not asked', async (_, answer, policy) => {
    const { parts, asked, isFetched } = await gather({ answers: { ...WELL, [NAME]: answer }, known: taken });
    expect(parts.policy).toMatchObject(policy);
    expect([asked.filter((each) => each !== NAME), isFetched]).toEqual([[], false]);
  });
});

describe('a policy that is announced', () => {
  it('is read from its one place (RFC 8461 §3.3), and remembered for what senders hold', async () => {
    const { parts, asked, fetched, remembered } = await gather({});
    expect(asked).toEqual([NAME, V4, V6]);
    expect(fetched).toEqual(['https://mta-sts.example.com/.well-known/mta-sts.txt']);
    expect(parts).toMatchObject({
      stsRecord: { state: 'found', value: { id: '1' } },
      policyHost: { state: 'found', aliases: [] },
      policy: { state: 'found', value: { mode: 'enforce' }, text: TEXT },
      policyFetch: { startedAfterMs: 0, tookMs: 0 },
      remembered: null,
    });
    expect(parts.policyFile).toBeUndefined();
    expect(remembered).toMatchObject([{ policyId: '1', policyText: TEXT, replaced: null }]);
  });

  const refused = async () => false;
  it.each<[why: string, given: Given, state: string, code: string | null, isFetched: boolean]>([
    [
      'its host has no address',
      { answers: { ...WELL, ...NO_HOST } },
      'invalid',
      'policy-host-no-address',
      false,
    ],
    [
      'its address is not known: it may be one of a private network',
      { answers: { ...WELL, [V4]: LOST, [V6]: LOST } },
      'unavailable',
      'policy-host-address-unavailable',
      false,
    ],
    [
      'which a resolver of the person’s own may lead to',
      { answers: { ...WELL, [V4]: LOST, [V6]: LOST }, asking: { isPublicResolver: false } },
      'found',
      null,
      true,
    ],
    [
      'leave to read it is missing',
      { asking: { mayRead: refused } },
      'unavailable',
      'policy-not-permitted',
      false,
    ],
    [
      'leave is missing, whoever the resolver is',
      { asking: { mayRead: refused, isPublicResolver: false } },
      'unavailable',
      'policy-not-permitted',
      false,
    ],
    [
      'that it has no address is known without leave',
      { answers: { ...WELL, ...NO_HOST }, asking: { mayRead: refused } },
      'invalid',
      'policy-host-no-address',
      false,
    ],
    [
      'the record did not come',
      { answers: { [NAME]: LOST } },
      'unavailable',
      'sts-record-unavailable',
      false,
    ],
    ['there is no record', { answers: { [NAME]: absentOf() } }, 'absent', null, false],
    ['it was read today under this id', { earlier: seen }, 'found', null, false],
    ['but everything is to be asked anew', { earlier: seen, asking: { fresh: true } }, 'found', null, true],
    ['it was read under another id', { earlier: { ...seen, policyId: '0' } }, 'found', null, true],
    ['it is known already', { known: { policy: { state: 'absent' } } }, 'absent', null, false],
  ])('is read where it may be: %s', async (_, given, state, code, isFetched) => {
    const result = await gather(given);
    const { policy } = result.parts;
    const problems = 'problems' in policy ? policy.problems.map((each) => each.code) : [];
    expect([policy.state, problems, result.isFetched]).toEqual([
      state,
      code === null ? [] : [code],
      isFetched,
    ]);
  });

  it.each<[why: string, given: Given, state: string]>([
    ['found', {}, 'found'],
    ['not there', { answers: { ...WELL, ...NO_HOST } }, 'absent'],
    ['not known', { answers: { ...WELL, [V4]: LOST, [V6]: LOST } }, 'unavailable'],
    ['not asked for, where nothing announces it', { answers: { [NAME]: absentOf() } }, 'not-asked'],
  ])('has a host that is %s', async (_, given, state) => {
    expect((await gather(given)).parts.policyHost.state).toBe(state);
  });

  it('is not remembered where no sender could read it', async () => {
    const { parts, remembered } = await gather({ file: 'version: STSv1\r\n' });
    expect(parts.policy.state).toBe('invalid');
    expect(remembered).toEqual([]);
  });

  it.each([
    ['leave', { asking: { mayRead: refused } }, { host: 'mta-sts.example.com' }],
    [
      'an address',
      { answers: { ...WELL, [V4]: LOST, [V6]: LOST } },
      { host: 'mta-sts.example.com', reason: 'timeout' },
    ],
  ])('without %s names the host that it would take', async (_, given, parameters) => {
    expect((await gather(given)).parts.policy).toMatchObject({ problems: [{ parameters }] });
  });

  it('tells what was seen before, and keeps what is new', async () => {
    const earlier = { ...seen, policyText: policyText('testing', 'mx: mail.example.com') };
    const { parts, remembered } = await gather({ earlier, asking: { fresh: true } });
    expect(parts.remembered).toEqual(earlier);
    expect(remembered).toMatchObject([{ replaced: { policyText: earlier.policyText } }]);
  });
});

describe('what the guide looks for', () => {
  it.each<[why: string, given: Given, asked: readonly string[], isFetched: boolean]>([
    ['nothing, where nobody looks', { answers: UNANNOUNCED }, [NAME], false],
    [
      'whether a host is there, without a record',
      { answers: UNANNOUNCED, asking: { look: 'guide' } },
      [NAME, ...HOST],
      false,
    ],
    [
      'what file stands there, if that is asked for',
      { answers: UNANNOUNCED, asking: { look: 'file' } },
      [NAME, ...HOST],
      true,
    ],
    [
      'whether a wildcard answers for a record',
      { answers: { ...WELL, [BESIDE]: absentOf() }, asking: { look: 'guide' } },
      [NAME, BESIDE, ...HOST],
      true,
    ],
    [
      'which of a broken one everybody wants to know',
      { answers: { [NAME]: foundOf(['v=STSv1']), [BESIDE]: absentOf() } },
      [NAME, BESIDE],
      false,
    ],
    [
      'a record that is known is not asked for again',
      { known: { stsRecord: stsRecord(RECORD) } },
      [...HOST],
      true,
    ],
  ])('%s', async (_, given, asked, isFetched) => {
    const result = await gather(given);
    expect(result.asked.toSorted()).toEqual(asked.toSorted());
    expect(result.isFetched).toBe(isFetched);
  });

  it('is a file of its own, which no sender reads and nobody remembers', async () => {
    const { parts, remembered } = await gather({ answers: UNANNOUNCED, asking: { look: 'file' } });
    expect(parts).toMatchObject({ policy: { state: 'absent' }, policyFile: { state: 'found', text: TEXT } });
    expect(remembered).toEqual([]);
  });

  it('without a host is known to have no file', async () => {
    const { parts } = await gather({ answers: { ...UNANNOUNCED, ...NO_HOST }, asking: { look: 'guide' } });
    expect(parts).toMatchObject({
      policyHost: { state: 'absent' },
      policyFile: { state: 'invalid', problems: [{ code: 'policy-host-no-address' }] },
    });
  });

  it('with one says nothing of a file that nobody read', async () => {
    const { parts } = await gather({ answers: UNANNOUNCED, asking: { look: 'guide' } });
    expect(parts.policyHost.state).toBe('found');
    expect(parts.policyFile).toBeUndefined();
  });

  it('beside a record is what a wildcard says', async () => {
    const { parts } = await gather({
      answers: { ...WELL, [BESIDE]: foundOf([RECORD]) },
      asking: { look: 'guide' },
    });
    expect(parts.stsRecord).toMatchObject({
      value: { id: '1' },
      beside: { state: 'answered', texts: [RECORD] },
    });
  });
});
