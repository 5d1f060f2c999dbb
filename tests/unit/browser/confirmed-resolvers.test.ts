import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { ANY_SELECTOR, HEALTHY, POLICY, POLICY_URL, VALIDATING } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, file } from '../../support/network.ts';

/** A browser in which every host may be read: what keeps a resolver from being asked is that nobody confirmed it on this device. */
const browser = fakeBrowser();
const { answer, forget, isKnown } = await import('../../../lib/browser/assessor.ts');
const { confirmResolver, readConfirmed } = await import('../../../lib/browser/confirmed-resolvers.ts');
const { changeSettings, confirmEarlierResolver, readSettings } =
  await import('../../../lib/browser/settings.ts');
const { parseCustomResolver } = await import('../../../lib/dns/resolver.ts');

const OWN = 'https://dns.example.net/q';
const QUAD9 = 'https://dns.quad9.net/dns-query';
const resolverOf = (url: string) => ({ resolver: url === QUAD9 ? { id: 'quad9' } : { id: 'custom', url } });
const REQUEST = { domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false };
const known = (domain: string = EXAMPLE) => browser.stored.session[`assessment:${domain}`] as Assessment;
const headline = (domain?: string) => standingOf(known(domain), Date.now()).headline;

/** A network in which this resolver answers, for example.com or another name. */
function network(resolverUrl: string, domain = 'example.com') {
  const dns = Object.fromEntries(
    Object.entries({ ...HEALTHY, ...ANY_SELECTOR }).map(([question, each]) => [
      question.replaceAll('example.com', domain),
      each,
    ]),
  );
  const url = POLICY_URL.replaceAll('example.com', domain);
  const prepared = fakeNetwork({
    dns: { ...dns, ...VALIDATING },
    files: { [url]: file(POLICY) },
    resolverUrl,
  });
  vi.stubGlobal('fetch', prepared.fetch);
  return prepared;
}

beforeEach(() => browser.reset());

describe('a resolver that arrives by sync', () => {
  it.each([OWN, QUAD9])('is not asked, even where all hosts are allowed: %s', async (url) => {
    const { sent } = network(url);
    browser.stored.sync['settings'] = resolverOf(url);
    await answer(REQUEST);
    expect(sent).toEqual([]);
    expect(headline()).toBe('unknown-resolver');
    // Nor is it asked over and over what is known: that it may not be.
    expect(await isKnown(EXAMPLE, await readSettings(), ['transit'])).toBe(true);
  });

  it('lets no name of an unknown ending be asked', async () => {
    const { sent } = network(OWN, 'intranet.internal');
    browser.stored.sync['settings'] = resolverOf(OWN);
    await answer({ ...REQUEST, domain: 'intranet.internal' });
    expect(sent).toEqual([]);
    expect(headline('intranet.internal')).toBe('unknown-resolver');
  });

  it.each([false, true])(
    'is asked once it was confirmed here; in a private window: %s',
    async (isPrivate) => {
      const { questions } = network(OWN);
      browser.stored.sync['settings'] = resolverOf(OWN);
      await answer(REQUEST);
      await confirmResolver(OWN, isPrivate);
      await answer(REQUEST);
      expect(questions()).toContain('example.com MX');
      expect(headline()).toBe('enforced');
      expect('confirmedResolvers' in browser.stored.local).toBe(!isPrivate);
    },
  );

  it('is not confirmed by another that was, nor by another path or port of its host', async () => {
    const { sent } = network(OWN);
    await confirmResolver('https://dns.example.net/other', false);
    await confirmResolver('https://dns.example.net:8443/q', false);
    await confirmResolver(QUAD9, false);
    browser.stored.sync['settings'] = resolverOf(OWN);
    await answer(REQUEST);
    expect(sent).toEqual([]);
  });

  it('that was forgotten wants to be confirmed again', async () => {
    const { sent } = network(OWN);
    await changeSettings({ resolver: parseCustomResolver(OWN)! });
    expect((await readSettings()).isResolverConfirmed).toBe(true);
    await forget();
    expect(browser.stored.local).toEqual({});
    browser.stored.sync['settings'] = resolverOf(OWN);
    await answer(REQUEST);
    expect(sent).toEqual([]);
  });

  it('in another spelling is the one of the list, so that what holds for public resolvers holds', async () => {
    browser.stored.sync['settings'] = resolverOf('https://9.9.9.9/dns-query/');
    expect((await readSettings()).resolver).toMatchObject({ id: 'quad9', url: QUAD9 });
  });
});

describe('a resolver that was', () => {
  it.each<[how: string, area: 'sync' | 'local' | 'managed', settings: Record<string, unknown>]>([
    ['laid down by an administrator', 'managed', { resolver: OWN }],
    ['chosen on this device, and never left it', 'local', { settings: resolverOf(OWN) }],
  ])('%s is asked', async (_, area, items) => {
    const { questions } = network(OWN);
    Object.assign(browser.stored[area], items);
    await answer(REQUEST);
    expect(questions()).toContain('example.com MX');
  });

  it('chosen in the options is confirmed thereby', async () => {
    await changeSettings({ resolver: parseCustomResolver(OWN)! });
    expect(await readConfirmed()).toEqual([OWN]);
  });

  it('chosen on this device stays confirmed where another choice takes it along into the sync', async () => {
    browser.stored.local['settings'] = resolverOf(OWN);
    await changeSettings({ leaveAlone: [EXAMPLE] });
    expect(browser.stored.sync['settings']).toMatchObject(resolverOf(OWN));
    expect(await readSettings()).toMatchObject({ resolver: { url: OWN }, isResolverConfirmed: true });
  });

  it('chosen in the options is not in force where it cannot be confirmed', async () => {
    browser.refuse((area) => area === 'local');
    await expect(changeSettings({ resolver: parseCustomResolver(OWN)! })).rejects.toThrow('quota');
    expect(browser.stored.sync).toEqual({});
  });
});

describe('the list of what was confirmed', () => {
  it('has each once, and not more than twenty', async () => {
    const urls = Array.from({ length: 25 }, (_, n) => `https://dns${n}.example/q`);
    for (const url of [...urls, urls[10]!]) await confirmResolver(url, false);
    expect(await readConfirmed()).toHaveLength(20);
    expect((await readConfirmed()).at(-1)).toBe(urls[10]);
  });

  it.each([['no list'], [{ 0: OWN }], [[OWN, 7]]])('that is spoilt confirms nothing: %j', async (stored) => {
    browser.stored.local['confirmedResolvers'] = stored;
    expect(await readConfirmed()).toEqual([]);
  });
});

describe('a resolver that was chosen before there were confirmations', () => {
  const origins = (...list: string[]) =>
    Object.assign(chrome.permissions, { getAll: async () => ({ origins: list, permissions: [] }) });

  it.each<[why: string, granted: string[], url: string, confirmed: string[]]>([
    ['leave for its host was given here, for it', ['https://dns.example.net/*'], OWN, [OWN]],
    ['leave for all hosts says nothing of it', ['https://*/*'], OWN, []],
    ['leave for another host says nothing of it', ['https://dns.example.org/*'], OWN, []],
    [
      'leave for a policy host says nothing of a resolver there',
      ['https://mta-sts.example.net/*'],
      'https://mta-sts.example.net/q',
      [],
    ],
  ])('%s', async (_, granted, url, confirmed) => {
    origins(...granted);
    browser.stored.sync['settings'] = resolverOf(url);
    await confirmEarlierResolver();
    expect(await readConfirmed()).toEqual(confirmed);
  });

  it('is not taken for one where something was confirmed since', async () => {
    origins('https://dns.example.net/*');
    await confirmResolver(QUAD9, false);
    browser.stored.sync['settings'] = resolverOf(OWN);
    await confirmEarlierResolver();
    expect(await readConfirmed()).toEqual([QUAD9]);
  });
});

declare const chrome: { permissions: object };
