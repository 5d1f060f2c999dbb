import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { caseRow, caseSection, headlineTitle } from '../support/case-table.ts';
import { ROOT } from '../support/repository.ts';
import {
  ENDED_CASES,
  NETWORK_CASES,
  PRIVATE_CASES,
  RESTART_CASES,
  STEP_CASES,
  STORAGE_CASES,
  TIME_CASES,
  type LifecycleCase,
} from './cases.ts';

export const LIFECYCLE_PAGE = 'docs/lifecycle.md';

const LIFECYCLE = 'tests/e2e/lifecycle.e2e.ts';
const RESTART = 'tests/e2e/lifecycle-restart.e2e.ts';
const FIREFOX = 'tests/e2e/firefox-lifecycle.e2e.ts';
const LIVES = 'tests/unit/browser/lives.test.ts';
const SPOILT = 'tests/unit/browser/spoilt-storage.test.ts';
const CLOCK = 'tests/unit/check/clock.test.ts';
const QUEUE = 'tests/unit/automatic/queue.test.ts';

/** Each table, and the tests that run all of it. */
export const LIFECYCLE_TABLES: readonly {
  readonly title: string;
  readonly cases: readonly LifecycleCase[];
  readonly tests: readonly string[];
}[] = [
  { title: 'The background ends', cases: [...STEP_CASES, ENDED_CASES.randomly], tests: [LIFECYCLE, LIVES] },
  { title: 'What is stored', cases: Object.values(STORAGE_CASES), tests: [LIFECYCLE, SPOILT] },
  { title: 'The clock', cases: Object.values(TIME_CASES), tests: [LIFECYCLE, CLOCK, LIVES] },
  { title: 'The network and many tabs', cases: Object.values(NETWORK_CASES), tests: [LIFECYCLE, QUEUE] },
  { title: 'The browser', cases: Object.values(RESTART_CASES), tests: [RESTART] },
  { title: 'Private windows', cases: Object.values(PRIVATE_CASES), tests: [RESTART, FIREFOX] },
];

const INTRODUCTION = `# The life of an extension

What Waxseal shows when the browser ends its background in the middle of a check, starts again, updates it, or has no room left. Printed by
\`npm run docs\` from the cases that the tests run in Chromium, the last also in Firefox (\`tests/lifecycle/cases.ts\`): each row is one of them, with the sentence at the
top that its test waits for. The log of the lab is the witness for what was asked.

`;

/** The whole page, as it must lie in the repository. */
export async function lifecyclePage(): Promise<string> {
  const sections = LIFECYCLE_TABLES.map(({ title, cases, tests }) =>
    caseSection(
      title,
      cases.map(({ what, headline, besides }) =>
        caseRow(what, [headline && headlineTitle(headline), besides].filter(Boolean).join(' '), tests),
      ),
    ),
  );
  const style = await resolveConfig(join(ROOT, LIFECYCLE_PAGE));
  return format(INTRODUCTION + sections.join(''), { ...style, parser: 'markdown' });
}
