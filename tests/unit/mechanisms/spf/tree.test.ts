import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { spfTree } from '../../../../lib/mechanisms/spf/tree.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

async function treeOf(zone: Zone) {
  const { lookUp, asked } = spfWorld(zone);
  return { ...(await spfTree('example.com', lookUp)), asked };
}

const A = { A: '198.41.0.4' };
const terms = (count: number, term: string) => ` ${term}`.repeat(count);

describe('the count', () => {
  it('is that of a stranger, with what each include costs', async () => {
    const tree = await treeOf({
      'example.com': 'v=spf1 a:h.example.com include:i.example.com mx:h.example.com redirect=r.example.com',
      'i.example.com': 'v=spf1 include:j.example.com a:h.example.com ip4:198.41.0.0/24 -all',
      'j.example.com': 'v=spf1 exists:h.example.com ?all',
      'r.example.com': 'v=spf1 a:h.example.com -all',
      'h.example.com': A,
    });
    expect(tree.count).toBe(8);
    expect(tree.root.branches.map(({ ordinal, count }) => [ordinal, count])).toEqual([
      [1, 1],
      [2, 4],
      [6, 1],
      [7, 2],
    ]);
    expect([tree.isAtLeast, tree.eleventh]).toEqual([false, null]);
  });

  it('counts a record twice that is included twice, and asks for it once', async () => {
    const { count, asked } = await treeOf({
      'example.com': 'v=spf1 include:i.example.com include:i.example.com -all',
      'i.example.com': 'v=spf1 a:h.example.com -all',
      'h.example.com': A,
    });
    expect([count, asked]).toEqual([
      4,
      ['TXT example.com', 'TXT i.example.com', 'A h.example.com', 'AAAA h.example.com'],
    ]);
  });

  it('stops at all, and takes no redirect beside it', async () => {
    const zone = {
      'example.com': 'v=spf1 a:h.example.com -all mx redirect=r.example.com',
      'h.example.com': A,
    };
    expect((await treeOf(zone)).count).toBe(1);
  });

  it('names the eleventh, the way to it and what nobody reaches', async () => {
    const { eleventh, count } = await treeOf({
      'example.com': `v=spf1${terms(7, 'a:h.example.com')} include:i.example.com include:_spf.google.com ip4:198.41.0.1 a:z.example.com -all`,
      'i.example.com': 'v=spf1 a:h.example.com mx:h.example.com a:late.example.com -all',
      '_spf.google.com': 'v=spf1 ip4:198.41.0.0/24 -all',
      'h.example.com': A,
    });
    expect(count).toBe(13);
    expect(eleventh).toEqual({
      domain: 'i.example.com',
      term: 'a:late.example.com',
      offset: 40,
      path: ['include:i.example.com'],
      behind: ['include:i.example.com', 'Google', 'ip4:198.41.0.1', 'a:z.example.com'],
    });
  });

  it('ten are allowed', async () => {
    const { count, eleventh } = await treeOf({
      'example.com': `v=spf1${terms(10, 'a:h.example.com')} -all`,
      'h.example.com': A,
    });
    expect([count, eleventh]).toEqual([10, null]);
  });

  it('%{p} counts by itself', async () => {
    expect((await treeOf({ 'example.com': 'v=spf1 exists:%{p}.x.example.com -all' })).count).toBe(2);
  });
});

describe('names with macros', () => {
  it('%{d} is the record, %{o} the domain; both are followed', async () => {
    const { root, asked } = await treeOf({
      'example.com': 'v=spf1 include:i.example.net -all',
      'i.example.net': 'v=spf1 include:%{d}.x.example.net include:%{o}.x.example.net -all',
      'i.example.net.x.example.net': 'v=spf1 -all',
      'example.com.x.example.net': 'v=spf1 -all',
    });
    expect(root.count).toBe(3);
    expect(asked.slice(2)).toEqual(['TXT i.example.net.x.example.net', 'TXT example.com.x.example.net']);
  });

  it.each(['%{i}', '%{ir}.%{v}', '%{h}', '%{l}', '%{s}', '%{p}'])(
    '%s depends on the message',
    async (macro) => {
      const tree = await treeOf({ 'example.com': `v=spf1 include:${macro}.example.net -all` });
      expect([tree.root.branches[0]?.isOpen, tree.isAtLeast, tree.asked]).toEqual([
        true,
        true,
        ['TXT example.com'],
      ]);
    },
  );

  it('and yet the provider shows at its end', async () => {
    const { root } = await treeOf({
      'example.com': 'v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email -all',
    });
    expect(root.branches[0]?.provider).toBe('Valimail');
  });
});

describe('what stands in the place of a record', () => {
  const zone: Zone = {
    'example.com':
      'v=spf1 include:none.example.net include:two.example.net include:bad.example.net include:slow.example.net include:here -all',
    'none.example.net': 'x',
    'two.example.net': { TXT: ['v=spf1 -all', 'v=spf1 -all'] },
    'bad.example.net': 'v=spf1 foo',
    'slow.example.net': { fails: 'TXT' },
  };
  it('is said for each', async () => {
    const tree = await treeOf({
      ...zone,
      'example.com': (zone['example.com'] as string).replace(' include:here', ''),
    });
    expect(tree.root.branches.map(({ node }) => node?.state)).toEqual([
      'none',
      'several',
      'invalid',
      'unavailable',
      undefined,
    ]);
    expect([tree.count, tree.isAtLeast]).toEqual([4, true]);
  });

  it('a loop ends', async () => {
    const tree = await treeOf({
      'example.com': 'v=spf1 include:A.example.com -all',
      'a.example.com': 'v=spf1 include:b.example.com -all',
      'b.example.com': 'v=spf1 include:Example.Com. redirect=b.example.com',
    });
    expect([tree.count, tree.isAtLeast, tree.asked.length]).toEqual([4, true, 3]);
    const loops = tree.root.branches[0]?.node?.branches[0]?.node?.branches.map(({ node }) => node?.state);
    expect(loops).toEqual(['loop', 'loop']);
  });

  it('the domain itself may have none', async () => {
    expect((await treeOf({})).root).toMatchObject({ state: 'none', isNxdomain: true, count: 0 });
    const unknown = await treeOf({ 'example.com': { fails: 'TXT' } });
    expect([unknown.root.state, unknown.root.reason, unknown.isAtLeast]).toEqual([
      'unavailable',
      'timeout',
      true,
    ]);
  });
});

describe('hosts', () => {
  it('void is what leads to nothing, whoever sends', async () => {
    const { voids, hosts } = await treeOf({
      'example.com':
        'v=spf1 a:nix.example.com mx:nix.example.com mx:empty.example.com a:v6.example.com exists:v6.example.com a:slow.example.com -all',
      'empty.example.com': { MX: '10 nix.example.com' },
      'v6.example.com': { AAAA: '2a00:1450::1' },
      'slow.example.com': { fails: 'A' },
    });
    expect(voids.map(({ term }) => term.text)).toEqual([
      'a:nix.example.com',
      'mx:nix.example.com',
      'mx:empty.example.com',
      'exists:v6.example.com',
    ]);
    expect(hosts.get('a slow.example.com')).toMatchObject({ state: 'unavailable', reason: 'timeout' });
  });

  it('more than ten mail servers are not looked up', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `10 m${index}.example.com`);
    const { hosts, asked } = await treeOf({ 'example.com': { TXT: 'v=spf1 mx -all', MX: many } });
    expect([hosts.get('mx example.com')?.records, asked.length]).toEqual([11, 2]);
  });

  it('of mail servers it is the records that count, not their names', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `${index} m.example.com`);
    const { hosts, asked } = await treeOf({ 'example.com': { TXT: 'v=spf1 mx -all', MX: many } });
    expect([hosts.get('mx example.com')?.records, asked.length]).toEqual([11, 2]);
  });
});

describe('names that nobody owns', () => {
  const zone: Zone = {
    'example.com':
      'v=spf1 include:_spf.gone.net a:mail.away.org mx:mx.example.net include:nix.example.com include:nix.here.net -all',
    'mx.example.net': { MX: ['10 left.lost.org', '20 h.example.net'] },
    'h.example.net': A,
    'www.here.net': A,
  };
  it('are found below includes, hosts and mail servers', async () => {
    expect((await treeOf(zone)).dangling).toEqual([
      { target: '_spf.gone.net', registrable: 'gone.net', term: 'include:_spf.gone.net' },
      { target: 'mail.away.org', registrable: 'away.org', term: 'a:mail.away.org' },
      { target: 'left.lost.org', registrable: 'lost.org', term: 'mx:mx.example.net' },
    ]);
  });

  it('are what a registry sells, as the list says', async () => {
    const { lookUp } = spfWorld({ 'example.com': 'v=spf1 include:spf.gone.co.uk -all', 'other.co.uk': A });
    const list = (name: string) => name.split('.').slice(-3).join('.');
    expect((await spfTree('example.com', lookUp, list)).dangling).toMatchObject([
      { registrable: 'gone.co.uk' },
    ]);
    expect((await spfTree('example.com', lookUp)).dangling).toEqual([]);
    expect((await spfTree('example.com', lookUp, () => null)).dangling).toEqual([]);
  });

  it.each([
    ['two includes with a comma', 'include:_spf.gone.net,include:spf.here.net'],
    ['an address of mail', 'include:@gone.net'],
    ['all behind a name', 'include:_spf.gone.net-all'],
    ['two hosts without a space', 'a:mail.gone.netmx:here.org'],
    ['a label with an underscore, below which nothing is sold', 'include:gone_too.net'],
  ])('are none that no registry could sell: %s', async (_, term) => {
    const { dangling } = await treeOf({ 'example.com': `v=spf1 ${term} -all`, 'www.here.net': A });
    expect(dangling).toEqual([]);
  });

  it('a question without an answer names nobody', async () => {
    const { lookUp } = spfWorld(zone);
    const silent = (async (name: string, type: 'NS') =>
      type === 'NS'
        ? { state: 'unavailable', reason: 'timeout', detail: null }
        : lookUp(name, type)) as LookUp;
    expect((await spfTree('example.com', silent)).dangling).toEqual([]);
  });
});

describe('a look-up that throws does not tell (it may come from outside)', () => {
  const zone: Zone = {
    'example.com': 'v=spf1 a:h.example.com mx:m.example.com include:i.example.com a:w.gone.net -all',
    'h.example.com': A,
    'm.example.com': { MX: '10 h.example.com' },
    'i.example.com': 'v=spf1 -all',
  };
  const treeWithout = async (isLost: (question: string) => boolean, isLater: boolean) => {
    const { lookUp } = spfWorld(zone);
    const broken = ((name: string, type: 'TXT') => {
      if (!isLost(`${type} ${name}`)) return lookUp(name, type);
      if (isLater) return Promise.reject(new Error('down'));
      throw new Error('down');
    }) as LookUp;
    const { root, hosts, dangling } = await spfTree('example.com', broken);
    const node = root.branches.find(({ term }) => term.kind === 'include')?.node;
    const hostStates = [...hosts.values()].map(({ state, reason }) => reason ?? state);
    return [root.reason ?? root.state, node && (node.reason ?? node.state), hostStates, dangling.length];
  };

  it.each<[why: string, isLost: (question: string) => boolean, expected: unknown[]]>([
    ['nothing at all', () => false, ['found', 'found', ['found', 'found', 'void'], 1]],
    ['everything', () => true, ['network', undefined, [], 0]],
    [
      'the record of an include',
      (question) => question === 'TXT i.example.com',
      ['found', 'network', ['found', 'found', 'void'], 1],
    ],
    [
      'addresses, also those of an MX record',
      (question) => question.startsWith('A '),
      ['found', 'found', ['network', 'network', 'network'], 0],
    ],
    [
      'MX records',
      (question) => question.startsWith('MX '),
      ['found', 'found', ['found', 'network', 'void'], 1],
    ],
    [
      'whether a domain is there at all',
      (question) => question.startsWith('NS '),
      ['found', 'found', ['found', 'found', 'void'], 0],
    ],
  ])('%s', async (_, isLost, expected) => {
    expect(await treeWithout(isLost, false)).toEqual(expected);
    expect(await treeWithout(isLost, true)).toEqual(expected);
  });
});

describe('who may send', () => {
  it('is added up by provider, each address once', async () => {
    const { senders } = await treeOf({
      'example.com':
        'v=spf1 ip4:198.41.0.0/24 ip4:198.41.0.128/25 a:h.example.com/31 ?ip4:17.0.0.0/8 include:_spf.google.com include:amazonses.com ip6:2a00:1450::/48 -all',
      'h.example.com': { A: ['198.41.4.4', '198.41.4.5'] },
      '_spf.google.com': 'v=spf1 include:_netblocks.google.com ~all',
      '_netblocks.google.com': 'v=spf1 ip4:35.190.247.0/24 ip6:2a00:1450:4000::/36 ip4:198.41.0.0/25 ~all',
      'amazonses.com': 'v=spf1 ip4:199.255.192.0/22 -ip4:1.0.0.0/8 -all',
    });
    expect(senders.own).toEqual({ ipv4: 258, ipv6: 65_536 });
    expect(senders.providers).toEqual([
      { name: 'Google', ipv4: 384, ipv6: 2 ** 28 },
      { name: 'Amazon SES', ipv4: 1024, ipv6: 0 },
    ]);
    expect(senders.isAtLeast).toBe(false);
    expect(senders.overlaps).toEqual([]);
  });

  it('an own range within that of a provider overlaps', async () => {
    const { senders } = await treeOf({
      'example.com': 'v=spf1 ip4:198.41.0.4 include:_spf.google.com -all',
      '_spf.google.com': 'v=spf1 ip4:198.41.0.0/24 -all',
    });
    expect(senders.overlaps).toEqual([
      { term: 'ip4:198.41.0.4', by: '198.41.0.0/24', domain: '_spf.google.com' },
    ]);
  });

  it('all of IPv4 and IPv6 can be counted', async () => {
    const { senders } = await treeOf({ 'example.com': 'v=spf1 ip4:0.0.0.0/0 ip6:::/0 -all' });
    expect(senders.own).toEqual({ ipv4: 2 ** 32, ipv6: 2 ** 64 });
  });

  it.each([
    'exists:h.example.com',
    'ptr',
    'a:%{i}.example.com',
    'a:slow.example.com',
    'include:%{i}.example.com',
  ])('%s leaves the number open', async (term) => {
    const zone = { 'example.com': `v=spf1 ${term} -all`, 'slow.example.com': { fails: 'A' as const } };
    expect((await treeOf(zone)).senders.isAtLeast).toBe(true);
  });
});
