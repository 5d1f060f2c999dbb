import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PolicyHost } from './world/types.ts';

const DRIP_EVERY_MS = 500;
const ENDLESS_LINES = new TextEncoder().encode('version: STSv1\r\n'.repeat(512));

/**
 * Answers one policy request as the world says. `gate` is waited for in the middle: after the headers and half of the body. Behaviours
 * without end go on until the client leaves or the server stops.
 */
export async function answerPolicy(
  response: ServerResponse,
  { behaviour, status, headers, body, delayMs }: PolicyHost,
  gate: () => Promise<void>,
): Promise<void> {
  if (behaviour === 'silent' || behaviour === 'refused') return;
  if (delayMs > 0) await pause(delayMs, response);
  response.writeHead(status, headers);
  response.flushHeaders();
  if (behaviour === 'endless') return pourLines(response);
  if (behaviour === 'drip') return drip(response, body);
  const half = body.length >> 1;
  if (half > 0) response.write(body.subarray(0, half));
  await gate();
  response.end(body.subarray(half));
}

/** As fast as the client reads, until it has left. */
async function pourLines(response: ServerResponse): Promise<void> {
  const lines = Readable.from(endlessly(ENDLESS_LINES));
  // A client that leaves is how this ends.
  await pipeline(lines, response).catch(() => undefined);
}

function* endlessly(chunk: Uint8Array): Generator<Uint8Array> {
  for (;;) yield chunk;
}

/** One byte after the other, and then the last byte again and again. */
function drip(response: ServerResponse, body: Uint8Array): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + 1));
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
