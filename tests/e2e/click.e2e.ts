import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { openField, openNames, readPopup } from './popup-view.ts';

describe('one click on the toolbar icon, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  it('shows mode, max_age, each server with its pattern and consequence, reports, badge, colour and tooltip', async () => {
    const { page, popup } = await session.check('enforce.test');
    const view = await readPopup(popup, 'enforce.test');
    expect(view).toMatchObject({
      standing: 'enforced',
      says: 'Sealed. Senders that support MTA-STS deliver here only over verified TLS.',
      mode: 'enforce',
      maxAge: '7 days604,800 s',
      coverage: '2 of 2',
    });
    expect(view.servers[0]).toContain('mx1.enforce.test');
    expect(view.servers.at(-1)).toContain('Senders that read the policy deliver only over verified TLS.');
    expect(view.reports).toContain('mailto:tls-reports@enforce.test');
    expect(await session.chromium.desk.badge(page)).toEqual({
      text: '✓',
      title: 'enforce.test: Sealed. Spoofing: fakes are rejected.',
      color: [0x17, 0x71, 0x3f, 255],
    });
    await page.close();
  });

  it('says what becomes of mail to the server that the policy leaves out', async () => {
    const { page, popup } = await session.check('uncovered.test');
    const view = await readPopup(popup, 'uncovered.test');
    expect(view.servers.at(0)).toContain('Senders that support MTA-STS do not deliver here.');
    expect(view.says).toContain('Some mail may not be delivered.');
    await page.close();
  });

  it('names the target of a redirect that it did not follow, and the exact fault of a certificate', async () => {
    const redirected = await session.check('redirect.test');
    await readPopup(redirected.popup, 'redirect.test');
    const said = await redirected.popup.$eval(
      '[data-code=policy-redirect]',
      ({ textContent }) => textContent,
    );
    expect(said).toContain('https://www.redirect.test/.well-known/mta-sts.txt');
    await redirected.page.close();
    const { page, popup } = await session.check('wrong-name.test');
    await readPopup(popup, 'wrong-name.test');
    expect(
      await popup.$eval('[data-code=policy-certificate-wrong-name] h3', ({ textContent }) => textContent),
    ).toContain('The certificate of the policy host is for another name');
    await page.close();
  });

  it('judges the registrable domain, and offers the host itself as a domain of its own', async () => {
    const { page, popup } = await session.check('www.enforce.test');
    expect((await readPopup(popup, 'enforce.test')).standing).toBe('enforced');
    await openNames(popup);
    await popup.click('.names button');
    expect((await readPopup(popup, 'www.enforce.test')).standing).toBe('absent');
    await page.close();
  });

  it('checks what is typed into the field: an address, an international name, a subdomain without a policy', async () => {
    const { page, popup } = await session.check('absent.test');
    await readPopup(popup, 'absent.test');
    const type = async (text: string) => {
      await openField(popup);
      await popup.$eval('input[name=subject]', (input) => {
        (input as HTMLInputElement).value = '';
      });
      await popup.type('input[name=subject]', text);
      await popup.keyboard.press('Enter');
    };
    await type('"Somebody" <somebody@uncovered.test>');
    expect((await readPopup(popup, 'uncovered.test')).standing).toBe('uncovered');
    await type('bücher.test');
    expect((await readPopup(popup, 'bücher.test')).standing).toBe('enforced');
    expect(await popup.$eval('.who p', (p) => p.textContent)).toContain('xn--bcher-kva.test');
    await type('sub.enforce.test');
    expect((await readPopup(popup, 'sub.enforce.test')).standing).toBe('absent');
    await type('not a name!');
    await popup.waitForSelector('[role=alert]');
    expect((await readPopup(popup)).domain).toBe('sub.enforce.test');
    // The badge is the tab's own, whatever else is looked at.
    expect((await session.chromium.desk.badge(page)).title).toContain('absent.test');
    await page.close();
  });

  /** The address of a tab as the extension is told it. */
  const urlOf = async (page: Page) => {
    const tabId = await session.chromium.desk.tabId(page);
    const desk = await session.chromium.desk.page();
    return desk.evaluate(async (id) => (await chrome.tabs.get(id)).url, tabId);
  };

  it('explains pages that have no mail domain, and asks nobody', async () => {
    await session.lab.clearLogs();
    for (const [url, sentence] of [
      ['chrome://version/', 'This page has no mail domain.'],
      ['about:blank', 'This page has no mail domain.'],
      ['file:///etc/hostname', 'This is a file on your device.'],
      ['https://192.0.2.7/', 'This is an IP address, not a domain.'],
      ['https://intranet/', 'intranet is not a full domain name.'],
      ['https://printer.local/', 'printer.local never leaves your device or network.'],
    ] as const) {
      const page = await session.chromium.browser.newPage();
      // Whether the page itself can be loaded makes no difference.
      await page.goto(url).catch(() => undefined);
      // Where it cannot, the error page comes a moment after the failure.
      if (url.startsWith('https:')) await expect.poll(() => urlOf(page), { timeout: 10_000 }).toBe(url);
      const popup = await session.chromium.clickToolbar(page);
      expect((await readPopup(popup)).domain.replace(/[\u2066-\u2069]/g, ''), url).toBe(sentence);
      await page.close();
    }
    expect(await session.lab.queries()).toEqual([]);
  });

  it('puts no badge on a tab that left the domain before the check was finished', async () => {
    const gate = session.lab.hold('mta-sts.wildcard.test');
    const { page } = await session.check('wildcard.test');
    await gate.arrived;
    await page.goto('https://absent.test/');
    gate.release();
    const other = await session.check('wildcard.test');
    expect((await readPopup(other.popup, 'wildcard.test')).standing).toBe('enforced');
    expect((await session.chromium.desk.badge(page)).text).toBe('');
    await other.page.close();
    await page.close();
  });

  it('puts the badge back after a navigation within the domain, from the cache alone, and takes it off elsewhere', async () => {
    const { page, popup } = await session.check('testing.test');
    await readPopup(popup, 'testing.test');
    await session.lab.clearLogs();
    await page.goto('https://testing.test/other');
    await expect.poll(() => session.chromium.desk.badge(page)).toMatchObject({ text: 'T' });
    await page.goto('https://absent.test/');
    await expect.poll(() => session.chromium.desk.badge(page)).toMatchObject({ text: '' });
    expect(await session.lab.queries()).toEqual([]);
    await page.close();
  });
});

declare const chrome: { tabs: { get(id: number): Promise<{ url?: string }> } };
