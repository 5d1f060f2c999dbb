/**
 * Commands for whoever signs on a server of their own, with names filled in. No key is written over, and a record is printed only where the key could be read: of nothing at all it
 * would be one that revokes. `selector` and `domain` are names of DNS and nothing else.
 */

/** Makes an RSA key of 2048 bits (RFC 8301 §3.2), and prints its record in strings of 255 octets. */
export function newRsaKey(selector: string, domain: string): string {
  const file = `${selector}.${domain}.key`;
  const make = `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out ${file}`;
  return `${madeOnce(file, make)}\n${printed(file, 'rsa', `cat ${file}.der`, selector, domain)}`;
}

/** The same for Ed25519 (RFC 8463 §4): its record has the 32 octets of the key alone. */
export function newEd25519Key(selector: string, domain: string): string {
  const file = `${selector}.${domain}.key`;
  const make = `openssl genpkey -algorithm ed25519 -out ${file}`;
  return `${madeOnce(file, make)}\n${printed(file, 'ed25519', `tail -c 32 ${file}.der`, selector, domain)}`;
}

/** Shows the record of a selector that somebody read in a message. */
export function recordOfSelector(selector: string, domain: string): string {
  return `dig +short ${selector}._domainkey.${domain} TXT`;
}

function madeOnce(file: string, make: string): string {
  return `test -e ${file} || (umask 077 && ${make})`;
}

function printed(file: string, type: string, octets: string, selector: string, domain: string): string {
  const head = `printf '%s' 'v=DKIM1; k=${type}; p='`;
  const line = `s/^/${selector}._domainkey.${domain}. IN TXT /`;
  return `openssl pkey -in ${file} -pubout -outform DER -out ${file}.der && { ${head}; ${octets} | openssl base64 -A; echo; } | fold -w 255 | sed 's/.*/"&"/' | paste -s -d ' ' - | sed '${line}'`;
}
