import { describe, expect, it } from 'vitest';
import { MOST_LISTED, MOST_ROWS, type StoredTree } from '../../../../lib/mechanisms/spf/facts.ts';
import { spfFactsOf } from '../../../support/spf.ts';
import type { Zone } from '../../../support/spf-world.ts';

const HOST: Zone = { 'h.example.com': { A: '198.41.0.4' } };

/** What is kept of the tree of a record that can be read. */
async function treeOf(record: string, zone: Zone = {}): Promise<StoredTree> {
  const facts = await spfFactsOf({ 'example.com': `v=spf1 ${record}`, ...HOST, ...zone });
  if (facts.state !== 'found' || facts.tree === null) throw new Error(facts.state);
  return facts.tree;
}

const OPEN: Zone = { 'open.example.com': 'v=spf1 +all' };

describe('what a stranger comes to', () => {
  it.each<[why: string, record: string, zone: Zone, end: StoredTree['end'], by?: string | null]>([
    ['a refusal', 'mx -all', {}, 'fail'],
    ['a suspicion', 'mx ~all', {}, 'softfail'],
    ['nothing', 'mx ?all', {}, 'neutral'],
    ['no end, which says nothing', 'mx', {}, 'neutral'],
    ['a pass', 'a:h.example.com +all', {}, 'pass'],
    ['a pass, unless an earlier term refuses (RFC 7208 A.4)', '-a:h.example.com all', {}, 'others'],
    [
      'another record',
      'redirect=r.example.com',
      { 'r.example.com': 'v=spf1 -all' },
      'fail',
      'redirect=r.example.com',
    ],
    ['one that there is not', 'redirect=r.example.com', {}, 'error', 'redirect=r.example.com'],
    [
      'one that nobody can read',
      'redirect=r.example.com',
      { 'r.example.com': 'v=spf1 foo' },
      'error',
      'redirect=r.example.com',
    ],
    [
      'one that does not answer',
      'redirect=r.example.com',
      { 'r.example.com': { fails: 'TXT' } },
      'unknown',
      'redirect=r.example.com',
    ],
    [
      'one that a message alone tells',
      'redirect=%{l}.example.com',
      {},
      'unknown',
      'redirect=%{l}.example.com',
    ],
    ['a name that matches everybody', '?exists:h.example.com -all', {}, 'neutral', '?exists:h.example.com'],
    ['the same, where it refuses', '-exists:h.example.com ~all', {}, 'fail', '-exists:h.example.com'],
    ['not a name that is not there', '?exists:x.example.com -all', {}, 'fail'],
    ['not one that lets in, which is told by itself', 'exists:h.example.com -all', {}, 'fail'],
    [
      'a record that lets everybody in',
      '~include:open.example.com -all',
      OPEN,
      'softfail',
      '~include:open.example.com',
    ],
    [
      'the first of two',
      '~exists:h.example.com ?include:open.example.com -all',
      OPEN,
      'softfail',
      '~exists:h.example.com',
    ],
    ['not a record that refuses', '?include:r.example.com -all', { 'r.example.com': 'v=spf1 -all' }, 'fail'],
    [
      'a range of everybody of one family, as the weaker end',
      '~ip4:0.0.0.0/0 -all',
      {},
      'softfail',
      '~ip4:0.0.0.0/0',
    ],
    ['the end, where that is the weaker', '~ip6:::/0 ?all', {}, 'neutral'],
    ['the weaker of two families', '~ip4:0.0.0.0/0 ?ip6:::/0 -all', {}, 'neutral', '?ip6:::/0'],
    [
      'the weaker of one and a name behind it',
      '?ip4:0.0.0.0/0 -exists:h.example.com -all',
      {},
      'neutral',
      '?ip4:0.0.0.0/0',
    ],
    ['a range around a host', '?a:h.example.com/0 -all', {}, 'neutral', '?a:h.example.com/0'],
    [
      'one of IPv6',
      '?a:six.example.com//0 -all',
      { 'six.example.com': { AAAA: '2a00:1450::1' } },
      'neutral',
      '?a:six.example.com//0',
    ],
    ['not around a host without such an address', '?a:h.example.com//0 -all', {}, 'fail'],
    ['nor around one that is not there', '?a:x.example.com/0 -all', {}, 'fail'],
    [
      'a pass behind a refusal that a record of others may take back',
      'mx -include:open.example.com +all',
      OPEN,
      'others',
    ],
    ['not half of everybody', '?ip4:0.0.0.0/1 -all', {}, 'fail'],
    [
      'an error behind a range stays one',
      '~ip4:0.0.0.0/0 redirect=r.example.com',
      {},
      'error',
      'redirect=r.example.com',
    ],
  ])('%s', async (_, record, zone, end, by = null) => {
    const tree = await treeOf(record, zone);
    expect([tree.end, tree.endBy]).toEqual([end, by]);
  });
});

describe('a row says what became of its term', () => {
  it.each<[why: string, record: string, zone: Zone, row: object]>([
    ['an address', 'a:h.example.com -all', {}, { kind: 'a', state: 'found', reason: null, hosts: null }],
    [
      'mail servers, with their number',
      'mx -all',
      { 'example.com': { TXT: 'v=spf1 mx -all', MX: '1 h.example.com' } },
      { kind: 'mx', state: 'found', hosts: 1 },
    ],
    [
      'no answer, and why',
      'a:x.example.com -all',
      { 'x.example.com': { fails: 'A' } },
      { state: 'unavailable', reason: 'timeout' },
    ],
    ['nothing there', 'a:x.example.com -all', {}, { state: 'void' }],
    [
      'a record',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -all' },
      { state: 'found', reason: null, depth: 0 },
    ],
    ['none', 'include:i.example.com -all', {}, { state: 'none' }],
    [
      'a record that does not answer',
      'include:i.example.com -all',
      { 'i.example.com': { fails: 'TXT' } },
      { state: 'unavailable', reason: 'timeout', isAtLeast: true },
    ],
    [
      'a name that a message alone tells',
      'exists:%{i}.example.com -all',
      {},
      { state: 'open', target: null },
    ],
    [
      'names of an address, which nobody asks for here',
      'ptr:h.example.com -all',
      {},
      { kind: 'ptr', state: 'unasked' },
    ],
  ])('%s', async (_, record, zone, row) => {
    expect((await treeOf(record, zone)).rows[0]).toMatchObject(row);
  });

  it.each<[count: number, state: string]>([
    [10, 'found'],
    [11, 'too-many'],
  ])('of %i mail servers: %s (RFC 7208 §4.6.4)', async (count, state) => {
    const MX = Array.from({ length: count }, (_, index) => `${index} h.example.com`);
    const { rows } = await treeOf('', { 'example.com': { TXT: 'v=spf1 mx -all', MX } });
    expect(rows[0]).toMatchObject({ state, hosts: count });
  });

  it('terms that look nothing up have none, nor have those that nobody reaches', async () => {
    const { rows } = await treeOf('ip4:198.41.0.1 a:h.example.com exp=x.example.com -all mx');
    expect(rows.map(({ term }) => term)).toEqual(['a:h.example.com']);
  });
});

describe('a row lets everybody in', () => {
  const ANY = 'v=spf1 +all';
  const NONE = 'v=spf1 -all';
  it.each<[why: string, record: string, zone: Zone, letsAllIn: boolean]>([
    ['an include of +all', 'include:i.example.com -all', { 'i.example.com': ANY }, true],
    ['of -all', 'include:i.example.com -all', { 'i.example.com': NONE }, false],
    ['of +all, of which nothing is said', '?include:i.example.com -all', { 'i.example.com': ANY }, false],
    ['a redirect to it', 'redirect=i.example.com', { 'i.example.com': ANY }, true],
    [
      '+all behind what a stranger does not match',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -a:h.example.com -include:j.example.com +all', 'j.example.com': NONE },
      true,
    ],
    [
      'behind what everybody matches, and is refused',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -include:j.example.com +all', 'j.example.com': ANY },
      false,
    ],
    [
      'behind an include that there is not',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -include:j.example.com +all' },
      true,
    ],
    [
      'behind one that only a message tells',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -include:%{l}.example.com +all' },
      true,
    ],
    [
      'behind one that hands over to +all',
      'include:i.example.com -all',
      {
        'i.example.com': 'v=spf1 -include:j.example.com +all',
        'j.example.com': 'v=spf1 redirect=k.example.com',
        'k.example.com': ANY,
      },
      false,
    ],
    [
      'behind one that hands over to -all',
      'include:i.example.com -all',
      {
        'i.example.com': 'v=spf1 -include:j.example.com +all',
        'j.example.com': 'v=spf1 redirect=k.example.com',
        'k.example.com': NONE,
      },
      true,
    ],
    [
      'behind one that hands over to what a message tells',
      'include:i.example.com -all',
      {
        'i.example.com': 'v=spf1 -include:j.example.com +all',
        'j.example.com': 'v=spf1 redirect=%{l}.example.com',
      },
      true,
    ],
    [
      'behind one without an end',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -include:j.example.com +all', 'j.example.com': 'v=spf1 mx' },
      true,
    ],
    [
      'behind a name that is there for everybody',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -exists:h.example.com +all' },
      false,
    ],
    [
      'behind one that is not',
      'include:i.example.com -all',
      { 'i.example.com': 'v=spf1 -exists:x.example.com +all' },
      true,
    ],
    ['a name that is there for everybody (RFC 7208 §5.7)', 'exists:h.example.com -all', {}, true],
    ['one that is not', 'exists:x.example.com -all', {}, false],
    ['one of which nothing is said', '?exists:h.example.com -all', {}, false],
    ['a host', 'a:h.example.com -all', {}, false],
    ['a name that each sender chooses (RFC 7208 §7.2)', 'a:%{h} -all', {}, true],
    ['one that refuses', '-a:%{h} -all', {}, false],
    ['a redirect to one', 'redirect=%{h}', {}, true],
    ['a name that only ends as the owner wrote it', 'exists:%{i}._spf.%{d} -all', {}, false],
  ])('%s', async (_, record, zone, letsAllIn) => {
    expect((await treeOf(record, zone)).rows[0]?.letsAllIn).toBe(letsAllIn);
  });
});

describe('half of all addresses may send', () => {
  it.each<[why: string, record: string, zone: Zone, letsMostIn: boolean]>([
    ['half of IPv4', 'ip4:0.0.0.0/1 -all', {}, true],
    ['a quarter', 'ip4:0.0.0.0/2 -all', {}, false],
    ['half of what is given out of IPv6', 'ip6:2000::/4 -all', {}, true],
    ['a quarter of that', 'ip6:2000::/5 -all', {}, false],
    [
      'a quarter, and another one of somebody else',
      'ip4:0.0.0.0/2 include:i.other.example -all',
      { 'i.other.example': 'v=spf1 ip4:64.0.0.0/2 -all' },
      true,
    ],
    ['a quarter of IPv4 and one of IPv6', 'ip4:0.0.0.0/2 ip6:2000::/5 -all', {}, false],
  ])('%s', async (_, record, zone, letsMostIn) => {
    expect((await treeOf(record, zone)).letsMostIn).toBe(letsMostIn);
  });
});

describe('what is kept has an end', () => {
  it('of rows', async () => {
    const { rows, count } = await treeOf(`${'a:h.example.com '.repeat(MOST_ROWS + 1)}-all`);
    expect([rows.length, count]).toEqual([MOST_ROWS, MOST_ROWS + 1]);
  });

  it('of what stands behind the eleventh', async () => {
    const behind = Array.from({ length: MOST_LISTED + 1 }, (_, index) => `ip4:198.41.0.${index}`).join(' ');
    const { eleventh } = await treeOf(`${'a:h.example.com '.repeat(11)}${behind} -all`);
    expect(eleventh?.behind).toHaveLength(MOST_LISTED);
  });
});

describe('terms with ranges that are enormous, in the records that it leads to', () => {
  const wide = { 'r.example.com': 'v=spf1 ip4:64.0.0.0/2 a:h.example.com/4 ip4:17.0.0.0/8 -all' };
  it.each<[why: string, record: string, zone: Zone, terms: readonly string[]]>([
    ['are not its own', 'ip4:64.0.0.0/2 -all', {}, []],
    ['of an include', 'include:r.example.com -all', wide, ['ip4:64.0.0.0/2', 'a:h.example.com/4']],
    ['of a redirect', 'redirect=r.example.com', wide, ['ip4:64.0.0.0/2', 'a:h.example.com/4']],
    ['not of one that lets nobody in', '~include:r.example.com -all', wide, []],
  ])('%s', async (_, record, zone, terms) => {
    const { enormous } = await treeOf(record, zone);
    expect(enormous).toEqual(terms.map((term) => ({ name: 'r.example.com', term })));
  });
});
