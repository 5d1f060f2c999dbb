import { createAuthority } from './certificates.ts';
import { Cleanup } from './cleanup.ts';
import { startDns, type DnsOptions } from './dns-server.ts';
import { createLabFetch } from './fetch.ts';
import type { Lab } from './lab.ts';
import { published } from './publish.ts';
import { startPolicyHosts } from './policy-hosts.ts';
import { startDiversions } from './diversions.ts';
import { LOOPBACK } from './ports.ts';
import { chromiumRules, createRoutes } from './routes.ts';
import { startSocksProxy } from './socks.ts';
import { WORLD } from './world.ts';
import type { World } from './description/types.ts';

export interface LabOptions {
  /** `auto`, the default: BIND where it is installed and starts, else the embedded server. */
  dns?: DnsOptions['dns'];
  /** `false`: BIND answers like a plain name server, with RA=0 and aliases followed in their own zone only. */
  recursion?: boolean;
  world?: World;
  /** The name of a resolver that the lab plays, at the usual port; left out, one of its own at another port. */
  resolverHost?: string;
}

const DOH_HOST = 'doh.lab.test';

/** Starts the lab; `stop`, the end of the process, SIGINT or SIGTERM stop all of it. Rejects, with nothing left running, on failure. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const cleanup = new Cleanup();
  try {
    return await start(
      { dns: 'auto', recursion: true, world: WORLD, resolverHost: DOH_HOST, ...options },
      cleanup,
    );
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(
  { world: first, resolverHost: host, ...options }: Required<LabOptions>,
  cleanup: Cleanup,
): Promise<Lab> {
  let world = first;
  const authority = await createAuthority();
  const dns = await startDns({ ...options, world, authority, host, cleanup });
  const hosts = await startPolicyHosts(world, authority);
  cleanup.add(hosts.stop);
  const diversions = await startDiversions(authority, cleanup);
  const dohPort = host === DOH_HOST ? dns.port : 443;
  const ports = { dohHost: host, dohPort, doh: dns.port, hosts: hosts.port, diversions };
  let currentRoute = createRoutes(world, ports);
  const route: typeof currentRoute = (name, port) => currentRoute(name, port);
  const proxy = await startSocksProxy(route);
  cleanup.add(proxy.stop);

  const caCertificatePem = authority.certificatePem;
  const routes = {
    caCertificatePem,
    dohHost: DOH_HOST,
    dohPort: dns.port,
    closedPort: diversions.refused,
    route,
  };
  const nodeFetch = createLabFetch(routes, 'plain');
  const browserLikeFetch = createLabFetch(routes, 'opaque');
  cleanup.add(nodeFetch.stop);
  cleanup.add(browserLikeFetch.stop);

  const dohUrl = new URL(`https://${host}:${dohPort}/dns-query`).href;
  const queries: Lab['queries'] = () => dns.queries(nodeFetch.fetch, dohUrl);
  return {
    world: first,
    dns: dns.kind,
    dohUrl,
    hostsPort: hosts.port,
    caCertificatePem,
    goodKeyHash: authority.goodKeyHash,
    chromiumArgs: () => [`--host-resolver-rules=${chromiumRules(world, ports)}`],
    firefoxPrefs: () => proxyPrefs(proxy.port),
    queries,
    dohRequests: dns.dohRequests,
    policyRequests: () => hosts.requests,
    policyAnswers: () => hosts.answers,
    handshakes: () => hosts.handshakes,
    proxied: () => proxy.asked,
    clearLogs: async () => {
      await queries();
      dns.clear();
      hosts.clear();
      proxy.clear();
    },
    hold: hosts.hold,
    publish: async (domain, publication) => {
      world = published(world, domain, publication);
      hosts.update(world);
      currentRoute = createRoutes(world, ports);
      await dns.update(world);
    },
    setDnsFault: dns.setFault,
    nodeFetch: nodeFetch.fetch,
    browserLikeFetch: browserLikeFetch.fetch,
    cleanup,
    stop: () => cleanup.run(),
  };
}

function proxyPrefs(port: number): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.socks': LOOPBACK,
    'network.proxy.socks_port': port,
    'network.proxy.socks_version': 5,
    // Names go to the proxy as they are.
    'network.proxy.socks_remote_dns': true,
    'network.proxy.socks5_remote_dns': true,
  };
}
