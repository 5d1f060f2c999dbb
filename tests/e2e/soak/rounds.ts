import fc from 'fast-check';
import { labDomainOf } from '../../lab/world.ts';

/** One round of the soak: a check of one domain, in the middle of which the browser ends the worker. */
export interface Round {
  readonly domain: string;
  /** What a correct reader says about it. */
  readonly standing: string;
  /** Milliseconds from one end of the worker to the next, the first counted from the opening of the view. */
  readonly ends: readonly number[];
  /** How long DNS thinks, in milliseconds, question by question and then from the start again. */
  readonly pauses: readonly number[];
}

/** One domain for nearly every standing, of which each takes another way through an assessment. */
const DOMAINS = [
  'enforce.test',
  'testing.test',
  'uncovered.test',
  'delegated.test',
  'none.test',
  'not-found.test',
  'expired.test',
  'two-records.test',
  'absent.test',
  'null-mx.test',
  'twenty-mx.test',
];
const LATEST_END_MS = 350;
const LONGEST_PAUSE_MS = 60;

/** So many rounds, the same for the same seed. Every moment is as likely as every other. */
export function drawRounds(seed: number, count: number): Round[] {
  const upTo = (max: number) => fc.noBias(fc.integer({ min: 0, max }));
  const round = fc.record({
    domain: fc.noBias(fc.constantFrom(...DOMAINS)),
    ends: fc.array(upTo(LATEST_END_MS), { minLength: 1, maxLength: 3 }),
    pauses: fc.array(upTo(LONGEST_PAUSE_MS), { minLength: 8, maxLength: 8 }),
  });
  return fc
    .sample(round, { seed, numRuns: count })
    .map((drawn) => ({ ...drawn, standing: labDomainOf(drawn.domain).expected.standing }));
}
