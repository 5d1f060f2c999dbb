import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../../lib/dns/lookup.ts';
import type { DaneFacts, DaneParts } from '../../../../lib/mechanisms/dane/facts.ts';
import { gatherDane } from '../../../../lib/mechanisms/dane/gather.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';
import { BOGUS, INSECURE, SECURE, SERVFAIL, TIMEOUT } from '../../../support/dane.ts';

type Answers = Readonly<Record<string, Lookup<unknown>>>;

const EMPTY: DaneParts = { dane: { state: 'pending' } };
const MX = 'example.com MX';
const MISPLACED = '_25._tcp.example.com TLSA';
const SERVERS_FAIL: Lookup<unknown> = { state: 'unavailable', reason: 'dnssec-bogus', detail: null };
const address = (change: Partial<Lookup<unknown>> = {}) => foundOf(['198.41.0.4'], change);
const mx = (...hosts: readonly string[]) =>
  foundOf(hosts.map((exchange, index) => ({ preference: index, exchange })));
const record = (octet: number, usage = 3) => ({
  usage,
  selector: 1,
  matching: 1,
  data: new Uint8Array(32).fill(octet),
});
const key = foundOf([record(1)]);
const server = (name: string, tlsa: Lookup<unknown> = key): Answers => ({
  [`${name} A`]: address(),
  [`_25._tcp.${name} TLSA`]: tlsa,
});

async function gather(answers: Answers, validates: boolean | null = true, known: DaneParts = EMPTY) {
  const { asking, asked, published, parts } = askingOf(known, answers, validates);
  await gatherDane(asking);
  const { dane } = parts();
  if (dane.state === 'pending') throw new Error('Nothing was published.');
  return { asked, published, dane };
}

describe('the TLSA records of the servers', () => {
  it('are asked for behind each secure address, and kept as they came', async () => {
    const { asked, dane } = await gather({ [MX]: mx('a.test'), ...server('a.test') });
    expect(asked).toEqual([MX, 'a.test A', '_25._tcp.a.test TLSA']);
    expect(dane).toEqual({
      state: 'found',
      mx: SECURE,
      hosts: [
        {
          name: 'a.test',
          address: 'found',
          security: SECURE,
          aliases: [],
          firstAlias: null,
          lookups: [
            {
              base: 'a.test',
              state: 'found',
              security: SECURE,
              unvalidated: null,
              aliases: [],
              count: 1,
              records: [
                { usage: 3, selector: 1, matching: 1, octets: 32, data: '01'.repeat(32), problems: [] },
              ],
            },
          ],
        },
      ],
      isMisplaced: null,
      validates: true,
      ttlSeconds: 300,
    });
  });

  it('are not asked for again once they are known', async () => {
    const { dane } = await gather({ [MX]: mx('a.test'), ...server('a.test') });
    expect((await gather({}, true, { dane })).asked).toEqual([]);
  });

  it.each<[why: string, name: string, state: string]>([
    ['an IP address has none (RFC 7672 §2.2)', '192.0.2.1', 'literal'],
    ['a name that Waxseal never asks', 'mail.local', 'unasked'],
    ['what is no name', '-_-!', 'unasked'],
  ])('%s', async (_, name, state) => {
    const { asked, dane } = await gather({ [MX]: mx(name) });
    expect(asked).toEqual([MX]);
    expect(dane.ttlSeconds).toBe(300);
    expect(dane.hosts).toEqual([
      { name, address: state, security: null, aliases: [], firstAlias: null, lookups: [] },
    ]);
  });

  it('are asked for at thirty servers at most; the others stay in sight', async () => {
    const names = Array.from({ length: 31 }, (_, index) => `m${index}.test`);
    const all = Object.assign({}, ...names.map((name) => server(name))) as Answers;
    const { dane } = await gather({ [MX]: mx(...names), ...all });
    expect(dane.hosts.map(({ address: state }) => state)).toEqual([
      ...Array.from({ length: 30 }, () => 'found'),
      'unasked',
    ]);
  });

  it.each<[why: string, mxTtl: number, hostTtl: number, tlsaTtl: number, life: number]>([
    ['the answer for MX', 60, 300, 300, 60],
    ['the address', 300, 60, 300, 60],
    ['the TLSA records', 300, 300, 60, 60],
    ['the hour in which nothing is known to change', 90_000, 90_000, 90_000, 3600],
  ])('hold as long as what ends first: %s', async (_, mxTtl, hostTtl, tlsaTtl, life) => {
    const { dane } = await gather({
      [MX]: { ...mx('a.test'), ttlSeconds: mxTtl } as Lookup<unknown>,
      'a.test A': address({ ttlSeconds: hostTtl }),
      '_25._tcp.a.test TLSA': { ...key, ttlSeconds: tlsaTtl } as Lookup<unknown>,
    });
    expect(dane.ttlSeconds).toBe(life);
  });

  it('what was lost does not limit how long the rest holds', async () => {
    const { dane } = await gather({ [MX]: mx('a.test'), 'a.test A': LOST });
    expect(dane.ttlSeconds).toBe(300);
  });
});

describe('behind an alias', () => {
  const aliased = (authentic: boolean) => address({ aliases: ['b.test', 'end.test'], authentic });
  const [at, END] = ['_25._tcp.a.test TLSA', '_25._tcp.end.test TLSA'];

  it.each<[why: string, answers: Answers, asked: readonly string[]]>([
    [
      'signed as a whole: its end, and nothing more where that has records',
      { 'a.test A': aliased(true), [END]: key },
      [END],
    ],
    [
      'the host itself where its end has none',
      { 'a.test A': aliased(true), [END]: absentOf(), [at]: key },
      [END, at],
    ],
    [
      'the same where those are not signed (RFC 7672 §2.2.3)',
      { 'a.test A': aliased(true), [END]: foundOf([record(1)], { authentic: false }), [at]: key },
      [END, at],
    ],
    ['an error is final (RFC 7672 §2.1.2)', { 'a.test A': aliased(true), [END]: LOST }, [END]],
    [
      'not signed as a whole: the first alias alone, and the host where that one is',
      { 'a.test A': aliased(false), 'a.test CNAME': foundOf(['b.test']), [at]: key },
      ['a.test CNAME', at],
    ],
    [
      'nothing more where that one is not signed either',
      { 'a.test A': aliased(false), 'a.test CNAME': foundOf(['b.test'], { authentic: false }) },
      ['a.test CNAME'],
    ],
    ['no address: nothing', { 'a.test A': absentOf({ reason: 'nxdomain', aliases: ['b.test'] }) }, []],
    [
      'no address that is not signed: nothing',
      { 'a.test A': absentOf({ reason: 'nxdomain', aliases: ['b.test'], authentic: false }) },
      [],
    ],
  ])('%s', async (_, answers, expected) => {
    const { asked } = await gather({ [MX]: mx('a.test'), ...answers });
    expect(asked).toEqual([MX, 'a.test A', ...expected]);
  });

  it('what the first alias says is kept, and limits how long all holds', async () => {
    const { dane } = await gather({
      [MX]: mx('a.test'),
      'a.test A': aliased(false),
      'a.test CNAME': foundOf(['b.test'], { authentic: false, ttlSeconds: 60 }),
    });
    expect(dane.hosts[0]).toMatchObject({
      security: INSECURE,
      firstAlias: INSECURE,
      aliases: ['b.test', 'end.test'],
    });
    expect(dane.ttlSeconds).toBe(60);
  });

  it('aliases of the records are kept with them', async () => {
    const { dane } = await gather({
      [MX]: mx('a.test'),
      ...server('a.test', foundOf([record(1)], { aliases: ['keys.test'] })),
    });
    expect(dane.hosts[0]?.lookups[0]?.aliases).toEqual(['keys.test']);
  });
});

describe('what was lost on the way', () => {
  it('is kept as that: an address', async () => {
    const { dane } = await gather({ [MX]: mx('a.test'), 'a.test A': LOST });
    const lost = { address: 'unavailable', security: TIMEOUT, aliases: [], firstAlias: null, lookups: [] };
    expect(dane.hosts).toEqual([{ name: 'a.test', ...lost }]);
  });

  it('and TLSA records', async () => {
    const { dane } = await gather({ [MX]: mx('a.test'), ...server('a.test', LOST) });
    const lost = { state: 'unavailable', security: TIMEOUT, unvalidated: null, aliases: [] };
    expect(dane.hosts[0]?.lookups).toEqual([{ base: 'a.test', ...lost, count: 0, records: [] }]);
  });
});

describe('many records', () => {
  const lookupOf = async (records: readonly unknown[]) =>
    (await gather({ [MX]: mx('a.test'), ...server('a.test', foundOf(records)) })).dane.hosts[0]?.lookups[0];

  it('are kept in an order of their own: numbers first, then data', async () => {
    const shuffled = [record(2), record(1), record(3, 2), { ...record(0), usage: 10 }];
    const kept = await lookupOf(shuffled);
    expect(kept?.records.map(({ usage, data }) => `${usage} ${data.slice(0, 2)}`)).toEqual([
      '2 03',
      '3 01',
      '3 02',
      '10 00',
    ]);
    expect(await lookupOf(shuffled.toReversed())).toEqual(kept);
  });

  it('are kept up to a hundred, the usable ones first, and counted', async () => {
    const useless = Array.from({ length: 100 }, (_, index) => record(index, 0));
    const kept = await lookupOf([...useless, record(200), record(201)]);
    expect(kept?.count).toBe(102);
    expect(kept?.records).toHaveLength(100);
    expect(kept?.records.slice(0, 2).map(({ usage, data }) => `${usage} ${data.slice(0, 2)}`)).toEqual([
      '3 c8',
      '3 c9',
    ]);
  });

  it('of exactly a hundred all stay in their order', async () => {
    const kept = await lookupOf([...Array.from({ length: 99 }, (_, index) => record(index, 0)), record(200)]);
    expect(kept?.records).toHaveLength(100);
    expect(kept?.records.at(-1)?.usage).toBe(3);
  });
});

describe('what a resolver that does not validate says', () => {
  it.each<[validates: boolean | null, expected: object]>([
    [true, BOGUS],
    [null, BOGUS],
    [false, SERVFAIL],
  ])('is no failed validation: %s', async (validates, expected) => {
    const failing = { [MX]: mx('a.test'), 'a.test A': SERVERS_FAIL };
    expect((await gather(failing, validates)).dane.hosts[0]?.security).toEqual(expected);
    expect((await gather({ [MX]: SERVERS_FAIL }, validates)).dane).toMatchObject({
      mx: expected,
      hosts: [],
      validates,
    });
  });

  it('neither of a first alias', async () => {
    const failing = {
      [MX]: mx('a.test'),
      'a.test A': address({ aliases: ['b.test'], authentic: false }),
      'a.test CNAME': SERVERS_FAIL,
    };
    expect((await gather(failing)).dane.hosts[0]?.firstAlias).toEqual(BOGUS);
    expect((await gather(failing, false)).dane.hosts[0]?.firstAlias).toEqual(SERVFAIL);
  });
});

describe('records at the domain itself, where no sender looks', () => {
  const bare = { [MX]: mx('a.test'), ...server('a.test', absentOf()) };

  it.each<[why: string, answer: Lookup<unknown>, isMisplaced: boolean | null]>([
    ['are there', key, true],
    ['are not', absentOf(), false],
    ['nobody knows', LOST, null],
  ])('%s: asked last, and the verdict does not wait for it', async (_, answer, isMisplaced) => {
    const { asked, published, dane } = await gather({ ...bare, [MISPLACED]: answer });
    expect(asked.at(-1)).toBe(MISPLACED);
    expect(published.map((each) => (each.dane as DaneFacts).isMisplaced)).toEqual([null, isMisplaced]);
    expect(dane).toEqual({ ...(published[0]?.dane as DaneFacts), isMisplaced });
  });

  it.each<[why: string, answers: Answers]>([
    ['the servers have records', { [MX]: mx('a.test'), ...server('a.test') }],
    [
      'one of them has',
      { [MX]: mx('a.test', 'b.test'), ...server('a.test', absentOf()), ...server('b.test') },
    ],
    [
      'of one that is not known',
      { [MX]: mx('a.test', 'b.test'), ...server('a.test', absentOf()), ...server('b.test', LOST) },
    ],
    ['no zone of a server is signed', { [MX]: mx('a.test'), 'a.test A': address({ authentic: false }) }],
    [
      'the domain is not signed',
      {
        [MX]: foundOf([{ preference: 0, exchange: 'a.test' }], { authentic: false }),
        ...server('a.test', absentOf()),
      },
    ],
    [
      'the domain is its own server, and they are asked for anyway',
      { [MX]: mx('example.com'), ...server('example.com', absentOf()) },
    ],
  ])('are not looked for where %s', async (_, answers) => {
    const { asked, dane } = await gather(answers);
    expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted());
    expect(dane.isMisplaced).toBeNull();
  });
});
