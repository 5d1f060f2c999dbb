import { describe, expect, it } from 'vitest';
import {
  discoverDkim,
  discoverMore,
  isSleeping,
  type DkimDiscovery,
} from '../../../../lib/mechanisms/dkim/discover.ts';
import {
  likelySelectors,
  providerOf,
  suggestedSelectors,
} from '../../../../lib/mechanisms/dkim/providers.ts';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { absentOf, LOST } from '../../../support/asking.ts';
import { txtZone } from '../../../support/dkim.ts';

const ABOVE = '_domainkey.example.com';
const KEY = ['v=DKIM1; p=AAAA'];

async function discover(
  zone: Parameters<typeof txtZone>[0],
  ...servers: readonly string[]
): Promise<{ found: DkimDiscovery; asked: string[] }> {
  const dns = txtZone(zone);
  const found = await discoverDkim('example.com', Promise.resolve(servers), dns, 'random');
  return { found, asked: dns.asked.map((each) => each.replace(`.${ABOVE} TXT`, '').replace(' TXT', '')) };
}

describe('discoverDkim', () => {
  it('believes a zone that says there is nothing, and asks no more', async () => {
    const { found, asked } = await discover({}, 'mx.example.com');
    expect(found).toEqual({
      base: 'nxdomain',
      reason: null,
      beside: null,
      asked: [],
      selectors: [],
      ttlSeconds: 60,
    });
    expect(asked).toEqual([ABOVE]);
  });

  it('but asks the selectors of its provider all the same: some name servers say so wrongly', async () => {
    const { found, asked } = await discover({ [`fm2.${ABOVE}`]: KEY }, 'in1-smtp.messagingengine.com');
    expect(found).toMatchObject({ base: 'nxdomain', selectors: [{ selector: 'fm2', state: 'found' }] });
    expect(asked).toEqual([ABOVE, 'fm1', 'fm2', 'fm3']);
  });

  it('then asks three of them, and not all that a provider may have', async () => {
    const { asked } = await discover({}, 'mxext1.mailbox.org');
    expect(asked).toEqual([ABOVE, 'MBO0001', 'MBO0002', 'MBO0003']);
  });

  it.each<[why: string, base: number | null, selector: number | null, life: number | null]>([
    ['the answer for the name above all selectors', 30, 90, 30],
    ['the answer for a selector', 90, 30, 30],
    ['the one that was answered', null, 30, 30],
    ['nothing, where nothing was', null, null, null],
  ])('holds as long as %s', async (_, base, selector, life) => {
    const answerOf = (ttlSeconds: number | null) => (ttlSeconds === null ? LOST : absentOf({ ttlSeconds }));
    const lookUp = async (asked: string) => answerOf(asked === ABOVE ? base : selector);
    const found = await discoverDkim('example.com', Promise.resolve([]), lookUp as LookUp, 'random');
    expect(found.ttlSeconds).toBe(life);
  });

  it.each<[why: string, base: string, beside: string, zone: Parameters<typeof txtZone>[0]]>([
    ['an empty name above others', 'nodata', 'answered', { [ABOVE]: [] }],
    [
      'an alias that leads nowhere: the name itself exists',
      'open',
      'answered',
      { [ABOVE]: { alias: 'gone.example.net' } },
    ],
    [
      'an alias to a name without texts, as a wildcard makes it',
      'open',
      'answered',
      {
        [ABOVE]: { alias: 'www.example.com' },
        [`random.${ABOVE}`]: { alias: 'www.example.com' },
        'www.example.com': [],
      },
    ],
    [
      'what a wildcard of another type answers for any name',
      'open',
      'answered',
      { [ABOVE]: [], [`random.${ABOVE}`]: [] },
    ],
    ['not known whether for any', 'open', 'unavailable', { [ABOVE]: [], [`random.${ABOVE}`]: 'servfail' }],
    ['a wildcard below it', 'nodata', 'answered', { [ABOVE]: [], [`random.${ABOVE}`]: KEY }],
    [
      'one that is an alias',
      'nodata',
      'answered',
      { [ABOVE]: [], [`random.${ABOVE}`]: { alias: 'gone.example.net' } },
    ],
    ['texts behind an alias', 'texts', 'answered', { [ABOVE]: { alias: 'x.example' }, 'x.example': ['o=~'] }],
  ])('at the name above all selectors, %s: %s', async (_, base, beside, zone) => {
    const { found } = await discover({ ...zone, [`default.${ABOVE}`]: KEY });
    expect(found).toMatchObject({ base, beside: { state: beside } });
    // Whatever it is, the selectors are asked.
    expect(found.selectors).toContainEqual(expect.objectContaining({ selector: 'default', texts: KEY }));
  });

  it('keeps no more of an old policy than is shown', async () => {
    const policy = `o=~; n=${'x'.repeat(400)}`;
    const { found } = await discover({ [ABOVE]: [policy] });
    expect(found.oldPolicy).toBe(policy.slice(0, 300));
  });

  it('asks at most ten questions, a random one among them', async () => {
    const { found, asked } = await discover({ [ABOVE]: [] }, 'aspmx.l.google.com', 'alt1.aspmx.l.google.com');
    expect(asked.toSorted()).toEqual(
      [ABOVE, 'random', 'google', 'selector1', 'selector2', 'default', 's1', 's2', 'k1', 'dkim'].toSorted(),
    );
    expect(found).toMatchObject({ base: 'nodata', beside: { state: 'answered', texts: [] }, selectors: [] });
    expect(found.asked.length).toBe(8);
  });

  it.each([
    ['o=~', 'o=~'],
    ['t=y; o=-; n=notes', 't=y; o=-; n=notes'],
    ['n=notes of some words;o=-', 'n=notes of some words;o=-'],
    ['t=y;   r=a@example.com;   o=!', 't=y;   r=a@example.com;   o=!'],
    ['t=; o=.', 't=; o=.'],
    ['o = ~ ; r=a@example.com', 'o = ~ ; r=a@example.com'],
    ['a key', undefined],
    ['v=spf1 -all', undefined],
    ['o=example', undefined],
    ['x=1 o=~', undefined],
  ])('at the name above all selectors, %j: the policy of DomainKeys %j', async (text, policy) => {
    const { found } = await discover({ [ABOVE]: ['something else', text] });
    expect([found.base, found.oldPolicy]).toEqual(['texts', policy]);
  });

  it('keeps what a wildcard answers beside what the selectors do', async () => {
    const revoked = ['v=DKIM1; p='];
    const { found } = await discover({
      [ABOVE]: revoked,
      [`random.${ABOVE}`]: revoked,
      [`s1.${ABOVE}`]: revoked,
    });
    expect(found).toMatchObject({
      base: 'texts',
      beside: { texts: revoked },
      selectors: [{ selector: 's1', texts: revoked }],
    });
  });

  it('keeps every hop, and names the provider by the last one', async () => {
    const { found } = await discover({
      [ABOVE]: [],
      [`s1.${ABOVE}`]: { alias: 's1.elsewhere.example' },
      's1.elsewhere.example': { alias: 's1.domainkey.u1.wl2.sendgrid.net' },
      's1.domainkey.u1.wl2.sendgrid.net': KEY,
    });
    expect(found.selectors).toEqual([
      {
        selector: 's1',
        name: `s1.${ABOVE}`,
        state: 'found',
        texts: KEY,
        aliases: ['s1.elsewhere.example', 's1.domainkey.u1.wl2.sendgrid.net'],
        provider: 'SendGrid',
        reason: null,
      },
    ]);
  });

  it('tells what could not be known from what is not there', async () => {
    const { found } = await discover({
      [ABOVE]: 'servfail',
      [`google.${ABOVE}`]: 'servfail',
      [`random.${ABOVE}`]: 'servfail',
    });
    expect(found).toMatchObject({
      base: 'unavailable',
      reason: 'servfail',
      beside: { state: 'unavailable' },
      selectors: [{ selector: 'google', state: 'unavailable', reason: 'servfail' }],
      ttlSeconds: 60,
    });
  });

  it('understands the second selector of Microsoft, which sleeps', async () => {
    const alias = (number: number) => `selector${number}-example-com._domainkey.example.onmicrosoft.com`;
    const zone = {
      [ABOVE]: [],
      [`selector1.${ABOVE}`]: { alias: alias(1) },
      [`selector2.${ABOVE}`]: { alias: alias(2) },
    };
    const { selectors } = (await discover({ ...zone, [alias(1)]: KEY })).found;
    expect(selectors.map(({ selector, state }) => [selector, state])).toEqual([
      ['selector1', 'found'],
      ['selector2', 'dangling'],
    ]);
    expect(selectors.map((each) => isSleeping(each, selectors))).toEqual([false, true]);
    const none = (await discover(zone)).found.selectors;
    expect(none.map((each) => isSleeping(each, none))).toEqual([false, false]);
    // A key of somebody else is none of Microsoft's.
    const others = (await discover({ ...zone, [`s1.${ABOVE}`]: KEY })).found.selectors;
    expect(others.map((each) => isSleeping(each, others))).toEqual([false, false, false]);
  });
});

describe('discoverMore', () => {
  const selector = (texts: string[]) => ({
    selector: 's1',
    name: '',
    state: 'found' as const,
    texts,
    aliases: [],
    provider: null,
    reason: null,
  });
  const known = (characters: number, ttlSeconds: number | null = null): DkimDiscovery => ({
    base: 'nodata',
    reason: null,
    beside: null,
    asked: ['s1'],
    selectors: [selector(['x'.repeat(characters / 2), 'x'.repeat(characters / 2)])],
    ttlSeconds,
  });
  const name = `s2.${ABOVE}`;
  const more = (before: DkimDiscovery, zone: Parameters<typeof txtZone>[0] = { [name]: ['x'] }) =>
    discoverMore('example.com', before, ['s2'], txtZone(zone));

  it('keeps 200,000 characters of what strangers publish, and what there is no room for is as if not asked', async () => {
    const room = 200_000 - name.length - 1;
    expect((await more(known(room - (room % 2)))).asked).toEqual(['s1', 's2']);
    expect((await more(known(room - (room % 2) + 2))).asked).toEqual(['s1']);
    const before = known(200_000);
    expect((await more({ ...before, selectors: [...before.selectors, ...before.selectors] })).asked).toEqual([
      's1',
    ]);
  });

  it.each<[why: string, before: number | null, life: number | null]>([
    ['what was known', 30, 30],
    ['what is new', 90, 60],
    ['what is new where nothing was known', null, 60],
  ])('holds as long as %s', async (_, before, life) => {
    expect((await more(known(2, before))).ttlSeconds).toBe(life);
  });

  it('holds for no time where nothing is known still', async () => {
    expect(await more(known(2), { [name]: 'servfail' })).toMatchObject({ asked: ['s1'], ttlSeconds: null });
  });
});

describe('providers', () => {
  it('are known by whole labels', () => {
    expect(suggestedSelectors(['example-com.mail.protection.outlook.com'])).toEqual([
      'selector1',
      'selector2',
    ]);
    expect(suggestedSelectors(['ASPMX.L.Google.com'])).toEqual(['google']);
    expect(suggestedSelectors(['notgoogle.com', 'google.com.example.net', 'mx.example.com'])).toEqual([]);
    expect(providerOf(['x.dkim.amazonses.com'])).toBe('Amazon SES');
    expect(providerOf(['dkim.amazonses.com.example.net'])).toBeNull();
    expect(providerOf([])).toBeNull();
  });

  it('come first, and no selector twice', () => {
    expect(likelySelectors(['mx.yandex.ru', 'aspmx.l.google.com'], 4)).toEqual([
      'mail',
      'google',
      'selector1',
      'selector2',
    ]);
    expect(new Set(likelySelectors([], 99)).size).toBe(likelySelectors([], 99).length);
  });
});
