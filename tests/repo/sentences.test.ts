import { MECHANISMS, PROBLEMS, type ProblemCode } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { WEIGHTS } from '../../lib/verdict/weights.ts';
import { DNS_FAILURES, HEADLINES, STANDINGS, UNSUPPORTED_REASONS } from '../support/codes.ts';
import { SENTENCES, placeholdersOf } from '../support/i18n.ts';
import { filesBelow, read } from '../support/repository.ts';

const PARTS = ['title', 'meaning', 'repair'] as const;
const keyOf = (code: string) => code.replaceAll('-', '_');
const codes = Object.keys(PROBLEMS) as ProblemCode[];
const keysIn = (group: string) => [...SENTENCES.keys()].filter((key) => key.startsWith(`${group}.`));

describe('the sentences of the problems', () => {
  it('are a title, a meaning and a repair for each code, and nothing else', () => {
    const expected = codes.flatMap((code) => PARTS.map((part) => `problem.${keyOf(code)}.${part}`));
    expect(keysIn('problem').toSorted()).toEqual(expected.toSorted());
  });

  it.each(codes)('of %s use its parameters, all of them and no other', (code) => {
    const used = PARTS.flatMap((part) =>
      placeholdersOf(SENTENCES.get(`problem.${keyOf(code)}.${part}`) ?? ''),
    );
    expect([...new Set(used)].toSorted()).toEqual([...PROBLEMS[code].parameters].toSorted());
  });
});

describe('a repair that takes something out of a policy', () => {
  // Until then nobody could read it and all mail came; from then on a server that it does not name is refused.
  it.each<ProblemCode>(['policy-line-syntax', 'policy-key-syntax', 'policy-mx-extra'])(
    'of %s says that every mail server keeps its line',
    (code) => {
      expect(SENTENCES.get(`problem.${keyOf(code)}.repair`)).toMatch(/mail server/);
      expect(SENTENCES.get(`problem.${keyOf(code)}.repair`)).toMatch(/only if|each/);
    },
  );
});

describe('every code has its sentence, and every sentence its code', () => {
  const groups: readonly (readonly [group: string, codes: readonly string[], parts: readonly string[]])[] = [
    ['headline', HEADLINES, ['.title', '.text']],
    ['unsupported', UNSUPPORTED_REASONS, ['.title', '.text']],
    ['dns', DNS_FAILURES, ['']],
  ];
  it.each(groups)('%s', (group, list, parts) => {
    const expected = list.flatMap((code) => parts.map((part) => `${group}.${keyOf(code)}${part}`));
    expect(keysIn(group).toSorted()).toEqual(expected.toSorted());
  });

  it('mechanism: a name, what it is, and a word or two for each headline', () => {
    const expected = MECHANISMS.flatMap(({ name, headlines }) =>
      ['name', 'what', ...Object.keys(headlines).map((headline) => `state.${keyOf(headline)}`)].map(
        (part) => `mechanism.${keyOf(name)}.${part}`,
      ),
    );
    const known = keysIn('mechanism').filter((key) => !/^mechanism\.[^.]+\.(?:lane|consequence)\./.test(key));
    expect(known.toSorted()).toEqual(expected.toSorted());
  });

  it('lane: of mail to the domain a word for each standing, of mail in its name a word and a sentence for each headline of what counts most', () => {
    const inTransit = STANDINGS.filter((standing) => standing !== 'checking');
    expect(keysIn('lane.word').toSorted()).toEqual(
      inTransit.map((standing) => `lane.word.${keyOf(standing)}`).toSorted(),
    );
    const [first] = MECHANISMS.filter(({ name }) => WEIGHTS[name].lane === 'spoofing').toSorted(
      (a, b) => WEIGHTS[b.name].weight - WEIGHTS[a.name].weight,
    );
    const headlines = Object.keys(first?.headlines ?? {}).filter((headline) => headline !== 'checking');
    const words = keysIn('mechanism').filter((key) => /^mechanism\.[^.]+\.(?:lane|consequence)\./.test(key));
    const expected = headlines.flatMap((headline) =>
      ['lane', 'consequence'].map((part) => `mechanism.${keyOf(first!.name)}.${part}.${keyOf(headline)}`),
    );
    expect(words.toSorted()).toEqual(expected.toSorted());
  });

  it('standing, where it is there at all', () => {
    const known = new Set(STANDINGS.map((code) => `standing.${keyOf(code)}`));
    expect(keysIn('standing').filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('a sentence', () => {
  const all = [...SENTENCES];

  it('has text, no markup, and marks of code in pairs', () => {
    const odd = all.filter(
      ([, text]) =>
        text.trim() !== text || text === '' || /<\/?\w|&\w+;/.test(text) || text.split('`').length % 2 === 0,
    );
    expect(odd).toEqual([]);
  });

  it('has no mark that the browser or the plural forms would read as theirs', () => {
    expect(all.filter(([, text]) => text.includes('$') || text.includes(' | '))).toEqual([]);
  });

  it('has no value within its marks of code: it would not be isolated there', () => {
    const marked = (text: string) => text.split('`').filter((_, index) => index % 2 === 1);
    expect(all.filter(([, text]) => marked(text).some((code) => code.includes('{')))).toEqual([]);
  });

  it('is used somewhere', () => {
    const sources = filesBelow('.').filter(
      (path) => /^(?:lib|components|entrypoints|wxt\.config)/.test(path) && /\.tsx?$/.test(path),
    );
    const program = sources.map(read).join('\n');
    const isUsed = (key: string) =>
      program.includes(`'${key}'`) ||
      program.includes(`__MSG_${key.replaceAll('.', '_')}__`) ||
      templates.some((t) => t.test(key));
    // `options.${note}` and the like: what stands around the holes must be in the key.
    const templates = Array.from(
      program.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z.]|\$\{[^}]*\})+)`/g),
      ([, text = '']) => {
        const pieces = text.split(/\$\{[^}]*\}/).map((piece) => piece.replaceAll('.', String.raw`\.`));
        return new RegExp(`^${pieces.join(String.raw`\w+`)}$`);
      },
    );
    expect([...SENTENCES.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });
});
