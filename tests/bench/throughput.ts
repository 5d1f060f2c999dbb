import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startLab } from '../lab/start.ts';
import { labDomain } from '../lab/description/domain.ts';
import { WORLD } from '../lab/world.ts';
import { figure, fixedFigure, type Figure } from './figure.ts';
import { floor, sameQuestions, waxseal, type Question } from './peers.ts';
import { timed } from './rounds.ts';

const DOMAINS = 1000;
const AT_ONCE = 16;
const ANSWER_MS = 20;

/** A thousand domains in a row, sixteen at once, with answers after 20 ms: how long against two floors, and whether memory stays flat. */
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
  // The lab makes certificates and answers when it is first asked for them: nobody is to pay for that, nor to be taken for what keeps them.
  const asked = new Map<string, readonly Question[]>();
  await all(async (domain) => asked.set(domain, (await waxseal(lab, domain)).asked), 0, DOMAINS);
  const questions = (domain: string) => asked.get(domain) ?? [];
  // In five parts, in turns with the floors.
  const ours: number[] = [];
  const least: number[] = [];
  const same: number[] = [];
  const before = heap();
  for (let from = 0; from < DOMAINS; from += DOMAINS / 5) {
    const to = from + DOMAINS / 5;
    least.push(await timed(() => all((domain) => floor(lab, domain), from, to)));
    same.push(await timed(() => all((domain) => sameQuestions(lab, domain, questions(domain)), from, to)));
    ours.push(await timed(() => all((domain) => waxseal(lab, domain), from, to)));
  }
  const after = heap();
  await lab.stop();
  const perDomain = (series: readonly number[]) => series.map((took) => took / (DOMAINS / 5));
  const name = { group: 'load', what: `each of ${DOMAINS} domains, ${AT_ONCE} at once, ${ANSWER_MS} ms` };
  return [
    figure({ ...name, against: 'the same questions, unread' }, perDomain(ours), perDomain(same)),
    figure({ ...name, against: 'record, then policy, unread' }, perDomain(ours), perDomain(least)),
    fixedFigure(
      {
        group: 'load',
        what: `memory after ${DOMAINS} domains more`,
        against: 'before',
        unit: 'kB',
        target: 1.1,
      },
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
