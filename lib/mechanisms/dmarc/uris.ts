import { faultOfReportUri } from '../../text/report-uri.ts';
import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';

/** The places that reports go to (RFC 9989 §4.8, dmarc-urilist). */

/** So many are read; nobody has more, and each leads to questions. */
export const MOST_URIS = 100;

export interface ListedUri {
  /** Without the size limit, and as written. */
  readonly uri: string;
  /** Where it stands in the value. */
  readonly offset: number;
  /** The obsolete size limit behind it, such as `!10m`, or null. */
  readonly sizeLimit: string | null;
  /**
   * `syntax`: no URI; `scheme-missing`: an address without "mailto:"; both are skipped. `no-target`: a URI to which nothing can be sent;
   * `scheme`: one that no receiver has to know.
   */
  readonly fault: 'syntax' | 'scheme-missing' | 'no-target' | 'scheme' | null;
}

/** The obsolete size limit at the end of a URI. */
export const SIZE_LIMIT = /!\d+[kmgt]?$/i;
const ADDRESS = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/;

/** Splits a list of URIs at its commas and reads each; what is empty is a URI that is none. The first `MOST_URIS` of them. */
export function splitUris(value: string): ListedUri[] {
  let offset = 0;
  return value.split(',', MOST_URIS).map((part) => {
    const indent = leadingSpace(part);
    const written = trimEndSpace(part.slice(indent));
    const at = offset + indent;
    offset += part.length + 1;
    const [sizeLimit = null] = SIZE_LIMIT.exec(written) ?? [];
    const uri = sizeLimit === null ? written : written.slice(0, -sizeLimit.length);
    return { uri, offset: at, sizeLimit, fault: faultOf(uri) };
  });
}

function faultOf(uri: string): ListedUri['fault'] {
  // Where its colon is missing, nobody can say where the address begins.
  if (ADDRESS.test(uri) && !/^mailto/i.test(uri)) return 'scheme-missing';
  const fault = faultOfReportUri(uri);
  if (fault === 'reserved-character' || fault === 'syntax') return 'syntax';
  // Only mailto is a must (RFC 9989 §4.7, "rua").
  if (fault === 'scheme' || (fault === null && !/^mailto:/i.test(uri))) return 'scheme';
  return fault === null ? null : 'no-target';
}

/** True for what the grammar reads as a URI, whether or not it is of use. */
export function isUriByGrammar({ fault }: ListedUri): boolean {
  return fault !== 'syntax' && fault !== 'scheme-missing';
}

/** True for the one kind of URI that every receiver has to know, where there is something to send to (RFC 9989 §4.7, "rua"). */
export function isMailbox(uri: string): boolean {
  return /^mailto:/i.test(uri) && faultOfReportUri(uri) === null;
}
