import type { LookUp } from '../../dns/lookup.ts';
import type { DmarcReports, ReportHost } from './facts.ts';
import type { DmarcRecord } from './read-record.ts';
import { hostAuthorisation, hostOfReportUri, takesMail } from './report-hosts.ts';

/** So many hosts are asked about; a record can name a hundred. */
export const MOST_HOSTS = 10;
const LONGEST_LIFE_S = 3600;

interface Target {
  readonly host: string;
  readonly tags: Set<'rua' | 'ruf'>;
  isMailbox: boolean;
}

/** Asks each host of a report address, the first `MOST_HOSTS` of them, whether it takes reports, and whether it takes mail. Nothing is sent to the hosts. Never rejects. */
export async function gatherReports(
  recordDomain: string | null,
  record: DmarcRecord | null,
  lookUp: LookUp,
): Promise<DmarcReports> {
  const targets = record === null ? [] : targetsOf(record);
  const asked = targets.slice(0, MOST_HOSTS);
  const hosts = await Promise.all(asked.map(async (target) => askHost(recordDomain ?? '', target, lookUp)));
  const unchecked = targets.slice(MOST_HOSTS).map(({ host }) => host);
  return { state: 'found', hosts, unchecked, ttlSeconds: LONGEST_LIFE_S };
}

/** The hosts in the order of the record, aggregate reports first, each once. */
function targetsOf({ rua, ruf }: DmarcRecord): Target[] {
  const targets = new Map<string, Target>();
  for (const [tag, uris] of [['rua', rua] as const, ['ruf', ruf] as const])
    for (const uri of uris) {
      const host = hostOfReportUri(uri);
      if (host === null) continue;
      const target = targets.get(host) ?? { host, tags: new Set(), isMailbox: false };
      target.tags.add(tag);
      target.isMailbox ||= /^mailto:/i.test(uri);
      targets.set(host, target);
    }
  return [...targets.values()];
}

async function askHost(
  domain: string,
  { host, tags, isMailbox }: Target,
  lookUp: LookUp,
): Promise<ReportHost> {
  const [permission, mail] = await Promise.all([
    hostAuthorisation(domain, host, lookUp),
    isMailbox ? takesMail(host, lookUp) : ('unasked' as const),
  ]);
  const { state, name, redirect } = permission;
  return {
    host,
    tags: [...tags],
    state,
    reason: 'reason' in permission ? permission.reason : null,
    name,
    redirect: redirect?.uris[0]?.slice(0, 400) ?? null,
    mail,
  };
}
