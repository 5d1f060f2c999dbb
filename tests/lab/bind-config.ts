import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './certificates.ts';
import { LOOPBACK } from './ports.ts';
import type { World } from './world/types.ts';
import { zoneFile } from './zone-file.ts';
import { failingNames, zonesOf } from './zones.ts';

/** The file of a zone that must not load; BIND answers SERVFAIL for such a zone and goes on with the others. */
const UNLOADABLE = 'this is no zone file\n';

/**
 * Writes everything that `named` reads into `directory` and gives the path of its configuration. With recursion BIND plays a public
 * resolver, with RA=1 and aliases followed through all zones; without, it answers like a plain name server, with RA=0 and aliases
 * followed in their own zone only. The root zone is here as well, so that no question ever leaves the machine.
 */
export function writeBindFiles(
  directory: string,
  world: World,
  identity: Identity,
  { port, recursion = true }: { port: number; recursion?: boolean },
): string {
  writeFileSync(join(directory, 'key.pem'), identity.keyPem, { mode: 0o600 });
  writeFileSync(join(directory, 'certificate.pem'), identity.certificatePem);
  mkdirSync(join(directory, 'zones'));
  const zones = [
    ...zonesOf(world).map((zone) => ({ apex: zone.apex, text: zoneFile(zone) })),
    ...failingNames(world).map((apex) => ({ apex, text: UNLOADABLE })),
  ];
  const statements = zones.map(({ apex, text }, index) => {
    const file = join(directory, 'zones', `${index}.zone`);
    writeFileSync(file, text);
    return `zone "${apex === '' ? '.' : apex}" { type primary; file "${file}"; };`;
  });
  const path = join(directory, 'named.conf');
  writeFileSync(path, `${options(directory, port, recursion)}\n${statements.join('\n')}\n`);
  return path;
}

function options(directory: string, port: number, recursion: boolean): string {
  return `
tls lab { key-file "${join(directory, 'key.pem')}"; cert-file "${join(directory, 'certificate.pem')}"; };
http lab { endpoints { "/dns-query"; }; };
controls { };
options {
  directory "${directory}";
  listen-on port ${port} tls lab http lab { ${LOOPBACK}; };
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
