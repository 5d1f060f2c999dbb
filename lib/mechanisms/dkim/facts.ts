import * as v from 'valibot';
import type { DkimDiscovery } from './discover.ts';
import type { Pending } from '../../outcome.ts';
import { dnsFailure, pending, unknown } from '../../stored/facts.ts';
import { amount, only, strings } from '../../stored/shapes.ts';

/** What is found of the keys that mail of a domain is signed with. */
export interface DkimParts {
  readonly dkim: Pending | DkimFacts;
}

export type DkimFacts = DkimDiscovery & { readonly state: 'found' };

const beside = v.variant('state', [
  unknown,
  v.object({ state: only('answered'), texts: strings, aliases: strings }),
]);

const selector = v.object({
  selector: v.string(),
  name: v.string(),
  state: v.picklist(['found', 'dangling', 'unavailable']),
  texts: strings,
  aliases: strings,
  provider: v.nullable(v.string()),
  reason: v.nullable(dnsFailure),
});

const dkim: v.GenericSchema<unknown, DkimParts['dkim']> = v.variant('state', [
  pending,
  v.object({
    state: only('found'),
    base: v.picklist(['nxdomain', 'nodata', 'texts', 'open', 'unavailable']),
    reason: v.nullable(dnsFailure),
    oldPolicy: v.exactOptional(v.string()),
    beside: v.nullable(beside),
    asked: strings,
    selectors: v.array(selector),
    ttlSeconds: v.nullable(amount),
  }),
]);

export const DKIM_STORED = { dkim };
