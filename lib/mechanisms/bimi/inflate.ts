import { readAtMost } from '../../network/read-body.ts';

/** Of a logo or a certificate no more is held, compressed or not: sixteen times what is recommended for a logo. */
export const MOST_FILE_OCTETS = 512 * 1024;

/** True for what gzip has compressed (RFC 1952 §2.3.1). */
export function isCompressed(octets: Uint8Array): boolean {
  return octets[0] === 0x1f && octets[1] === 0x8b;
}

/** The octets themselves or, where gzip has compressed them, what they were; null where that is too large, however small it looked. Never rejects. */
export async function inflated(written: Uint8Array): Promise<Uint8Array | null | 'broken'> {
  if (!isCompressed(written)) return written;
  const body = new Blob([written as Uint8Array<ArrayBuffer>]).stream();
  try {
    return await readAtMost(
      new Response(body.pipeThrough(new DecompressionStream('gzip'))),
      MOST_FILE_OCTETS,
    );
  } catch {
    return 'broken';
  }
}
