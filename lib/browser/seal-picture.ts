import type { Tone } from '../mechanism.ts';
import type { SealName } from '../verdict/seal.ts';
import { browser } from './native.ts';

type Picture = Record<number, ImageData>;

const SIZES = [16, 32];
const kept = new Map<string, Promise<Picture>>();

/**
 * The seal of a standing in the colour of its tone (components/icon/draw.ts), which can be seen on a light and on a dark toolbar, as pixels. Read once in the life of
 * the background: by its path the browser would fetch and decode it for every page. Rejects where it cannot be read.
 */
export function sealPicture(seal: SealName, tone: Tone): Promise<Picture> {
  const name = `${seal}-${tone}`;
  const known = kept.get(name);
  if (known) return known;
  const picture = readPicture(name);
  kept.set(name, picture);
  picture.catch(() => kept.delete(name));
  return picture;
}

async function readPicture(name: string): Promise<Picture> {
  const pixels = SIZES.map(async (size) => [size, await pixelsOf(`seal/${name}-${size}.png`, size)] as const);
  return Object.fromEntries(await Promise.all(pixels));
}

async function pixelsOf(path: string, size: number): Promise<ImageData> {
  const response = await fetch(`${browser.runtime.getURL('')}${path}`);
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (!context) throw new Error('There is nothing to draw on.');
  context.drawImage(await createImageBitmap(await response.blob()), 0, 0);
  return context.getImageData(0, 0, size, size);
}
