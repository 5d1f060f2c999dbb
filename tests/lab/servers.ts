import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];
/** Tries with other ports when somebody took the free ones meanwhile. */
const ATTEMPTS = 3;

/** The path of a server, or `undefined` where it is not installed. Ordinary users often lack the sbin folders in their PATH. */
export function findServer(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...USUAL_FOLDERS];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** What `start` gives; where it rejects it is tried again, and at last its reason is that of the last time. */
export async function started<T>(start: () => Promise<T>): Promise<T> {
  let failure: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await start();
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
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
