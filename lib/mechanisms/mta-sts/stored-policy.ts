import * as v from 'valibot';
import { MODES } from './mode.ts';
import { MAX_MAX_AGE_SECONDS } from './max-age.ts';
import { domainName, moment, upTo } from '../../stored/shapes.ts';

/** What a policy in storage must look like, as senders hold it. */

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
  mode: v.picklist(MODES),
  replaced: v.nullable(v.object(heldPolicy)),
});
