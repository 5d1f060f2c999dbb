import { createResolver } from './resolve.ts';
import type { Route } from './socks.ts';
import type { World } from './world/types.ts';
import { isWithin } from './zones.ts';

/** Where on loopback the lab listens, and one port where nobody does. */
export interface LabPorts {
  dohHost: string;
  doh: number;
  hosts: number;
  closed: number;
}

/** Where `host:port` leads to in the lab: only the lab's own names lead anywhere. */
export function createRoutes(world: World, ports: LabPorts): (host: string, port: number) => Route {
  const refused = new Set(refusedHosts(world));
  const missing = new Set(hostsWithoutAddress(world));
  const apexes = reachable(world);
  return (host, port) => {
    if (host === ports.dohHost && port === ports.doh) return ports.doh;
    if (port !== 443 || missing.has(host) || !apexes.some((apex) => isWithin(host, apex)))
      return 'no-address';
    return refused.has(host) ? 'refused' : ports.hosts;
  };
}

/**
 * The same as rules for Chromium's resolver; the first rule that fits counts. They stay as they are while it runs, so a policy host that
 * no record announces, and so nobody asks for, leads to the lab: somebody may yet set it up.
 */
export function chromiumRules(world: World, ports: LabPorts): string {
  return [
    `MAP ${ports.dohHost} 127.0.0.1`,
    ...refusedHosts(world).map((host) => `MAP ${host}:443 127.0.0.1:${ports.closed}`),
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
 * The domains with websites. The providers' real ones are known to the lab's DNS alone, since browsers call some of them on their own.
 */
function reachable(world: World): string[] {
  const apexes = [...world.domains.map(({ domain }) => domain), ...world.support.map(({ apex }) => apex)];
  return apexes.filter((apex) => apex.endsWith('.test'));
}

function isAnnounced(policyHost: string, { domains }: World): boolean {
  return domains.some(
    ({ domain, records }) =>
      policyHost === `mta-sts.${domain}` && records.some(({ name }) => name === `_mta-sts.${domain}`),
  );
}

function refusedHosts(world: World): string[] {
  return world.domains
    .filter(({ policyHost }) => policyHost?.behaviour === 'refused')
    .map(({ domain }) => `mta-sts.${domain}`);
}

/** Policy hosts that DNS does not know. Websites are served for every domain, so that there is a page to stand on. */
function hostsWithoutAddress(world: World): string[] {
  const resolve = createResolver(world);
  return world.domains
    .map(({ domain }) => `mta-sts.${domain}`)
    .filter((host) => !resolve(host, 'A').answers.some(({ type }) => type === 'A'));
}
