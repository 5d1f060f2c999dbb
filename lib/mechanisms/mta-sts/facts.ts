import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import * as v from 'valibot';
import { MODES } from './mode.ts';
import type { RecordFacts } from '../../dns/record-facts.ts';
import type { Span } from '../../network/span.ts';
import type { Pending } from '../../outcome.ts';
import { pending, problemsBy, recordFacts, unknown } from '../../stored/facts.ts';
import { amount, moment, only, span, strings } from '../../stored/shapes.ts';
import type { MxParts } from '../mx/facts.ts';
import type { PolicyHostFacts } from './host-address.ts';
import type { StsRecord } from './record.ts';
import type { RememberedPolicy } from './remembered-policy.ts';
import type { PolicyFacts } from './served-policy.ts';
import { rememberedPolicySchema } from './stored-policy.ts';

/** What is found of the policy of a domain, and of the record that announces it. */
export interface StsParts {
  readonly stsRecord: Pending | RecordFacts<StsRecord, StsProblemCode>;
  readonly policyHost: Pending | PolicyHostFacts;
  readonly policy: Pending | PolicyFacts;
  /** The file at the policy host of a domain without a usable record, which no sender reads; only there where the guide had it looked for. */
  readonly policyFile?: PolicyFacts;
  /** The last valid policy that was read here and may still be in the caches of senders; null where there is none. */
  readonly remembered: RememberedPolicy | null;
  /** The last request to the policy host, however it ended; null where none was sent. */
  readonly policyFetch: Span | null;
}

/** What is published, or could be: the part of the facts that senders differ over. */
export type SenderEvidence = MxParts & Pick<StsParts, 'stsRecord' | 'policy'>;

const problems = problemsBy(STS_PROBLEMS);
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
      mode: v.picklist(MODES),
      maxAgeSeconds: amount,
      mx: strings,
    }),
    ...fetched,
  }),
  v.object({ state: only('invalid'), ...fetched }),
  v.object({ state: only('unavailable'), problems }),
  v.object({ state: only('absent') }),
] as const;

const stsRecord: v.GenericSchema<unknown, StsParts['stsRecord']> = recordFacts(
  { id: v.string(), extensions: v.record(v.string(), v.string()) },
  STS_PROBLEMS,
);
const policyHost: v.GenericSchema<unknown, StsParts['policyHost']> = v.variant('state', [
  pending,
  unknown,
  v.object({ state: only('not-asked') }),
  v.object({ state: v.picklist(['found', 'absent']), aliases: strings }),
]);
const policy: v.GenericSchema<unknown, StsParts['policy']> = v.variant('state', [pending, ...policyFacts]);
const policyFile: v.GenericSchema<unknown, PolicyFacts> = v.variant('state', policyFacts);

export const STS_STORED = {
  stsRecord,
  policyHost,
  policy,
  policyFile: v.exactOptional(policyFile),
  remembered: v.nullable(rememberedPolicySchema),
  policyFetch: v.nullable(v.object(span)),
};
