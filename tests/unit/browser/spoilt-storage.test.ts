import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { DEFAULT_RESOLVER } from '../../../lib/dns/resolver.ts';
import { isSelector } from '../../../lib/mechanisms/dkim/selector.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE, assessmentOf } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { placesIn, withValue } from '../../support/spoilt.ts';
import { NOW } from '../../support/time.ts';

const browser = fakeBrowser();
const { answer } = await import('../../../lib/browser/assessor.ts');
const { readAssessment } = await import('../../../lib/browser/assessment-store.ts');
const { readDigest } = await import('../../../lib/browser/digest-store.ts');
const { digestOf } = await import('../../../lib/verdict/make-digest.ts');
const { firstLook } = await import('../../../lib/browser/first-look.ts');
const { readAdded } = await import('../../../lib/browser/added-store.ts');
const { takeChosen, takeCopyAsked } = await import('../../../lib/browser/opening.ts');
const { policyStore, readPolicies } = await import('../../../lib/browser/policy-store.ts');
const { readRecent } = await import('../../../lib/browser/recent-store.ts');
const { readSettings } = await import('../../../lib/browser/settings.ts');
const { recallSubject } = await import('../../../lib/browser/subject-memory.ts');
const { forgetTabs, tabDomain } = await import('../../../lib/browser/tab-badge.ts');

const ASSESSMENT = `assessment:${EXAMPLE}`;
const POLICY = `policy:${EXAMPLE}`;
const REQUEST = { domain: EXAMPLE, fresh: false, tabId: 1, isPrivate: false };
const ADDED = `added:${EXAMPLE}`;
const LOCAL = ['settings', 'confirmedResolvers', POLICY, 'recent', ADDED];
const SESSION = [
  ASSESSMENT,
  `subject:${EXAMPLE}`,
  'tabs',
  'chosen',
  'copyAsked',
  'awaited',
  'confirmedResolvers',
];

const prepareNetwork = () => {
  const network = fakeNetwork(world());
  vi.stubGlobal('fetch', network.fetch);
  return network;
};
/** A browser without anything stored, and a background that has read nothing yet. */
const begin = () => {
  browser.reset();
  forgetTabs();
};
const known = () => browser.stored.session[ASSESSMENT] as Assessment;
const json = fc.jsonValue({ maxDepth: 4 });
const under = (keys: readonly string[]) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, json])), { requiredKeys: [] });

describe('storage that holds anything', () => {
  beforeEach(() => begin());

  it('everything that is read counts as not there, or is what it must be; a check comes to the right verdict', async () => {
    await fc.assert(
      fc.asyncProperty(under(LOCAL), under(SESSION), under(['settings']), async (local, session, sync) => {
        begin();
        Object.assign(browser.stored.local, local);
        Object.assign(browser.stored.session, session);
        Object.assign(browser.stored.sync, sync);
        prepareNetwork();
        expect((await readSettings()).resolver).toEqual(DEFAULT_RESOLVER);
        expect(await policyStore.recall(EXAMPLE)).toBe(null);
        expect(await readPolicies()).toEqual([]);
        expect(Array.isArray(await readRecent())).toBe(true);
        const { dkim = [] } = await readAdded(EXAMPLE);
        expect(dkim.every(isSelector)).toBe(true);
        expect(await recallSubject(EXAMPLE)).toBe(null);
        expect(await firstLook()).toBe(null);
        expect(await tabDomain(1)).toBe(null);
        expect(await takeChosen()).toBe(null);
        expect(await takeCopyAsked()).toBe(false);
        await answer(REQUEST);
        expect(standingOf(known()).standing).toBe('enforced');
      }),
      { numRuns: 200 },
    );
  });

  it('a result with one value changed to anything is refused, or can be judged and is asked about again in time', async () => {
    const whole = { ...assessmentOf({}), startedAt: Date.now() - 1000, finishedAt: Date.now() };
    const places = placesIn(whole);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), json, async (place, value) => {
        begin();
        browser.stored.session[ASSESSMENT] = withValue(whole, place, value);
        prepareNetwork();
        const read = await readAssessment(EXAMPLE);
        if (read) expect(() => standingOf(read, NOW)).not.toThrow();
        await answer(REQUEST);
        expect(known().finishedAt).not.toBe(null);
        expect(() => standingOf(known(), NOW)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

describe('a digest', () => {
  const DIGEST = `digest:${EXAMPLE}`;
  const finished = () => ({ startedAt: Date.now() - 1000, finishedAt: Date.now() - 500 });
  beforeEach(() => begin());

  it.each<[why: string, spoil: (digest: object) => unknown]>([
    ['is gone', () => undefined],
    ['is none', () => 'spoilt'],
    ['is half-written', ({ ...digest }) => ({ ...digest, servers: null })],
    ['is of an earlier version', (digest) => ({ ...digest, schema: 0 })],
    ['is of other facts', (digest) => ({ ...digest, startedAt: 1 })],
    ['is older than the facts', (digest) => ({ ...digest, revision: -1 })],
  ])('that %s is made anew from the facts, and nothing is asked', async (_, spoil) => {
    const network = prepareNetwork();
    const facts = assessmentOf(finished());
    browser.stored.session[ASSESSMENT] = facts;
    const spoilt = spoil(digestOf(facts, Date.now()));
    if (spoilt !== undefined) browser.stored.session[DIGEST] = spoilt;
    await answer(REQUEST);
    expect(network.questions()).toEqual([]);
    expect(await readDigest(EXAMPLE)).toMatchObject({ standing: 'enforced', startedAt: facts.startedAt });
  });

  it('without its facts counts for nothing: all is asked again', async () => {
    const network = prepareNetwork();
    browser.stored.session[DIGEST] = digestOf(assessmentOf(finished()), Date.now());
    await answer(REQUEST);
    expect(network.questions()).toContain('example.com MX');
    expect(known().finishedAt).not.toBe(null);
  });
});

describe('storage that is full', () => {
  beforeEach(() => begin());

  it.each<[why: string, refuses: Parameters<typeof browser.refuse>[0]]>([
    ['on disk', (area) => area === 'local'],
    ['in memory, for good: the answer is the request’s, the snapshot is lost', (area) => area === 'session'],
    ['everywhere', () => true],
  ])('%s: a check ends, without an error', async (_, refuses) => {
    const network = prepareNetwork();
    browser.refuse(refuses);
    await expect(answer(REQUEST)).resolves.toBeUndefined();
    expect(network.questions()).toContain('example.com MX');
  });

  it('in memory: what is known of other domains makes room, and nothing else does', async () => {
    prepareNetwork();
    browser.stored.session['assessment:old.example'] = { padding: 'x' };
    browser.stored.session['tabs'] = { 7: 'old.example' };
    browser.refuse(
      (area, items) =>
        area === 'session' && ASSESSMENT in items && 'assessment:old.example' in browser.stored.session,
    );
    await answer(REQUEST);
    expect(standingOf(known()).standing).toBe('enforced');
    expect(browser.stored.session).not.toHaveProperty('assessment:old.example');
    expect(browser.stored.session['tabs']).toMatchObject({ 7: 'old.example' });
  });

  it('on disk: the settings are still read, and the verdict is the same', async () => {
    prepareNetwork();
    browser.stored.local['settings'] = { resolver: { id: 'cloudflare' }, leaveAlone: ['private.example'] };
    browser.refuse((area) => area === 'local' || area === 'sync');
    await answer(REQUEST);
    expect(standingOf(known()).standing).toBe('enforced');
    expect((await readSettings()).leaveAlone).toEqual(['private.example']);
  });
});
