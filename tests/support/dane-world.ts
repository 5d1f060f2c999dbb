import { assess } from '../../lib/check/assess.ts';
import { validationHabits } from '../../lib/dns/validation-habit.ts';
import { outcomeOf, type HostOutcome } from '../../lib/mechanisms/dane/outcome.ts';
import { concluded } from '../../lib/verdict/standing.ts';
import { EXAMPLE } from './assessments.ts';
import { fakeDeps, world } from './deps.ts';
import { a, cname, mx, tlsaRecord } from './dns-wire.ts';
import { nodata, reply, signed, signedNodata, type Prepared } from './network.ts';
import { NOW } from './time.ts';

const DIGEST = 'ab'.repeat(32);
export const HOST = 'mail.example.com';

/** A TLSA record of the usual kind at the name of a base domain. */
export const key = (base: string, digest = DIGEST) => tlsaRecord(`_25._tcp.${base}`, [3, 1, 1], digest);
/** Two keys, as a careful operator has them, in an answer that is signed. */
export const keys = (base: string) => signed(key(base), key(base, 'cd'.repeat(32)));
/** The answer for MX, signed, with these servers in order of preference. */
export const mxOf = (...hosts: readonly string[]) =>
  signed(...hosts.map((host, index) => mx('example.com', 10 * (index + 1), host)));
export const addressOf = (host: string) => signed(a(host));
/** A chain of aliases and the address at its end, in one answer. */
export const chain = (names: readonly string[], authentic: boolean) => {
  const links = names.slice(1).map((name, index) => cname(names[index] ?? '', name));
  return reply({ answers: [...links, a(names.at(-1) ?? '')], authentic });
};

/** A domain without MTA-STS whose only server has DANE, all of it signed; but for what is said. */
export const daneWorld = (dns: Prepared['dns'] = {}) =>
  world({
    'example.com MX': mxOf(HOST),
    'mail.example.com A': addressOf(HOST),
    '_25._tcp.mail.example.com TLSA': keys(HOST),
    '_mta-sts.example.com TXT': nodata,
    '_smtp._tls.example.com TXT': nodata,
    'example.com CNAME': signedNodata,
    // Where somebody may have put the records by mistake.
    '_25._tcp.example.com TLSA': signedNodata,
    ...dns,
  });

export interface Concluded {
  readonly headline: string;
  /** Of DANE by itself. */
  readonly dane: string;
  readonly dnssec: string;
  /** What senders that check DANE do, server by server. */
  readonly hosts: Readonly<Record<string, HostOutcome>>;
  /** The base domains at which TLSA was asked, in order. */
  readonly asked: readonly string[];
  readonly codes: readonly string[];
  readonly questions: readonly string[];
  readonly unchecked: readonly string[];
}

/** Checks example.com in this world, and says what is concluded. */
export async function checkDane(dns: Prepared['dns'] = {}): Promise<Concluded> {
  const { deps, network } = fakeDeps(daneWorld(dns));
  const habits = { validationHabits: validationHabits() };
  const assessment = await assess(EXAMPLE, { ...deps, ...habits }, () => undefined);
  const { verdict, judgements } = concluded(assessment, NOW);
  const hosts = assessment.dane.state === 'found' ? assessment.dane.hosts : [];
  return {
    headline: verdict.headline,
    dane: judgements.dane.headline,
    dnssec: judgements.dnssec.headline,
    hosts: Object.fromEntries(hosts.map((host) => [host.name, outcomeOf(host)])),
    asked: hosts.flatMap(({ lookups }) => lookups.map(({ base }) => base)),
    codes: verdict.findings.map(({ code }) => code),
    questions: network.questions(),
    unchecked: network.unchecked(),
  };
}
