import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Cleanup } from '../../lab/cleanup.ts';

/** Below /etc, by a word in the name of the program. Chromium itself is what is left over. */
const FOLDERS = { chrome: 'opt/chrome', edge: 'opt/edge', brave: 'brave' } as const;

/** A view of /etc with a folder laid over it, for one process and its children; "$0" is the folder. */
const OVERLAY = 'mount -t overlay overlay -o "lowerdir=$0:/etc" /etc';
const UNSHARE = ['--user', '--map-root-user', '--mount'];

/**
 * Lays down what an administrator would, for this one extension, and gives the program to start instead of `executablePath`. Where the
 * system lets it, that program sees a file which nobody else sees: this takes no rights, and leaves nothing behind even where the tests
 * are killed. A container often forbids it, but there the tests are root: the file is written to /etc and removed by `cleanup`; it names
 * the id of an unpacked extension, which no other browser has. Throws where neither is possible.
 */
export function administer(
  cleanup: Cleanup,
  executablePath: string,
  extensionId: string,
  managed: Readonly<Record<string, unknown>>,
): { executablePath: string; args: string[] } {
  const own = cleanup.directory('waxseal-administrator');
  const policies = join(folderOf(executablePath), 'policies', 'managed');
  const text = JSON.stringify({ '3rdparty': { extensions: { [extensionId]: managed } } });
  if (spawnSync('unshare', [...UNSHARE, 'sh', '-c', OVERLAY, own]).status === 0) {
    mkdirSync(join(own, policies), { recursive: true });
    writeFileSync(join(own, policies, 'waxseal-test.json'), text);
    const program = join(cleanup.directory('waxseal-program'), 'chromium');
    const script = `${OVERLAY} && shift && exec "$@"`;
    writeFileSync(
      program,
      `#!/bin/sh\nexec unshare ${UNSHARE.join(' ')} sh -c '${script}' '${own}' -- '${executablePath}' "$@"\n`,
    );
    chmodSync(program, 0o755);
    // Within its own view the process is root.
    return { executablePath: program, args: ['--no-sandbox'] };
  }
  const folder = join('/etc', policies);
  const file = join(folder, `waxseal-test-${process.pid}.json`);
  // The topmost folder that was made goes as well.
  const made = mkdirSync(folder, { recursive: true });
  const remove = (): void => rmSync(made ?? file, { recursive: true, force: true });
  cleanup.add(remove, remove);
  writeFileSync(file, text);
  return { executablePath, args: [] };
}

function folderOf(executablePath: string): string {
  const name = basename(executablePath);
  const [, folder] = Object.entries(FOLDERS).find(([word]) => name.includes(word)) ?? [];
  return folder ?? 'chromium';
}
