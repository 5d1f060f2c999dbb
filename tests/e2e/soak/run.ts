/**
 * `npm run soak`: 200 rounds in Chromium, in each of which the worker is ended at random moments of a check. `npm run soak -- 50` plays
 * fifty, `npm run soak -- 50 7` those of the seed 7. Ends with 1 where a round went wrong.
 */
import { startSession } from '../chromium-session.ts';
import { MOMENTS, playRound, type Moment } from './play.ts';
import { drawRounds } from './rounds.ts';

const [count = 200, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (![count, seed].every(Number.isSafeInteger) || count < 1)
  throw new Error('npm run soak -- [rounds] [seed]');
console.log(`${count} rounds of the seed ${seed}; the same again: npm run soak -- ${count} ${seed}`);

const session = await startSession({ dns: 'embedded' });
const view = await session.chromium.browser.newPage();
const moments = new Map<Moment, number>(MOMENTS.map((moment) => [moment, 0]));
let failed = 0;
let askedAgain = 0;
const startedAt = performance.now();
for (const [index, round] of drawRounds(seed, count).entries()) {
  const played = await playRound(session, view, round);
  for (const moment of played.moments) moments.set(moment, (moments.get(moment) ?? 0) + 1);
  askedAgain += played.askedAgain;
  if (played.faults.length > 0) failed += 1;
  for (const fault of played.faults)
    console.log(`round ${index + 1}, ${round.domain}, ended after ${round.ends.join(', ')} ms: ${fault}`);
}
const seconds = Math.round((performance.now() - startedAt) / 1000);
await session.close();

console.log(`${count - failed} of ${count} rounds well, in ${seconds} s. Workers ended:`);
for (const [moment, times] of moments) console.log(`  ${String(times).padStart(4)}  ${moment}`);
console.log(`Twice under one look, so that the person had to ask again: ${askedAgain}`);
process.exitCode = failed === 0 ? 0 : 1;
