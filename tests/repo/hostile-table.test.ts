import { expect, it } from 'vitest';
import { HOSTILE_PAGE, hostilePage } from '../hostile/table.ts';
import { HOSTILE_WORLD } from '../hostile/world.ts';
import { TLSA_CASES } from '../hostile/tlsa-cases.ts';
import { ADDRESS_CASES, DNS_CASES } from '../hostile/dns-cases.ts';
import { filesBelow, read } from '../support/repository.ts';

it(`${HOSTILE_PAGE} is what \`npm run docs\` prints`, async () => {
  expect(read(HOSTILE_PAGE)).toBe(await hostilePage());
});

it('every case has a row of its own, and every test that it names is there', async () => {
  const page = await hostilePage();
  const whats = [...DNS_CASES, ...ADDRESS_CASES, ...TLSA_CASES, ...HOSTILE_WORLD.domains].map(
    ({ what }) => what,
  );
  expect(new Set(whats).size).toBe(whats.length);
  expect(page.match(/^\| /gm)?.length).toBe(whats.length + 2 * 7);
  const named = new Set(Array.from(page.matchAll(/`(tests\/\S+\.ts)`/g), ([, path = '']) => path));
  const files = new Set(filesBelow('tests'));
  expect(named.size).toBe(5);
  expect([...named].filter((path) => !files.has(path))).toEqual([]);
});
