import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BindAuthority } from './bind-authority.ts';
import { BLOCKED } from './blocked.ts';
import type { CertificateAuthority, Identity } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { freePort, LOOPBACK } from './ports.ts';
import { ended, findServer, started } from './servers.ts';

const POLICY_ZONE = 'rpz.lab.test';

/** The path of `unbound`, or undefined if it is not installed. */
export function findUnbound(): string | undefined {
  return findServer('unbound');
}

/**
 * Starts Unbound as a resolver that validates, says why it fails (RFC 8914), and blocks the domains of `BLOCKED`, with DNS over HTTPS at /dns-query and
 * a certificate for `host`, and gives its port once it answers. All else it asks the name server behind. Rejects with the last lines of its log if
 * it is missing or does not start.
 */
export async function startUnbound(
  behind: BindAuthority,
  authority: CertificateAuthority,
  { host, cleanup }: { host: string; cleanup: Cleanup },
): Promise<number> {
  const unbound = findUnbound();
  if (!unbound) throw new Error('Unbound is not installed');
  const identity = await authority.identity(host, 'good');
  return started(async () => {
    const port = await freePort();
    const config = writeFiles(cleanup.directory('waxseal-unbound'), identity, port, behind);
    const child = spawn(unbound, ['-d', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    cleanup.add(
      () => ended(child),
      () => child.kill('SIGKILL'),
    );
    await new Promise<void>((resolve, reject) => {
      const recent: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => {
        recent.push(line);
        if (line.includes('start of service')) resolve();
      });
      child.once('error', reject);
      child.once('exit', (code) =>
        reject(new Error(`unbound ended with ${code}\n${recent.slice(-12).join('\n')}`)),
      );
    });
    return port;
  });
}

function writeFiles(
  directory: string,
  identity: Identity,
  port: number,
  { plainPort, anchor }: BindAuthority,
): string {
  const { keyTag, algorithm, digestType, digest } = anchor;
  const file = (name: string): string => join(directory, name);
  writeFileSync(file('key.pem'), identity.keyPem, { mode: 0o600 });
  writeFileSync(file('certificate.pem'), identity.certificatePem);
  writeFileSync(file('rpz.zone'), policyZone());
  const local = BLOCKED.filter(({ how }) => how !== 'rpz').map(
    ({ domain, how }) => `  local-zone: "${domain}." ${how}`,
  );
  writeFileSync(
    file('unbound.conf'),
    `
server:
  interface: ${LOOPBACK}@${port}
  https-port: ${port}
  tls-service-key: "${file('key.pem')}"
  tls-service-pem: "${file('certificate.pem')}"
  directory: "${directory}"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  num-threads: 1
  module-config: "respip validator iterator"
  trust-anchor: ". DS ${keyTag} ${algorithm} ${digestType} ${digest.toString('hex')}"
  ede: yes
  do-not-query-localhost: no
  # What the lab publishes changes while everything runs.
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  val-bogus-ttl: 0
  # Unbound keeps this ending for itself.
  local-zone: "test." transparent
${local.join('\n')}
rpz:
  name: "${POLICY_ZONE}"
  zonefile: "${file('rpz.zone')}"
forward-zone:
  name: "."
  forward-addr: ${LOOPBACK}@${plainPort}
remote-control:
  control-enable: no
`,
  );
  return file('unbound.conf');
}

/** The list of blocked names: an alias to the root is NXDOMAIN, one to `*.` an empty answer. */
function policyZone(): string {
  const lines = BLOCKED.filter(({ how }) => how === 'rpz').flatMap(({ domain, rcode }) => {
    const target = rcode === 'NXDOMAIN' ? '.' : '*.';
    return [`${domain} CNAME ${target}`, `*.${domain} CNAME ${target}`];
  });
  const own = [
    `$ORIGIN ${POLICY_ZONE}.`,
    '@ 60 IN SOA localhost. root.localhost. 1 3600 600 86400 60',
    '@ 60 IN NS localhost.',
  ];
  return [...own, ...lines, ''].join('\n');
}
