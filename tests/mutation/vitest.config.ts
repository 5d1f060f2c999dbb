import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestSequencer, TestSpecification } from 'vitest/node';
import { aloneId, PLAN, TESTS } from './protocol.ts';

const paths = (process.env[TESTS] ?? '').split(',');
const rankOf = ({ moduleId }: TestSpecification) => paths.findIndex((path) => moduleId.endsWith(path));

/** In the order in which measure.ts names them. */
class InTurn implements TestSequencer {
  shard = (files: TestSpecification[]) => files;
  sort = (files: TestSpecification[]) => files.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The tests that measure.ts names, in one process that loads each module once; but each file shows for itself what it comes by. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: paths,
    isolate: !process.env[PLAN] && !paths.some((path) => aloneId(path)),
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: InTurn },
    runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
    // A test runs once for each change that it comes by; runner.ts ends what takes too long.
    testTimeout: 86_400_000,
    setupFiles: ['tests/mutation/same-seed.ts'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('../support/i18n.ts', import.meta.url)) } },
});
