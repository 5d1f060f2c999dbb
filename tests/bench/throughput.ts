import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startLab } from '../lab/start.ts';
import { labDomain } from '../lab/description/domain.ts';
import { WORLD } from '../lab/world.ts';
import { figure, fixedFigure, type Figure } from './figure.ts';
import { floor, waxseal } from './peers.ts';
import { timed } from './rounds.ts';

const DOMAINS = 1000;
const AT_ONCE = 16;
const ANSWER_MS = 20;

/** A thousand domains in a row, sixteen at once, with answers after 20 ms: how long against the floor, and whether memory stays flat. */
export async function measureThroughput(): Promise<Figure[]> {
  const domains = Array.from({ length: DOMAINS }, (_, index) =>
    labDomain(`bulk-${index}.test`, 'one of a thousand'),
  );
  const lab = await startLab({ dns: 'embedded', world: { ...WORLD, domains } });
  lab.setDnsFault(() => ({ delayMs: ANSWER_MS }));
  const all = async (check: (domain: string) => Promise<unknown>, from: number, to: number) => {
    let next = from;
    const lane = async () => {
      for (let index = next++; index < to; index = next++) await check(domains[index]!.domain);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await lab.clearLogs();
  };
  // The lab makes a certificate for each host when it is first asked: nobody is to pay for that.
  await all((domain) => floor(lab, domain), 0, DOMAINS);
  // In five parts, in turns with the floor; the first hundred warm up.
  const ours: number[] = [];
  const least: number[] = [];
  await all((domain) => waxseal(lab, domain), 0, 100);
  const before = heap();
  for (let from = 0; from < DOMAINS; from += DOMAINS / 5) {
    const to = from + DOMAINS / 5;
    least.push(await timed(() => all((domain) => floor(lab, domain), from, to)));
    ours.push(await timed(() => all((domain) => waxseal(lab, domain), from, to)));
  }
  const after = heap();
  await lab.stop();
  const perDomain = (series: readonly number[]) => series.map((took) => took / (DOMAINS / 5));
  return [
    figure(
      {
        group: 'load',
        what: `each of ${DOMAINS} domains, ${AT_ONCE} at once, ${ANSWER_MS} ms`,
        against: 'record, then policy, unread',
      },
      perDomain(ours),
      perDomain(least),
    ),
    fixedFigure(
      { group: 'load', what: `memory after ${DOMAINS} domains`, against: 'before', unit: 'kB', target: 1.1 },
      after,
      before,
    ),
  ];
}

/** Kilobytes in use after garbage was collected. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1000;
}
