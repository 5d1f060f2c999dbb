import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { extend } from '../../../lib/check/extend.ts';
import { hasAllAdded } from '../../../lib/check/known.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { fakeDeps, world } from '../../support/deps.ts';
import { servfail, texts } from '../../support/network.ts';

const ABOVE = `_domainkey.${EXAMPLE}`;

/** A finished check, and what it takes to add to it. */
async function checked() {
  const { deps, network, clock } = fakeDeps(
    world({ [`mine.${ABOVE} TXT`]: texts('v=DKIM1; p='), [`lost.${ABOVE} TXT`]: servfail }),
  );
  const known = await assess(EXAMPLE, deps, () => undefined);
  network.sent.length = 0;
  const published: Assessment[] = [];
  const add = (names: readonly string[], change: Partial<Deps> = {}) =>
    extend(known, 'dkim', { ...deps, added: { dkim: names }, ...change }, (next) => published.push(next));
  const asked = () => network.sent.map(({ question }) => `${question?.name} ${question?.type}`);
  return { known, add, asked, published, clock, deps };
}

describe('extend', () => {
  it('asks for what was added alone, and leaves all else as it was', async () => {
    const { known, add, asked, published } = await checked();
    const { assessment, unanswered } = await add(['mine']);
    expect(asked()).toEqual([`mine.${ABOVE} TXT`]);
    expect(unanswered).toBe(0);
    expect(published).toEqual([assessment]);
    const { dkim, queries, revision, ...rest } = assessment;
    const { dkim: before, queries: sent, revision: earlier, ...others } = known;
    expect(rest).toEqual(others);
    expect(revision).toBe(earlier + 1);
    expect(queries.slice(0, -1)).toEqual(sent);
    expect(queries.at(-1)).toMatchObject({ name: `mine.${ABOVE}`, type: 'TXT' });
    expect(dkim).not.toEqual(before);
    expect([hasAllAdded(known, { dkim: ['mine'] }), hasAllAdded(assessment, { dkim: ['mine'] })]).toEqual([
      false,
      true,
    ]);
  });

  it('however old the check is, nothing of it is asked again, and it grows no younger', async () => {
    const { known, add, asked, clock } = await checked();
    clock.advance(3_600_000);
    const { assessment } = await add(['mine']);
    expect(asked().length).toBe(1);
    expect([assessment.startedAt, assessment.finishedAt]).toEqual([known.startedAt, known.finishedAt]);
  });

  it('counts what had no answer, which is still to be asked', async () => {
    const { add } = await checked();
    const { assessment, unanswered } = await add(['mine', 'lost']);
    expect(unanswered).toBe(1);
    expect(hasAllAdded(assessment, { dkim: ['mine'] })).toBe(true);
    expect(hasAllAdded(assessment, { dkim: ['lost'] })).toBe(false);
  });

  it('without permission for the resolver nothing is sent', async () => {
    const { add, asked, known } = await checked();
    const { assessment, unanswered } = await add(['mine'], { mayRead: async () => false });
    expect([asked(), unanswered]).toEqual([[], 1]);
    expect(assessment.dkim).toEqual(known.dkim);
  });

  it('what was asked before is not asked again', async () => {
    const { add, asked, published } = await checked();
    await add(['default', 'S1']);
    expect([asked(), published]).toEqual([[], []]);
  });
});

describe('a check with what a person added', () => {
  it('asks for it too, and takes over what an earlier one knows of all else', async () => {
    const { known, deps, asked } = await checked();
    const again = await assess(EXAMPLE, { ...deps, known, added: { dkim: ['mine'] } }, () => undefined);
    expect(asked().filter((each) => each.includes('_domainkey'))).toEqual([`mine.${ABOVE} TXT`]);
    expect(hasAllAdded(again, { dkim: ['mine'] })).toBe(true);
  });
});
