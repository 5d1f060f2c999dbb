import type { StsParts } from '../mta-sts/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { TlsrptParts } from '../tlsrpt/facts.ts';

/** The mechanisms beside which DANE is judged: where mail goes, and what senders do that do not check DANE. */
export const BESIDE = ['mx', 'mta-sts', 'tlsrpt'] as const;

/** What these have found. */
export type Beside = MxParts & StsParts & TlsrptParts;

/** Mail is refused on account of DANE, and nobody is told. */
export const UNREPORTED = 'dane-without-tlsrpt';

/**
 * What to say where senders are told of no address for their reports (RFC 8460 §3), or null: also where a policy is announced, since the mechanism of
 * the reports says so then. Pure.
 */
export function lackOfReports({ tlsrpt, stsRecord }: Beside): typeof UNREPORTED | null {
  const isAnnounced = stsRecord.state === 'found' || stsRecord.state === 'invalid';
  return tlsrpt.state === 'absent' && !isAnnounced ? UNREPORTED : null;
}
