import type { ServerResponse } from 'node:http';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PolicyHost } from './description/types.ts';

const DRIP_EVERY_MS = 500;
const ENDLESS_LINES = new TextEncoder().encode('version: STSv1\r\n'.repeat(512));

/** What went out in answer to one request. */
export interface Answer {
  host: string;
  /** Of the body, or of the whole response in the `raw` behaviours: what was handed to the connection. */
  bytes: number;
  /** The connection is over, or the answer complete. */
  isOver: boolean;
}

/** What an answer needs beside the response. */
export interface Connection {
  /** Is waited for in the middle: after the headers and half of the body. */
  gate: () => Promise<void>;
  /** Ends the connection with a TCP reset. */
  reset: () => void;
  answer: Answer;
}

/** The behaviours that send a head of HTTP. */
const ANSWERED: ReadonlySet<string> = new Set(['answer', 'drip', 'endless', 'unfinished']);

/** Answers one policy request as the world says. Behaviours without end go on until the client leaves or the server stops. */
export async function answerPolicy(
  response: ServerResponse,
  { behaviour, status, headers, body, delayMs }: PolicyHost,
  { gate, reset, answer }: Connection,
): Promise<void> {
  const socket = response.socket!;
  if (delayMs > 0) await pause(delayMs, response);
  const counted = (chunk: Uint8Array): Uint8Array => {
    answer.bytes += chunk.length;
    return chunk;
  };
  if (behaviour === 'raw') return void socket.end(counted(body));
  if (behaviour === 'raw-reset') return void socket.write(counted(body), reset);
  if (behaviour === 'raw-endless') {
    socket.write(counted(body));
    return pour(socket, body.subarray(body.lastIndexOf(10, -2) + 1), counted);
  }
  // `silent`; the diversions never come here.
  if (!ANSWERED.has(behaviour)) return;
  // As most hosts of the world do in one way or the other; browsers write down who said so.
  response.writeHead(status, { 'alt-svc': 'h2=":443"; ma=86400', ...headers });
  response.flushHeaders();
  if (behaviour === 'endless') return pour(response, ENDLESS_LINES, counted);
  if (behaviour === 'drip') return drip(response, body, counted);
  if (behaviour === 'unfinished') return void response.write(counted(body));
  const half = body.length >> 1;
  if (half > 0) response.write(counted(body.subarray(0, half)));
  await gate();
  response.end(counted(body.subarray(half)));
}

/** The chunk again and again, as fast as the client reads, until it has left. */
async function pour(
  into: Writable,
  chunk: Uint8Array,
  counted: (chunk: Uint8Array) => Uint8Array,
): Promise<void> {
  // A client that leaves is how this ends.
  await pipeline(Readable.from(endlessly(chunk, counted)), into).catch(() => undefined);
}

function* endlessly(chunk: Uint8Array, counted: (chunk: Uint8Array) => Uint8Array): Generator<Uint8Array> {
  for (;;) yield counted(chunk);
}

/** One byte after the other, and then the last byte again and again. */
function drip(response: ServerResponse, body: Uint8Array, counted: (chunk: Uint8Array) => Uint8Array): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(counted(body.subarray(at, at + 1)));
    if (at < body.length - 1) at++;
  }, DRIP_EVERY_MS);
  response.once('close', () => clearInterval(timer));
}

/** Waits, but not for a client that has left. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
