import { faultIn, type ValidationFault } from '../../dns/security.ts';
import type { Judgement, JudgedWith } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';
import type { DnssecFacts, DnssecParts } from './facts.ts';
import { DNSSEC_PROBLEMS, type DnssecProblemCode } from './problems.ts';

/** Whether the answers about a domain are signed and validate, in one word each. */
export const DNSSEC_HEADLINES = {
  secure: { tone: 'good' },
  insecure: { tone: 'idle' },
  // Nobody can sign a name that does not exist.
  'no-domain': { tone: 'idle' },
  bogus: { tone: 'bad' },
  'not-validating': { tone: 'ask' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type DnssecHeadline = keyof typeof DNSSEC_HEADLINES;

const CODES: Readonly<Record<ValidationFault, DnssecProblemCode>> = {
  expired: 'dnssec-signature-expired',
  future: 'dnssec-signature-future',
  key: 'dnssec-key-missing',
  missing: 'dnssec-signature-missing',
  denial: 'dnssec-denial-incomplete',
};

/** Everything worth saying about how the answers are signed. Pure. */
export function judgeDnssec(
  { dnssec }: DnssecParts,
  { mx }: MxParts,
  { policyDomain }: JudgedWith,
): Judgement<DnssecHeadline, DnssecProblemCode> {
  const findings = new Problems(DNSSEC_PROBLEMS);
  if (dnssec.state === 'pending') return { headline: 'checking', findings: [] };
  const { validates, resolver, domain } = dnssec;
  if (validates === false) findings.add('dnssec-resolver-not-validating', { resolver });
  for (const [name, detail] of bogusNames(dnssec, policyDomain)) {
    const code = codeOf(detail);
    findings.add(code, code === 'dnssec-bogus' ? { name, detail } : { name });
  }
  const isThere = !(mx.state === 'absent' && mx.reason === 'nxdomain');
  // Without a resolver that validates, no AD says nothing: a signed zone would look the same.
  if (isThere && domain.state === 'insecure' && validates === true)
    findings.add('dnssec-insecure', { zone: policyDomain });
  if (isThere && domain.state === 'secure') findings.add('dnssec-secure', { zone: policyDomain });
  return { headline: isThere ? headlineOf(dnssec) : 'no-domain', findings: findings.list };
}

/** The code for what the resolver names. */
function codeOf(detail: string): DnssecProblemCode {
  const fault = faultIn(detail);
  return fault === null ? 'dnssec-bogus' : CODES[fault];
}

function headlineOf({ domain, mx, validates }: DnssecFacts): DnssecHeadline {
  if (domain.state === 'bogus' || mx.state === 'bogus') return 'bogus';
  if (validates === false) return 'not-validating';
  if (domain.state === 'secure') return 'secure';
  if (domain.state === 'insecure' && validates === true) return 'insecure';
  return 'unknown';
}

/** Each name whose data fails validation, once, with the resolver's own words or none. */
function bogusNames(
  { domain, mx, policyHost, hosts }: DnssecFacts,
  policyDomain: string,
): Map<string, string> {
  const all = [
    { name: policyDomain, security: domain },
    { name: policyDomain, security: mx },
    ...(policyHost ? [{ name: `mta-sts.${policyDomain}`, security: policyHost }] : []),
    ...hosts,
  ];
  const bogus = new Map<string, string>();
  for (const { name, security } of all)
    if (security.state === 'bogus' && !bogus.has(name)) bogus.set(name, security.detail ?? '');
  return bogus;
}
