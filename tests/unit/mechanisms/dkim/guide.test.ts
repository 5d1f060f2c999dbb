import { describe, expect, it } from 'vitest';
import { aliasesOf, DELEGATIONS } from '../../../../lib/mechanisms/dkim/guide-providers.ts';
import { dkimSteps } from '../../../../lib/mechanisms/dkim/guide.ts';
import type { MechanismStep, StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { EXAMPLE, host, mxOf } from '../../../support/assessments.ts';
import { ABOVE, guidedKeys, type KeyQuestion } from '../../../support/dkim-guided.ts';
import { ED25519, pkcs1Of, recordOf, recordOfKey } from '../../../support/dkim.ts';
import { recordsIn, statesOf, textsIn } from '../../../support/guided.ts';
import { NOW } from '../../../support/time.ts';
import { bare, WORDS } from '../../../support/words.ts';
import { rsaPair } from '../../../support/keys.ts';

const keyOf = (modulusLength: number) => recordOfKey(rsaPair(modulusLength).publicKey);
const SHORT = keyOf(1024);
const TOO_SHORT = keyOf(768);
const OTHER = keyOf(2048);
const ED = recordOfKey(ED25519.publicKey);
const KNOWN = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const PRIVATE = recordOf(rsaPair(1024).privateKey.export({ format: 'der', type: 'pkcs1' }));
const absent = (reason: 'null-mx' | 'nxdomain') =>
  ({ state: 'absent', reason, authentic: false, ttlSeconds: 1, nullPreferences: [] }) as const;
const NULL_MX = { mx: absent('null-mx') } as const;
const REVOKED = 'v=DKIM1; p=';

const flat = (step: MechanismStep | undefined) => textsIn(step, true);
const saidIn = (step: MechanismStep | undefined) =>
  flat(step)
    .flatMap((text) =>
      text.kind === 'sentence' ? text.text : text.kind === 'copy' ? `${text.what} ${text.text}` : [],
    )
    .map(bare)
    .join('\n');
const conditionsIn = (step: MechanismStep | undefined) =>
  (step?.body ?? []).flatMap((text) => (text.kind === 'case' ? bare(text.condition) : []));
const at = (steps: readonly MechanismStep[], name: string) =>
  steps.find((step) => step.name === `dkim-${name}`);
const valuesIn = (step: MechanismStep | undefined, isInCases = false) =>
  recordsIn(step, isInCases).map(({ ownerName, value, replaces }) => [ownerName, value, replaces]);

describe('the steps for', () => {
  it.each<[what: string, question: KeyQuestion, states: Readonly<Record<string, string>>]>([
    [
      'a sound key are done, but for what nobody can see',
      { zone: { default: [GOOD_DKIM] } },
      { record: 'done', key: 'done', roll: 'unknown', verify: 'done' },
    ],
    [
      'keys of a provider are done',
      { zone: { s1: { alias: 'a.sendgrid.net' }, 'a.sendgrid.net': [GOOD_DKIM] } },
      { record: 'done', key: 'done', roll: 'done', verify: 'done' },
    ],
    [
      'the two aliases of Microsoft, of which one sleeps, are done',
      {
        zone: {
          selector1: { alias: 'x.onmicrosoft.com' },
          'x.onmicrosoft.com': [GOOD_DKIM],
          selector2: { alias: 'y.onmicrosoft.com' },
        },
      },
      { record: 'done', key: 'done', roll: 'done', verify: 'done' },
    ],
    ['no key at all ask for one', { zone: {} }, { key: 'needed', verify: 'needed' }],
    [
      'no key and no mail ask for nothing',
      { zone: {}, ...NULL_MX, spf: 'v=spf1 mx -all' },
      { key: 'unknown', verify: 'unknown' },
    ],
    [
      'a key that was not found ask for a look',
      { zone: { 'a7-2026': [GOOD_DKIM] } },
      { key: 'unknown', verify: 'unknown' },
    ],
    [
      'only revoked keys ask for a look',
      { zone: { default: [REVOKED] } },
      { record: 'done', key: 'unknown', verify: 'unknown' },
    ],
    [
      'look-ups that fail are not known',
      { zone: { [ABOVE]: 'servfail', [`*.${ABOVE}`]: 'servfail' } },
      { record: 'unknown', key: 'unknown', verify: 'unknown' },
    ],
    [
      'a short key change it',
      { zone: { default: [SHORT] } },
      { record: 'done', key: 'needed', verify: 'needed' },
    ],
    [
      'a key that is too short change it',
      { zone: { default: [TOO_SHORT] } },
      { record: 'done', key: 'needed', verify: 'needed' },
    ],
    [
      'Ed25519 alone ask for RSA',
      { zone: { default: [ED] } },
      { record: 'done', key: 'needed', verify: 'needed' },
    ],
    [
      'Ed25519 beside RSA are done',
      { zone: { default: [ED], dkim: [GOOD_DKIM] } },
      { record: 'done', key: 'done', roll: 'unknown', verify: 'done' },
    ],
    [
      'a broken record mend it',
      { zone: { default: [`"${GOOD_DKIM}"`] } },
      { record: 'needed', key: 'unknown', verify: 'needed' },
    ],
    [
      'a test end it',
      { zone: { default: [`${GOOD_DKIM}; t=y`] } },
      { record: 'needed', key: 'done', roll: 'unknown', verify: 'needed' },
    ],
    [
      'an alias that leads nowhere ask about it',
      { zone: { default: [GOOD_DKIM], s1: { alias: 'gone.example' } } },
      { record: 'needed', key: 'done', roll: 'unknown', verify: 'needed' },
    ],
    [
      'a wildcard with a key give every selector its own',
      { zone: { '*': [GOOD_DKIM] } },
      { record: 'needed', key: 'done', verify: 'needed' },
    ],
    [
      'a name server that denies the names above ask for another answer',
      { zone: { [ABOVE]: 'nxdomain', zmail: [GOOD_DKIM] }, mx: mxOf(host('mx.zoho.com')) },
      { record: 'needed', key: 'done', roll: 'unknown', verify: 'done' },
    ],
    [
      'a key that others have take it out of use',
      { zone: { default: [KNOWN] } },
      { forged: 'needed', verify: 'needed' },
    ],
    [
      'a domain without mail revoke everything',
      { zone: {}, ...NULL_MX },
      { parked: 'needed', verify: 'needed' },
    ],
    [
      'a domain that lets nobody send revoke everything',
      { zone: {}, spf: 'v=spf1 -all' },
      { parked: 'needed', verify: 'needed' },
    ],
    [
      'a domain where everything is revoked are done',
      { zone: { '*': [REVOKED] }, spf: 'v=spf1 -all' },
      { parked: 'done', verify: 'done' },
    ],
    [
      'a domain without mail that has a key are those of a sender',
      { zone: { default: [GOOD_DKIM] }, ...NULL_MX },
      { record: 'done', key: 'done', roll: 'unknown', verify: 'done' },
    ],
    [
      'a domain without mail whose SPF names a sender are those of a sender',
      { zone: {}, ...NULL_MX, spf: 'v=spf1 ip4:192.0.2.1 -all' },
      { key: 'unknown', verify: 'unknown' },
    ],
    [
      'a domain without mail whose SPF is not known are those of a sender',
      { zone: {}, ...NULL_MX, isSpfUnknown: true },
      { key: 'unknown', verify: 'unknown' },
    ],
    [
      'a domain without mail that has an alias to a key are those of a sender',
      { zone: { s1: { alias: 'gone.example' } }, spf: 'v=spf1 -all' },
      { record: 'needed', key: 'unknown', verify: 'needed' },
    ],
  ])('%s', async (_, question, states) => {
    const { steps } = await guidedKeys(question);
    expect(statesOf(steps)).toEqual(states);
  });

  it('what is not known yet, and a domain that does not exist, are none', async () => {
    const context = {
      policyDomain: EXAMPLE,
      registrableOf: () => null,
      now: NOW,
      say: WORDS.say,
      answers: {},
    };
    expect(dkimSteps({ dkim: { state: 'pending' }, mx: { state: 'pending' } }, context)).toEqual([]);
    const { steps } = await guidedKeys({ zone: {}, mx: absent('nxdomain') });
    expect(steps).toEqual([]);
  });
});

describe('a record with one right answer', () => {
  const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
  it.each<[what: string, texts: readonly string[], value: string]>([
    ['quotes', [`"${GOOD_DKIM}"`], GOOD_DKIM],
    ['backslashes', [GOOD_DKIM.replaceAll(';', String.raw`\;`)], GOOD_DKIM],
    ['the case of the version', [GOOD_DKIM.replace('DKIM1', 'dkim1')], GOOD_DKIM],
    ['a version that is not first', [`k=rsa; v=DKIM1; p=${P}`], GOOD_DKIM],
    ['a stray character', [`${GOOD_DKIM}.`], GOOD_DKIM],
    ['SHA-1 alone', [`v=DKIM1; h=sha1; p=${P}`], `v=DKIM1; p=${P}`],
    ['the same key twice', [GOOD_DKIM, GOOD_DKIM], GOOD_DKIM],
    ['a key beside one that nobody can read', [GOOD_DKIM, GOOD_DKIM.slice(0, 255)], GOOD_DKIM],
    ['a private key', [PRIVATE], REVOKED],
    ['a private key beside a sound one', [GOOD_DKIM, PRIVATE], GOOD_DKIM],
  ])('%s: it is proposed in the place of what is there', async (_, texts, value) => {
    const { steps } = await guidedKeys({ zone: { default: texts } });
    const open = steps.filter(({ state }) => state === 'needed');
    expect(open.flatMap((step) => valuesIn(step))).toEqual([[`default.${ABOVE}`, value, texts]]);
  });

  it.each<[what: string, texts: readonly string[], said: string]>([
    ['a key that is cut off', [GOOD_DKIM.slice(0, 255)], 'is cut off'],
    ['a key with a wrong letter', [GOOD_DKIM.replace('9w0B', '9*0B')], 'Copy it again'],
    ['a key for another service', [`${GOOD_DKIM}; s=x`], 'if something else is signed with it'],
    ['an empty key with a key behind it', [`v=DKIM1; k=rsa; p=; ${P}`], 'Copy it again'],
    ...['p=""', 'p="', 'p:', 'p=\\', 'P=', 'k=rsa p='].map((p): [string, string[], string] => [
      `${p}, which would be a revoked key`,
      [`v=DKIM1; ${p}`],
      'Copy it again',
    ]),
    ['a written-out line end', [`${GOOD_DKIM}\\n`], 'Copy it again'],
    ['two keys', [GOOD_DKIM, OTHER], 'There are 2 keys'],
    ['a key and its revocation', [GOOD_DKIM, REVOKED], 'There are 2 keys'],
  ])('is not there for %s', async (_, texts, said) => {
    const { steps } = await guidedKeys({ zone: { default: texts } });
    expect(steps.flatMap((step) => recordsIn(step))).toEqual([]);
    expect(saidIn(at(steps, 'record'))).toContain(said);
  });

  it('is the owner’s behind an alias', async () => {
    const zone = { s1: { alias: 'k.provider.example' }, 'k.provider.example': [`"${GOOD_DKIM}"`] };
    const { steps } = await guidedKeys({ zone });
    expect(steps.flatMap((step) => recordsIn(step, true))).toEqual([]);
    expect(saidIn(at(steps, 'record'))).toContain(
      'It is published at k.provider.example: its owner must repair it',
    );
  });

  it('keeps other flags where a test ends, behind a condition', async () => {
    for (const [t, value] of [
      ['; t=y:s', '; t=s'],
      ['; t=y', ''],
      ['; t=S : Y', '; t=S'],
    ] as const) {
      const { steps } = await guidedKeys({ zone: { default: [GOOD_DKIM + t] } });
      expect(recordsIn(at(steps, 'record'))).toEqual([]);
      expect(valuesIn(at(steps, 'record'), true)).toEqual([
        [`default.${ABOVE}`, GOOD_DKIM + value, [GOOD_DKIM + t]],
      ]);
    }
  });
});

describe('a key that others have', () => {
  it('is urgent: a new one first, and then the old one is revoked, behind the condition that nothing is signed with it', async () => {
    const { steps } = await guidedKeys({ zone: { default: [KNOWN] } });
    const step = at(steps, 'forged');
    expect(step).toMatchObject({ isUrgent: true, isNext: true });
    expect(recordsIn(step)).toEqual([]);
    expect(conditionsIn(step)).toEqual([
      'A server of your own sends',
      'Another provider sends',
      'New messages have another name than default after `s=` in their `DKIM-Signature`',
    ]);
    expect(valuesIn(step, true)).toEqual([[`default.${ABOVE}`, REVOKED, [KNOWN]]]);
    expect(saidIn(step)).toContain('Do not wait');
    // The name of the old key is not used again.
    expect(saidIn(step)).toContain('selector dkim');
  });

  it('is revoked at once where nobody could verify anything by it', async () => {
    const { steps } = await guidedKeys({ zone: { default: [PRIVATE], dkim: [GOOD_DKIM] } });
    expect(valuesIn(at(steps, 'forged'))).toEqual([[`default.${ABOVE}`, REVOKED, [PRIVATE]]]);
    expect(saidIn(at(steps, 'forged'))).toContain('Its key pair must not be used any more');
  });

  it('never takes a sound key beside it along', async () => {
    const { steps } = await guidedKeys({ zone: { default: [KNOWN, GOOD_DKIM] } });
    expect(recordsIn(at(steps, 'forged'))).toEqual([]);
    expect(valuesIn(at(steps, 'forged'), true)).toEqual([
      [`default.${ABOVE}`, GOOD_DKIM, [KNOWN, GOOD_DKIM]],
    ]);
  });

  it('is changed by whoever publishes it behind an alias', async () => {
    const zone = { s1: { alias: 'k.provider.example' }, 'k.provider.example': [KNOWN] };
    const { steps } = await guidedKeys({ zone });
    expect(saidIn(at(steps, 'forged'))).toContain('published at k.provider.example. Ask its owner');
    expect(valuesIn(at(steps, 'forged'), true)).toEqual([]);
  });
});

describe('a weak key', () => {
  it('goes last, behind a condition, and its dates leave mail in transit a week', async () => {
    const { steps } = await guidedKeys({ zone: { default: [SHORT] } });
    const step = at(steps, 'key');
    expect(recordsIn(step)).toEqual([]);
    expect(valuesIn(step, true)).toEqual([[`default.${ABOVE}`, REVOKED, [SHORT]]]);
    const [dates] = textsIn(step).flatMap((text) => (text.kind === 'dates' ? [text.dates] : []));
    expect(dates?.events.map(({ code, at: when }) => [code, (when - NOW) / 86_400_000])).toEqual([
      ['publish', 0],
      ['sign', 1],
      ['revoke', 8],
    ]);
    expect(dates?.events[0]?.what).toBe('Publish the new key under the selector dkim');
  });

  it('is changed by whoever publishes it behind an alias', async () => {
    const zone = { s1: { alias: 'k.provider.example' }, 'k.provider.example': [SHORT] };
    const { steps } = await guidedKeys({ zone });
    expect(valuesIn(at(steps, 'key'), true)).toEqual([]);
    expect(saidIn(at(steps, 'key'))).toContain('Ask its owner for a key of 2048 bits');
  });
});

describe('a wildcard with a key', () => {
  it('goes last: each selector that a person names gets the key first', async () => {
    const zone = { '*': [GOOD_DKIM] };
    const answers = { 'dkim-selectors': [' S1 ', 'not one', 's1', 'a.b'] };
    const { steps } = await guidedKeys({ zone, answers });
    const step = at(steps, 'record');
    expect(valuesIn(step)).toEqual([
      [`s1.${ABOVE}`, GOOD_DKIM, []],
      [`a.b.${ABOVE}`, GOOD_DKIM, []],
    ]);
    const questions = textsIn(step).flatMap((text) => (text.kind === 'question' ? text.question : []));
    expect(questions.map(({ fault }) => bare(fault ?? ''))).toEqual(['This cannot be a selector: not one']);
    expect(saidIn(step)).toContain(`Delete this wildcard *.${ABOVE}. IN TXT "v=DKIM1;`);
  });
});

describe('a key that is made', () => {
  const words = (steps: readonly MechanismStep[]) => saidIn(at(steps, 'key'));

  it('is that of the providers that mail servers and SPF name, first of all', async () => {
    const mx = mxOf(host('in1-smtp.messagingengine.com'));
    const { steps } = await guidedKeys({ zone: {}, mx, spf: 'v=spf1 include:_spf.google.com ~all' });
    expect(conditionsIn(at(steps, 'key'))).toEqual([
      'Fastmail sends for the domain',
      'Google sends for the domain',
      'A server of your own sends',
      'Another provider sends',
    ]);
    expect(words(steps)).toContain(`fm1.${ABOVE}. IN CNAME fm1.example.com.dkim.fmhosted.com.`);
    expect(words(steps)).toContain(`google.${ABOVE}. IN TXT <value from Google>`);
  });

  it('never takes the place of what stands at its selector', async () => {
    const { steps } = await guidedKeys({
      zone: { google: [SHORT], fm1: { alias: 'fm1.example.com.dkim.fmhosted.com' } },
    });
    const all = words(steps);
    expect(all).not.toContain(`google.${ABOVE}. IN TXT`);
    expect(all).toContain(`Something stands at google.${ABOVE} already`);
  });

  it.each([
    ['where names below are known', {}],
    ['where the server denies them', { [ABOVE]: 'nxdomain' } as const],
  ])('whatever the case in which a person wrote the selector (RFC 4343): %s', async (_, denied) => {
    const zone = { ...denied, google: [SHORT], default: [SHORT] };
    const { steps } = await guidedKeys({ zone, added: ['GOOGLE', 'Default'] });
    const all = words(steps);
    expect(all).not.toContain(`google.${ABOVE}. IN TXT`);
    expect(all).toContain(`Something stands at GOOGLE.${ABOVE} already`);
    expect(bare(all)).not.toContain('sign with selector default');
  });

  it('says where it does not know what stands at a name, and never that it is there', async () => {
    const mx = mxOf(host('in1-smtp.messagingengine.com'));
    const unknown = 'If something stands at one already, keep it';
    const nested = (texts: readonly StepText[]): readonly StepText[] =>
      texts.flatMap((each) => (each.kind === 'case' ? [each, ...nested(each.body)] : [each]));
    const fastmail = async (zone: KeyQuestion['zone']) => {
      const { steps } = await guidedKeys({ zone, mx });
      const kept = nested(at(steps, 'key')?.body ?? []).find(
        (each) => each.kind === 'case' && bare(each.condition).startsWith('Fastmail'),
      );
      return JSON.stringify(kept);
    };
    // All three are asked, and nothing is there.
    expect(await fastmail({})).not.toContain(unknown);
    const silent = await fastmail({ fm1: 'servfail', fm2: 'servfail', fm3: 'servfail' });
    expect(silent).toContain(unknown);
    expect(silent).not.toContain('are there already');
    expect(silent).not.toContain('IN CNAME');
    // The names of others are not asked.
    const { steps } = await guidedKeys({ zone: { [ABOVE]: [] } });
    expect(words(steps)).toContain(unknown);
  });

  it.each(DELEGATIONS.map((each) => [each.name, each] as const))(
    'at %s has no value that only the provider knows',
    (_, delegation) => {
      const aliases = aliasesOf(delegation, 'example.com');
      expect(aliases.length > 0).toBe(delegation.made === undefined);
      for (const [selector, target] of aliases) {
        expect(selector).toMatch(/^[\w-]+$/);
        expect(target).toMatch(/^[\w.-]+\.[a-z]+$/);
        expect(target).not.toMatch(/[*{}<>]/);
      }
    },
  );

  it('is asked for nowhere where none was found, but behind what a message says', async () => {
    const { steps } = await guidedKeys({ zone: { 'a7-2026': [GOOD_DKIM] } });
    const open = textsIn(at(steps, 'key')) as StepText[];
    expect(open.map(({ kind }) => kind)).toEqual(['sentence', 'sentence', 'copy']);
    expect(conditionsIn(at(steps, 'key'))).toEqual([
      'The messages have no signature with example.com after `d=`',
    ]);
    expect(words(steps)).toContain('there may be one');
    expect(words(steps)).toContain(`dig +short SELECTOR.${ABOVE} TXT`);
  });
});

describe('a record', () => {
  it('of a key in the older form is done too', async () => {
    const { steps } = await guidedKeys({ zone: { default: [recordOf(pkcs1Of((1n << 2047n) + 12_345n))] } });
    expect(at(steps, 'record')?.state).toBe('done');
  });
});
