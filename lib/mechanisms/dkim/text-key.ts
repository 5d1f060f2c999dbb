import { decodeBase64, textOfOctets } from '../../octets/base64.ts';
import { parseTagList } from '../../text/tag-list.ts';
import type { Edit } from '../../text/txt-edits.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import { parseDkimKey } from './key.ts';
import { gluedEdits, KNOWN } from './text-tags.ts';

const FILE_LINE = /-{5}\s*(?:BEGIN|END)\s[A-Z0-9 ]{0,30}-{5}/g;

/**
 * The key that the value of `p=` was meant to be, for a record of that type: without what was copied with it, in the alphabet of base64, and an Ed25519 key as its 32 octets alone.
 * Null where it is right as it is, or open what was meant: what comes back was read, so that nothing is guessed. Private keys stay what they are.
 */
export function meantKey(written: string, type: string): string | null {
  if (/PRIVATE/.test(written)) return null;
  const bare = written
    .replaceAll(FILE_LINE, '')
    .replace(INVISIBLE, '')
    .replaceAll(/\s+/g, '')
    .replace(/^["'`<]+|["'`>.,)]+$/g, '');
  const isOfUrls = /[-_]/.test(bare) && !/[+/]/.test(bare);
  const standard = isOfUrls ? bare.replaceAll('-', '+').replaceAll('_', '/') : bare;
  const digits = standard.replace(/={3,}$/, '');
  const unpadded = digits.replace(/=+$/, '');
  const forms = type === 'ed25519' ? [digits, ...innerKey(digits)] : [digits, unpadded, ...innerText(digits)];
  return forms.find((form) => form !== written && isKey(form, type)) ?? null;
}

/** The 32 octets within a SubjectPublicKeyInfo (RFC 8410 §4), or those whose base64 was encoded once more. */
function innerKey(digits: string): string[] {
  const decoded = decodeBase64(digits);
  if (decoded.state === 'invalid' || decoded.octets.length !== 44) return [];
  const text = textOfOctets(decoded.octets);
  return text.startsWith('\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00')
    ? [btoa(text.slice(12))]
    : [text];
}

/** The base64 of an RSA key that was encoded once more. */
function innerText(digits: string): string[] {
  const decoded = decodeBase64(digits);
  const text = decoded.state === 'valid' ? textOfOctets(decoded.octets).replaceAll(/\s+/g, '') : '';
  return /^MI[A-Za-z0-9+/]+={0,2}$/.test(text) ? [text] : [];
}

function isKey(digits: string, type: string): boolean {
  return parseDkimKey(`k=${type}; p=${digits}`).data !== null;
}

/** The key of a record as it was meant. Pure. */
export function keyEdits(value: string): readonly Edit[] {
  const { tags } = parseTagList(value);
  const p = tags.find(({ name }) => name === 'p');
  const glued = gluedEdits(value);
  if (glued.length > 0) return glued;
  if (!p) return addedKey(value);
  const type = tags.find(({ name }) => name === 'k')?.value.toLowerCase() ?? 'rsa';
  const meant = meantKey(p.value, type);
  return meant === null ? [] : [{ offset: p.at.offset, length: p.at.length, put: meant }];
}

/** The tag that is missing before a key which stands there by itself. Pure. */
export function addedKey(value: string): readonly Edit[] {
  const { tags, faults } = parseTagList(value);
  // The padding of a key reads as a name without a value, where all before it are letters and digits.
  const { padded = [], named = [] } = Object.groupBy(tags, ({ name, value: rest }) =>
    !KNOWN.has(name) && /^=?$/.test(rest) ? 'padded' : 'named',
  );
  const type = named.find(({ name }) => name === 'k')?.value.toLowerCase() ?? 'rsa';
  const parts = [...faults.filter(({ kind }) => kind === 'syntax'), ...padded];
  return parts.flatMap(({ position: { offset, length } }) => {
    const text = value.slice(offset, offset + length);
    const key = isKey(text, type) ? text : meantKey(text, type);
    const version = named.length === 0 ? 'v=DKIM1; ' : '';
    return key === null ? [] : [{ offset, length, put: `${version}p=${key}` }];
  });
}
