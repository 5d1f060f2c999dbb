import { describe, expect, it } from 'vitest';
import type { DkimFacts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { guidedNames } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import { ed25519Case, rollDates } from '../../../../lib/mechanisms/dkim/guide-make.ts';
import { rollStep } from '../../../../lib/mechanisms/dkim/guide-roll.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { name } from '../../../support/assessments.ts';
import { ABOVE, DOMAIN, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { ED25519, recordOfKey } from '../../../support/dkim.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const CONTEXT = { policyDomain: name(DOMAIN), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const REVOKED = 'v=DKIM1; p=';
const ED = recordOfKey(ED25519.publicKey);
/** How a new key is made is another step's part; it stands here as it is. */
const MAKE: readonly StepText[] = [{ kind: 'sentence', text: 'how to make one' }];

async function rollOf(zone: KeyZone) {
  const { dkim } = (await guidedKeys({ zone: { [ABOVE]: [], ...zone } })).parts;
  return rollStep(dkim as DkimFacts, guidedNames(dkim as DkimFacts, DOMAIN), MAKE, CONTEXT);
}

const sentence = (key: Parameters<typeof WORDS.say>[0], parameters = {}): StepText => ({
  kind: 'sentence',
  text: WORDS.say(key, parameters),
});
const byProvider = (...selectors: readonly string[]) =>
  sentence('dkim.guide.roll.provider', { names: selectors.map((each) => `${each}.${ABOVE}`).join(', ') });
const revoke = (selector: string, text: string): StepText => ({
  kind: 'case',
  condition: WORDS.say('dkim.guide.roll.case', { selector }),
  body: [
    sentence('dkim.guide.roll.then'),
    {
      kind: 'record',
      record: {
        ownerName: `${selector}.${ABOVE}`,
        zone: name(DOMAIN),
        value: REVOKED,
        replaces: [text],
        separator: ';',
      },
    },
  ],
});
/** What there is to do for keys of one's own, the first new selector being this one. */
const ownPart = (selector: string, ...revoked: readonly StepText[]) => [
  sentence('dkim.guide.roll.why'),
  sentence('dkim.guide.roll.order'),
  rollDates(selector, CONTEXT),
  ...MAKE,
  ...revoked,
];

describe('how keys are changed from now on', () => {
  it.each<[why: string, zone: KeyZone, state: string, body: readonly StepText[]]>([
    [
      'a key of one\u2019s own: another selector, dates, and Ed25519 at a third',
      { default: [GOOD_DKIM] },
      'unknown',
      [...ownPart('dkim', revoke('default', GOOD_DKIM)), ed25519Case('s1', CONTEXT)],
    ],
    [
      'two: each of them goes behind a condition of its own',
      { default: [GOOD_DKIM], s1: [GOOD_DKIM] },
      'unknown',
      [...ownPart('dkim', revoke('default', GOOD_DKIM), revoke('s1', GOOD_DKIM)), ed25519Case('s2', CONTEXT)],
    ],
    [
      'Ed25519 beside RSA: no other one is proposed',
      { default: [GOOD_DKIM], s1: [ED] },
      'unknown',
      ownPart('dkim', revoke('default', GOOD_DKIM), revoke('s1', ED)),
    ],
    [
      'an Ed25519 key that is revoked is none',
      { default: [GOOD_DKIM], s1: ['v=DKIM1; k=ed25519; p='] },
      'unknown',
      [...ownPart('dkim', revoke('default', GOOD_DKIM)), ed25519Case('s2', CONTEXT)],
    ],
    ['Ed25519 alone: not a second one', { default: [ED] }, 'unknown', ownPart('dkim', revoke('default', ED))],
    [
      'aliases: the provider changes keys, and needs all of them',
      {
        selector1: { alias: 'a.onmicrosoft.com' },
        'a.onmicrosoft.com': [GOOD_DKIM],
        selector2: { alias: 'b.onmicrosoft.com' },
      },
      'done',
      [byProvider('selector1', 'selector2')],
    ],
    [
      'an alias that leads nowhere is no provider\u2019s',
      { default: [GOOD_DKIM], s1: { alias: 'gone.example' } },
      'unknown',
      [...ownPart('dkim', revoke('default', GOOD_DKIM)), ed25519Case('s2', CONTEXT)],
    ],
    [
      'both',
      { default: [GOOD_DKIM], s1: { alias: 'k.example' }, 'k.example': [GOOD_DKIM] },
      'unknown',
      [byProvider('s1'), ...ownPart('dkim', revoke('default', GOOD_DKIM)), ed25519Case('s2', CONTEXT)],
    ],
    [
      'one of several keys of a name is not revoked: another one may be in use',
      { default: [GOOD_DKIM, REVOKED], s1: [GOOD_DKIM] },
      'unknown',
      [...ownPart('dkim', revoke('s1', GOOD_DKIM)), ed25519Case('s2', CONTEXT)],
    ],
  ])('%s', async (_, zone, state, body) => {
    expect(await rollOf(zone)).toEqual({
      name: 'dkim-roll',
      state,
      title: WORDS.say('dkim.guide.roll.title'),
      body,
    });
  });

  it.each<[why: string, zone: KeyZone]>([
    ['no key', {}],
    ['a revoked one', { default: [REVOKED] }],
    ['one that is broken', { default: [`"${GOOD_DKIM}"`] }],
    ['several at its only name', { default: [GOOD_DKIM, GOOD_DKIM] }],
    ['a wildcard', { '*': [GOOD_DKIM] }],
    ['an alias that leads nowhere', { s1: { alias: 'gone.example' } }],
    ['an alias to a revoked key', { s1: { alias: 'k.example' }, 'k.example': [REVOKED] }],
  ])('is not told where there is nothing to change: %s', async (_, zone) => {
    expect(await rollOf(zone)).toBeNull();
  });
});
