import { describe, expect, it } from 'vitest';
import { lookBeside, originOf, wantsBeside } from '../../../lib/dns/beside.ts';
import type { Lookup, LookUp } from '../../../lib/dns/lookup.ts';
import type { Beside, RecordFacts } from '../../../lib/dns/record-facts.ts';

const answered = { aliases: ['elsewhere.test'], authentic: false, ttlSeconds: 60 };
const unknown = { state: 'unavailable', reason: 'timeout', detail: null } as const;

/** Asks beside a name, and tells what was asked. */
async function beside(name: string, label: string, answer: Lookup<string>) {
  const asked: string[] = [];
  const lookUp = async (...question: string[]) => {
    asked.push(question.join(' '));
    return answer;
  };
  return { asked, found: await lookBeside(name, lookUp as LookUp, label) };
}

describe('lookBeside', () => {
  it('asks TXT of the name with another first label, and tells what is there', async () => {
    const answer = { state: 'found', records: ['one', 'two'], ...answered } as const;
    expect(await beside('_smtp._tls.example.com', 'nobody', answer)).toEqual({
      asked: ['nobody._tls.example.com TXT'],
      found: { state: 'answered', texts: ['one', 'two'], aliases: ['elsewhere.test'] },
    });
  });

  it('no record is an answer too, with the aliases that led to it', async () => {
    const { found } = await beside('_x.example.com', 'nobody', {
      state: 'absent',
      reason: 'nodata',
      ...answered,
    });
    expect(found).toEqual({ state: 'answered', texts: [], aliases: ['elsewhere.test'] });
  });

  it('where nobody answers, that is what is known', async () => {
    expect((await beside('_x.example.com', 'nobody', unknown)).found).toEqual(unknown);
  });

  it('cuts the label where the name would be longer than DNS allows (253)', async () => {
    const rest = `.${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(55)}`;
    const { asked } = await beside(`_${rest}`, 'nobody', unknown);
    expect(asked).toEqual([`nobod${rest} TXT`]);
    expect(asked[0]?.split(' ')[0]).toHaveLength(253);
  });
});

describe('wantsBeside', () => {
  const facts = (state: 'found' | 'absent', texts: string[], aliases: string[], more: object = {}) =>
    ({
      state,
      problems: [],
      texts,
      aliases,
      authentic: false,
      ttlSeconds: 60,
      ...more,
    }) as RecordFacts<unknown>;
  const seen: Beside = { state: 'answered', texts: [], aliases: [] };

  it.each<[why: string, facts: Parameters<typeof wantsBeside>[0], isWanted: boolean, expected: boolean]>([
    ['not known yet', { state: 'pending' }, true, false],
    ['nobody answers', unknown, true, false],
    ['a record that is used, and the guide asks', facts('found', ['x'], []), true, true],
    ['a record that is used, and nobody asks', facts('found', ['x'], []), false, false],
    ['texts of which none is used', facts('absent', ['x'], []), false, true],
    ['an alias to nothing', facts('absent', [], ['y.test']), false, true],
    ['both', facts('absent', ['x'], ['y.test']), true, true],
    ['nothing at all: no wildcard either', facts('absent', [], []), true, false],
    ['asked before', facts('absent', ['x'], [], { beside: seen }), true, false],
    ['asked before in vain: once is enough', facts('absent', ['x'], [], { beside: unknown }), true, false],
  ])('%s', (_, known, isWanted, expected) => {
    expect(wantsBeside(known, isWanted)).toBe(expected);
  });
});

describe('originOf', () => {
  const at = (texts: string[], ...aliases: string[]) => ({ texts, aliases });

  it.each<[why: string, here: ReturnType<typeof at>, there: Beside | undefined, expected: string | null]>([
    ['never asked', at(['x']), undefined, null],
    ['nobody answered', at(['x']), unknown, null],
    ['the same text', at(['x']), { state: 'answered', ...at(['x']) }, 'wildcard'],
    ['the same texts in another order', at(['x', 'y']), { state: 'answered', ...at(['y', 'x']) }, 'wildcard'],
    ['another text', at(['x']), { state: 'answered', ...at(['y']) }, 'name'],
    ['one text more', at(['x', 'y']), { state: 'answered', ...at(['x']) }, 'name'],
    ['nothing there', at(['x']), { state: 'answered', ...at([]) }, 'name'],
    ['an empty text is not none', at(['']), { state: 'answered', ...at([]) }, 'name'],
    ['nothing here either: nothing is the same as nothing', at([]), { state: 'answered', ...at([]) }, 'name'],
    ['an alias there alone', at(['x']), { state: 'answered', ...at(['x'], 'a.test') }, 'name'],
    ['an alias here alone', at(['x'], 'a.test'), { state: 'answered', ...at(['x']) }, 'name'],
    [
      'aliases that end at one name, by other ways',
      at(['x'], 'a.test', 'c.test'),
      { state: 'answered', ...at(['y'], 'b.test', 'c.test') },
      'wildcard',
    ],
    [
      'aliases that end elsewhere',
      at(['x'], 'a.test', 'c.test'),
      { state: 'answered', ...at(['x'], 'a.test', 'd.test') },
      'name',
    ],
  ])('%s', (_, here, there, expected) => {
    expect(originOf(here, there)).toBe(expected);
  });
});
