/**
 * `npm run fuzz [-- seconds] [target]`: gives each target, or those that are named, new inputs for so long (60 seconds), led by
 * the branches that they reach. What breaks a target is written to its seeds, which every run of the tests replays.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { namedOf } from '../support/named.ts';
import { bundle } from './bundle.ts';
import { MAX_INPUT } from './mutate.ts';
import type { Job, Report } from './search.ts';

const HERE = import.meta.dirname;
const OUT = join(HERE, '../.out/fuzz');
/** No input may keep a parser busy for longer; the largest ones are done within milliseconds. */
const STUCK_SECONDS = 10;

const all = readdirSync(join(HERE, 'targets')).map((file) => basename(file, '.ts'));
const args = process.argv.slice(2);
const seconds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 60);
const numberless = args.filter((arg) => !/^\d+$/.test(arg));
const named = namedOf(numberless, all, 'target');

for (const target of named.length > 0 ? named : all) {
  const report = await search(target);
  const { runs, corpus, features, broken } = report;
  console.log(`${target}: ${runs} runs, ${features} features, ${corpus} inputs kept`);
  if (!broken) continue;
  const file = join(HERE, 'seeds', target, `broken-${hashOf(broken.input)}`);
  writeFileSync(file, broken.input);
  console.log(`${broken.message}\nThe input is ${file}`);
  process.exitCode = 1;
}

/** Runs in a thread of its own, so that an input that never ends can be told, and written down. */
async function search(target: string): Promise<Report> {
  const folders = [join(OUT, 'corpus', target), join(HERE, 'seeds', target)] as const;
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const file = await bundle(join(HERE, 'targets', `${target}.ts`), join(OUT, 'targets'));
  const shared = new SharedArrayBuffer(8 + MAX_INPUT);
  const job: Job = { file, folders, seconds, shared };
  const worker = new Worker(join(HERE, 'search.ts'), { workerData: job });
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  const [runs, length] = [new Uint32Array(shared, 0, 1), new Uint32Array(shared, 4, 1)];
  let seen = -1;
  const watch = setInterval(() => {
    const now = Atomics.load(runs, 0);
    const input = new Uint8Array(shared, 8, Atomics.load(length, 0)).slice();
    if (now === seen)
      resolve({ runs: now, corpus: 0, features: 0, broken: { message: 'This input does not end.', input } });
    seen = now;
  }, STUCK_SECONDS * 1000);
  worker.once('message', resolve);
  worker.once('error', reject);
  try {
    return await promise;
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}

function hashOf(input: Uint8Array): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 12);
}
