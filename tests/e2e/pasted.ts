import type { Chromium } from './browsers/chromium.ts';

/** What a person finds who pastes into a field of another page, which is gone then. */
export async function pasted({ open }: Pick<Chromium, 'open'>): Promise<string> {
  const page = await open('https://absent.test/');
  await page.evaluate(() => document.body.append(document.createElement('textarea')));
  await page.focus('textarea');
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['paste'] });
  await page.keyboard.up('Control');
  const text = await page.$eval('textarea', ({ value }) => value);
  await page.close();
  return text;
}
