import type { LookUp } from '../../dns/lookup.ts';
import { isReportUri } from '../../text/report-uri.ts';
import type { DmarcReports, ReportHost } from './facts.ts';
import type { DmarcRecord } from './read-record.ts';
import { hostOfReportUri, hostPermission, takesMail, type ReportTag } from './report-hosts.ts';

/** So many hosts are asked about; a record can name a hundred. */
export const MOST_HOSTS = 10;
const LONGEST_LIFE_S = 3600;
const LONGEST_SHOWN = 400;

interface Target {
  readonly host: string;
  readonly tags: Set<ReportTag>;
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
  const unchecked = [
    ...targets.slice(MOST_HOSTS).map(({ host }) => host),
    ...(record === null ? [] : unaskable(record)),
  ];
  return { state: 'found', hosts: hosts.flat(), unchecked, ttlSeconds: LONGEST_LIFE_S };
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

/** Where reports can go to what is no name, such as the address of a machine: what it permits, nobody can ask. */
function unaskable({ rua, ruf }: DmarcRecord): string[] {
  const uris = [...rua, ...ruf].filter((uri) => isReportUri(uri) && hostOfReportUri(uri) === null);
  return [...new Set(uris.map((uri) => uri.slice(0, LONGEST_SHOWN)))];
}

/** One answer for both kinds of report, unless they are permitted apart. */
async function askHost(
  domain: string,
  { host, tags, isMailbox }: Target,
  lookUp: LookUp,
): Promise<ReportHost[]> {
  const [permits, mail] = await Promise.all([
    hostPermission(domain, host, lookUp),
    isMailbox ? takesMail(host, lookUp) : ('unasked' as const),
  ]);
  const answers = [...tags].map((tag): ReportHost => {
    const found = permits(tag);
    const { state, name, redirect } = found;
    // What is told is the address for which they go nowhere.
    const uri = redirect?.uris.find((each) => hostOfReportUri(each) !== host) ?? redirect?.uris[0];
    return {
      host,
      tags: [tag],
      state,
      reason: 'reason' in found ? found.reason : null,
      name,
      redirect: uri?.slice(0, LONGEST_SHOWN) ?? null,
      mail,
    };
  });
  const [first, second] = answers;
  const isAlike = first?.state === second?.state && first?.redirect === second?.redirect;
  return first && second && isAlike ? [{ ...first, tags: [...tags] }] : answers;
}
