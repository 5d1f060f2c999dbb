import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as quiet } from 'node:timers/promises';

/** Who asks the browser for something; `event`: the browser, which tells the other context of a change. */
export type Party = 'writer' | 'forgetter' | 'event';

/** Which of those who wait goes on next. */
export type Choose = (waiting: readonly Party[]) => Party;

type Step = () => void;

/**
 * Holds back every call of the extension API until it is let go on, one after the other in whatever order: put around the `chrome` of `fakeBrowser`,
 * once in a file.
 */
export function interleaving(chrome: Record<string, Record<string, unknown>>) {
  const party = new AsyncLocalStorage<Party>();
  const waiting: Record<Party, Step[]> = { writer: [], forgetter: [], event: [] };
  let isHolding = false;

  const held =
    (call: (...args: unknown[]) => Promise<unknown>, tellFirst = false) =>
    async (...args: unknown[]) => {
      const who = party.getStore();
      if (isHolding && who) {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting[who].push(resolve);
        await promise;
        // The mark stands for longer than the browser needs to tell of it.
        if (tellFirst) for (let step = waiting.event.shift(); step; step = waiting.event.shift()) step();
      }
      return call(...args);
    };
  const hold = (api: Record<string, unknown> | undefined, names: readonly string[]) => {
    for (const name of names) {
      const call = api?.[name] as (...args: unknown[]) => Promise<unknown>;
      Object.assign(api ?? {}, { [name]: held(call, name === 'clear' && api === session) });
    }
  };
  const { storage = {}, permissions, runtime } = chrome;
  const session = storage['session'] as Record<string, unknown>;
  for (const area of ['local', 'session', 'sync', 'managed'])
    hold(storage[area] as Record<string, unknown>, ['get', 'set', 'remove', 'clear']);
  hold(permissions, ['contains', 'getAll', 'remove']);
  hold(runtime, ['sendMessage']);

  const onChanged = session['onChanged'] as { addListener(listener: (...args: unknown[]) => void): void };
  const listen = onChanged.addListener;
  let isLate = false;
  onChanged.addListener = (listener) =>
    listen((...args) => {
      if (isHolding && isLate) waiting.event.push(() => listener(...args));
      else listener(...args);
    });

  return {
    /** Whether what changed is told at once, or in a step of its own. */
    tellLate: (late: boolean) => void (isLate = late),
    /** Lets both begin, the writer first, and go on in the order that `choose` gives, until both are done. */
    play: async (write: () => unknown, forget: () => Promise<unknown>, choose: Choose): Promise<void> => {
      isHolding = true;
      let left = 2;
      const run = (who: Party, act: () => unknown) =>
        party.run(who, () =>
          Promise.resolve(act())
            .catch(() => undefined)
            .finally(() => (left -= 1)),
        );
      void run('writer', write);
      void run('forgetter', forget);
      for (;;) {
        await quiet();
        const parties = (['writer', 'forgetter', 'event'] as const).filter(
          (each) => waiting[each].length > 0,
        );
        if (parties.length === 0 && left === 0) break;
        if (parties.length > 0) waiting[choose(parties)].shift()?.();
      }
      isHolding = false;
    },
  };
}

/** Every order in which two parties can take their steps, one after the other: the next each time that `choose` was followed to the end. */
export async function inEveryOrder(play: (choose: Choose) => Promise<void>, most: number): Promise<number> {
  let path: { place: number; of: number }[] = [];
  for (let count = 1; ; count += 1) {
    if (count > most) throw new Error(`More than ${most} orders.`);
    let depth = 0;
    await play((waiting) => {
      const step = (path[depth] ??= { place: 0, of: waiting.length });
      depth += 1;
      return waiting[step.place]!;
    });
    path = path.slice(0, depth);
    while (path.at(-1) && path.at(-1)!.place === path.at(-1)!.of - 1) path.pop();
    const last = path.at(-1);
    if (!last) return count;
    last.place += 1;
  }
}
