import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Standing } from '../../lib/verdict/headlines.ts';
import { toUnicodeName, type DomainName } from '../../lib/names/domain-name.ts';
import { WORLD } from '../lab/world.ts';
import { checkBehind } from './check-behind.ts';
import { startSession, type Session } from './chromium-session.ts';
import { expectDigest, expectView, oneOfEach } from './lab-expectations.ts';
import { OneTab } from './one-tab.ts';
import { readPopup } from './popup-view.ts';

const SIGNS: Partial<Record<Standing, string>> = {
  enforced: '✓',
  dane: '✓',
  held: '!',
  testing: 'T',
  uncovered: '!',
  broken: '!',
  fragile: '!',
  disabled: '–',
  absent: '–',
  'no-mail': '∅',
  unknown: '?',
};

describe('every domain of the lab, in Chromium', () => {
  let session: Session;
  let tab: OneTab;
  beforeAll(async () => {
    session = await startSession();
    tab = new OneTab(session.chromium);
  });
  afterAll(() => session?.close());

  // A subdomain is no registrable domain of its own: it is reached as an alternative, in its own test.
  const domains = WORLD.domains.filter(({ domain }) => domain.split('.').length === 2);
  it.each(domains.map((each) => [each.domain, each.what, each.expected] as const))(
    '%s: %s',
    async (domain, _what, expected) => {
      expectDigest((await checkBehind(session.chromium.desk, domain)).digest, expected, expected.findings);
    },
  );

  // All of them are drawn by the same code from that: the popup shows one of each kind.
  const oneOfEachMode = oneOfEach(domains, ({ standing, mode }) => `${standing} ${mode}`);
  it.each(oneOfEachMode.map((each) => [each.domain, each.what, each.expected] as const))(
    'the popup of %s: %s',
    async (domain, _what, expected) => {
      const popup = await tab.show(`popup.html?domain=${domain}`);
      expectView(await readPopup(popup, toUnicodeName(domain as DomainName)), expected, expected.findings);
    },
  );

  // What was known goes first, so that the click asks as the first one does.
  const oneOfEachStanding = oneOfEach(domains, ({ standing }) => standing);
  it.each(oneOfEachStanding.map((each) => [each.expected.standing, each.domain] as const))(
    '%s, by a click on the icon beside %s, which wears its sign',
    async (standing, domain) => {
      await session.chromium.desk.clear('session');
      const { page, popup } = await session.check(domain);
      expect((await readPopup(popup, toUnicodeName(domain as DomainName))).standing).toBe(standing);
      expect((await session.chromium.desk.badge(page)).text).toBe(SIGNS[standing]);
      await page.close();
    },
  );
});
