import type { Scored, ScoredWith } from '../../mechanism.ts';
import type { StsParts } from '../mta-sts/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { TlsrptHeadline } from './judge.ts';

/** The point that reports are worth beside a policy; without one nothing is reported that anybody could act on. Pure. */
export function scoreTlsrpt(
  { mx, policy }: MxParts & Pick<StsParts, 'policy'>,
  { headline }: Pick<ScoredWith<TlsrptHeadline>, 'headline'>,
): Scored[] {
  // A policy of a domain that takes no mail is one too many.
  if (mx.state === 'absent') return [{ part: 'tlsrpt', can: ['no-mail'] }];
  const isUnknown = headline === 'unknown' || headline === 'checking';
  const isReported = headline === 'reported';
  const part = 'tlsrpt';
  if (!isUnknown && !isReported) return [{ part, can: ['none'] }];
  if (mx.state !== 'found' || policy.state === 'unavailable' || policy.state === 'pending')
    return [{ part, can: [] }];
  if (policy.state !== 'found' || policy.value.mode === 'none') return [{ part, can: ['none'] }];
  return [{ part, can: isUnknown ? [] : ['reported'] }];
}
