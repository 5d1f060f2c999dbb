/** docs/mutation.md: what the runs of the mutation tests have measured. Nobody else writes it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
where a folder has less than 90 %, and lists what lives on without a reason in \`tests/mutation/survivors.yml\`.

`;
const HEAD_OF_FOLDERS = `| folder | changes | noticed | score |
| --- | ---: | ---: | ---: |
`;
const HEAD_OF_FILES = `
Each row says on what day it was measured (UTC). Git calls the text that was measured by the id at the end (\`git hash-object\`); a file with another id
has changed since, and one that is not named here was not measured yet.

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
  const inOrder = kept.toSorted(byName);
  const lines = inOrder.map(([file, row]) => `| \`${file}\` ${figures(row)} | ${row.day} | \`${row.id}\` |`);
  const folders = [...Map.groupBy(inOrder, ([file]) => dirname(file))].toSorted(byName);
  const totals = folders.map(([folder, files]) => `| \`${folder}\` ${figures(sumOf(files))} |`);
  totals.push(`| all ${figures(sumOf(kept))} |`);
  const page = [
    INTRODUCTION,
    HEAD_OF_FOLDERS,
    totals.join('\n'),
    '\n',
    HEAD_OF_FILES,
    lines.join('\n'),
    '\n',
  ];
  const config = await resolveConfig(PAGE);
  writeFileSync(PAGE, await format(page.join(''), { ...config, parser: 'markdown' }));
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

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function sumOf(files: readonly (readonly [string, Row])[]): Pick<Score, 'changes' | 'noticed'> {
  const sum = (of: 'changes' | 'noticed') => files.reduce((total, [, row]) => total + row[of], 0);
  return { changes: sum('changes'), noticed: sum('noticed') };
}

function figures(row: Pick<Score, 'changes' | 'noticed'>): string {
  return `| ${row.changes} | ${row.noticed} | ${percent(row).toFixed(1)} %`;
}

function blobId(source: string): string {
  const bytes = Buffer.from(source);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex').slice(0, 10);
}
