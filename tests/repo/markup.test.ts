import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SHAPES } from '../../components/seal-shapes.ts';
import { read, ROOT, sourcesBelow } from '../support/repository.ts';

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

/** The report has the guide's rules as well: one for a fold of that class once drew a frame around every whole seal. */
it('what a seal is made of is dressed by rules for seals alone', () => {
  const classes = ['seal', ...new Set(Object.values(SHAPES).map(({ wax }) => wax))];
  const selectors = globSync('components/**/*.css', { cwd: ROOT })
    .flatMap((path) => [...read(path).matchAll(/(?<=^|[};]|\*\/)[^{};@]+(?=\{)/g)])
    .flatMap(([rule]) => rule.split(/,(?![^(]*\))/));
  expect(selectors.length).toBeGreaterThan(500);
  const about = (name: string) => selectors.filter((each) => new RegExp(`\\.${name}(?![\\w-])`).test(each));
  for (const name of classes)
    expect(
      about(name).filter((each) => !/\.seal(?![\w-])/.test(each)),
      name,
    ).toEqual([]);
  expect(about('cracked').length).toBeGreaterThan(0);
});
