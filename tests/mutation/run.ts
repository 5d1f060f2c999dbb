/**
 * `npm run test:mutation [-- group]`: changes every statement of lib/ in every way that Stryker knows, and looks whether a
 * test of its group notices. At least 90 % must be noticed in each folder; what lives on without a reason in survivors.yml is listed by its line, to be looked at.
 * The figures go into docs/mutation.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { namedOf } from '../support/named.ts';
import type { Change } from './changes.ts';
import { GROUPS } from './groups.ts';
import { measure } from './measure.ts';
import { percent, writeScores, type Score } from './scores.ts';

const LEAST = 90;
const survivors = parse(readFileSync(join(import.meta.dirname, 'survivors.yml'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

const named = namedOf(process.argv.slice(2), Object.keys(GROUPS), 'group');

for (const [name, group] of Object.entries(GROUPS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n== ${name}`);
  const { changes, sources, noticed } = await measure(name, group);
  const share = percent({ changes: changes.length, noticed: noticed.size });
  if (share < LEAST) process.exitCode = 1;
  console.log(`${share.toFixed(1)} % of ${changes.length} changes are noticed`);
  const measured = Object.entries(sources).map(([file, source]) =>
    tell(
      file,
      source,
      changes.filter((change) => change.file === file),
      noticed,
    ),
  );
  await writeScores(measured);
}

function tell(file: string, source: string, changes: readonly Change[], noticed: ReadonlySet<string>): Score {
  const alive = changes.filter(({ id }) => !noticed.has(id));
  const score = { file, source, changes: changes.length, noticed: changes.length - alive.length };
  console.log(`${file}: ${percent(score).toFixed(1)} %, ${alive.length} of ${changes.length} live on`);
  for (const { text, line } of alive) {
    if (survivors[file]?.[text] === undefined) console.log(`  line ${line}: ${text}`);
  }
  return score;
}
