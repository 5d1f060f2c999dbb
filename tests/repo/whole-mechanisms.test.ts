import { safeParse } from 'valibot';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { emptyParts, MECHANISMS } from '../../lib/mechanisms.ts';
import { WORLD_FILES } from '../lab/world.ts';
import { GROUPS } from '../mutation/groups.ts';
import { EXAMPLE } from '../support/assessments.ts';
import { filesBelow, importsOf, read } from '../support/repository.ts';
import { WORDS } from '../support/words.ts';

/** The folders below one, by name. */
function foldersIn(parent: string): string[] {
  const names = filesBelow(parent).map((path) => path.slice(parent.length + 1).split('/'));
  return [...new Set(names.flatMap(([first = '', ...rest]) => (rest.length > 0 ? [first] : [])))].toSorted();
}

/** The kinds of files that ARCHITECTURE.md asks of each mechanism; `record.ts …` is for those that have a parser. */
const KINDS = Array.from(
  read('ARCHITECTURE.md').matchAll(/^\| `([\w-]+\.(?:ts|yml))` +\|/gm),
  ([, kind = '']) => kind,
);

/** What has to be there for a mechanism. */
function wholeOf(name: string): string[] {
  return [
    ...KINDS.map((kind) => `lib/mechanisms/${name}/${kind}`),
    `tests/unit/mechanisms/${name}/judge.test.ts`,
    `tests/lab/world/${name}.ts`,
  ];
}

const FILES: ReadonlySet<string> = new Set([...filesBelow('lib'), ...filesBelow('tests')]);
const FOLDERS = foldersIn('lib/mechanisms');

describe('the mechanisms', () => {
  it('are listed, each folder of lib/mechanisms/ and no other', () => {
    expect(MECHANISMS.map(({ name }) => name).toSorted()).toEqual(FOLDERS);
  });

  it('are mirrored by the tests, of which no folder stands for nothing', () => {
    expect(foldersIn('tests/unit/mechanisms')).toEqual(FOLDERS);
    expect(foldersIn('tests/unit').filter((room) => !foldersIn('lib').includes(room))).toEqual([]);
  });

  it('are mirrored by the lab, of which every file is in the world', () => {
    const files = filesBelow('tests/lab/world');
    const imported = new Set(['tests/lab/world.ts', ...files].flatMap(importsOf).map(({ file }) => file));
    expect(files.filter((path) => !imported.has(path))).toEqual([]);
  });

  it('consist of what ARCHITECTURE.md says', () => {
    expect(KINDS).toEqual(expect.arrayContaining(['mechanism.ts', 'facts.ts', 'en.yml']));
  });
});

describe.each(FOLDERS)('%s', (name) => {
  const mechanism = MECHANISMS.find((each) => each.name === name)!;
  const folder = `lib/mechanisms/${name}`;

  it('is whole', () => {
    expect(wholeOf(name).filter((path) => !FILES.has(path))).toEqual([]);
  });

  it('is put together from those files', () => {
    const imported = new Set(importsOf(`${folder}/mechanism.ts`).map(({ file, isType }) => !isType && file));
    const own = KINDS.filter((kind) => kind.endsWith('.ts') && kind !== 'mechanism.ts');
    expect(own.filter((kind) => !imported.has(`${folder}/${kind}`))).toEqual([]);
  });

  it('has every part in storage as soon as a check begins', () => {
    const parts: Readonly<Record<string, unknown>> = mechanism.empty as object as Record<string, unknown>;
    expect(Object.keys(mechanism.stored)).toEqual(expect.arrayContaining(Object.keys(parts)));
    const refused = Object.entries(mechanism.stored).filter(
      ([part, schema]) => part in parts && !safeParse(schema, parts[part]).success,
    );
    expect(refused).toEqual([]);
  });

  it('has the sentences of its problems in its own file', () => {
    const own = parse(read(`${folder}/en.yml`)) as Record<'problem' | 'mechanism', object>;
    const codes = Object.keys(mechanism.problems).map((code) => code.replaceAll('-', '_'));
    expect(Object.keys(own.problem).toSorted()).toEqual(codes.toSorted());
    expect(Object.keys(own.mechanism)).toEqual([name.replaceAll('-', '_')]);
  });

  it('tells nothing of what is not known yet', () => {
    const told = { ...WORDS, policyDomain: EXAMPLE };
    expect(mechanism.evidence(emptyParts(), told)).toEqual([]);
  });

  it('has domains in the lab that show its headlines and its problems', () => {
    const expected = (WORLD_FILES[name] ?? []).map((domain) => domain.expected);
    const headlines = expected.map((each) => each.headlines[mechanism.name]);
    const shown = new Set(headlines.filter((headline) => headline !== undefined));
    const wanted = `two headlines of ${mechanism.name}, as \`expected.headlines\` of domains in tests/lab/world/${name}.ts`;
    expect(shown.size, wanted).toBeGreaterThan(1);
    const codes = expected.flatMap(({ findings }) => findings);
    expect(codes.filter((code) => code in mechanism.problems)).not.toEqual([]);
  });

  it('has each of its problems in a test or in the lab', () => {
    const text = ['tests/unit', 'tests/rfc', 'tests/lab/world'].flatMap(filesBelow).map(read).join('\n');
    expect(Object.keys(mechanism.problems).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });

  it('is a group of the mutation tests', () => {
    expect(GROUPS[`mechanisms/${name}`]?.files).toContain(`${folder}/judge.ts`);
  });
});
