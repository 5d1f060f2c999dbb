import { describe, expect, it } from 'vitest';
import { numberOfWord, wordsOf } from '../../../../lib/mechanisms/dane/mnemonics.ts';
import { TextNotes } from '../../../../lib/mechanisms/dane/text-notes.ts';

describe('the notes of a text', () => {
  const code = 'dane-text-not-digits';

  it('make the edits of one code in the order of the text, whenever they were noted', () => {
    const notes = new TextNotes();
    notes.mend(code, { offset: 4, length: 1 }, 'b');
    notes.mend('dane-text-length', { offset: 2, length: 1 }, 'other');
    notes.mend(code, { offset: 0, length: 1 }, 'a');
    expect(notes.mended('x---y!', code)).toBe('a---b!');
  });

  it('leave a text without edits as it is', () => {
    expect(new TextNotes().mended('x', code)).toBe('x');
  });
});

describe('the words for the numbers of a record (RFC 7218 §2)', () => {
  it.each([
    ['SHA2-256', 1],
    ['sha256', 1],
    ['SHA-256', 1],
    ['SHA2-512', 2],
    ['Sha-512', 2],
    ['SHA512', 2],
    ['Full', 0],
    ['SHA2567', null],
    ['XSHA256', null],
    ['SHA384', null],
    ['SPKI', null],
  ])('%s stands for the matching type %s', (word, number) => {
    expect(numberOfWord(word, 2)).toBe(number);
  });

  it('are the registered ones where a record is told, and numbers where there is none', () => {
    expect(wordsOf([3, 1, 1])).toBe('DANE-EE SPKI SHA2-256');
    expect(wordsOf([2, 0, 2])).toBe('DANE-TA Cert SHA2-512');
    expect(wordsOf([9, 255, 0])).toBe('9 PrivSel Full');
  });
});
