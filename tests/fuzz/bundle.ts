import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { build } from 'vite';

/** The name of the global under which a bundle counts. */
export const COUNTS = '__fuzzCounts';

/**
 * Makes one file of a target and all that it imports, packages too, and puts a counter into each of its branches.
 * Takes the path of the target and a folder; gives the path of the file. Rejects where the build fails.
 */
export async function bundle(target: string, folder: string): Promise<string> {
  const name = `${basename(target, '.ts')}.mjs`;
  await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: target,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  const file = join(folder, name);
  const code = readFileSync(file, 'utf8');
  const instrumenter = createInstrumenter({ coverageVariable: COUNTS, esModules: true });
  writeFileSync(file, instrumenter.instrumentSync(code, file));
  return file;
}
