/** The address of the section that a source such as "RFC 8461 §3.1" names. */
export function sourceUrl(source: string): string {
  const [, rfc, section] = /^RFC (\d+) §([\d.]+)$/.exec(source) ?? [];
  return `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`;
}
