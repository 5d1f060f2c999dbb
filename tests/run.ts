/**
 * Everything that `npm test` runs, step by step, with one count at the end. `npm test -- unit` runs only the steps whose
 * name contains one of the words given.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest writes its counts; a step without is one check by itself. */
  readonly report?: string;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const OUT = 'tests/.out';
const vitest = (name: string, ...args: string[]): Step => {
  const report = `${OUT}/${name}.json`;
  return {
    name,
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    report,
  };
};

const STEPS: readonly Step[] = [
  // First, since it also writes the types of the sentences.
  { name: 'build', command: ['npm', 'run', 'build'] },
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  vitest('unit'),
  { name: 'web-ext lint', command: ['web-ext', 'lint', '--source-dir', '.output/firefox-mv3'] },
  vitest('e2e', '--config', 'tests/e2e/vitest.config.ts'),
];

const wanted = process.argv.slice(2);
const names = STEPS.map(({ name }) => name);
const unknown = wanted.filter((word) => !names.some((name) => name.includes(word)));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  process.exit(2);
}
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
await mkdir(OUT, { recursive: true });
for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.some((word) => step.name.includes(word))) continue;
  console.log(`\n== ${step.name}`);
  if (step.report) await rm(step.report, { force: true });
  const isGood = await run(step.command);
  const counts = await countsOf(step, isGood);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function run([command = '', ...args]: readonly string[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.once('error', () => resolve(false));
  child.once('close', (code) => resolve(code === 0));
  return promise;
}

/** What the step counted; a run that failed without a failing test counts as one failure, so that nothing is lost. */
async function countsOf(step: Step, isGood: boolean): Promise<Counts> {
  const checks: Counts = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (!step.report) return checks;
  const report = await readFile(step.report, 'utf8').then(JSON.parse, () => null);
  if (report === null) return { ...checks, failed: 1, passed: 0 };
  const failed = Number(report.numFailedTests);
  return {
    passed: Number(report.numPassedTests),
    failed: isGood ? failed : Math.max(1, failed),
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  };
}
