import * as v from 'valibot';
import { ASSESSMENT_SCHEMA, type Assessment } from '../check/assessment.ts';
import type { RecordType } from '../dns/lookup.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';
import { MAX_MAX_AGE_SECONDS } from '../mechanisms/mta-sts/max-age.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';

/**
 * What an assessment in storage must look like. Storage can hold anything: an older version's data, a half-written value,
 * what another program put there. What does not fit counts as not there.
 */

/** One value and no other: a list of one, since lists are in here anyway and `v.literal` would be weight. */
export const only = <const T extends string | number>(value: T) => v.picklist([value]);

const strings = v.array(v.string());
const upTo = (most: number) =>
  v.pipe(
    v.number(),
    v.check((value) => value >= 0 && value <= most),
  );
/** Milliseconds since 1970 UTC, up to the year 9999: what lies beyond is no date, and could not be shown as one. */
const moment = upTo(Date.UTC(9999, 11, 31));
/** What is counted or measured, in whatever unit. */
const amount = upTo(Number.MAX_SAFE_INTEGER);
export const domainName = v.pipe(
  v.string(),
  v.check((text) => parseDomainName(text) === text),
  v.transform((text) => text as DomainName),
);
const problem = v.object({
  code: v.pipe(
    v.string(),
    v.check((code) => Object.hasOwn(PROBLEMS, code)),
    v.transform((code) => code as ProblemCode),
  ),
  parameters: v.record(
    v.string(),
    v.pipe(
      v.unknown(),
      v.check((value) => typeof value === 'string' || typeof value === 'number'),
      v.transform((value) => value as string | number),
    ),
  ),
  position: v.exactOptional(v.object({ offset: v.number(), length: v.number(), line: v.number() })),
  more: v.exactOptional(v.number()),
});
const problems = v.array(problem);
const pending = v.object({ state: only('pending') });
const dnsFailure = v.picklist([
  'servfail',
  'dnssec-bogus',
  'refused',
  'filtered',
  'unproven',
  'other-rcode',
  'truncated',
  'malformed-message',
  'mismatched-answer',
  'alias-loop',
  'http-status',
  'rate-limited',
  'media-type',
  'too-large',
  'timeout',
  'network',
  'never-asked',
  'not-permitted',
]);
/** A failure, or a response code as it is printed, in capitals. */
const outcome = v.pipe(
  v.string(),
  v.check((text) => /^[A-Z]/.test(text) || v.is(dnsFailure, text)),
);
const unknown = v.object({
  state: only('unavailable'),
  reason: dnsFailure,
  detail: v.nullable(v.string()),
});
const answered = { authentic: v.boolean(), ttlSeconds: amount };

const beside = v.variant('state', [
  unknown,
  v.object({ state: only('answered'), texts: strings, aliases: strings }),
]);

const recordFacts = <T extends v.ObjectEntries>(value: T) => {
  const evidence = {
    problems,
    texts: strings,
    aliases: strings,
    beside: v.exactOptional(beside),
    ...answered,
  };
  return v.variant('state', [
    pending,
    unknown,
    v.object({ state: only('found'), value: v.object(value), text: v.string(), ...evidence }),
    v.object({ state: v.picklist(['absent', 'invalid']), ...evidence }),
  ]);
};

const mxHost = v.object({
  name: v.string(),
  preference: v.number(),
  isHostName: v.boolean(),
  address: v.picklist(['pending', 'unchecked', 'found', 'absent', 'unavailable']),
  aliasOf: v.nullable(v.string()),
});

const mx = v.variant('state', [
  pending,
  unknown,
  v.object({
    state: only('found'),
    hosts: v.array(mxHost),
    implicit: v.boolean(),
    nullPreferences: v.array(v.number()),
    ...answered,
  }),
  v.object({
    state: only('absent'),
    reason: v.picklist(['null-mx', 'nxdomain', 'no-address']),
    nullPreferences: v.array(v.number()),
    ...answered,
  }),
]);

const fetched = {
  problems,
  text: v.nullable(v.string()),
  mediaType: v.nullable(v.string()),
  fetchedAt: moment,
  tookMs: v.nullable(amount),
};

const policyFacts = [
  v.object({
    state: only('found'),
    value: v.object({
      mode: v.picklist(['enforce', 'testing', 'none']),
      maxAgeSeconds: amount,
      mx: strings,
    }),
    ...fetched,
  }),
  v.object({ state: only('invalid'), ...fetched }),
  v.object({ state: only('unavailable'), problems }),
  v.object({ state: only('absent') }),
] as const;

const heldPolicy = {
  policyText: v.string(),
  maxAgeSeconds: upTo(MAX_MAX_AGE_SECONDS),
  fetchedAt: moment,
};

export const rememberedPolicySchema = v.object({
  ...heldPolicy,
  policyDomain: domainName,
  policyId: v.string(),
  mediaType: v.nullable(v.string()),
  mode: v.picklist(['enforce', 'testing', 'none']),
  replaced: v.nullable(v.object(heldPolicy)),
});

const span = { startedAfterMs: amount, tookMs: amount };

export const assessmentSchema: v.GenericSchema<unknown, Assessment> = v.object({
  schema: only(ASSESSMENT_SCHEMA),
  policyDomain: domainName,
  resolver: v.object({
    id: v.picklist(['cloudflare', 'quad9', 'google', 'mullvad', 'custom']),
    name: v.string(),
    url: v.pipe(
      v.string(),
      v.check((text) => URL.canParse(text)),
    ),
  }),
  startedAt: moment,
  revision: v.number(),
  finishedAt: v.nullable(moment),
  mx,
  stsRecord: recordFacts({ id: v.string(), extensions: v.record(v.string(), v.string()) }),
  policyHost: v.variant('state', [
    pending,
    unknown,
    v.object({ state: only('not-asked') }),
    v.object({ state: v.picklist(['found', 'absent']), aliases: strings }),
  ]),
  policy: v.variant('state', [pending, ...policyFacts]),
  policyFile: v.exactOptional(v.variant('state', policyFacts)),
  remembered: v.nullable(rememberedPolicySchema),
  tlsrpt: recordFacts({ rua: strings }),
  queries: v.array(
    v.object({
      name: v.string(),
      // Not held against the table of record types, whose readers no page needs.
      type: v.pipe(
        v.string(),
        v.check((type) => /^[A-Z\d]{1,10}$/.test(type)),
        v.transform((type) => type as RecordType),
      ),
      outcome,
      authentic: v.boolean(),
      ...span,
    }),
  ),
  policyFetch: v.nullable(v.object(span)),
  unprovenNoes: v.optional(v.boolean()),
});
