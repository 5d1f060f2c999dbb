import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT, sourcesBelow } from '../support/repository.ts';

const run = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: ROOT, encoding: 'utf8' });

it('lib/ without the browser runs unbuilt in plain Node', () => {
  const files = sourcesBelow('lib').filter((path) => !/^lib\/(?:browser|locales)\//.test(path));
  expect(files).toContain('lib/check/assess.ts');
  const code = `const modules = await Promise.all(${JSON.stringify(files)}.map((file) => import('./' + file)));
    console.log(modules.length);`;
  expect(Number(run(code))).toBe(files.length);
});

it('the doors that tools outside may use are there', () => {
  const doors = {
    'lib/mechanisms/mta-sts/record.ts': ['parseStsRecord', 'selectStsRecord'],
    'lib/mechanisms/mta-sts/policy.ts': ['parsePolicy'],
    'lib/mechanisms/mta-sts/mx-pattern.ts': ['matchesMx'],
    'lib/mechanisms/tlsrpt/record.ts': ['parseTlsrptRecord', 'selectTlsrptRecord'],
    'lib/mechanisms/spf/record.ts': ['parseSpfRecord', 'selectSpfRecord'],
    'lib/mechanisms/spf/check-host.ts': ['checkHost'],
    'lib/mechanisms/spf/tree.ts': ['spfTree'],
    'lib/check/assess.ts': ['assess'],
    'lib/verdict/standing.ts': ['standingOf'],
    'lib/guide/proposal.ts': ['proposalFor'],
  };
  const code = `for (const [file, names] of Object.entries(${JSON.stringify(doors)})) {
    const module = await import('./' + file);
    for (const name of names) console.log(name, typeof module[name]);
  }`;
  const names = Object.values(doors).flat();
  expect(run(code).trim().split('\n')).toEqual(names.map((name) => `${name} function`));
});
