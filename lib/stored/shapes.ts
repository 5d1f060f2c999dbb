import * as v from 'valibot';
import { RESOLVER_IDS } from '../dns/resolver-ids.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';

/** Shapes that many stored values share. Storage can hold anything: what does not fit counts as not there. */

/** One value and no other: a list of one, since lists are in here anyway and `v.literal` would be weight. */
export const only = <const T extends string | number>(value: T) => v.picklist([value]);

export const strings = v.array(v.string());

export const upTo = (most: number) =>
  v.pipe(
    v.number(),
    v.check((value) => value >= 0 && value <= most),
  );

/** Milliseconds since 1970 UTC, up to the year 9999: what lies beyond is no date, and could not be shown as one. */
export const moment = upTo(Date.UTC(9999, 11, 31));

/** What is counted or measured, in whatever unit. */
export const amount = upTo(Number.MAX_SAFE_INTEGER);

export const domainName = v.pipe(
  v.string(),
  v.check((text) => parseDomainName(text) === text),
  v.transform((text) => text as DomainName),
);

/** When something happened, and how long it took. */
export const span = { startedAfterMs: amount, tookMs: amount };

/** What both an assessment and its digest say of the check. */
export const check = {
  policyDomain: domainName,
  resolver: v.object({
    id: v.picklist(RESOLVER_IDS),
    name: v.string(),
    url: v.pipe(
      v.string(),
      v.check((text) => URL.canParse(text)),
    ),
  }),
  startedAt: moment,
  revision: v.number(),
  transitAt: v.nullable(moment),
  finishedAt: v.nullable(moment),
};

/** The parameters and the place of a problem. */
export const problemParts = {
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
};
