/** 2026-06-01, as good a day as any. */
export const NOW = Date.UTC(2026, 5, 1, 12);
export const DAY_MS = 24 * 3600 * 1000;

/** A clock that stands until it is moved. */
export function fakeClock(start: number = NOW) {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** Deadlines that pass on command alone. */
export function fakeDeadlines() {
  const asked: { readonly milliseconds: number; readonly controller: AbortController }[] = [];
  return {
    deadline: (milliseconds: number): AbortSignal => {
      const controller = new AbortController();
      asked.push({ milliseconds, controller });
      return controller.signal;
    },
    /** The length of each deadline, in the order in which they were set. */
    lengths: () => asked.map(({ milliseconds }) => milliseconds),
    /** Lets all that are set pass, or those of one length. */
    expire: (milliseconds?: number) => {
      for (const one of asked)
        if (milliseconds === undefined || one.milliseconds === milliseconds)
          one.controller.abort(new DOMException('The deadline passed.', 'TimeoutError'));
    },
  };
}

/** Lets everything run that waits for nothing from outside. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A promise that never settles. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
