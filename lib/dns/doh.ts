import { beforeDeadline } from '../deadline.ts';
import { readAtMost } from '../read-body.ts';
import { decodeResponse, encodeQuery, type DnsResponse } from './message.ts';
import type { RecordType, Unknown } from './lookup.ts';
import type { Resolver } from './resolver.ts';

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

/**
 * Sends one question as GET in wire format (RFC 8484 §4.1): no cookies, no referrer, no cache on disk, no redirect.
 * Gives the response for NOERROR and NXDOMAIN; everything else is unavailable, with its reason. Never rejects.
 */
export async function askDoh(
  fetch: typeof globalThis.fetch,
  resolver: Resolver,
  name: string,
  type: RecordType,
  signal: AbortSignal,
): Promise<DohAnswer | Unknown> {
  try {
    const request = fetch(urlOf(resolver, encodeQuery(name, type)), {
      headers: { accept: MEDIA_TYPE },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const response = await beforeDeadline(signal, request);
    const mediaType = response.headers.get('content-type');
    const isMessage = mediaType?.split(';')[0]?.trim().toLowerCase() === MEDIA_TYPE;
    // A body that nobody reads would hold its connection.
    if (!response.ok || !isMessage) response.body?.cancel().catch(() => undefined);
    if (!response.ok) return unavailable('http-status', String(response.status));
    if (!isMessage) return unavailable('media-type', mediaType);
    const bytes = await beforeDeadline(signal, readAtMost(response, MAX_MESSAGE));
    if (bytes === null) return unavailable('too-large');
    const decoded = decodeResponse(bytes, name, type);
    if ('failure' in decoded) return unavailable(decoded.failure);
    return judge(decoded, resolver) ?? { state: 'answered', response: decoded, ageSeconds: ageOf(response) };
  } catch {
    return unavailable(signal.aborted ? 'timeout' : 'network');
  }
}

export function unavailable(reason: Unknown['reason'], detail: string | null = null): Unknown {
  return { state: 'unavailable', reason, detail };
}

/** Null where the response is an answer. */
function judge(response: DnsResponse, resolver: Resolver): Unknown | null {
  const { rcode, extendedErrors } = response;
  const words = extendedErrors.map(({ code, text }) => `EDE ${code} ${text}`.trim()).join('; ') || null;
  const says = (codes: number[]) => extendedErrors.some(({ code }) => codes.includes(code));
  // A server that looked gives the SOA with its no (RFC 2308 §5); one that blocks often does not.
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
