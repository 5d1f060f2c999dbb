/** The words in which the lab describes a world of domains. Pure data: servers and browsers are built from it. */
import type { HeadlineOf, MechanismName, ProblemCode } from '../../../lib/mechanisms.ts';
import type { Mode } from '../../../lib/mechanisms/mta-sts/mode.ts';
import type { Standing } from '../../../lib/verdict/headlines.ts';

/** One resource record; names are A-labels without the final dot, `ttl` is in seconds. */
export type ZoneRecord = { name: string; ttl: number } & (
  | { type: 'A' | 'AAAA' | 'CNAME'; data: string }
  | { type: 'MX'; data: { preference: number; exchange: string } }
  /** The character-strings of one TXT record; a reader joins them without spaces (RFC 8461, 3.1). */
  | { type: 'TXT'; data: string[] }
  /** RFC 6698, 2.1; the certificate association data in hexadecimal digits. */
  | { type: 'TLSA'; data: { usage: number; selector: number; matchingType: number; data: string } }
  | { type: 'CAA'; data: { flags: number; tag: string; value: string } }
);

export type RecordType = ZoneRecord['type'];

/**
 * How a zone is signed (DNSSEC), in the order from good to bad to not at all:
 * `secure` is signed, and the zone above vouches for its key; `island` is signed, and nobody vouches; `expired` has signatures that ended long
 * ago; `bogus` has another key than the zone above vouches for, as after a move. What a zone does not say is `insecure`: not signed, and the zone above
 * proves that.
 */
export interface Signing {
  zone: 'secure' | 'insecure' | 'island' | 'expired' | 'bogus';
  /**
   * Single answers whose signature is not right: over something else, or ended long ago. Of a type that the name does not have, it is the
   * proof of that. In a zone of its own an answer can differ in every other way; one that fails stands in `servfail`.
   */
  answers?: readonly { name: string; type: RecordType; signature: 'wrong' | 'expired' }[];
}

/** What certificate the policy host shows. */
export type CertificateKind = (typeof CERTIFICATES)[number];

export const CERTIFICATES = [
  'good',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'self-signed',
  'unknown-issuer',
] as const;

/**
 * How the policy host behaves once the connection stands:
 * `answer` sends status, headers and body; `silent` takes the request and never answers; `drip` sends the headers and then a byte
 * at a time, for ever; `endless` sends lines without end as fast as they are read; `unfinished` sends headers and body and then nothing.
 * In the `raw` ones the body is the whole response, status line and all, byte for byte: `raw` closes after it, `raw-reset` resets the
 * connection, `raw-endless` sends its last line again and again.
 * The others are servers of their own (Diversion).
 */
export type PolicyBehaviour = (typeof BEHAVIOURS)[number] | Diversion;

export const BEHAVIOURS = [
  'answer',
  'silent',
  'drip',
  'endless',
  'unfinished',
  'raw',
  'raw-reset',
  'raw-endless',
] as const;

/**
 * Behaviours that take a port of their own. `refused` has nobody listening there; `reset-at-once` resets the connection before TLS,
 * `close-at-once` closes it; `reset-in-handshake` and `close-in-handshake` after the first words of the client, `alert` answers these
 * with an alert of TLS, and `plain-http` with HTTP; `tls-1.1` speaks no newer version. `client-certificate` asks for one, in TLS 1.3 after
 * the handshake, `client-certificate-1.2` within it. The `h2` ones speak HTTP/2: `h2-reset` ends the stream with an error in place of an
 * answer, `h2-reset-in-body` after headers and a line, `h2-goaway` the whole session, `h2-closed` closes the connection without a
 * word, `h2-no-frames` agrees on HTTP/2 and then sends something else.
 */
export type Diversion = (typeof DIVERSIONS)[number];

export const DIVERSIONS = [
  'refused',
  'reset-at-once',
  'close-at-once',
  'reset-in-handshake',
  'close-in-handshake',
  'alert',
  'plain-http',
  'tls-1.1',
  'client-certificate',
  'client-certificate-1.2',
  'h2-reset',
  'h2-reset-in-body',
  'h2-goaway',
  'h2-closed',
  'h2-no-frames',
] as const;

/** What answers at `https://mta-sts.<domain>/.well-known/mta-sts.txt`. */
export interface PolicyHost {
  certificate: CertificateKind;
  /** Where the certificate says that its issuer's own is to be had (RFC 5280 §4.2.2.1); for `unknown-issuer`. */
  issuerUrl?: string;
  behaviour: PolicyBehaviour;
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** How long the host thinks before it answers. */
  delayMs: number;
}

/** What a correct reader says about the domain. `null` where there is no usable policy, or nothing to count. */
export interface Expected {
  standing: Standing;
  mode: Mode | null;
  maxAgeSeconds: number | null;
  /** How many of the MX hosts a pattern of the policy covers. */
  covered: number | null;
  /** How many MX hosts there are, without a null MX, with an implicit one. `null`: DNS did not say. */
  mxTotal: number | null;
  /** What single mechanisms conclude, of those that the domain says something about. */
  headlines: Partial<Headlines>;
  /** The points, as they are written, where the domain is in the lab for them too. */
  score?: string;
  /** What must be found, by the reason that the domain is in the lab. More may be. */
  findings: readonly ProblemCode[];
  /** The same where the resolver says why it failed (RFC 8914), as the embedded server and Unbound do, and BIND does not yet. */
  findingsByReason?: readonly ProblemCode[];
  /** What must be said before anything else: the culprit, which makes the policy look wrong. */
  firstFinding?: ProblemCode;
  /**
   * Where the guide cannot end in a policy of its own: it proposes nothing where no mail is received, or nobody knows where; it leaves the policy
   * as it is where an MX record is the fault.
   */
  guide?: 'proposes-nothing' | 'leaves-the-policy';
}

export type Headlines = { readonly [Name in MechanismName]: HeadlineOf<Name> };

/** What is published for one domain. */
export interface PublishedDomain {
  /** In A-labels. */
  domain: string;
  /** One plain sentence. */
  what: string;
  records: readonly ZoneRecord[];
  /** Names for which, with everything below them, DNS answers SERVFAIL. */
  servfail: readonly string[];
  signing?: Signing;
  policyHost?: PolicyHost;
  expected: { readonly standing: string };
}

/** One domain of the lab: what is published for it, and what a correct reader makes of that. */
export interface LabDomain extends PublishedDomain {
  expected: Expected;
}

/** A zone that is not a lab domain itself: providers, and the lab's own names. */
export interface SupportZone {
  apex: string;
  records: readonly ZoneRecord[];
  signing?: Signing;
}

export interface World {
  domains: readonly PublishedDomain[];
  support: readonly SupportZone[];
  /** Listeners of a test on loopback, which the browsers of the lab reach under this name and port. */
  listeners?: readonly { readonly host: string; readonly port: number }[];
}

/** A world with what is expected of each of its domains. */
export interface LabWorld extends World {
  domains: readonly LabDomain[];
}
