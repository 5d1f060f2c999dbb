import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { meantDkimKey } from '../../lib/mechanisms/dkim/text-edits.ts';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import {
  followedKeys,
  guidedKeys,
  isFound,
  publishedKey,
  usableSelectors,
  type KeyZone,
} from '../support/dkim-guided.ts';
import { ED25519, recordOf, recordOfKey } from '../support/dkim.ts';
import { recordsIn } from '../support/guided.ts';
import { rsaPair } from '../support/keys.ts';

/** Whoever follows the guide for DKIM to the letter, whatever is published: no mail is lost by it, and it comes to an end. */

const NEW = recordOfKey(rsaPair(2048, 'new').publicKey);
const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const LEAKED = recordOfKey(rsaPair(2048).publicKey);
const SECRET = recordOf(rsaPair(2048).privateKey.export({ format: 'der', type: 'pkcs8' }));
const TEXTS = [
  GOOD_DKIM,
  LEAKED,
  SECRET,
  `${LEAKED}; n=${SECRET.replace(/^.*p=/, '')}`,
  recordOfKey(rsaPair(1024).publicKey),
  recordOfKey(rsaPair(768).publicKey),
  recordOfKey(ED25519.publicKey),
  'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  recordOf(rsaPair(1024, 'private').privateKey.export({ format: 'der', type: 'pkcs1' })),
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

/** What stands at the names that a check asks, and that the domain itself publishes. */
const ownTexts = (now: KeyZone) =>
  ['default', 's1', 'google', 'selector2'].flatMap((each) => {
    const at = now[each];
    return Array.isArray(at) ? (at as readonly string[]) : [];
  });
const isGivenAway = (now: KeyZone) =>
  ownTexts(now).some((each) => each.includes(SECRET.replace(/^.*p=/, '')));

it('the key that a sender signs with never goes before another is there, one that was given away goes or is told, and the steps come to an end', async () => {
  let [followed, made, leaked] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(zone, fc.nat(), async (start, pick) => {
      const usable = await usableSelectors(start, SELECTORS);
      const selector = usable[pick % Math.max(usable.length, 1)];
      const at = selector === undefined ? undefined : (start[selector] ?? start['*']);
      const own = Array.isArray(at) ? at.find((each) => parseDkimKey(each).state === 'usable') : undefined;
      const sender = selector !== undefined && own !== undefined ? { selector, text: own } : null;
      const end = await followedKeys(
        { zone: start },
        sender,
        NEW,
        async ({ before, after, record, sender: now }) => {
          if (now) expect(await isFound(after, now)).toBe(true);
          if (record === null) return;
          followed += 1;
          // Nothing is published but what stood there, mended, or a key that is taken back.
          const kept = record.replaces.flatMap((each) => [
            each,
            meantDkimKey(each),
            each.replace('t=y:s', 't=s'),
          ]);
          expect([...kept, 'v=DKIM1; p=']).toContain(record.value);
          const [was, is] = await Promise.all([guidedKeys({ zone: before }), guidedKeys({ zone: after })]);
          expect(is.errors.filter((code) => !was.errors.includes(code))).toEqual([]);
        },
      );
      if (end.isNewKey) made += 1;
      if (sender !== null && isGivenAway(start)) {
        leaked += 1;
        const { headline } = await guidedKeys({ zone: end.zone });
        const isInUse = ownTexts(end.zone).some((each) => each.startsWith(LEAKED));
        expect(isInUse && headline !== 'forgeable').toBe(false);
      }
    }),
    { numRuns: 150 },
  );
  expect([followed > 100, made > 10, leaked > 3]).toEqual([true, true, true]);
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
    { numRuns: 150 },
  );
  expect(seen).toBeGreaterThan(50);
});
