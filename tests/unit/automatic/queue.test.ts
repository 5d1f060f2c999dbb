import { describe, expect, it } from 'vitest';
import {
  MAX_WAITING,
  SPACING_MS,
  automaticQueue,
  type AutomaticJob,
  type AutomaticQueueDeps,
} from '../../../lib/automatic/queue.ts';
import { name } from '../../support/assessments.ts';

/** A queue whose clock goes on only when it waits, and by how much of that. */
function queue(change: Partial<AutomaticQueueDeps<AutomaticJob>> = {}, pace = 1) {
  let now = 1_000_000;
  const started: { domain: string; at: number }[] = [];
  const add = automaticQueue({
    isWanted: async () => true,
    check: async ({ domain }) => {
      started.push({ domain, at: now });
    },
    now: () => now,
    wait: async (milliseconds) => {
      now += Math.ceil(milliseconds * pace);
    },
    ...change,
  });
  return {
    started,
    add: (tabId: number, domain: string) => add({ tabId, domain: name(domain) }),
    settled: () => expect.poll(() => isQuiet(started)).toBe(true),
    setClock: (to: number) => {
      now = to;
    },
  };
}

/** Nothing has started between two looks. */
const seen = new WeakMap<object, number>();
function isQuiet(started: readonly unknown[]): boolean {
  const before = seen.get(started);
  seen.set(started, started.length);
  return before === started.length;
}

describe('checks that nobody clicked for', () => {
  it('start at once when nothing else did', async () => {
    const { add, started, settled } = queue();
    add(1, 'a.example');
    await settled();
    expect(started).toEqual([{ domain: 'a.example', at: 1_000_000 }]);
  });

  it('are at most two in any second, in the order of the tabs', async () => {
    const { add, started, settled } = queue();
    for (let tab = 0; tab < 10; tab++) add(tab, `d${tab}.example`);
    await settled();
    expect(started.map(({ domain }) => domain)).toEqual(
      Array.from({ length: 10 }, (_, tab) => `d${tab}.example`),
    );
    const gaps = started.slice(1).map(({ at }, index) => at - started[index]!.at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SPACING_MS);
    expect(2 * SPACING_MS).toBeGreaterThanOrEqual(1000);
  });

  it('wait again where a timer comes too early', async () => {
    const { add, started, settled } = queue({}, 0.5);
    add(1, 'a.example');
    add(2, 'b.example');
    await settled();
    expect(started.map(({ at }) => at)).toEqual([1_000_000, 1_000_000 + SPACING_MS]);
  });

  it('take one place for each tab, with its newest domain', async () => {
    const { add, started, settled } = queue();
    add(1, 'first.example');
    add(2, 'left.example');
    add(2, 'right.example');
    await settled();
    expect(started.map(({ domain }) => domain)).toEqual(['first.example', 'right.example']);
  });

  it('of which too many wait lose the oldest', async () => {
    const { add, started, settled } = queue();
    for (let tab = 0; tab < MAX_WAITING + 6; tab++) add(tab, `d${tab}.example`);
    await settled();
    expect(started.length).toBe(MAX_WAITING + 1);
    expect(started.at(-1)?.domain).toBe(`d${MAX_WAITING + 5}.example`);
  });

  it('are left out, and cost no time, where the tab was left meanwhile or cannot be asked', async () => {
    const isWanted = async ({ tabId }: AutomaticJob) => {
      if (tabId === 2) throw new Error('No such tab.');
      return tabId !== 1;
    };
    const { add, started, settled } = queue({ isWanted });
    for (let tab = 0; tab < 4; tab++) add(tab, `d${tab}.example`);
    await settled();
    expect(started).toEqual([
      { domain: 'd0.example', at: 1_000_000 },
      { domain: 'd3.example', at: 1_000_000 + SPACING_MS },
    ]);
  });

  it('that fail or hang hold up nobody', async () => {
    const began: string[] = [];
    const check = ({ tabId, domain }: AutomaticJob) => {
      began.push(domain);
      return tabId === 0 ? Promise.reject(new Error('failed')) : Promise.withResolvers<void>().promise;
    };
    const { add } = queue({ check });
    for (let tab = 0; tab < 3; tab++) add(tab, `d${tab}.example`);
    await expect.poll(() => began).toEqual(['d0.example', 'd1.example', 'd2.example']);
  });

  it('go on after the clock was set back', async () => {
    const { add, started, settled, setClock } = queue();
    add(1, 'a.example');
    await settled();
    setClock(0);
    add(2, 'b.example');
    await settled();
    expect(started.map(({ domain }) => domain)).toEqual(['a.example', 'b.example']);
    expect(started[1]!.at).toBeLessThanOrEqual(SPACING_MS);
  });
});
