import type { ProblemCode } from '../mechanisms.ts';
import type { Assessment } from '../check/assessment.ts';
import { seenOf } from './seen.ts';

/** What must hold at the place of the policy (RFC 8461 §3.3), in the order in which a sender comes to it. */
export const HOSTING_CHECKS = ['address', 'certificate', 'redirect', 'status', 'media'] as const;

export interface HostingCheckState {
  readonly check: (typeof HOSTING_CHECKS)[number];
  /** As it was seen; unknown where something before it stood in the way, or nobody has looked. */
  readonly state: 'done' | 'open' | 'unknown';
  /** What was found in its place: a status, the target of a redirect, a media type; null where there is nothing to tell. */
  readonly found: string | null;
}

const CERTIFICATE: ReadonlySet<ProblemCode> = new Set([
  'policy-certificate-expired',
  'policy-certificate-wrong-name',
  'policy-certificate-untrusted',
  'policy-tls',
]);

/** Holds the last fetch of the policy file against what must hold. Pure; JSON all through. */
export function hostingChecksOf(assessment: Assessment): HostingCheckState[] {
  const { policy, policyHost } = seenOf(assessment);
  const answered = policy.state === 'found' || policy.state === 'invalid' ? policy : null;
  const failure = policy.state === 'invalid' && policy.text === null ? policy.problems[0] : undefined;
  const code = failure?.code;
  const isRedirect = code === 'policy-redirect';
  // With a body, or a fault that only a response can have, an HTTP response came over TLS.
  const hasResponse =
    answered !== null &&
    (failure === undefined || isRedirect || isOneOf(code, 'policy-status', 'policy-too-large'));
  const hasAddress =
    hasResponse || policyHost.state === 'found' || (code !== undefined && CERTIFICATE.has(code));
  const isMissing = policyHost.state === 'absent' || code === 'policy-host-no-address';
  const mediaType = answered?.mediaType ?? null;
  const essence = mediaType?.split(';')[0]?.trim().toLowerCase() ?? null;
  return [
    { check: 'address', state: known(hasAddress, isMissing && !hasResponse), found: null },
    {
      check: 'certificate',
      state: known(hasResponse, code !== undefined && CERTIFICATE.has(code)),
      found: null,
    },
    {
      check: 'redirect',
      state: known(hasResponse && !isRedirect, isRedirect),
      found: told(failure?.parameters['target']),
    },
    {
      check: 'status',
      state: known(hasResponse && !isRedirect && code !== 'policy-status', code === 'policy-status'),
      found: told(failure?.parameters['status']),
    },
    {
      check: 'media',
      state: known(essence === 'text/plain', answered !== null && failure === undefined),
      found: essence === 'text/plain' ? null : mediaType,
    },
  ];
}

function known(isDone: boolean, isOpen: boolean): HostingCheckState['state'] {
  if (isDone) return 'done';
  return isOpen ? 'open' : 'unknown';
}

function isOneOf(code: ProblemCode | undefined, ...codes: readonly ProblemCode[]): boolean {
  return code !== undefined && codes.includes(code);
}

/** Each parameter belongs to one problem; a browser may have had nothing to put into it. */
function told(parameter: string | number | undefined): string | null {
  return parameter === undefined || parameter === '' ? null : String(parameter);
}
