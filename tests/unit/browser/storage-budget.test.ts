import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { MAX_POLICY_BYTES } from '../../../lib/mechanisms/mta-sts/served-policy.ts';
import { EXAMPLE, assessmentOf, name, policyText, stsRecord } from '../../support/assessments.ts';
import { CHROMIUM_QUOTA, chromiumBytes } from '../../support/chromium-quota.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';

/** Storage that counts and refuses as Chromium's does, against those who publish what takes much room. */
const browser = fakeBrowser();
const { answer } = await import('../../../lib/browser/assessor.ts');
const { assessmentWriter } = await import('../../../lib/browser/assessment-writer.ts');
const { currentEra } = await import('../../../lib/browser/era.ts');
const { policyStore, readPolicies, sweepPolicies } = await import('../../../lib/browser/policy-store.ts');
const { rememberRecent } = await import('../../../lib/browser/recent-store.ts');
const { changeSettings, readSettings } = await import('../../../lib/browser/settings.ts');
const { storedBytes } = await import('../../../lib/browser/stored-bytes.ts');

const DAY_MS = 86_400_000;
const ESCAPED = '\u0001'.repeat(MAX_POLICY_BYTES);

const policyOf = (domain: string, change: Partial<RememberedPolicy> = {}): RememberedPolicy => ({
  policyDomain: name(domain),
  policyId: '1',
  policyText: policyText('none'),
  mediaType: 'text/plain',
  mode: 'none',
  maxAgeSeconds: 31_557_600,
  fetchedAt: Date.now(),
  replaced: null,
  ...change,
});
const hostile = (n: number, age = 0) => {
  const held = { policyText: ESCAPED, maxAgeSeconds: 31_557_600, fetchedAt: Date.now() - age };
  return policyOf(`hostile${n}.example`, { ...held, replaced: held });
};
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const onDisk = () => Object.keys(browser.stored.local).filter((key) => key.startsWith('policy:'));
const used = (area: 'local' | 'session') => chromiumBytes(area, browser.stored[area]);

beforeEach(() => {
  browser.reset();
  browser.refuse(
    (area, items) => chromiumBytes(area, { ...browser.stored[area], ...items }) > CHROMIUM_QUOTA,
  );
});

describe('policies that take much room', () => {
  it('thirty of 64 KiB that JSON escapes leave room for what is ordinary, and the oldest leave first', async () => {
    for (const n of numbers(30)) await policyStore.remember(hostile(n, (30 - n) * 1000));
    expect(used('local')).toBeLessThan(CHROMIUM_QUOTA / 2);
    expect(onDisk()).toContain('policy:hostile29.example');
    expect(onDisk()).not.toContain('policy:hostile0.example');
    await policyStore.remember(policyOf('ordinary.example'));
    expect(await policyStore.recall(name('ordinary.example'))).not.toBeNull();
    await rememberRecent(EXAMPLE);
    expect(browser.stored.local['recent']).toEqual([EXAMPLE]);
    await changeSettings({ automatic: true });
    expect((await readSettings()).automatic).toBe(true);
  });

  it('the options list what lies on disk', async () => {
    for (const n of numbers(230))
      await policyStore.remember(policyOf(`d${n}.example`, { fetchedAt: Date.now() + n }));
    const listed = (await readPolicies()).map(({ policyDomain }) => `policy:${policyDomain}`);
    expect(listed).toHaveLength(200);
    expect(onDisk().toSorted()).toEqual(listed.toSorted());
    expect(listed).not.toContain('policy:d29.example');
    expect(listed).toContain('policy:d30.example');
  });

  it('a write that is refused for good orphans nothing', async () => {
    for (const n of numbers(200)) await policyStore.remember(policyOf(`d${n}.example`));
    browser.refuse((area) => area === 'local');
    await expect(policyStore.remember(policyOf('new.example'))).rejects.toThrow('quota');
    const listed = (await readPolicies()).map(({ policyDomain }) => `policy:${policyDomain}`);
    expect(onDisk().toSorted()).toEqual(listed.toSorted());
  });

  it('a disk that others fill loses the oldest policies, until there is room', async () => {
    for (const n of numbers(10))
      await policyStore.remember(policyOf(`d${n}.example`, { fetchedAt: Date.now() + n }));
    const room = used('local') + 50;
    browser.refuse((area, items) => chromiumBytes(area, { ...browser.stored[area], ...items }) > room);
    await policyStore.remember(policyOf('new.example', { fetchedAt: Date.now() + 20 }));
    expect(onDisk()).toContain('policy:new.example');
    expect(onDisk()).toContain('policy:d9.example');
    expect(onDisk()).not.toContain('policy:d0.example');
  });

  it('what no index knows, cannot be read or has run out is swept', async () => {
    Object.assign(browser.stored.local, {
      policies: { schema: 1, domains: [] },
      'policy:unreadable.example': 'x'.repeat(100_000),
      'policy:other.example': policyOf('not-that.example'),
      'policy:old.example': policyOf('old.example', { fetchedAt: Date.now() - 400 * DAY_MS }),
      'policy:good.example': policyOf('good.example'),
      recent: [EXAMPLE],
    });
    await sweepPolicies();
    expect(Object.keys(browser.stored.local).toSorted()).toEqual(['policy:good.example', 'recent']);
  });

  it('what an earlier version filled to the brim has room again after the update', async () => {
    for (const n of numbers(13)) browser.stored.local[`policy:hostile${n}.example`] = hostile(n, n);
    expect(used('local')).toBeGreaterThan(0.97 * CHROMIUM_QUOTA);
    await sweepPolicies();
    expect(used('local')).toBeLessThan(CHROMIUM_QUOTA / 2);
    expect(onDisk()).toContain('policy:hostile0.example');
  });
});

describe('results that take much room', () => {
  const large = (n: number) => {
    const texts = Array.from({ length: 60 }, () => 'é'.repeat(2000));
    const at = Date.now() - 1000 + n;
    return assessmentOf({
      policyDomain: name(`large${n}.example`),
      startedAt: at,
      finishedAt: at,
      stsRecord: Object.assign(stsRecord('v=STSv1; id=1'), { texts }),
    });
  };

  it('a hundred leave room in memory for what pages hand over, and the oldest leave first', async () => {
    for (const n of numbers(100)) {
      const writer = assessmentWriter(currentEra(), (assessment) => digestOf(assessment, Date.now()));
      writer.write(large(n));
      await writer.settled();
    }
    expect(used('session')).toBeLessThan(0.75 * CHROMIUM_QUOTA);
    expect(browser.stored.session).toHaveProperty(['assessment:large99.example']);
    expect(browser.stored.session).not.toHaveProperty(['assessment:large0.example']);
    // With each goes its digest.
    const left = Object.keys(browser.stored.session);
    const domains = (prefix: string) =>
      left.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    expect(domains('digest:')).toEqual(domains('assessment:'));
  });
});

it('a check of a hostile domain, and then of an ordinary one: the ordinary one is remembered', async () => {
  const network = fakeNetwork(world());
  vi.stubGlobal('fetch', network.fetch);
  for (const n of numbers(13)) browser.stored.local[`policy:hostile${n}.example`] = hostile(n, 1000);
  await answer({ domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false });
  expect(onDisk()).toContain(`policy:${EXAMPLE}`);
});

describe('bytes are counted as the strictest browser counts', () => {
  it.each<[what: string, value: unknown]>([
    ['letters', 'abc'],
    ['control characters', '\u0000\u001f\u007f\n'],
    ['what could open a tag', '<<<'],
    ['separators of lines', '\u2028\u2029'],
    ['quotes and backslashes', '"\\"\\'],
    ['two bytes', 'éé'],
    ['three bytes', '漢字'],
    ['beyond the first plane', '😀'],
    ['halves of a pair', '\ud800\ud800'],
    ['many small values', Array.from({ length: 50 }, () => '')],
    ['objects in objects', { a: { b: [1, true, null, { c: 'd' }] } }],
    ['a policy', policyOf('a.example')],
  ])('%s', (_, value) => {
    const bytes = storedBytes(value);
    expect(bytes).toBeGreaterThanOrEqual(chromiumBytes('local', { k: value }) - 1);
    expect(bytes).toBeGreaterThanOrEqual(chromiumBytes('session', { k: value }) - 41);
    if (typeof value === 'string') expect(bytes).toBeGreaterThanOrEqual(firefoxBytes(value));
  });

  /** Firefox clones a text as Latin-1 or, where one character is beyond that, as UTF-16. */
  const firefoxBytes = (text: string) => (/[^\0-\xff]/.test(text) ? 2 : 1) * text.length;
});
