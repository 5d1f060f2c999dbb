import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../lib/dns/lookup.ts';
import { recordFacts } from '../../../lib/dns/record-facts.ts';
import type { Selected } from '../../../lib/outcome.ts';

const answered = { aliases: ['elsewhere.test'], authentic: true, ttlSeconds: 60 };

/** Takes the first text, and tells what it was asked about. */
function choosing(lookup: Lookup<string>) {
  const asked: (readonly string[])[] = [];
  const facts = recordFacts(lookup, (texts): Selected<string, 'none'> => {
    asked.push(texts);
    const [text] = texts;
    return text === undefined
      ? { state: 'absent', problems: [] }
      : { state: 'found', value: text.toUpperCase(), text, problems: [] };
  });
  return { facts, asked };
}

describe('recordFacts', () => {
  it('has the record that counts, with all texts as evidence and how they were had', () => {
    const { facts, asked } = choosing({ state: 'found', records: ['one', 'two'], ...answered });
    expect(asked).toEqual([['one', 'two']]);
    expect(facts).toEqual({
      state: 'found',
      value: 'ONE',
      text: 'one',
      problems: [],
      texts: ['one', 'two'],
      ...answered,
    });
  });

  it.each(['nodata', 'nxdomain'] as const)(
    '%s: no text, of which whoever chooses says what that means',
    (reason) => {
      const { facts, asked } = choosing({ state: 'absent', reason, ...answered });
      expect(asked).toEqual([[]]);
      expect(facts).toEqual({ state: 'absent', problems: [], texts: [], ...answered });
    },
  );

  it('no answer: nobody is asked to choose, since what stands there is not known', () => {
    const unknown = { state: 'unavailable', reason: 'timeout', detail: null } as const;
    const { facts, asked } = choosing(unknown);
    expect(asked).toEqual([]);
    expect(facts).toEqual(unknown);
  });
});
