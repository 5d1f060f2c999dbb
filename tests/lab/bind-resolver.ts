import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { overHttps, writeIdentity, type BindAuthority } from './bind-authority.ts';
import type { CertificateAuthority } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { startNamed } from './named.ts';
import { freePort, LOOPBACK } from './ports.ts';
import type { QueryLog } from './query-log.ts';
import { findServer, started } from './servers.ts';

/** BIND's `named` as a public resolver that validates. */
export interface BindResolver {
  /** Where it answers DNS over HTTPS, at /dns-query. */
  port: number;
  log: QueryLog;
  /** Forgets every answer; resolves when it has. */
  forget(): Promise<void>;
}

/**
 * Starts BIND as a resolver (RA=1, aliases followed through all zones, answers validated) that asks the name server behind for everything, with a
 * certificate for `host`, and waits until it answers. Rejects with the last lines of its log where it is missing or does not start.
 */
export async function startBindResolver(
  behind: BindAuthority,
  authority: CertificateAuthority,
  { host, cleanup }: { host: string; cleanup: Cleanup },
): Promise<BindResolver> {
  const [program, rndc] = [findServer('named'), findServer('rndc')];
  if (!program || !rndc) throw new Error('BIND (named, rndc) is not installed');
  const identity = await authority.identity(host, 'good');
  return started(async () => {
    const [port, controlPort] = [await freePort(), await freePort()];
    const directory = cleanup.directory('waxseal-bind-resolver');
    const [config, control] = [join(directory, 'named.conf'), join(directory, 'rndc.conf')];
    const key = `key lab { algorithm hmac-sha256; secret "${randomBytes(32).toString('base64')}"; };\n`;
    writeIdentity(directory, identity);
    writeFileSync(config, `${key}${options(directory, { port, controlPort, behind })}`, { mode: 0o600 });
    writeFileSync(control, `${key}options { default-key lab; };\n`, { mode: 0o600 });
    const { log } = await startNamed(program, config, cleanup);
    const forget = async (): Promise<void> => {
      await promisify(execFile)(rndc, ['-c', control, '-s', LOOPBACK, '-p', `${controlPort}`, 'flush']);
    };
    return { port, log, forget };
  });
}

function options(
  directory: string,
  { port, controlPort, behind }: { port: number; controlPort: number; behind: BindAuthority },
): string {
  const { keyTag, algorithm, digestType, digest } = behind.anchor;
  return `${overHttps(directory)}
controls { inet ${LOOPBACK} port ${controlPort} allow { ${LOOPBACK}; } keys { lab; }; };
options {
  directory "${directory}";
  listen-on port ${port} tls lab http lab { ${LOOPBACK}; };
  listen-on-v6 { none; };
  pid-file none;
  session-keyfile none;
  recursion yes;
  querylog yes;
  allow-query { ${LOOPBACK}; };
  allow-recursion { ${LOOPBACK}; };
  dnssec-validation yes;
  empty-zones-enable no;
  qname-minimization off;
  minimal-responses yes;
  // A failure that is mended is to be seen to be.
  servfail-ttl 0;
};
trust-anchors { . static-ds ${keyTag} ${algorithm} ${digestType} "${digest.toString('hex')}"; };
zone "." { type forward; forward only; forwarders { ${LOOPBACK} port ${behind.plainPort}; }; };
`;
}
