import type { Scored, ScoredWith } from '../../mechanism.ts';
import type { SpfParts } from './facts.ts';
import type { SpfHeadline } from './judge.ts';

type Outcome = Extract<Scored, { readonly part: 'spf' }>['can'][number];

/** What the record earns (RFC 7208 §4.6.4). `~all` earns as much as `-all`: what becomes of the mail is left to DMARC. Pure. */
export function scoreSpf(
  { spf }: SpfParts,
  { headline }: Pick<ScoredWith<SpfHeadline>, 'headline'>,
): Scored[] {
  if (headline === 'unknown' || headline === 'checking') return [{ part: 'spf', can: possible({ spf }) }];
  // `+all` lets everybody in whom no term before it names.
  const isOpen = 'tree' in spf && spf.tree?.end === 'others';
  return [{ part: 'spf', can: [isOpen ? 'open' : headline] }];
}

/** What a record in which something did not answer may come to: no better than its own end. */
function possible({ spf }: SpfParts): Outcome[] {
  const end = 'tree' in spf ? spf.tree?.end : undefined;
  if (end === 'others') return ['open'];
  return end === 'neutral' ? ['neutral', 'open'] : [];
}
