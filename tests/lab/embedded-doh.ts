import { constants, createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import dnsPacket, { type DecodedPacket } from 'dns-packet';
import type { CertificateAuthority } from './certificates.ts';
import { encodeAnswer } from './dns-answer.ts';
import type { DnsFault, FaultHook } from './dns-faults.ts';
import { listen } from './ports.ts';
import { createResolver } from './resolve.ts';
import type { World } from './description/types.ts';
import { SOA } from './zones.ts';

/** One request, as it came. */
export interface DohRequest {
  name: string;
  type: string;
  method: string;
  httpVersion: string;
  /** With the query, as sent. */
  path: string;
  headers: Readonly<Record<string, string>>;
  /** The DNS message, as sent. */
  message: Uint8Array;
}

export interface EmbeddedDoh {
  port: number;
  requests: readonly DohRequest[];
  clear(): void;
  /** Sets what goes wrong from now on; `undefined` heals everything. */
  setFault(hook: FaultHook | undefined): void;
  /** Answers for another world from now on. */
  update(world: World): void;
  stop(): Promise<void>;
}

const MEDIA_TYPE = 'application/dns-message';
const LONGEST_MESSAGE = 65_535;

/**
 * A DNS-over-HTTPS server (RFC 8484; GET and POST at /dns-query, HTTP/2 and HTTP/1.1) that answers for the world, on a free loopback
 * port, with a certificate for `host`. It sends no CORS header. Rejects where it cannot listen.
 */
export async function startEmbeddedDoh(
  world: World,
  authority: CertificateAuthority,
  host: string,
): Promise<EmbeddedDoh> {
  let resolve = createResolver(world);
  const requests: DohRequest[] = [];
  const stopped = new AbortController();
  let fault: FaultHook | undefined;

  const answer = async (request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> => {
    const message = await messageOf(request);
    const query = message && decoded(message);
    const question = query?.questions?.[0];
    if (!message || !query || !question) return void response.writeHead(400).end();
    const name = question.name.toLowerCase();
    requests.push({ name, type: question.type, message, ...described(request) });
    const spoilt = fault?.(name, question.type);
    if (spoilt === 'timeout') return;
    if (spoilt === 'reset') return void request.stream.destroy();
    if (spoilt === 'goaway') return refuseUnread(request);
    await pause(spoilt, stopped.signal);
    if (stopped.signal.aborted) return;
    const resolution = resolve(name, question.type);
    send(
      response,
      encodeAnswer(query, resolution, spoilt),
      spoilt,
      resolution.rcode === 'SERVFAIL' ? 0 : smallestTtl(resolution.answers),
    );
  };

  const identity = await authority.identity(host, 'good');
  const server = createSecureServer(
    { allowHTTP1: true, cert: identity.certificatePem, key: identity.keyPem },
    (request, response) => {
      // A client that goes away in the middle is none of the server's business.
      answer(request, response).catch(() => response.destroy());
    },
  );
  const sockets = new Set<{ destroy(): unknown }>();
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  return {
    port,
    requests,
    clear: () => void requests.splice(0),
    setFault: (hook) => void (fault = hook),
    update: (changed) => void (resolve = createResolver(changed)),
    stop: () =>
      new Promise((done) => {
        stopped.abort();
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Ends the connection as a server does that was about to close it when the question came: no stream of it was read. */
function refuseUnread({ stream }: Http2ServerRequest): void {
  const { session } = stream;
  session?.goaway(constants.NGHTTP2_NO_ERROR, 0);
  setImmediate(() => session?.socket.destroy());
}

function described({
  method,
  httpVersion,
  url,
  headers,
}: Http2ServerRequest): Omit<DohRequest, 'name' | 'type' | 'message'> {
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { method, httpVersion, path: url, headers: Object.fromEntries(plain) };
}

async function messageOf(request: Http2ServerRequest): Promise<Uint8Array | undefined> {
  const url = new URL(request.url, 'https://localhost');
  if (url.pathname !== '/dns-query') return undefined;
  if (request.method === 'GET') return Buffer.from(url.searchParams.get('dns') ?? '', 'base64url');
  if (request.method !== 'POST' || request.headers['content-type'] !== MEDIA_TYPE) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_MESSAGE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(message: Uint8Array): DecodedPacket | undefined {
  try {
    return dnsPacket.decode(Buffer.from(message));
  } catch {
    return undefined;
  }
}

function send(
  response: Http2ServerResponse,
  body: Uint8Array,
  fault: DnsFault | undefined,
  ttl: number,
): void {
  const spoilt = typeof fault === 'object' ? fault : undefined;
  response.statusCode = spoilt && 'httpStatus' in spoilt ? spoilt.httpStatus : 200;
  if (spoilt && 'retryAfter' in spoilt && spoilt.retryAfter !== undefined)
    response.setHeader('retry-after', spoilt.retryAfter);
  response.setHeader('content-type', spoilt && 'mediaType' in spoilt ? spoilt.mediaType : MEDIA_TYPE);
  response.setHeader('content-length', body.length);
  response.setHeader('cache-control', `max-age=${ttl}`);
  if (spoilt && 'ageSeconds' in spoilt) response.setHeader('age', spoilt.ageSeconds);
  response.end(body);
}

/** Resolves after what the fault asks to wait for, and at once when the server stops. */
function pause(fault: DnsFault | undefined, stopped: AbortSignal): Promise<void> {
  if (typeof fault !== 'object' || !('delayMs' in fault || 'until' in fault)) return Promise.resolve();
  return new Promise((resolve) => {
    const goOn = (): void => {
      stopped.removeEventListener('abort', goOn);
      resolve();
    };
    stopped.addEventListener('abort', goOn);
    if ('until' in fault) void fault.until.then(goOn);
    else setTimeout(goOn, fault.delayMs).unref();
  });
}

function smallestTtl(answers: readonly { ttl: number }[]): number {
  return Math.min(...(answers.length === 0 ? [SOA.minimum] : answers.map(({ ttl }) => ttl)));
}
