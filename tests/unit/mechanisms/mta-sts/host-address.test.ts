import { describe, expect, it } from 'vitest';
import type { Lookup, LookUp } from '../../../../lib/dns/lookup.ts';
import type { PolicyFacts } from '../../../../lib/mechanisms/mta-sts/served-policy.ts';
import {
  lookUpPolicyHost,
  obstacleInDns,
  reconcile,
  type PolicyHostFacts,
} from '../../../../lib/mechanisms/mta-sts/host-address.ts';
import { failedFetch, policyOf, policyText, unknown, unreadPolicy } from '../../../support/assessments.ts';

const HOST = 'mta-sts.example.com';
const answered = { aliases: [] as string[], authentic: false, ttlSeconds: 300 };
const at = (address: string, aliases: string[] = []): Lookup<string> => ({
  state: 'found',
  records: [address],
  ...answered,
  aliases,
});
const absent = (reason: 'nodata' | 'nxdomain'): Lookup<string> => ({ state: 'absent', reason, ...answered });

/** Looks up with these answers, and tells which types were asked for. */
async function lookingUp(answers: Partial<Record<'A' | 'AAAA', Lookup<string>>>, askBoth: boolean) {
  const asked: string[] = [];
  const lookUp = async (_: string, type: 'A' | 'AAAA') => {
    asked.push(type);
    return answers[type];
  };
  return { found: await lookUpPolicyHost(HOST, lookUp as LookUp, askBoth), asked };
}

describe('a resolver of the person’s own is asked for IPv6', () => {
  const rows: readonly (readonly [why: string, v4: Lookup<string>, asked: string[]])[] = [
    ['where the name is there and has no IPv4 address', absent('nodata'), ['A', 'AAAA']],
    ['not where there is no such name', absent('nxdomain'), ['A']],
    ['not where IPv4 is enough', at('10.0.0.1'), ['A']],
    ['not where it does not answer', unknown('timeout'), ['A']],
  ];
  it.each(rows)('%s', async (_, v4, asked) => {
    expect((await lookingUp({ A: v4, AAAA: at('fd00::1') }, false)).asked).toEqual(asked);
  });

  it('and the answer is the one that counts', async () => {
    const { found } = await lookingUp({ A: absent('nodata'), AAAA: at('fd00::1', ['web.example']) }, false);
    expect(found).toEqual({ facts: { state: 'found', aliases: ['web.example'] }, addresses: ['fd00::1'] });
  });
});

describe('a public resolver is asked for both kinds of address at once, and the host', () => {
  const V4 = '198.41.0.4';
  const V6 = '2001:503:ba3e::2:30';
  const rows: readonly (readonly [
    why: string,
    v4: Lookup<string>,
    v6: Lookup<string>,
    state: string,
    addresses: string[],
  ])[] = [
    ['has those that were found', at(V4), at(V6), 'found', [V4, V6]],
    ['is found by IPv4 alone', at(V4), absent('nodata'), 'found', [V4]],
    ['is found by IPv6 alone', absent('nodata'), at(V6), 'found', [V6]],
    ['is found where the other answer is missing', unknown('timeout'), at(V6), 'found', [V6]],
    ['is absent where both are', absent('nodata'), absent('nodata'), 'absent', []],
    ['is not known to be absent by one alone', absent('nodata'), unknown('timeout'), 'unavailable', []],
  ];
  it.each(rows)('%s', async (_, v4, v6, state, addresses) => {
    const { found, asked } = await lookingUp({ A: v4, AAAA: v6 }, true);
    expect(found).toMatchObject({ facts: { state }, addresses });
    expect(asked).toEqual(['A', 'AAAA']);
  });
});

describe('what DNS alone says against fetching', () => {
  const found = (...addresses: string[]) => ({
    facts: { state: 'found', aliases: [] } as PolicyHostFacts,
    addresses,
  });
  const inside = (address: string) => ({
    code: 'policy-host-private-address',
    parameters: { host: HOST, address },
  });
  const unfetched = { state: 'invalid', text: null, mediaType: null, fetchedAt: 0, tookMs: null };
  const rows: readonly (readonly [why: string, addresses: string[], expected: unknown])[] = [
    ['nothing, of a public address', ['198.41.0.4'], null],
    ['all of them are inside', ['10.0.0.1', '::1'], { ...unfetched, problems: [inside('10.0.0.1, ::1')] }],
    [
      'one is: what senders find at the other is not known',
      ['198.41.0.4', '10.0.0.1'],
      { state: 'unavailable', problems: [inside('10.0.0.1')] },
    ],
  ];
  it.each(rows)('%s', (_, addresses, expected) => {
    expect(obstacleInDns(HOST, found(...addresses), true)).toEqual(expected);
  });

  it('there is no address', () => {
    const gone = { facts: { state: 'absent', aliases: [] } as const, addresses: [] };
    const problem = { code: 'policy-host-no-address', parameters: { host: HOST } };
    expect(obstacleInDns(HOST, gone, true)).toEqual({ ...unfetched, problems: [problem] });
  });
});

it('where neither kind of address could be had, the reason is that of IPv4, which senders need more', async () => {
  const { found } = await lookingUp({ A: unknown('timeout'), AAAA: unknown('refused') }, true);
  expect(found).toEqual({ facts: unknown('timeout'), addresses: [] });
});

it('an own resolver may lead into a private network', () => {
  const found = { facts: { state: 'found', aliases: [] }, addresses: ['10.0.0.1'] } as const;
  expect(obstacleInDns(HOST, found, false)).toBeNull();
});

describe('what the browser says of a failure, held against DNS', () => {
  const found: PolicyHostFacts = { state: 'found', aliases: [] };
  const gone: PolicyHostFacts = { state: 'absent', aliases: [] };
  const policy = policyOf(policyText('enforce', 'mx: mail.example.com'));
  const noAddress = failedFetch('policy-host-no-address', { host: HOST });
  const refused = failedFetch('policy-refused', { host: HOST });
  const timeout = unreadPolicy('policy-timeout', { host: HOST });
  const unreachable = unreadPolicy('policy-unreachable', { host: HOST, detail: '' });

  const rows: readonly (readonly [
    why: string,
    said: PolicyFacts,
    dns: PolicyHostFacts,
    expected: PolicyFacts,
  ])[] = [
    ['a policy that came is one, whatever DNS says', policy, gone, policy],
    ['without a record there is no failure', { state: 'absent' }, gone, { state: 'absent' }],
    [
      'that it got no answer is explained where there is no address',
      timeout,
      gone,
      { ...noAddress, fetchedAt: 0, tookMs: null },
    ],
    ['that it got none from an address stays so', timeout, found, timeout],
    ['that it was refused came from some address', refused, gone, refused],
    ['that there is no address is so where DNS agrees', noAddress, gone, noAddress],
    ['that there is none, where DNS has one, is about the way from here', noAddress, found, unreachable],
    ['and where DNS did not say', noAddress, unknown('timeout'), unreachable],
  ];
  it.each(rows)('%s', (_, said, dns, expected) => {
    expect(reconcile(said, dns, HOST)).toEqual(expected);
  });
});
