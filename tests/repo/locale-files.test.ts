import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DNS_PROBLEMS } from '../../lib/dns/problems.ts';
import { LOCALES, localeOf, writeLocales } from '../../locale-files.ts';
import { ROOT, filesBelow, read } from '../support/repository.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waxseal-locales-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the sentences of a mechanism', () => {
  it('are taken up with its folder, beside all that is there, without another edit', () => {
    cpSync(join(ROOT, 'lib'), join(folder, 'lib'), { recursive: true });
    write('lib/mechanisms/toy/en.yml', 'problem:\n  toy_absent:\n    title: There is no toy.\n');
    const before = localeOf('en');
    writeLocales(folder);
    const merged: unknown = JSON.parse(readFileSync(join(folder, LOCALES, 'en.json'), 'utf8'));
    const toy = { toy_absent: { title: 'There is no toy.' } };
    expect(merged).toEqual({ ...before, problem: { ...(before['problem'] as object), ...toy } });
  });

  it('include those of its problems: in lib/locales stand those of DNS alone, which are of no mechanism', () => {
    const areas = filesBelow('lib/locales').filter((path) => path.endsWith('.yml'));
    const there = areas.flatMap((path) =>
      Object.keys((parse(read(path)) as { readonly problem?: object }).problem ?? {}),
    );
    const codes = Object.keys(DNS_PROBLEMS).map((code) => code.replaceAll('-', '_'));
    expect(there.toSorted()).toEqual(codes.toSorted());
  });
});

describe('files that do not go together are refused, with both their names', () => {
  const FIRST = 'lib/locales/en/a.yml';
  const SECOND = 'lib/mechanisms/toy/en.yml';

  it.each([
    ['one key twice', 'a:\n  b: one', 'a:\n  b: two', `${SECOND}: "a.b" is in ${FIRST} already.`],
    ['the same sentence twice', 'a: one', 'a: one', `${SECOND}: "a" is in ${FIRST} already.`],
    ['a group where a sentence is', 'a: one', 'a:\n  b: two', `${SECOND}: "a" is in ${FIRST} already.`],
    ['a sentence where a group is', 'a:\n  b: one', 'a: two', `${SECOND}: "a" is in ${FIRST} already.`],
    [
      'keys that are one to a browser',
      'a:\n  bC: one',
      'a_bc: two',
      `${SECOND}: "a_bc" is in ${FIRST} already.`,
    ],
    ['a number', 'a: one', 'b: 1', `${SECOND}: "b" is neither a sentence nor a group of sentences.`],
    ['nothing', 'a: one', 'b:', `${SECOND}: "b" is neither a sentence nor a group of sentences.`],
    ['a list', 'a: one', 'b: [two]', `${SECOND}: "b" is neither a sentence nor a group of sentences.`],
  ])('%s', (_, first, second, message) => {
    write(FIRST, first);
    write(SECOND, second);
    expect(() => localeOf('en', folder)).toThrow(new Error(message));
  });

  it('a group may be shared', () => {
    write(FIRST, 'a:\n  b: one\n  c_d: two');
    write(SECOND, 'a:\n  c:\n    e: three');
    expect(localeOf('en', folder)).toEqual({ a: { b: 'one', c_d: 'two', c: { e: 'three' } } });
  });
});

it('a language that is gone leaves no merged file', () => {
  write('lib/locales/en/a.yml', 'a: one');
  write(`${LOCALES}/de.json`, '{}');
  writeLocales(folder);
  expect(existsSync(join(folder, LOCALES, 'de.json'))).toBe(false);
});

it('every file of sentences stands where the merge looks', () => {
  const files = filesBelow('lib').filter((path) => path.endsWith('.yml'));
  const places = ['lib/locales/*/*.yml', 'lib/mechanisms/**/??.yml'];
  expect(files.filter((path) => !places.some((place) => matchesGlob(path, place)))).toEqual([]);
});
