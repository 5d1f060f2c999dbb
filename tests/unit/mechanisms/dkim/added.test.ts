import { describe, expect, it } from 'vitest';
import { ADDED_SELECTORS, standingOfSelector } from '../../../../lib/mechanisms/dkim/added.ts';
import { discoverDkim, discoverMore } from '../../../../lib/mechanisms/dkim/discover.ts';
import type { DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { gatherDkim } from '../../../../lib/mechanisms/dkim/gather.ts';
import { judgeDkim } from '../../../../lib/mechanisms/dkim/judge.ts';
import { MORE_SELECTORS_COUNT } from '../../../../lib/mechanisms/dkim/limits.ts';
import { MORE_SELECTORS } from '../../../../lib/mechanisms/dkim/more-selectors.ts';
import { likelySelectors } from '../../../../lib/mechanisms/dkim/providers.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { askingOf } from '../../../support/asking.ts';
import { recordOfKey, RSA, txtZone } from '../../../support/dkim.ts';
import { EXAMPLE } from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';

const ABOVE = '_domainkey.example.com';
const KEY = recordOfKey(RSA.publicKey);
const NEEDED = { mx: { state: 'found', hosts: [] } } as unknown as MxParts;

async function partsOf(zone: Parameters<typeof txtZone>[0], ...added: string[]): Promise<DkimParts> {
  const found = await discoverDkim('example.com', Promise.resolve([]), txtZone(zone), 'random', added);
  return { dkim: { state: 'found', ...found } };
}

const zone = {
  [ABOVE]: [],
  [`mine.${ABOVE}`]: [KEY],
  [`s1.${ABOVE}`]: [KEY],
  [`gone.${ABOVE}`]: { alias: 'nowhere.example.net' },
  [`text.${ABOVE}`]: ['hello'],
  [`lost.${ABOVE}`]: 'servfail',
  [`revoked.${ABOVE}`]: ['v=DKIM1; p='],
  [`twice.${ABOVE}`]: [KEY, `${KEY}; t=s`],
  // RFC 8463 §A.2.
  [`printed.${ABOVE}`]: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  [`cut.${ABOVE}`]: [KEY.slice(0, 100)],
} as const;

describe('selectors that a person added', () => {
  it('are asked first, beyond the eight of the check, each once whatever its case', async () => {
    const dns = txtZone(zone);
    const found = await discoverDkim('example.com', Promise.resolve([]), dns, 'random', ['mine', 'S1']);
    expect(found.asked.slice(0, 2)).toEqual(['mine', 'S1']);
    expect(found.asked.length).toBe(9);
    expect(dns.asked.length).toBe(11);
    expect(found.selectors.map(({ selector }) => selector)).toEqual(['mine']);
  });

  it('are asked also where DNS says that nothing is below: some name servers say so wrongly', async () => {
    const parts = await partsOf({ [`mine.${ABOVE}`]: [KEY] }, 'mine');
    expect(parts.dkim).toMatchObject({ base: 'nxdomain', asked: ['mine'], selectors: [{ state: 'found' }] });
  });

  it.each<[selector: string, standing: string, why: string]>([
    ['mine', 'key', 'a key'],
    ['MINE', 'key', 'names in DNS know no case'],
    ['revoked', 'revoked', 'an empty key'],
    ['twice', 'faulty', 'two keys: receivers differ in which one they take'],
    ['printed', 'faulty', 'a key whose private half anybody has is no good sign'],
    ['cut', 'faulty', 'a key that nobody can use'],
    ['text', 'other', 'a text that is no key'],
    ['gone', 'dangling', 'an alias that leads nowhere'],
    ['none', 'absent', 'NXDOMAIN'],
    ['lost', 'unavailable', 'no answer is not a no'],
    ['later', 'unasked', 'it was not asked'],
  ])('%s: %s (%s)', async (selector, standing) => {
    const asked = ['mine', 'revoked', 'twice', 'printed', 'cut', 'text', 'gone', 'none', 'lost'];
    const parts = await partsOf(zone, ...asked);
    expect(standingOfSelector(parts, selector)).toBe(standing);
  });

  it('nothing is known of one as long as DKIM is looked for', () => {
    const parts = { dkim: PENDING };
    expect(standingOfSelector(parts, 'mine')).toBe('unasked');
    expect(ADDED_SELECTORS.missing(parts, ['mine'])).toEqual([]);
    expect(ADDED_SELECTORS.found(parts, ['mine'])).toEqual([]);
  });

  it('are kept where a key was published, whatever it is worth, and nowhere else', async () => {
    const asked = ['mine', 'revoked', 'twice', 'printed', 'cut', 'text', 'gone', 'none', 'lost'];
    const parts = await partsOf(zone, ...asked);
    expect(ADDED_SELECTORS.found(parts, asked)).toEqual(['mine', 'revoked', 'twice', 'printed', 'cut']);
  });

  it('a selector without an answer of its own is absent, unless a wildcard answers for every name', async () => {
    const asked = { asked: ['a'], selectors: [] };
    const standingWith = async (beside: unknown) => {
      const { dkim } = await partsOf(zone, 'a');
      return standingOfSelector({ dkim: { ...dkim, ...asked, beside } } as DkimParts, 'a');
    };
    expect(await standingWith({ state: 'answered', texts: [], aliases: ['x.test'] })).toBe('wildcard');
    expect(await standingWith({ state: 'answered', texts: ['x'], aliases: ['x.test'] })).toBe('wildcard');
    expect(await standingWith({ state: 'answered', texts: [], aliases: [] })).toBe('absent');
    expect(await standingWith({ state: 'unavailable', reason: 'timeout', detail: null })).toBe('absent');
    expect(await standingWith(null)).toBe('absent');
  });

  it('of the texts at a name twenty are read', async () => {
    const others = (count: number) => Array.from({ length: count }, () => 'hello');
    const standing = async (count: number) =>
      standingOfSelector(await partsOf({ [ABOVE]: [], [`a.${ABOVE}`]: [...others(count), KEY] }, 'a'), 'a');
    expect([await standing(19), await standing(20)]).toEqual(['key', 'other']);
  });

  it('what a wildcard answers for any name is no key of a selector, also by an alias', async () => {
    const byText = await partsOf({ [ABOVE]: [], [`random.${ABOVE}`]: [KEY], [`a.${ABOVE}`]: [KEY] }, 'a');
    expect(standingOfSelector(byText, 'a')).toBe('wildcard');
    const alias = { alias: 'parked.example.net' };
    const byAlias = await partsOf({ [ABOVE]: [], [`random.${ABOVE}`]: alias, [`a.${ABOVE}`]: alias }, 'a');
    expect(standingOfSelector(byAlias, 'a')).toBe('wildcard');
  });

  it('one that is not there makes no verdict: neither “no DKIM”, nor worse than without it', async () => {
    const judged = async (...added: string[]) =>
      judgeDkim(await partsOf(zone, ...added), NEEDED, { policyDomain: EXAMPLE, now: NOW });
    expect((await judged('none')).headline).toBe('signed');
    const bare = async (...added: string[]) =>
      judgeDkim(await partsOf({ [ABOVE]: [] }, ...added), NEEDED, { policyDomain: EXAMPLE, now: NOW });
    expect((await bare('none')).headline).toBe('not-found');
  });

  it('the door takes selectors alone, knows what is missing, and what is worth to be kept', async () => {
    const { read, missing, found } = ADDED_SELECTORS;
    expect([read('s1'), read('a..b'), read('')]).toEqual(['s1', null, null]);
    const parts = await partsOf(zone, 'mine', 'none', 'revoked', 'text');
    expect(missing(parts, ['MINE', 'none', 'later'])).toEqual(['later']);
    expect(missing({ dkim: PENDING }, ['later'])).toEqual([]);
    expect(found(parts, ['mine', 'none', 'later', 'revoked', 'text'])).toEqual(['mine', 'revoked']);
  });
});

describe('discoverMore', () => {
  it('asks for what is new alone, and leaves all else as it was', async () => {
    const { dkim } = await partsOf(zone);
    if (dkim.state !== 'found') throw new Error('Nothing was found.');
    const dns = txtZone(zone);
    const more = await discoverMore('example.com', dkim, ['S1', 'mine', 'none', 'mine'], dns);
    expect(dns.asked).toEqual([`mine.${ABOVE} TXT`, `none.${ABOVE} TXT`]);
    expect(more.asked).toEqual([...dkim.asked, 'mine', 'none']);
    expect(more.selectors.map(({ selector }) => selector)).toEqual(['s1', 'mine']);
    expect(more).toMatchObject({ base: dkim.base, beside: dkim.beside });
  });

  it('what a wildcard answers for any name is kept once, and is no key of a selector', async () => {
    const wildcard = { [ABOVE]: [], [`random.${ABOVE}`]: ['v=DKIM1; p='] };
    const { dkim } = await partsOf(wildcard);
    if (dkim.state !== 'found') throw new Error('Nothing was found.');
    const answers = { ...wildcard, [`a.${ABOVE}`]: ['v=DKIM1; p='], [`b.${ABOVE}`]: [KEY] };
    const more = await discoverMore('example.com', dkim, ['a', 'b'], txtZone(answers));
    expect(more.selectors.map(({ selector }) => selector)).toEqual(['b']);
    const parts: DkimParts = { dkim: { state: 'found', ...more } };
    expect([standingOfSelector(parts, 'a'), standingOfSelector(parts, 'b')]).toEqual(['wildcard', 'key']);
  });

  it('of a zone that answers each name with as much as it can, only so much is kept', async () => {
    const { dkim } = await partsOf({ [ABOVE]: [] });
    if (dkim.state !== 'found') throw new Error('Nothing was found.');
    const selectors = Array.from({ length: 200 }, (_, index) => `n${index}`);
    const flood = Object.fromEntries(
      selectors.map((each) => [`${each}.${ABOVE}`, [each + 'a'.repeat(60_000)]]),
    );
    const more = await discoverMore('example.com', dkim, selectors, txtZone(flood));
    expect(JSON.stringify(more).length).toBeLessThan(210_000);
    // What was not kept is no “absent”.
    const parts: DkimParts = { dkim: { state: 'found', ...more } };
    expect([standingOfSelector(parts, 'n0'), standingOfSelector(parts, 'n199')]).toEqual([
      'other',
      'unasked',
    ]);
  });

  it('what had no answer is still to be asked', async () => {
    const { dkim } = await partsOf(zone);
    if (dkim.state !== 'found') throw new Error('Nothing was found.');
    const more = await discoverMore('example.com', dkim, ['lost'], txtZone(zone));
    expect(more).toEqual({ ...dkim, state: 'found' });
  });
});

describe('gatherDkim', () => {
  const known = {
    state: 'found',
    base: 'nodata',
    reason: null,
    beside: null,
    asked: ['s1'],
    selectors: [],
    ttlSeconds: 9,
  } as const;

  it('asks for what a person added since, and nothing else again', async () => {
    const { asking, asked, parts } = askingOf<DkimParts>(
      { dkim: known },
      {
        [`mine.${ABOVE} TXT`]: {
          state: 'found',
          records: [KEY],
          aliases: [],
          authentic: false,
          ttlSeconds: 300,
        } as never,
      },
    );
    await gatherDkim({ ...asking, added: ['s1', 'mine'] }, Promise.resolve(NEEDED));
    expect(asked).toEqual([`mine.${ABOVE} TXT`]);
    expect(parts().dkim).toMatchObject({
      asked: ['s1', 'mine'],
      selectors: [{ selector: 'mine' }],
      ttlSeconds: 9,
    });
  });

  it('and publishes nothing where nothing is new', async () => {
    const { asking, published } = askingOf<DkimParts>({ dkim: known }, {});
    await gatherDkim({ ...asking, added: ['S1'] }, Promise.resolve(NEEDED));
    expect(published).toEqual([]);
  });
});

describe('the list for a further look', () => {
  it('has as many selectors as is said before it is loaded, each once, and none that is none', () => {
    expect(MORE_SELECTORS.length).toBe(MORE_SELECTORS_COUNT);
    expect(new Set(MORE_SELECTORS.map((each) => each.toLowerCase())).size).toBe(MORE_SELECTORS.length);
    for (const each of MORE_SELECTORS) expect(ADDED_SELECTORS.read(each)).toBe(each);
  });

  it('begins with those that a check asks for by itself, as the most common ones', () => {
    expect(MORE_SELECTORS.slice(0, 12)).toEqual(expect.arrayContaining(likelySelectors([], 8)));
  });
});
