import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { callbackify } from 'node:util';
import type { CertificateAuthority } from './certificates.ts';
import { Gates, type Gate } from './gates.ts';
import { markChain, type Mark } from './mark-certificates.ts';
import { pageOf } from './pages.ts';
import { answerPolicy, type Answer } from './policy-answer.ts';
import { listen } from './ports.ts';
import type { PolicyHost, World } from './description/types.ts';

/** One HTTPS request, as it came. */
export interface HostRequest {
  host: string;
  path: string;
  method: string;
  headers: Readonly<Record<string, string>>;
}

export interface PolicyHosts {
  port: number;
  /** Every request that came, in order; a connection that fails in TLS makes none. */
  requests: readonly HostRequest[];
  /** The name that each TLS handshake asked for, in order, also where the handshake failed afterwards. */
  handshakes: readonly string[];
  /** What went out in answer to each request for a policy, in order; an answer that is still going out goes on growing. */
  answers: readonly Answer[];
  clear(): void;
  /** Stops the answers of `host` in the middle: headers are out, the body waits. */
  hold(host: string): Gate;
  /** Answers for another world from now on. */
  update(world: World): void;
  stop(): Promise<void>;
}

const ALLOWS_POSTS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };

/** The logo of every host, as a drawing program saves it: not of the profile, and with something that runs. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><title>Lab</title><script>alert(1)</script></svg>';

/** The certificate of that logo at each host: for it, for it and expired, for another name. */
const MARKS: Readonly<Record<string, (host: string) => Mark>> = {
  '/mark.pem': (host) => ({ names: [host], logo: LOGO }),
  '/expired.pem': (host) => ({ names: [host], logo: LOGO, from: -400, until: -2 }),
  '/other.pem': (host) => ({ names: [`not-${host}`], logo: LOGO }),
};

/** The path of every policy (RFC 8461, 3.2). */
export const POLICY_PATH = '/.well-known/mta-sts.txt';

/**
 * One HTTPS server on a free loopback port for every host of the world: policy hosts as the world describes them, ordinary pages for
 * everything else, a certificate by SNI. Rejects where it cannot listen.
 */
export async function startPolicyHosts(world: World, authority: CertificateAuthority): Promise<PolicyHosts> {
  let hosts = hostsOf(world);
  const requests: HostRequest[] = [];
  const handshakes: string[] = [];
  const answers: Answer[] = [];
  const connections = new Map<number, Socket>();
  const gates = new Gates();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '/';
    requests.push({ host, path, method: request.method ?? '', headers: plain(request) });
    // What a browser asks before it posts from one host to another.
    if (request.method === 'OPTIONS') return void response.writeHead(204, ALLOWS_POSTS).end();
    const policyHost = path === POLICY_PATH ? (hosts.get(host) ?? elsewhere(host, hosts)) : undefined;
    if (policyHost) {
      const sent: Answer = { host, bytes: 0, isOver: false };
      answers.push(sent);
      const over = (): void => void (sent.isOver = true);
      // Whichever comes first; a connection that is kept serves many requests.
      request.socket.once('close', over);
      response.once('close', () => request.socket.off('close', over)).once('close', over);
      const connection = connections.get(request.socket.remotePort!);
      return answerPolicy(response, policyHost, {
        gate: () => gates.pass(host),
        reset: () => void connection?.resetAndDestroy(),
        answer: sent,
      });
    }
    if (path === '/logo.svg')
      return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(LOGO);
    const mark = MARKS[path]?.(host);
    if (mark)
      return void response
        .writeHead(200, { 'content-type': 'application/pem-certificate-chain' })
        .end((await markChain(mark)).join(''));
    const page = path === '/favicon.ico' ? undefined : pageOf(host, world);
    if (page === undefined)
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  };

  const certificateFor = callbackify((host: string): Promise<SecureContext> => {
    handshakes.push(host);
    const { certificate = 'good', issuerUrl } = hosts.get(host) ?? {};
    return authority.context(host, certificate, issuerUrl);
  });

  const server = createServer({ SNICallback: certificateFor }, (request, response) => {
    // A client that goes away in the middle is none of the server's business.
    answer(request, response).catch(() => response.destroy());
  });
  // The connection below TLS, by the client's port: only that can be reset.
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    connections.set(remotePort, socket);
    socket.once('close', () => connections.delete(remotePort));
  });
  const port = await listen(server);
  return {
    port,
    requests,
    handshakes,
    answers,
    clear: () => {
      requests.splice(0);
      answers.splice(0);
      handshakes.splice(0);
    },
    hold: (host) => gates.hold(host),
    update: (changed) => void (hosts = hostsOf(changed)),
    stop: () =>
      new Promise((done) => {
        gates.releaseAll();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function hostsOf({ domains }: World): ReadonlyMap<string, PolicyHost> {
  return new Map(
    domains.flatMap(({ domain, policyHost }) => (policyHost ? [[`mta-sts.${domain}`, policyHost]] : [])),
  );
}

/** A good policy lies on the website too, for redirects to lead to. */
function elsewhere(host: string, hosts: ReadonlyMap<string, PolicyHost>): PolicyHost | undefined {
  const policyHost = host.startsWith('www.') ? hosts.get(`mta-sts.${host.slice('www.'.length)}`) : undefined;
  return policyHost && { ...policyHost, status: 200, headers: { 'content-type': 'text/plain' } };
}

function plain({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
