import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './certificates.ts';
import { LOOPBACK } from './ports.ts';
import type { World } from './description/types.ts';
import { zoneFile } from './zone-file.ts';
import { failingNames, zonesOf } from './zones.ts';

/** The file of a zone that must not load; BIND answers SERVFAIL for such a zone and goes on with the others. */
const UNLOADABLE = 'this is no zone file\n';

/** What `named` reads. */
export interface BindFiles {
  /** The path of the configuration. */
  config: string;
  /** Writes the zones that differ in another world, and gives each with its new serial. */
  rewrite(world: World): { apex: string; serial: number }[];
}

/**
 * Writes everything that `named` reads into `directory`. With recursion BIND plays a public
 * resolver, with RA=1 and aliases followed through all zones; without, it answers like a plain name server, with RA=0 and aliases
 * followed in their own zone only. The root zone is here as well, so that no question ever leaves the machine.
 */
export function writeBindFiles(
  directory: string,
  world: World,
  identity: Identity,
  { port, plainPort, recursion = true }: { port: number; plainPort: number; recursion?: boolean },
): BindFiles {
  writeFileSync(join(directory, 'key.pem'), identity.keyPem, { mode: 0o600 });
  writeFileSync(join(directory, 'certificate.pem'), identity.certificatePem);
  mkdirSync(join(directory, 'zones'));
  const config = join(directory, 'named.conf');
  const written = new Map<string, { text: string; serial: number }>();
  const rewrite = (changed: World): { apex: string; serial: number }[] => {
    const zones = [
      ...zonesOf(changed).map((zone) => ({
        apex: zone.apex,
        at: (serial: number) => zoneFile(zone, serial),
      })),
      ...failingNames(changed).map((apex) => ({ apex, at: () => UNLOADABLE })),
    ];
    const statements = zones.map(({ apex }) => {
      const file = fileOf(directory, apex);
      return `zone "${apex === '' ? '.' : apex}" { type primary; file "${file}"; };`;
    });
    writeFileSync(config, `${options(directory, port, plainPort, recursion)}\n${statements.join('\n')}\n`);
    return zones.flatMap(({ apex, at }) => {
      const before = written.get(apex);
      if (before && at(before.serial) === before.text) return [];
      const serial = (before?.serial ?? 0) + 1;
      written.set(apex, { text: at(serial), serial });
      writeFileSync(fileOf(directory, apex), at(serial));
      return [{ apex, serial }];
    });
  };
  rewrite(world);
  return { config, rewrite };
}

function fileOf(directory: string, apex: string): string {
  return join(directory, 'zones', `${apex === '' ? 'root' : apex}.zone`);
}

function options(directory: string, port: number, plainPort: number, recursion: boolean): string {
  return `
tls lab { key-file "${join(directory, 'key.pem')}"; cert-file "${join(directory, 'certificate.pem')}"; };
http lab { endpoints { "/dns-query"; }; };
controls { };
options {
  directory "${directory}";
  listen-on port ${port} tls lab http lab { ${LOOPBACK}; };
  listen-on port ${plainPort} { ${LOOPBACK}; };
  listen-on-v6 { none; };
  pid-file none;
  session-keyfile none;
  recursion ${recursion ? 'yes' : 'no'};
  querylog yes;
  allow-query { ${LOOPBACK}; };
  allow-recursion { ${LOOPBACK}; };
  dnssec-validation no;
  empty-zones-enable no;
  minimal-responses yes;
  // The lab publishes faults on purpose.
  check-names primary ignore;
  check-mx ignore;
  check-mx-cname ignore;
  check-integrity no;
  notify no;
};`;
}
