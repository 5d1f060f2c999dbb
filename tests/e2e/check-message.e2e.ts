import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { unreadableTexts } from './layout.ts';
import { readPopup } from './popup-view.ts';
import { SIGNED_DOMAIN as DOMAIN, SIGNED_MESSAGE as MESSAGE } from './signed-message.ts';
import { reportReady } from './report-view.ts';

describe.each(EITHER)('“Check a message” in the report, in %s', (_name, start) => {
  let session: EitherSession;
  let report: Page;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
    report = await session.openAsked(`report.html?domain=${DOMAIN}`);
    await reportReady(report, DOMAIN);
  });
  afterAll(() => session?.close());

  const asked = async () => (await session.lab.queries()).map(({ name, type }) => `${name} ${type}`);

  const paste = async (message: string) => {
    await session.lab.clearLogs();
    await report.$eval(
      '#message-text',
      (field, text) => void ((field as HTMLTextAreaElement).value = text),
      message,
    );
    await report.click('.check-message form button[type=submit]');
    await report.waitForSelector('.check-message [role=status] button.main');
  };
  const verify = async (state: string) => {
    await report.click('.check-message [role=status] button.main');
    await report.waitForSelector(`.signatures li[data-state=${state}]`);
    return report.$eval('.check-message [role=status]', ({ textContent }) =>
      (textContent ?? '').replace(/[\u2066-\u2069]/g, ''),
    );
  };

  it('reads a pasted message without asking, says which names it would ask for, and finds it intact', async () => {
    await paste(MESSAGE);
    expect(await asked()).toEqual([]);
    expect(await report.$eval('#message-text', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    const names = await report.$eval('.check-message [role=status]', ({ textContent }) => textContent);
    expect(names).toContain(`default._domainkey.${DOMAIN}`);
    const said = await verify('intact');
    expect(said).toContain('Signed and intact');
    expect(said).toContain(`${DOMAIN} is aligned with ${DOMAIN}`);
    const sent = await asked();
    expect(sent).toContain(`default._domainkey.${DOMAIN} TXT`);
    expect(sent.filter((each) => !each.includes('_domainkey') && !each.includes('_dmarc.'))).toEqual([]);
  });

  it.each<[why: string, change: (message: string) => string, state: string, words: string]>([
    ['the body', (text) => text.replace('Words', 'Other words'), 'altered', 'Altered after it was signed'],
    ['the header', (text) => text.replace('A secret', 'No secret'), 'wrong', 'The signature is wrong'],
    ['the selector', (text) => text.replace('s=default', 's=nowhere'), 'key-absent', 'There is no key'],
  ])('says what became of it where %s was changed', async (_why, change, state, words) => {
    await paste(change(MESSAGE));
    expect(await verify(state)).toContain(words);
  });

  it('takes a dropped file, can be read on a telephone, and keeps nothing of it', async () => {
    await session.lab.clearLogs();
    await report.setViewport({ width: 360, height: 640 });
    await report.$eval(
      '#message-text',
      (field, text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'message.eml', { type: 'message/rfc822' }));
        field.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      MESSAGE,
    );
    await report.waitForSelector('.check-message [role=status] button.main');
    expect(await asked()).toEqual([]);
    await verify('intact');
    expect(
      await report.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth <= clientWidth;
      }),
    ).toBe(true);
    expect(await unreadableTexts(report)).toEqual([]);
    expect(await violationsAsShown(report)).toEqual([]);
    const kept = await report.evaluate(async () => {
      const { storage } = (
        globalThis as unknown as {
          chrome: { storage: Record<'local' | 'session', { get: () => Promise<object> }> };
        }
      ).chrome;
      const areas = await Promise.all([storage.local.get(), storage.session.get()]);
      return JSON.stringify([
        areas,
        location.href,
        history.state,
        Object.entries(sessionStorage),
        Object.entries(localStorage),
      ]);
    });
    expect(kept).not.toMatch(/secret|nobody else reads|Somebody/);
  });
});

describe.each(EITHER)('selectors that a person knows, in %s', (_name, start) => {
  const domain = 'other-selector.test';
  let session: EitherSession;
  let report: Page;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
    report = await session.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    await session.lab.clearLogs();
  });
  afterAll(() => session?.close());

  const asked = async () => (await session.lab.queries()).map(({ name, type }) => `${name} ${type}`);
  const kept = async () => (await session.desk.stored('local'))[`added:${domain}`];
  const headline = () => report.$eval('.parts a[href="#dkim"] small', ({ textContent }) => textContent);
  const give = async (text: string) => {
    await report.$eval(
      '#selector-text',
      (field, given) => void ((field as HTMLTextAreaElement).value = given),
      text,
    );
    await report.click('.selectors form button[type=submit]');
  };
  const standingOf = (selector: string, standing: string) =>
    report.waitForFunction(
      (name, wanted) =>
        [...document.querySelectorAll<HTMLElement>('.selectors .added > li')].some(
          ({ dataset, children }) =>
            dataset['standing'] === wanted && children[0]?.querySelector('code')?.textContent === name,
        ),
      { timeout: 10_000 },
      selector,
      standing,
    );

  it('a header of a message tells one: it is asked for alone, found, and known to the popup', async () => {
    expect(await headline()).toBe('not known');
    await give(
      `DKIM-Signature: v=1; a=rsa-sha256; d=${domain};\n s=a7-2026; b=AAAA\nSubject: A secret of mine\n`,
    );
    await standingOf('a7-2026', 'key');
    expect(await asked()).toEqual([`a7-2026._domainkey.${domain} TXT`]);
    expect(await kept()).toMatchObject({ names: { dkim: ['a7-2026'] } });
    expect(JSON.stringify(await session.desk.stored('local'))).not.toContain('secret');
    const { popup, close } = await session.check(domain);
    expect((await readPopup(popup, domain)).findings).not.toContain('dkim-not-found');
    await close();
  });

  it('one that is not there is said to be that', async () => {
    await give('nobody');
    await standingOf('nobody', 'absent');
    expect(await headline()).toBe('key found');
  });

  it('a look for more asks four at a time, finds one, and ends; nothing is asked twice', async () => {
    await session.lab.clearLogs();
    await report.$$eval('.selectors > .actions button', ([button]) => (button as HTMLElement).click());
    await report.waitForSelector('.selectors .look[data-look=done]', { timeout: 30_000 });
    const names = await asked();
    expect(names.length).toBeGreaterThan(200);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name.endsWith(`._domainkey.${domain} TXT`))).toBe(true);
    await standingOf('resend', 'key');
    expect(await kept()).toMatchObject({ names: { dkim: ['a7-2026', 'nobody', 'resend'] } });
  });

  it('what is kept is asked first at the next check, and no more once it is removed', async () => {
    await session.lab.clearLogs();
    await report.click('.selectors .added button[aria-label="Remove nobody"]');
    await expect.poll(kept).toMatchObject({ names: { dkim: ['a7-2026', 'resend'] } });
    const { popup, close } = await session.check(domain);
    await readPopup(popup, domain);
    await session.lab.clearLogs();
    await popup.click('.top button.icon');
    await expect.poll(asked, { timeout: 10_000 }).toContain(`resend._domainkey.${domain} TXT`);
    await expect.poll(asked, { timeout: 10_000 }).toContain(`a7-2026._domainkey.${domain} TXT`);
    expect(await asked()).not.toContain(`nobody._domainkey.${domain} TXT`);
    await close();
  });

  it('can be read on a telephone', async () => {
    await report.setViewport({ width: 360, height: 640 });
    expect(
      await report.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth <= clientWidth;
      }),
    ).toBe(true);
    expect(await unreadableTexts(report)).toEqual([]);
    expect(await violationsAsShown(report)).toEqual([]);
  });
});
