import { describe, expect, it } from 'vitest';
import type { DkimFacts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { keyStep } from '../../../../lib/mechanisms/dkim/guide-key.ts';
import { guidedNames } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import { rollDates } from '../../../../lib/mechanisms/dkim/guide-make.ts';
import type { SentenceKey } from '../../../../lib/locales/say.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { name } from '../../../support/assessments.ts';
import { ABOVE, DOMAIN, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { ED25519, recordOfKey, RSA } from '../../../support/dkim.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const CONTEXT = { policyDomain: name(DOMAIN), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const REVOKED = 'v=DKIM1; p=';
const ED = recordOfKey(ED25519.publicKey);
/** 1024 bits. */
const SHORT = recordOfKey(RSA.publicKey);
const BELOW: KeyZone = { [ABOVE]: [] };
const MAKE: readonly StepText[] = [{ kind: 'sentence', text: 'how to make one' }];

async function stepOf(zone: KeyZone, change: Partial<DkimFacts> = {}, hasMail = true) {
  const { dkim } = (await guidedKeys({ zone })).parts;
  const facts = { ...(dkim as DkimFacts), ...change };
  const world = { dkim: facts, names: guidedNames(facts, DOMAIN), make: MAKE, selector: 'new', hasMail };
  return keyStep(world, CONTEXT);
}

const says = (key: string, parameters = {}): StepText => ({
  kind: 'sentence',
  text: WORDS.say(`dkim.guide.key.${key}` as SentenceKey, parameters),
});
const at = (...selectors: readonly string[]) => selectors.map((each) => `${each}.${ABOVE}`).join(', ');
const found = (...selectors: readonly string[]) => says('found', { names: at(...selectors) });
const changeTo = (selector: string, text: string): StepText => ({
  kind: 'case',
  condition: WORDS.say('dkim.guide.roll.case', { selector }),
  body: [
    { kind: 'sentence', text: WORDS.say('dkim.guide.roll.then') },
    {
      kind: 'record',
      record: {
        ownerName: at(selector),
        zone: name(DOMAIN),
        value: REVOKED,
        replaces: [text],
        separator: ';',
      },
    },
  ],
});
const DATES = rollDates('new', CONTEXT);
const lookFor = (first: StepText): StepText[] => [
  first,
  says('look', { domain: DOMAIN }),
  { kind: 'copy', what: WORDS.say('dkim.guide.key.lookUp'), text: `dig +short SELECTOR.${ABOVE} TXT` },
  {
    kind: 'case',
    condition: WORDS.say('dkim.guide.key.noneCase', { domain: DOMAIN }),
    body: [says('each'), ...MAKE],
  },
];

describe('whether receivers find a key that they accept', () => {
  it.each<[why: string, zone: KeyZone, state: string, body: readonly StepText[]]>([
    ['one that is sound', { default: [GOOD_DKIM] }, 'done', [found('default'), says('messages')]],
    [
      'several, by the names that have one',
      { default: [GOOD_DKIM], s1: [GOOD_DKIM], s2: [REVOKED] },
      'done',
      [found('default', 's1'), says('messages')],
    ],
    [
      'one beside its revocation',
      { default: [REVOKED, GOOD_DKIM] },
      'done',
      [found('default'), says('messages')],
    ],
    [
      'Ed25519 alone: RSA is needed too',
      { default: [ED] },
      'needed',
      [found('default'), says('ed25519'), ...MAKE],
    ],
    [
      'Ed25519 beside RSA',
      { default: [ED], s1: [GOOD_DKIM] },
      'done',
      [found('default', 's1'), says('messages')],
    ],
    [
      'a short one: a new one, its dates, and the old one last',
      { default: [SHORT] },
      'needed',
      [found('default'), says('weak', { name: at('default') }), DATES, ...MAKE, changeTo('default', SHORT)],
    ],
    [
      'two at one name: which of them is in use is not known, so none is revoked',
      { default: [SHORT, SHORT] },
      'needed',
      [
        found('default'),
        says('weak', { name: at('default') }),
        says('weak', { name: at('default') }),
        DATES,
        ...MAKE,
      ],
    ],
    [
      'a short one of a wildcard is not revoked for all selectors',
      { '*': [SHORT] },
      'needed',
      [found('*'), says('weak', { name: at('*') }), DATES, ...MAKE],
    ],
    [
      'a short one of a provider is its to change',
      { s1: { alias: 'k.example' }, 'k.example': [SHORT] },
      'needed',
      [found('s1'), says('provider', { name: at('s1'), target: 'k.example' })],
    ],
    [
      'a short one of a provider and one of one\u2019s own',
      { default: [SHORT], s1: { alias: 'k.example' }, 'k.example': [SHORT] },
      'needed',
      [
        found('default', 's1'),
        says('provider', { name: at('s1'), target: 'k.example' }),
        says('weak', { name: at('default') }),
        DATES,
        ...MAKE,
        changeTo('default', SHORT),
      ],
    ],
    ['a revoked one: there may be others', { default: [REVOKED] }, 'unknown', lookFor(says('onlyRevoked'))],
    [
      'one that is broken: there may be others',
      { default: [`"${GOOD_DKIM}"`] },
      'unknown',
      lookFor(says('tried', { count: 8 })),
    ],
    ['none: there may be some', {}, 'unknown', lookFor(says('tried', { count: 8 }))],
    [
      'names without an answer were not tried',
      { default: 'servfail', s1: 'servfail' },
      'unknown',
      lookFor(says('tried', { count: 6 })),
    ],
  ])('%s', async (_, zone, state, body) => {
    expect(await stepOf({ ...BELOW, ...zone })).toEqual({
      name: 'dkim-key',
      phase: 'senders',
      state,
      title: WORDS.say('dkim.guide.key.title'),
      body,
    });
  });

  it('the zone says that there is none: one is needed, where mail is received', async () => {
    const none = { base: 'nxdomain', selectors: [], beside: null } as const;
    expect(await stepOf({}, none)).toMatchObject({
      state: 'needed',
      body: [says('none'), says('each'), ...MAKE],
    });
    expect(await stepOf({}, none, false)).toMatchObject({
      state: 'unknown',
      body: [says('noneSilent'), ...MAKE],
    });
  });

  it('the zone denies the names above one that is there: it is not none', async () => {
    expect(await stepOf({ default: [REVOKED] }, { base: 'nxdomain' })).toMatchObject({
      state: 'unknown',
      body: lookFor(says('onlyRevoked')),
    });
  });

  it('nothing could be looked up: nothing is proposed', async () => {
    const body = [says('unknown', { domain: DOMAIN })];
    const silent = { base: 'unavailable', asked: ['default'] } as const;
    expect(await stepOf({ ...BELOW, default: 'servfail' }, silent)).toMatchObject({ state: 'unknown', body });
    expect(await stepOf({}, { ...silent, asked: [] })).toMatchObject({ state: 'unknown', body });
    // One name that answered was tried; and where the name above them answered, so was all that was asked.
    expect(await stepOf({}, silent)).toMatchObject({ body: lookFor(says('tried', { count: 1 })) });
    expect(await stepOf({ ...BELOW, default: 'servfail' }, { asked: ['default'] })).toMatchObject({
      body: lookFor(says('tried', { count: 0 })),
    });
  });
});
