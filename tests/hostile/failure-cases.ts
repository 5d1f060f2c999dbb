import type { ProblemCode } from '../../lib/mechanisms.ts';
import { Buffer } from 'node:buffer';
import { policyText, serves } from '../lab/description/policy.ts';
import type { CertificateKind, Diversion, PolicyHost } from '../lab/description/types.ts';

/** What the policy comes to in one browser: the first finding about it, and the value that the browser filled into that. */
export interface Told {
  /** Null: the policy is found, and nothing is said of the way to it. */
  readonly code: ProblemCode | null;
  /** The browser's words, a status or a target, where the finding shows them. */
  readonly value?: string | number;
}

/** Why the two browsers do not show the same; each sentence stands so in docs/browsers.md. */
export const DIFFERENCES = {
  certificate:
    'Chromium names what is wrong with a certificate, Firefox has a sentence in its own language, which is shown and not read',
  'no-words':
    'Firefox calls an HTTP/2 session that the server ends `NS_ERROR_ABORT`, as it calls a request that an extension stops',
  chunk: 'a chunk without a length is `NS_ERROR_UNEXPECTED` to Firefox, as is much else',
  truncated: 'Firefox takes headers that are cut off for complete ones',
  interim:
    'an answer that never gets beyond 101 is an empty one to Chromium, a status to Firefox, and one that stays at 100 nothing with a name',
  'http-0-9': 'an unknown version of HTTP is HTTP/1.1 to Chromium, and no HTTP to Firefox',
  'unsafe-target': 'Chromium does not tell the target of a redirect to no address, or to another scheme',
} as const;

/** One thing that a policy host does, and what each browser makes of it. */
export interface FailureCase {
  readonly domain: string;
  /** In plain words; unique. */
  readonly what: string;
  readonly policyHost: PolicyHost;
  readonly chromium: Told;
  readonly firefox: Told;
  /** Why they differ, where they do by more than words. */
  readonly because?: keyof typeof DIFFERENCES;
}

type Serve = (text: string, host: string) => PolicyHost;
const told = (code: ProblemCode | null, value?: string | number): Told =>
  value === undefined ? { code } : { code, value };

function same(domain: string, what: string, serve: Serve, each: Told): FailureCase {
  return differing(domain, what, serve, [each, each]);
}

function differing(
  domain: string,
  what: string,
  serve: Serve,
  [chromium, firefox]: readonly [Told, Told],
  because?: keyof typeof DIFFERENCES,
): FailureCase {
  const policyHost = serve(policyText({ mx: [`mx1.${domain}`, `mx2.${domain}`] }), `mta-sts.${domain}`);
  return { domain, what, policyHost, chromium, firefox, ...(because && { because }) };
}

const PLAIN = { 'content-type': 'text/plain' };
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n';
const lengthOf = (text: string): string => `content-length: ${text.length}\r\n\r\n`;
const raw =
  (answer: (text: string) => string, behaviour: 'raw' | 'raw-reset' = 'raw'): Serve =>
  (text) =>
    serves(Buffer.from(answer(text), 'latin1'), { behaviour });
const diverted =
  (behaviour: Diversion): Serve =>
  (text) =>
    serves(text, { behaviour });
const certified =
  (certificate: CertificateKind): Serve =>
  (text) =>
    serves(text, { certificate });
const encoded =
  (encoding: string, status = 200): Serve =>
  (text) =>
    serves(text, { status, headers: { ...PLAIN, 'content-encoding': encoding } });
const redirecting = (location: string): Serve =>
  raw(() => `HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`);

const LOST = told('policy-connection-lost');
const tls = (words: string): Told => told('policy-tls', words);
const http = (words: string): Told => told('policy-http', words);
const unreachable = (words: string): Told => told('policy-unreachable', words);

const CERTIFICATES: readonly FailureCase[] = [
  same('found.test', 'All is well', (text) => serves(text), told(null)),
  differing(
    'expired.test',
    'The certificate has expired',
    certified('expired'),
    [told('policy-certificate-expired'), tls('Peer’s Certificate has expired.')],
    'certificate',
  ),
  differing(
    'not-yet-valid.test',
    'The certificate is not valid yet',
    certified('not-yet-valid'),
    [told('policy-certificate-expired'), tls('The server presented a certificate that is not yet valid.')],
    'certificate',
  ),
  differing(
    'wrong-name.test',
    'The certificate is for another name',
    certified('wrong-name'),
    [
      told('policy-certificate-wrong-name'),
      tls(
        'Unable to communicate securely with peer: requested domain name does not match the server’s certificate.',
      ),
    ],
    'certificate',
  ),
  differing(
    'self-signed.test',
    'The certificate is signed by itself',
    certified('self-signed'),
    [told('policy-certificate-untrusted'), tls('The certificate is not trusted because it is self-signed.')],
    'certificate',
  ),
  differing(
    'unknown-issuer.test',
    'The certificate is signed by nobody known',
    certified('unknown-issuer'),
    [told('policy-certificate-untrusted'), tls('Peer’s Certificate issuer is not recognized.')],
    'certificate',
  ),
];

const TLS: readonly FailureCase[] = [
  differing('old-tls.test', 'TLS 1.1 and nothing newer', diverted('tls-1.1'), [
    tls('net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH'),
    tls('Peer reports incompatible or unsupported protocol version.'),
  ]),
  differing('alert.test', 'An alert of TLS: there is no such host', diverted('alert'), [
    tls('net::ERR_SSL_UNRECOGNIZED_NAME_ALERT'),
    tls('SSL peer has no certificate for the requested DNS name.'),
  ]),
  differing('plain-http.test', 'HTTP without TLS at port 443', diverted('plain-http'), [
    tls('net::ERR_SSL_PROTOCOL_ERROR'),
    tls('SSL received a record that exceeded the maximum permissible length.'),
  ]),
  differing(
    'client-certificate.test',
    'A certificate is asked for, in TLS 1.3',
    diverted('client-certificate'),
    [
      tls('net::ERR_BAD_SSL_CLIENT_AUTH_CERT'),
      tls('NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT)'),
    ],
  ),
  differing(
    'client-certificate-1-2.test',
    'A certificate is asked for, in TLS 1.2',
    diverted('client-certificate-1.2'),
    [
      tls('net::ERR_BAD_SSL_CLIENT_AUTH_CERT'),
      tls('SSL peer was unable to negotiate an acceptable set of security parameters.'),
    ],
  ),
];

const CONNECTIONS: readonly FailureCase[] = [
  same('refused.test', 'Nobody listens', diverted('refused'), told('policy-refused')),
  same('reset-at-once.test', 'Reset before TLS', diverted('reset-at-once'), LOST),
  same('close-at-once.test', 'Closed before TLS', diverted('close-at-once'), LOST),
  same('reset-in-handshake.test', 'Reset within the handshake', diverted('reset-in-handshake'), LOST),
  same('close-in-handshake.test', 'Closed within the handshake', diverted('close-in-handshake'), LOST),
  same(
    'empty.test',
    'Closed without an answer',
    raw(() => ''),
    LOST,
  ),
  same(
    'reset.test',
    'Reset without an answer',
    raw(() => '', 'raw-reset'),
    LOST,
  ),
  differing(
    'half-headers.test',
    'Closed within the headers',
    raw(() => 'HTTP/1.1 200 OK\r\ncontent-type: te'),
    [LOST, told('policy-empty')],
    'truncated',
  ),
  differing(
    'half-status.test',
    'Closed within the status line',
    raw(() => 'HTTP/1.1 4'),
    [LOST, told('policy-status', 4)],
    'truncated',
  ),
  same(
    'no-body.test',
    'Reset after the headers',
    raw((text) => OK + lengthOf(text), 'raw-reset'),
    LOST,
  ),
  same(
    'short.test',
    'Closed within the body',
    raw((text) => OK + lengthOf(text) + text.slice(0, 20)),
    LOST,
  ),
  same(
    'reset-in-body.test',
    'Reset within the body',
    raw((text) => OK + lengthOf(text) + text.slice(0, 20), 'raw-reset'),
    LOST,
  ),
  same(
    'no-last-chunk.test',
    'Closed before the last chunk',
    raw((text) => `${OK}transfer-encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n`),
    LOST,
  ),
  same('h2-reset.test', 'HTTP/2: the stream ends in an error', diverted('h2-reset'), LOST),
  same('h2-reset-in-body.test', 'HTTP/2: the same within the body', diverted('h2-reset-in-body'), LOST),
  same('h2-no-frames.test', 'HTTP/2 in name alone', diverted('h2-no-frames'), LOST),
  differing(
    'h2-goaway.test',
    'HTTP/2: the session ends in an error',
    diverted('h2-goaway'),
    [LOST, unreachable('NS_ERROR_ABORT')],
    'no-words',
  ),
  differing(
    'h2-closed.test',
    'HTTP/2: the connection closes',
    diverted('h2-closed'),
    [LOST, unreachable('NS_ERROR_ABORT')],
    'no-words',
  ),
];

const HTTP: readonly FailureCase[] = [
  differing(
    'two-lengths.test',
    'Two different Content-Length',
    raw((text) => `${OK}content-length: 5\r\n${lengthOf(text)}${text}`),
    [http('net::ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH'), http('NS_ERROR_CORRUPTED_CONTENT')],
  ),
  differing(
    'two-locations.test',
    'Two different Location',
    raw(() => 'HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n'),
    [http('net::ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION'), http('NS_ERROR_CORRUPTED_CONTENT')],
  ),
  differing(
    'nul.test',
    'NUL in the value of a header',
    raw((text) => `${OK}x-a: a\0b\r\n${lengthOf(text)}${text}`),
    [http('net::ERR_INVALID_HTTP_RESPONSE'), http('NS_ERROR_DOM_INVALID_HEADER_VALUE')],
  ),
  differing(
    'large-header.test',
    'A header of 400 KB',
    raw((text) => `${OK}x-a: ${'y'.repeat(400_000)}\r\n${lengthOf(text)}${text}`),
    [http('net::ERR_RESPONSE_HEADERS_TOO_BIG'), http('NS_ERROR_FILE_TOO_BIG')],
  ),
  differing(
    'chunk.test',
    'A chunk whose length is no number',
    raw((text) => `${OK}transfer-encoding: chunked\r\n\r\nzz\r\n${text}\r\n0\r\n\r\n`),
    [http('net::ERR_INVALID_CHUNKED_ENCODING'), unreachable('NS_ERROR_UNEXPECTED')],
    'chunk',
  ),
  differing(
    'other-version.test',
    'A version of HTTP that does not exist',
    raw((text) => `HTTP/9.9 200 OK\r\ncontent-type: text/plain\r\n${lengthOf(text)}${text}`),
    [told(null), told('policy-line-syntax')],
    'http-0-9',
  ),
  same(
    'no-http.test',
    'No HTTP at all',
    raw(() => 'SSH-2.0-OpenSSH_9.2\r\n'.repeat(10)),
    told('policy-other-text'),
  ),
  ...['gzip', 'br', 'deflate', 'zstd'].map((encoding) =>
    differing(`not-${encoding}.test`, `Declared ${encoding}, sent plain`, encoded(encoding), [
      http('net::ERR_CONTENT_DECODING_FAILED'),
      http(`Content-Encoding: ${encoding}`),
    ]),
  ),
  same(
    'missing-gzip.test',
    '404, declared gzip, sent plain: the status counts',
    encoded('gzip', 404),
    told('policy-status', 404),
  ),
  same('unknown-encoding.test', 'An encoding that nobody knows is none', encoded('x-none'), told(null)),
];

const STATUSES: readonly FailureCase[] = [
  ...[204, 206, 300, 401, 403, 404, 407, 410, 421, 429, 451, 500, 502, 503, 511].map((status) =>
    same(
      `status-${status}.test`,
      `Status ${status}`,
      (text) => serves(status === 204 ? '' : text, { status }),
      status === 300 ? told('policy-redirect', '') : told('policy-status', status),
    ),
  ),
  differing(
    'switching.test',
    'Status 101, and nothing more',
    raw(() => 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    [LOST, told('policy-status', 101)],
    'interim',
  ),
  differing(
    'continue.test',
    'Status 100, and nothing more',
    raw(() => 'HTTP/1.1 100 Continue\r\n\r\n'),
    [LOST, unreachable('NS_ERROR_NET_ON_RECEIVING_FROM')],
    'interim',
  ),
];

const FAR = 'https://www.example.com/';
const redirect = (domain: string, what: string, location: string, target: string): FailureCase =>
  same(domain, what, redirecting(location), told('policy-redirect', target));
const unsafe = (domain: string, what: string, location: string): FailureCase =>
  differing(
    domain,
    what,
    redirecting(location),
    [told('policy-redirect', ''), told('policy-redirect', location)],
    'unsafe-target',
  );

const REDIRECTS: readonly FailureCase[] = [
  redirect('to-far.test', 'A redirect to another host', `${FAR}a.txt`, `${FAR}a.txt`),
  redirect('to-path.test', 'A redirect to a path', '/a.txt', 'https://mta-sts.to-path.test/a.txt'),
  redirect('to-host.test', 'A redirect to a host without a scheme', '//www.example.com/', FAR),
  redirect(
    'to-query.test',
    'A redirect to a query',
    '?a',
    'https://mta-sts.to-query.test/.well-known/mta-sts.txt?a',
  ),
  redirect('to-http.test', 'A redirect to HTTP without TLS', 'http://127.0.0.1/', 'http://127.0.0.1/'),
  redirect(
    'to-user.test',
    'A redirect with a password',
    'https://a:b@www.example.com/',
    'https://a:b@www.example.com/',
  ),
  redirect('to-latin.test', 'A redirect in Latin-1', `${FAR}\xe4`, `${FAR}%C3%A4`),
  redirect('to-utf-8.test', 'A redirect in UTF-8', Buffer.from(`${FAR}ä`).toString('latin1'), `${FAR}%C3%A4`),
  redirect(
    'to-long.test',
    'A redirect of 64 KB',
    FAR + 'y'.repeat(65_000),
    `${FAR}${'y'.repeat(1000 - FAR.length)}…`,
  ),
  redirect('to-nothing.test', 'A redirect whose Location is empty', '', ''),
  same(
    'to-nowhere.test',
    'A redirect without a Location',
    (text) => serves(text, { status: 302 }),
    told('policy-redirect', ''),
  ),
  unsafe('to-no-url.test', 'A redirect to no address', 'https://['),
  unsafe('to-script.test', 'A redirect to a script', 'javascript:alert(1)'),
  unsafe('to-file.test', 'A redirect to a file', 'file:///etc/passwd'),
];

/**
 * What both browsers make of everything that a policy host of the lab does, but for what only a deadline ends: that is Node's
 * turn (policy-cases.ts). A TLS failure of Firefox is a sentence in its language; the lab's speaks English.
 */
export const FAILURE_CASES: readonly FailureCase[] = [
  ...CERTIFICATES,
  ...TLS,
  ...CONNECTIONS,
  ...HTTP,
  ...STATUSES,
  ...REDIRECTS,
];
