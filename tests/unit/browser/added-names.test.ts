import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AddRequest } from '../../../lib/check/added-names.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { DomainName } from '../../../lib/names/domain-name.ts';
import { GOOD_DKIM } from '../../lab/description/domain.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, nodata, servfail, texts, type Prepared } from '../../support/network.ts';

const browser = fakeBrowser();
const ABOVE = `_domainkey.${EXAMPLE}`;
const CHECK = { domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false };
const KEY = texts([GOOD_DKIM.slice(0, 255), GOOD_DKIM.slice(255)]);
/** `s3` and `s4` have a key of their own; `lost` no answer. */
const ZONE = {
  [`s3.${ABOVE} TXT`]: KEY,
  [`s4.${ABOVE} TXT`]: texts('v=DKIM1; p='),
  [`lost.${ABOVE} TXT`]: servfail,
};

/** A background that has just begun. */
async function background(dns: Prepared['dns'] = {}) {
  vi.resetModules();
  const network = fakeNetwork(world({ ...ZONE, ...dns }));
  vi.stubGlobal('fetch', network.fetch);
  const [{ answer, forget }, { answerAddNames, answerRemoveName }, store, { currentEra }] = await Promise.all(
    [
      import('../../../lib/browser/assessor.ts'),
      import('../../../lib/browser/add-names.ts'),
      import('../../../lib/browser/added-store.ts'),
      import('../../../lib/browser/era.ts'),
    ],
  );
  const add = (names: readonly string[], change: Partial<AddRequest> = {}) =>
    answerAddNames({ domain: EXAMPLE, mechanism: 'dkim', names, keep: 'all', isPrivate: false, ...change });
  const asked = () =>
    network.sent.flatMap(({ question }) => {
      const name = question?.name ?? '';
      return name.endsWith(`.${ABOVE}`) ? name.slice(0, -ABOVE.length - 1) : [];
    });
  return { network, answer, forget, add, answerAddNames, answerRemoveName, ...store, currentEra, asked };
}

const facts = () => browser.stored.session[`assessment:${EXAMPLE}`] as Assessment;
const selectors = () => {
  const { dkim } = facts();
  return dkim.state === 'found' ? dkim.selectors.map(({ selector }) => selector) : [];
};
const kept = (domain: string = EXAMPLE) =>
  (browser.stored.local[`added:${domain}`] as { names: { dkim: string[] } } | undefined)?.names.dkim;

describe('names that a person adds to the checks of a domain', () => {
  beforeEach(() => browser.reset());

  it('are asked for at once, alone, and stand in the facts and in the digest that the popup reads', async () => {
    const { answer, add, network, asked } = await background();
    await answer(CHECK);
    const { revision, finishedAt } = facts();
    network.sent.length = 0;
    expect(await add(['s3', 'none'])).toEqual({ state: 'asked', unanswered: 0 });
    expect(asked()).toEqual(['s3', 'none']);
    expect(selectors()).toEqual(['default', 's3']);
    expect(facts()).toMatchObject({ finishedAt, revision: revision + 1, dkim: { state: 'found' } });
    expect(browser.stored.session[`digest:${EXAMPLE}`]).toMatchObject({ revision: revision + 1 });
    expect(kept()).toEqual(['s3', 'none']);
  });

  it('are asked first at the next check, and by a check that the rest need not be asked for', async () => {
    const { answer, asked, keepAdded } = await background();
    await answer(CHECK);
    await keepAdded(EXAMPLE, 'dkim', ['s3'], { mayPush: true });
    await answer(CHECK);
    expect(asked().at(-1)).toBe('s3');
    expect(asked().filter((each) => each === 'default').length).toBe(1);
    await answer({ ...CHECK, fresh: true });
    const { dkim } = facts();
    expect(dkim.state === 'found' && dkim.asked[0]).toBe('s3');
  });

  it('of a look at many those are kept that have a key of their own', async () => {
    const { answer, add } = await background();
    await answer(CHECK);
    await add(['s3', 's4', 'none', 'default'], { keep: 'found' });
    expect(kept()).toEqual(['s3', 's4', 'default']);
  });

  it.each(['all', 'found'] as const)(
    'of a private window nothing is kept (%s): it is in memory alone',
    async (keep) => {
      const { answer, add } = await background();
      await answer({ ...CHECK, isPrivate: true });
      const before = structuredClone(browser.stored.local);
      expect(await add(['s3'], { keep, isPrivate: true })).toEqual({ state: 'asked', unanswered: 0 });
      expect(selectors()).toContain('s3');
      expect(browser.stored.local).toEqual(before);
    },
  );

  it('what had no answer is counted, and is asked for by the next check', async () => {
    const { answer, add, asked } = await background();
    await answer(CHECK);
    expect(await add(['s3', 'lost'])).toEqual({ state: 'asked', unanswered: 1 });
    expect(selectors()).toEqual(['default', 's3']);
    await answer(CHECK);
    expect(asked().filter((each) => each === 'lost').length).toBeGreaterThan(1);
  });

  it('before any check they are kept, and nothing is asked', async () => {
    const { add, network } = await background();
    expect(await add(['s3'])).toEqual({ state: 'unchecked' });
    expect(network.sent).toEqual([]);
    expect(kept()).toEqual(['s3']);
  });

  it('a resolver that may not be asked is not', async () => {
    const { answer, add, network } = await background();
    await answer(CHECK);
    browser.stored.sync['settings'] = { resolver: { id: 'quad9' } };
    network.sent.length = 0;
    expect(await add(['s3'])).toEqual({ state: 'not-permitted', resolver: 'Quad9' });
    expect(network.sent).toEqual([]);
  });

  it.each(['printer.local', 'company.internal', 'not a name'])('nothing is added to %s', async (domain) => {
    const { add, network } = await background();
    await expect(add(['s3'], { domain })).rejects.toThrow('Not a domain');
    expect([network.sent, browser.stored.local]).toEqual([[], {}]);
  });

  it('nothing is added to a mechanism that has no such door', async () => {
    const { add } = await background();
    await expect(add(['s3'], { mechanism: 'spf' })).rejects.toThrow('Nothing can be added');
  });

  it('what is no selector is neither asked for nor kept, and no more than ten are', async () => {
    const { answer, add, network } = await background(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`n${index}.${ABOVE} TXT`, nodata])),
    );
    await answer(CHECK);
    network.sent.length = 0;
    await add(['a..b', '*', ...Array.from({ length: 20 }, (_, index) => `n${index}`)]);
    expect(network.sent.length).toBe(10);
    expect(kept()).toEqual(Array.from({ length: 10 }, (_, index) => `n${index}`));
  });

  it('the oldest gives way to what a person names, and to nothing that was only found', async () => {
    const { keepAdded, readAdded } = await background();
    const ten = Array.from({ length: 10 }, (_, index) => `n${index}`);
    await keepAdded(EXAMPLE, 'dkim', ten, { mayPush: true });
    await keepAdded(EXAMPLE, 'dkim', ['found'], { mayPush: false });
    expect((await readAdded(EXAMPLE)).dkim).toEqual(ten);
    await keepAdded(EXAMPLE, 'dkim', ['named', 'N9'], { mayPush: true });
    expect((await readAdded(EXAMPLE)).dkim).toEqual([...ten.slice(1), 'named']);
  });

  it('of more than 200 domains the one that was added to longest ago goes', async () => {
    const { keepAdded } = await background();
    for (const [index] of Array.from({ length: 200 }).entries())
      browser.stored.local[`added:d${index}.example`] = { at: index + 1, names: { dkim: ['s1'] } };
    await keepAdded(EXAMPLE, 'dkim', ['s1'], { mayPush: true });
    const domains = Object.keys(browser.stored.local).filter((key) => key.startsWith('added:'));
    expect(domains.length).toBe(200);
    expect(domains).not.toContain('added:d0.example');
    expect(kept()).toEqual(['s1']);
  });

  it('what is spoilt counts as not there, name by name, and costs nothing else', async () => {
    const { readAdded, keepAdded } = await background();
    browser.stored.local[`added:${EXAMPLE}`] = { at: 1, names: { dkim: ['s1', 'a..b', '*'], other: 7 } };
    expect((await readAdded(EXAMPLE)).dkim).toEqual(['s1']);
    browser.stored.local[`added:${EXAMPLE}`] = { at: 1, names: { dkim: 's1' } };
    expect((await readAdded(EXAMPLE)).dkim ?? []).toEqual([]);
    browser.stored.local[`added:${EXAMPLE}`] = 'spoilt';
    expect(await readAdded(EXAMPLE)).toEqual({});
    await keepAdded(EXAMPLE, 'dkim', ['s2'], { mayPush: true });
    expect(kept()).toEqual(['s2']);
  });

  it('one that is removed is kept no more, and with the last one nothing is left of the domain', async () => {
    const { keepAdded, answerRemoveName } = await background();
    await keepAdded(EXAMPLE, 'dkim', ['s1', 's2'], { mayPush: true });
    await answerRemoveName({ domain: EXAMPLE, mechanism: 'dkim', name: 's1' });
    expect(kept()).toEqual(['s2']);
    await answerRemoveName({ domain: EXAMPLE, mechanism: 'dkim', name: 's2' });
    expect(browser.stored.local).toEqual({});
  });

  it('who follows them is told what is kept, and every change', async () => {
    const { keepAdded, watchAdded } = await background();
    await keepAdded(EXAMPLE, 'dkim', ['s1'], { mayPush: true });
    const told: unknown[] = [];
    const stop = watchAdded(EXAMPLE, ({ dkim }) => told.push(dkim));
    await expect.poll(() => told).toEqual([['s1']]);
    await keepAdded(EXAMPLE, 'dkim', ['s2'], { mayPush: true });
    await expect.poll(() => told.at(-1)).toEqual(['s1', 's2']);
    stop();
    await keepAdded(EXAMPLE, 'dkim', ['s3'], { mayPush: true });
    expect(told.at(-1)).toEqual(['s1', 's2']);
  });

  it('“Forget everything” deletes them, and what was asked for before it is not written', async () => {
    const { answer, add, forget, answerAddNames, currentEra } = await background();
    await answer(CHECK);
    await add(['s3']);
    const since = currentEra();
    await forget();
    expect(browser.stored.local).toEqual({});
    await answerAddNames(
      { domain: EXAMPLE, mechanism: 'dkim', names: ['s4'], keep: 'all', isPrivate: false },
      since,
    ).catch(() => undefined);
    expect([browser.stored.local, browser.stored.session]).toEqual([{}, {}]);
  });

  it('a background that ends in the middle of a look loses nothing of what was found', async () => {
    const first = await background();
    await first.answer(CHECK);
    await first.add(['s3'], { keep: 'found' });
    const second = await background();
    expect(await second.add(['s4'], { keep: 'found' })).toEqual({ state: 'asked', unanswered: 0 });
    expect(second.asked()).toEqual(['s4']);
    expect(selectors()).toEqual(['default', 's3', 's4']);
    expect(kept()).toEqual(['s3', 's4']);
  });

  it('waits for a check that is under way, and a check that begins meanwhile waits for it', async () => {
    const { answer, add, asked } = await background();
    const [, added] = await Promise.all([answer(CHECK), add(['s3'])]);
    expect(added).toEqual({ state: 'asked', unanswered: 0 });
    expect(selectors()).toEqual(['default', 's3']);
    await Promise.all([add(['s4']), answer(CHECK)]);
    expect(selectors()).toEqual(['default', 's3', 's4']);
    expect(asked().filter((each) => each === 'default').length).toBe(1);
  });

  it('names of other domains are theirs', async () => {
    const { keepAdded, readAdded } = await background();
    await keepAdded('other.example' as DomainName, 'dkim', ['s1'], { mayPush: true });
    expect(await readAdded(EXAMPLE)).toEqual({});
  });
});
