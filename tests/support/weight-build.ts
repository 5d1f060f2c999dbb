/** `node tests/support/weight-build.ts <folder>`: builds and packs the extension for Chrome into a folder of its own. */
import { zip } from 'wxt';

const [, , outDir] = process.argv;
if (outDir === undefined) throw new Error('A folder is missing.');
await zip({ browser: 'chrome', outDir });
