import type { DohAnswer } from '../../lib/dns/doh.ts';
import type { Lookup, LookUp, MxRecord, Unknown } from '../../lib/dns/lookup.ts';
import { decodeResponse } from '../../lib/dns/message.ts';
import { parseDomainName, type DomainName } from '../../lib/names/domain-name.ts';
import { fetchPolicy } from '../../lib/mechanisms/mta-sts/fetch-policy.ts';
import type { PolicyFacts } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { cname, encodeReply, txt } from '../support/dns-wire.ts';

/** A name that the test knows to be one. */
export function name(text: string): DomainName {
  const parsed = parseDomainName(text);
  if (parsed === null) throw new Error(`${text} is no domain name`);
  return parsed;
}

/** What comes of fetching the policy of example.com where the policy host answers with this. */
export async function fetchFrom(response: Response): Promise<PolicyFacts> {
  return fetchPolicy(name('example.com'), {
    fetch: async () => response,
    now: () => 0,
    deadline: () => new AbortController().signal,
  });
}

/** A zone of TXT and CNAME, one answer per name; asking for any other name is a fault of the test. */
export function zone(
  records: Record<string, { readonly txt: readonly (readonly string[])[] } | { readonly cname: string }>,
): (asked: string) => Promise<DohAnswer | Unknown> {
  return async (asked) => {
    const found = records[asked];
    if (!found) throw new Error(`${asked} was not prepared`);
    const answers =
      'cname' in found ? [cname(asked, found.cname)] : found.txt.map((strings) => txt(asked, strings, 60));
    const response = decodeResponse(encodeReply({ name: asked, type: 'TXT' }, { answers }), asked, 'TXT');
    if ('failure' in response) throw new Error(response.failure);
    return { state: 'answered', ageSeconds: 0, response };
  };
}

/** Answers MX with these records and A with one address; nothing else is prepared. */
export function mxOf(...records: readonly MxRecord[]): LookUp {
  const known = { aliases: [], authentic: false, ttlSeconds: 60 };
  const lookUp = async (asked: string, type: string): Promise<Lookup<unknown>> => {
    if (type === 'MX') return { state: 'found', records, ...known };
    if (type === 'A' && asked !== '') return { state: 'found', records: ['192.0.2.1'], ...known };
    throw new Error(`${asked} ${type} was not prepared`);
  };
  return lookUp as LookUp;
}
