import { Buffer } from 'node:buffer';
import { createPrivateKey } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '../support/dkim.ts';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { unreadableTexts } from './layout.ts';
import { reportReady } from './report-view.ts';

/** The private half of the key at default._domainkey.rfc-key.test, printed in RFC 8463 §A.1. */
const PRINTED = Buffer.from('nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=', 'base64');
const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), PRINTED]),
  format: 'der',
  type: 'pkcs8',
});
const DOMAIN = 'rfc-key.test';
const MESSAGE = signed({
  fields: [`From: Somebody <a@${DOMAIN}>`, 'Subject: A secret of mine'],
  tags: `v=1; a=ed25519-sha256; d=${DOMAIN}; s=default; h=from:subject`,
  body: 'Words that nobody else reads.\r\n',
  key: KEY,
});

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
