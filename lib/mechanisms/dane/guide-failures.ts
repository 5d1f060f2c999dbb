import { faultIn, isFailing, type Security, type ValidationFault } from '../../dns/security.ts';
import type { DomainName } from '../../names/domain-name.ts';
import { parseDomainName } from '../../names/domain-name.ts';
import { tlsaNameOf } from './base-names.ts';
import type { DaneFacts, DaneHost } from './facts.ts';

/**
 * Why a look-up fails, as far as that is known: what the resolver says of the signatures; signatures that do not hold, and nobody says why; or the name
 * servers, which give no answer of use even to those who do not validate.
 */
export type FailureKind = ValidationFault | 'bogus' | 'server';

/** A question whose answer keeps mail back. */
export interface Failure {
  readonly type: 'MX' | 'A' | 'CNAME' | 'TLSA';
  /** As it is asked: a name of DNS and nothing else, since it stands in commands. */
  readonly name: string;
  readonly kind: FailureKind;
}

/** The failure of the question for MX records, or none. Pure. */
export function mxFailures({ mx, validates }: DaneFacts, policyDomain: DomainName): Failure[] {
  // Of a resolver that does not validate it may be its own.
  return validates === false ? [] : failureOf('MX', policyDomain, mx, null);
}

/** The failures of the questions about one server, in the order in which senders ask. Pure. */
export function hostFailures({ name, security, firstAlias, lookups }: DaneHost): Failure[] {
  return [
    ...(security ? failureOf('A', name, security, null) : []),
    ...(firstAlias ? failureOf('CNAME', name, firstAlias, null) : []),
    ...lookups.flatMap(({ base, security: own, unvalidated }) =>
      // A base domain is a name that a stranger's alias leads to.
      parseDomainName(base) === base ? failureOf('TLSA', tlsaNameOf(base), own, unvalidated) : [],
    ),
  ];
}

function failureOf(
  type: Failure['type'],
  name: string,
  security: Security,
  unvalidated: 'found' | 'absent' | null,
): Failure[] {
  if (!isFailing(security)) return [];
  if (security.state !== 'bogus') return [{ type, name, kind: 'server' }];
  const fault = faultIn(security.detail ?? '');
  return [{ type, name, kind: fault ?? (unvalidated === 'absent' ? 'denial' : 'bogus') }];
}
