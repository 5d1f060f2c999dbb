import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Cleanup } from './cleanup.ts';
import { QueryLog } from './query-log.ts';
import { ended } from './servers.ts';

/** One running `named`. */
export interface Named {
  /** The questions that it was asked. */
  log: QueryLog;
  /** Resolves when its log says `words`; rejects, with the last lines, where it ends before that. */
  whenSaid(words: string): Promise<void>;
  /** Reads the configuration, and the zones that have changed, again. */
  reload(): void;
  stop(): Promise<void>;
}

/** Starts BIND's `named` and waits until it runs. Rejects with the last lines of its log where it does not. */
export async function startNamed(program: string, config: string, cleanup: Cleanup): Promise<Named> {
  // -g: in the foreground, with the whole log on stderr. One thread keeps a small machine responsive.
  const child = spawn(program, ['-g', '-n', '1', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = (): Promise<void> => ended(child);
  cleanup.add(stop, () => child.kill('SIGKILL'));
  const { log, whenSaid } = await running(child);
  return { log, whenSaid, reload: () => void child.kill('SIGHUP'), stop };
}

/** Reads the log until BIND says that it runs, and hands every later line to the query log. */
function running(child: ChildProcess): Promise<Pick<Named, 'log' | 'whenSaid'>> {
  const log = new QueryLog();
  const recent: string[] = [];
  const awaited = new Map<string, PromiseWithResolvers<void>>();
  const whenSaid = (words: string): Promise<void> => {
    const said = Promise.withResolvers<void>();
    awaited.set(words, said);
    return said.promise;
  };
  return new Promise((resolve, reject) => {
    let taken = false;
    const fail = (why: string): void => {
      const failure = new Error(`named ${why}\n${recent.slice(-12).join('\n')}`);
      for (const said of awaited.values()) said.reject(failure);
      reject(failure);
    };
    createInterface({ input: child.stderr! }).on('line', (line) => {
      log.read(line);
      for (const [words, said] of awaited) if (`${line} `.includes(`${words} `)) said.resolve();
      recent.push(line);
      if (recent.length > 100) recent.shift();
      // With its only port taken, BIND would run on without listening.
      if (line.includes('address in use')) taken = true;
      if (!line.endsWith(' running')) return;
      if (!taken) return resolve({ log, whenSaid });
      child.kill('SIGKILL');
      fail('could not listen');
    });
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
