import * as v from 'valibot';
import type { Pending } from '../../outcome.ts';
import { answered, pending, unknown } from '../../stored/facts.ts';
import { only } from '../../stored/shapes.ts';
import { ADDRESS_STATES } from './address-state.ts';
import type { MxFacts } from './assess.ts';

/** What is found of where mail goes. */
export interface MxParts {
  readonly mx: Pending | MxFacts;
}

const mxHost = v.object({
  name: v.string(),
  preference: v.number(),
  isHostName: v.boolean(),
  address: v.picklist(ADDRESS_STATES),
  aliasOf: v.nullable(v.string()),
});

const mx: v.GenericSchema<unknown, MxParts['mx']> = v.variant('state', [
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

export const MX_STORED = { mx };
