import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT, read, sourcesBelow } from '../support/repository.ts';

const run = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: ROOT, encoding: 'utf8' });

it('lib/ without the browser runs unbuilt in plain Node', () => {
  const files = sourcesBelow('lib').filter((path) => !/^lib\/(?:browser|locales)\//.test(path));
  expect(files).toContain('lib/check/assess.ts');
  const code = `const modules = await Promise.all(${JSON.stringify(files)}.map((file) => import('./' + file)));
    console.log(modules.length);`;
  expect(Number(run(code))).toBe(files.length);
});

it('docs/doors.md names functions that are there, each in the file beside it', () => {
  const rows = Array.from(read('docs/doors.md').matchAll(/^\| `(\w+)` +\| `(lib\/[^`]+)`/gm));
  const doors = rows.map(([, name, file]) => [String(name), String(file)]);
  expect(doors.length).toBeGreaterThan(20);
  const code = `for (const [name, file] of ${JSON.stringify(doors)}) {
    const module = await import('./' + file);
    console.log(name, typeof module[name]);
  }`;
  expect(run(code).trim().split('\n')).toEqual(doors.map(([name]) => `${name} function`));
});

it('the example of docs/doors.md prints what the page says', () => {
  const page = read('docs/doors.md');
  const example = /```ts\n([^]+?)```/.exec(page)?.[1] ?? '';
  const code = ['--input-type=module-typescript', '--eval', example];
  const printed = execFileSync(process.execPath, code, { cwd: ROOT, encoding: 'utf8' });
  expect(printed.trim()).toBe(/`node ask\.ts` prints `(.+)`/.exec(page)?.[1]);
});
