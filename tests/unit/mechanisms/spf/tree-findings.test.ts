import { describe, expect, it } from 'vitest';
import type { StoredTree, TreeRow } from '../../../../lib/mechanisms/spf/facts.ts';
import { treeFindings } from '../../../../lib/mechanisms/spf/tree-findings.ts';
import { expectSoundProblems } from '../../../support/sound.ts';
import { spfFactsOf, STRICT_TREE } from '../../../support/spf.ts';

const [ROW] = STRICT_TREE.rows as [TreeRow];
const NAME = 'example.com';
const include = (change: Partial<TreeRow>): TreeRow => ({
  ...ROW,
  kind: 'include',
  term: 'include:i.example',
  target: 'i.example',
  hosts: null,
  ...change,
});

function found(change: Partial<StoredTree>): [code: string, parameters: object][] {
  const problems = treeFindings({ ...STRICT_TREE, ...change });
  expectSoundProblems(problems, '');
  return problems.map(({ code, parameters }) => [code, parameters]);
}

describe('of a row is said', () => {
  const target = 'i.example';
  it.each<[why: string, row: TreeRow, said: [code: string, parameters: object][]]>([
    ['nothing where a mail server is found', ROW, []],
    ['nothing where a record is', include({}), []],
    ['that there is no record', include({ state: 'none' }), [['spf-include-none', { target, name: NAME }]]],
    [
      'that there are several',
      include({ state: 'several' }),
      [['spf-include-several', { target, name: NAME }]],
    ],
    [
      'that nobody can read it',
      include({ state: 'invalid' }),
      [['spf-include-invalid', { target, name: NAME }]],
    ],
    ['that it leads back', include({ state: 'loop' }), [['spf-include-loop', { target, name: NAME }]]],
    [
      'that it does not answer, and why',
      include({ state: 'unavailable', reason: 'servfail' }),
      [['spf-include-unavailable', { target, reason: 'servfail' }]],
    ],
    [
      'that it lets everybody in',
      include({ letsAllIn: true }),
      [['spf-include-all-pass', { target, name: NAME }]],
    ],
    [
      'the same of a name that is there for everybody',
      { ...ROW, kind: 'exists', term: 'exists:e.example', target: 'e.example', hosts: null, letsAllIn: true },
      [['spf-exists-always', { term: 'exists:e.example', name: NAME }]],
    ],
    [
      'that a message alone tells its name',
      include({ state: 'open', target: null, term: 'include:%{l}.example' }),
      [['spf-macro-not-expandable', { term: 'include:%{l}.example' }]],
    ],
    [
      'that each sender chooses its name, in a record that the first leads to',
      include({ state: 'open', target: null, term: 'include:%{h}', letsAllIn: true, depth: 1 }),
      [['spf-name-theirs', { term: 'include:%{h}' }]],
    ],
    [
      'nothing of the same in the first, whose text says so',
      include({ state: 'open', target: null, term: 'include:%{h}', letsAllIn: true }),
      [],
    ],
    [
      'that there are too many mail servers',
      { ...ROW, state: 'too-many', hosts: 11 },
      [['spf-mx-too-many', { target: NAME, count: 11 }]],
    ],
    ['that none takes mail', { ...ROW, hosts: 0 }, [['spf-void-lookup', { target: NAME }]]],
    [
      'that a name has no address',
      { ...ROW, kind: 'a', state: 'void', hosts: null },
      [['spf-void-lookup', { target: NAME }]],
    ],
    ['nothing of a host that is found', { ...ROW, kind: 'a', hosts: null }, []],
  ])('%s', (_, row, said) => {
    expect(found({ rows: [row] })).toEqual(said);
  });

  it('each thing once for a record, however often the term stands in it', () => {
    const none = include({ state: 'none' });
    expect(found({ rows: [none, none] })).toHaveLength(1);
    expect(found({ rows: [none, { ...none, name: 'b.example' }] }).map(([code]) => code)).toEqual([
      'spf-include-none',
      'spf-include-none',
    ]);
  });
});

describe('names without a record count together (RFC 7208 §4.6.4)', () => {
  const empty = (target: string): TreeRow => ({
    ...ROW,
    kind: 'a',
    term: `a:${target}`,
    target,
    state: 'void',
    hosts: null,
  });
  it.each<[targets: string[], said: [string, object][]]>([
    [
      ['a.example', 'b.example'],
      [
        ['spf-void-lookup', { target: 'a.example' }],
        ['spf-void-lookup', { target: 'b.example' }],
      ],
    ],
    [['a.example', 'a.example'], [['spf-void-lookup', { target: 'a.example' }]]],
    [
      ['a.example', 'b.example', 'a.example'],
      [['spf-too-many-void-lookups', { count: 3, names: 'a.example, b.example' }]],
    ],
  ])('%j', (targets, said) => {
    const all = treeFindings({ ...STRICT_TREE, rows: targets.map(empty) });
    const each = all.map(({ code, parameters }) => [code, parameters]);
    const codes = said.map(([code]) => code);
    expect(new Set(each.map(([code]) => code))).toEqual(new Set(codes));
    expect(each[0]).toEqual(said[0]);
  });

  it('one that anybody can buy is said as such alone', () => {
    const dangling = [{ target: 'a.example', registrable: 'a.example' }];
    expect(found({ rows: [empty('a.example')], dangling })).toEqual([['spf-include-dangling', dangling[0]]]);
  });
});

describe('of the whole is said', () => {
  const eleventh = { name: NAME, term: 'a:z.example', offset: 7, path: [], behind: ['mx', 'a:b.example'] };
  it.each<[why: string, change: Partial<StoredTree>, said: [code: string, parameters: object][]]>([
    ['nothing at seven', { count: 7 }, []],
    ['that eight are near ten', { count: 8 }, [['spf-lookups-near-limit', { count: 8 }]]],
    ['nine', { count: 9 }, [['spf-lookups-near-limit', { count: 9 }]]],
    ['that ten are all', { count: 10 }, [['spf-lookups-at-limit', {}]]],
    [
      'that eleven are too many',
      { count: 11, eleventh },
      [['spf-too-many-lookups', { count: 11, term: 'a:z.example', name: NAME, behind: 'mx, a:b.example' }]],
    ],
    ['nothing of a hundred thousand addresses', { own: { ipv4: 100_000, ipv6: 0 } }, []],
    ['how many more are', { own: { ipv4: 100_001, ipv6: 0 } }, [['spf-addresses-many', { count: 100_001 }]]],
    ['how much was not looked at', { leftOut: 3 }, [['spf-left-out', { count: 3 }]]],
  ])('%s', (_, change, said) => {
    expect(found(change)).toEqual(said);
  });
});

describe('what mail servers and hosts lead to', () => {
  const codesOf = async (zone: Parameters<typeof spfFactsOf>[0]) => {
    const facts = await spfFactsOf(zone);
    return facts.state === 'found' && facts.tree ? treeFindings(facts.tree).map(({ code }) => code) : null;
  };
  const withMx = (MX: string | readonly string[]) => ({ [NAME]: { TXT: 'v=spf1 mx -all', MX } });
  it.each<[why: string, zone: Parameters<typeof spfFactsOf>[0], codes: readonly string[]]>([
    ['one has an address', { ...withMx('1 m.example.com'), 'm.example.com': { A: '198.41.0.4' } }, []],
    [
      'it has one of IPv6 alone',
      { ...withMx('1 m.example.com.'), 'm.example.com': { AAAA: '2001:500::1' } },
      [],
    ],
    [
      'one of two has none',
      { ...withMx(['1 m.example.com', '2 n.example.com']), 'n.example.com': { A: '198.41.0.4' } },
      [],
    ],
    [
      'one of two does not answer',
      {
        ...withMx(['1 m.example.com', '2 n.example.com']),
        'm.example.com': { fails: 'all' },
        'n.example.com': { A: '198.41.0.4' },
      },
      [],
    ],
    [
      'none answers',
      { ...withMx('1 m.example.com'), 'm.example.com': { fails: 'all' } },
      ['spf-include-unavailable'],
    ],
    ['none has any', withMx(['1 m.example.com', '2 n.example.com']), ['spf-void-lookup']],
    [
      'one has none, the other does not answer',
      { ...withMx(['1 m.example.com', '2 n.example.com']), 'n.example.com': { fails: 'all' } },
      ['spf-include-unavailable'],
    ],
    ['a null MX (RFC 7505)', withMx('0 .'), ['spf-void-lookup']],
    [
      'a name for everybody with IPv6 alone, which is none (RFC 7208 §5.7)',
      { [NAME]: 'v=spf1 exists:h.example.com -all', 'h.example.com': { AAAA: '2001:500::1' } },
      ['spf-void-lookup'],
    ],
  ])('%s', async (_, zone, codes) => {
    expect(await codesOf(zone)).toEqual(codes);
  });
});
