import * as v from 'valibot';
import type { Security } from '../dns/security.ts';
import { dnsFailure } from './facts.ts';
import { only } from './shapes.ts';

/** What DNSSEC says of an answer. */
export const security: v.GenericSchema<unknown, Security> = v.variant('state', [
  v.object({ state: v.picklist(['secure', 'insecure']) }),
  v.object({ state: only('bogus'), detail: v.nullable(v.string()) }),
  v.object({ state: only('unavailable'), reason: dnsFailure, detail: v.nullable(v.string()) }),
]);
