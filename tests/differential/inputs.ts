import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(import.meta.dirname, '..');

/** The bytes of every file in a folder below tests/. */
export function filesOf(...folders: readonly string[]): Uint8Array[] {
  return folders.flatMap((folder) =>
    readdirSync(join(TESTS, folder)).map((name) => new Uint8Array(readFileSync(join(TESTS, folder, name)))),
  );
}

/** Every line of the seeds of a target that reads line by line. */
export function linesOfSeeds(target: string): string[] {
  const texts = filesOf(`fuzz/seeds/${target}`).map((bytes) => new TextDecoder().decode(bytes));
  return [...new Set(texts.flatMap((text) => text.split('\n')))];
}
