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

/** Below the ports that a system hands out to whoever asks for any port. */
const [LOWEST, COUNT] = [20_000, 12_000];
/** Each process begins at a place of its own, so that no two give the same port to their programs. */
let next = (process.pid * 97) % COUNT;

/** A free port for programs that cannot choose one themselves: nobody else is given it before they listen. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried++) {
    const port = LOWEST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error(`Every port from ${LOWEST} to ${LOWEST + COUNT - 1} has a listener`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
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
