import assert from 'node:assert/strict';
import { followAliases } from '../../../lib/dns/follow-aliases.ts';
import type { RecordType } from '../../../lib/dns/lookup.ts';
import { decodeResponse } from '../../../lib/dns/message.ts';
import { RECORD_TYPES } from '../../../lib/dns/record-types.ts';
import { Reader } from '../../../lib/dns/wire.ts';

const QUESTIONS: readonly (readonly [name: string, type: RecordType])[] = [
  ['_mta-sts.example.com', 'TXT'],
  ['example.com', 'MX'],
  ['mx.example.com', 'A'],
  ['mx.example.com', 'AAAA'],
];

/** What the search puts in: a pointer to the question, types, flags and labels. */
export const words = [
  ...[0xc00c, 0, ...Object.values(RECORD_TYPES).map(({ number }) => number), 41, 0x8180, 0xffff].map((n) =>
    Uint8Array.of(n >> 8, n),
  ),
  '\x07example\x03com\0',
  '\x08_mta-sts',
  '\x02mx',
];

/** The input is the response to each question, and to every further one that it leads to. */
export async function check(input: Uint8Array): Promise<void> {
  for (const [name, type] of QUESTIONS) await checkResponse(Uint8Array.from(input), name, type);
}

async function checkResponse(input: Uint8Array, name: string, type: RecordType): Promise<void> {
  const response = decodeResponse(input, name, type);
  if ('failure' in response) return;
  for (const record of [...response.answers, ...response.authorities]) {
    assert.ok(Number.isInteger(record.ttl) && record.ttl >= 0 && record.ttl <= 0x7fffffff);
    const canonical = new Reader(record.canonical());
    const { read } = RECORD_TYPES[record.type];
    assert.deepEqual(read(canonical), record.data);
    assert.ok(canonical.isWhole);
    assert.deepEqual(canonical.canonical(read), record.canonical());
  }
  for (const { code, text } of response.extendedErrors)
    assert.ok(code >= 0 && code <= 0xffff && !text.includes('\0'));
  const answer = { state: 'answered', response, ageSeconds: 1 } as const;
  const found = await followAliases(name, type, async () => answer);
  if (found.state === 'unavailable') return;
  assert.ok(Number.isInteger(found.ttlSeconds) && found.ttlSeconds >= 0);
  if (found.state === 'absent') return;
  assert.ok(found.records.length > 0);
  for (const record of found.records) {
    if (typeof record === 'string' || !('exchange' in record)) continue;
    assert.equal(typeof record.exchange, 'string');
    assert.ok(record.preference >= 0 && record.preference <= 0xffff);
  }
}
