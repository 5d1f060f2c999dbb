import { beforeEach, describe, expect, it } from 'vitest';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { EXAMPLE, policyText } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { policyStore, readOnlyPolicyStore } = await import('../../../lib/browser/policy-store.ts');

const KEY = `policy:${EXAMPLE}`;
const DAY_SECONDS = 86400;
/** Read so many days ago, with a max_age of one day. */
const read = (daysAgo: number): RememberedPolicy => ({
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: policyText('none'),
  mediaType: 'text/plain',
  mode: 'none',
  maxAgeSeconds: DAY_SECONDS,
  fetchedAt: Date.now() - 1000 * DAY_SECONDS * daysAgo,
  replaced: null,
});

describe('policies on disk', () => {
  beforeEach(() => browser.reset());

  it('one that has run out is removed, but not by a private window, which writes nothing', async () => {
    browser.stored.local[KEY] = read(2);
    expect(await readOnlyPolicyStore.recall(EXAMPLE)).toBeNull();
    expect(browser.stored.local).toHaveProperty([KEY]);
    expect(await policyStore.recall(EXAMPLE)).toBeNull();
    expect(browser.stored.local).not.toHaveProperty([KEY]);
  });

  it('one that has run out stays while senders hold what it replaced under the same id', async () => {
    const replaced = { policyText: policyText('enforce'), maxAgeSeconds: 365 * DAY_SECONDS };
    const policy = { ...read(2), replaced: { ...replaced, fetchedAt: read(3).fetchedAt } };
    browser.stored.local[KEY] = policy;
    expect(await policyStore.recall(EXAMPLE)).toEqual(policy);
    expect(await readOnlyPolicyStore.recall(EXAMPLE)).toEqual(policy);
  });
});
