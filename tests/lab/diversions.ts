import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { CertificateAuthority } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { closedPort, listen } from './ports.ts';
import type { Diversion } from './world/types.ts';

/** The port behind every behaviour that ends before HTTP; the servers stop with `cleanup`. Rejects where one cannot listen. */
export async function startDiversions(
  authority: CertificateAuthority,
  cleanup: Cleanup,
): Promise<Readonly<Record<Diversion, number>>> {
  const start = async (server: Server): Promise<number> => {
    const port = await listen(server);
    cleanup.add(() => new Promise((done) => void server.close(() => done())));
    return port;
  };
  const { certificatePem: cert, keyPem: key } = await authority.identity('lab.test', 'good');
  const outdated = createTlsServer(
    // Today's OpenSSL allows old versions only below its usual level of security.
    { cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    (socket) => socket.destroy(),
  );
  return {
    refused: await closedPort(),
    'reset-at-once': await start(
      createServer((socket) => void socket.on('error', () => undefined).resetAndDestroy()),
    ),
    'reset-in-handshake': await start(
      createServer((socket) => {
        socket.on('error', () => undefined).once('data', () => socket.resetAndDestroy());
      }),
    ),
    'tls-1.1': await start(outdated),
  };
}
