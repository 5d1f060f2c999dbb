import type { Scored, ScoredWith } from '../../mechanism.ts';
import type { SpfParts } from '../spf/facts.ts';
import { leftBySpf } from './by-spf.ts';
import type { DmarcFacts, DmarcParts } from './facts.ts';
import type { DmarcHeadline } from './judge.ts';
import { isWeaker } from './policy.ts';

type Of<Part extends Scored['part']> = Extract<Scored, { readonly part: Part }>;

/** What becomes of forged mail from the domain and from names below it, and whether its owner hears of it. Pure. */
export function scoreDmarc(
  parts: DmarcParts,
  { spf }: SpfParts,
  { headline, policyDomain }: ScoredWith<DmarcHeadline>,
): Scored[] {
  const { dmarc } = parts;
  if (dmarc.state === 'pending') return [];
  const reports = reportsOf(parts);
  return [
    policyOf(dmarc, spf, headline, reports),
    subdomainsOf(dmarc, spf, policyDomain),
    { part: 'reports', can: reports },
  ];
}

/** As applied: with `t=y` that is one level below what is declared (RFC 9989 §4.7), and nothing but reports where SPF lets everybody pass. */
function policyOf(
  { applied }: DmarcFacts,
  spf: SpfParts['spf'],
  headline: DmarcHeadline,
  reports: Of<'reports'>['can'],
): Of<'policy'> {
  const part = 'policy';
  const policy = applied.domain?.policy;
  if (policy === undefined)
    return { part, can: headline === 'absent' || headline === 'invalid' ? [headline] : [] };
  if (policy === 'none') return { part, can: heardOr('none', reports) };
  const left = leftBySpf({ spf }, policy);
  const ifOpen = left === null ? [] : heardOr('open', reports);
  return { part, can: left === 'open' ? ifOpen : [policy, ...ifOpen] };
}

/** Where forged mail is delivered, its owner may still hear of it. */
function heardOr(outcome: 'none' | 'open', reports: Of<'reports'>['can']): Of<'policy'>['can'] {
  if (reports.length !== 1) return ['watched', outcome];
  return [reports[0] === 'arrive' ? 'watched' : outcome];
}

/** Of a domain below its organization the record of that one decides about names below, so that it has nothing to do. */
function subdomainsOf(
  { applied, record, states, organizationalDomain }: DmarcFacts,
  spf: SpfParts['spf'],
  policyDomain: string,
): Of<'subdomains'> {
  const part = 'subdomains';
  if (organizationalDomain !== null && organizationalDomain !== policyDomain)
    return { part, can: ['inherited'] };
  const { domain, subdomain, nonexistent } = applied;
  const isOpen = Object.values(states).includes('unavailable') || organizationalDomain === null;
  if (isOpen) return { part, can: [] };
  if (!domain || !subdomain || !nonexistent) return { part, can: ['absent'] };
  const weakest = isWeaker(nonexistent.policy, subdomain.policy) ? nonexistent.policy : subdomain.policy;
  if (weakest === 'none') return { part, can: ['none'] };
  if (isWeaker(weakest, domain.policy)) return { part, can: ['weaker'] };
  // By relaxed alignment a pass for the domain is one for every name below it (RFC 9989 §4.4.2), but for a public suffix.
  const isApart = record?.aspf === 's' || (record?.psd === 'y' && domain.record === policyDomain);
  const left = isApart ? null : leftBySpf({ spf }, weakest);
  return { part, can: left === 'open' ? ['open'] : left === null ? ['covered'] : ['covered', 'open'] };
}

/** Aggregate reports arrive where a host takes them and takes mail (RFC 9990 §4); a host on the web is one that no receiver has to know. */
function reportsOf({ dmarc, dmarcReports }: DmarcParts): Of<'reports'>['can'] {
  if (dmarc.state === 'pending' || dmarc.state === 'unavailable') return [];
  if (!dmarc.record) return ['none'];
  if (dmarc.record.rua.length === 0) return ['none'];
  if (dmarcReports.state === 'pending') return [];
  const hosts = dmarcReports.hosts.filter(({ tags, mail }) => tags.includes('rua') && mail !== 'unasked');
  const arrives = new Set(
    hosts.map(({ state, mail }) => {
      if (state === 'unauthorised' || mail === 'no' || mail === 'null-mx') return false;
      return state === 'unavailable' || mail === 'unavailable' ? null : true;
    }),
  );
  if (arrives.has(true)) return ['arrive'];
  const isUnknown = arrives.has(null) || dmarcReports.unchecked.length > 0;
  return isUnknown ? ['arrive', 'lost'] : ['lost'];
}
