/** docs/mutation.md: what the runs of the mutation tests have measured. Nobody else writes it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../support/repository.ts';

export interface Score {
  readonly file: string;
  /** The text that was measured. */
  readonly source: string;
  readonly changes: number;
  readonly noticed: number;
}

const PAGE = join(ROOT, 'docs/mutation.md');
const ROW =
  /^\| `(?<file>lib\/[^`]+)` +\| +(?<changes>\d+) +\| +(?<noticed>\d+) +\|.*\| (?<day>[\d-]+) +\| `(?<id>[0-9a-f]+)` +\|$/;
const INTRODUCTION = `# What the tests notice

Written by \`npm run test:mutation\` from its reports: how many changes it made to each file, and how many of them a test noticed. The run fails
where one that lives on has no reason in \`tests/mutation/survivors.yml\`. Each row says on what day it was measured (UTC). Git calls the text that was
measured by the id at the end (\`git hash-object\`); a file with another id has changed since, and one that is not named here was not measured yet.

| file | changes | noticed | score | measured | text |
| --- | ---: | ---: | ---: | --- | --- |
`;

/** Of a file without anything to change: all. */
export function percent({ changes, noticed }: Pick<Score, 'changes' | 'noticed'>): number {
  return changes === 0 ? 100 : (100 * noticed) / changes;
}

/** Puts these files into the page, in the place of what it said about them; rows of files that are no more are dropped. */
export async function writeScores(scores: readonly Score[]): Promise<void> {
  const rows = new Map(existsSync(PAGE) ? readFileSync(PAGE, 'utf8').split('\n').flatMap(rowOf) : []);
  const day = new Date().toISOString().slice(0, 10);
  for (const score of scores) rows.set(score.file, { ...score, day, id: blobId(score.source) });
  const kept = [...rows].filter(([file]) => existsSync(join(ROOT, file)));
  const lines = kept
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, row]) => `| \`${file}\` ${figures(row)} | ${row.day} | \`${row.id}\` |`);
  const sum = (of: 'changes' | 'noticed') => kept.reduce((total, [, row]) => total + row[of], 0);
  lines.push(`| all ${figures({ changes: sum('changes'), noticed: sum('noticed') })} | | |`);
  const config = await resolveConfig(PAGE);
  writeFileSync(
    PAGE,
    await format(`${INTRODUCTION}${lines.join('\n')}\n`, { ...config, parser: 'markdown' }),
  );
}

interface Row extends Pick<Score, 'changes' | 'noticed'> {
  /** When it was measured, as `2026-01-31`. */
  readonly day: string;
  readonly id: string;
}

function rowOf(line: string): (readonly [file: string, row: Row])[] {
  const { file, changes, noticed, day, id } = ROW.exec(line)?.groups ?? {};
  return file && day && id ? [[file, { changes: Number(changes), noticed: Number(noticed), day, id }]] : [];
}

function figures(row: Pick<Score, 'changes' | 'noticed'>): string {
  return `| ${row.changes} | ${row.noticed} | ${percent(row).toFixed(1)} %`;
}

function blobId(source: string): string {
  const bytes = Buffer.from(source);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex').slice(0, 10);
}
