/**
 * Draws the toolbar icon at the sizes that browsers ask for, and the seal in each colour that a tab can have, from icon.svg:
 * `node components/icon/draw.ts`. The small ones leave out the rim and have a thicker envelope, which would otherwise blur.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { TONE_COLOURS } from './tones.ts';

const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

async function draw(size: number, file: string, colour?: string): Promise<void> {
  const style = `svg{display:block;width:${size}px;height:${size}px}
    ${size < 48 ? '.rim{display:none}' : ''} ${size === 16 ? '.fold{stroke-width:3.4}' : ''}
    ${colour ? `.wax{fill:${colour}}` : ''}`;
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}${style}</style>${svg}`);
  const path = new URL(`../static/${file}`, import.meta.url).pathname;
  await page.screenshot({ path, omitBackground: true });
}

for (const size of [16, 32, 48, 128]) await draw(size, `icon/${size}.png`);
await mkdir(new URL('../static/seal/', import.meta.url), { recursive: true });
for (const [tone, colour] of Object.entries(TONE_COLOURS))
  for (const size of [16, 32]) await draw(size, `seal/${tone}-${size}.png`, colour);
await browser.close();
