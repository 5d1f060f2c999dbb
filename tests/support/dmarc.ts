import { isErrorBy } from '../../lib/problem.ts';
import type { DnsFailure, Lookup, LookUp } from '../../lib/dns/lookup.ts';
import { DMARC_PROBLEMS } from '../../lib/mechanisms/dmarc/problems.ts';
import type { DmarcParts } from '../../lib/mechanisms/dmarc/facts.ts';
import type { DkimParts } from '../../lib/mechanisms/dkim/facts.ts';
import type { MxParts } from '../../lib/mechanisms/mx/facts.ts';
import { gatherDmarc } from '../../lib/mechanisms/dmarc/gather.ts';
import { judgeDmarc } from '../../lib/mechanisms/dmarc/judge.ts';
import type { Asking } from '../../lib/mechanism.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { PENDING } from '../../lib/outcome.ts';
import { host, mxOf, name, SIGNED_MAIL } from './assessments.ts';
import type { SpfParts } from '../../lib/mechanisms/spf/facts.ts';
import { STRICT_SPF } from './spf.ts';
import { NOW } from './time.ts';

/** TXT at a name, or that there is nothing of the type, no such name, or no answer. */
export type Prepared = readonly string[] | 'nodata' | 'nxdomain' | DnsFailure;

/**
 * A small DNS: TXT under their names; under `<name> MX` and the like what else there is, whatever stands in it. Every other name is NXDOMAIN, unless something is prepared at or below it.
 */
export function zone(prepared: Readonly<Record<string, Prepared>>) {
  const asked: string[] = [];
  const names = Object.keys(prepared).map((key) => key.split(' ')[0] ?? '');
  const exists = (asking: string) => names.some((each) => each === asking || each.endsWith(`.${asking}`));
  const answer = (asking: string, type: string): Lookup<unknown> => {
    const known = { aliases: [], authentic: false, ttlSeconds: 60 };
    const found = prepared[type === 'TXT' ? asking : `${asking} ${type}`];
    if (found === undefined)
      return { state: 'absent', reason: exists(asking) ? 'nodata' : 'nxdomain', ...known };
    if (found === 'nodata' || found === 'nxdomain') return { state: 'absent', reason: found, ...known };
    if (typeof found === 'string') return { state: 'unavailable', reason: found, detail: null };
    const records = type === 'MX' ? found.map((exchange) => ({ preference: 10, exchange })) : found;
    return { state: 'found', records, ...known };
  };
  const lookUp = (async (asking: string, type: string) => {
    asked.push(`${asking} ${type}`);
    return answer(asking, type);
  }) as LookUp;
  return { lookUp, asked };
}

/** What is found about a domain in such a DNS, and what is asked for it. */
export async function gathered(domain: string, prepared: Readonly<Record<string, Prepared>>) {
  const { lookUp, asked } = zone(prepared);
  let parts: DmarcParts = { dmarc: PENDING, dmarcReports: PENDING };
  const publish = (change: Partial<DmarcParts>) => {
    parts = { ...parts, ...change };
  };
  const asking = { policyDomain: name(domain), lookUp, parts: () => parts, publish } as Asking<DmarcParts>;
  await gatherDmarc(asking, { registrableOf });
  return { parts, asked };
}

/** What is concluded of it, where the domain has a mail server unless something else is said. */
export async function judged(
  domain: string,
  prepared: Readonly<Record<string, Prepared>>,
  mx: MxParts['mx'] = mxOf(host('mail.example.com')),
  spf: SpfParts['spf'] = STRICT_SPF,
  dkim: DkimParts['dkim'] = SIGNED_MAIL,
) {
  const { parts, asked } = await gathered(domain, prepared);
  const judgement = judgeDmarc(parts, { mx, spf, dkim }, { policyDomain: name(domain), now: NOW });
  const codes = judgement.findings.map(({ code }) => code);
  return {
    ...judgement,
    codes,
    errors: codes.filter((code) => isErrorBy(DMARC_PROBLEMS[code])),
    parts,
    asked,
  };
}
