import { relative } from 'node:path';

/** What is read of the report that vitest writes. */
export interface RunReport {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The files of a run that failed, in a test or before the first. */
export function failedFiles(report: RunReport | undefined): readonly FileReport[] {
  return report?.testResults.filter(({ status }) => status === 'failed') ?? [];
}

/** A line for each test that failed, with what it said; the step itself where no test did. */
export function failuresOf(step: string, report: RunReport | undefined): readonly string[] {
  const files = failedFiles(report);
  if (files.length === 0) return [`${step}: see above`];
  return files.flatMap((file) => {
    const path = relative(process.cwd(), file.name);
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    // A file that fails before its first test says so itself.
    if (tests.length === 0) return [`${path}: ${shortened(file.message)}`];
    return tests.map((test) => `${path}: ${test.fullName}\n  ${shortened(test.failureMessages.join('\n'))}`);
  });
}

/** The report of a run with the files that ran again as they came out then; without a second report nothing is known of them, and the first stands. */
export function replaced(first: RunReport | undefined, again: RunReport | undefined): RunReport | undefined {
  if (!first || !again) return first;
  const later = new Map(again.testResults.map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => later.get(file.name) ?? file) };
}

/** What a step counted; a run that failed without a failing test counts as one failure, so that nothing is lost. */
export function countsOf(
  step: { readonly report?: string },
  report: RunReport | undefined,
  isGood: boolean,
): Counts {
  if (step.report === undefined) return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  // Counts that cannot be read are no good sign.
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = all.filter(({ status }) => status === 'passed').length;
  const failed = all.filter(({ status }) => status === 'failed').length;
  return { passed, failed: isGood ? failed : Math.max(1, failed), skipped: all.length - passed - failed };
}

/** As much of a message as tells what was wrong: some compare whole pages. */
function shortened(message: string): string {
  return message.length > 1_000 ? `${message.slice(0, 1_000)} …` : message;
}
