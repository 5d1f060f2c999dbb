/**
 * Everything that `npm test` runs, step by step, with one count at the end. `npm test -- unit` runs only the steps whose
 * name contains one of the words given.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';

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

/** What we read of the report that vitest writes. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
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
/** Said again at the end: who sees only the last lines of a long run must see which test it was. */
const failures: string[] = [];
await mkdir(OUT, { recursive: true });
for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.some((word) => step.name.includes(word))) continue;
  console.log(`\n== ${step.name}`);
  if (step.report) await rm(step.report, { force: true });
  const isGood = await run(step.command);
  const report = await reportOf(step);
  if (!isGood) failures.push(...failuresOf(step, report));
  const counts = countsOf(step, report, isGood);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
}
if (failures.length > 0) console.log(`\n== failed\n${failures.join('\n')}`);
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

async function reportOf({ report }: Step): Promise<Report | undefined> {
  return report === undefined ? undefined : readFile(report, 'utf8').then(JSON.parse, () => undefined);
}

/** A line for each test of the step that failed, with what it said; the step itself where no test did. */
function failuresOf({ name }: Step, report: Report | undefined): readonly string[] {
  const files = report?.testResults.filter(({ status }) => status === 'failed') ?? [];
  if (files.length === 0) return [`${name}: see above`];
  return files.flatMap((file) => {
    const path = relative(process.cwd(), file.name);
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    // A file that fails before its first test says so itself.
    if (tests.length === 0) return [`${path}: ${shortened(file.message)}`];
    return tests.map((test) => `${path}: ${test.fullName}\n  ${shortened(test.failureMessages.join('\n'))}`);
  });
}

/** As much of a message as tells what was wrong: some compare whole pages. */
function shortened(message: string): string {
  return message.length > 1_000 ? `${message.slice(0, 1_000)} …` : message;
}

/** What the step counted; a run that failed without a failing test counts as one failure, so that nothing is lost. */
function countsOf(step: Step, report: Report | undefined, isGood: boolean): Counts {
  if (step.report === undefined) return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  // Counts that cannot be read are no good sign.
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: report.numPassedTests,
    failed: isGood ? report.numFailedTests : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
