import * as v from 'valibot';
import { SEVERITIES } from '../severity.ts';
import { CONSEQUENCES } from '../mechanisms/mta-sts/consequence.ts';
import { ADDRESS_STATES } from '../mechanisms/mx/address-state.ts';
import { MODES } from '../mechanisms/mta-sts/mode.ts';
import { TONES } from '../mechanism.ts';
import type { MechanismName, ProblemCode } from '../mechanisms.ts';
import type { DnsFailure } from '../dns/lookup.ts';
import { DIGEST_SCHEMA, PART_STATES, type Digest } from '../verdict/digest.ts';
import { HEADLINES, type Headline } from '../verdict/headlines.ts';
import { LANES, WEIGHTS } from '../verdict/weights.ts';
import { amount, check, only, problemParts } from '../stored/shapes.ts';

/**
 * What a digest in storage must look like, as far as it takes to show it. What does not fit counts as not there; a code that has no sentence is
 * shown without one.
 */
const code = <Code extends string>() =>
  v.pipe(
    v.string(),
    v.check((each) => /^[a-z0-9-]+$/.test(each)),
    v.transform((each) => each as Code),
  );
const text = v.nullable(v.string());
const lane = v.picklist(LANES);
const part = {
  state: v.picklist(PART_STATES),
  reason: v.nullable(code<DnsFailure>()),
};

export const digestSchema: v.GenericSchema<unknown, Digest> = v.object({
  schema: only(DIGEST_SCHEMA),
  ...check,
  expiresAt: amount,
  headline: v.picklist(Object.keys(HEADLINES) as Headline[]),
  standing: v.picklist(Object.values(HEADLINES).map(({ standing }) => standing)),
  tone: v.picklist(TONES),
  mode: v.nullable(v.picklist(MODES)),
  maxAgeSeconds: v.nullable(amount),
  coverage: v.nullable(v.object({ covered: amount, total: amount })),
  servers: v.array(
    v.object({
      name: v.string(),
      preference: v.number(),
      isHostName: v.boolean(),
      address: v.picklist(ADDRESS_STATES),
      aliasOf: text,
      pattern: text,
      tooShallow: text,
      consequence: v.picklist(CONSEQUENCES),
    }),
  ),
  rows: v.array(
    v.object({
      name: v.picklist(Object.keys(WEIGHTS) as MechanismName[]),
      lane,
      headline: code<string>(),
      tone: v.picklist(TONES),
    }),
  ),
  findings: v.array(
    v.object({
      code: code<ProblemCode>(),
      severity: v.picklist(SEVERITIES),
      source: text,
      inLines: v.exactOptional(v.boolean()),
      mechanism: code<MechanismName>(),
      ...problemParts,
    }),
  ),
  mx: v.object({ ...part, isImplicit: v.boolean() }),
  recordId: text,
  reports: v.object({ ...part, targets: v.array(v.object({ uri: v.string(), isUsable: v.boolean() })) }),
  awaitsHost: text,
  score: text,
  isNetworkFailure: v.boolean(),
  isUnknownInPart: v.boolean(),
  lanes: v.exactOptional(v.array(lane)),
});
