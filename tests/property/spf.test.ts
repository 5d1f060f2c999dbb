import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHost } from '../../lib/mechanisms/spf/check-host.ts';
import { judgeSpf } from '../../lib/mechanisms/spf/judge.ts';
import { parseSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import { spfTree } from '../../lib/mechanisms/spf/tree.ts';
import { host, mxOf } from '../support/assessments.ts';
import { expectSoundProblems } from '../support/sound.ts';
import { spfFactsOf } from '../support/spf.ts';
import { spfWorld, type Zone } from '../support/spf-world.ts';
import * as any from './generators.ts';
import { isSpfTextRecord } from './spf-grammar.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'].map((label) => `${label}.example.com`);
const name = fc.constantFrom(...NAMES, 'nix.example.com', 'gone.example.org');
const macro = fc.constantFrom('%{d}', '%{ir}.%{v}._spf.%{d2}', '%{l1r+-}.x.%{o}', '%{p}', 'x.%%.%{H}');
const spec = fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: macro });
const cidr = fc.constantFrom('', '', '/24', '//64', '/0//0', '/32//128');
const mechanism = fc.oneof(
  fc.constantFrom('ip4:192.0.2.0/24', 'ip4:198.41.0.4', 'ip6:2001:db8::/32', 'ip6:::', 'a', 'mx', 'ptr'),
  fc.tuple(fc.constantFrom('a', 'mx'), spec, cidr).map(([kind, to, bits]) => `${kind}:${to}${bits}`),
  fc.tuple(fc.constantFrom('include', 'exists', 'ptr'), spec).map(([kind, to]) => `${kind}:${to}`),
);
const directive = fc
  .tuple(fc.constantFrom('', '', '-', '~', '?', '+'), mechanism)
  .map((parts) => parts.join(''));
const end = fc.oneof(
  fc.constantFrom('-all', '~all', '?all', '+all', ''),
  name.map((to) => `redirect=${to}`),
);
const record = fc
  .tuple(fc.array(directive, { maxLength: 5 }), end)
  .map(([terms, last]) => ['v=spf1', ...terms, last].filter(Boolean).join(' '));

/** Records at each of the names and at the domain, of which some have addresses and mail servers. */
const zone: fc.Arbitrary<Zone> = fc
  .tuple(
    fc.array(record, { minLength: 6, maxLength: 6 }),
    fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  )
  .map(([records, isHost]) =>
    Object.fromEntries(
      ['example.com', ...NAMES].map((each, index) => [
        each,
        { TXT: records[index] ?? '', ...(isHost[index] ? { A: '192.0.2.9', MX: '10 a.example.com' } : {}) },
      ]),
    ),
  );

describe('parseSpfRecord', () => {
  it('reads every record of the grammar, and its terms once more', () => {
    fc.assert(
      fc.property(record, (text) => {
        const parsed = parseSpfRecord(text);
        expect(isSpfTextRecord(text)).toBe(true);
        expect(parsed.state).toBe('valid');
        const printed = parsed.state === 'valid' ? parsed.value.terms.map((term) => term.text) : [];
        expect(['v=spf1', ...printed].join(' ')).toBe(text);
      }),
    );
  });

  it('takes what the grammar has, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          any.nearly(record, 'v=spf1 :/%{}idr.-+~?all,;\t0123é'),
          any.anyText([
            'v=spf1',
            ' ',
            'a',
            ':',
            '/',
            '24',
            '%{',
            'd',
            '}',
            '.com',
            'ip4:',
            '1.2.3.4',
            '-all',
            '=',
            'exp=',
            'é',
          ]),
        ),
        (text) => {
          const parsed = parseSpfRecord(text);
          expectSoundProblems(parsed.problems, text);
          expect(parsed.state === 'valid').toBe(isSpfTextRecord(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('spfTree', () => {
  it('asks at most sixty questions, and its count adds up', async () => {
    await fc.assert(
      fc.asyncProperty(zone, async (each) => {
        const { lookUp, asked } = spfWorld(each);
        const { root, count, questions, eleventh } = await spfTree('example.com', lookUp);
        expect(asked.length).toBe(questions);
        expect(questions).toBeLessThanOrEqual(60);
        expect(root.branches.reduce((sum, branch) => sum + branch.count, 0)).toBe(count);
        expect(eleventh !== null).toBe(count > 10);
      }),
      { numRuns: 300 },
    );
  });

  it('one term more in front never makes the count smaller', async () => {
    await fc.assert(
      fc.asyncProperty(zone, directive, async (each, term) => {
        const own = each['example.com'] as { TXT: string };
        const more = { ...each, 'example.com': { ...own, TXT: own.TXT.replace('v=spf1', `v=spf1 ${term}`) } };
        const of = async (world: Zone) => (await spfTree('example.com', spfWorld(world).lookUp)).count;
        // Beyond twenty the tree is not followed, and a look-up in front can push others out of it.
        expect(Math.min(20, await of(more))).toBeGreaterThanOrEqual(Math.min(20, await of(each)));
      }),
      { numRuns: 300 },
    );
  });

  it('what it counts as too much for a stranger, checkHost finds too much', async () => {
    await fc.assert(
      fc.asyncProperty(zone, async (each) => {
        const { lookUp } = spfWorld(each);
        const [{ count, isAtLeast }, { lookUps, result }] = await Promise.all([
          spfTree('example.com', lookUp),
          checkHost({ ip: '203.0.113.77', domain: 'example.com' }, lookUp),
        ]);
        if (!isAtLeast) expect(lookUps).toBeLessThanOrEqual(count);
        if (lookUps > 10) expect(result).toBe('permerror');
      }),
      { numRuns: 300 },
    );
  });
});

const GOOD: ReadonlySet<string> = new Set(['strict', 'closed', 'soft']);

it('what does not answer makes no verdict better', async () => {
  const mx = mxOf(host('mail.example.com'));
  const headlineOf = async (each: Zone) => judgeSpf({ spf: await spfFactsOf(each) }, { mx }).headline;
  await fc.assert(
    fc.asyncProperty(zone, name, async (each, silent) => {
      const before = await headlineOf(each);
      const after = await headlineOf({ ...each, [silent]: { fails: 'all' } });
      if (!GOOD.has(before)) expect(GOOD.has(after)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
