import { decodeBase64, textOfOctets } from './base64.ts';

/** What stands between a pair of lines of a PEM file (RFC 7468 §2). */
export interface PemBlock {
  /** What the lines say that it is, such as "CERTIFICATE". */
  readonly label: string;
  /** What it holds; null where it is no base64, has headers of its own, or does not end. */
  readonly octets: Uint8Array | null;
}

const BOUNDARY = /-----(BEGIN|END) ([A-Z\d][A-Z\d ]{0,40})-----/g;

/**
 * The blocks of a PEM file in order, at most `most` of them; what stands between them is ignored, as everybody does (RFC 7468 §2). Total, linear.
 */
export function pemBlocksIn(file: Uint8Array, most: number): PemBlock[] {
  const text = textOfOctets(file);
  const blocks: PemBlock[] = [];
  let open: { readonly label: string; readonly from: number } | null = null;
  for (const { 0: line, 1: kind, 2: label = '', index } of text.matchAll(BOUNDARY)) {
    if (blocks.length >= most) return blocks;
    if (open) {
      const isWhole: boolean = kind === 'END' && label === open.label;
      blocks.push({ label: open.label, octets: isWhole ? contentOf(text.slice(open.from, index)) : null });
    }
    open = kind === 'BEGIN' ? { label, from: index + line.length } : null;
  }
  if (open && blocks.length < most) blocks.push({ label: open.label, octets: null });
  return blocks;
}

function contentOf(text: string): Uint8Array | null {
  const decoded = decodeBase64(text);
  return decoded.state === 'valid' ? decoded.octets : null;
}
