import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Cleanup } from '../../lab/cleanup.ts';

export const SCREEN = { width: 1280, height: 1000 };

/**
 * Starts an X server without a screen on a free display and gives its name, such as `:7`; `cleanup` ends it. Rejects where Xvfb is
 * missing or does not start.
 */
export function startXvfb(cleanup: Cleanup): Promise<string> {
  const screen = `${SCREEN.width}x${SCREEN.height}x24`;
  // It chooses a free display itself and writes the number to file descriptor 3 once it is ready.
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  cleanup.add(
    () =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.pid === undefined) return resolve();
        child.once('exit', () => resolve());
        child.kill();
      }),
    () => child.kill('SIGKILL'),
  );
  return new Promise((resolve, reject) => {
    (child.stdio[3] as Readable).once('data', (number: Buffer) => resolve(`:${String(number).trim()}`));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
}
