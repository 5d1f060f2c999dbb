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
    | 'policy-redirect'
    | 'policy-host-no-address'
    | 'policy-timeout'
    | 'policy-unreachable'
  >;
  /** The browser's own words, shown as such. */
  readonly detail: string;
}

/**
 * Patterns of what Chromium (`net::ERR_...`), Firefox (`NS_ERROR_...`) and Node (`code` of the cause) call a failure. A
 * sentence in the language of the browser is matched by nothing here: Firefox gives one for every TLS failure.
 */
const REASONS: readonly (readonly [RegExp, FetchFailure['code']])[] = [
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'policy-certificate-expired'],
  [/ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID/, 'policy-certificate-wrong-name'],
  [
    /ERR_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY|GET)/,
    'policy-certificate-untrusted',
  ],
  [/ERR_SSL_|ERR_BAD_SSL_|ERR_ECH_|EPROTO|NS_ERROR_NET_INADEQUATE_SECURITY/, 'policy-tls'],
  [/CONNECTION_REFUSED|ECONNREFUSED/, 'policy-refused'],
  [
    /ERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_HTTP2_|ERR_INCOMPLETE|ERR_CONTENT_LENGTH_MISMATCH|ECONNRESET|UND_ERR_SOCKET|NS_ERROR_NET_(?:RESET|INTERRUPT|PARTIAL|EMPTY)/,
    'policy-connection-lost',
  ],
  [
    /ERR_INVALID_HTTP|ERR_RESPONSE_HEADERS_|ERR_CONTENT_DECODING|HPE_|UND_ERR_HEADERS_OVERFLOW|NS_ERROR_INVALID_CONTENT_ENCODING|NS_ERROR_FILE_TOO_BIG/,
    'policy-http',
  ],
  // A redirect to what no request can go to; where to is not told.
  [/ERR_UNSAFE_REDIRECT|ERR_INVALID_REDIRECT/, 'policy-redirect'],
  [/ERR_NAME_NOT_RESOLVED|NS_ERROR_UNKNOWN_HOST|ENOTFOUND/, 'policy-host-no-address'],
  [/ERR_(?:CONNECTION_)?TIMED_OUT|NS_ERROR_NET_TIMEOUT|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT/, 'policy-timeout'],
];

/** Reads what the browser said of a failed request. What says nothing known is `policy-unreachable`: we could not know. */
export function fetchFailure(words: string): FetchFailure {
  const known = REASONS.find(([pattern]) => pattern.test(words));
  if (known) return { code: known[1], detail: words };
  // Firefox has no code for a TLS failure, only a sentence; everything else of its has a code. Not every language has spaces.
  const isSentence = /[^\w:.]/.test(words) && !/^(?:net::|NS_)/.test(words);
  return { code: isSentence ? 'policy-tls' : 'policy-unreachable', detail: words };
}
