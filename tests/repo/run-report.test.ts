import { describe, expect, it } from 'vitest';
import { countsOf, failedFiles, failuresOf, replaced, type RunReport } from '../run-report.ts';

/** A report of files, each with how its tests ended; a file without tests failed before its first. */
function reportOf(files: Record<string, readonly ('passed' | 'failed' | 'pending')[]>): RunReport {
  return {
    testResults: Object.entries(files).map(([name, statuses]) => ({
      name: `${process.cwd()}/${name}`,
      status: statuses.length === 0 || statuses.includes('failed') ? 'failed' : 'passed',
      message: statuses.length === 0 ? 'no such module' : '',
      assertionResults: statuses.map((status, at) => ({
        fullName: `test ${at}`,
        status,
        failureMessages: status === 'failed' ? ['expected 1 to be 2'] : [],
      })),
    })),
  };
}

const STEP = { report: 'somewhere.json' };
const FIRST = reportOf({
  'a.e2e.ts': ['passed', 'failed'],
  'b.e2e.ts': ['passed', 'pending'],
  'c.e2e.ts': [],
});

describe('the report of a run', () => {
  it('names each failed test, and a file that failed before its first', () => {
    expect(failedFiles(FIRST).map(({ name }) => name)).toEqual([
      `${process.cwd()}/a.e2e.ts`,
      `${process.cwd()}/c.e2e.ts`,
    ]);
    expect(failuresOf('e2e', FIRST)).toEqual([
      'a.e2e.ts: test 1\n  expected 1 to be 2',
      'c.e2e.ts: no such module',
    ]);
  });

  it('names the step where no test failed, or nothing can be read', () => {
    expect(failuresOf('lint', undefined)).toEqual(['lint: see above']);
    expect(failuresOf('e2e', reportOf({ 'a.e2e.ts': ['passed'] }))).toEqual(['e2e: see above']);
  });

  it('takes the files that ran again as they came out then, and no other', () => {
    const again = reportOf({ 'a.e2e.ts': ['passed', 'passed'], 'c.e2e.ts': ['failed', 'passed'] });
    const both = replaced(FIRST, again);
    expect(countsOf(STEP, both, false)).toEqual({ passed: 4, failed: 1, skipped: 1 });
    expect(failuresOf('e2e', both)).toEqual(['c.e2e.ts: test 0\n  expected 1 to be 2']);
  });

  it('lets the first report stand where the second run left none', () => {
    expect(countsOf(STEP, replaced(FIRST, undefined), false)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  it('counts a run that failed without a failing test, or without a report, as a failure', () => {
    expect(countsOf(STEP, reportOf({ 'a.e2e.ts': ['passed'] }), false)).toMatchObject({ failed: 1 });
    expect(countsOf(STEP, undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countsOf({}, undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countsOf({}, undefined, true)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });
});
