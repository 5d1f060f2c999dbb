import { describe, expect, it } from 'vitest';
import { laneWord } from '../../lib/locales/lane-word.ts';
import { HEADLINES, type Headline } from '../../lib/verdict/headlines.ts';

const wordOf = (headline: Headline) => laneWord('transit', [], { headline, ...HEADLINES[headline] });

describe('the word for what becomes of mail in transit', () => {
  it.each<[why: string, headline: Headline, word: string, tone: string]>([
    ['nobody insists on anything', 'broken-fetch', 'not protected', 'bad'],
    ['senders that check DANE still do', 'broken-dane', 'not for all senders', 'warn'],
    ['all that can be insisted on is', 'dane', 'protected', 'good'],
    ['what was not found out is not protected by a word', 'unknown-dane', 'not known', 'ask'],
  ])('%s: %s', (_why, headline, word, tone) => {
    expect(wordOf(headline)).toEqual({ word, tone });
  });
});
