import dnsPacket from 'dns-packet';
import { startBindAuthority } from './bind-authority.ts';
import { startBindResolver } from './bind-resolver.ts';
import { blockedAs } from './blocked.ts';
import type { CertificateAuthority } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import type { FaultHook } from './dns-faults.ts';
import { startEmbeddedDoh, type DohRequest } from './embedded-doh.ts';
import type { Query, QueryLog } from './query-log.ts';
import { startUnbound } from './unbound.ts';
import type { World } from './description/types.ts';

/** Who answers: BIND, Unbound in front of it, or the embedded server. */
export type DnsKind = 'bind' | 'unbound' | 'embedded';

/** The lab's DNS, whichever program it is. */
export interface DnsServer {
  kind: DnsKind;
  port: number;
  /** Every question so far. `ask` is a fetch that reaches the server at `url`. */
  queries(ask: typeof fetch, url: string): Promise<readonly Query[]>;
  clear(): void;
  dohRequests(): readonly DohRequest[];
  setFault(hook: FaultHook | undefined): void;
  /** Answers for another world from now on; resolves when it does. */
  update(world: World): Promise<void>;
}

export interface DnsOptions {
  /**
   * `auto` is BIND, and the embedded server where BIND is missing or does not start (some systems forbid it to read temporary files).
   * `unbound` is Unbound in front of BIND, which blocks the domains of `BLOCKED`; the embedded server does the same by description where one of the
   * two is missing or does not start.
   */
  dns: DnsKind | 'auto';
  /** `false`: BIND answers like a plain name server. The embedded server always resolves. */
  recursion: boolean;
  world: World;
  authority: CertificateAuthority;
  /** The name in the certificate. */
  host: string;
  cleanup: Cleanup;
}

/** Starts the DNS server that `options.dns` names. Rejects where that cannot start. */
export async function startDns(options: DnsOptions): Promise<DnsServer> {
  if (options.dns === 'embedded') return embedded(options);
  try {
    return await (options.dns === 'unbound' ? unbound(options) : bind(options));
  } catch (error) {
    if (options.dns === 'bind') throw error;
    const server = await embedded(options);
    if (options.dns === 'unbound')
      server.setFault((name) => {
        const bare = blockedAs(name);
        return bare && { bare };
      });
    return server;
  }
}

async function bind({ world, authority, recursion, ...rest }: DnsOptions): Promise<DnsServer> {
  const behind = await startBindAuthority(world, authority, rest);
  if (!recursion) return served('bind', behind);
  const resolver = await startBindResolver(behind, authority, rest);
  const update = async (changed: World): Promise<void> => {
    await behind.update(changed);
    await resolver.forget();
  };
  return served('bind', { ...resolver, update });
}

async function unbound({ world, authority, ...rest }: DnsOptions): Promise<DnsServer> {
  const behind = await startBindAuthority(world, authority, rest);
  const port = await startUnbound(behind, authority, rest);
  return served('unbound', { ...behind, port });
}

function served(
  kind: DnsKind,
  { port, log, update }: { port: number; log: QueryLog; update(world: World): Promise<void> },
): DnsServer {
  const cannot = (): never => {
    throw new Error("Only the embedded DNS server can do that: startLab({ dns: 'embedded' })");
  };
  let marks = 0;
  return {
    kind,
    port,
    queries: async (ask, url) => {
      // The log reaches us through a pipe; once our own last question stands in it, all before it do too.
      const name = `mark-${++marks}.lab.test`;
      const seen = log.whenSeen(name);
      await askFor(ask, url, name);
      await seen;
      return log.queries;
    },
    clear: () => log.clear(),
    dohRequests: cannot,
    setFault: cannot,
    update,
  };
}

async function embedded({ world, authority, host, cleanup }: DnsOptions): Promise<DnsServer> {
  const server = await startEmbeddedDoh(world, authority, host);
  cleanup.add(server.stop);
  return {
    kind: 'embedded',
    port: server.port,
    queries: () => Promise.resolve(server.requests.map(({ name, type }) => ({ name, type }))),
    clear: server.clear,
    dohRequests: () => server.requests,
    setFault: server.setFault,
    update: (changed) => Promise.resolve(server.update(changed)),
  };
}

async function askFor(ask: typeof fetch, url: string, name: string): Promise<void> {
  // Unbound hands on only what is to be resolved.
  const flags = dnsPacket.RECURSION_DESIRED;
  const message = dnsPacket.encode({ type: 'query', id: 0, flags, questions: [{ name, type: 'A' }] });
  const response = await ask(`${url}?dns=${Buffer.from(message).toString('base64url')}`);
  await response.arrayBuffer();
}
