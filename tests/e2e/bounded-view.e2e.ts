import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serves } from '../lab/description/policy.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { guideReady } from './guide-view.ts';

/** A page on an ordinary domain has some 300 to 900 nodes (tests/components/bounded-view.test.tsx holds each list by itself). */
const MOST_NODES = 6000;
const DOMAIN = 'enforce.test';
const VALID = 'version: STSv1\nmode: enforce\nmax_age: 604800\n';

const POLICIES: readonly (readonly [what: string, text: string])[] = [
  ['64 KiB of line feeds', '\n'.repeat(65_536)],
  ['4,000 mx lines', VALID + Array.from({ length: 4000 }, (_, i) => `mx: m${i}.test\n`).join('')],
  ['a single line of 64 KiB', 'x'.repeat(65_536)],
  ['64 KiB of NUL', '\0'.repeat(65_536)],
  ['64 KiB of spaces and marks of direction', ' \u202ex'.repeat(13_000)],
];

describe.each(EITHER)('what is shown of a policy that is made to be long, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  const nodesIn = (page: Page) =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body);
      let count = 0;
      while (walker.nextNode()) count += 1;
      return count;
    });

  it.each(POLICIES)(
    '%s: guide, report, workshop, popup and options stay small, and the choices go on working',
    async (_, text) => {
      await session.desk.clear('session');
      await session.desk.clear('local');
      await session.desk.store('local', {
        settings: { resolver: { id: 'custom', url: session.lab.dohUrl } },
      });
      await session.lab.publish(DOMAIN, { policyHost: serves(text) });
      const page = await session.openAsked(`report.html?domain=${DOMAIN}#guide`);
      await guideReady(page);
      expect(await nodesIn(page)).toBeLessThan(MOST_NODES);
      for (const mode of ['testing', 'none', 'enforce']) {
        await page.click(`input[name=mode][value=${mode}]`);
        await page.waitForFunction(
          (line) => document.querySelector('.copyable pre')?.textContent?.includes(line),
          {},
          `mode: ${mode}`,
        );
      }
      await page.evaluate(() => {
        location.hash = '';
      });
      await page.waitForSelector('.evidence');
      expect(await nodesIn(page)).toBeLessThan(MOST_NODES);
      await page.close();
      const workshop = await session.open(session.url(`workshop.html?domain=${DOMAIN}`));
      await workshop.waitForSelector('[data-part=policy] .findings li');
      expect(await nodesIn(workshop)).toBeLessThan(MOST_NODES);
      await workshop.close();
      for (const [path, selector] of [
        [`popup.html?domain=${DOMAIN}`, '.evidence'],
        ['options.html', 'button[name=forget]'],
      ] as const) {
        const other = await session.open(session.url(path));
        await other.waitForSelector(selector);
        expect(await nodesIn(other), path).toBeLessThan(MOST_NODES);
        await other.close();
      }
    },
  );
});
