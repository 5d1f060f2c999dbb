import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { meantDkimKey } from '../../lib/mechanisms/dkim/text-edits.ts';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import type { MechanismStep, StepRecord, StepText } from '../../lib/steps.ts';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import {
  ABOVE,
  guidedKeys,
  publishedKey,
  usableSelectors,
  type KeyEntry,
  type KeyZone,
} from '../support/dkim-guided.ts';
import { ED25519, recordOf, recordOfKey } from '../support/dkim.ts';
import { recordsIn } from '../support/guided.ts';
import { bare } from '../support/words.ts';

/** Whoever follows the guide for DKIM to the letter, whatever is published: no mail is lost by it, and it comes to an end. */

const pair = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const NEW = recordOfKey(pair(2048).publicKey);
const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const TEXTS = [
  GOOD_DKIM,
  recordOfKey(pair(2048).publicKey),
  recordOfKey(pair(1024).publicKey),
  recordOfKey(pair(768).publicKey),
  recordOfKey(ED25519.publicKey),
  'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  recordOf(pair(1024).privateKey.export({ format: 'der', type: 'pkcs1' })),
  `"${GOOD_DKIM}"`,
  GOOD_DKIM.replaceAll(';', String.raw`\;`),
  GOOD_DKIM.slice(0, 255),
  `${GOOD_DKIM}; t=y:s`,
  `k=rsa; v=DKIM1; p=${P}`,
  `v=dkim1; p=${P}`,
  `v=DKIM1; h=sha1; p=${P}`,
  `v=DKIM1; s=tlsrpt; p=${P}`,
  `v=DKIM1; k=rsa; p=${P.slice(0, 80)} ${P.slice(80)}`,
  'v=DKIM1; p=',
  'v=spf1 -all',
];
const text = fc.constantFrom(...TEXTS);
const entry = fc.oneof(
  { weight: 6, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom('k.provider.example', 'gone.example').map((alias) => ({ alias })) },
  { weight: 1, arbitrary: fc.constant('servfail' as const) },
);
const SELECTORS = ['default', 's1', 'google', 'selector2', 'hidden'];
const zone = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...SELECTORS), entry, { maxKeys: 3 }),
    fc.option(fc.array(text, { minLength: 1, maxLength: 2 }), { freq: 4 }),
    text,
  )
  .map(([own, wildcard, atProvider]): KeyZone => ({
    ...own,
    ...(wildcard && { '*': wildcard }),
    'k.provider.example': [atProvider],
  }));

/** All that a step has, with what stands behind conditions, each with the condition. */
function offersIn(step: MechanismStep): { condition: string | null; record: StepRecord }[] {
  const open = (
    body: readonly StepText[],
    condition: string | null,
  ): { condition: string | null; record: StepRecord }[] =>
    body.flatMap((each) =>
      each.kind === 'case'
        ? open(each.body, bare(each.condition))
        : each.kind === 'record'
          ? [{ condition, record: each.record }]
          : [],
    );
  return open(step.body, null);
}

/** The selector for which the guide prints the commands. */
function newSelector(steps: readonly MechanismStep[]): string | null {
  const commands = JSON.stringify(steps.filter(({ state }) => state === 'needed'));
  return /sign with selector \u2068?([\w-]+)/.exec(commands)?.[1] ?? null;
}

interface Sender {
  /** The name that it signs with, and the record of its key. */
  readonly selector: string;
  readonly text: string;
}

/** True where receivers still find the key of a sender that they found before. */
async function isFound(now: KeyZone, { selector, text: own }: Sender): Promise<boolean> {
  const at = now[selector] as KeyEntry | undefined;
  const texts = Array.isArray(at) ? at : at === undefined ? ((now['*'] ?? []) as readonly string[]) : null;
  // Behind an alias nobody but the provider changes anything.
  if (texts === null) return true;
  const key = (each: string) => parseDkimKey(each).data;
  const wanted = JSON.stringify(key(own), (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return texts.some(
    (each) =>
      parseDkimKey(each).state === 'usable' &&
      JSON.stringify(key(each), (_, value) => (typeof value === 'bigint' ? String(value) : value)) === wanted,
  );
}

/** The condition holds, as whoever runs the sender knows it. */
function holds(condition: string, record: StepRecord, sender: Sender | null): boolean {
  if (condition.includes('that contains')) return sender?.text === record.value;
  if (condition.startsWith('A receiver reports')) return true;
  const selector = record.ownerName.slice(0, -ABOVE.length - 1);
  return selector !== sender?.selector && sender !== null && selector !== '*';
}

it('the key that a sender signs with never goes before another is there, and the steps come to an end', async () => {
  let [followed, made] = [0, 0];
  await fc.assert(
    fc.asyncProperty(zone, fc.nat(), async (start, pick) => {
      let now = start;
      const usable = await usableSelectors(now, SELECTORS);
      const selector = usable[pick % Math.max(usable.length, 1)];
      const at = selector === undefined ? undefined : (now[selector] ?? now['*']);
      const texts = Array.isArray(at) ? at.filter((each) => parseDkimKey(each).state === 'usable') : [];
      let sender: Sender | null =
        selector !== undefined && texts[0] !== undefined ? { selector, text: texts[0] } : null;
      for (let turn = 0; ; turn += 1) {
        expect(turn).toBeLessThan(12);
        const { steps, errors } = await guidedKeys({ zone: now });
        const open = steps.filter(({ state }) => state === 'needed');
        const all = open.flatMap(offersIn);
        const plain = all.find(({ condition }) => condition === null);
        const next =
          plain ??
          all.find(({ condition, record }) => condition !== null && holds(condition, record, sender));
        if (next) {
          const { record } = next;
          now = publishedKey(now, record);
          followed += 1;
          // Nothing is published but what stood there, mended, or a key that is taken back.
          expect(
            [...record.replaces.flatMap((each) => [each, meantDkimKey(each)]), 'v=DKIM1; p='].concat(
              record.replaces.map((each) => each.replace('t=y:s', 't=s')),
            ),
          ).toContain(record.value);
          const after = await guidedKeys({ zone: now });
          expect(after.errors.filter((code) => !errors.includes(code))).toEqual([]);
        } else {
          const fresh = newSelector(steps);
          const isAsked = open.some(({ name }) => name === 'dkim-key' || name === 'dkim-forged');
          if (fresh === null || !isAsked || sender?.text === NEW) break;
          expect(Object.keys(now)).not.toContain(fresh);
          now = { ...now, [fresh]: [NEW] };
          sender = { selector: fresh, text: NEW };
          made += 1;
        }
        if (sender) expect(await isFound(now, sender)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  expect([followed > 200, made > 0]).toEqual([true, true]);
});

it('a record that is proposed without a condition takes no usable key along', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(zone, async (start) => {
      const { steps } = await guidedKeys({ zone: start });
      for (const record of steps.flatMap((step) => recordsIn(step))) {
        seen += 1;
        const keys = (texts: readonly string[]) =>
          texts
            .filter((each) => parseDkimKey(each).state === 'usable')
            .map((each) => String(parseDkimKey(each).bits));
        for (const key of keys(record.replaces)) expect(keys([record.value])).toContain(key);
        const before = await usableSelectors(start, SELECTORS);
        expect(await usableSelectors(publishedKey(start, record), SELECTORS)).toEqual(
          expect.arrayContaining(before),
        );
      }
    }),
    { numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(100);
});
