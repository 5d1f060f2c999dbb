import { expect, it } from 'vitest';
import { read, sourcesBelow } from '../support/repository.ts';

/** The one warning of web-ext lint is preact's own way to set markup; it stays a warning as long as nobody uses it. */
it('no text is ever read as markup', () => {
  const ways = /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/;
  const sources = ['entrypoints', 'components', 'lib'].flatMap(sourcesBelow);
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((path) => ways.test(read(path)))).toEqual([]);
});

/** Chromium writes what stands in the fields of a page into its sessions on disk, lists to choose from as well, and shows private reports in a window that is not private. */
it('what is typed or chosen about a domain is not kept by the browser', () => {
  const sources = ['components/SubjectField.tsx', 'components/workshop', 'components/guide'].flatMap(
    (path) => (path.endsWith('.tsx') ? [path] : sourcesBelow(path)),
  );
  const fields = sources.flatMap(
    (path) => read(path).match(/<(?:input|select|textarea)\s[^]*?\n?\s*>/g) ?? [],
  );
  const kept = fields.filter((field) => !/type="(?:radio|checkbox|file)"/.test(field));
  expect(kept.length).toBeGreaterThan(6);
  expect(kept.filter((field) => !field.includes('autocomplete="off"'))).toEqual([]);
});
