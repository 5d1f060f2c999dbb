/**
 * Draws the toolbar icon at the sizes that browsers ask for, from icon.svg, and the seal of each standing in each colour that it can have, from
 * seal-shapes.ts: `node components/icon/draw.ts`. The small ones leave out the rim and have thicker lines, which would otherwise blur.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { flatPng } from './flat-png.ts';
import { SEALS } from './seals.ts';
import { SHAPES, WAX } from '../seal-shapes.ts';
import { TONE_COLOURS } from './tones.ts';

const icon = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

const fileOf = (file: string) => new URL(`../static/${file}`, import.meta.url).pathname;

async function draw(size: number, file: string, svg: string, rules = ''): Promise<void> {
  const style = `svg:root,body>svg{display:block;width:${size}px;height:${size}px}${rules}`;
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}${style}</style>${svg}`);
  await page.screenshot({ path: fileOf(file), omitBackground: true });
}

/** Draws a seal as a file of its own, which has one colour. */
async function drawSeal(size: number, file: string, colour: string, svg: string): Promise<void> {
  await draw(size, file, svg);
  const drawn = await readFile(fileOf(file), 'base64');
  const alphas = await page.evaluate(
    async (picture, side) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = document.createElement('canvas').getContext('2d');
      context?.drawImage(image, 0, 0);
      return [...(context?.getImageData(0, 0, side, side).data ?? [])].filter((_, at) => at % 4 === 3);
    },
    drawn,
    size,
  );
  await writeFile(fileOf(file), flatPng(size, colour, alphas));
}

/** The seal as a picture of its own; what is pressed into wax, or a crack in it, is cut out, so that the toolbar is seen through it. */
function sealPicture(name: keyof typeof SHAPES, colour: string, size: number): string {
  const { wax, sign } = SHAPES[name];
  const thick = size === 16 ? 6 : 4.6;
  const line = `fill="none" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round"`;
  const field = 'maskUnits="userSpaceOnUse" x="0" y="-4" width="50" height="56"';
  const cut = `<mask id="cut" ${field}><path d="M0-4h50v56H0z" fill="#fff"/><path d="${sign}" stroke="#000" ${line}/></mask>`;
  const pressed = `<path d="${WAX}" fill="${colour}" mask="url(#cut)"/>`;
  const bare = `<path d="${WAX}" fill="none" stroke="${colour}" stroke-width="${size === 16 ? 4 : 3}" transform="translate(2.4 2.4) scale(.9)"/><path d="${sign}" stroke="${colour}" ${line}/>`;
  const half = `${bare}<svg width="24.4" height="48" viewBox="0 0 24.4 48">${pressed}</svg>`;
  const inner = wax === 'outline' ? bare : wax === 'half' ? half : pressed;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="3.6 1.4 43 44.2">${cut}${inner}</svg>`;
}

for (const size of [16, 32, 48, 128])
  await draw(
    size,
    `icon/${size}.png`,
    icon,
    `${size < 48 ? '.rim{display:none}' : ''}${size === 16 ? '.fold{stroke-width:3.4}' : ''}`,
  );
const folder = new URL('../static/seal/', import.meta.url);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [seal, tone] of SEALS)
  for (const size of [16, 32])
    await drawSeal(
      size,
      `seal/${seal}-${tone}-${size}.png`,
      TONE_COLOURS[tone],
      sealPicture(seal, TONE_COLOURS[tone], size),
    );
await browser.close();
