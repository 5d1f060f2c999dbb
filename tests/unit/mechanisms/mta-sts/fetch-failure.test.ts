import { describe, expect, it } from 'vitest';
import { fetchFailure, type FetchFailure } from '../../../../lib/mechanisms/mta-sts/fetch-failure.ts';

/** Names that share a class for the same reason. */
type Row = readonly [code: FetchFailure['code'], why: string, names: string];

/** All of Chromium's `net_error_list.h`, without `ERR_`, but for the cache, files, imports and client certificates of its own. */
const CHROMIUM: readonly Row[] = [
  ['policy-certificate-expired', 'expired or not yet valid: one name for both', 'CERT_DATE_INVALID'],
  ['policy-certificate-wrong-name', 'the name does not stand in it', 'CERT_COMMON_NAME_INVALID'],
  [
    'policy-certificate-untrusted',
    'nobody known vouches for it',
    'CERT_AUTHORITY_INVALID CERT_SYMANTEC_LEGACY',
  ],
  [
    'policy-tls',
    'a certificate that is wrong in itself: the words tell how',
    'CERT_CONTAINS_ERRORS CERT_INVALID CERT_REVOKED CERT_WEAK_KEY CERT_WEAK_SIGNATURE_ALGORITHM CERT_NAME_CONSTRAINT_VIOLATION CERT_ERROR_IN_SSL_RENEGOTIATION SSL_SERVER_CERT_BAD_FORMAT SSL_SERVER_CERT_CHANGED SSL_BAD_PEER_PUBLIC_KEY SSL_KEY_USAGE_INCOMPATIBLE',
  ],
  [
    'policy-tls',
    'a certificate is asked for, which senders have no more than browsers',
    'SSL_CLIENT_AUTH_CERT_NEEDED BAD_SSL_CLIENT_AUTH_CERT CLIENT_AUTH_CERT_TYPE_UNSUPPORTED SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY SSL_CLIENT_AUTH_SIGNATURE_FAILED SSL_CLIENT_AUTH_CERT_BAD_FORMAT SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS',
  ],
  [
    'policy-tls',
    'the server breaks off the handshake, or spoils it',
    'SSL_PROTOCOL_ERROR SSL_VERSION_OR_CIPHER_MISMATCH SSL_OBSOLETE_CIPHER SSL_OBSOLETE_VERSION SSL_RENEGOTIATION_REQUESTED SSL_NO_RENEGOTIATION SSL_DECOMPRESSION_FAILURE_ALERT SSL_BAD_RECORD_MAC_ALERT SSL_WEAK_SERVER_EPHEMERAL_DH_KEY SSL_DECRYPT_ERROR_ALERT SSL_UNRECOGNIZED_NAME_ALERT HTTP2_INADEQUATE_TRANSPORT_SECURITY',
  ],
  ['policy-refused', 'nobody listens', 'CONNECTION_REFUSED'],
  [
    'policy-connection-lost',
    'it stood, and then it was gone',
    'CONNECTION_RESET CONNECTION_CLOSED CONNECTION_ABORTED SOCKET_NOT_CONNECTED EMPTY_RESPONSE RESPONSE_HEADERS_TRUNCATED CONTENT_LENGTH_MISMATCH INCOMPLETE_CHUNKED_ENCODING',
  ],
  [
    'policy-connection-lost',
    'the server ends the stream or the session of HTTP/2, or breaks its rules so that it ends',
    'HTTP2_PROTOCOL_ERROR HTTP2_SERVER_REFUSED_STREAM HTTP2_FLOW_CONTROL_ERROR HTTP2_FRAME_SIZE_ERROR HTTP2_COMPRESSION_ERROR HTTP2_RST_STREAM_NO_ERROR_RECEIVED HTTP2_STREAM_CLOSED INCOMPLETE_HTTP2_HEADERS',
  ],
  [
    'policy-http',
    'an answer that breaks the rules of HTTP',
    'INVALID_HTTP_RESPONSE INVALID_RESPONSE INVALID_CHUNKED_ENCODING RESPONSE_HEADERS_TOO_BIG RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION RESPONSE_HEADERS_MULTIPLE_LOCATION',
  ],
  [
    'policy-http',
    'a body that cannot be decoded as its headers say',
    'CONTENT_DECODING_FAILED CONTENT_DECODING_INIT_FAILED ZSTD_WINDOW_SIZE_TOO_BIG',
  ],
  ['policy-status', 'status 407, from a host that is no proxy', 'UNEXPECTED_PROXY_AUTH'],
  ['policy-redirect', 'a redirect to no address, or to another scheme', 'INVALID_REDIRECT UNSAFE_REDIRECT'],
  [
    'policy-host-no-address',
    'DNS settles whether it is so: lib/mechanisms/mta-sts/host-address.ts',
    'NAME_NOT_RESOLVED',
  ],
  ['policy-timeout', 'too slow', 'TIMED_OUT CONNECTION_TIMED_OUT'],
  [
    'policy-unreachable',
    'the network of this machine, or the way from it',
    'INTERNET_DISCONNECTED NETWORK_CHANGED NETWORK_ACCESS_DENIED NETWORK_ACCESS_REVOKED NETWORK_IO_SUSPENDED ADDRESS_UNREACHABLE ADDRESS_INVALID ADDRESS_IN_USE CONNECTION_FAILED SOCKET_IS_CONNECTED HTTP2_PING_FAILED TEMPORARILY_THROTTLED MSG_TOO_BIG NO_BUFFER_SPACE PRECONNECT_MAX_SOCKET_LIMIT WINSOCK_UNEXPECTED_WRITTEN_BYTES SOCKET_SET_RECEIVE_BUFFER_SIZE_ERROR SOCKET_SET_SEND_BUFFER_SIZE_ERROR SOCKET_RECEIVE_BUFFER_SIZE_UNCHANGEABLE SOCKET_SEND_BUFFER_SIZE_UNCHANGEABLE',
  ],
  [
    'policy-unreachable',
    'the DNS of this machine',
    'NAME_RESOLUTION_FAILED HOST_RESOLVER_QUEUE_TOO_LARGE ICANN_NAME_COLLISION DNS_MALFORMED_RESPONSE DNS_SERVER_REQUIRES_TCP DNS_SERVER_FAILED DNS_SERVER_FAILURE DNS_TIMED_OUT DNS_CACHE_MISS DNS_SEARCH_EMPTY DNS_SORT_ERROR DNS_HTTP_FAILED DNS_SECURE_RESOLVER_HOSTNAME_RESOLUTION_FAILED DNS_NAME_HTTPS_ONLY DNS_REQUEST_CANCELLED DNS_NO_MATCHING_SUPPORTED_ALPN',
  ],
  [
    'policy-unreachable',
    'a proxy of this machine',
    'PROXY_CONNECTION_FAILED PROXY_AUTH_UNSUPPORTED PROXY_AUTH_REQUESTED PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION PROXY_CERTIFICATE_INVALID PROXY_HTTP_1_1_REQUIRED PROXY_UNABLE_TO_CONNECT_TO_DESTINATION PROXY_DELEGATE_CANCELED_CONNECT_REQUEST PROXY_DELEGATE_CANCELED_CONNECT_RESPONSE TUNNEL_CONNECTION_FAILED SOCKS_CONNECTION_FAILED SOCKS_CONNECTION_HOST_UNREACHABLE MANDATORY_PROXY_CONFIGURATION_FAILED HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH NO_SUPPORTED_PROXIES PAC_SCRIPT_FAILED PAC_SCRIPT_TERMINATED PAC_NOT_IN_DHCP',
  ],
  [
    'policy-unreachable',
    'something on this machine forbids it: an extension, an administrator, the browser',
    'BLOCKED_BY_CLIENT BLOCKED_BY_ADMINISTRATOR BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR BLOCKED_ENROLLMENT_CHECK_PENDING BLOCKED_BY_RESPONSE BLOCKED_BY_CSP BLOCKED_BY_ORB BLOCKED_BY_FINGERPRINTING_PROTECTION BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS INCONSISTENT_IP_ADDRESS_SPACE CLEARTEXT_NOT_PERMITTED ACCESS_DENIED UNSAFE_PORT DISALLOWED_URL_SCHEME UNKNOWN_URL_SCHEME CERT_KNOWN_INTERCEPTION_BLOCKED',
  ],
  [
    'policy-unreachable',
    'the browser gave up for a reason of its own',
    'ABORTED FAILED UNEXPECTED IO_PENDING INVALID_ARGUMENT INVALID_HANDLE INVALID_URL NOT_IMPLEMENTED INSUFFICIENT_RESOURCES OUT_OF_MEMORY CONTEXT_SHUT_DOWN NO_SSL_VERSIONS_ENABLED SSL_HANDSHAKE_NOT_COMPLETED EARLY_DATA_REJECTED WRONG_VERSION_ON_EARLY_DATA READ_IF_READY_NOT_IMPLEMENTED TOO_MANY_RETRIES TOO_MANY_REDIRECTS HTTP2_CLIENT_REFUSED_STREAM HTTP_1_1_REQUIRED CACHE_MISS CACHE_READ_FAILURE CACHE_WRITE_FAILURE INSECURE_RESPONSE CERT_DATABASE_CHANGED CERT_VERIFIER_CHANGED RESPONSE_BODY_TOO_BIG_TO_DRAIN METHOD_NOT_SUPPORTED',
  ],
  [
    'policy-unreachable',
    'only browsers ask for it: senders, which do not, may well have the file',
    'CERTIFICATE_TRANSPARENCY_REQUIRED CERT_VALIDITY_TOO_LONG CERT_NO_REVOCATION_MECHANISM CERT_UNABLE_TO_CHECK_REVOCATION CERT_NON_UNIQUE_NAME CERT_SELF_SIGNED_LOCAL_NETWORK SSL_PINNED_KEY_NOT_IN_CERT_CHAIN ECH_NOT_NEGOTIATED ECH_FALLBACK_CERTIFICATE_INVALID QUIC_PROTOCOL_ERROR QUIC_HANDSHAKE_FAILED QUIC_CERT_ROOT_NOT_KNOWN QUIC_GOAWAY_REQUEST_CAN_BE_RETRIED H2_OR_QUIC_REQUIRED ALPN_NEGOTIATION_FAILED',
  ],
  ['policy-unreachable', 'a machine on the way may do it as well as the server', 'TLS13_DOWNGRADE_DETECTED'],
  ['policy-unreachable', 'a name that nobody knows yet', 'SOMETHING_NEW CONNECTION_REFUSED_BY_PROXY'],
];

/** What Firefox names of a request over the network (`ErrorList.py`), without `NS_ERROR_`. */
const FIREFOX: readonly Row[] = [
  ['policy-refused', 'nobody listens', 'CONNECTION_REFUSED'],
  [
    'policy-connection-lost',
    'it stood, and then it was gone',
    'NET_RESET NET_INTERRUPT NET_PARTIAL_TRANSFER NET_EMPTY_RESPONSE',
  ],
  ['policy-connection-lost', 'the server breaks HTTP/2, so that it ends', 'NET_HTTP2_SENT_GOAWAY'],
  [
    'policy-http',
    'an answer that breaks the rules of HTTP',
    'PARSING_HTTP_STATUS_LINE CORRUPTED_CONTENT DOM_INVALID_HEADER_VALUE DOM_INVALID_HEADER_NAME FILE_TOO_BIG INVALID_CONTENT_ENCODING',
  ],
  ['policy-tls', 'a cipher that HTTP/2 forbids', 'NET_INADEQUATE_SECURITY'],
  ['policy-host-no-address', 'DNS settles whether it is so', 'UNKNOWN_HOST DEFINITIVE_UNKNOWN_HOST'],
  ['policy-timeout', 'too slow', 'NET_TIMEOUT NET_TIMEOUT_EXTERNAL'],
  [
    'policy-unreachable',
    'a proxy of this machine: not the namesake without PROXY',
    'PROXY_CONNECTION_REFUSED UNKNOWN_PROXY_HOST PROXY_BAD_GATEWAY PROXY_GATEWAY_TIMEOUT PROXY_FORBIDDEN PROXY_UNAUTHORIZED PROXY_AUTHENTICATION_FAILED PROXY_NOT_FOUND PROXY_TOO_MANY_REQUESTS PROXY_SERVICE_UNAVAILABLE',
  ],
  [
    'policy-unreachable',
    'the machine, its DNS or its network',
    'OFFLINE DNS_LOOKUP_QUEUE_FULL SOCKET_CREATE_FAILED SOCKET_ADDRESS_NOT_SUPPORTED SOCKET_ADDRESS_IN_USE NOT_INITIALIZED OUT_OF_MEMORY ILLEGAL_DURING_SHUTDOWN NON_LOCAL_CONNECTION_REFUSED LOCAL_NETWORK_ACCESS_DENIED PORT_ACCESS_NOT_ALLOWED',
  ],
  [
    'policy-unreachable',
    'something in this browser forbids it',
    'BLOCKED_URI BLOCKED_BY_POLICY CONTENT_BLOCKED TRACKING_URI SOCIALTRACKING_URI DOM_BAD_URI DOM_SECURITY_ERR BASIC_HTTP_AUTH_DISABLED',
  ],
  [
    'policy-unreachable',
    'ABORT is what an extension that cancels, and a session of HTTP/2 that ends without a word, are both called',
    'ABORT DOM_ABORT_ERR IN_PROGRESS',
  ],
  [
    'policy-unreachable',
    'one name for everything that nobody expected, a chunk without a length among it',
    'UNEXPECTED FAILURE NET_UNKNOWN_1 NET_ON_RECEIVING_FROM NET_ON_WAITING_FOR',
  ],
  ['policy-unreachable', 'only browsers speak HTTP/3', 'NET_HTTP3_PROTOCOL_ERROR'],
  ['policy-unreachable', 'the browser’s own', 'HTTP2_FALLBACK_TO_HTTP1 REDIRECT_LOOP UNKNOWN_PROTOCOL'],
  ['policy-unreachable', 'a name that nobody knows yet', 'SOMETHING_NEW'],
];

/** Names that Firefox gives where it has no sentence: those that its `nsserrors.properties` leaves out. */
const FIREFOX_TLS: readonly Row[] = [
  ['policy-tls', 'a certificate is asked for', 'SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT'],
  [
    'policy-tls',
    'the server spoils the handshake of TLS 1.3',
    'SSL_ERROR_RX_MALFORMED_KEY_SHARE SSL_ERROR_RX_MALFORMED_HYBRID_KEY_SHARE SSL_ERROR_RX_MALFORMED_PRE_SHARED_KEY SSL_ERROR_RX_MALFORMED_ENCRYPTED_EXTENSIONS SSL_ERROR_RX_MALFORMED_HELLO_RETRY_REQUEST SSL_ERROR_RX_UNEXPECTED_ENCRYPTED_EXTENSIONS SSL_ERROR_RX_UNEXPECTED_EXTENSION SSL_ERROR_RX_UNEXPECTED_HELLO_RETRY_REQUEST SSL_ERROR_RX_UNEXPECTED_KEY_UPDATE SSL_ERROR_RX_UNEXPECTED_RECORD_TYPE SSL_ERROR_MISSING_KEY_SHARE SSL_ERROR_MISSING_SUPPORTED_GROUPS SSL_ERROR_MISSING_EXTENSION_ALERT SSL_ERROR_MISSING_ALPN_EXTENSION SSL_ERROR_EXTENSION_DISALLOWED_FOR_VERSION SSL_ERROR_TOO_MANY_RECORDS SSL_ERROR_TOO_MANY_KEY_UPDATES',
  ],
  [
    'policy-unreachable',
    'only browsers ask for it',
    'SSL_ERROR_ECH_FAILED SSL_ERROR_ECH_RETRY_WITH_ECH SSL_ERROR_ECH_RETRY_WITHOUT_ECH SSL_ERROR_ECH_REQUIRED_ALERT SSL_ERROR_MISSING_ESNI_EXTENSION SSL_ERROR_DC_EXPIRED',
  ],
  [
    'policy-unreachable',
    'software of this machine stands between',
    'MOZILLA_PKIX_ERROR_MITM_DETECTED SEC_ERROR_LEGACY_DATABASE SEC_ERROR_POLICY_LOCKED SSL_ERROR_APPLICATION_ABORT SSL_ERROR_APP_CALLBACK_ERROR SSL_ERROR_FEATURE_DISABLED',
  ],
  ['policy-unreachable', 'a name that nobody knows yet', 'SSL_ERROR_SOMETHING_NEW'],
];

const NODE: readonly Row[] = [
  ['policy-certificate-expired', 'Node tells which', 'CERT_HAS_EXPIRED CERT_NOT_YET_VALID'],
  ['policy-certificate-wrong-name', 'the name does not stand in it', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [
    'policy-certificate-untrusted',
    'nobody known vouches for it',
    'DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ],
  ['policy-tls', 'the handshake fails', 'ERR_SSL_WRONG_VERSION_NUMBER EPROTO'],
  ['policy-refused', 'nobody listens', 'ECONNREFUSED'],
  [
    'policy-connection-lost',
    'it stood, and then it was gone',
    'ECONNRESET UND_ERR_SOCKET UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  [
    'policy-http',
    'an answer that breaks the rules of HTTP',
    'HPE_INVALID_CONSTANT HPE_UNEXPECTED_CONTENT_LENGTH UND_ERR_HEADERS_OVERFLOW Z_DATA_ERROR Z_BUF_ERROR',
  ],
  ['policy-host-no-address', 'DNS settles whether it is so', 'ENOTFOUND'],
  ['policy-timeout', 'too slow', 'ETIMEDOUT UND_ERR_CONNECT_TIMEOUT'],
  [
    'policy-unreachable',
    'the resolver or the network of this machine',
    'EAI_AGAIN ENETUNREACH EHOSTUNREACH ENETDOWN',
  ],
];

/** Sentences in the language of the browser: nothing but their being sentences is read. */
const SENTENCES = [
  'Peer’s Certificate has expired.',
  'The certificate is not trusted because it is self-signed.',
  'Das Zertifikat der Gegenstelle ist abgelaufen.',
  'Gesicherte Verbindung fehlgeschlagen (net::X)',
  'Срок действия сертификата истёк.',
  'ピアの証明書の有効期限が切れています。',
  '对等端的证书已过期。',
];

const each = (rows: readonly Row[], said: (name: string) => string) =>
  rows.flatMap(([code, why, names]) => names.split(' ').map((name) => [said(name), code, why] as const));

describe('fetchFailure', () => {
  it.each([
    ...each(CHROMIUM, (name) => `net::ERR_${name}`),
    ...each(FIREFOX, (name) => `NS_ERROR_${name}`),
    ...each(FIREFOX_TLS, (name) => `NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, ${name})`),
    ...each(NODE, (name) => name),
  ])('%s is %s: %s', (words, code) => {
    expect(fetchFailure(words)).toEqual({ code, detail: words });
  });

  it.each(['', 'NS_BINDING_ABORTED', 'NS_BINDING_FAILED'])('"%s" tells nothing of the host', (words) => {
    expect(fetchFailure(words)).toEqual({ code: 'policy-unreachable', detail: words });
  });

  it.each(SENTENCES)('a sentence is about TLS: %s', (words) => {
    expect(fetchFailure(words)).toEqual({ code: 'policy-tls', detail: words });
  });

  it('reads a name as a whole', () => {
    const words = 'net::ERR_CONNECTION_REFUSED';
    for (const other of [`${words}_BY_X`, `x${words}`, words.toLowerCase(), `${words}\n`])
      expect(fetchFailure(other).code).not.toBe('policy-refused');
  });
});
