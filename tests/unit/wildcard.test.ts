import { describe, expect, it } from 'vitest';
import { assess } from '../../lib/assess.ts';
import { parseDomainName } from '../../lib/domain-name.ts';
import { isFromWildcard, isOfDoubtfulOrigin } from '../../lib/wildcard.ts';
import { stsRecord, unknown } from '../support/assessments.ts';
import { fakeDeps, world } from '../support/deps.ts';
import { texts } from '../support/network.ts';

const SPF = 'v=spf1 -all';
const found = (...records: string[]) =>
  ({ state: 'found', records, aliases: [], authentic: false, ttlSeconds: 60 }) as const;
const absent = {
  state: 'absent',
  reason: 'nxdomain',
  aliases: [],
  authentic: false,
  ttlSeconds: 60,
} as const;

describe('isFromWildcard', () => {
  it.each([
    ['the same text at the sibling', found(SPF), true],
    ['in another order', found('a', SPF), true, [SPF, 'a']],
    ['another text', found('a'), false],
    ['one more text', found(SPF, 'a'), false],
    ['nothing at the sibling', absent, false],
    [
      'a sibling that could not be looked up',
      { state: 'unavailable', reason: 'timeout', detail: null },
      null,
    ],
  ] as const)('%s: %j', async (_, sibling, expected, seen: readonly string[] = [SPF]) => {
    const asked: string[] = [];
    const lookUp = async (name: string, type: string) => {
      asked.push(`${name} ${type}`);
      return sibling as never;
    };
    expect(await isFromWildcard('_smtp._tls.example.com', seen, lookUp, 'random')).toBe(expected);
    // What a wildcard at any name above would answer (RFC 4592 §3.3.1), and this name alone would not.
    expect(asked).toEqual(['random._tls.example.com TXT']);
  });
});

it.each([
  ['texts of others', stsRecord(SPF), true],
  ['a near miss', stsRecord('v=stsv1; id=1'), true],
  ['nothing', stsRecord(), false],
  ['a valid record, which no advice replaces unseen', stsRecord('v=STSv1; id=1'), false],
  ['a failure', unknown(), false],
  ['what was asked already', { ...stsRecord(SPF), fromWildcard: false }, false],
] as const)('is asked for %s: %j', (_, facts, expected) => {
  expect(isOfDoubtfulOrigin(facts)).toBe(expected);
});

describe('assess', () => {
  const check = async (dns: Parameters<typeof world>[0]) => {
    const { deps, network } = fakeDeps(world(dns));
    const snapshots: Parameters<Parameters<typeof assess>[2]>[0][] = [];
    const assessed = await assess(parseDomainName('example.com')!, deps, (snapshot) =>
      snapshots.push(snapshot),
    );
    return { assessed, snapshots, network };
  };

  it('knows the answer of a wildcard, after the verdict', async () => {
    const { assessed, snapshots } = await check({
      '_mta-sts.example.com TXT': texts(SPF),
      'random.example.com TXT': texts(SPF),
    });
    expect(assessed.stsRecord).toMatchObject({ state: 'absent', fromWildcard: true });
    const first = snapshots.find(({ policy }) => policy.state !== 'pending');
    expect(first?.stsRecord).not.toHaveProperty('fromWildcard');
  });

  it('asks nothing more about a domain whose record is right, or that has none', async () => {
    const { assessed } = await check({});
    expect(assessed.queries.filter(({ name }) => name.startsWith('random'))).toEqual([]);
  });
});
