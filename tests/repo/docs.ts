/**
 * `npm run docs`: prints docs/hostile-world.md and docs/lifecycle.md from the cases that the tests run, so that they cannot say anything else
 * than those do, docs/score.md from the table of the score, the rules of the linter from the table of rooms, and the schema of the report as JSON from the shapes of the facts. The tests beside this file fail where a page is out of date.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTILE_PAGE, hostilePage } from '../hostile/table.ts';
import { LIFECYCLE_PAGE, lifecyclePage } from '../lifecycle/table.ts';
import { REPORT_SCHEMA_FILE, reportSchemaText } from '../support/report-schema.ts';
import { ROOT } from '../support/repository.ts';
import { LINT_FILE, lintText } from './rooms/lint.ts';
import { SCORE_PAGE, scorePage } from './score-page.ts';

writeFileSync(join(ROOT, HOSTILE_PAGE), await hostilePage());
writeFileSync(join(ROOT, LIFECYCLE_PAGE), await lifecyclePage());
writeFileSync(join(ROOT, SCORE_PAGE), scorePage());
writeFileSync(join(ROOT, LINT_FILE), lintText());
writeFileSync(join(ROOT, REPORT_SCHEMA_FILE), await reportSchemaText());
