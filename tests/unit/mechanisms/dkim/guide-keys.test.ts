import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  guidedNames,
  isSafe,
  isUseless,
  isWeak,
  keysOf,
  type GuidedName,
} from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ABOVE, DOMAIN, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { ED25519, pkcs1Of, recordOf, recordOfKey, RSA, spkiOf } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';

const REVOKED = 'v=DKIM1; p=';

async function namesOf(zone: KeyZone, added: readonly string[] = []): Promise<GuidedName[]> {
  const { dkim } = (await guidedKeys({ zone, added })).parts;
  if (dkim.state === 'pending') throw new Error('Nothing was gathered.');
  return guidedNames(dkim, DOMAIN);
}

/** Each name with its state, and what its keys are. */
const outline = (names: readonly GuidedName[]) =>
  names.map(({ selector, state, keys }) => [selector, state, ...keys.map(({ key }) => key.state)].join(' '));

describe('the names that the guide goes by', () => {
  it.each<[why: string, zone: KeyZone, names: readonly string[]]>([
    ['nothing', {}, []],
    ['a key', { default: [GOOD_DKIM] }, ['default found usable']],
    [
      'all keys of a name, and nothing else there',
      { default: [GOOD_DKIM, 'hello', REVOKED] },
      ['default found usable revoked'],
    ],
    ['a text of something else: no name', { default: ['hello'] }, []],
    ['one that was meant as a key', { default: [`"${GOOD_DKIM}"`] }, ['default found invalid']],
    ['no answer', { default: 'servfail' }, ['default unavailable']],
    ['an alias that leads to no key', { s1: { alias: 'gone.example' } }, ['s1 dangling']],
    [
      'an alias that leads to a text of something else: no name',
      { s1: { alias: 'a.example' }, 'a.example': ['hello'] },
      [],
    ],
    [
      'the alias that Microsoft keeps for the next key',
      {
        selector1: { alias: 'selector1-example-com._domainkey.example.onmicrosoft.com' },
        'selector1-example-com._domainkey.example.onmicrosoft.com': [GOOD_DKIM],
        selector2: { alias: 'selector2-example-com._domainkey.example.onmicrosoft.com' },
      },
      ['selector1 found usable', 'selector2 sleeping'],
    ],
    [
      'the wildcard last, once, and none of those for which it answers',
      { '*': [GOOD_DKIM], s1: [REVOKED] },
      ['s1 found revoked', '* found usable'],
    ],
    [
      'a name without an answer beside a wildcard',
      { '*': [GOOD_DKIM], s1: 'servfail' },
      ['s1 unavailable', '* found usable'],
    ],
    ['a wildcard of something else: no name', { '*': ['hello'] }, []],
    [
      'a wildcard without an answer: not known',
      { default: [GOOD_DKIM], [`*.${ABOVE}`]: 'servfail' },
      [
        ...['google', 'selector1', 'selector2'].map((each) => `${each} unavailable`),
        'default found usable',
        ...['s1', 's2', 'k1', 'dkim'].map((each) => `${each} unavailable`),
      ],
    ],
  ])('%s', async (_, zone, names) => {
    expect(outline(await namesOf(zone))).toEqual(names);
  });

  it('have what is at them', async () => {
    const zone: KeyZone = {
      s1: { alias: 's1.domainkey.u1.wl1.sendgrid.net' },
      's1.domainkey.u1.wl1.sendgrid.net': [GOOD_DKIM],
    };
    const name = `s1.${ABOVE}`;
    expect(await namesOf(zone)).toEqual([
      {
        name,
        selector: 's1',
        aliases: ['s1.domainkey.u1.wl1.sendgrid.net'],
        provider: 'SendGrid',
        state: 'found',
        keys: [{ text: GOOD_DKIM, key: parseDkimKey(GOOD_DKIM, name) }],
        isCut: false,
      },
    ]);
  });

  it('have the aliases of a wildcard', async () => {
    const [wildcard] = await namesOf({ '*': { alias: 'k.example' }, 'k.example': [GOOD_DKIM] });
    expect(wildcard).toMatchObject({
      name: `*.${ABOVE}`,
      selector: '*',
      aliases: ['k.example'],
      provider: null,
    });
  });

  it.each([
    [19, 19, false],
    [20, 20, true],
    [21, 20, true],
  ])('of %s texts have %s, and whether there may be more', async (count, kept, isCut) => {
    const texts = Array.from({ length: count }, () => GOOD_DKIM);
    for (const zone of [{ default: texts }, { '*': texts }]) {
      const [only] = await namesOf(zone);
      expect([only?.keys.length, only?.isCut]).toEqual([kept, isCut]);
    }
  });
});

describe('a key', () => {
  const rsa = (modulusLength: number, publicExponent = 65_537) =>
    recordOfKey(rsaPair(modulusLength, '', publicExponent).publicKey);
  const { n = '' } = RSA.publicKey.export({ format: 'jwk' });
  const modulus = BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`);
  const PRIVATE = recordOf(rsaPair(1024).privateKey.export({ format: 'der', type: 'pkcs1' }));

  /** Strong: receivers accept it and the standard does not advise against it. */
  it.each<[what: string, text: string, is: string]>([
    ['of 2048 bits', GOOD_DKIM, 'safe'],
    ['of 1024 bits', rsa(1024), 'safe weak'],
    ['of 512 bits', rsa(512), 'useless'],
    ['with the exponent 3', rsa(2048, 3), 'safe weak'],
    ['with an exponent that is even', recordOf(spkiOf(modulus, 4n)), 'useless'],
    ['with an even modulus', recordOf(spkiOf(1n << 2047n)), 'useless'],
    ['Ed25519', recordOfKey(ED25519.publicKey), 'safe'],
    ['in the older form', recordOf(pkcs1Of((1n << 2047n) + 12_345n)), 'safe'],
    ['revoked', REVOKED, ''],
    ['broken', `"${GOOD_DKIM}"`, ''],
    ['private', PRIVATE, ''],
  ])('%s', (_, text, is) => {
    const written = { text, key: parseDkimKey(text) };
    const holds = { safe: isSafe(written), weak: isWeak(written), useless: isUseless(written) };
    expect(
      Object.entries(holds)
        .flatMap(([word, holding]) => (holding ? word : []))
        .join(' '),
    ).toBe(is);
  });

  it('that a test holds for is told with its name', async () => {
    const names = await namesOf({ default: [GOOD_DKIM, REVOKED], s1: [REVOKED], dkim: [GOOD_DKIM] });
    expect(keysOf(names, isSafe).map(({ at, written }) => [at.selector, written.text])).toEqual([
      ['default', GOOD_DKIM],
      ['dkim', GOOD_DKIM],
    ]);
  });
});
