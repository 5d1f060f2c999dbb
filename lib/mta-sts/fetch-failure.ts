import type { ProblemCode } from '../problem.ts';

/** Why no HTTP response came from a policy host, in one set of reasons for every browser and for Node. */
export interface FetchFailure {
  readonly code: Extract<
    ProblemCode,
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

/** Names without their prefix, as a pattern for the whole of what is said. */
const chromium = (names: string) => new RegExp(`^net::ERR_(?:${names})$`);
const firefox = (names: string) => new RegExp(`^NS_ERROR_(?:${names})$`);
const node = (names: string) => new RegExp(`^(?:${names})$`);
/** What Firefox calls a failure of TLS for which it has no sentence. */
const firefoxTls = (names: string) =>
  new RegExp(`^NS_ERROR_GENERATE_FAILURE\\(NS_ERROR_MODULE_SECURITY, (?:${names})\\)$`);

/**
 * What Chromium, Firefox and Node (`code` of the cause) call a failure that is the server's. A name counts as a whole: its
 * namesake for a proxy is about the way from here. What only a browser asks of a server, and no sender (Certificate
 * Transparency, Encrypted Client Hello, HTTP/3, pinned keys), is named nowhere. The table of the tests has every name.
 */
const REASONS: readonly (readonly [FetchFailure['code'], ...RegExp[]])[] = [
  ['policy-certificate-expired', chromium('CERT_DATE_INVALID'), node('CERT_HAS_EXPIRED|CERT_NOT_YET_VALID')],
  [
    'policy-certificate-wrong-name',
    chromium('CERT_COMMON_NAME_INVALID'),
    node('ERR_TLS_CERT_ALTNAME_INVALID'),
  ],
  [
    'policy-certificate-untrusted',
    chromium('CERT_AUTHORITY_INVALID|CERT_SYMANTEC_LEGACY'),
    node('DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY|GET)_\\w+'),
  ],
  [
    'policy-tls',
    chromium(
      'CERT_(?:CONTAINS_ERRORS|REVOKED|INVALID|WEAK_\\w+|NAME_CONSTRAINT_VIOLATION|ERROR_IN_SSL_RENEGOTIATION)',
    ),
    chromium(
      'SSL_(?!PINNED_KEY|HANDSHAKE_NOT_COMPLETED)\\w+|BAD_SSL_CLIENT_AUTH_CERT|CLIENT_AUTH_CERT_TYPE_UNSUPPORTED',
    ),
    chromium('HTTP2_INADEQUATE_TRANSPORT_SECURITY'),
    firefox('NET_INADEQUATE_SECURITY'),
    firefoxTls('SSL_ERROR_(?:RX_\\w+|MISSING_(?!ESNI)\\w+|EXTENSION_DISALLOWED_FOR_VERSION|TOO_MANY_\\w+)'),
    node('ERR_SSL_\\w+|EPROTO'),
  ],
  ['policy-refused', chromium('CONNECTION_REFUSED'), firefox('CONNECTION_REFUSED'), node('ECONNREFUSED')],
  [
    'policy-connection-lost',
    chromium('CONNECTION_(?:RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE'),
    chromium('RESPONSE_HEADERS_TRUNCATED|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH'),
    chromium(
      'HTTP2_(?:PROTOCOL|FLOW_CONTROL|FRAME_SIZE|COMPRESSION)_ERROR|HTTP2_(?:SERVER_REFUSED_STREAM|STREAM_CLOSED|RST_STREAM_NO_ERROR_RECEIVED)|INCOMPLETE_HTTP2_HEADERS',
    ),
    firefox('NET_(?:RESET|INTERRUPT|PARTIAL_TRANSFER|EMPTY_RESPONSE|HTTP2_SENT_GOAWAY)'),
    node('ECONNRESET|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
  ],
  [
    'policy-http',
    chromium(
      'INVALID_(?:HTTP_RESPONSE|RESPONSE|CHUNKED_ENCODING)|RESPONSE_HEADERS_(?:TOO_BIG|MULTIPLE_\\w+)',
    ),
    chromium('CONTENT_DECODING_(?:INIT_)?FAILED|ZSTD_WINDOW_SIZE_TOO_BIG'),
    firefox(
      'INVALID_CONTENT_ENCODING|FILE_TOO_BIG|CORRUPTED_CONTENT|PARSING_HTTP_STATUS_LINE|DOM_INVALID_HEADER_(?:NAME|VALUE)',
    ),
    node('HPE_\\w+|UND_ERR_HEADERS_OVERFLOW|Z_(?:DATA|BUF)_ERROR'),
  ],
  // The one status that Chromium takes for a failure: 407, where nobody asked a proxy.
  ['policy-status', chromium('UNEXPECTED_PROXY_AUTH')],
  // A redirect to what no request can go to; where to is not told.
  ['policy-redirect', chromium('UNSAFE_REDIRECT|INVALID_REDIRECT')],
  [
    'policy-host-no-address',
    chromium('NAME_NOT_RESOLVED'),
    firefox('(?:DEFINITIVE_)?UNKNOWN_HOST'),
    node('ENOTFOUND'),
  ],
  [
    'policy-timeout',
    chromium('(?:CONNECTION_)?TIMED_OUT'),
    firefox('NET_TIMEOUT(?:_EXTERNAL)?'),
    node('ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT'),
  ],
];

/** Reads what the browser said of a failed request. What says nothing known is `policy-unreachable`: we could not know. */
export function fetchFailure(words: string): FetchFailure {
  const known = REASONS.find(([, ...patterns]) => patterns.some((pattern) => pattern.test(words)));
  if (known) return { code: known[0], detail: words };
  // Firefox has a sentence for nearly every TLS failure, in its own language, so that none is matched; everything else of its has a
  // name. Not every language has spaces.
  const isSentence = /[^\w:.]/.test(words) && !/^(?:net::|NS_)/.test(words);
  return { code: isSentence ? 'policy-tls' : 'policy-unreachable', detail: words };
}
