import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startLab } from '../../lab/start.ts';

/** Each server of the lab removes its folder only after it has ended, so that an empty folder for temporary files says both. */
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waxseal-leaves-nothing-'));
  vi.stubEnv('TMPDIR', directory);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

const programs = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;

it.each(['auto', 'unbound', 'embedded'] as const)(
  'the lab with DNS by %s leaves no program and no file behind when it stops',
  async (dns) => {
    const before = programs();
    const lab = await startLab({ dns });
    if (lab.dns !== 'embedded') expect(readdirSync(directory)).not.toEqual([]);
    expect(programs() - before).toBe({ bind: 2, unbound: 2, embedded: 0 }[lab.dns]);
    await lab.stop();
    // Node lets go of a process that has ended a moment later.
    await expect.poll(programs).toBe(before);
    expect(readdirSync(directory)).toEqual([]);
  },
);

it.each(['SIGTERM', 'SIGINT'] as const)('nor does one whose process ends by %s', async (signal) => {
  const start = new URL('../../lab/start.ts', import.meta.url);
  const script = `import { startLab } from ${JSON.stringify(start)}; await startLab(); console.log('started');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill(signal);
  expect(await over).toEqual([null, signal]);
  expect(readdirSync(directory)).toEqual([]);
});
