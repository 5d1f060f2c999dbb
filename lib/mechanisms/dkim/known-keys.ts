/**
 * Keys whose private half is printed in a document or a program, so that anyone can sign with them: by the last 16 octets of the modulus, or of the Ed25519
 * key. Each was taken from there; of those of RFC 8032 and RFC 8463 the private half was tried as well. Lists of millions of such keys exist; a browser does
 * not carry them.
 */
const KNOWN: Readonly<Record<string, string>> = {
  '593a083263d23c37503cd518724710d9': 'RFC 6376, appendix C',
  // The test key of dkimpy too.
  '229dc6fb692bc8e4c8293fa5fcae30dd': 'RFC 8463, appendix A.1',
  '56edc3c9cd3bf6048bb674ab8176fe81': 'OpenDKIM, libopendkim/tests/t-testdata.h',
  '0ee172f3daa62325af021a68f707511a': 'RFC 8032, section 7.1, test 1',
  '9c982ccf2ec4968cc0cd55f12af4660c': 'RFC 8032, section 7.1, test 2',
  '0816ed13ba3303ac5deb911548908025': 'RFC 8032, section 7.1, test 3',
};

/** Where the private half of a key is published, by its modulus or its Ed25519 octets; null for all others. Total. */
export function whereKnown(key: Uint8Array): string | null {
  const hex = Array.from(key.subarray(-16), (octet) => octet.toString(16).padStart(2, '0')).join('');
  return Object.hasOwn(KNOWN, hex) ? (KNOWN[hex] ?? null) : null;
}
