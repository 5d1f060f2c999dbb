import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf as violations } from './axe.ts';
import { startSession, type Session } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

describe('axe-core finds nothing, light and dark, with everything unfolded', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  it.each([
    'enforce.test',
    'testing.test',
    'uncovered.test',
    'short-wildcard.test',
    'broken-rua.test',
    'expired.test',
    'bom.test',
    'none.test',
    'absent.test',
    'null-mx.test',
    'servfail.test',
    'twenty-mx.test',
    'www.xn--bcher-kva.test',
  ])('popup for %s', async (host) => {
    const { page, popup } = await session.check(host);
    await readPopup(popup);
    expect(await violations(popup)).toEqual([]);
    await page.close();
  });

  it('popup that asks for permission', async () => {
    await session.chromium.desk.revoke(['https://*/*']);
    // The resolver alone may be read; asked for and granted once, Chromium grants it again without a dialog.
    await session.chromium.desk.request(['https://doh.lab.test/*']);
    const { page, popup } = await session.check('delegated.test');
    expect((await readPopup(popup, 'delegated.test')).says).toContain('A policy is announced.');
    expect(await violations(popup)).toEqual([]);
    await page.close();
  });

  it('popup on a page without a domain', async () => {
    const page = await session.chromium.open('about:blank');
    const popup = await session.chromium.clickToolbar(page);
    await readPopup(popup);
    expect(await violations(popup)).toEqual([]);
    await page.close();
  });

  it('options', async () => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('h1');
    expect(await violations(options)).toEqual([]);
    await options.close();
  });
});
