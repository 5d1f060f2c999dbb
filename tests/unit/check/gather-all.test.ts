import { describe, expect, it } from 'vitest';
import { gatherAll } from '../../../lib/check/gather-all.ts';
import type { Effects, MechanismName, Parts } from '../../../lib/mechanisms.ts';
import { ALL, MECHANISMS } from '../../../lib/mechanisms.ts';
import { assessmentOf } from '../../support/assessments.ts';
import { askingOf } from '../../support/asking.ts';

/** All is known, so that nobody asks anything: who was wanted, in the order in which they began. */
async function begun(
  isWanted: (name: MechanismName) => boolean,
  turnOf?: (name: MechanismName) => Promise<void> | null,
) {
  const names: MechanismName[] = [];
  const { asking, asked } = askingOf<Parts>(assessmentOf(), {});
  const ends = gatherAll(
    (name) => {
      names.push(name);
      return asking;
    },
    { registrableOf: () => null, policies: { recall: async () => null } } as unknown as Effects,
    isWanted,
    turnOf,
  );
  return { names, ends, asked };
}
const NAMES = MECHANISMS.map(({ name }) => name);
const LONGEST = ALL.flatMap(({ name, isLongest }) => (isLongest ? [name] : []));

describe('who gathers', () => {
  it('is everybody who is wanted, those that take longest first and the others in the order of the list', async () => {
    const { names } = await begun(() => true);
    expect(LONGEST.length).toBeGreaterThan(0);
    expect(names).toEqual([...LONGEST, ...NAMES.filter((name) => !LONGEST.includes(name))]);
  });

  it('is also whom a wanted one needs, and whom that one needs', async () => {
    const { names } = await begun((name) => name === 'bimi');
    expect(names.toSorted()).toEqual(['bimi', 'dkim', 'dmarc', 'mx', 'spf']);
  });

  it('is nobody else', async () => {
    const { names, ends } = await begun((name) => name === 'mx');
    expect([names, [...ends.keys()]]).toEqual([['mx'], ['mx']]);
    expect((await begun(() => false)).names).toEqual([]);
  });

  it('begins when its turn has come', async () => {
    const turn = Promise.withResolvers<void>();
    const { names, ends } = await begun(
      (name) => name === 'mx' || name === 'spf',
      (name) => (name === 'spf' ? turn.promise : null),
    );
    expect(names).toEqual(['mx']);
    await ends.get('mx');
    expect(names).toEqual(['mx']);
    turn.resolve();
    await ends.get('spf');
    expect(names).toEqual(['mx', 'spf']);
  });

  it('has an end each', async () => {
    const { ends, asked } = await begun(() => true);
    expect([...ends.keys()].toSorted()).toEqual(NAMES.toSorted());
    await Promise.all(ends.values());
    expect(asked.filter((question) => question.endsWith(' MX'))).toEqual([]);
  });
});
