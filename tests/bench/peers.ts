import type { IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import dnsPacket from 'dns-packet';
import { getPolicy } from 'mailauth/lib/mta-sts.js';
import { assess, type Deps } from '../../lib/check/assess.ts';
import type { Query } from '../../lib/check/assessment.ts';
import { encodeQuery } from '../../lib/dns/message.ts';
import { parseCustomResolver } from '../../lib/dns/resolver.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { policyUrlOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import type { Lab } from '../lab/lab.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { LOOPBACK } from '../lab/ports.ts';

/** A question to DNS. */
export type Question = Pick<Query, 'name' | 'type'>;

/** Whoever finds out, in the lab, what a domain has: each with what it takes and nothing remembered from before. */

/** What no reader can do without: the record, and then the policy. Nothing is read out of either. */
export async function floor(lab: Lab, domain: string): Promise<void> {
  const query = Buffer.from(encodeQuery(`_mta-sts.${domain}`, 'TXT')).toString('base64url');
  await (await lab.nodeFetch(`${lab.dohUrl}?dns=${query}`)).arrayBuffer();
  await (await lab.nodeFetch(policyUrlOf(domain as DomainName))).arrayBuffer();
}

/** The floor of all that a check finds out: the questions that it asked, at once, and the policy with them. Nothing is read out of any answer. */
export async function sameQuestions(lab: Lab, domain: string, asked: readonly Question[]): Promise<void> {
  const questions = asked.map(({ name, type }) => encodeQuery(name, type));
  const addresses = questions.map((query) => `${lab.dohUrl}?dns=${Buffer.from(query).toString('base64url')}`);
  await Promise.all(
    [...addresses, policyUrlOf(domain as DomainName)].map(async (address) =>
      (await lab.nodeFetch(address)).arrayBuffer(),
    ),
  );
}

/** Waxseal's own assessment, with plain Node around it: milliseconds until all is known about mail in transit, and until it is finished; and what it asked. */
export async function waxseal(
  lab: Lab,
  domain: string,
): Promise<{ transit: number; finished: number; asked: readonly Question[] }> {
  const start = performance.now();
  let transit = Number.NaN;
  const deps: Deps = {
    fetch: lab.browserLikeFetch,
    now: Date.now,
    deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
    resolver: parseCustomResolver(lab.dohUrl)!,
    mayRead: async () => true,
    randomLabel: () => 'random',
    registrableOf,
    policies: { recall: async () => null, remember: async () => undefined },
  };
  const { finishedAt, policy, queries } = await assess(domain as DomainName, deps, ({ transitAt }) => {
    if (transitAt !== null && Number.isNaN(transit)) transit = performance.now() - start;
  });
  if (finishedAt === null || policy.state !== 'found') throw new Error(`No policy for ${domain}`);
  return { transit, finished: performance.now() - start, asked: queries };
}

/** The same questions by mailauth: policy and mail servers, beside each other. */
export async function mailauth(lab: Lab, domain: string): Promise<void> {
  const resolver = (name: string, type: string) => resolveBy(lab, name, type);
  const [{ status, policy }] = await Promise.all([
    getPolicy(domain, undefined, { resolver, strict: true }),
    resolver(domain, 'MX'),
  ]);
  if (status !== 'found')
    throw new Error(`mailauth finds no policy for ${domain}: ${status}`, { cause: policy });
}

/** Leads the requests of mailauth, which always go to port 443 of an address, to the lab. Gives the function that ends it. */
export function leadToLab(lab: Lab): () => void {
  const { request } = https;
  https.request = ((options: RequestOptions, callback?: (response: IncomingMessage) => void) =>
    request(
      { ...options, host: LOOPBACK, port: lab.hostsPort, ca: lab.caCertificatePem },
      callback,
    )) as typeof request;
  return () => {
    https.request = request;
  };
}

/** A resolver as mailauth wants it, over DNS over HTTPS. */
async function resolveBy(lab: Lab, name: string, type: string): Promise<string[] | string[][]> {
  const query = encodeQuery(name, type as 'TXT');
  const response = await lab.nodeFetch(`${lab.dohUrl}?dns=${Buffer.from(query).toString('base64url')}`);
  const { answers = [] } = dnsPacket.decode(Buffer.from(await response.arrayBuffer()));
  const data: unknown[] = answers.flatMap((answer) =>
    answer.type === type && 'data' in answer ? [answer.data] : [],
  );
  if (data.length === 0) throw Object.assign(new Error(`No ${type} at ${name}`), { code: 'ENODATA' });
  const texts = () => data.map((strings) => [Buffer.concat(strings as Buffer[]).toString()]);
  return type === 'TXT' ? texts() : (data as string[]);
}
