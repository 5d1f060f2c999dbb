import type { LookUp } from '../../dns/lookup.ts';
import type { Asking } from '../../mechanism.ts';
import type { DomainName } from '../../names/domain-name.ts';
import type { RegistrableOf } from '../../names/registrable-of.ts';
import { isErrorBy } from '../../problem.ts';
import { isClosedSpf } from '../../text/closed-spf.ts';
import { boundedProblem, boundedRecord, boundedTexts } from './bounded.ts';
import { readByList } from './by-list.ts';
import { discoverDmarc, type Discovery } from './discover.ts';
import type { ApexTexts, DmarcFacts, DmarcParts, DmarcStep } from './facts.ts';
import { gatherReports } from './gather-reports.ts';
import { DMARC_PROBLEMS } from './problems.ts';
import { askStep, type Step } from './walk.ts';
import { isMeantAsDmarcRecord } from './record.ts';

/** The effects of this mechanism, beyond the questions to DNS. */
export interface DmarcEffects {
  /** By the public suffix list, which receivers of RFC 7489 go by. */
  readonly registrableOf: RegistrableOf;
}

/** Nothing is known to change sooner. */
const LONGEST_LIFE_S = 3600;

/**
 * Finds the policy: at most eight questions up the tree at once, and one for the texts of the domain itself; then whether reports may go where the record sends them. Never rejects.
 */
export async function gatherDmarc(
  asking: Asking<DmarcParts>,
  { registrableOf }: DmarcEffects,
): Promise<void> {
  const { policyDomain, lookUp, parts, publish } = asking;
  if (parts().dmarc.state === 'pending') {
    const [discovery, apex] = await Promise.all([
      discoverDmarc(policyDomain, lookUp),
      askApex(policyDomain, lookUp),
    ]);
    publish({ dmarc: await factsOf(policyDomain, discovery, apex, registrableOf(policyDomain), lookUp) });
  }
  const { dmarc, dmarcReports } = parts();
  if (dmarc.state === 'pending' || dmarcReports.state !== 'pending') return;
  publish({ dmarcReports: await gatherReports(dmarc.recordDomain, dmarc.record, lookUp) });
}

async function askApex(
  domain: DomainName,
  lookUp: LookUp,
): Promise<ApexTexts & { readonly ttlSeconds: number }> {
  const answer = await lookUp(domain, 'TXT');
  if (answer.state === 'unavailable')
    return {
      state: 'unavailable',
      dmarc: null,
      otherDmarc: [],
      hasSpf: false,
      sendsNothing: false,
      ttlSeconds: 0,
    };
  const texts = answer.state === 'found' ? answer.records : [];
  const [dmarc = null, ...otherDmarc] = boundedTexts(
    [...new Set(texts.filter(isMeantAsDmarcRecord))].toSorted(),
  );
  const spf = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const sendsNothing = spf.length === 1 && isClosedSpf(spf[0] ?? '');
  return {
    state: 'answered',
    dmarc,
    otherDmarc,
    hasSpf: spf.length > 0,
    sendsNothing,
    ttlSeconds: answer.ttlSeconds,
  };
}

async function factsOf(
  domain: DomainName,
  discovery: Discovery,
  { ttlSeconds, ...apex }: ApexTexts & { readonly ttlSeconds: number },
  listed: DomainName | null,
  lookUp: LookUp,
): Promise<DmarcFacts> {
  const { state, organizationalDomain, recordDomain, record, applied, states, steps, read } = discovery;
  const { exists, existenceFailure } = discovery;
  const isWalked = listed === null || steps.some((step) => step.domain === listed);
  const all = isWalked ? steps : [...steps, await askStep(listed, lookUp)];
  const organization = steps.find((step) => step.domain === organizationalDomain)?.reading;
  const ttls = steps.flatMap(({ answer }) => (answer.state === 'unavailable' ? [] : [answer.ttlSeconds]));
  return {
    state,
    organizationalDomain,
    recordDomain,
    record: record && boundedRecord(record),
    organizationRecord: organization?.isUsable === true ? boundedRecord(organization.record) : null,
    applied,
    states,
    exists,
    existenceFailure,
    steps: steps.map((step, index) => kept(step, index < read)),
    problems: steps
      // What stands at the domain, and the record that applies to it.
      .filter((step) => step.domain === domain || step.domain === recordDomain)
      .flatMap(({ problems }) => problems)
      // Where none applies, what keeps that of the organization from it.
      .concat(state === 'absent' && listed !== domain ? brokenAt(listed, all) : [])
      .map(boundedProblem),
    list: readByList(domain, listed, all),
    apex,
    ttlSeconds: Math.min(LONGEST_LIFE_S, ...ttls, ...(apex.state === 'answered' ? [ttlSeconds] : [])),
  };
}

/** Why receivers read no record at a name where somebody meant one. */
function brokenAt(domain: DomainName | null, steps: readonly Step[]): Step['problems'] {
  const problems = steps.find((step) => step.domain === domain)?.problems ?? [];
  return problems.filter(({ code }) => isErrorBy(DMARC_PROBLEMS[code]));
}

function kept({ domain, state, reading, answer }: Step, isRead: boolean): DmarcStep {
  const psd = reading?.record.psd ?? null;
  if (answer.state === 'unavailable') {
    const { reason, detail } = answer;
    return { domain, state, reason, detail, texts: [], aliases: [], authentic: false, psd, isRead };
  }
  const texts = boundedTexts(answer.state === 'found' ? answer.records : []);
  const { aliases, authentic } = answer;
  return { domain, state, reason: null, detail: null, texts, aliases, authentic, psd, isRead };
}
