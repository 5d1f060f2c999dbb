import { CAA_PROBLEMS, type CaaProblemCode } from './problems.ts';
import { readIssuer, type Issuer } from './issuer.ts';
import type { RecordData } from '../../dns/lookup.ts';
import type { Parsed } from '../../outcome.ts';
import { Problems } from '../../problem.ts';

/** A property of a CAA record set (RFC 8659 §4.1). */
export interface CaaProperty {
  /** A CA that does not know the tag must not issue. */
  readonly isCritical: boolean;
  /** In lower case. */
  readonly tag: string;
  readonly value: string;
  /** What the value says of who may issue; null for tags that say nothing of it. */
  readonly issuer: Issuer | null;
}

const CRITICAL = 128;
/** Whose values name an issuer (RFC 8659 §4.2, §4.3, RFC 9495 §3), those of BIMI certificates too. */
const ISSUING: ReadonlySet<string> = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc']);
/** Known, and of no bearing on who may issue (RFC 8659 §4.4, and the registry of its tags). */
const OTHER: ReadonlySet<string> = new Set(['iodef', 'contactemail', 'contactphone']);

/** Reads the RDATA of one record. Total. What the grammar forbids in a value is noted, and the record stands: such a value names no issuer. */
export function parseCaa(rdata: Uint8Array): Parsed<CaaProperty, CaaProblemCode> {
  const [flags = 0, length = 0] = rdata;
  if (length === 0 || rdata.length < 2 + length) {
    const notes = new Problems<CaaProblemCode>(CAA_PROBLEMS);
    notes.add('caa-malformed');
    return { state: 'invalid', problems: notes.list };
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const tag = decoder.decode(rdata.subarray(2, 2 + length));
  return readCaa({ flags, tag, value: decoder.decode(rdata.subarray(2 + length)) });
}

/** The same of a record that was taken apart already. */
export function readCaa({
  flags,
  tag: written,
  value,
}: RecordData['CAA']): Parsed<CaaProperty, CaaProblemCode> {
  const notes = new Problems<CaaProblemCode>(CAA_PROBLEMS);
  const tag = written.toLowerCase();
  const isCritical = (flags & CRITICAL) !== 0;
  const isKnown = ISSUING.has(tag) || OTHER.has(tag);
  // The bits beside are reserved and ignored; 1 was often meant to be critical.
  if ((flags & ~CRITICAL) !== 0) notes.add('caa-flags', { flags });
  if (!/^[a-z0-9]+$/.test(tag)) notes.add('caa-tag-syntax', { tag: written });
  else if (!isKnown) notes.add(isCritical ? 'caa-critical-unknown' : 'caa-unknown', { tag: written });
  const issuer = ISSUING.has(tag) ? readIssuer(value) : null;
  if (issuer?.isMalformed) notes.add('caa-malformed-value', { tag: written, value });
  if (tag === 'iodef' && !/^(?:mailto:|https?:\/\/)./i.test(value)) notes.add('caa-iodef', { value });
  return { state: 'valid', value: { isCritical, tag, value, issuer }, problems: notes.list };
}

/** True for a property for which every CA must refuse: it is critical, and none knows it. */
export function isRefused({ isCritical, tag }: CaaProperty): boolean {
  return isCritical && !ISSUING.has(tag) && !OTHER.has(tag);
}
