import { createServer, connect, type AddressInfo, type Server } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** Starts `server` on a free loopback port and gives that port. Rejects where it cannot listen. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A port on which nobody listens: a low one, since those are not handed out to programs that ask for any port. */
export async function closedPort(): Promise<number> {
  for (let port = 1; port < 1024; port++) {
    if (await refuses(port)) return port;
  }
  throw new Error('Every low port of this machine has a listener');
}

function refuses(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
