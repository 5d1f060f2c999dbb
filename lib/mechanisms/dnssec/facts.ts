import * as v from 'valibot';
import type { Security } from '../../dns/security.ts';
import type { Pending } from '../../outcome.ts';
import { pending } from '../../stored/facts.ts';
import { security } from '../../stored/security.ts';
import { amount, only } from '../../stored/shapes.ts';

/** What DNSSEC says of the answers about a domain. */
export interface DnssecFacts {
  readonly state: 'found';
  /** Of the name itself: what its first answer says, before any alias. */
  readonly domain: Security;
  /** Of the answer for its MX records, aliases included. */
  readonly mx: Security;
  /** Of the address of the policy host; null where no policy was to be fetched. */
  readonly policyHost: Security | null;
  /** Of the address of each mail server that was looked up. */
  readonly hosts: readonly { readonly name: string; readonly security: Security }[];
  /** Whether the resolver validates; null where that could not be learnt. */
  readonly validates: boolean | null;
  /** The name of the resolver that people know. */
  readonly resolver: string;
  readonly ttlSeconds: number;
}

export interface DnssecParts {
  readonly dnssec: Pending | DnssecFacts;
}

const dnssec: v.GenericSchema<unknown, DnssecParts['dnssec']> = v.variant('state', [
  pending,
  v.object({
    state: only('found'),
    domain: security,
    mx: security,
    policyHost: v.nullable(security),
    hosts: v.array(v.object({ name: v.string(), security })),
    validates: v.nullable(v.boolean()),
    resolver: v.string(),
    ttlSeconds: amount,
  }),
]);

export const DNSSEC_STORED = { dnssec };
