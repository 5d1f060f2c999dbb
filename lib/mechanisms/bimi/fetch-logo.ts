import { readLogo, type Logo } from './logo.ts';
import type { LookUp } from '../../dns/lookup.ts';
import { isPublicAddress } from '../../dns/public-address.ts';
import { beforeDeadline } from '../../network/deadline.ts';
import { readAtMost } from '../../network/read-body.ts';

/** What became of a logo that was to be read. */
export type LogoAnswer =
  | (Logo & {
      readonly state: 'read';
      /** Of the image, without compression. */
      readonly octets: number;
      readonly isCompressed: boolean;
    })
  | {
      readonly state: 'failed';
      readonly why: LogoFailure;
      /** An address, a status, or nothing. */
      readonly detail: string;
    };

/** What a page is told of it: `not-permitted` where the host of the logo, or the resolver, may not be asked. JSON: it crosses messages. */
export type LogoReply = LogoAnswer | { readonly state: 'not-permitted'; readonly host: string };

/** Why there is nothing to look at. */
export type LogoFailure =
  | 'no-address'
  | 'private-address'
  | 'dns'
  | 'redirect'
  | 'status'
  | 'too-large'
  | 'timeout'
  | 'unreachable'
  | 'gzip';

export interface LogoDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly lookUp: LookUp;
  readonly deadline: (milliseconds: number) => AbortSignal;
  /** Whether what the resolver says is what everybody on the internet is told. */
  readonly isPublicResolver: boolean;
}

/** Sixteen times what is recommended; no more of it is held, compressed or not. */
export const MOST_LOGO_OCTETS = 512 * 1024;
const DEADLINE_MS = 10_000;

/** Where a logo may be fetched from: HTTPS, a name, no user; null for all else. */
export function logoUrl(text: string): URL | null {
  const url = URL.parse(text);
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return isPlain ? url : null;
}

/**
 * Fetches a logo and looks into it, under the rules of the policy file (RFC 8461 §3.3): no redirect, no cookie, no cache, ten seconds, and nothing from a private network. Permission
 * is the caller's matter. Never rejects as long as `lookUp` does not.
 */
export async function fetchLogo(url: URL, deps: LogoDeps): Promise<LogoAnswer> {
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
    const written = await beforeDeadline(signal, readAtMost(response, MOST_LOGO_OCTETS));
    if (written === null) return failed('too-large');
    const isCompressed = written[0] === 0x1f && written[1] === 0x8b;
    const octets = isCompressed ? await beforeDeadline(signal, inflated(written)) : written;
    if (octets === null || octets === 'broken') return failed(octets === null ? 'too-large' : 'gzip');
    return { state: 'read', ...readLogo(octets), octets: octets.length, isCompressed };
  } catch {
    return failed(signal.aborted ? 'timeout' : 'unreachable');
  }
}

/** What a public resolver says to be within a private network must not lead a browser there. */
async function obstacleInDns(host: string, deps: LogoDeps): Promise<LogoAnswer | null> {
  const answers = await Promise.all([deps.lookUp(host, 'A'), deps.lookUp(host, 'AAAA')]);
  const addresses = answers.flatMap((answer) => (answer.state === 'found' ? answer.records : []));
  const inside = deps.isPublicResolver ? addresses.filter((address) => !isPublicAddress(address)) : [];
  if (inside.length > 0) return failed('private-address', inside.slice(0, 4).join(', '));
  if (addresses.length > 0) return null;
  return failed(answers.some(({ state }) => state === 'unavailable') ? 'dns' : 'no-address', host);
}

/** What was compressed by gzip; null where it is too large, however small it looked. */
async function inflated(written: Uint8Array): Promise<Uint8Array | null | 'broken'> {
  const body = new Blob([written as Uint8Array<ArrayBuffer>]).stream();
  try {
    return await readAtMost(
      new Response(body.pipeThrough(new DecompressionStream('gzip'))),
      MOST_LOGO_OCTETS,
    );
  } catch {
    return 'broken';
  }
}

function failed(why: LogoFailure, detail = ''): LogoAnswer {
  return { state: 'failed', why, detail };
}
