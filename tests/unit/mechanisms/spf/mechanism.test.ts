import { describe, expect, it } from 'vitest';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { spf as mechanism } from '../../../../lib/mechanisms/spf/mechanism.ts';
import { unknown } from '../../../support/assessments.ts';
import { foundOf, askingOf } from '../../../support/asking.ts';
import { spfFactsOf, STRICT_SPF, STRICT_TREE } from '../../../support/spf.ts';

type TreeRow = (typeof STRICT_TREE.rows)[number];
const withRows = (...states: readonly TreeRow['state'][]): SpfParts['spf'] => ({
  ...STRICT_SPF,
  tree: { ...STRICT_TREE, rows: states.map((state) => ({ ...(STRICT_TREE.rows[0] as TreeRow), state })) },
});

describe('how far it is known who may send', () => {
  it.each<
    [why: string, spf: SpfParts['spf'], ttlSeconds: number | null, gap: string | null, isKept: boolean]
  >([
    ['before anything was asked', { state: 'pending' }, null, null, false],
    ['where DNS gave no answer', unknown(), null, 'part', false],
    ['with all that the record leads to', STRICT_SPF, 86_400, null, true],
    ['a record that leads to nothing', withRows(), 86_400, null, true],
    ['one include of two did not answer', withRows('found', 'unavailable'), 86_400, 'detail', false],
    ['none of them did', withRows('unavailable', 'unavailable'), 86_400, 'detail', false],
    ['a name of which only a message can tell is no gap', withRows('open'), 86_400, null, true],
    ['that there is no record is known', { ...STRICT_SPF, state: 'absent', tree: null }, 86_400, null, true],
    ['that it cannot be read as well', { ...STRICT_SPF, state: 'invalid', tree: null }, 86_400, null, true],
  ])('%s', (_, spf, ttlSeconds, gap, isKept) => {
    expect(mechanism.knowledge({ spf })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ spf })).toEqual(isKept ? { spf } : {});
  });

  it('it waits for the mail servers, whose answer `mx` in a record may lead to', () => {
    expect(mechanism.needs).toEqual(['mx']);
  });

  it('a domain without mail is offered a record that refuses everybody', async () => {
    expect(await mechanism.parked?.()).toBeTypeOf('function');
    expect(await mechanism.steps?.()).toBeTypeOf('function');
  });
});

describe('the record is asked for', () => {
  const answers = { 'example.com TXT': foundOf(['v=spf1 -all', 'other']) };

  it('and what was found is published', async () => {
    const { asking, asked, parts } = askingOf(mechanism.empty, answers);
    await mechanism.gather(asking, {}, Promise.resolve({ mx: { state: 'pending' } }));
    // Whoever asks for a check sends the same question once.
    expect(new Set(asked)).toEqual(new Set(['example.com TXT']));
    expect(parts().spf).toMatchObject({
      state: 'found',
      texts: ['v=spf1 -all'],
      authentic: true,
      ttlSeconds: 300,
    });
  });

  it('not where it is known', async () => {
    const { asking, asked, published } = askingOf<SpfParts>({ spf: STRICT_SPF }, answers);
    await mechanism.gather(asking, {}, Promise.resolve({ mx: { state: 'pending' } }));
    expect([asked, published]).toEqual([[], []]);
  });

  it('its answer holds as long as the shortest on the way to it', async () => {
    const { asking, parts } = askingOf(mechanism.empty, {
      'example.com TXT': foundOf(['v=spf1 include:i.example.com -all'], { ttlSeconds: 900 }),
      'i.example.com TXT': foundOf(['v=spf1 -all'], { ttlSeconds: 60 }),
    });
    await mechanism.gather(asking, {}, Promise.resolve({ mx: { state: 'pending' } }));
    expect(parts().spf).toMatchObject({ ttlSeconds: 60 });
  });

  it('of names of a chain of aliases, and of texts, the first ten are kept', async () => {
    const aliases = Array.from({ length: 12 }, (_, index) => `a${index}.example.com`);
    const { asking, parts } = askingOf(mechanism.empty, {
      'example.com TXT': foundOf(['v=spf1 -all'], { aliases }),
    });
    await mechanism.gather(asking, {}, Promise.resolve({ mx: { state: 'pending' } }));
    expect(parts().spf).toMatchObject({ aliases: aliases.slice(0, 10) });
    const many = await spfFactsOf({
      'example.com': { TXT: Array.from({ length: 12 }, () => 'v=spf1 -all') },
    });
    expect('texts' in many && many.texts.length).toBe(10);
  });
});
