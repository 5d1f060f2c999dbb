import type { Tone } from '../mechanism.ts';
import { browser } from './native.ts';

type Picture = Record<number, ImageData>;

const SIZES = [16, 32];
const kept = new Map<Tone, Promise<Picture>>();

/**
 * The seal in the colour of the tone (components/icon/draw.ts), which can be seen on a light and on a dark toolbar, as pixels. Read once in the life of
 * the background: by its path the browser would fetch and decode it for every page. Rejects where it cannot be read.
 */
export function sealPicture(tone: Tone): Promise<Picture> {
  const known = kept.get(tone);
  if (known) return known;
  const picture = readPicture(tone);
  kept.set(tone, picture);
  picture.catch(() => kept.delete(tone));
  return picture;
}

async function readPicture(tone: Tone): Promise<Picture> {
  const pixels = SIZES.map(async (size) => [size, await pixelsOf(`seal/${tone}-${size}.png`, size)] as const);
  return Object.fromEntries(await Promise.all(pixels));
}

async function pixelsOf(path: string, size: number): Promise<ImageData> {
  const response = await fetch(`${browser.runtime.getURL('')}${path}`);
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (!context) throw new Error('There is nothing to draw on.');
  context.drawImage(await createImageBitmap(await response.blob()), 0, 0);
  return context.getImageData(0, 0, size, size);
}
