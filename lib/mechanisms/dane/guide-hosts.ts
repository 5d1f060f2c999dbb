import { isFailing } from '../../dns/security.ts';
import type { SteppedWith } from '../../steps.ts';
import { parentOf, parseDomainName, type DomainName } from '../../names/domain-name.ts';
import { isErrorBy } from '../../problem.ts';
import { tlsaBaseNames } from './base-names.ts';
import type { DaneFacts, DaneHost } from './facts.ts';
import { hostFailures, type Failure } from './guide-failures.ts';
import { hostFindings } from './host-findings.ts';
import { decidingOf, outcomeOf } from './outcome.ts';
import { DANE_PROBLEMS } from './problems.ts';

/**
 * How far DANE is at one server: senders use its records; they do, and something is wrong with them; they find none of use, in a signed zone; its zone is
 * not signed; a look-up fails for those who validate; or that is not known.
 */
export type HostProgress = 'done' | 'faulty' | 'bare' | 'unsigned' | 'failing' | 'unknown';

/** One server, as the guide goes by it. */
export interface GuidedHost {
  /** A host name and nothing else: it stands in commands. */
  readonly name: DomainName;
  /** The base domain at which its records stand, or where whoever runs it publishes them; null where that zone is not known to be signed. */
  readonly base: DomainName | null;
  /** What an alias leads to, which is what is run; without one the name itself. */
  readonly target: DomainName;
  readonly progress: HostProgress;
  /** The questions about it that fail: at names of the domain itself, and at those of others. */
  readonly failures: { readonly own: readonly Failure[]; readonly others: readonly Failure[] };
  /** Two keys are announced, or the issuer. */
  readonly isReadyToRoll: boolean;
  /** The registered domain that it is under, where that is another one than that of the policy domain; null for an own one. */
  readonly provider: DomainName | null;
}

/** The servers that mail can reach, those that are no host name left out. Pure. */
export function guidedHosts(facts: DaneFacts, context: SteppedWith): GuidedHost[] {
  const hosts = facts.hosts.filter(({ address }) => address === 'found' || address === 'unavailable');
  return hosts.flatMap((host) => {
    const name = plainName(host.name);
    if (name === null) return [];
    const target = plainName(host.aliases.at(-1) ?? '') ?? name;
    const provider = providerOf(target, context);
    const base = baseOf(host, provider === null ? null : target);
    const findings = hostFindings(host, facts.mx.state === 'secure', context.now);
    const hasError = findings.some(({ code }) => isErrorBy(DANE_PROBLEMS[code]));
    const isReadyToRoll = !findings.some(({ code }) => code === 'dane-no-rollover');
    return [
      {
        name,
        base,
        target,
        progress: progressOf(host, base, facts, hasError),
        failures: failuresAt(host, context),
        isReadyToRoll,
        provider,
      },
    ];
  });
}

function progressOf(
  host: DaneHost,
  base: DomainName | null,
  { validates }: DaneFacts,
  hasError: boolean,
): HostProgress {
  const outcome = outcomeOf(host);
  if (outcome === 'avoided' || (host.security && isFailing(host.security))) return 'failing';
  if (outcome === 'unknown') return 'unknown';
  if (outcome === 'authenticated') return hasError ? 'faulty' : 'done';
  if (base !== null) return 'bare';
  // Without a resolver that validates, a signed zone looks the same.
  const isInsecure = host.security?.state === 'insecure' || hasInsecureRecords(host);
  return validates === true && isInsecure ? 'unsigned' : 'unknown';
}

/** Of an alias the name in the MX record, which its owner can be sure to have; a provider (`target`) has none but what it leads to. */
function baseOf(host: DaneHost, target: DomainName | null): DomainName | null {
  const { name, aliases, security, firstAlias } = host;
  const deciding = decidingOf(host);
  if (security === null || (deciding === null && hasInsecureRecords(host))) return null;
  if (deciding === null && target !== null) return security.state === 'secure' ? target : null;
  const address = { host: name, aliases, security: security.state, firstAlias: firstAlias?.state ?? null };
  return plainName(deciding?.base ?? tlsaBaseNames(address).at(-1) ?? '');
}

/** Records are there in a zone that is not signed, such as behind an alias; none that anybody uses. */
function hasInsecureRecords({ lookups }: DaneHost): boolean {
  return lookups.some(({ state, security }) => state === 'found' && security.state === 'insecure');
}

/** Whoever has a name can repair what is asked at it. */
function failuresAt(host: DaneHost, context: SteppedWith): GuidedHost['failures'] {
  const { own = [], others = [] } = Object.groupBy(hostFailures(host), ({ name }) =>
    isOwn(name, context) ? 'own' : 'others',
  );
  return { own, others };
}

/** The registered domain of a name that is not the policy domain's own. */
function providerOf(name: DomainName, context: SteppedWith): DomainName | null {
  if (isOwn(name, context)) return null;
  const { registrableOf } = context;
  const parent = parentOf(name);
  return (parent && registrableOf(parent)) ?? name;
}

function isOwn(name: string, { policyDomain, registrableOf }: SteppedWith): boolean {
  const own = registrableOf(policyDomain) ?? policyDomain;
  return name === own || name.endsWith(`.${own}`);
}

/** Names come from strangers; what a shell could read otherwise is none. */
function plainName(name: string): DomainName | null {
  const domain = parseDomainName(name);
  return domain === name ? domain : null;
}
