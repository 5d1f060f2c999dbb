import { crc32, deflateSync } from 'node:zlib';

/** So many steps lie between clear and solid: few enough for half a byte a pixel, and more than an eye tells apart on a toolbar. */
const STEPS = 16;

/**
 * A square picture in one colour as PNG, with a palette in which only the opacity differs: a third of what a browser writes for it.
 * `alphas` has the opacity of each pixel (0 to 255), row by row; `size` is even. See RFC 2083.
 */
export function flatPng(size: number, colour: string, alphas: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Four bits a pixel, of a palette.
  header.set([4, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (1 + size / 2));
  alphas.forEach((alpha, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    const index = y * (1 + size / 2) + 1 + (x >> 1);
    rows[index] = (rows[index] ?? 0) | (Math.round((alpha * (STEPS - 1)) / 255) << (x % 2 === 0 ? 4 : 0));
  });
  const palette = Buffer.from(colour.slice(1).repeat(STEPS), 'hex');
  const opacities = Buffer.from(Array.from({ length: STEPS }, (_, step) => step * (255 / (STEPS - 1))));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tRNS', opacities),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
