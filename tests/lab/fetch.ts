import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { LOOPBACK } from './ports.ts';
import type { Route } from './socks.ts';

/** Where the lab's names lead to. */
export interface LabRoutes {
  caCertificatePem: string;
  /** Spoken to over HTTP/2, as DNS over HTTPS asks. */
  dohHost: string;
  dohPort: number;
  /** A port where nobody listens, for hosts that refuse. */
  closedPort: number;
  route(host: string, port: number): Route;
}

/** A fetch for plain Node inside the lab. */
export interface LabFetch {
  fetch: typeof fetch;
  stop(): void;
}

const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/**
 * A fetch that trusts the lab's CA and leads its names to loopback. Redirects are never followed: with `redirects: 'plain'` they come
 * back as Node's own fetch gives them (a 301 with its headers), with `'opaque'` as browsers do (`type: 'opaqueredirect'`, status 0).
 * A failed connection rejects with a TypeError whose cause has Node's code.
 */
export function createLabFetch(routes: LabRoutes, redirects: 'plain' | 'opaque'): LabFetch {
  let session: ClientHttp2Session | undefined;
  const dohSession = (): ClientHttp2Session => {
    if (!session || session.closed || session.destroyed) {
      session = connect(`https://${routes.dohHost}:${routes.dohPort}`, {
        ca: routes.caCertificatePem,
        host: LOOPBACK,
        servername: routes.dohHost,
      });
      // Each request reports the failure of its session itself.
      session.on('error', () => {}).unref();
      // Each request listens for as long as it runs, and there may be many.
      session.setMaxListeners(0);
    }
    return session;
  };
  const fetchInLab = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
    const overHttp2 = new URL(request.url).hostname === routes.dohHost;
    try {
      const response = await (overHttp2
        ? throughHttp2(dohSession(), request, body)
        : throughHttps(routes, request, body));
      return redirects === 'opaque' && response.status >= 300 && response.status < 400 ? opaque() : response;
    } catch (cause) {
      if (request.signal.aborted) throw request.signal.reason;
      throw new TypeError('fetch failed', { cause });
    }
  };
  return { fetch: fetchInLab, stop: () => session?.destroy() };
}

function throughHttp2(
  session: ClientHttp2Session,
  request: Request,
  body: Buffer | undefined,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pathname, search } = new URL(request.url);
    const stream = session.request({
      ':method': request.method,
      ':path': pathname + search,
      ...Object.fromEntries(request.headers),
    });
    endWith(stream, request.signal);
    session.once('error', reject);
    stream.once('close', () => session.off('error', reject));
    stream.once('error', reject);
    stream.once('response', (headers) => resolve(toResponse(Number(headers[':status']), headers, stream)));
    stream.once('close', () => reject(new Error('The connection was closed')));
    stream.end(body);
  });
}

function throughHttps(routes: LabRoutes, request: Request, body: Buffer | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { hostname, pathname, search, port } = new URL(request.url);
    const mapped = routes.route(hostname, port === '' ? 443 : Number(port));
    if (mapped === 'no-address')
      throw Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND' });
    const outgoing = httpsRequest(
      {
        host: LOOPBACK,
        port: mapped === 'refused' ? routes.closedPort : mapped,
        path: pathname + search,
        method: request.method,
        headers: { ...Object.fromEntries(request.headers), host: hostname },
        ca: routes.caCertificatePem,
        servername: hostname,
        agent: false,
      },
      (incoming) => {
        endWith(incoming, request.signal);
        resolve(toResponse(incoming.statusCode ?? 0, incoming.headers, incoming));
      },
    );
    endWith(outgoing, request.signal);
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Ends the stream with the signal's own reason, as fetch does. */
function endWith(stream: { destroy(error: Error): unknown }, signal: AbortSignal): void {
  signal.addEventListener('abort', () => stream.destroy(signal.reason as Error), { once: true });
}

function toResponse(status: number, headers: IncomingHttpHeaders, stream: Readable): Response {
  const plain = Object.entries(headers).filter(
    ([name, value]) => !name.startsWith(':') && value !== undefined,
  );
  const body = WITHOUT_BODY.has(status) ? null : bodyOf(stream);
  return new Response(body, { status, headers: plain.map(([name, value]) => [name, String(value)]) });
}

/** The body as fetch hands it over: a connection that breaks off is a TypeError with its cause. */
function bodyOf(stream: Readable): ReadableStream<Uint8Array> {
  const reader = (Readable.toWeb(stream) as ReadableStream<Uint8Array>).getReader();
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        controller.error(new TypeError('terminated', { cause }));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function opaque(): Response {
  const response = new Response(null);
  return Object.defineProperties(response, {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  });
}
