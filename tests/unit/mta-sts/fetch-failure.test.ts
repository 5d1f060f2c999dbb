import { describe, expect, it } from 'vitest';
import { fetchFailure, type FetchFailure } from '../../../lib/mta-sts/fetch-failure.ts';

type Code = FetchFailure['code'];

const chromium: readonly (readonly [words: string, code: Code])[] = [
  ['net::ERR_CERT_DATE_INVALID', 'policy-certificate-expired'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'policy-certificate-wrong-name'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'policy-certificate-untrusted'],
  ['net::ERR_CERT_REVOKED', 'policy-certificate-untrusted'],
  ['net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM', 'policy-certificate-untrusted'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'policy-tls'],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'policy-tls'],
  ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'policy-tls'],
  ['net::ERR_ECH_NOT_NEGOTIATED', 'policy-tls'],
  ['net::ERR_CONNECTION_REFUSED', 'policy-refused'],
  ['net::ERR_CONNECTION_RESET', 'policy-connection-lost'],
  ['net::ERR_CONNECTION_CLOSED', 'policy-connection-lost'],
  ['net::ERR_CONNECTION_ABORTED', 'policy-connection-lost'],
  ['net::ERR_EMPTY_RESPONSE', 'policy-connection-lost'],
  ['net::ERR_HTTP2_PROTOCOL_ERROR', 'policy-connection-lost'],
  ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'policy-connection-lost'],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'policy-connection-lost'],
  ['net::ERR_INVALID_HTTP_RESPONSE', 'policy-http'],
  ['net::ERR_UNSAFE_REDIRECT', 'policy-redirect'],
  ['net::ERR_RESPONSE_HEADERS_TOO_BIG', 'policy-http'],
  ['net::ERR_CONTENT_DECODING_FAILED', 'policy-http'],
  ['net::ERR_NAME_NOT_RESOLVED', 'policy-host-no-address'],
  ['net::ERR_TIMED_OUT', 'policy-timeout'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'policy-timeout'],
  ['net::ERR_INTERNET_DISCONNECTED', 'policy-unreachable'],
  ['net::ERR_NETWORK_CHANGED', 'policy-unreachable'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'policy-unreachable'],
  ['net::ERR_BLOCKED_BY_CLIENT', 'policy-unreachable'],
  ['net::ERR_ABORTED', 'policy-unreachable'],
];

const firefox: readonly (readonly [words: string, code: Code])[] = [
  ['NS_ERROR_CONNECTION_REFUSED', 'policy-refused'],
  ['NS_ERROR_UNKNOWN_HOST', 'policy-host-no-address'],
  ['NS_ERROR_NET_RESET', 'policy-connection-lost'],
  ['NS_ERROR_NET_INTERRUPT', 'policy-connection-lost'],
  ['NS_ERROR_NET_PARTIAL_TRANSFER', 'policy-connection-lost'],
  ['NS_ERROR_NET_EMPTY_RESPONSE', 'policy-connection-lost'],
  ['NS_ERROR_NET_TIMEOUT', 'policy-timeout'],
  ['NS_ERROR_NET_INADEQUATE_SECURITY', 'policy-tls'],
  ['NS_ERROR_OFFLINE', 'policy-unreachable'],
  ['NS_BINDING_ABORTED', 'policy-unreachable'],
  ['NS_ERROR_ABORT', 'policy-unreachable'],
  // For TLS it has a sentence alone, in the language of the browser.
  ['Peer’s Certificate has expired.', 'policy-tls'],
  ['The certificate is not trusted because it is self-signed.', 'policy-tls'],
  ['Das Zertifikat der Gegenstelle ist abgelaufen.', 'policy-tls'],
  ['Gesicherte Verbindung fehlgeschlagen (net::X)', 'policy-tls'],
  ['Срок действия сертификата истёк.', 'policy-tls'],
  ['ピアの証明書の有効期限が切れています。', 'policy-tls'],
  ['对等端的证书已过期。', 'policy-tls'],
];

const node: readonly (readonly [words: string, code: Code])[] = [
  ['CERT_HAS_EXPIRED', 'policy-certificate-expired'],
  ['CERT_NOT_YET_VALID', 'policy-certificate-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'policy-certificate-wrong-name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'policy-certificate-untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'policy-certificate-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'policy-certificate-untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'policy-certificate-untrusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'policy-tls'],
  ['EPROTO', 'policy-tls'],
  ['ECONNREFUSED', 'policy-refused'],
  ['ECONNRESET', 'policy-connection-lost'],
  ['UND_ERR_SOCKET', 'policy-connection-lost'],
  ['ENOTFOUND', 'policy-host-no-address'],
  ['ETIMEDOUT', 'policy-timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'policy-timeout'],
  // The resolver of the machine had no answer: that says nothing about the host.
  ['EAI_AGAIN', 'policy-unreachable'],
  ['ENETUNREACH', 'policy-unreachable'],
  ['', 'policy-unreachable'],
];

describe('fetchFailure', () => {
  it.each(chromium)('of Chromium: %s is %s', (words, code) => {
    expect(fetchFailure(words)).toEqual({ code, detail: words });
  });

  it.each(firefox)('of Firefox: %s is %s', (words, code) => {
    expect(fetchFailure(words)).toEqual({ code, detail: words });
  });

  it.each(node)('of Node: "%s" is %s', (words, code) => {
    expect(fetchFailure(words)).toEqual({ code, detail: words });
  });
});
