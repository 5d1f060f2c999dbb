import { describe, expect, it } from 'vitest';
import type { DkimFacts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { guidedNames } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import {
  ed25519Case,
  freeSelector,
  makeTexts,
  rollDates,
} from '../../../../lib/mechanisms/dkim/guide-make.ts';
import { DELEGATIONS } from '../../../../lib/mechanisms/dkim/guide-providers.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { name } from '../../../support/assessments.ts';
import { ABOVE, DOMAIN, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { DAY_MS, NOW } from '../../../support/time.ts';
import { bare, WORDS } from '../../../support/words.ts';

const CONTEXT = { policyDomain: name(DOMAIN), registrableOf, now: NOW, say: WORDS.say, answers: {} };

const factsOf = async (zone: KeyZone, added: readonly string[] = []): Promise<DkimFacts> => {
  const { dkim } = (await guidedKeys({ zone, added })).parts;
  if (dkim.state === 'pending') throw new Error('Nothing was gathered.');
  return dkim;
};

describe('a selector that nothing stands at', () => {
  it.each<[why: string, zone: KeyZone, places: readonly string[]]>([
    ['names below are known: of those that were asked', {}, ['default', 'dkim']],
    ['a key takes the first', { default: [GOOD_DKIM] }, ['dkim', 's1']],
    ['a text that is no key takes it too', { default: ['hello'] }, ['dkim', 's1']],
    ['so does an alias that leads nowhere', { default: { alias: 'gone.example' } }, ['dkim', 's1']],
    ['and a name that gave no answer', { default: 'servfail' }, ['dkim', 's1']],
  ])('%s', async (_, zone, places) => {
    const facts = await factsOf({ [ABOVE]: [], ...zone });
    expect([freeSelector(facts, NOW), freeSelector(facts, NOW, 1)]).toEqual(places);
  });

  it('is one that a person asked for, in whatever case (RFC 4343), and that is free', async () => {
    const facts = { ...(await factsOf({ [ABOVE]: [] })), asked: ['MAIL', 'K1'] };
    expect([freeSelector(facts, NOW), freeSelector(facts, NOW, 1)]).toEqual(['mail', 'k1']);
  });

  it('is named by the month where no other is left, and differs by its place', async () => {
    const facts = { ...(await factsOf({ [ABOVE]: [] })), asked: ['k1'] };
    expect([0, 1, 2].map((place) => freeSelector(facts, NOW, place))).toEqual(['k1', 'k202606b', 'k202606']);
    expect(freeSelector({ ...facts, asked: [] }, NOW)).toBe('k202606a');
  });

  it('may be any where nothing can be below the name', async () => {
    const facts = { ...(await factsOf({})), base: 'nxdomain' as const, asked: [] };
    expect([0, 1, 2, 3, 4, 5].map((place) => freeSelector(facts, NOW, place))).toEqual([
      'default',
      'dkim',
      's1',
      's2',
      'mail',
      'k1',
    ]);
  });
});

type Lines = readonly (string | readonly [string, readonly string[]])[];

/** What texts say: sentences, what is copied behind a bar, and what stands behind a condition. */
function linesOf(texts: readonly StepText[]): Lines {
  return texts.map((text): Lines[number] => {
    if (text.kind === 'sentence') return bare(text.text);
    if (text.kind === 'copy') return `${bare(text.what)} | ${text.text}`;
    if (text.kind === 'case') return [bare(text.condition), linesOf(text.body) as readonly string[]];
    throw new Error(`There is a ${text.kind}.`);
  });
}

const said = (key: string, parameters: Readonly<Record<string, string>> = {}) =>
  bare(WORDS.say(`dkim.guide.make.${key}` as Parameters<typeof WORDS.say>[0], parameters));

describe('how a key is made', () => {
  const makeFor = async (providers: readonly string[], zone: KeyZone, added: readonly string[] = []) => {
    const dkim = await factsOf(zone, added);
    const senders = DELEGATIONS.filter(({ name: each }) => providers.includes(each));
    return linesOf(makeTexts(senders, dkim, guidedNames(dkim, DOMAIN), 'dkim', CONTEXT));
  };
  const ownOf = async (provider: string, zone: KeyZone, added: readonly string[] = []) => {
    const [first] = await makeFor([provider], zone, added);
    if (typeof first === 'string' || !first) throw new Error('There is no condition.');
    expect(first[0]).toBe(said('provider', { provider }));
    return first[1];
  };

  it('has the senders first, then a server of one\u2019s own, and all others behind one condition', async () => {
    const lines = await makeFor(['Google', 'Fastmail'], {});
    const conditions = lines.map((line) => (typeof line === 'string' ? line : line[0]));
    expect(conditions).toEqual([
      said('provider', { provider: 'Fastmail' }),
      said('provider', { provider: 'Google' }),
      said('ownCase'),
      said('otherCase'),
    ]);
    const [, , own, other] = lines;
    expect(own?.[1]).toEqual([
      said('own'),
      expect.stringContaining(`${said('ownCommand')} | `),
      said('ownPanel'),
      said('ownSign', { selector: 'dkim' }),
    ]);
    expect(own?.[1]?.[1]).toContain('dkim');
    const [first, ...others] = (other?.[1] ?? []) as Lines;
    expect(first).toBe(said('other'));
    expect(others.map((each) => each[0])).toEqual(
      DELEGATIONS.flatMap(({ name: provider }) =>
        ['Google', 'Fastmail'].includes(provider) ? [] : said('provider', { provider }),
      ),
    );
  });

  const line = (selector: string, data: string) => `${selector}.${ABOVE}. IN ${data}`;
  const of = (provider: string) => ({ provider });
  const records = (provider: string, ...lines: readonly string[]) =>
    `${said('aliasesWhat', of(provider))} | ${lines.join('\n')}`;
  const ZOHO = of('Zoho Mail');
  const GAP = '<value from Proton Mail>';
  const fm = (place: number) => line(`fm${place}`, `CNAME fm${place}.example.com.dkim.fmhosted.com.`);
  /** These selectors were asked, and nothing stands there. */
  const FM = ['fm1', 'fm2', 'fm3'];

  it.each<[why: string, provider: string, zone: KeyZone, added: readonly string[], lines: readonly string[]]>(
    [
      [
        'aliases that are the same for all of its customers',
        'Fastmail',
        {},
        FM,
        [said('aliases', of('Fastmail')), records('Fastmail', fm(1), fm(2), fm(3))],
      ],
      [
        'names that were not asked: something may be there',
        'Fastmail',
        { [ABOVE]: [] },
        ['fm1', 'fm2'],
        [
          said('aliases', of('Fastmail')),
          said('unknown', of('Fastmail')),
          records('Fastmail', fm(1), fm(2), fm(3)),
        ],
      ],
      [
        'one that gave no answer: it is not proposed',
        'Fastmail',
        { [ABOVE]: [], fm2: 'servfail' },
        FM,
        [said('aliases', of('Fastmail')), said('unknown', of('Fastmail')), records('Fastmail', fm(1), fm(3))],
      ],
      [
        'a key of one\u2019s own at one: it stays, in whatever case it was asked',
        'Fastmail',
        { [ABOVE]: [], FM1: [GOOD_DKIM] },
        ['FM1', 'fm2', 'fm3'],
        [
          said('aliases', of('Fastmail')),
          said('taken', { names: `FM1.${ABOVE}`, provider: 'Fastmail' }),
          records('Fastmail', fm(2), fm(3)),
        ],
      ],
      [
        'keys at all: nothing is left to publish',
        'Fastmail',
        { [ABOVE]: [], fm1: [GOOD_DKIM], fm2: [GOOD_DKIM], fm3: ['v=DKIM1; p='] },
        FM,
        [
          said('aliases', of('Fastmail')),
          said('taken', { names: FM.map((each) => `${each}.${ABOVE}`).join(', '), provider: 'Fastmail' }),
        ],
      ],
      [
        'aliases at all: they are there already',
        'Fastmail',
        Object.fromEntries(FM.map((each) => [each, { alias: `${each}.example.com.dkim.fmhosted.com` }])),
        FM,
        [said('there', of('Fastmail'))],
      ],
      [
        'an alias at one',
        'Fastmail',
        { [ABOVE]: [], fm1: { alias: 'fm1.example.com.dkim.fmhosted.com' } },
        FM,
        [said('aliases', of('Fastmail')), records('Fastmail', fm(2), fm(3))],
      ],
      [
        'values that only the provider knows, at selectors that are always the same',
        'Proton Mail',
        { [ABOVE]: [] },
        ['protonmail', 'protonmail2', 'protonmail3'],
        [
          said('made', of('Proton Mail')),
          records(
            'Proton Mail',
            ...['protonmail', 'protonmail2', 'protonmail3'].map((each) => line(each, `CNAME ${GAP}`)),
          ),
        ],
      ],
      [
        'a TXT: there may be a choice of bits',
        'Google',
        { [ABOVE]: [] },
        ['google'],
        [
          said('made', of('Google')),
          records('Google', line('google', 'TXT <value from Google>')),
          said('bits', of('Google')),
        ],
      ],
      [
        'nothing that is known before: not even the type of the record',
        'Zoho Mail',
        { [ABOVE]: [] },
        [],
        [said('made', ZOHO), said('bits', ZOHO)],
      ],
      [
        'aliases of names that only the provider knows: no choice of bits is the customer\u2019s',
        'OVHcloud',
        { [ABOVE]: [] },
        [],
        [said('made', of('OVHcloud'))],
      ],
    ],
  )('%s', async (_, provider, zone, added, lines) => {
    expect(await ownOf(provider, zone, added)).toEqual(lines);
  });

  it('knows all names where nothing can be below', async () => {
    const dkim = { ...(await factsOf({})), base: 'nxdomain' as const, asked: [] };
    const senders = DELEGATIONS.filter(({ name: each }) => each === 'Fastmail');
    const [first] = linesOf(makeTexts(senders, dkim, [], 'dkim', CONTEXT));
    expect(first?.[1]).toEqual([said('aliases', of('Fastmail')), records('Fastmail', fm(1), fm(2), fm(3))]);
  });
});

describe('a second key', () => {
  it('is made with its own selector, where the server can sign twice', () => {
    const [condition, lines] = linesOf([ed25519Case('k9', CONTEXT)])[0] as [string, readonly string[]];
    expect(condition).toBe(bare(WORDS.say('dkim.guide.roll.ed25519Case')));
    expect(lines[0]).toBe(bare(WORDS.say('dkim.guide.roll.ed25519')));
    expect(lines[1]).toContain(`${bare(WORDS.say('dkim.guide.roll.ed25519Command'))} | `);
    expect(lines[1]).toContain('k9');
    expect(lines).toHaveLength(2);
  });
});

describe('when keys are changed', () => {
  it.each<[why: string, now: number, start: number]>([
    ['on the minute', NOW, NOW],
    ['between two: from the next one', NOW + 1, NOW + 60_000],
  ])('%s', (_, now, start) => {
    const text = rollDates('k1', { ...CONTEXT, now });
    if (text.kind !== 'dates') throw new Error('There are no dates.');
    const { kind, title, events } = text.dates;
    expect([kind, bare(title)]).toEqual(['dkim-roll', 'DKIM keys of example.com']);
    expect(events.map(({ code, at }) => [code, (at - start) / DAY_MS])).toEqual([
      ['publish', 0],
      ['sign', 1],
      ['revoke', 8],
    ]);
    for (const { code, what, why } of events) {
      // A calendar shows it as it is, without the marks of its values.
      expect(what, code).toBe(bare(WORDS.say(`dkim.guide.plan.${code as 'sign'}.what`, { selector: 'k1' })));
      expect(why, code).toBe(WORDS.say(`dkim.guide.plan.${code as 'sign'}.why`));
    }
  });
});
