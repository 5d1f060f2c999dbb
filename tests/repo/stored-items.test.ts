import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, read } from '../support/repository.ts';

/** Every item that Waxseal stores, by the beginning of its name, and the words with which PRIVACY.md names it. */
const ITEMS: Record<string, string> = {
  'session:assessment': 'the last result for each domain',
  'session:digest': 'what was concluded from it',
  'session:subject': 'which domain a host stands for',
  'session:tabs': 'which domain the badge of a tab speaks of',
  'session:privateTabs': 'which domain the badge of a tab speaks of',
  'session:chosen': 'what the context menu was opened on',
  'session:copyAsked': 'that you asked for the summary',
  'session:awaited': 'which domain waits for your answer to a permission',
  'session:ticket': 'what they are about',
  'session:mayAsk': 'the address of a page that you just opened',
  'session:resolverRest': 'a pause (HTTP 429), its address and the end of the pause',
  'session:handed': 'what the guide hands to the workshop',
  'session:confirmedResolvers': 'from a private window in memory',
  'local:confirmedResolvers': 'which resolvers you chose or allowed on this device',
  'local:policy': 'policy files that were read',
  'local:recent': 'the last ten domains that you checked',
  'local:settings': 'or on disk where it has none',
  'sync:settings': 'your settings',
};
/** What an earlier version kept, which is removed. */
const EARLIER = ['local:policies'];

it('every item that is stored is named in PRIVACY.md, and nothing else is stored', () => {
  const code = globSync('lib/**/*.ts', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
  // Where a name is put together, its beginning stands in a constant.
  const text = code.join('\n').replaceAll('local:${PREFIX}', 'local:policy:');
  const named = Array.from(text.matchAll(/['`]((?:session|local|sync):\w+)/g), ([, name = '']) => name);
  expect(new Set(named)).toEqual(new Set([...Object.keys(ITEMS), ...EARLIER]));
  const privacy = read('PRIVACY.md').replaceAll(/\s+/g, ' ');
  expect(Object.values(ITEMS).filter((words) => !privacy.includes(words))).toEqual([]);
});
