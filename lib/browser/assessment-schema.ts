import * as v from 'valibot';
import { ASSESSMENT_SCHEMA, type Assessment } from '../check/assessment.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import { rememberedPolicySchema } from './policy-schema.ts';
import { amount, check, moment, only, problemParts, strings } from './stored-shapes.ts';

/**
 * What an assessment in storage must look like. Storage can hold anything: an older version's data, a half-written value,
 * what another program put there. What does not fit counts as not there.
 */

const problem = v.object({
  code: v.pipe(
    v.string(),
    v.check((code) => Object.hasOwn(PROBLEMS, code)),
    v.transform((code) => code as ProblemCode),
  ),
  ...problemParts,
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

const span = { startedAfterMs: amount, tookMs: amount };

export const assessmentSchema: v.GenericSchema<unknown, Assessment> = v.object({
  schema: only(ASSESSMENT_SCHEMA),
  ...check,
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
      type: v.picklist(['TXT', 'MX', 'A', 'AAAA']),
      outcome,
      authentic: v.boolean(),
      ...span,
    }),
  ),
  policyFetch: v.nullable(v.object(span)),
  unprovenNoes: v.optional(v.boolean()),
});
