import { describe, expect, it } from 'vitest';
import { readAtMost } from '../../../lib/network/read-body.ts';
import { stream } from '../../support/network.ts';

describe('readAtMost', () => {
  const rows: readonly (readonly [why: string, sizes: number[], isRead: boolean])[] = [
    ['nothing', [], true],
    ['exactly the limit in one piece', [10], true],
    ['exactly the limit in several', [4, 0, 6], true],
    ['one byte more in one piece', [11], false],
    ['one byte more in a piece of its own', [10, 1], false],
  ];
  it.each(rows)('%s', async (_, sizes, isRead) => {
    const { body } = stream(sizes.map((size) => new Uint8Array(size).fill(7)));
    const bytes = await readAtMost(new Response(body), 10);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes).toEqual(isRead ? new Uint8Array(total).fill(7) : null);
  });

  it('keeps the order of the pieces', async () => {
    const { body } = stream([new Uint8Array([1, 2]), new Uint8Array([3])]);
    expect(await readAtMost(new Response(body), 10)).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('reads a response without a body as no bytes', async () => {
    expect(await readAtMost(new Response(null), 10)).toEqual(new Uint8Array());
  });

  it('lets go of the stream as soon as there is too much', async () => {
    const { body, seen } = stream(Array.from({ length: 100 }, () => new Uint8Array(6)));
    expect(await readAtMost(new Response(body), 10)).toBeNull();
    expect(seen).toEqual({ chunks: 2, isCancelled: true });
  });

  it('does not let go of a stream that was read to its end', async () => {
    const { body, seen } = stream([new Uint8Array(10)]);
    await readAtMost(new Response(body), 10);
    expect(seen).toEqual({ chunks: 1, isCancelled: false });
  });

  it('gives null even where letting go fails', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(11)),
      cancel: () => Promise.reject(new Error('gone')),
    });
    expect(await readAtMost(new Response(body), 10)).toBeNull();
  });

  it('rejects where the stream fails', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('lost')) });
    await expect(readAtMost(new Response(body), 10)).rejects.toThrow('lost');
  });
});
