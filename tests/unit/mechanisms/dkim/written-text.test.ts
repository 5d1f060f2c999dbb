import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { DKIM_TEXT } from '../../../../lib/mechanisms/dkim/workshop.ts';
import { WRITTEN_DKIM } from '../../../../lib/mechanisms/dkim/written-text.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { WORDS } from '../../../support/words.ts';

describe('what a domain publishes is taken up', () => {
  const selector = {
    selector: 's1',
    name: 's1._domainkey.example.com',
    provider: null,
    reason: null,
  } as const;
  const dkim = {
    state: 'found',
    base: 'nodata',
    reason: null,
    beside: null,
    asked: ['s1'],
    ttlSeconds: 60,
  } as const;

  it('as lines of a zone, in strings that DNS can hold', () => {
    const texts = [GOOD_DKIM, 'a"\\\n', `n=é😀${'ü'.repeat(300)}`];
    const selectors = [{ ...selector, state: 'found', texts, aliases: [] }] as const;
    const lines = WRITTEN_DKIM.published({ dkim: { ...dkim, selectors } }, WORDS);
    const { entries } = txtEntriesOf(lines ?? '');
    expect(entries.map(({ value }) => value)).toEqual(texts);
    expect(entries.map(({ owner }) => owner)).toEqual([selector.name, selector.name, selector.name]);
    expect(lines?.match(/[^\x20-\x7e\n]/)).toBeNull();
    expect(parseDkimKey(entries[0]?.value ?? '').bits).toBe(2048);
    expect(DKIM_TEXT.tells(lines?.split('\n')[0] ?? '', WORDS, null)).toHaveLength(1);
  });

  it('but not what stands at a provider, and nothing where nothing is known', () => {
    const found = { ...selector, state: 'found', texts: [GOOD_DKIM], aliases: ['a.example'] } as const;
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [found] } }, WORDS)).toBeNull();
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [] } }, WORDS)).toBeNull();
    expect(WRITTEN_DKIM.published({ dkim: { state: 'pending' } }, WORDS)).toBeNull();
    const none = { ...dkim, base: 'nxdomain', selectors: [] } as const;
    expect(WRITTEN_DKIM.published({ dkim: none }, WORDS)).toBe('');
    const many = { ...selector, state: 'found', texts: Array(20).fill('x'), aliases: [] } as const;
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [many] } }, WORDS)).toBeNull();
  });
});
