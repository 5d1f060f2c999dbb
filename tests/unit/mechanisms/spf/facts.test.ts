import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { DNS_FAILURES } from '../../../../lib/dns/lookup.ts';
import {
  ENDS,
  ROW_STATES,
  SPF_STORED,
  type SpfAnswer,
  type StoredTree,
} from '../../../../lib/mechanisms/spf/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { unknown } from '../../../support/assessments.ts';
import { STRICT_SPF, STRICT_TREE } from '../../../support/spf.ts';

const answer = (change: Partial<SpfAnswer>): SpfAnswer => ({ ...STRICT_SPF, ...change });
const tree = (change: Partial<StoredTree>) => answer({ tree: { ...STRICT_TREE, ...change } });
const row = (change: object) => tree({ rows: [{ ...STRICT_TREE.rows[0]!, ...change }] });

const FOUND: readonly unknown[] = [
  PENDING,
  ...DNS_FAILURES.map((reason) => unknown(reason, 'x')),
  ...(['found', 'absent', 'invalid'] as const).map((state) => answer({ state })),
  answer({ tree: null, texts: [], problems: [{ code: 'spf-absent', parameters: {} }], authentic: true }),
  ...ENDS.map((end) => tree({ end })),
  ...ROW_STATES.map((state) => row({ state })),
  ...['include', 'redirect', 'a', 'mx', 'ptr', 'exists'].map((kind) => row({ kind })),
  ...DNS_FAILURES.map((reason) => row({ reason })),
  row({ target: null, provider: 'Google', hosts: null, isAtLeast: true, letsAllIn: true, depth: 100 }),
  tree({
    eleventh: { name: 'x.example', term: 'mx', offset: 7, path: ['include:x.example'], behind: ['mx'] },
  }),
  tree({ dangling: [{ target: 'a.b.example', registrable: 'b.example' }], isAtLeast: true }),
  tree({ own: { ipv4: 0, ipv6: 2 ** 60 }, providers: [{ name: 'Google', ipv4: 5, ipv6: 6 }] }),
  tree({ isAmountAtLeast: true, letsMostIn: true, leftOut: 4 }),
];

const read = (value: unknown) => {
  const parsed = safeParse(SPF_STORED.spf, JSON.parse(JSON.stringify(value)));
  return parsed.success ? parsed.output : null;
};

describe('what is found fits its shape in storage', () => {
  it.each(FOUND)('%#', (value) => {
    expect(read(value)).toEqual(value);
  });
});

describe('anything else counts as not there', () => {
  it.each<[why: string, value: unknown]>([
    ['nothing', {}],
    ['another state', { ...STRICT_SPF, state: 'x' }],
    ['another end', tree({ end: 'x' as 'pass' })],
    ['another state of a row', row({ state: 'x' })],
    ['a term of another kind', row({ kind: 'ip4' })],
    ['deeper than any tree is followed', row({ depth: 101 })],
    ['a code that there is not', answer({ problems: [{ code: 'x' as 'spf-absent', parameters: {} }] })],
    ['no number of octets', answer({ octets: -1 })],
  ])('%s', (_, value) => {
    expect(read(value)).toBeNull();
  });
});
