import { expect, it } from 'vitest';
import { read, sourcesBelow } from '../support/repository.ts';

/** The one warning of web-ext lint is preact's own way to set markup; it stays a warning as long as nobody uses it. */
it('no text is ever read as markup', () => {
  const ways = /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/;
  const sources = ['entrypoints', 'components', 'lib'].flatMap(sourcesBelow);
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((path) => ways.test(read(path)))).toEqual([]);
});
