import { MOST_FILE_OCTETS } from './inflate.ts';
import type { LookUp } from '../../dns/lookup.ts';
import { isPublicAddress } from '../../dns/public-address.ts';
import { parseDomainName } from '../../names/domain-name.ts';
import { beforeDeadline } from '../../network/deadline.ts';
import { readAtMost } from '../../network/read-body.ts';

/** Why a file could not be had. Nothing of it says that there is none, but for a status that does. */
export type FetchFailure =
  'no-address' | 'private-address' | 'dns' | 'redirect' | 'status' | 'too-large' | 'timeout' | 'unreachable';

export interface FailedFetch {
  readonly state: 'failed';
  readonly why: FetchFailure;
  /** An address, a status, or nothing. */
  readonly detail: string;
}

export interface FetchDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly lookUp: LookUp;
  readonly deadline: (milliseconds: number) => AbortSignal;
  /** Whether what the resolver says is what everybody on the internet is told. */
  readonly isPublicResolver: boolean;
}

/** What is told of a file that a record names: `not-permitted` where its host, or the resolver, may not be asked. */
export interface NotPermitted {
  readonly state: 'not-permitted';
  readonly host: string;
}

const DEADLINE_MS = 10_000;

/** Where a file of a record may be fetched from: HTTPS, a name, no user; null for all else. */
export function fileUrl(text: string): URL | null {
  const url = URL.parse(text);
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  // Of any other host nothing is fetched, so nobody is to be asked for permission to read it.
  return isPlain && parseDomainName(url.hostname) !== null ? url : null;
}

/**
 * Fetches a file, and hands its octets and the deadline to `read`, under the rules of the policy file (RFC 8461 §3.3): no redirect, no cookie, no cache, ten seconds, 512 KiB, and
 * nothing from a private network. Permission is the caller's matter. Never rejects as long as `lookUp` does not.
 */
export async function fetchFile<T>(
  url: URL,
  deps: FetchDeps,
  read: (octets: Uint8Array) => Promise<T>,
): Promise<T | FailedFetch> {
  const obstacle = await obstacleInDns(url.hostname, deps);
  if (obstacle) return obstacle;
  const signal = deps.deadline(DEADLINE_MS);
  try {
    const request = deps.fetch(url.href, {
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const response = await beforeDeadline(signal, request);
    const isRedirect =
      response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
    if (isRedirect || response.status !== 200) {
      // A body that nobody reads would hold its connection until the deadline.
      response.body?.cancel().catch(() => undefined);
      return isRedirect ? failed('redirect') : failed('status', String(response.status));
    }
    const octets = await beforeDeadline(signal, readAtMost(response, MOST_FILE_OCTETS));
    return octets === null ? failed('too-large') : await beforeDeadline(signal, read(octets));
  } catch {
    return failed(signal.aborted ? 'timeout' : 'unreachable');
  }
}

/** What a public resolver says to be within a private network must not lead a browser there. */
async function obstacleInDns(host: string, deps: FetchDeps): Promise<FailedFetch | null> {
  const answers = await Promise.all([deps.lookUp(host, 'A'), deps.lookUp(host, 'AAAA')]);
  const addresses = answers.flatMap((answer) => (answer.state === 'found' ? answer.records : []));
  const inside = deps.isPublicResolver ? addresses.filter((address) => !isPublicAddress(address)) : [];
  if (inside.length > 0) return failed('private-address', inside.slice(0, 4).join(', '));
  if (addresses.length > 0) return null;
  return failed(answers.some(({ state }) => state === 'unavailable') ? 'dns' : 'no-address', host);
}

function failed(why: FetchFailure, detail = ''): FailedFetch {
  return { state: 'failed', why, detail };
}
