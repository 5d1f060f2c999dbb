import * as v from 'valibot';
import type { DnsFailure } from '../../dns/lookup.ts';
import type { Pending } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import { dnsFailure, pending, problemsBy } from '../../stored/facts.ts';
import { amount, only, strings } from '../../stored/shapes.ts';
import type { Applied } from './applied.ts';
import type { ByList } from './by-list.ts';
import type { Discovery } from './discover.ts';
import { POLICIES } from './policy.ts';
import { DMARC_PROBLEMS, type DmarcProblemCode } from './problems.ts';
import type { DmarcRecord } from './read-record.ts';
import type { TakesMail } from './report-hosts.ts';

/** What was answered at one name of the walk, no more of it than can be kept. */
export interface DmarcStep {
  readonly domain: string;
  readonly state: 'found' | 'none' | 'several' | 'unavailable';
  readonly reason: DnsFailure | null;
  readonly detail: string | null;
  readonly texts: readonly string[];
  readonly aliases: readonly string[];
  readonly authentic: boolean;
  /** Of its single record. */
  readonly psd: DmarcRecord['psd'] | null;
  /** False where the walk ended before. */
  readonly isRead: boolean;
}

/** What the texts at the domain itself say: of all of them, only what matters here. */
export interface ApexTexts {
  readonly state: 'answered' | 'unavailable';
  /** A DMARC record that somebody put there: the first by its letters, since answers have them in any order. */
  readonly dmarc: string | null;
  /** More of them, each once. */
  readonly otherDmarc: readonly string[];
  readonly hasSpf: boolean;
  /** `v=spf1 -all`: nobody may send. */
  readonly sendsNothing: boolean;
}

/** The policy for mail from the domain: `state` as in `Discovery`. */
export type DmarcFacts = Pick<
  Discovery,
  | 'state'
  | 'organizationalDomain'
  | 'recordDomain'
  | 'record'
  | 'applied'
  | 'states'
  | 'exists'
  | 'existenceFailure'
> & {
  /** That of the organizational domain itself; null where it has none that receivers apply, or we could not know. */
  readonly organizationRecord: DmarcRecord | null;
  readonly steps: readonly DmarcStep[];
  readonly problems: readonly Problem<DmarcProblemCode>[];
  readonly list: ByList;
  readonly apex: ApexTexts;
  readonly ttlSeconds: number;
};

export interface ReportHost {
  readonly host: string;
  /** Which reports are to go there. */
  readonly tags: readonly ('rua' | 'ruf')[];
  readonly state: 'same' | 'authorised' | 'unauthorised' | 'unavailable';
  readonly reason: string | null;
  /** Where its permission is looked for. */
  readonly name: string;
  /** Where it sends the reports on to, or null. */
  readonly redirect: string | null;
  readonly mail: TakesMail;
}

export interface DmarcReports {
  readonly state: 'found';
  readonly hosts: readonly ReportHost[];
  /** Those beyond the limit. */
  readonly unchecked: readonly string[];
  readonly ttlSeconds: number;
}

export interface DmarcParts {
  readonly dmarc: Pending | DmarcFacts;
  readonly dmarcReports: Pending | DmarcReports;
}

const policy = v.picklist(POLICIES);
const name = v.nullable(v.string());
const outcome = v.picklist(['found', 'absent', 'invalid', 'unavailable']);
const letter = v.picklist(['r', 's']);
const psd = v.picklist(['y', 'n', 'u']);

const applied: v.GenericSchema<unknown, Applied | null> = v.nullable(
  v.object({
    policy,
    declared: policy,
    tag: v.picklist(['p', 'sp', 'np']),
    record: v.string(),
    isTesting: v.boolean(),
  }),
);

const record: v.GenericSchema<unknown, DmarcRecord> = v.object({
  p: v.nullable(policy),
  sp: v.nullable(policy),
  np: v.nullable(policy),
  effective: v.object({ p: policy, sp: policy, np: policy }),
  historic: v.nullable(v.object({ p: policy, sp: policy })),
  psd,
  isTesting: v.boolean(),
  adkim: letter,
  aspf: letter,
  fo: strings,
  rua: strings,
  ruf: strings,
  pct: v.nullable(amount),
});

const step: v.GenericSchema<unknown, DmarcStep> = v.object({
  domain: v.string(),
  state: v.picklist(['found', 'none', 'several', 'unavailable']),
  reason: v.nullable(dnsFailure),
  detail: name,
  texts: strings,
  aliases: strings,
  authentic: v.boolean(),
  psd: v.nullable(psd),
  isRead: v.boolean(),
});

const list: v.GenericSchema<unknown, ByList> = v.object({
  state: outcome,
  organizationalDomain: name,
  recordDomain: name,
  policy: v.nullable(policy),
  pct: v.nullable(amount),
  subdomain: v.nullable(policy),
  subdomainPct: v.nullable(amount),
  isSubdomainKnown: v.boolean(),
});

const dmarc: v.GenericSchema<unknown, DmarcParts['dmarc']> = v.variant('state', [
  pending,
  v.object({
    state: outcome,
    organizationalDomain: name,
    recordDomain: name,
    record: v.nullable(record),
    organizationRecord: v.nullable(record),
    applied: v.object({ domain: applied, subdomain: applied, nonexistent: applied }),
    states: v.object({ domain: outcome, subdomain: outcome, nonexistent: outcome }),
    exists: v.nullable(v.boolean()),
    existenceFailure: v.nullable(dnsFailure),
    steps: v.array(step),
    problems: problemsBy(DMARC_PROBLEMS),
    list,
    apex: v.object({
      state: v.picklist(['answered', 'unavailable']),
      dmarc: name,
      otherDmarc: strings,
      hasSpf: v.boolean(),
      sendsNothing: v.boolean(),
    }),
    ttlSeconds: amount,
  }),
]);

const host: v.GenericSchema<unknown, ReportHost> = v.object({
  host: v.string(),
  tags: v.array(v.picklist(['rua', 'ruf'])),
  state: v.picklist(['same', 'authorised', 'unauthorised', 'unavailable']),
  reason: name,
  name: v.string(),
  redirect: name,
  mail: v.picklist(['yes', 'null-mx', 'no', 'unavailable', 'unasked']),
});

const dmarcReports: v.GenericSchema<unknown, DmarcParts['dmarcReports']> = v.variant('state', [
  pending,
  v.object({ state: only('found'), hosts: v.array(host), unchecked: strings, ttlSeconds: amount }),
]);

export const DMARC_STORED = { dmarc, dmarcReports };
