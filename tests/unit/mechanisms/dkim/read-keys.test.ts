import { describe, expect, it } from 'vitest';
import { standingOfSelector } from '../../../../lib/mechanisms/dkim/added.ts';
import { countedKeys, keyReader } from '../../../../lib/mechanisms/dkim/read-keys.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ABOVE, DOMAIN, guidedKeys, offersIn, type KeyZone } from '../../../support/dkim-guided.ts';
import { codesOf, ED25519, recordOf, recordOfKey } from '../../../support/dkim.ts';
import { rsaPair, type KeyPair } from '../../../support/keys.ts';
import { bare } from '../../../support/words.ts';

const LEAKED = rsaPair(2048, 'leaked');
const publicOf = ({ publicKey }: KeyPair) => recordOfKey(publicKey);
const privateOf = ({ privateKey }: KeyPair, type: 'pkcs1' | 'pkcs8' = 'pkcs8') =>
  recordOf(privateKey.export({ format: 'der', type } as { format: 'der'; type: 'pkcs8' }));
const [KEY, HALF] = [publicOf(LEAKED), privateOf(LEAKED)];
const DIGITS = HALF.replace(/^.*p=/, '');
const OTHER_HALF = privateOf(rsaPair(2048, 'unrelated'));
const [ED, ED_HALF] = [publicOf(ED25519), privateOf(ED25519)];
const UNTOLD = 'v=DKIM1; p=-----BEGIN PRIVATE KEY-----';
const REVOKED = 'v=DKIM1; p=';
const HALF_SAID = 'dkim-key-known-private';

async function factsOf(zone: KeyZone) {
  const { dkim } = (await guidedKeys({ zone })).parts;
  if (dkim.state === 'pending') throw new Error('Nothing was gathered.');
  return dkim;
}

describe('a key whose private half stands at the domain', () => {
  it.each<[why: string, zone: KeyZone, selector: string, where: string | null]>([
    ['beside it', { s1: [KEY, HALF] }, 's1', `s1.${ABOVE}`],
    ['beside it, in the older form', { s1: [KEY, privateOf(LEAKED, 'pkcs1')] }, 's1', `s1.${ABOVE}`],
    ['beside it, cut off', { s1: [KEY, HALF.slice(0, 255)] }, 's1', `s1.${ABOVE}`],
    ['under another selector', { default: [KEY], s1: [HALF] }, 'default', `s1.${ABOVE}`],
    [
      'in the note of another key',
      { default: [KEY], s1: [`${GOOD_DKIM}; n=${DIGITS}`] },
      'default',
      `s1.${ABOVE}`,
    ],
    ['in a text that verifiers discard', { s1: [KEY, HALF.replace('DKIM1', '1')] }, 's1', `s1.${ABOVE}`],
    ['at the wildcard', { default: [KEY], '*': [HALF] }, 'default', `*.${ABOVE}`],
    [
      'behind an alias',
      { default: [KEY], s1: { alias: 'k.example' }, 'k.example': [HALF] },
      'default',
      `s1.${ABOVE}`,
    ],
    ['Ed25519 beside it, which does not tell its other half', { s1: [ED, ED_HALF] }, 's1', `s1.${ABOVE}`],
    ['one beside it that cannot be read', { s1: [KEY, UNTOLD] }, 's1', `s1.${ABOVE}`],
    [
      'the same under another selector says nothing of this one',
      { default: [KEY], s1: [UNTOLD] },
      'default',
      null,
    ],
    ['that of another key', { s1: [KEY, OTHER_HALF] }, 's1', null],
    ['that of another type', { s1: [KEY, ED_HALF] }, 's1', null],
  ])('%s', async (_, zone, selector, where) => {
    const dkim = await factsOf(zone);
    const name = `${selector}.${ABOVE}`;
    const at = dkim.selectors.find((each) => each.name === name);
    const keys = keyReader(dkim, DOMAIN)(at?.texts ?? [], name).map(({ key }) => key);
    const said = keys.flatMap(({ problems }) => problems.filter(({ code }) => code === HALF_SAID));
    expect(said).toEqual(where === null ? [] : [{ code: HALF_SAID, parameters: { name, where } }]);
  });

  it('is told once where it is in the same text', async () => {
    const dkim = await factsOf({ s1: [`${KEY}; n=${DIGITS}`] });
    const [written] = keyReader(dkim, DOMAIN)([`${KEY}; n=${DIGITS}`], `s1.${ABOVE}`);
    expect(written && codesOf(written.key)).toEqual(['dkim-private-key-published']);
  });

  it('makes the domain forgeable, and the selector no good one', async () => {
    const { parts, headline, findings } = await guidedKeys({ zone: { default: [KEY], s1: [HALF] } });
    expect([headline, ...findings]).toEqual(['forgeable', HALF_SAID, 'dkim-private-key-published']);
    expect(standingOfSelector(parts, 'default')).toBe('faulty');
    expect(standingOfSelector(parts, 's1')).toBe('faulty');
  });
});

describe('the guide, where a private key is published', () => {
  const newFirst = (selector: string) =>
    `New messages have another name than ${selector} after \`s=\` in their \`DKIM-Signature\``;

  it.each<[why: string, zone: KeyZone, offers: [condition: string | null, at: string, value: string][]]>([
    [
      'with its public half beside it: a new key first',
      { s1: [KEY, HALF] },
      [[newFirst('s1'), 's1', REVOKED]],
    ],
    ['with one beside it that may be its half', { s1: [ED, ED_HALF] }, [[newFirst('s1'), 's1', REVOKED]]],
    ['in a note of its public half', { s1: [`${KEY}; n=${DIGITS}`] }, [[newFirst('s1'), 's1', REVOKED]]],
    [
      'under another selector: it stays as long as its half is in use, since nothing else shows that',
      { default: [KEY], s1: [HALF] },
      [[newFirst('default'), 'default', REVOKED]],
    ],
    ['and no other half is in use: at once', { default: [GOOD_DKIM], s1: [HALF] }, [[null, 's1', REVOKED]]],
    ['beside a key of another pair, which stays', { s1: [GOOD_DKIM, HALF] }, [[null, 's1', GOOD_DKIM]]],
    ['in a text that verifiers discard', { s1: [HALF.replace('DKIM1', '1')] }, [[null, 's1', REVOKED]]],
    [
      'beside its half, which is under another selector too: that one first',
      { default: [KEY, HALF], s1: [KEY] },
      [[newFirst('s1'), 's1', REVOKED]],
    ],
    [
      'beside a half that slips make unreadable, which is revoked and not mended',
      { default: [KEY.replace('; k', ' k')], s1: [HALF] },
      [[null, 'default', REVOKED]],
    ],
    [
      'beside a key for reports, which stays',
      { s1: [GOOD_DKIM.replace('k=rsa', 's=tlsrpt'), HALF] },
      [[null, 's1', GOOD_DKIM.replace('k=rsa', 's=tlsrpt')]],
    ],
  ])('%s', async (_, zone, offers) => {
    const { steps } = await guidedKeys({ zone });
    const step = steps.find(({ name }) => name === 'dkim-forged');
    const made = step ? offersIn(step) : [];
    expect(
      made.map(({ condition, record }) => [condition, record.ownerName.split('.')[0], record.value]),
    ).toEqual(offers);
  });
});

it('the guide says why the private half waits for the other one', async () => {
  const { steps } = await guidedKeys({ zone: { default: [KEY], s1: [HALF] } });
  const said = bare(JSON.stringify(steps.find(({ name }) => name === 'dkim-forged')));
  expect(said).toContain(
    `It belongs to the key at default.${ABOVE}. Revoke that one first, and then what is at s1.${ABOVE}`,
  );
});

describe('the keys that count at a name', () => {
  const read = (...texts: readonly string[]) => {
    const empty = {
      base: 'nodata' as const,
      reason: null,
      beside: null,
      asked: [],
      selectors: [],
      ttlSeconds: null,
    };
    return countedKeys(keyReader(empty, DOMAIN)(texts, 'x')).map(({ text }) => text);
  };

  it.each<[why: string, texts: readonly string[], counted: readonly string[]]>([
    ['none of a text of something else', ['v=spf1 -all'], []],
    ['all keys', [KEY, REVOKED], [KEY, REVOKED]],
    ['one that verifiers discard, alone', ['v=DKIM2; p=AAAA'], ['v=DKIM2; p=AAAA']],
    ['not beside one that they read', ['v=dkim1; p=AAAA', KEY], [KEY]],
    [
      'but a private key there all the same',
      [HALF.replace('DKIM1', '1'), KEY],
      [HALF.replace('DKIM1', '1'), KEY],
    ],
  ])('%s', (_, texts, counted) => {
    expect(read(...texts)).toEqual(counted);
  });
});
