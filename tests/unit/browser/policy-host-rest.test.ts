import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { PENDING } from '../../../lib/outcome.ts';
import { EXAMPLE, assessmentOf, failedFetch, unreadPolicy } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, nodata } from '../../support/network.ts';
import { automaticBadge } from '../../support/visited-tab.ts';

const browser = fakeBrowser();
vi.mock('../../../lib/browser/seal-picture.ts', () => ({ sealPicture: async () => ({}) }));

const KEY = `assessment:${EXAMPLE}`;
const RECORD = '_mta-sts.example.com TXT';
const POLICY_HOST = ['mta-sts.example.com A', 'mta-sts.example.com AAAA'];
const MX = ['example.com MX', 'mail.example.com A'];
const known = () => browser.stored.session[KEY] as Assessment;

/** What an earlier life left behind: so many seconds ago the policy host was asked, and gave none. */
function leave(seconds: number, change: Partial<Assessment> = {}): void {
  const startedAt = Date.now() - 1000 * seconds;
  browser.stored.session[KEY] = assessmentOf({
    startedAt,
    transitAt: startedAt + 500,
    finishedAt: startedAt + 500,
    lanes: ['transit'],
    policy: failedFetch('policy-status'),
    ...change,
  });
}

const underWay = { transitAt: null, finishedAt: null } as const;

/** A page of the domain loads, and what came of it. */
async function load(dns: Parameters<typeof world>[0] = {}, resolverUrl?: string) {
  const prepared = world(dns, () => new Response('', { status: 404 }));
  const network = fakeNetwork({ ...prepared, ...(resolverUrl && { resolverUrl }) });
  vi.stubGlobal('fetch', network.fetch);
  await (await automaticBadge()).load();
  await vi.waitFor(() => expect(known().finishedAt).not.toBeNull());
  await vi.waitFor(() => expect(browser.badges.get(1)).toMatch(/^[^…]$/));
  return network;
}

describe('a domain whose policy host is left in peace, without a click', () => {
  beforeEach(() => {
    browser.reset();
    browser.stored.sync['settings'] = { automatic: true };
  });

  it('is shown as it is known, for five minutes, however short that lives', async () => {
    leave(240, { policy: unreadPolicy('policy-timeout') });
    expect((await load()).sent).toEqual([]);
    expect(browser.badges.get(1)).toBe('?');
    leave(310, { policy: unreadPolicy('policy-timeout') });
    const network = await load();
    expect(network.fetched()).toHaveLength(1);
    expect(browser.badges.get(1)).toBe('!');
  });

  it.each<[why: string, policy: Assessment['policy']]>([
    ['refused', failedFetch('policy-status')],
    ['did not come', unreadPolicy('policy-timeout')],
  ])('is asked for what a life that ended left open, and the policy that %s stands', async (_, policy) => {
    leave(10, { ...underWay, policy, mx: PENDING });
    const network = await load();
    expect(network.questions().toSorted()).toEqual(MX);
    expect(network.fetched()).toEqual([]);
    expect(known()).toMatchObject({ policy, mx: { state: 'found' } });
  });

  it('is asked for everything else once what was left open is too old', async () => {
    leave(120, { ...underWay, mx: PENDING });
    const network = await load();
    expect(network.questions()).toEqual(expect.arrayContaining([...MX, RECORD]));
    expect(network.questions()).not.toEqual(expect.arrayContaining(POLICY_HOST));
    expect(network.fetched()).toEqual([]);
    expect(browser.badges.get(1)).toBe('!');
    // The five minutes go on from the one fetch, and then it is time.
    expect((await load()).sent).toEqual([]);
    const later = Date.now() + 190_000;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(later);
    expect((await load()).fetched()).toHaveLength(1);
    clock.mockRestore();
  });

  it('is asked for a lane that the badge shows since then', async () => {
    leave(120, { policy: unreadPolicy('policy-timeout') });
    browser.stored.sync['settings'] = { automatic: true, badge: 'spoofing' };
    const network = await load();
    expect(network.questions()).toContain('_dmarc.example.com TXT');
    expect(network.fetched()).toEqual([]);
    expect(browser.badges.get(1)).toBe('✓');
    expect(known()).toMatchObject({ lanes: ['transit', 'spoofing'], policy: { state: 'unavailable' } });
    expect((await load()).sent).toEqual([]);
  });

  it('is asked of the resolver that was chosen since then', async () => {
    const url = 'https://dns.quad9.net/dns-query';
    leave(120);
    browser.stored.sync['settings'] = { automatic: true, resolver: { id: 'quad9' } };
    browser.stored.local['confirmedResolvers'] = [url];
    const network = await load({}, url);
    expect(network.questions()).toEqual(expect.arrayContaining([...MX, RECORD]));
    expect(network.fetched()).toEqual([]);
    expect(known()).toMatchObject({ resolver: { id: 'quad9' }, policy: { state: 'invalid' } });
  });

  it('has no policy any more once no record announces one', async () => {
    leave(120, underWay);
    await load({ [RECORD]: nodata });
    expect(known()).toMatchObject({ stsRecord: { state: 'absent' }, policy: { state: 'absent' } });
    expect(browser.badges.get(1)).toBe('–');
  });

  it('is asked by a click', async () => {
    leave(120, { policy: unreadPolicy('policy-timeout') });
    await load();
    const network = fakeNetwork(world());
    vi.stubGlobal('fetch', network.fetch);
    const { answer } = await import('../../../lib/browser/assessor.ts');
    await answer({ domain: EXAMPLE, fresh: false, tabId: 1, isPrivate: false });
    expect(network.fetched()).toHaveLength(1);
    expect(known().policy.state).toBe('found');
  });
});
