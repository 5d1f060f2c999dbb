/**
 * The search itself, as a worker: an input that reaches a branch, or reaches it more often, than any before is kept, and
 * the next ones are made from those that were kept.
 */
import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Coverage } from './coverage.ts';
import { MAX_INPUT, mutate } from './mutate.ts';

export interface Job {
  /** The bundle of the target. */
  readonly file: string;
  /** Where inputs are kept, and the seeds, which are only read. */
  readonly folders: readonly [kept: string, seeds: string];
  readonly seconds: number;
  /** How often the target ran, the length of its present input, and that input: what the other thread sees if it never ends. */
  readonly shared: SharedArrayBuffer;
}

export interface Report {
  readonly runs: number;
  readonly corpus: number;
  /** Counters reached, each with the magnitudes of its counts. */
  readonly features: number;
  readonly broken: Broken | null;
}

interface Broken {
  readonly message: string;
  readonly input: Uint8Array;
}

interface Target {
  readonly check: (input: Uint8Array) => void | Promise<void>;
  readonly words: readonly (string | Uint8Array)[];
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- between threads there is none
parentPort?.postMessage(await search(workerData as Job));

async function search({ file, folders, seconds, shared }: Job): Promise<Report> {
  const { check, words } = (await import(file)) as Target;
  const coverage = new Coverage();
  const dictionary = words.map((word) => (typeof word === 'string' ? new TextEncoder().encode(word) : word));
  const [runs, length] = [new Uint32Array(shared, 0, 1), new Uint32Array(shared, 4, 1)];
  const present = new Uint8Array(shared, 8);
  const corpus: Uint8Array[] = [];
  const report = (broken: Broken | null): Report => ({
    runs: Atomics.load(runs, 0),
    corpus: corpus.length,
    features: coverage.size,
    broken,
  });
  const attempt = async (input: Uint8Array): Promise<string | null> => {
    present.set(input);
    Atomics.store(length, 0, input.length);
    Atomics.add(runs, 0, 1);
    try {
      await check(input);
      return null;
    } catch (error) {
      return String(error);
    }
  };

  const end = performance.now() + seconds * 1000;
  const known = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => new Uint8Array(readFileSync(join(folder, name))).slice(0, MAX_INPUT)),
  );
  for (let turn = 0; turn < known.length || performance.now() < end; turn += 1) {
    const input = known[turn] ?? mutate(pick(corpus), pick(corpus), dictionary, randomInt);
    const message = await attempt(input);
    if (message !== null) return report({ message, input: await shorten(input, message, attempt) });
    if (!coverage.isNew()) continue;
    corpus.push(input);
    if (turn >= known.length) writeFileSync(join(folders[0], `${Date.now()}-${turn}`), input);
  }
  return report(null);
}

/** Half of the picks from the latest inputs, which reach what is least explored. */
function pick(corpus: readonly Uint8Array[]): Uint8Array {
  const from = randomInt(2) === 0 ? Math.max(0, corpus.length - 20) : 0;
  return corpus.length > 0 ? (corpus[randomInt(from, corpus.length)] ?? new Uint8Array()) : new Uint8Array();
}

/** The input without every part that can be left out while it fails in the same words. */
async function shorten(
  input: Uint8Array,
  message: string,
  attempt: (input: Uint8Array) => Promise<string | null>,
): Promise<Uint8Array> {
  let short = input;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= short.length;) {
      const shorter = Uint8Array.from([...short.subarray(0, at), ...short.subarray(at + size)]);
      if ((await attempt(shorter)) === message) short = shorter;
      else at += size;
    }
  }
  return short;
}
