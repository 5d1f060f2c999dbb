import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { fakeDeps, world } from '../../support/deps.ts';
import { hangs, type Prepared } from '../../support/network.ts';
import { quiet } from '../../support/time.ts';

/** Asked about mail in the name of the domain, which no verdict on mail to it waits for. */
const BESIDE = 'example.com TXT';

function run(dns: Prepared['dns'] = {}, change: Partial<Deps> = {}) {
  const { deps, network, clock } = fakeDeps(world(dns));
  const published: Assessment[] = [];
  const result = assess(EXAMPLE, { ...deps, ...change }, (each) => published.push(each));
  return { result, network, clock, published };
}

describe('what decides about mail to the domain', () => {
  it('is known and published while the rest is still asked', async () => {
    const { result, published } = run({ [BESIDE]: hangs });
    await quiet();
    const last = published.at(-1)!;
    expect(last).toMatchObject({ finishedAt: null, spf: { state: 'pending' } });
    expect(last.transitAt).not.toBeNull();
    expect(standingOf(last).standing).toBe('enforced');
    void result;
  });

  it('is asked about first, and the rest once that has left', async () => {
    const due = Promise.withResolvers<void>();
    const { network } = run({}, { pause: () => due.promise });
    await quiet();
    expect(network.fetched()).not.toEqual([]);
    expect(network.questions()).not.toContain(BESIDE);
    due.resolve();
    await quiet();
    expect(network.questions()).toContain(BESIDE);
  });

  it('is known no later than the whole', async () => {
    const { transitAt, finishedAt } = await run().result;
    expect(transitAt).not.toBeNull();
    expect(transitAt!).toBeLessThanOrEqual(finishedAt!);
  });

  it('is all that the automatic badge asks for, and the same verdict follows from it', async () => {
    const part = run({}, { lanes: ['transit'] });
    const whole = run();
    const known = await part.result;
    expect(known).toMatchObject({ lanes: ['transit'], spf: { state: 'pending' } });
    expect(known.finishedAt).not.toBeNull();
    expect(standingOf(known).headline).toBe(standingOf(await whole.result).headline);
    const [less, more] = [part.network.questions(), whole.network.questions()];
    expect(less).not.toContain(BESIDE);
    expect(more).toEqual(expect.arrayContaining(less));
  });

  it('is taken over by a check of everything, which asks for the rest alone', async () => {
    const known = await run({}, { lanes: ['transit'] }).result;
    const { result, network } = run({}, { known });
    const whole = await result;
    expect(whole.lanes).toBeUndefined();
    expect(whole.spf.state).toBe('found');
    expect(network.questions()).toContain(BESIDE);
    expect(network.questions()).not.toContain('_mta-sts.example.com TXT');
    expect(network.questions()).not.toContain('_smtp._tls.example.com TXT');
  });
});
