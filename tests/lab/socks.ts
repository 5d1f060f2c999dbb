import { connect, createServer, type Socket } from 'node:net';
import { listen, LOOPBACK } from './ports.ts';

/** Where a SOCKS request leads to: a loopback port, or how it fails. */
export type Route = number | 'no-address' | 'refused';

export interface SocksProxy {
  port: number;
  /** Every `host:port` that was asked for, in order. */
  asked: readonly string[];
  clear(): void;
  stop(): Promise<void>;
}

const REPLY = { granted: 0, hostUnreachable: 4, refused: 5 } as const;

/**
 * A SOCKS5 proxy (RFC 1928; CONNECT with a name or an IPv4 address, no authentication) on a free loopback port, through which a browser
 * without rules for names reaches the lab and nothing else.
 */
export async function startSocksProxy(route: (host: string, port: number) => Route): Promise<SocksProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client)).on('error', () => client.destroy());
    serve(client, (host, port) => {
      asked.push(`${host}:${port}`);
      return route(host, port);
    }).catch(() => client.destroy());
  });
  const port = await listen(server);
  return {
    port,
    asked,
    clear: () => void asked.splice(0),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(client: Socket, route: (host: string, port: number) => Route): Promise<void> {
  const take = reader(client);
  const [, methods] = await take(2);
  await take(methods!);
  client.write(Uint8Array.of(5, 0));
  const [, , , kind] = await take(4);
  const host =
    kind === 3 ? (await take((await take(1))[0]!)).toString('latin1') : [...(await take(4))].join('.');
  const target = route(host, (await take(2)).readUInt16BE());
  if (target === 'no-address') return void client.end(reply(REPLY.hostUnreachable));
  if (target === 'refused') return void client.end(reply(REPLY.refused));
  const upstream = connect(target, LOOPBACK);
  let isGranted = false;
  const grant = (): void => {
    isGranted = true;
    client.write(reply(REPLY.granted));
  };
  // What listens and then resets is no refusal, even where the reset overtakes the news of the connection.
  upstream.on('error', () => {
    if (!isGranted) grant();
    client.end();
  });
  client.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    grant();
    client.pipe(upstream).pipe(client);
  });
}

/** Takes exactly so many bytes at a time; rejects where the client leaves before. */
function reader(client: Socket): (length: number) => Promise<Buffer> {
  return async (length) => {
    for (;;) {
      const bytes: Buffer | null = length === 0 ? Buffer.alloc(0) : client.read(length);
      if (bytes) return bytes;
      if (client.readableEnded || client.destroyed) throw new Error('The client has left');
      await new Promise((resolve) => {
        client.once('readable', resolve).once('close', resolve);
      });
    }
  };
}

function reply(code: number): Uint8Array {
  return Uint8Array.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0);
}
