import type { Scored, ScoredWith } from '../../mechanism.ts';
import type { MxParts } from '../mx/facts.ts';
import type { DkimParts } from './facts.ts';
import { judgeDkim, type DkimHeadline } from './judge.ts';

/**
 * What the keys that were found earn. Selectors cannot be listed, so that to have met none says nothing, unless the zone says that there are none (RFC 8020 §2).
 * Pure.
 */
export function scoreDkim(
  parts: DkimParts,
  needed: MxParts,
  context: ScoredWith<DkimHeadline>,
): readonly Scored[] {
  const { headline } = context;
  const part = 'dkim';
  if (headline === 'signed') return [{ part, can: ['strong'] }];
  if (headline === 'forgeable' || headline === 'testing' || headline === 'none')
    return [{ part, can: [headline] }];
  const { findings } = judgeDkim(parts, needed, context);
  const isWeak = headline === 'unusable' && findings.some(({ code }) => code === 'dkim-key-too-short');
  return [{ part, can: isWeak ? ['weak'] : [] }];
}
