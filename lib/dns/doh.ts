import { beforeDeadline } from '../network/deadline.ts';
import { readAtMost } from '../network/read-body.ts';
import { decodeResponse, encodeQuery, type DnsResponse } from './message.ts';
import type { RecordType, Unknown } from './lookup.ts';
import type { Resolver } from './resolver.ts';
import { parseRetryAfter } from './retry-after.ts';

/** RFC 8484 §6. */
const MAX_MESSAGE = 65535;
const MEDIA_TYPE = 'application/dns-message';

/** EDE codes with which a resolver says that it does not want to answer (RFC 8914 §4). */
const BLOCKED = [4, 15, 16, 17, 18];
/** EDE codes that speak of a failed DNSSEC validation. */
const BOGUS = [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 27];

export interface DohAnswer {
  readonly state: 'answered';
  readonly response: DnsResponse;
  /** How long the response has lain in HTTP caches (RFC 8484 §5.1). */
  readonly ageSeconds: number;
}

/** No usable answer, with what follows for the next question. */
export interface Unanswered extends Unknown {
  /** HTTP 429 (RFC 6585 §4): for how many seconds the resolver wants no question. */
  readonly retryAfterSeconds?: number;
  /** Not even the head of a response came back. */
  readonly isUnheard?: true;
}

/** How much of a header is kept as the resolver's own words. */
const MAX_WORDS = 64;

/**
 * Sends one question as GET in wire format (RFC 8484 §4.1): no cookies, no referrer, no cache on disk, no redirect.
 * Gives the response for NOERROR and NXDOMAIN; everything else is unavailable, with its reason. `now` (milliseconds since 1970 UTC) is what
 * a Retry-After that is a date is compared with. `isUnchecked` sets CD. Never rejects.
 */
export async function askDoh(
  fetch: typeof globalThis.fetch,
  resolver: Resolver,
  name: string,
  type: RecordType,
  signal: AbortSignal,
  now: () => number,
  isUnchecked = false,
): Promise<DohAnswer | Unanswered> {
  let isUnheard = true;
  try {
    const request = fetch(urlOf(resolver, encodeQuery(name, type, isUnchecked)), {
      headers: { accept: MEDIA_TYPE },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const response = await beforeDeadline(signal, request);
    isUnheard = false;
    const mediaType = response.headers.get('content-type');
    const isMessage = mediaType?.split(';')[0]?.trim().toLowerCase() === MEDIA_TYPE;
    // A body that nobody reads would hold its connection.
    if (!response.ok || !isMessage) response.body?.cancel().catch(() => undefined);
    if (response.status === 429) return rateLimited(response.headers.get('retry-after'), now());
    if (!response.ok) return unavailable('http-status', String(response.status));
    if (!isMessage) return unavailable('media-type', mediaType);
    const bytes = await beforeDeadline(signal, readAtMost(response, MAX_MESSAGE));
    if (bytes === null) return unavailable('too-large');
    const decoded = decodeResponse(bytes, name, type);
    if ('failure' in decoded) return unavailable(decoded.failure);
    return judge(decoded, resolver) ?? { state: 'answered', response: decoded, ageSeconds: ageOf(response) };
  } catch {
    if (signal.aborted) return unavailable('timeout');
    return { ...unavailable('network'), ...(isUnheard && { isUnheard }) };
  }
}

export function unavailable(reason: Unknown['reason'], detail: string | null = null): Unknown {
  return { state: 'unavailable', reason, detail };
}

/** What the resolver says of its limit is told in its own words. */
function rateLimited(retryAfter: string | null, now: number): Unanswered {
  const seconds = parseRetryAfter(retryAfter, now);
  const words = retryAfter === null ? null : `Retry-After: ${retryAfter.slice(0, MAX_WORDS)}`;
  return { ...unavailable('rate-limited', words), ...(seconds !== null && { retryAfterSeconds: seconds }) };
}

/** Null where the response is an answer. */
function judge(response: DnsResponse, resolver: Resolver): Unknown | null {
  const { rcode, extendedErrors } = response;
  const words = extendedErrors.map(({ code, text }) => `EDE ${code} ${text}`.trim()).join('; ') || null;
  const says = (codes: number[]) => extendedErrors.some(({ code }) => codes.includes(code));
  // A server that looked gives an SOA with its no; whether that proves it, `negative-proof.ts` tells.
  const hasProof = response.authorities.some(({ type }) => type === 'SOA');
  const isBlocked =
    rcode === 'NXDOMAIN' &&
    !response.recursionAvailable &&
    (resolver.blocksWithoutRecursion === true || !hasProof);
  if (says(BLOCKED) || isBlocked) return unavailable('filtered', words);
  switch (rcode) {
    case 'NOERROR':
    case 'NXDOMAIN':
      return null;
    case 'SERVFAIL':
      return unavailable(says(BOGUS) ? 'dnssec-bogus' : 'servfail', words);
    case 'REFUSED':
      return unavailable('refused', words);
    default:
      return unavailable('other-rcode', words ?? rcode);
  }
}

function urlOf(resolver: Resolver, query: Uint8Array): string {
  const url = new URL(resolver.url);
  // base64url without padding (RFC 8484 §6), written after the rest of a custom URL's own query.
  url.searchParams.set(
    'dns',
    btoa(String.fromCharCode(...query))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, ''),
  );
  return url.href;
}

function ageOf(response: Response): number {
  const age = response.headers.get('age') ?? '';
  return /^\d{1,10}$/.test(age) ? Number(age) : 0;
}
