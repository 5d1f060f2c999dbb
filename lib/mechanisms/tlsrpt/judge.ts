import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';
import type { StsParts } from '../mta-sts/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { TlsrptParts } from './facts.ts';
import { TLSRPT_PROBLEMS, type TlsrptProblemCode } from './problems.ts';
import { domainOfReportUri, isReportUri } from '../../text/report-uri.ts';

/** Whether anybody hears of failures, in one word each. */
export const TLSRPT_HEADLINES = {
  reported: { tone: 'good' },
  unusable: { tone: 'bad' },
  invalid: { tone: 'bad' },
  absent: { tone: 'idle' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type TlsrptHeadline = keyof typeof TLSRPT_HEADLINES;

/** Everything worth saying about where failures are reported. Pure. */
export function judgeTlsrpt(
  { tlsrpt }: TlsrptParts,
  { stsRecord, mx }: StsParts & MxParts,
  { policyDomain }: JudgedWith,
): Judgement<TlsrptHeadline, TlsrptProblemCode> {
  const findings = new Problems(TLSRPT_PROBLEMS);
  if (tlsrpt.state === 'unavailable') findings.add('tlsrpt-unavailable', { reason: tlsrpt.reason });
  else if (tlsrpt.state !== 'pending') findings.list.push(...tlsrpt.problems);
  // Without a policy there is nothing that reports could tell.
  const isAnnounced = stsRecord.state === 'found' || stsRecord.state === 'invalid';
  if (tlsrpt.state === 'absent' && isAnnounced && mx.state !== 'absent') findings.add('tlsrpt-absent');
  if (tlsrpt.state === 'found')
    for (const uri of tlsrpt.value.rua)
      if (/^mailto:/i.test(uri) && domainOfReportUri(uri)?.toLowerCase() === policyDomain)
        findings.add('tlsrpt-rua-same-domain', { uri });
  return { headline: headlineOf(tlsrpt), findings: findings.list };
}

function headlineOf(tlsrpt: TlsrptParts['tlsrpt']): TlsrptHeadline {
  if (tlsrpt.state === 'pending') return 'checking';
  if (tlsrpt.state === 'unavailable') return 'unknown';
  if (tlsrpt.state !== 'found') return tlsrpt.state;
  return tlsrpt.value.rua.some(isReportUri) ? 'reported' : 'unusable';
}
