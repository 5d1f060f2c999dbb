import type { ProblemCode } from '../../../lib/mechanisms.ts';
import type { Expected, LabDomain, PolicyHost, Signing, ZoneRecord } from './types.ts';
import { policyText, serves, WEEK_SECONDS } from './policy.ts';
import { address, dkim, dmarc, mx, policyAddress, sts, tlsrpt, txt, website } from './records.ts';

/** Where a domain differs from a good one. `null` leaves the record, or the host, out. */
export interface Differences {
  /** Preference and exchange of each MX record. */
  mx?: readonly (readonly [number, string])[];
  /** One value per TXT record; a value in a list is given in several character-strings. */
  sts?: readonly (string | string[])[] | null;
  tlsrpt?: readonly (string | string[])[] | null;
  spf?: readonly (string | string[])[] | null;
  dmarc?: readonly (string | string[])[] | null;
  /** The keys by their selectors. */
  dkim?: Readonly<Record<string, string>> | null;
  /** `null`: the policy host has no address. */
  policyAddress?: null;
  policyHost?: PolicyHost | null;
  /** Records beside the usual ones. */
  more?: readonly ZoneRecord[];
  servfail?: readonly string[];
  signing?: Signing;
  expected?: Partial<Expected>;
}

/** The value of a good MTA-STS record. */
export const GOOD_STS = 'v=STSv1; id=20260101000000;';

/** The value of an SPF record that lets the mail servers send, and nobody else. */
export const GOOD_SPF = 'v=spf1 mx -all';

/** The value of a good TLSRPT record of `domain`. */
export function goodTlsrpt(domain: string): string {
  return `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`;
}

/** The value of a good DMARC record of `domain`; whoever takes no mail has the reports sent elsewhere. */
export function goodDmarc(domain: string, takesMail = true): string {
  return `v=DMARC1; p=reject; rua=mailto:dmarc@${takesMail ? domain : 'reports.provider.test'}`;
}

/** The value of a good DKIM record; nobody has its private half any more. */
export const GOOD_DKIM =
  'v=DKIM1; k=rsa; p=' +
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzET9iCSkSr2xPWzCWqZw6WF7j6h6Zf798YZ5nr07PKwFSZ' +
  '1lGqLRJhPYAFMgYGS7WjAg2EeuEal0DOWtHsUWGH6xy2Xweub5pSbHeMl4M1mbahiAydWrhH2hY9VpZHD1B49FD98C' +
  'EdhUSOeDu/5ow/l7RlWrfZqIsA98mfF+K6tQWKQWon+8HsVUZYGJSU1CdHr3ClmDLtuYRsGlLunERW60NI4AeJMc2H' +
  't+/usSCSXLtpHyhRPfM64RDYfh46IcypWjbdmH41p9qXZyPdc5bAZYPPboPksffwiAB5xUmHELm/2RTFnQUtlSrZS8' +
  'gtcMdDofADfdzyLljCsnGh7SaQIDAQAB';

/** The two mail servers of a lab domain that has no reason for others. */
export function usualServers(domain: string): [number, string][] {
  return [
    [10, `mx1.${domain}`],
    [20, `mx2.${domain}`],
  ];
}

/**
 * A lab domain: two mail servers, a policy in mode enforce that names both, TLS reports, a DMARC policy, and a DKIM key, unless `differences` says otherwise.
 * MX hosts below the domain get an address of their own; those of providers have theirs in the provider's zone.
 */
export function labDomain(domain: string, what: string, differences: Differences = {}): LabDomain {
  const servers = differences.mx ?? usualServers(domain);
  const hosts = servers.map(([, host]) => host).filter((host) => host !== '.');
  const given = differences.more ?? [];
  const records = [
    ...servers.map(([preference, host]) => mx(domain, preference, host)),
    ...addressesOf(hosts, domain, given),
    ...(differences.sts === null ? [] : (differences.sts ?? [GOOD_STS])).map((value) => sts(domain, value)),
    ...(differences.tlsrpt === null ? [] : (differences.tlsrpt ?? [goodTlsrpt(domain)])).map((value) =>
      tlsrpt(domain, value),
    ),
    ...(differences.spf === null ? [] : (differences.spf ?? [GOOD_SPF])).map((value) => txt(domain, value)),
    ...(differences.dmarc === null ? [] : (differences.dmarc ?? [goodDmarc(domain, hosts.length > 0)])).map(
      (value) => dmarc(domain, value),
    ),
    ...Object.entries(differences.dkim === null ? {} : (differences.dkim ?? { default: GOOD_DKIM })).map(
      ([selector, value]) => dkim(domain, selector, value),
    ),
    ...(differences.policyAddress === null || differences.policyHost === null ? [] : [policyAddress(domain)]),
    ...website(domain),
    ...given,
  ];
  const policyHost =
    differences.policyHost === null
      ? undefined
      : (differences.policyHost ?? serves(policyText({ mx: hosts })));
  return {
    domain,
    what,
    records,
    servfail: differences.servfail ?? [],
    ...(differences.signing && { signing: differences.signing }),
    ...(policyHost && { policyHost }),
    expected: expectedOf(hosts.length, differences.expected),
  };
}

/** What is expected where a record announces a policy that senders cannot use, with what is found. */
export function broken(...findings: readonly ProblemCode[]): Partial<Expected> {
  return noPolicy('broken', ...findings);
}

/** What is expected where no policy is at hand, with the standing that follows and what is found. */
export function noPolicy(
  standing: Expected['standing'],
  ...findings: readonly ProblemCode[]
): Partial<Expected> {
  return { standing, mode: null, maxAgeSeconds: null, covered: null, findings };
}

/** What is expected of a domain where all is well, with its differences. */
function expectedOf(hosts: number, { headlines, ...differences }: Partial<Expected> = {}): Expected {
  return {
    standing: 'enforced',
    mode: 'enforce',
    maxAgeSeconds: WEEK_SECONDS,
    covered: hosts,
    mxTotal: hosts,
    headlines: { mx: 'receives', tlsrpt: 'reported', ...headlines },
    findings: [],
    ...differences,
  };
}

function addressesOf(hosts: readonly string[], domain: string, given: readonly ZoneRecord[]): ZoneRecord[] {
  const own = new Set(hosts.filter((host) => host.endsWith(`.${domain}`)));
  for (const record of given) own.delete(record.name);
  return [...own].map((host, index) => address(host, 10 + index));
}
