import { describe, expect, it } from 'vitest';
import { GOOD_DKIM } from '../../lab/description/domain.ts';
import {
  followedKeys,
  guidedKeys,
  isFound,
  type KeyQuestion,
  type Sender,
} from '../../support/dkim-guided.ts';
import { ED25519, recordOf, recordOfKey } from '../../support/dkim.ts';
import { rsaPair } from '../../support/keys.ts';

/**
 * What the guide says about DKIM, done to the letter by somebody who knows with which key the sender signs, until nothing is left to do: it ends with every line ticked, and at no
 * moment does the key that is in use go before another one is there.
 */

const NEW = recordOfKey(rsaPair(2048, 'new').publicKey);
const OTHER = recordOfKey(rsaPair(2048).publicKey);
const SHORT = recordOfKey(rsaPair(1024).publicKey);
const TOO_SHORT = recordOfKey(rsaPair(768).publicKey);
const ED = recordOfKey(ED25519.publicKey);
const KNOWN = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const PRIVATE = recordOf(rsaPair(1024, 'private').privateKey.export({ format: 'der', type: 'pkcs1' }));
const REVOKED = 'v=DKIM1; p=';
const NULL_MX = {
  state: 'absent',
  reason: 'null-mx',
  authentic: false,
  ttlSeconds: 1,
  nullPreferences: [],
} as const;
const by = (selector: string, text: string): Sender => ({ selector, text });

describe('whoever follows the steps for DKIM to the letter', () => {
  it.each<
    [what: string, question: KeyQuestion, sender: Sender | null, values: readonly string[], isNew: boolean]
  >([
    [
      'has nothing to do with a sound key',
      { zone: { default: [GOOD_DKIM] } },
      by('default', GOOD_DKIM),
      [],
      false,
    ],
    ['mends quotes', { zone: { default: [`"${GOOD_DKIM}"`] } }, null, [GOOD_DKIM], false],
    [
      'mends backslashes',
      { zone: { s1: [GOOD_DKIM.replaceAll(';', String.raw`\;`)] } },
      null,
      [GOOD_DKIM],
      false,
    ],
    [
      'makes one of the same key twice',
      { zone: { s1: [GOOD_DKIM, GOOD_DKIM] } },
      by('s1', GOOD_DKIM),
      [GOOD_DKIM],
      false,
    ],
    [
      'leaves out what nobody can read',
      { zone: { s1: [GOOD_DKIM, 'v=DKIM1; p=*'] } },
      by('s1', GOOD_DKIM),
      [GOOD_DKIM],
      false,
    ],
    [
      'keeps the one of two keys that is used',
      { zone: { s1: [OTHER, GOOD_DKIM] } },
      by('s1', GOOD_DKIM),
      [GOOD_DKIM],
      false,
    ],
    [
      'ends a test',
      { zone: { s1: [`${GOOD_DKIM}; t=y`] } },
      by('s1', `${GOOD_DKIM}; t=y`),
      [GOOD_DKIM],
      false,
    ],
    ['makes a first key', { zone: {} }, null, [], true],
    ['changes a short key', { zone: { default: [SHORT] } }, by('default', SHORT), [REVOKED], true],
    ['changes a key that is too short', { zone: { default: [TOO_SHORT] } }, null, [REVOKED], true],
    [
      'changes a short one of two keys',
      { zone: { default: [GOOD_DKIM], s1: [SHORT] } },
      by('s1', SHORT),
      [REVOKED],
      true,
    ],
    [
      'revokes a short key that is not used',
      { zone: { default: [GOOD_DKIM], s1: [SHORT] } },
      by('default', GOOD_DKIM),
      [REVOKED],
      false,
    ],
    ['adds RSA to Ed25519', { zone: { default: [ED] } }, by('default', ED), [], true],
    ['changes a key that others have', { zone: { default: [KNOWN] } }, by('default', KNOWN), [REVOKED], true],
    [
      'revokes a private key at once',
      { zone: { default: [GOOD_DKIM], s1: [PRIVATE] } },
      by('default', GOOD_DKIM),
      [REVOKED],
      false,
    ],
    ['revokes everything where no mail is sent', { zone: {}, mx: NULL_MX }, null, [REVOKED], false],
    ['revokes everything where nobody may send', { zone: {}, spf: 'v=spf1 -all' }, null, [REVOKED], false],
    [
      'revokes everything beside what is revoked',
      { zone: { s1: [REVOKED] }, spf: 'v=spf1 -all' },
      null,
      [REVOKED],
      false,
    ],
  ])('%s, and is done', async (_, question, sender, values, isNew) => {
    const end = await followedKeys(question, sender, NEW, async ({ after, sender: now }) => {
      if (now) expect(await isFound(after, now)).toBe(true);
    });
    expect(end.records.map(({ value }) => value)).toEqual(values);
    expect(end.isNewKey).toBe(isNew);
    const { steps, errors } = await guidedKeys({ ...question, zone: end.zone });
    expect(errors).toEqual([]);
    expect(steps.filter(({ state }) => state === 'needed').map(({ name }) => name)).toEqual([]);
    expect(steps.at(-1)).toMatchObject({ name: 'dkim-verify', state: 'done' });
  });
});
