/** The address of the section that a source such as "RFC 8461 §3.1" names, or "draft-brand-…-12 §4" where there is no RFC yet. */
export function sourceUrl(source: string): string {
  const [text = '', section = ''] = source.split(' §');
  return text.startsWith('draft-')
    ? `https://datatracker.ietf.org/doc/html/${text}#section-${section}`
    : `https://www.rfc-editor.org/rfc/${text.toLowerCase().replace(' ', '')}#section-${section}`;
}
