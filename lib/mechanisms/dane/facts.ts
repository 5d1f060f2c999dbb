import * as v from 'valibot';
import type { Security } from '../../dns/security.ts';
import type { Pending } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import { pending, problemsBy } from '../../stored/facts.ts';
import { security } from '../../stored/security.ts';
import { amount, only, strings } from '../../stored/shapes.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';

/** What DANE says of the mail servers of a domain. */
export interface DaneFacts {
  readonly state: 'found';
  /** Of the answer for the MX records. */
  readonly mx: Security;
  /** Each server once, in the order of the MX records. */
  readonly hosts: readonly DaneHost[];
  /** Whether TLSA records stand at the domain itself, which is no mail server; null where that was not asked. */
  readonly isMisplaced: boolean | null;
  /** Whether the resolver validates; null where that could not be learnt. */
  readonly validates: boolean | null;
  readonly ttlSeconds: number;
}

/** One mail server, as far as its TLSA records are known. */
export interface DaneHost {
  /** As in the MX record, lower case, without the final dot. */
  readonly name: string;
  /** `literal` for a name that is an IP address and `unasked` for one that is never looked up or was one too many: DANE is not looked for there. */
  readonly address: 'found' | 'absent' | 'unavailable' | 'literal' | 'unasked';
  /** Of its address, aliases included; null where it was not asked. */
  readonly security: Security | null;
  readonly aliases: readonly string[];
  /** Of its first alias alone; null where that was not asked. */
  readonly firstAlias: Security | null;
  /** In the order in which senders ask; the last one decided. */
  readonly lookups: readonly TlsaLookup[];
}

/** The answer to the question for TLSA records at one base domain. */
export interface TlsaLookup {
  readonly base: string;
  readonly state: 'found' | 'absent' | 'unavailable';
  readonly security: Security;
  /** What a resolver that does not validate finds there, where validation failed; null where that is not known. */
  readonly unvalidated: 'found' | 'absent' | null;
  readonly aliases: readonly string[];
  /** How many records there are. */
  readonly count: number;
  /** The first of them, at most `MOST_RECORDS`. */
  readonly records: readonly StoredTlsa[];
}

/** A TLSA record as it is kept. */
export interface StoredTlsa {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  /** How many octets its data has. */
  readonly octets: number;
  /** The first `MOST_OCTETS` of them in hexadecimal, which is all of any digest. */
  readonly data: string;
  /** Why senders cannot use it; empty where they can. */
  readonly problems: readonly Problem<DaneProblemCode>[];
}

/** So many records of a name are kept: a stranger decides how many there are. */
export const MOST_RECORDS = 100;
export const MOST_OCTETS = 64;

export interface DaneParts {
  readonly dane: Pending | DaneFacts;
}

const record = v.object({
  usage: amount,
  selector: amount,
  matching: amount,
  octets: amount,
  data: v.string(),
  problems: problemsBy(DANE_PROBLEMS),
});

const dane: v.GenericSchema<unknown, DaneParts['dane']> = v.variant('state', [
  pending,
  v.object({
    state: only('found'),
    mx: security,
    hosts: v.array(
      v.object({
        name: v.string(),
        address: v.picklist(['found', 'absent', 'unavailable', 'literal', 'unasked']),
        security: v.nullable(security),
        aliases: strings,
        firstAlias: v.nullable(security),
        lookups: v.array(
          v.object({
            base: v.string(),
            state: v.picklist(['found', 'absent', 'unavailable']),
            security,
            unvalidated: v.nullable(v.picklist(['found', 'absent'])),
            aliases: strings,
            count: amount,
            records: v.array(record),
          }),
        ),
      }),
    ),
    isMisplaced: v.nullable(v.boolean()),
    validates: v.nullable(v.boolean()),
    ttlSeconds: amount,
  }),
]);

export const DANE_STORED = { dane };
