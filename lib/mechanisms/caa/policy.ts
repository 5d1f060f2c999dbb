import { limitsOf, type Issuer } from './issuer.ts';
import { isRefused, type CaaProperty } from './record.ts';

/** One that is named. */
export type NamedIssuer = Issuer & { readonly name: string };

/** What a set of properties means (RFC 8659 §4). Of each kind of certificate null says that anyone may issue it, and an empty list that nobody may. */
export interface CaaPolicy {
  /** For names (§4.2). */
  readonly issue: readonly NamedIssuer[] | null;
  /** For wildcards: where there is no `issuewild` they are what names are (§4.3). */
  readonly issueWild: readonly NamedIssuer[] | null;
  /** For addresses of email, which none of the others limits (RFC 9495 §4). */
  readonly issueMail: readonly NamedIssuer[] | null;
  /** The tag for which no CA may issue anything, or null. */
  readonly refusedBy: string | null;
}

/** Puts properties together: several of a kind add up. Pure. */
export function caaPolicy(properties: readonly CaaProperty[]): CaaPolicy {
  const issuers = (kind: string): NamedIssuer[] | null => {
    const all = properties.filter(({ tag }) => tag === kind);
    if (all.length === 0) return null;
    return all.flatMap(({ issuer }) => (issuer && isNamed(issuer) ? [issuer] : []));
  };
  const issue = issuers('issue');
  return {
    issue,
    issueWild: issuers('issuewild') ?? issue,
    issueMail: issuers('issuemail'),
    refusedBy: properties.find(isRefused)?.tag ?? null,
  };
}

function isNamed(issuer: Issuer): issuer is NamedIssuer {
  return issuer.name !== null;
}

/** Whether a CA by one of its names may issue for a name of that policy; `how` names the way it validates, such as `http-01` (RFC 8657 §4). Which account asks is not looked at. */
export function mayIssue({ issue, refusedBy }: CaaPolicy, names: readonly string[], how?: string): boolean {
  if (refusedBy !== null) return false;
  if (issue === null) return true;
  return issue.some((issuer) => {
    const { methods, isUnsatisfiable } = limitsOf(issuer);
    const isMethod = methods === null || how === undefined || methods.includes(how);
    return names.includes(issuer.name) && isMethod && !isUnsatisfiable;
  });
}
