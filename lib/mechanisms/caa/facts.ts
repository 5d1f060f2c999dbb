import * as v from 'valibot';
import type { IssuerLimits } from './issuer.ts';
import { CAA_PROBLEMS, type CaaProblemCode } from './problems.ts';
import type { RecordData, Unknown } from '../../dns/lookup.ts';
import type { Pending } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import { answered, pending, problemsBy, unknown } from '../../stored/facts.ts';
import { amount, only, strings } from '../../stored/shapes.ts';

/** Who may issue a certificate for the policy host. */
export interface CaaParts {
  readonly caa: Pending | CaaFacts;
}

export type CaaFacts =
  /** There is no policy host, and none is announced. */
  | { readonly state: 'not-asked' }
  /** No set up to the top: anyone may issue. */
  | { readonly state: 'absent'; readonly authentic: boolean; readonly ttlSeconds: number }
  | (Unknown & { readonly at: string })
  | CaaSet;

export interface CaaSet {
  readonly state: 'found';
  /** The name that has the set, or the alias that leads to it. */
  readonly at: string;
  readonly aliases: readonly string[];
  /** The first ones, as they were published. */
  readonly records: readonly RecordData['CAA'][];
  /** Who may issue for the name itself, and who for a wildcard that covers it; null for anyone. */
  readonly issuers: readonly string[] | null;
  readonly wildcardIssuers: readonly string[] | null;
  /** What the parameters of those that may issue for the name ask of a request, in the order of the records, one for each (RFC 8657). */
  readonly limits: readonly CaaLimit[];
  /** Who may issue certificates for addresses of email; null for anyone (RFC 9495). */
  readonly mailIssuers: readonly string[] | null;
  /** The tag for which no CA may issue anything, or null. */
  readonly refusedBy: string | null;
  readonly problems: readonly Problem<CaaProblemCode>[];
  readonly authentic: boolean;
  readonly ttlSeconds: number;
}

/** One that may issue, and its limits. */
export type CaaLimit = IssuerLimits & { readonly issuer: string };

const limits: v.GenericSchema<unknown, readonly CaaLimit[]> = v.array(
  v.object({
    issuer: v.string(),
    methods: v.nullable(strings),
    account: v.nullable(v.string()),
    isUnsatisfiable: v.boolean(),
  }),
);

const caa: v.GenericSchema<unknown, CaaParts['caa']> = v.variant('state', [
  pending,
  v.object({ state: only('not-asked') }),
  v.object({ state: only('absent'), ...answered }),
  v.object({ ...unknown.entries, at: v.string() }),
  v.object({
    state: only('found'),
    at: v.string(),
    aliases: strings,
    records: v.array(v.object({ flags: amount, tag: v.string(), value: v.string() })),
    issuers: v.nullable(strings),
    wildcardIssuers: v.nullable(strings),
    limits,
    mailIssuers: v.nullable(strings),
    refusedBy: v.nullable(v.string()),
    problems: problemsBy(CAA_PROBLEMS),
    ...answered,
  }),
]);

export const CAA_STORED = { caa };
