import type { Scored } from '../../mechanism.ts';
import type { DnssecParts } from './facts.ts';

/** Whether the answer for the MX records is signed, so that nobody can put other servers in it (RFC 7672 §2.2.1). Pure. */
export function scoreDnssec({ dnssec }: DnssecParts): Scored[] {
  if (dnssec.state === 'pending') return [];
  const { state } = dnssec.mx;
  if (state === 'secure' || state === 'bogus') return [{ part: 'signed', can: [state] }];
  // Without a resolver that validates, no AD says nothing: what is signed would look the same.
  const isKnown = state === 'insecure' && dnssec.validates === true;
  return [{ part: 'signed', can: isKnown ? ['insecure'] : [] }];
}
