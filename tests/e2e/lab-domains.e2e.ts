import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Standing } from '../../lib/verdict/headlines.ts';
import { toUnicodeName, type DomainName } from '../../lib/names/domain-name.ts';
import { WORLD } from '../lab/world.ts';
import { startSession, type Session } from './chromium-session.ts';
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
      const popup = await tab.show(`popup.html?domain=${domain}`);
      const view = await readPopup(popup, toUnicodeName(domain as DomainName));
      expect(view.standing).toBe(expected.standing);
      expect(view.mode).toBe(expected.mode);
      if (expected.maxAgeSeconds !== null)
        expect(view.maxAge).toContain(`${expected.maxAgeSeconds.toLocaleString('en')} s`);
      if (expected.covered !== null) expect(view.coverage).toBe(`${expected.covered} of ${expected.mxTotal}`);
      expect(view.findings).toEqual(expect.arrayContaining([...expected.findings]));
      if (expected.firstFinding !== undefined) expect(view.findings[0]).toBe(expected.firstFinding);
    },
  );

  // What was known goes first, so that the click asks as the first one does.
  const oneEach = [...Map.groupBy(domains, ({ expected }) => expected.standing).values()].map(
    ([first]) => first!,
  );
  it.each(oneEach.map((each) => [each.expected.standing, each.domain] as const))(
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
