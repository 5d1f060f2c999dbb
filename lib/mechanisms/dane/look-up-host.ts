import type { Lookup, LookUp } from '../../dns/lookup.ts';
import { lookUpSecuredAddress } from '../../dns/mail-servers.ts';
import { lookUpSecured, type Secured } from '../../dns/security.ts';
import { needsFirstAlias, tlsaBaseNames, tlsaNameOf } from './base-names.ts';
import { MOST_RECORDS, type DaneHost, type StoredTlsa, type TlsaLookup } from './facts.ts';
import { hexOf, storedTlsa } from './stored-tlsa.ts';
import type { TlsaRecord } from './tlsa.ts';

/** What was found of one server, and the answers that it was found by. */
export interface Asked {
  readonly host: DaneHost;
  readonly answers: readonly Lookup<unknown>[];
}

/**
 * Asks about one server in the order that RFC 7672 §2.2.2 wants: the address first, since servers of unsigned zones fail at TLSA; then the first
 * alias alone, where that decides; then TLSA at one base domain after the other, until one has secure records or fails. Never rejects.
 */
export async function lookUpHost(name: string, lookUp: LookUp): Promise<Asked> {
  const address = await lookUpSecuredAddress(name, lookUp);
  const { answer, security } = address;
  const aliases = answer.state === 'unavailable' ? [] : answer.aliases;
  const known = { host: name, aliases, security: security.state };
  const isFound = answer.state === 'found';
  const alias = isFound && needsFirstAlias(known) ? await lookUpSecured(name, 'CNAME', lookUp) : null;
  const firstAlias = alias?.security ?? null;
  const bases = isFound ? tlsaBaseNames({ ...known, firstAlias: firstAlias?.state ?? null }) : [];
  const tlsa: { readonly base: string; readonly found: Secured<TlsaRecord> }[] = [];
  for (const base of bases) {
    const found = await lookUpSecured(tlsaNameOf(base), 'TLSA', lookUp);
    tlsa.push({ base, found });
    // An error is final, and so are secure records (RFC 7672 §2.1.2, §2.2.3).
    if (found.answer.state === 'unavailable' || isSecurelyThere(found)) break;
  }
  return {
    host: {
      name,
      address: answer.state,
      security,
      aliases,
      firstAlias,
      lookups: tlsa.map(({ base, found }) => tlsaLookupOf(base, found)),
    },
    answers: [answer, ...(alias ? [alias.answer] : []), ...tlsa.map(({ found }) => found.answer)],
  };
}

function isSecurelyThere({ answer, security }: Secured<TlsaRecord>): boolean {
  return answer.state === 'found' && security.state === 'secure';
}

function tlsaLookupOf(base: string, { answer, security, unvalidated }: Secured<TlsaRecord>): TlsaLookup {
  const records = answer.state === 'found' ? answer.records : [];
  return {
    base,
    state: answer.state,
    security,
    unvalidated,
    aliases: answer.state === 'unavailable' ? [] : answer.aliases,
    count: records.length,
    records: toKeep(records),
  };
}

/** In an order of their own, since answers shuffle them. Of too many the usable ones stay: without them the others would look like all there is. */
function toKeep(records: readonly TlsaRecord[]): StoredTlsa[] {
  const all = records.map(storedTlsa).toSorted((a, b) => compare(textOf(a), textOf(b)));
  const kept =
    all.length <= MOST_RECORDS ? all : all.toSorted((a, b) => a.problems.length - b.problems.length);
  return kept.slice(0, MOST_RECORDS);
}

function textOf({ usage, selector, matching, data }: StoredTlsa): string {
  return hexOf(Uint8Array.of(usage, selector, matching)) + data;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
