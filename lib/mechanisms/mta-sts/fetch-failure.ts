import type { StsProblemCode } from './problems.ts';

/** Why no HTTP response came from a policy host, in one set of reasons for every browser and for Node. */
export interface FetchFailure {
  readonly code: Extract<
    StsProblemCode,
    | 'policy-certificate-expired'
    | 'policy-certificate-wrong-name'
    | 'policy-certificate-untrusted'
    | 'policy-tls'
    | 'policy-refused'
    | 'policy-connection-lost'
    | 'policy-http'
    | 'policy-status'
    | 'policy-redirect'
    | 'policy-host-no-address'
    | 'policy-timeout'
    | 'policy-unreachable'
  >;
  /** The browser's own words, shown as such. */
  readonly detail: string;
}

/** The names of each reason, as patterns: nothing here is computed before a fetch has failed, and pages that fetch nothing leave it out. */
type Names = readonly (readonly [FetchFailure['code'], names: string])[];

const CHROMIUM: Names = [
  ['policy-certificate-expired', 'CERT_DATE_INVALID'],
  ['policy-certificate-wrong-name', 'CERT_COMMON_NAME_INVALID'],
  ['policy-certificate-untrusted', 'CERT_AUTHORITY_INVALID|CERT_SYMANTEC_LEGACY'],
  [
    'policy-tls',
    'CERT_(CONTAINS_ERRORS|REVOKED|INVALID|WEAK_\\w+|NAME_CONSTRAINT_VIOLATION|ERROR_IN_SSL_RENEGOTIATION)',
  ],
  [
    'policy-tls',
    'SSL_(?!PINNED_KEY|HANDSHAKE_NOT_COMPLETED)\\w+|BAD_SSL_CLIENT_AUTH_CERT|CLIENT_AUTH_CERT_TYPE_UNSUPPORTED|HTTP2_INADEQUATE_TRANSPORT_SECURITY',
  ],
  ['policy-refused', 'CONNECTION_REFUSED'],
  [
    'policy-connection-lost',
    'CONNECTION_(RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|RESPONSE_HEADERS_TRUNCATED|INCOMPLETE_(CHUNKED_ENCODING|HTTP2_HEADERS)|CONTENT_LENGTH_MISMATCH',
  ],
  [
    'policy-connection-lost',
    'HTTP2_((PROTOCOL|FLOW_CONTROL|FRAME_SIZE|COMPRESSION)_ERROR|SERVER_REFUSED_STREAM|STREAM_CLOSED|RST_STREAM_NO_ERROR_RECEIVED)',
  ],
  [
    'policy-http',
    'INVALID_(HTTP_RESPONSE|RESPONSE|CHUNKED_ENCODING)|RESPONSE_HEADERS_(TOO_BIG|MULTIPLE_\\w+)|CONTENT_DECODING_(INIT_)?FAILED|ZSTD_WINDOW_SIZE_TOO_BIG',
  ],
  // The one status that Chromium treats as a failure: 407, though it asked no proxy.
  ['policy-status', 'UNEXPECTED_PROXY_AUTH'],
  // A redirect to what no request can go to; where to is not told.
  ['policy-redirect', 'UNSAFE_REDIRECT|INVALID_REDIRECT'],
  ['policy-host-no-address', 'NAME_NOT_RESOLVED'],
  ['policy-timeout', '(CONNECTION_)?TIMED_OUT'],
];

const FIREFOX: Names = [
  ['policy-tls', 'NET_INADEQUATE_SECURITY'],
  ['policy-refused', 'CONNECTION_REFUSED'],
  ['policy-connection-lost', 'NET_(RESET|INTERRUPT|PARTIAL_TRANSFER|EMPTY_RESPONSE|HTTP2_SENT_GOAWAY)'],
  [
    'policy-http',
    'INVALID_CONTENT_ENCODING|FILE_TOO_BIG|CORRUPTED_CONTENT|PARSING_HTTP_STATUS_LINE|DOM_INVALID_HEADER_(NAME|VALUE)',
  ],
  ['policy-host-no-address', '(DEFINITIVE_)?UNKNOWN_HOST'],
  ['policy-timeout', 'NET_TIMEOUT(_EXTERNAL)?'],
  // What it calls a failure of TLS for which it has no sentence.
  [
    'policy-tls',
    'GENERATE_FAILURE\\(NS_ERROR_MODULE_SECURITY, SSL_ERROR_(RX_\\w+|MISSING_(?!ESNI)\\w+|EXTENSION_DISALLOWED_FOR_VERSION|TOO_MANY_\\w+)\\)',
  ],
];

const NODE: Names = [
  ['policy-certificate-expired', 'CERT_HAS_EXPIRED|CERT_NOT_YET_VALID'],
  ['policy-certificate-wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [
    'policy-certificate-untrusted',
    'DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY|GET)_\\w+',
  ],
  ['policy-tls', 'ERR_SSL_\\w+|EPROTO'],
  ['policy-refused', 'ECONNREFUSED'],
  ['policy-connection-lost', 'ECONNRESET|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH'],
  ['policy-http', 'HPE_\\w+|UND_ERR_HEADERS_OVERFLOW|Z_(DATA|BUF)_ERROR'],
  ['policy-host-no-address', 'ENOTFOUND'],
  ['policy-timeout', 'ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT'],
];

/**
 * Reads what the browser, or Node (`code` of the cause), said of a failed request. What says nothing known is `policy-unreachable`:
 * we could not know. A name counts as a whole: its namesake for a proxy is about the way from here. What only a browser asks of a
 * server, and no sender (Certificate Transparency, Encrypted Client Hello, HTTP/3, pinned keys), is among no names. The table of the
 * tests has them all.
 */
export function fetchFailure(words: string): FetchFailure {
  const code =
    codeAmong(CHROMIUM, 'net::ERR_', words) ??
    codeAmong(FIREFOX, 'NS_ERROR_', words) ??
    codeAmong(NODE, '', words);
  if (code) return { code, detail: words };
  // Firefox has a sentence for nearly every TLS failure, in its own language, so that none is matched; everything else of its has a
  // name. Not every language has spaces.
  const isSentence = /[^\w:.]/.test(words) && !/^(?:net::|NS_)/.test(words);
  return { code: isSentence ? 'policy-tls' : 'policy-unreachable', detail: words };
}

function codeAmong(reasons: Names, prefix: string, words: string): FetchFailure['code'] | undefined {
  return reasons.find(([, names]) => new RegExp(`^${prefix}(?:${names})$`).test(words))?.[0];
}
