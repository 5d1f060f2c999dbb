import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { fakeDeps, world } from '../../support/deps.ts';
import type { Prepared } from '../../support/network.ts';

function run(dns: Prepared['dns'] = {}, change: Partial<Deps> = {}) {
  const { deps, network } = fakeDeps(world(dns));
  const result = assess(EXAMPLE, { ...deps, ...change }, () => undefined);
  return { result, network };
}

describe('what decides about mail to the domain', () => {
  it('is known no later than the whole', async () => {
    const { transitAt, finishedAt } = await run().result;
    expect(transitAt).not.toBeNull();
    expect(transitAt!).toBeLessThanOrEqual(finishedAt!);
  });

  it('is all that the automatic badge asks for, and the same verdict follows from it', async () => {
    const part = run({}, { transitOnly: true });
    const whole = run();
    const known = await part.result;
    expect(known).toMatchObject({ transitOnly: true, dnssec: { state: 'pending' } });
    expect(known.finishedAt).not.toBeNull();
    expect(standingOf(known).headline).toBe(standingOf(await whole.result).headline);
    const [less, more] = [part.network.questions(), whole.network.questions()];
    expect(more).toEqual(expect.arrayContaining(less));
  });
});
