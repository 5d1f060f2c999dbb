import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Step = () => void | Promise<void>;

/**
 * What has to be undone, newest first: in order by `run`, and at once where the process ends before that. A signal ends the process
 * only after `run` has finished.
 */
export class Cleanup {
  readonly #steps: Step[] = [];
  readonly #atExit: (() => void)[] = [];
  #running: Promise<void> | undefined;

  constructor() {
    process.on('exit', this.#onExit);
    process.once('SIGINT', this.#onSignal);
    process.once('SIGTERM', this.#onSignal);
  }

  /** Adds a step for `run`; `atExit`, which cannot wait, does the same where the process ends without it. */
  add(step: Step, atExit?: () => void): void {
    this.#steps.push(step);
    if (atExit) this.#atExit.push(atExit);
  }

  /** A new temporary directory that is removed at the end. */
  directory(prefix: string): string {
    const path = mkdtempSync(join(tmpdir(), `${prefix}-`));
    const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    this.add(remove, remove);
    return path;
  }

  /** Undoes everything once, even where a step fails; the first failure is thrown at the end. */
  run(): Promise<void> {
    this.#running ??= this.#undo();
    return this.#running;
  }

  async #undo(): Promise<void> {
    const failures: unknown[] = [];
    // One at a time, since a browser that is just starting may add a step meanwhile.
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (failure) {
        failures.push(failure);
      }
    }
    process.off('exit', this.#onExit);
    process.off('SIGINT', this.#onSignal);
    process.off('SIGTERM', this.#onSignal);
    if (failures.length > 0) throw failures[0];
  }

  readonly #onExit = (): void => {
    for (let step = this.#atExit.pop(); step; step = this.#atExit.pop()) step();
  };

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    const end = (): void => void process.kill(process.pid, signal);
    this.run().then(end, end);
  };
}
