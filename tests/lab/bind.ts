import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeBindFiles } from './bind-config.ts';
import type { CertificateAuthority } from './certificates.ts';
import type { Cleanup } from './cleanup.ts';
import { freePort } from './ports.ts';
import { QueryLog } from './query-log.ts';
import type { World } from './description/types.ts';

/** BIND's `named`, serving DNS over HTTPS at /dns-query on a loopback port. */
export interface Bind {
  port: number;
  /** Where it answers plain DNS, for another resolver in front. */
  plainPort: number;
  log: QueryLog;
  /** Answers for another world from now on; resolves when it does. */
  update(world: World): Promise<void>;
  stop(): Promise<void>;
}

/** Tries with another port when somebody took the free one meanwhile. */
const ATTEMPTS = 3;
const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];

/** The path of `named`, or `undefined` where BIND is not installed. */
export function findNamed(): string | undefined {
  return findServer('named');
}

/** The path of a server, or `undefined` where it is not installed. Ordinary users often lack the sbin folders in their PATH. */
export function findServer(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...USUAL_FOLDERS];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/**
 * Starts BIND for the world with a certificate for `host`, and waits until it answers. Rejects with the last lines of its log where it
 * is missing or does not start.
 */
export async function startBind(
  world: World,
  authority: CertificateAuthority,
  { host, recursion, cleanup }: { host: string; recursion: boolean; cleanup: Cleanup },
): Promise<Bind> {
  const named = findNamed();
  if (!named) throw new Error('BIND (named) is not installed');
  const identity = await authority.identity(host, 'good');
  let failure: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = await freePort();
    const plainPort = await freePort();
    const ports = { port, plainPort, recursion };
    const files = writeBindFiles(cleanup.directory('waxseal-bind'), world, identity, ports);
    // -g: in the foreground, with the whole log on stderr. One thread keeps a small machine responsive.
    const child = spawn(named, ['-g', '-n', '1', '-c', files.config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stop = (): Promise<void> => ended(child);
    cleanup.add(stop, () => child.kill('SIGKILL'));
    try {
      const { log, whenSaid } = await running(child);
      const update = async (changed: World): Promise<void> => {
        const loaded = files
          .rewrite(changed)
          .map(({ apex, serial }) => whenSaid(`zone ${apex || '.'}/IN: loaded serial ${serial}`));
        if (loaded.length > 0) child.kill('SIGHUP');
        await Promise.all(loaded);
      };
      return { port, plainPort, log, update, stop };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

interface Running {
  log: QueryLog;
  /** Resolves when a line ends with `words`; rejects, with the last lines, where BIND ends before that. */
  whenSaid(words: string): Promise<void>;
}

/** Reads the log until BIND says that it runs, and hands every later line to the query log. */
function running(child: ChildProcess): Promise<Running> {
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
      for (const [words, said] of awaited) if (line.endsWith(words)) said.resolve();
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

/** Asks a program to end, and resolves when it has. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
