import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../lib/dns/lookup.ts';
import { checkHost } from '../../lib/mechanisms/spf/check-host.ts';
import { maySend } from '../../lib/mechanisms/spf/may-send.ts';
import { readSendQuestion, type Agreement } from '../../lib/mechanisms/spf/send-question.ts';

const DOMAIN = 'example.com';
const TYPED = { ip: '192.0.2.55', sender: 'anna-secret@example.com', helo: 'helo-secret.example.net' };
const ownerOf = (name: string) => name.split('.').slice(-2).join('.');

describe('whatever a record says', () => {
  const macro = fc
    .tuple(
      fc.constantFrom(...Array.from('slodiphvSLODIPHV')),
      fc.constantFrom('', '1', '2', '9'),
      fc.constantFrom('', 'r'),
      fc.constantFrom('', '-', '.-', '+'),
    )
    .map((parts) => `%{${parts.join('')}}`);
  const spec = fc
    .tuple(
      fc.array(fc.oneof(macro, fc.constantFrom('spf', 'x1')), { maxLength: 4 }),
      fc.constantFrom('other.test', 'spf.example.com', '%{d}', '%{h}', '%{o}', '%{p}'),
    )
    .map(([labels, end]) => [...labels, end].join('.'));
  const term = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('a:', 'mx:', 'include:', 'exists:', 'ptr:', '?exists:', 'exp=', 'redirect='),
        spec,
      )
      .map((both) => both.join('')),
    fc.constantFrom('a', 'mx', 'ptr', '-all', 'ip4:198.51.100.0/24'),
  );
  const record = fc.array(term, { maxLength: 6 }).map((terms) => ['v=spf1', ...terms].join(' '));

  /** A world in which every name has the same record, servers and addresses. */
  const sameEverywhere = (text: string) => {
    const asked: string[] = [];
    const lookUp = (async (name: string, type: string) => {
      asked.push(name);
      const data: Record<string, unknown[]> = {
        TXT: [text],
        MX: [{ preference: 1, exchange: 'mx.other.test' }],
        PTR: ['name-of-client.test'],
        A: ['198.51.100.9'],
      };
      return { state: 'found', records: data[type] ?? [], aliases: [], authentic: false, ttlSeconds: 60 };
    }) as LookUp;
    return { lookUp, asked };
  };

  it('without agreement no question has in its name what was typed, nor any part of it', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(record, async (text) => {
        const question = readSendQuestion(TYPED, DOMAIN);
        if ('refused' in question) throw new Error(question.refused);
        const { lookUp, asked } = sameEverywhere(text);
        const { withheld } = await maySend(question, [], lookUp, ownerOf, () => 0);
        told += withheld.length;
        for (const name of asked) expect(name).not.toMatch(/192|\b55\b|secret|client/);
      }),
      { numRuns: 500 },
    );
    // Or the records would have had no macros.
    expect(told).toBeGreaterThan(50);
  });

  it('with all agreements the verdict is that of check_host, asked without this', async () => {
    await fc.assert(
      fc.asyncProperty(record, async (text) => {
        const question = readSendQuestion(TYPED, DOMAIN);
        if ('refused' in question) throw new Error(question.refused);
        const everything: Agreement = { owner: 'all', tells: ['address', 'sender', 'helo'] };
        const { lookUp } = sameEverywhere(text);
        const guarded = await maySend(
          question,
          [everything],
          lookUp,
          () => 'all',
          () => 0,
        );
        expect(guarded.withheld).toEqual([]);
        const bare = await checkHost({ ...TYPED, domain: DOMAIN }, neverLocal(lookUp), () => 0);
        expect(guarded.answer).toEqual(bare);
      }),
      { numRuns: 500 },
    );
  });
});

/** What the way to ask does by itself: names that end in a number are never asked. */
function neverLocal(lookUp: LookUp): LookUp {
  return async (name, type) =>
    /(?:^|\.)\d+$/.test(name) || !name.includes('.')
      ? { state: 'unavailable', reason: 'never-asked', detail: name }
      : lookUp(name, type);
}
