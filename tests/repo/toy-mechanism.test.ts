import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, ROOT } from '../support/repository.ts';
import { TOY_FOLDER } from './toy/folder.ts';

const LEFT_OUT = new Set(['node_modules', '.git', '.output', '.wxt', '.out', 'coverage']);
/** Those that there are, as they are listed. */
const [, LISTED = ''] = /MECHANISMS = \[([^\]]*)\]/.exec(read('lib/mechanisms.ts')) ?? [];
let copy = '';

/** Runs a tool of the project in the copy; throws, with what it said, where it fails. */
function run(tool: string, ...args: readonly string[]): string {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  try {
    return execFileSync(process.execPath, [join(copy, 'node_modules', tool), ...args], {
      cwd: copy,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${tool} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(copy, path), 'utf8');
  expect(text, path).toContain(from);
  writeFileSync(join(copy, path), text.replace(from, to));
}

describe('a new mechanism is one folder, one line and one weight', () => {
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'waxseal-toy-'));
    cpSync(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const folder = join(copy, 'lib/mechanisms/toy');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(TOY_FOLDER))
      writeFileSync(join(folder, name), text.trimStart());
    const tlsrpt = "import { tlsrpt } from './mechanisms/tlsrpt/mechanism.ts';\n";
    edit('lib/mechanisms.ts', tlsrpt, `${tlsrpt}import { toy } from './mechanisms/toy/mechanism.ts';\n`);
    edit('lib/mechanisms.ts', `MECHANISMS = [${LISTED}]`, `MECHANISMS = [${LISTED}, toy]`);
    edit(
      'lib/verdict/weights.ts',
      "  mx: { lane: 'transit'",
      "  toy: { lane: 'also', weight: 1 },\n  mx: { lane: 'transit'",
    );
    run('wxt/bin/wxt.mjs', 'prepare');
  }, 120_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('that the types take up', () => {
    run('typescript/bin/tsc', '--noEmit');
  });

  it('that the linter takes up, and holds to the table of rooms', () => {
    run('oxlint/bin/oxlint', 'lib');
    const path = join(copy, 'lib/mechanisms/toy/judge.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `import { judgeMx } from '../mx/judge.ts';\nvoid judgeMx;\n${text}`);
    expect(() => run('oxlint/bin/oxlint', 'lib')).toThrow('no-restricted-imports');
    writeFileSync(path, text);
  });

  it('whose needs stand before it, or the types say what is missing', () => {
    edit('lib/mechanisms.ts', `[${LISTED}, toy]`, `[toy, ${LISTED}]`);
    expect(() => run('typescript/bin/tsc', '--noEmit')).toThrow('["toy", "needs", "mx"]');
    edit('lib/mechanisms.ts', `[toy, ${LISTED}]`, `[${LISTED}, toy]`);
  });

  it('that sentences, storage, digest, findings, JSON and Markdown take up', () => {
    mkdirSync(join(copy, 'tests/unit/toy'));
    cpSync(join(ROOT, 'tests/repo/toy/taken-up.ts'), join(copy, 'tests/unit/toy/toy.test.ts'));
    run('vitest/vitest.mjs', 'run', 'tests/unit/toy/toy.test.ts', 'tests/repo/sentences.test.ts');
  });

  it('that the mutation tests take up as a group', () => {
    const told = run('vitest/vitest.mjs', 'run', 'tests/repo/mutation-groups.test.ts', '-t', 'in one group');
    expect(told).toContain('1 passed');
  });

  it('of which is told what its tests and the lab lack', () => {
    const whole = () =>
      run('vitest/vitest.mjs', 'run', 'tests/repo/whole-mechanisms.test.ts', '-t', 'is whole');
    expect(whole).toThrow('tests/lab/world/toy.ts');
    expect(whole).toThrow('tests/unit/mechanisms/toy/judge.test.ts');
  });
});
