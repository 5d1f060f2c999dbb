import { expect, it } from 'vitest';
import type { SpfParts, StoredTree } from '../../../../lib/mechanisms/spf/facts.ts';
import { SPF_HEADLINES, type SpfHeadline } from '../../../../lib/mechanisms/spf/judge.ts';
import { scoreSpf } from '../../../../lib/mechanisms/spf/score.ts';
import { unknown } from '../../../support/assessments.ts';
import { STRICT_SPF, STRICT_TREE } from '../../../support/spf.ts';

const endsWith = (end: StoredTree['end']): SpfParts['spf'] => ({
  ...STRICT_SPF,
  tree: { ...STRICT_TREE, end },
});
const withoutTree: SpfParts['spf'] = { ...STRICT_SPF, state: 'invalid', tree: null };

it.each<[why: string, headline: SpfHeadline, spf: SpfParts['spf'], can: readonly string[]]>([
  ['nothing is known yet', 'checking', { state: 'pending' }, []],
  ['DNS did not answer', 'unknown', unknown(), []],
  ['an include did not answer, behind it stands -all', 'unknown', endsWith('fail'), []],
  [
    'an include did not answer, and whatever it says, +all lets the rest in',
    'unknown',
    endsWith('others'),
    ['open'],
  ],
  ['the same while it is still asked for', 'checking', endsWith('others'), ['open']],
  ['it did not answer, and ?all refuses nobody', 'unknown', endsWith('neutral'), ['neutral', 'open']],
  ['no tree: a record that cannot be read', 'unknown', withoutTree, []],
])('unknown: %s', (_, headline, spf, can) => {
  expect(scoreSpf({ spf }, { headline })).toEqual([{ part: 'spf', can }]);
});

const HEADLINES = Object.keys(SPF_HEADLINES) as SpfHeadline[];

it.each(HEADLINES.filter((headline) => headline !== 'unknown' && headline !== 'checking'))(
  '%s earns what it says, and +all behind a term that refuses somebody no more than +all',
  (headline) => {
    expect(scoreSpf({ spf: endsWith('fail') }, { headline })).toEqual([{ part: 'spf', can: [headline] }]);
    expect(scoreSpf({ spf: withoutTree }, { headline })).toEqual([{ part: 'spf', can: [headline] }]);
    expect(scoreSpf({ spf: endsWith('others') }, { headline })).toEqual([{ part: 'spf', can: ['open'] }]);
  },
);
