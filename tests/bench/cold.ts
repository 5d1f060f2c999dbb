import { startLab } from '../lab/start.ts';
import { nameOf, PROFILES, worldWith } from './delays.ts';
import { figure, type Figure } from './figure.ts';
import { floor, leadToLab, mailauth, waxseal } from './peers.ts';
import { inTurns, timed } from './rounds.ts';

const DOMAIN = 'enforce.test';

/** One assessment under Node against the network's own floor, in a near and a far network; mailauth beside it. */
export async function measureCold(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const delays of PROFILES) {
    const lab = await startLab({ dns: 'embedded', world: worldWith(delays) });
    lab.setDnsFault(() => ({ delayMs: delays.doh }));
    const restore = leadToLab(lab);
    const finished: number[] = [];
    const series = await inTurns(
      {
        floor: () => timed(() => floor(lab, DOMAIN)),
        waxseal: async () => {
          const took = await waxseal(lab, DOMAIN);
          finished.push(took.finished);
          return took.transit;
        },
        mailauth: () => timed(() => mailauth(lab, DOMAIN)),
      },
      rounds,
    );
    restore();
    await lab.stop();
    const at = { group: 'cold', against: 'record, then policy, unread' };
    figures.push(
      figure(
        { ...at, what: `assess in Node, transit, ${nameOf(delays)}`, target: 1.03 },
        series.waxseal,
        series.floor,
      ),
      // The first round warms up there too.
      figure({ ...at, what: `assess in Node, all, ${nameOf(delays)}` }, finished.slice(1), series.floor),
      figure({ ...at, what: `mailauth, ${nameOf(delays)}` }, series.mailauth, series.floor),
    );
  }
  return figures;
}
