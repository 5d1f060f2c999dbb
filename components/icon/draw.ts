/**
 * Draws the toolbar icon at the sizes that browsers ask for, from icon.svg: `node components/icon/draw.ts`. The small ones
 * leave out the rim and have a thicker envelope, which would otherwise blur.
 */
import { readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';

const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  const style = `svg{display:block;width:${size}px;height:${size}px}
    ${size < 48 ? '.rim{display:none}' : ''} ${size === 16 ? '.fold{stroke-width:3.4}' : ''}`;
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}${style}</style>${svg}`);
  await page.screenshot({
    path: new URL(`../static/icon/${size}.png`, import.meta.url).pathname,
    omitBackground: true,
  });
}
await browser.close();
