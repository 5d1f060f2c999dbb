import { decodeBase64, octetsOf } from './base64.ts';

/** The octets of a `data:` URL (RFC 2397); null for any other URL, and where its base64 is none. Total, linear. */
export function dataUrlOctets(url: string): Uint8Array | null {
  const comma = url.indexOf(',');
  if (comma === -1 || !/^data:/i.test(url)) return null;
  const content = url.slice(comma + 1);
  if (/;base64$/i.test(url.slice(0, comma))) {
    const decoded = decodeBase64(content);
    return decoded.state === 'valid' ? decoded.octets : null;
  }
  const plain = content.replaceAll(/%([\dA-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return octetsOf(plain);
}
