import { describe, expect, it } from 'vitest';
import { pseudoMessages, pseudoSentence } from '../e2e/pseudo-locale.ts';
import { SENTENCES, placeholdersOf } from '../support/i18n.ts';

describe.each(['accented', 'right-to-left'] as const)('the pseudo-language, %s', (pseudo) => {
  const all = [...SENTENCES.values()].map(
    (sentence) => [sentence, pseudoSentence(sentence, pseudo)] as const,
  );

  it('keeps every value, and all code between backticks', () => {
    const code = (text: string) => text.split('`').filter((_, index) => index % 2 === 1);
    for (const [sentence, made] of all) {
      expect(placeholdersOf(made)).toEqual(placeholdersOf(sentence));
      expect(code(made)).toEqual(code(sentence));
    }
  });

  it('is about 40 % longer', () => {
    const length = (index: 0 | 1) => all.reduce((sum, pair) => sum + pair[index].length, 0);
    expect(length(1) / length(0)).toBeGreaterThan(1.35);
    expect(length(1) / length(0)).toBeLessThan(1.5);
  });

  it('keeps the plural forms apart, and makes each longer', () => {
    const forms = pseudoSentence('one server | {count} servers', pseudo).split(' | ');
    expect(forms).toHaveLength(2);
    expect(forms[1]).toContain('{count}');
    for (const form of forms) expect(form.length).toBeGreaterThan(13);
  });

  it('leaves the name and what the program reads', () => {
    const messages = Object.fromEntries(
      ['extension_name', 'extension_language', 'popup_check'].map((key) => [key, { message: 'en' }]),
    );
    const made = pseudoMessages(messages, pseudo);
    expect(made['extension_name']).toEqual({ message: 'en' });
    expect(made['extension_language']).toEqual({ message: pseudo === 'accented' ? 'en' : 'he' });
    expect(made['popup_check']).not.toEqual({ message: 'en' });
  });
});

it('an accented sentence can still be read', () => {
  expect(pseudoSentence('Check {name} at `_mta-sts`.', 'accented')).toBe('Çhéçk {name} át `_mta-sts`. łóñğ');
});

it('a sentence from right to left has no Latin letter of its own', () => {
  expect(pseudoSentence('Sealed.', 'right-to-left')).not.toMatch(/[a-z]/i);
});
