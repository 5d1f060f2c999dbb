import type { StsProblemCode } from '../../lib/mechanisms/mta-sts/problems.ts';
import type { Problem as ProblemOf } from '../../lib/problem.ts';
import type { StsParts } from '../../lib/mechanisms/mta-sts/facts.ts';
import type { TlsrptParts } from '../../lib/mechanisms/tlsrpt/facts.ts';
import type { Pending } from '../../lib/outcome.ts';
import { ASSESSMENT_SCHEMA, type Assessment } from '../../lib/check/assessment.ts';
import type { DnsFailure, Unknown } from '../../lib/dns/lookup.ts';
import { DEFAULT_RESOLVER } from '../../lib/dns/resolver.ts';
import { parseDomainName, type DomainName } from '../../lib/names/domain-name.ts';
import { servingProblems, type PolicyFacts } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import type { MxFacts, MxHost } from '../../lib/mechanisms/mx/assess.ts';
import { selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { emptyParts } from '../../lib/mechanisms.ts';
import { bytes, lines } from './reading.ts';
import type { DaneFacts } from '../../lib/mechanisms/dane/facts.ts';
import type { BimiFacts } from '../../lib/mechanisms/bimi/facts.ts';
import type { CaaFacts } from '../../lib/mechanisms/caa/facts.ts';
import type { DkimFacts } from '../../lib/mechanisms/dkim/facts.ts';
import type { DmarcFacts, DmarcReports } from '../../lib/mechanisms/dmarc/facts.ts';
import type { DmarcRecord } from '../../lib/mechanisms/dmarc/read-record.ts';
import type { DnssecFacts } from '../../lib/mechanisms/dnssec/facts.ts';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import { STRICT_SPF } from './spf.ts';
import { NOW } from './time.ts';

type Problem = ProblemOf<StsProblemCode>;

export const EXAMPLE = name('example.com');

/** A domain name that is known to be one. */
export function name(text: string): DomainName {
  const domain = parseDomainName(text);
  if (domain === null) throw new Error(`${text} is no domain name`);
  return domain;
}

/** A name beside it was asked, and no wildcard answered. */
const beside = { state: 'answered', texts: [], aliases: [] } as const;
const evidence = { aliases: [], authentic: false, ttlSeconds: 300, beside };

/** The facts of a TXT RRset at `_mta-sts`, as the engine itself reads it. */
export function stsRecord(...texts: readonly string[]): Exclude<StsParts['stsRecord'], Pending> {
  return { ...selectStsRecord(texts), texts, ...evidence };
}

export function tlsrptRecord(...texts: readonly string[]): Exclude<TlsrptParts['tlsrpt'], Pending> {
  return { ...selectTlsrptRecord(texts), texts, ...evidence };
}

export function policyText(mode: string, ...rest: readonly string[]): string {
  return lines('version: STSv1', `mode: ${mode}`, 'max_age: 1209600', ...rest);
}

/** The facts of a policy that was fetched, as the engine itself reads it. */
export function policyOf(text: string, mediaType: string | null = 'text/plain'): PolicyFacts {
  const parsed = parsePolicy(bytes(text));
  const problems = [...parsed.problems, ...servingProblems(mediaType, 0)];
  const common = { problems, text, mediaType, fetchedAt: NOW, tookMs: 80 };
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, ...common }
    : { state: 'invalid', ...common };
}

/** A fetch that got no policy. */
export function failedFetch(
  code: Problem['code'],
  parameters: Problem['parameters'] = {},
): Extract<PolicyFacts, { state: 'invalid' }> {
  const problems = [{ code, parameters }];
  return { state: 'invalid', problems, text: null, mediaType: null, fetchedAt: NOW, tookMs: 80 };
}

export function unreadPolicy(code: Problem['code'], parameters: Problem['parameters'] = {}): PolicyFacts {
  return { state: 'unavailable', problems: [{ code, parameters }] };
}

export function host(hostName: string, preference = 10, rest: Partial<MxHost> = {}): MxHost {
  return { name: hostName, preference, isHostName: true, address: 'found', aliasOf: null, ...rest };
}

export function mxOf(...hosts: readonly MxHost[]): Extract<MxFacts, { state: 'found' }> {
  return {
    state: 'found',
    hosts,
    implicit: false,
    nullPreferences: [],
    authentic: false,
    ttlSeconds: 300,
  };
}

export function noMail(reason: 'null-mx' | 'nxdomain' | 'no-address'): MxFacts {
  return {
    state: 'absent',
    reason,
    nullPreferences: reason === 'null-mx' ? [0] : [],
    authentic: false,
    ttlSeconds: 300,
  };
}

export function unknown(reason: DnsFailure = 'servfail', detail: string | null = null): Unknown {
  return { state: 'unavailable', reason, detail };
}

const insecure = { state: 'insecure' } as const;

/** Nothing is signed, and there is no DANE, by a resolver that validates; of each name it is not known. */
export const UNSIGNED: { readonly dane: DaneFacts; readonly dnssec: DnssecFacts } = {
  dane: { state: 'found', mx: insecure, hosts: [], isMisplaced: null, validates: true, ttlSeconds: 3600 },
  dnssec: {
    state: 'found',
    domain: insecure,
    mx: insecure,
    policyHost: insecure,
    hosts: [],
    validates: null,
    resolver: DEFAULT_RESOLVER.name,
    ttlSeconds: 3600,
  },
};

const REJECT = {
  policy: 'reject',
  declared: 'reject',
  tag: 'p',
  record: 'example.com',
  isTesting: false,
} as const;
const DMARC_STEP = { reason: null, detail: null, aliases: [], authentic: false, isRead: true } as const;

const REJECTING_RECORD: DmarcRecord = {
  p: 'reject',
  sp: null,
  np: null,
  effective: { p: 'reject', sp: 'reject', np: 'reject' },
  historic: { p: 'reject', sp: 'reject' },
  psd: 'u',
  isTesting: false,
  adkim: 'r',
  aspf: 'r',
  fo: ['0'],
  rua: ['mailto:dmarc@example.com'],
  ruf: [],
  pct: null,
};

/** What is found where forged mail of example.com is refused, and reports go to the domain itself. */
export const REJECTING: { readonly dmarc: DmarcFacts; readonly dmarcReports: DmarcReports } = {
  dmarc: {
    state: 'found',
    organizationalDomain: 'example.com',
    recordDomain: 'example.com',
    record: REJECTING_RECORD,
    organizationRecord: REJECTING_RECORD,
    applied: { domain: REJECT, subdomain: REJECT, nonexistent: REJECT },
    states: { domain: 'found', subdomain: 'found', nonexistent: 'found' },
    exists: true,
    existenceFailure: null,
    steps: [
      {
        domain: 'example.com',
        state: 'found',
        texts: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'],
        psd: 'u',
        ...DMARC_STEP,
      },
      { domain: 'com', state: 'none', texts: [], psd: null, ...DMARC_STEP },
    ],
    problems: [],
    list: {
      state: 'found',
      organizationalDomain: 'example.com',
      recordDomain: 'example.com',
      policy: 'reject',
      pct: null,
      subdomain: 'reject',
      subdomainPct: null,
      isSubdomainKnown: true,
    },
    apex: { state: 'answered', dmarc: null, otherDmarc: [], hasSpf: true, sendsNothing: false },
    ttlSeconds: 3600,
  },
  dmarcReports: {
    state: 'found',
    hosts: [
      {
        host: 'example.com',
        tags: ['rua'],
        state: 'same',
        reason: null,
        name: 'example.com._report._dmarc.example.com',
        redirect: null,
        mail: 'yes',
      },
    ],
    unchecked: [],
    ttlSeconds: 3600,
  },
};

/** One good key, at a name that is commonly used. */
export const SIGNED_MAIL: DkimFacts = {
  state: 'found',
  base: 'nodata',
  reason: null,
  beside: { state: 'answered', texts: [], aliases: [] },
  asked: ['google', 'selector1', 'selector2', 'default', 's1', 's2', 'k1', 'dkim'],
  selectors: [
    {
      selector: 'default',
      name: 'default._domainkey.example.com',
      state: 'found',
      texts: [GOOD_DKIM],
      aliases: [],
      provider: null,
      reason: null,
    },
  ],
  ttlSeconds: 3600,
};

/** There is no logo. */
export const NO_LOGO: BimiFacts = {
  state: 'found',
  places: [
    {
      domain: 'example.com',
      record: { state: 'absent', problems: [], texts: [], aliases: [], authentic: false, ttlSeconds: 3600 },
    },
  ],
  isAboveKnown: true,
  misplacedAt: null,
};

/** Anyone may issue for the policy host. */
export const ANY_ISSUER: CaaFacts = { state: 'absent', authentic: false, ttlSeconds: 3600 };

/** The same by a resolver of which nobody knows whether it validates: there may be DANE. */
export const DANE_UNKNOWN: DaneFacts = { ...UNSIGNED.dane, validates: null };

/** A finished assessment of a domain where all is well: enforce, one server, covered, with reports. */
export function assessmentOf(change: Partial<Assessment> = {}): Assessment {
  const { id, name: resolverName, url } = DEFAULT_RESOLVER;
  return {
    schema: ASSESSMENT_SCHEMA,
    policyDomain: EXAMPLE,
    resolver: { id, name: resolverName, url },
    startedAt: NOW - 200,
    revision: 9,
    transitAt: NOW,
    finishedAt: NOW,
    ...emptyParts(),
    mx: mxOf(host('mail.example.com')),
    stsRecord: stsRecord('v=STSv1; id=20260601'),
    policyHost: { state: 'found', aliases: [] },
    policy: policyOf(policyText('enforce', 'mx: mail.example.com')),
    remembered: null,
    tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:tls@reports.example'),
    ...UNSIGNED,
    spf: STRICT_SPF,
    ...REJECTING,
    dkim: SIGNED_MAIL,
    bimi: NO_LOGO,
    caa: ANY_ISSUER,
    queries: [],
    policyFetch: { startedAfterMs: 100, tookMs: 80 },
    ...change,
  };
}
