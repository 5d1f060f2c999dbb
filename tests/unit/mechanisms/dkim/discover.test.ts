import { describe, expect, it } from 'vitest';
import { discoverDkim, isSleeping, type DkimDiscovery } from '../../../../lib/mechanisms/dkim/discover.ts';
import {
  likelySelectors,
  providerOf,
  suggestedSelectors,
} from '../../../../lib/mechanisms/dkim/providers.ts';
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
