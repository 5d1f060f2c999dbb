import { oneLower, type Policy } from './policy.ts';
import type { DmarcRecord } from './read-record.ts';
import { evaluateWalk, type Step } from './walk.ts';

/** What receivers are asked to do with mail from a name that fails, and where that comes from. */
export interface Applied {
  /** As applied: with t=y it is one level below what is declared. */
  readonly policy: Policy;
  readonly declared: Policy;
  /** The tag that it is taken from. */
  readonly tag: 'p' | 'sp' | 'np';
  /** The domain whose record it is; the record stands at `_dmarc` below it. */
  readonly record: string;
  readonly isTesting: boolean;
}

/** `found` is applied; `absent`: there is no record; `invalid`: because of a record no DMARC is applied; `unavailable`: we could not know. */
export type Application =
  | { readonly state: 'found'; readonly applied: Applied; readonly step: Step }
  | {
      readonly state: 'absent' | 'invalid' | 'unavailable';
      readonly applied: null;
      readonly step: Step | null;
    };

/** Which kind of name mail claims to come from. */
export type NameKind = 'itself' | 'existing' | 'nonexistent';

/** The policy for the domain whose record this is, for names below it that exist, or for those that do not (RFC 9989 §4.7, §4.10.1). Pure. */
export function applyRecord(record: DmarcRecord, domain: string, kind: NameKind): Applied {
  const { effective, isTesting } = record;
  const tag = tagFor(record, kind);
  const declared = kind === 'itself' ? effective.p : kind === 'existing' ? effective.sp : effective.np;
  return { policy: isTesting ? oneLower(declared) : declared, declared, tag, record: domain, isTesting };
}

function tagFor({ sp, np }: DmarcRecord, kind: NameKind): Applied['tag'] {
  if (kind === 'nonexistent' && np !== null) return 'np';
  return kind !== 'itself' && sp !== null ? 'sp' : 'p';
}

/**
 * The policy for mail from a domain, from what stands on the way up from it (RFC 9989 §4.10.1): its own record, else that of its organizational domain, else that of its public
 * suffix; one in between is never used. `steps` begins with the domain, unless that has no record by assumption. Pure.
 */
export function applyWalk(
  domain: string,
  steps: readonly Step[],
  kind: Exclude<NameKind, 'itself'>,
): Application {
  const own = steps.find((step) => step.domain === domain);
  if (own?.reading) return applyStep(own, 'itself');
  const { organizationalDomain, publicSuffix, steps: read } = evaluateWalk(domain, steps);
  if (organizationalDomain === null) return { state: 'unavailable', applied: null, step: null };
  const organization = read.find((step) => step.domain === organizationalDomain && step.reading !== null);
  const found = organization ?? publicSuffix;
  // What was meant to be the record, and is several, is broken; to receivers it is none.
  if (!found) return { state: own?.state === 'several' ? 'invalid' : 'absent', applied: null, step: null };
  return applyStep(found, kind);
}

function applyStep(step: Step, kind: NameKind): Application {
  if (!step.reading?.isUsable) return { state: 'invalid', applied: null, step };
  return { state: 'found', applied: applyRecord(step.reading.record, step.domain, kind), step };
}
