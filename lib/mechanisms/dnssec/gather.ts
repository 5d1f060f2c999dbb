import type { Lookup, LookUp, MxRecord } from '../../dns/lookup.ts';
import { lookUpSecuredAddress, mailServersIn } from '../../dns/mail-servers.ts';
import { believedOf, lookUpSecured, type Secured } from '../../dns/security.ts';
import type { Asking } from '../../mechanism.ts';
import { isIpAddress, isNeverAsked, parseDomainName, type DomainName } from '../../names/domain-name.ts';
import type { StsParts } from '../mta-sts/facts.ts';
import type { DnssecFacts, DnssecParts } from './facts.ts';

/** Nothing is known to change sooner. */
const LONGEST_LIFE_S = 3600;
/** So many servers are asked about, the first ones; as many as are looked up at all. */
const MOST_HOSTS = 30;

/**
 * Finds out what DNSSEC says of the answers that the other mechanisms need anyway, so that it costs no question of its own, but where something
 * failed, where the domain is an alias, and where nothing shows whether the resolver validates. The policy host comes last, once it is known whether it is
 * asked at all. Never rejects.
 */
export async function gatherDnssec(asking: Asking<DnssecParts>, needed: Promise<StsParts>): Promise<void> {
  const { policyDomain, lookUp, parts, publish } = asking;
  if (parts().dnssec.state === 'pending') publish({ dnssec: await securityOf(asking) });
  const { policyHost } = await needed;
  const { dnssec } = parts();
  const isAsked = policyHost.state !== 'pending' && policyHost.state !== 'not-asked';
  if (dnssec.state === 'pending' || dnssec.policyHost || !isAsked) return;
  const { answer, security } = await lookUpSecuredAddress(`mta-sts.${policyDomain}`, lookUp);
  publish({
    dnssec: {
      ...dnssec,
      policyHost: believedOf(security, dnssec.validates),
      ttlSeconds: Math.min(dnssec.ttlSeconds, ...ttlOf(answer)),
    },
  });
}

async function securityOf({
  policyDomain,
  lookUp,
  validates,
  resolverName,
}: Asking<DnssecParts>): Promise<DnssecFacts> {
  const mx = await lookUpSecured(policyDomain, 'MX', lookUp);
  const names = askedIn(mx.answer, policyDomain);
  const [own, ...hosts] = await Promise.all([
    ownSecurity(mx, policyDomain, lookUp),
    ...names.map((name) => lookUpSecuredAddress(name, lookUp)),
  ]);
  const isValidating = await validates();
  return {
    state: 'found',
    domain: believedOf(own.security, isValidating),
    mx: believedOf(mx.security, isValidating),
    policyHost: null,
    hosts: hosts.map(({ security }, index) => ({
      name: names[index] ?? '',
      security: believedOf(security, isValidating),
    })),
    validates: isValidating,
    resolver: resolverName,
    ttlSeconds: Math.min(LONGEST_LIFE_S, ...[mx, own, ...hosts].flatMap(({ answer }) => ttlOf(answer))),
  };
}

/** AD=0 on a whole chain hides whether its first link is signed: that one is asked alone (RFC 7672 §2.1.3). */
async function ownSecurity(
  mx: Secured<MxRecord>,
  policyDomain: DomainName,
  lookUp: LookUp,
): Promise<Secured<unknown>> {
  const isAlias = mx.answer.state !== 'unavailable' && mx.answer.aliases.length > 0;
  return mx.security.state === 'insecure' && isAlias ? lookUpSecured(policyDomain, 'CNAME', lookUp) : mx;
}

/** Those that a check looks up at all. */
function askedIn(mx: Lookup<MxRecord>, policyDomain: DomainName): string[] {
  const hosts = mailServersIn(mx, policyDomain).slice(0, MOST_HOSTS);
  return hosts.filter((name) => {
    const host = parseDomainName(name);
    return host !== null && !isIpAddress(name) && !isNeverAsked(host);
  });
}

function ttlOf(answer: Lookup<unknown>): number[] {
  return answer.state === 'unavailable' ? [] : [answer.ttlSeconds];
}
