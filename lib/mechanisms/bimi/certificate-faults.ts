/** What keeps receivers from showing a logo because of its certificate, or may: the draft "Fetch and Validation of Verified Mark Certificates", RFC 5280, and what large receivers say. */
export type CertificateFaultCode =
  | 'private-key'
  | 'der'
  | 'no-certificate'
  | 'malformed'
  | 'many'
  | 'purpose'
  | 'no-names'
  | 'not-for-domain'
  | 'related'
  | 'no-dates'
  | 'expired'
  | 'not-yet'
  | 'no-logo'
  | 'logo-unreadable'
  | 'logo-hash'
  | 'self-signed'
  | 'chain-missing'
  | 'chain-expired'
  | 'chain-order';

export interface CertificateFault {
  readonly code: CertificateFaultCode;
  /** What is there, cut to some length; "" where nothing is to be shown. */
  readonly text: string;
  /** The moment that it is about, in milliseconds since 1970 UTC; null for most. */
  readonly at: number | null;
  /** Whether receivers that want a certificate show no logo because of it, or only some may not. */
  readonly isForbidden: boolean;
}

const MAYBE: ReadonlySet<CertificateFaultCode> = new Set([
  'many',
  'related',
  'logo-hash',
  'chain-missing',
  'chain-order',
]);

/** A fault with what is to be shown of it. */
export function faultOf(
  code: CertificateFaultCode,
  { text = '', at = null }: { text?: string; at?: number | null } = {},
): CertificateFault {
  return { code, text: cut(text), at, isForbidden: !MAYBE.has(code) };
}

const LONGEST = 100;

/** A text from a file, as much of it as is shown. */
export function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
