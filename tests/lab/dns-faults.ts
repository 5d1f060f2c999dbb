/** What a test can make the embedded DNS server do to one question. */
export type DnsFault =
  /** The server fails, or refuses, with that response code. */
  | 'servfail'
  | 'refused'
  /** The answer is left out and TC is set. */
  | 'truncated'
  /** NXDOMAIN with RA=0 and without SOA: how Quad9 says that it blocks a name. */
  | 'nxdomain-ra0'
  /** A no without an SOA: how Unbound and dnsdist block a name, and how a resolver is that never sends one. */
  | { bare: 'NXDOMAIN' | 'NOERROR' }
  /** A no as it is, without its SOA. */
  | 'no-soa'
  /** Bytes that are no DNS message. */
  | 'malformed'
  /** A message without its last bytes. */
  | 'cut'
  /** An answer to another question, or with another id. */
  | 'wrong-question'
  | 'wrong-id'
  /** The alias chain ends after its first record: the reader has to ask on. */
  | 'short-chain'
  /** An alias that leads to itself. */
  | 'loop'
  /** No answer, for ever; or the connection is cut off. */
  | 'timeout'
  | 'reset'
  /** The server closes the connection, and says that it has not read the question (GOAWAY). */
  | 'goaway'
  /** An extended DNS error (RFC 8914), with SERVFAIL unless `rcode` says otherwise. */
  | { ede: number; text?: string; rcode?: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' }
  | { httpStatus: number; retryAfter?: string }
  /** The right message under another media type. */
  | { mediaType: string }
  | { delayMs: number }
  /** The answer waits for the promise. */
  | { until: Promise<void> }
  /** The resolver has validated the answer. */
  | { ad: true }
  /** The answer has been in a cache for that long. */
  | { ageSeconds: number };

/** Asked for every question with its name in lower case; `undefined` leaves the answer as it is. */
export type FaultHook = (name: string, type: string) => DnsFault | undefined;
