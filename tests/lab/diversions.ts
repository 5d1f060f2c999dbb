import { createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createSecureContext, createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls';
import { callbackify } from 'node:util';
import type { CertificateAuthority } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { http2Faults } from './http2-faults.ts';
import { closedPort, listen } from './ports.ts';
import type { Diversion } from './description/types.ts';

/** A fatal alert of TLS that says `unrecognized_name` (RFC 8446 §6): a server that has no such host. */
const ALERT = Uint8Array.of(21, 3, 3, 0, 2, 2, 112);

/** The port behind every behaviour that is a server of its own; the servers stop with `cleanup`. Rejects where one cannot listen. */
export async function startDiversions(
  authority: CertificateAuthority,
  cleanup: Cleanup,
): Promise<Readonly<Record<Diversion, number>>> {
  const start = async (server: Server): Promise<number> => {
    const port = await listen(server);
    const open = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      open.add(socket.once('close', () => open.delete(socket)).on('error', () => undefined));
    });
    cleanup.add(() => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => void server.close(() => done()));
    });
    return port;
  };
  const withHost: TlsOptions = {
    SNICallback: callbackify((host: string) => authority.context(host, 'good')),
  };
  const { certificatePem: cert, keyPem: key } = await authority.identity('lab.test', 'good');
  const outdated = createTlsServer(
    // Today's OpenSSL allows old versions only below its usual level of security.
    { cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    (socket) => socket.destroy(),
  );
  /** A server that takes the first words of a client and then does something else than TLS. */
  const afterFirstWords = (act: (socket: Socket) => void): Server =>
    createServer((socket) => void socket.once('data', () => act(socket)));
  const askingFor = (version: 'TLSv1.2' | 'TLSv1.3'): Server =>
    createServer((socket) => {
      const options = { ...withHost, requestCert: true, rejectUnauthorized: true };
      const secureContext = createSecureContext({ cert, key, minVersion: version, maxVersion: version });
      const tls = new TLSSocket(wireOf(socket), { ...options, isServer: true, secureContext });
      tls.on('error', () => undefined);
    });
  const h2 = http2Faults(withHost);
  return {
    refused: await closedPort(),
    'reset-at-once': await start(createServer((socket) => void socket.resetAndDestroy())),
    'close-at-once': await start(createServer((socket) => void socket.end())),
    'reset-in-handshake': await start(afterFirstWords((socket) => socket.resetAndDestroy())),
    'close-in-handshake': await start(afterFirstWords((socket) => socket.end())),
    alert: await start(afterFirstWords((socket) => socket.end(ALERT))),
    'plain-http': await start(
      afterFirstWords((socket) => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
    ),
    'tls-1.1': await start(outdated),
    'client-certificate': await start(askingFor('TLSv1.3')),
    'client-certificate-1.2': await start(askingFor('TLSv1.2')),
    'h2-reset': await start(h2.reset),
    'h2-reset-in-body': await start(h2.resetInBody),
    'h2-goaway': await start(h2.goaway),
    'h2-closed': await start(h2.closed),
    'h2-no-frames': await start(h2.noFrames),
  };
}

/**
 * The connection as TLS uses it, which stays open where TLS is done with it, until the client leaves: an end that comes along with the
 * last alert is all that Chromium sees of it, sometimes (`net::ERR_SOCKET_NOT_CONNECTED`).
 */
function wireOf(socket: Socket): Duplex {
  const wire = new Duplex({
    read: () => undefined,
    write: (chunk: Uint8Array, _encoding, done) => void socket.write(chunk, done),
  });
  socket.on('data', (chunk: Uint8Array) => void (wire.destroyed || wire.push(chunk)));
  return wire;
}
