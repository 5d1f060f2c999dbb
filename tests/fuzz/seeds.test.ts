import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Every seed, and every input that once broke a target, is given to it again. */
const targets = readdirSync(join(import.meta.dirname, 'targets')).map((file) => basename(file, '.ts'));
const folder = (target: string) => join(import.meta.dirname, 'seeds', target);

it('every folder of seeds belongs to a target', () => {
  expect(readdirSync(join(import.meta.dirname, 'seeds')).toSorted()).toEqual(targets.toSorted());
});

describe.each(targets)('%s holds against', (target) => {
  it.each(readdirSync(folder(target)))('%s', async (seed) => {
    const { check } = await import(`./targets/${target}.ts`);
    await check(new Uint8Array(readFileSync(join(folder(target), seed))));
  });
});
