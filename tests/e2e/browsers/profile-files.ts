import { Buffer } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * The files below a folder, as paths from there, that hold a label of a domain name in their name or content: as text in UTF-8 or UTF-16, within a
 * question to DNS over HTTPS, or as a key of Firefox's IndexedDB. What is compressed has to be unpacked before
 * (`unpackFirefoxFiles`).
 */
export function filesWith(folder: string, label: string): string[] {
  const text = Buffer.from(label, 'utf8');
  const forms = [text, Buffer.from(label, 'utf16le'), ...inBase64(text), text.map((byte) => byte + 1)];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return path.includes(label) || forms.some((form) => content.includes(form));
    })
    .map((path) => relative(folder, path));
}

/** What base64 makes of it wherever it begins, without the characters at both ends that its neighbours change. */
function inBase64(text: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), text]).toString('base64url');
    const last = Math.floor(((before + text.length) * 8) / 6);
    return Buffer.from(whole.slice(Math.ceil((before * 8) / 6), last));
  });
}
