/** The address of the section that a source such as "RFC 8461 §3.1" names, or "draft-brand-…-12 §4" where there is no RFC yet. */
export function sourceUrl(source: string): string {
  const [document = '', section = ''] = source.split(' §');
  return document.startsWith('draft-')
    ? `https://datatracker.ietf.org/doc/html/${document}#section-${section}`
    : `https://www.rfc-editor.org/rfc/${document.toLowerCase().replace(' ', '')}#section-${section}`;
}
