import type { Span } from '../../../lib/network/span.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import {
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { DAY_MS } from '../../support/time.ts';

const browser = fakeBrowser();
const KEY = `assessment:${EXAMPLE}`;
const REQUEST = { domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false };

/** Begins another life of the background: nothing is known but what is stored. */
async function anotherLife() {
  vi.resetModules();
  return import('../../../lib/browser/assessor.ts');
}

function prepare() {
  const { stored } = browser;
  const network = fakeNetwork(world());
  vi.stubGlobal('fetch', network.fetch);
  const known = () => stored.session[KEY] as Assessment;
  return { stored, network, known };
}

describe('what a life of the background left behind', () => {
  beforeEach(() => browser.reset());

  const now = () => ({ startedAt: Date.now() - 1000, finishedAt: Date.now() - 500 });
  it.each<[why: string, left: Partial<Assessment>, asked: string[], fetched: number]>([
    [
      'a policy that did not come',
      {
        policy: unreadPolicy('policy-unreachable', {
          host: 'mta-sts.example.com',
          detail: 'net::ERR_ABORTED',
        }),
      },
      ['mta-sts.example.com A', 'mta-sts.example.com AAAA'],
      1,
    ],
    [
      'a record that did not come',
      {
        stsRecord: unknown('network'),
        policy: unreadPolicy('sts-record-unavailable', { reason: 'network' }),
      },
      ['_mta-sts.example.com TXT', 'mta-sts.example.com A', 'mta-sts.example.com AAAA'],
      1,
    ],
    [
      'mail servers that did not come',
      { mx: unknown('network') },
      ['example.com MX', 'mail.example.com A'],
      0,
    ],
    [
      'an address that did not come',
      { mx: mxOf(host('mail.example.com', 10, { address: 'unavailable' })) },
      ['example.com MX', 'mail.example.com A'],
      0,
    ],
    ['reports that did not come', { tlsrpt: unknown('network') }, ['_smtp._tls.example.com TXT'], 0],
  ])(
    '%s: asked again by the next, for the earlier one may have been at its end',
    async (_, left, asked, fetched) => {
      const { stored, network, known } = prepare();
      stored.session[KEY] = assessmentOf({ ...now(), ...left });
      await (await anotherLife()).answer(REQUEST);
      expect(network.questions().toSorted()).toEqual(asked.toSorted());
      expect(network.fetched()).toHaveLength(fetched);
      expect(JSON.stringify(known())).not.toContain('"unavailable"');
    },
  );

  it('what was found is not asked again, whoever found it', async () => {
    const { stored, network } = prepare();
    stored.session[KEY] = assessmentOf({ ...now(), stsRecord: stsRecord('v=STSv1; id=1') });
    await (await anotherLife()).answer(REQUEST);
    expect(network.sent).toEqual([]);
  });

  it('what failed in this very life is not asked again in a burst of clicks', async () => {
    const { stored } = prepare();
    const network = fakeNetwork(
      world({ '_smtp._tls.example.com TXT': () => new Response('', { status: 503 }) }),
    );
    vi.stubGlobal('fetch', network.fetch);
    const { answer } = await anotherLife();
    await answer(REQUEST);
    const sent = network.sent.length;
    expect(sent).toBeGreaterThan(0);
    await answer(REQUEST);
    expect(network.sent.length).toBe(sent);
    expect(JSON.stringify(stored.session[KEY])).toContain('"http-status"');
  });

  it.each([
    ['back', -1],
    ['forward', 1],
  ])(
    'a clock that is moved %s a year in the middle of a check is not seen in how long anything took',
    async (_, way) => {
      const { network, known } = prepare();
      const before = Date.now();
      let isMoved = false;
      const clock = vi
        .spyOn(Date, 'now')
        .mockImplementation(() => before + (isMoved ? way * 365 * DAY_MS : 0));
      vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) => {
        isMoved ||= network.fetched().length === 0 && network.questions().length > 3;
        return network.fetch(...request);
      });
      await (await anotherLife()).answer(REQUEST);
      clock.mockRestore();
      expect(isMoved).toBe(true);
      const { policy, policyFetch, queries } = known();
      expect(policy).toMatchObject({ state: 'found', problems: [] });
      const spans = [...queries, policyFetch, { startedAfterMs: 0, ...policy }].flatMap((span) => span ?? []);
      for (const { startedAfterMs, tookMs } of spans as readonly Span[]) {
        expect(startedAfterMs).toBeGreaterThanOrEqual(0);
        expect(tookMs).toBeGreaterThanOrEqual(0);
        expect(startedAfterMs + tookMs).toBeLessThan(DAY_MS);
      }
    },
  );
});

describe('what the guide wants to know', () => {
  beforeEach(() => {
    browser.reset();
    vi.spyOn(crypto, 'randomUUID').mockReturnValue('random' as never);
  });

  it('is asked in addition to what is known, once, and a plain check goes on without it', async () => {
    const { network, known } = prepare();
    const { answer } = await anotherLife();
    await answer(REQUEST);
    const usual = network.questions().length;
    await answer({ ...REQUEST, look: 'guide' });
    const BESIDE = ['random._tls.example.com TXT', 'random.example.com TXT'];
    expect(network.questions().slice(usual).toSorted()).toEqual(BESIDE);
    expect(known().stsRecord).toMatchObject({ beside: { state: 'answered', texts: [] } });
    await answer({ ...REQUEST, look: 'guide' });
    await answer(REQUEST);
    expect(network.questions()).toHaveLength(usual + BESIDE.length);
  });

  it('is not lost where a plain check is under way', async () => {
    const { known } = prepare();
    const { answer } = await anotherLife();
    await Promise.all([answer(REQUEST), answer({ ...REQUEST, look: 'guide' })]);
    expect(known().tlsrpt).toHaveProperty('beside');
  });
});

it('a permission that is given while the check that lacks it is under way is used at once', async () => {
  browser.reset();
  const { network, known } = prepare();
  let isGranted = false;
  Object.assign(chrome.permissions, {
    contains: async ({ origins: [origin = ''] }: { origins: readonly string[] }) =>
      isGranted || !origin.includes('mta-sts.'),
  });
  const { answer } = await anotherLife();
  let allowed: Promise<void> | undefined;
  vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) => {
    // The file would have been read by now.
    if (network.questions().some((each) => each.startsWith('mail.example.com'))) {
      isGranted = true;
      allowed ??= answer(REQUEST);
    }
    return network.fetch(...request);
  });
  await answer(REQUEST);
  expect(network.fetched()).toHaveLength(0);
  await allowed;
  expect(network.fetched()).toHaveLength(1);
  expect(known().policy.state).toBe('found');
});

describe('what the automatic badge does without', () => {
  beforeEach(() => browser.reset());
  const BADGE = { ...REQUEST, transitOnly: true };
  const ABOUT_SENDERS = /^(?:_dmarc\.|example\.com TXT$)/;

  it('is asked once a person looks, and nothing that is known already', async () => {
    const { network, known } = prepare();
    const { answer } = await anotherLife();
    await answer(BADGE);
    expect(known()).toMatchObject({ transitOnly: true, dmarc: { state: 'pending' } });
    expect(network.questions().filter((each) => ABOUT_SENDERS.test(each))).toEqual([]);
    const before = network.questions().length;
    await answer(REQUEST);
    expect(known()).toMatchObject({ dmarc: { state: 'found' }, spf: { state: 'found' } });
    expect(known().transitOnly).toBeUndefined();
    expect(network.questions().slice(before)).not.toContain('_mta-sts.example.com TXT');
    expect(network.fetched()).toHaveLength(1);
  });

  it('is not lost where a person looks while the badge is asked for', async () => {
    const { known } = prepare();
    const { answer } = await anotherLife();
    await Promise.all([answer(BADGE), answer(REQUEST)]);
    expect(known().dmarc.state).toBe('found');
  });

  it('is not asked again for the badge, nor is it taken away by it', async () => {
    const { network, known } = prepare();
    const { answer } = await anotherLife();
    await answer(REQUEST);
    const before = network.questions().length;
    await answer(BADGE);
    expect(network.questions()).toHaveLength(before);
    expect(known().dmarc.state).toBe('found');
  });
});

declare const chrome: { permissions: object };
