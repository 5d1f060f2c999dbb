import type { DomainName } from '../names/domain-name.ts';

/** One check that somebody did not click for. */
export interface AutomaticJob {
  readonly tabId: number;
  readonly domain: DomainName;
}

export interface AutomaticQueueDeps<Job extends AutomaticJob> {
  /** Asked when a job's turn has come: a tab that was left or closed meanwhile is not asked about. */
  readonly isWanted: (job: Job) => Promise<boolean>;
  readonly check: (job: Job) => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Two checks a second, evenly: a restored session of many tabs is no burst of questions. */
export const SPACING_MS = 500;
/** What waits is done within ten seconds, well before the browser ends an idle background. */
export const MAX_WAITING = 20;

/**
 * A queue that starts at most two checks per second. A tab has one place in it, for its newest domain; where it is full
 * the oldest leaves. Gives the function that adds a job; it never throws.
 */
export function automaticQueue<Job extends AutomaticJob>(deps: AutomaticQueueDeps<Job>): (job: Job) => void {
  const waiting: Job[] = [];
  let lastStart = -Infinity;
  let isRunning = false;

  const drain = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const isWanted = await deps.isWanted(job).catch(() => false);
      if (!isWanted) continue;
      const rest = lastStart + SPACING_MS - deps.now();
      if (rest > 0) {
        // Back to its place, so that a newer domain of the same tab can take it over while it waits.
        waiting.unshift(job);
        // A clock that was set back holds nobody up for longer.
        await deps.wait(Math.min(rest, SPACING_MS));
        if (deps.now() < lastStart) lastStart = -Infinity;
        continue;
      }
      lastStart = deps.now();
      // Not awaited: a slow server of one domain does not hold up the next. A failed check is shown nowhere.
      void deps.check(job).catch(() => undefined);
    }
    isRunning = false;
  };

  return (job) => {
    const place = waiting.findIndex(({ tabId }) => tabId === job.tabId);
    if (place === -1) waiting.push(job);
    else waiting[place] = job;
    if (waiting.length > MAX_WAITING) waiting.shift();
    if (isRunning) return;
    isRunning = true;
    void drain();
  };
}
