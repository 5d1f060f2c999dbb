/** What Chromium lets one extension keep in `storage.local` and in `storage.session`. */
export const CHROMIUM_QUOTA = 10_485_760;

/** How Chromium counts what an area holds. */
export function chromiumBytes(
  area: 'local' | 'session' | 'sync' | 'managed',
  items: Record<string, unknown>,
): number {
  const bytesOf = area === 'session' ? memoryBytes : jsonBytes;
  const each = Object.entries(items).map(([key, value]) => Buffer.byteLength(key) + bytesOf(value));
  return each.reduce((sum, bytes) => sum + bytes, 0);
}

/** On disk: the JSON that base::JSONWriter writes, which escapes "<" and the separators of lines too. */
function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value).replace(/[<\x7f\u2028\u2029]/g, '\\u0000'));
}

/** In memory: every value is an object of some forty bytes, beside its text. */
function memoryBytes(value: unknown): number {
  if (typeof value === 'string') return 40 + Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 40;
  const each = Object.entries(value).map(([key, inner]) => 24 + Buffer.byteLength(key) + memoryBytes(inner));
  return each.reduce((sum, bytes) => sum + bytes, 40);
}
