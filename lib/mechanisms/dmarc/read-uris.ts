import type { Position } from '../../problem.ts';
import type { DmarcFindings } from './problems.ts';
import type { Tag } from './tags.ts';
import { isUriByGrammar, splitUris, type ListedUri } from './uris.ts';

/** The well-formed URIs of a list; receivers skip the others one by one (RFC 9990 §3.5). */
export function readUris(name: 'rua' | 'ruf', tag: Tag | undefined, problems: DmarcFindings): string[] {
  if (!tag) return [];
  const listed = splitUris(tag.value);
  const good = listed.filter(isUriByGrammar).map(({ uri }) => uri);
  const seen = new Set<string>();
  for (const each of listed) {
    const position = { offset: tag.valueOffset + each.offset, length: each.uri.length, line: 1 };
    noteUri(name, each, good.length > 0, position, problems);
    if (each.uri !== '' && seen.has(each.uri))
      problems.add('dmarc-rua-duplicate', { tag: name, uri: each.uri }, position);
    seen.add(each.uri);
  }
  // RFC 7489 §6.2: more than two may be ignored.
  if (name === 'rua' && good.length > 2) problems.add('dmarc-rua-many', { count: good.length }, tag.position);
  return good;
}

function noteUri(
  tag: 'rua' | 'ruf',
  { uri, fault, sizeLimit }: ListedUri,
  isAnother: boolean,
  position: Position,
  problems: DmarcFindings,
): void {
  if (sizeLimit !== null) problems.add('dmarc-uri-size-limit', { suffix: sizeLimit }, position);
  if (fault === 'scheme-missing') problems.add('dmarc-rua-scheme-missing', { tag, uri }, position);
  else if (fault === 'scheme') problems.add('dmarc-rua-scheme', { tag, uri }, position);
  else if (fault !== null && tag === 'ruf') problems.add('dmarc-ruf-invalid', { uri }, position);
  else if (fault !== null)
    problems.add(
      isAnother && fault === 'syntax' ? 'dmarc-rua-skipped' : 'dmarc-rua-invalid',
      { uri },
      position,
    );
}
