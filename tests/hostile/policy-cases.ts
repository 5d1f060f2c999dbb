import type { ProblemCode } from '../../lib/mechanisms.ts';
import type { Headline } from '../../lib/verdict/headlines.ts';
import { Buffer } from 'node:buffer';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { policyText, serves } from '../lab/description/policy.ts';
import type { PolicyHost } from '../lab/description/types.ts';
import type { HostileCase, Seen } from './case.ts';

/** One way to serve a policy; everything else about the domain is well. */
export interface PolicyCase extends HostileCase {
  readonly domain: string;
  readonly policyHost: PolicyHost;
  /** Where it is run: by Node alone, by the browsers alone, or by both. A browser's own way to fail is seen in a browser. */
  readonly by: 'node' | 'browsers' | 'both';
  /** What Firefox shows where that differs, and what the fetch of Node comes to. */
  readonly inFirefox?: Seen;
  readonly inNode?: Seen;
  /** How often Firefox asks by itself, where that is more than once. */
  readonly requestsInFirefox?: number;
  /** What a client that has read enough may have taken at most, with everything that lies in buffers between, in bytes. */
  readonly sentAtMost?: number;
  /** The answer never ends: it is over only where the client leaves. */
  readonly isLeft?: boolean;
  /** Only a deadline ends it: it passes once the host has sent so many bytes. */
  readonly endsAfterBytes?: number;
}

/** The mail server of each of these domains. */
export const serverOf = (domain: string): string => `mx.${domain}`;

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
/** Sockets, TLS and the browser hold some megabytes between them. */
const BUFFERS = 24 * MIB;
const MAX_AGE = 31_536_000;
const BREAKS_OFF = 'policy-connection-lost';

const good = (domain: string): string => policyText({ maxAge: MAX_AGE, mx: [serverOf(domain)] });
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const PLAIN = { 'content-type': 'text/plain' };

type See = readonly [Headline, ...ProblemCode[]];

function hostile(
  domain: string,
  what: string,
  [headline, ...findings]: See,
  policyHost: (text: string) => PolicyHost,
  more: Partial<PolicyCase> = {},
): PolicyCase {
  return { domain, what, by: 'both', headline, findings, policyHost: policyHost(good(domain)), ...more };
}

/** The whole response, byte for byte. */
const raw =
  (behaviour: 'raw' | 'raw-reset' | 'raw-endless', response: (text: string) => string) => (text: string) =>
    serves(latin(response(text)), { behaviour });

const diverted = (behaviour: PolicyHost['behaviour']) => (text: string) => serves(text, { behaviour });
const withText = (change: (text: string) => string | Uint8Array) => (text: string) => serves(change(text));
const withStatus = (status: number, headers: Record<string, string>) => (text: string) =>
  serves(text, { status, headers: { ...PLAIN, ...headers } });

const head = (length: number): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\n\r\n`;

const ZEROS = new Uint8Array(64 * MIB);
/** The last bytes are missing, so that nobody can tell where it ends without reading it. */
const bomb = (encoding: string, compressed: Uint8Array) => () =>
  serves(compressed.subarray(0, -8), {
    behaviour: 'unfinished',
    headers: { ...PLAIN, 'content-encoding': encoding },
  });

export const SIZES: readonly PolicyCase[] = [
  hostile(
    'gigabyte.test',
    'A policy of 1 GiB',
    ['broken-fetch', 'policy-too-large'],
    (text) => serves(text, { behaviour: 'endless', headers: { ...PLAIN, 'content-length': String(GIB) } }),
    { sentAtMost: BUFFERS, isLeft: true },
  ),
  hostile(
    'gzip-bomb.test',
    'A gzip bomb: 64 MiB in 64 KiB',
    ['broken-fetch', 'policy-too-large'],
    bomb('gzip', gzipSync(ZEROS)),
    { by: 'browsers', isLeft: true },
  ),
  hostile(
    'brotli-bomb.test',
    'A brotli bomb: 64 MiB in less than 1 KiB',
    ['broken-fetch', 'policy-too-large'],
    bomb('br', brotliCompressSync(ZEROS)),
    // Chromium waits some seconds for the end of so short a body before it leaves.
    { by: 'browsers' },
  ),
  hostile(
    'not-gzip.test',
    'A policy that claims to be gzip and is not',
    ['broken-fetch', 'policy-http'],
    (text) => serves(text, { headers: { ...PLAIN, 'content-encoding': 'gzip' } }),
    { by: 'browsers' },
  ),
  hostile(
    'endless-headers.test',
    'Headers without end',
    ['broken-fetch', 'policy-http'],
    raw('raw-endless', () => `HTTP/1.1 200 OK\r\nx-header: ${'y'.repeat(1000)}\r\n`),
    { sentAtMost: BUFFERS, isLeft: true },
  ),
  hostile(
    'many-mx.test',
    'A policy of 100,000 mx lines',
    ['broken-fetch', 'policy-too-large'],
    withText((text) => text + 'mx: mail.example.com\r\n'.repeat(100_000)),
  ),
  hostile(
    'full-of-mx.test',
    'As many mx lines as 64 KiB hold',
    ['enforced', 'mx-pattern-unused', 'policy-large', 'policy-mx-repeated'],
    withText((text) => text + 'mx: mail.example.com\r\n'.repeat(2900)),
  ),
  hostile(
    'ten-megabytes.test',
    '10 MB in one line',
    ['broken-fetch', 'policy-too-large'],
    withText((text) => `${text}x: ${'y'.repeat(1e7)}`),
  ),
  hostile(
    'long-line.test',
    '64 KB in one line without a colon',
    ['broken-policy', 'policy-large', 'policy-line-syntax'],
    withText((text) => text + 'y'.repeat(64_000)),
  ),
  hostile(
    'dripping.test',
    'A policy that comes a byte at a time',
    ['unknown-policy', 'policy-timeout'],
    (text) => serves(text, { behaviour: 'drip' }),
    { by: 'node', isLeft: true, endsAfterBytes: 2 },
  ),
  hostile(
    'mute.test',
    'A policy host that takes the request and never answers',
    ['unknown-policy', 'policy-timeout'],
    (text) => serves(text, { behaviour: 'silent' }),
    { by: 'node', isLeft: true, endsAfterBytes: 0 },
  ),
];

export const TEXTS: readonly PolicyCase[] = [
  hostile(
    'nul.test',
    'NUL in the middle of the policy',
    ['broken-policy', 'policy-control-character'],
    withText((text) => text.replace('STSv1', 'STS\0v1')),
  ),
  hostile(
    'utf-16.test',
    'A policy in UTF-16',
    ['broken-policy', 'policy-not-utf8'],
    withText((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  ),
  hostile(
    'bytes.test',
    'Every byte there is, in place of a policy',
    ['broken-policy', 'policy-not-utf8'],
    withText(() => Uint8Array.from({ length: 4096 }, (_, index) => index & 255)),
  ),
];

export const CONNECTIONS: readonly PolicyCase[] = [
  hostile('old-tls.test', 'TLS 1.1 and nothing newer', ['broken-fetch', 'policy-tls'], diverted('tls-1.1')),
  hostile(
    'reset-at-once.test',
    'The connection is reset before TLS',
    ['broken-fetch', BREAKS_OFF],
    diverted('reset-at-once'),
  ),
  hostile(
    'reset-in-handshake.test',
    'The connection is reset in the TLS handshake',
    ['broken-fetch', BREAKS_OFF],
    diverted('reset-in-handshake'),
  ),
  hostile(
    'reset-before-headers.test',
    'The connection is reset after the request',
    ['broken-fetch', BREAKS_OFF],
    raw('raw-reset', () => ''),
    { requestsInFirefox: 10 },
  ),
  hostile(
    'reset-after-headers.test',
    'The connection is reset after the headers',
    ['broken-fetch', BREAKS_OFF],
    raw('raw-reset', (text) => head(text.length)),
  ),
  hostile(
    'reset-in-body.test',
    'The connection is reset in the middle of the policy',
    ['broken-fetch', BREAKS_OFF],
    raw('raw-reset', (text) => head(text.length) + text.slice(0, 20)),
  ),
  hostile(
    'short-body.test',
    'The connection is closed before the policy is complete',
    ['broken-fetch', BREAKS_OFF],
    raw('raw', (text) => head(text.length) + text.slice(0, 20)),
  ),
  hostile(
    'http-1-0.test',
    'HTTP/1.0, without a length: read to the end of the connection',
    ['enforced'],
    raw('raw', (text) => `HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\n${text}`),
  ),
  hostile(
    'no-http.test',
    'Bytes that are no HTTP: browsers read them as a body without headers (HTTP/0.9)',
    ['broken-policy', 'policy-no-media-type', 'policy-other-text'],
    raw('raw', () => 'SSH-2.0-OpenSSH_9.2\r\n'.repeat(10)),
    { inNode: { headline: 'broken-fetch', findings: ['policy-http'] } },
  ),
  hostile(
    'redirect-loop.test',
    'A redirect to itself: not followed once',
    ['broken-fetch', 'policy-redirect'],
    withStatus(302, { location: 'https://mta-sts.redirect-loop.test/.well-known/mta-sts.txt' }),
  ),
  hostile(
    'redirect-inside.test',
    'A redirect to http://127.0.0.1/: not followed',
    ['broken-fetch', 'policy-redirect'],
    withStatus(307, { location: 'http://127.0.0.1/' }),
  ),
  hostile(
    'password.test',
    'HTTP 401, which asks for a password',
    ['broken-fetch', 'policy-status'],
    withStatus(401, { 'www-authenticate': 'Basic realm="Your bank"' }),
  ),
  hostile(
    'busy.test',
    'HTTP 429 with Retry-After: not asked again by itself',
    ['broken-fetch', 'policy-status'],
    withStatus(429, { 'retry-after': '1' }),
  ),
  hostile('failing.test', 'HTTP 500', ['broken-fetch', 'policy-status'], withStatus(500, {})),
];
