/**
 * `npm run bench`: everything that is measured, as one table, with `results.json` and `results.svg` beside this file. Every figure is held
 * against a floor or a peer of the same run; nothing here passes or fails. `npm run bench -- parse` runs the groups that are named.
 */
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { namedOf } from '../support/named.ts';
import { chartOf } from './chart.ts';
import { measureColdClick, measureWarmClick } from './click.ts';
import { measureCold } from './cold.ts';
import { tableOf, type Figure } from './figure.ts';
import { measureGrowth } from './growth.ts';
import { measureDns, measurePolicies, type CostPoint } from './parsers.ts';
import { measureAutomatic, measureMany, measureWakeUps } from './rest.ts';
import { measureThroughput } from './throughput.ts';
import { measureWeights } from './weights.ts';

const OUTPUT = new URL('../../.output', import.meta.url).pathname;
let points: CostPoint[] = [];

const STEPS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  parse: async () => {
    const policies = await measurePolicies(15);
    ({ points } = policies);
    return [...policies.figures, ...(await measureDns(15))];
  },
  growth: () => measureGrowth(5),
  weight: async () => {
    const zip = globSync('*-chrome.zip', { cwd: OUTPUT })[0] ?? '';
    const { figures, report } = measureWeights(join(OUTPUT, zip));
    console.log(`${report}\n`);
    return figures;
  },
  cold: () => measureCold(15),
  load: measureThroughput,
  warm: () => measureWarmClick(15),
  click: () => measureColdClick(9),
  rest: measureWakeUps,
  automatic: measureAutomatic,
  memory: () => measureMany(5),
};

const wanted = namedOf(process.argv.slice(2), Object.keys(STEPS), 'group');
const figures: Figure[] = [];
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  // What cannot be measured here is said, and the rest goes on.
  const measured = await step().catch((error: unknown) => {
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
    return [];
  });
  figures.push(...measured);
}
console.log(tableOf(figures));
if (wanted.length === 0) {
  const machine = { processors: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const results = { takenAt: new Date().toISOString(), machine, figures };
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL('results.svg', import.meta.url), chartOf(figures, points));
}
