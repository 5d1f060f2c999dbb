import { createResolver } from './resolve.ts';
import type { Route } from './socks.ts';
import { DIVERSIONS, type Diversion, type PolicyBehaviour, type World } from './description/types.ts';
import { isWithin } from './zones.ts';

/** Where on loopback the lab listens. */
export interface LabPorts {
  dohHost: string;
  /** The port in its address, and the one that it listens on. */
  dohPort: number;
  doh: number;
  hosts: number;
  /** Where policy hosts are that end before HTTP; nobody listens at `refused`. */
  diversions: Readonly<Record<Diversion, number>>;
}

/** Where `host:port` leads to in the lab: only the lab's own names lead anywhere. */
export function createRoutes(world: World, ports: LabPorts): (host: string, port: number) => Route {
  const diverted = new Map(divertedHosts(world));
  const missing = new Set(hostsWithoutAddress(world));
  const apexes = reachable(world);
  return (host, port) => {
    if (host === ports.dohHost && port === ports.dohPort) return ports.doh;
    if (world.listeners?.some((each) => each.host === host && each.port === port)) return port;
    if (port !== 443 || missing.has(host) || !apexes.some((apex) => isWithin(host, apex)))
      return 'no-address';
    const diversion = diverted.get(host);
    if (diversion === 'refused') return 'refused';
    return diversion ? ports.diversions[diversion] : ports.hosts;
  };
}

/**
 * The same as rules for Chromium's resolver; the first rule that fits counts. They stay as they are while it runs, so a policy host that
 * no record announces, and so nobody asks for, leads to the lab: somebody may yet set it up.
 */
export function chromiumRules(world: World, ports: LabPorts): string {
  return [
    `MAP ${ports.dohHost}:${ports.dohPort} 127.0.0.1:${ports.doh}`,
    ...(world.listeners ?? []).map(({ host, port }) => `MAP ${host}:${port} 127.0.0.1:${port}`),
    ...divertedHosts(world).map(([host, to]) => `MAP ${host}:443 127.0.0.1:${ports.diversions[to]}`),
    ...hostsWithoutAddress(world)
      .filter((host) => isAnnounced(host, world))
      .map((host) => `MAP ${host} ~NOTFOUND`),
    ...reachable(world).flatMap((apex) => [
      `MAP ${apex}:443 127.0.0.1:${ports.hosts}`,
      `MAP *.${apex}:443 127.0.0.1:${ports.hosts}`,
    ]),
    'MAP * ~NOTFOUND',
  ].join(',');
}

/**
 * The domains with websites: those under .test, and the names that RFC 2606 keeps for examples. The providers' real ones are known to the lab's DNS alone, since browsers call some of them on their own.
 */
function reachable(world: World): string[] {
  const apexes = [...world.domains.map(({ domain }) => domain), ...world.support.map(({ apex }) => apex)];
  return apexes.filter((apex) => /\.test$|^example\.(?:com|net|org)$/.test(apex));
}

/** Texts of others at the name of the record announce nothing. */
function isAnnounced(policyHost: string, world: World): boolean {
  const { answers } = createResolver(world)(`_${policyHost}`, 'TXT');
  return answers.some(({ type, data }) => type === 'TXT' && data.join('').startsWith('v=STSv1'));
}

function divertedHosts(world: World): [string, Diversion][] {
  return world.domains.flatMap(({ domain, policyHost }): [string, Diversion][] =>
    policyHost && isDiversion(policyHost.behaviour) ? [[`mta-sts.${domain}`, policyHost.behaviour]] : [],
  );
}

/** Whether a behaviour takes a port of its own. */
export function isDiversion(behaviour: PolicyBehaviour): behaviour is Diversion {
  return (DIVERSIONS as readonly string[]).includes(behaviour);
}

/** Policy hosts that DNS does not know. Websites are served for every domain, so that there is a page to stand on. */
function hostsWithoutAddress(world: World): string[] {
  const resolve = createResolver(world);
  return world.domains
    .map(({ domain }) => `mta-sts.${domain}`)
    .filter((host) => !resolve(host, 'A').answers.some(({ type }) => type === 'A'));
}
