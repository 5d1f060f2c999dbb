/** Octets of one string of a TXT record (RFC 1035 §3.3). */
const LONGEST_STRING = 255;

/**
 * A text as the strings of one line of a zone file, which readers join without spaces (RFC 7208 §3.3): none with more octets than it may have, none that ends within a character, and
 * what is no printable ASCII by the number of its octets (RFC 1035 §5.1). Pure.
 */
export function zoneStringsOf(text: string): string {
  const strings: string[] = [];
  let [string, count] = ['', 0];
  for (const character of text) {
    const octets = new TextEncoder().encode(character);
    if (count + octets.length > LONGEST_STRING) {
      strings.push(string);
      [string, count] = ['', 0];
    }
    string += Array.from(octets, writtenOctet).join('');
    count += octets.length;
  }
  return [...strings, string].map((each) => `"${each}"`).join(' ');
}

function writtenOctet(octet: number): string {
  const character = String.fromCharCode(octet);
  if (character === '"' || character === '\\') return `\\${character}`;
  return octet >= 0x20 && octet < 0x7f ? character : `\\${String(octet).padStart(3, '0')}`;
}
