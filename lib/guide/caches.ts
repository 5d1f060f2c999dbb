import type { Assessment } from '../check/assessment.ts';
import { MAX_MAX_AGE_SECONDS, validUntil } from '../mechanisms/mta-sts/max-age.ts';
import type { ReportName } from '../mechanisms.ts';
import { REPORT_KINDS, type CacheCode } from './codes.ts';

/** Something that others keep, whatever is published meanwhile. */
export interface Cached {
  readonly code: CacheCode;
  /** Milliseconds since 1970 UTC. */
  readonly until: number;
}

/**
 * What is cached where and until when, as far as it can be told from here: DNS answers by their TTL, policies by
 * their max_age from the moment that we saw them (RFC 8461 §3.3). What is over at `now` is left out.
 */
export function cachesOf(assessment: Assessment, now: number): Cached[] {
  const { mx, stsRecord, policy, remembered, startedAt } = assessment;
  const dns = [
    [stsRecord, 'record-in-resolvers', 'record-absence-in-resolvers'],
    [mx, 'mx-in-resolvers', 'mx-absence-in-resolvers'],
    ...REPORT_KINDS.map(
      (kind) => [assessment[kind], `${kind}-in-resolvers`, `${kind}-absence-in-resolvers`] as const,
    ),
  ] as const;
  const held = [remembered, remembered?.replaced ?? null].filter(
    (each) => each !== null && !('text' in policy && policy.text === each.policyText),
  );
  const caches: Cached[] = [
    ...dns.flatMap(([part, there, absent]) =>
      'ttlSeconds' in part
        ? [{ code: isNothing(part) ? absent : there, until: startedAt + 1000 * part.ttlSeconds }]
        : [],
    ),
    ...(policy.state === 'found'
      ? [
          {
            code: 'policy-at-senders',
            until: policy.fetchedAt + 1000 * Math.min(policy.value.maxAgeSeconds, MAX_MAX_AGE_SECONDS),
          } as const,
        ]
      : []),
    ...held.flatMap((each) =>
      each ? [{ code: 'earlier-policy-at-senders', until: validUntil(each) } as const] : [],
    ),
  ];
  return caches.filter(({ until }) => until > now);
}

/** A null MX says that there is no mail, and is a record all the same (RFC 7505 §3). */
function isNothing(part: Assessment['mx' | 'stsRecord' | ReportName]): boolean {
  return part.state === 'absent' && !('reason' in part && part.reason === 'null-mx');
}
