import type { BimiFacts, BimiParts, BimiPlace } from './facts.ts';
import { bimiNameOf, isNone } from './place.ts';
import { BIMI_PROBLEMS, type BimiProblemCode } from './problems.ts';
import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';
import { logoObstacle } from '../../text/logo-obstacle.ts';
import type { DmarcFacts, DmarcParts } from '../dmarc/facts.ts';

/** Whether receivers may show a logo, in one word each. That there is none is no fault. */
export const BIMI_HEADLINES = {
  ready: { tone: 'good' },
  blocked: { tone: 'warn' },
  broken: { tone: 'bad' },
  declined: { tone: 'idle' },
  absent: { tone: 'idle' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type BimiHeadline = keyof typeof BIMI_HEADLINES;

type Findings = Problems<BimiProblemCode>;

/** Everything worth saying about the logo of a domain, as far as DNS tells. Pure. */
export function judgeBimi(
  { bimi }: BimiParts,
  { dmarc }: DmarcParts,
  { policyDomain }: JudgedWith,
): Judgement<BimiHeadline, BimiProblemCode> {
  if (bimi.state === 'pending') return { headline: 'checking', findings: [] };
  const findings: Findings = new Problems(BIMI_PROBLEMS);
  for (const { domain, record } of bimi.places) {
    if (record.state === 'unavailable')
      findings.add('bimi-unavailable', { name: bimiNameOf(domain), reason: record.reason });
    else if (record.state !== 'pending')
      for (const { code, parameters, position } of record.problems) findings.add(code, parameters, position);
  }
  const headline = headlineOf(bimi, dmarc, policyDomain, findings);
  const weak = findings.list.filter(({ code }) => code === 'bimi-weak-dmarc');
  // DMARC says the same of a domain without a logo.
  const explained = weak.map(({ parameters }) => ({ code: 'dmarc-bimi-blocked', parameters }));
  return { headline, findings: findings.list, explained };
}

function headlineOf(
  bimi: BimiFacts,
  dmarc: DmarcParts['dmarc'],
  policyDomain: string,
  findings: Findings,
): BimiHeadline {
  const used = bimi.places.find((place) => !isNone(place));
  if (!used) {
    if (bimi.misplacedAt !== null)
      findings.add('bimi-wrong-place', { at: bimi.misplacedAt, name: bimiNameOf(bimi.misplacedAt) });
    if (!bimi.isAboveKnown) return 'unknown';
    return bimi.places.some(({ record }) => record.state === 'invalid') ? 'broken' : 'absent';
  }
  const { record } = used;
  if (record.state !== 'found') return record.state === 'invalid' ? 'broken' : 'unknown';
  if (record.value.isDeclined) return 'declined';
  noteInherited(used, policyDomain, findings);
  if (dmarc.state === 'pending') return 'checking';
  return byDmarc(dmarc, findings);
}

function noteInherited({ domain }: BimiPlace, policyDomain: string, findings: Findings): void {
  if (domain !== policyDomain.toLowerCase()) findings.add('bimi-inherited', { domain });
}

/** A logo is shown only beside mail that DMARC protects, on the domain and its organizational domain (draft -12 §7.1). */
function byDmarc(dmarc: DmarcFacts, findings: Findings): BimiHeadline {
  if (dmarc.state === 'unavailable') return 'unknown';
  const cause = logoObstacle(dmarc);
  if (dmarc.state !== 'found') findings.add('bimi-no-dmarc');
  else if (cause !== null) findings.add('bimi-weak-dmarc', { cause });
  else {
    if (dmarc.organizationRecord !== null) return 'ready';
    // Its own record says enough; what the domain above has is not known.
    findings.add('bimi-organization', { domain: dmarc.organizationalDomain ?? '' });
    return 'unknown';
  }
  return 'blocked';
}
