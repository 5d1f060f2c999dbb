import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followAliases } from '../../lib/dns/follow-aliases.ts';
import { decodeResponse } from '../../lib/dns/message.ts';
import { cname, encodeReply, mx, txt } from '../support/dns-wire.ts';
import * as any from './generators.ts';

const NAME = '_mta-sts.example.com';
const ttl = fc.nat(0x7fffffff);

/** The records that a response leads to, with whatever it says beside them. */
async function recordsOf(bytes: Uint8Array, name: string, type: 'TXT' | 'MX') {
  const response = decodeResponse(bytes, name, type);
  if ('failure' in response) return response.failure;
  const found = await followAliases(name, type, async () => ({ state: 'answered', response, ageSeconds: 0 }));
  return found.state === 'found' ? found : found.state;
}

describe('decodeResponse and followAliases', () => {
  it('read every TXT that was written as its strings joined, with the smallest TTL', async () => {
    const strings = fc.array(fc.uint8Array({ maxLength: 255 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(strings, ttl), { minLength: 1, maxLength: 4 }), async (records) => {
        const bytes = encodeReply(
          { name: NAME, type: 'TXT' },
          { answers: records.map(([parts, seconds]) => txt(NAME, parts, seconds)) },
        );
        expect(await recordsOf(bytes, NAME, 'TXT')).toMatchObject({
          records: records.map(([parts]) =>
            new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts)),
          ),
          ttlSeconds: Math.min(...records.map(([, seconds]) => seconds)),
        });
      }),
      any.RUNS,
    );
  });

  it('read every MX that was written, behind an alias too', async () => {
    const record = fc.tuple(fc.nat(65535), any.domain);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 5 }), async (records) => {
        const bytes = encodeReply(
          { name: 'example.com', type: 'MX' },
          {
            answers: [
              ...records.map(([preference, exchange]) => mx('mail.example.net', preference, exchange)),
              cname('example.com', 'mail.example.net'),
            ],
          },
        );
        expect(await recordsOf(bytes, 'example.com', 'MX')).toMatchObject({
          records: records.map(([preference, exchange]) => ({
            preference,
            exchange: exchange.toLowerCase(),
          })),
          aliases: ['mail.example.net'],
        });
      }),
      any.RUNS,
    );
  });

  it('end, and never throw, whatever the octets', async () => {
    const whole = encodeReply(
      { name: NAME, type: 'TXT' },
      { answers: [cname(NAME, 'x.example'), txt('x.example', 'y')] },
    );
    const spoilt = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const copy = Uint8Array.from(whole);
        for (const [at, byte] of changes) copy[at] = byte;
        return copy;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoilt), async (bytes) => {
        expect(await recordsOf(bytes, NAME, 'TXT')).toBeDefined();
      }),
      { numRuns: 3000 },
    );
  });
});
