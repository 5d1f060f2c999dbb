import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DSAnswer } from 'dns-packet';
import type { CertificateAuthority, Identity } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { ZoneKeys } from './dnssec/zone-keys.ts';
import { startNamed } from './named.ts';
import { freePort, LOOPBACK } from './ports.ts';
import type { QueryLog } from './query-log.ts';
import { findServer, started } from './servers.ts';
import type { World } from './description/types.ts';
import { zoneFile } from './zone-file.ts';
import { failingNames, zonesOf, type Zone } from './zones.ts';

/** BIND's `named` as the name server of all zones of the lab. */
export interface BindAuthority {
  /** Where it answers plain DNS, for a resolver in front. */
  plainPort: number;
  /** Where it answers DNS over HTTPS, at /dns-query. */
  port: number;
  /** What a resolver holds to trust the signed root. */
  anchor: DSAnswer['data'];
  log: QueryLog;
  /** Answers for another world from now on; resolves when it does. */
  update(world: World): Promise<void>;
}

/** The file of a zone that must not load; BIND answers SERVFAIL for such a zone and goes on with the others. */
const UNLOADABLE = 'this is no zone file\n';

/**
 * Starts BIND for the zones of the world with a certificate for `host`, and waits until it answers: like a plain name server, with RA=0 and
 * aliases followed in their own zone only. The root zone is here as well, so that no question ever leaves the machine. Rejects with the last lines of
 * its log where it is missing or does not start.
 */
export async function startBindAuthority(
  world: World,
  authority: CertificateAuthority,
  { host, cleanup }: { host: string; cleanup: Cleanup },
): Promise<BindAuthority> {
  const program = findServer('named');
  if (!program) throw new Error('BIND (named) is not installed');
  const identity = await authority.identity(host, 'good');
  const keys = new ZoneKeys();
  return started(async () => {
    const ports = { port: await freePort(), plainPort: await freePort() };
    const directory = cleanup.directory('waxseal-bind');
    const zones = new ZoneFiles(directory, keys);
    const config = join(directory, 'named.conf');
    const write = (changed: World): { apex: string; serial: number }[] => {
      const { statements, rewritten } = zones.write(changed);
      writeFileSync(config, `${options(directory, ports)}\n${statements}`);
      return rewritten;
    };
    writeIdentity(directory, identity);
    write(world);
    const named = await startNamed(program, config, cleanup);
    const update = async (changed: World): Promise<void> => {
      const loaded = write(changed).map(({ apex, serial }) =>
        named.whenSaid(`zone ${apex || '.'}/IN: loaded serial ${serial}`),
      );
      if (loaded.length > 0) named.reload();
      await Promise.all(loaded);
    };
    return { ...ports, anchor: keys.of('').voucher.data, log: named.log, update };
  });
}

/** Writes key and certificate for DNS over HTTPS into `directory`. */
export function writeIdentity(directory: string, identity: Identity): void {
  writeFileSync(join(directory, 'key.pem'), identity.keyPem, { mode: 0o600 });
  writeFileSync(join(directory, 'certificate.pem'), identity.certificatePem);
}

/** The statements of `named.conf` that open DNS over HTTPS as `lab`, with what `writeIdentity` has written. */
export function overHttps(directory: string): string {
  return `
tls lab { key-file "${join(directory, 'key.pem')}"; cert-file "${join(directory, 'certificate.pem')}"; };
http lab { endpoints { "/dns-query"; }; };`;
}

/** The zone files in a directory, each of which counts its changes. */
class ZoneFiles {
  readonly #directory: string;
  readonly #keys: ZoneKeys;
  readonly #written = new Map<string, { description: string; serial: number }>();

  constructor(directory: string, keys: ZoneKeys) {
    this.#directory = join(directory, 'zones');
    this.#keys = keys;
    mkdirSync(this.#directory);
  }

  /** Writes the zones that differ from what was written before, and gives each with its new serial; and the statements for all. */
  write(world: World): { statements: string; rewritten: { apex: string; serial: number }[] } {
    const zones = [
      ...zonesOf(world).map((zone) => ({
        apex: zone.apex,
        description: described(zone),
        text: (serial: number) => zoneFile(zone, serial, this.#keys),
      })),
      ...failingNames(world).map((apex) => ({ apex, description: UNLOADABLE, text: () => UNLOADABLE })),
    ];
    const rewritten = zones.flatMap(({ apex, description, text }) => {
      const before = this.#written.get(apex);
      if (before?.description === description) return [];
      const serial = (before?.serial ?? 0) + 1;
      this.#written.set(apex, { description, serial });
      writeFileSync(this.#fileOf(apex), text(serial));
      return [{ apex, serial }];
    });
    const statements = zones.map(
      ({ apex }) => `zone "${apex || '.'}" { type primary; file "${this.#fileOf(apex)}"; };\n`,
    );
    return { statements: statements.join(''), rewritten };
  }

  #fileOf(apex: string): string {
    return join(this.#directory, `${apex === '' ? 'root' : apex}.zone`);
  }
}

/** All that the file of a zone follows from, but keys and serial. */
function described({ apex, records, signing, children }: Zone): string {
  return JSON.stringify([apex, records, signing, children.map((child) => [child.apex, child.signing.zone])]);
}

function options(directory: string, { port, plainPort }: { port: number; plainPort: number }): string {
  return `${overHttps(directory)}
controls { };
options {
  directory "${directory}";
  listen-on port ${port} tls lab http lab { ${LOOPBACK}; };
  listen-on port ${plainPort} { ${LOOPBACK}; };
  listen-on-v6 { none; };
  pid-file none;
  session-keyfile none;
  recursion no;
  querylog yes;
  allow-query { ${LOOPBACK}; };
  dnssec-validation no;
  minimal-responses yes;
  // The lab publishes faults on purpose.
  check-names primary ignore;
  check-mx ignore;
  check-mx-cname ignore;
  check-integrity no;
  notify no;
};`;
}
