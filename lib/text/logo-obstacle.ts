/** What of DMARC decides about a logo: the record that applies to the domain, and that of its organizational domain. */
export interface PoliciesForLogo {
  readonly applied: { readonly domain: { readonly declared: string; readonly tag: string } | null };
  readonly record: RecordForLogo | null;
  readonly organizationalDomain: string | null;
  readonly organizationRecord: (RecordForLogo & { readonly effective: { readonly p: string } }) | null;
}

interface RecordForLogo {
  readonly sp: string | null;
  readonly isTesting: boolean;
  readonly pct: number | null;
}

/**
 * What keeps receivers from showing a logo (BIMI draft-12, "Authentication Requirements", 7 to 9): none for the domain or its organizational domain or for names below either, or
 * less than all mail. Null where nothing is known that does. Of it speak DMARC and BIMI. Pure.
 */
export function logoObstacle(facts: PoliciesForLogo): string | null {
  const { applied, record, organizationalDomain, organizationRecord: above } = facts;
  if (!applied.domain || !record) return 'p=none';
  const own = obstacleIn(record, applied.domain.declared, applied.domain.tag);
  if (own !== null || above === null) return own;
  const other = obstacleIn(above, above.effective.p, 'p');
  return other === null ? null : `${other} (_dmarc.${organizationalDomain})`;
}

function obstacleIn({ sp, isTesting, pct }: RecordForLogo, policy: string, tag: string): string | null {
  if (policy === 'none') return `${tag}=none`;
  if (sp === 'none') return 'sp=none';
  // The draft does not know the tag yet; it takes the place of `pct` (RFC 9989 §A.6).
  if (isTesting) return 't=y';
  return policy === 'quarantine' && pct !== null && pct < 100 ? `pct=${pct}` : null;
}
