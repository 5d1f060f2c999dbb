import { describe, expect, it } from 'vitest';
import { assess } from '../../lib/check/assess.ts';
import { validationHabits } from '../../lib/dns/validation-habit.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { EXAMPLE } from '../support/assessments.ts';
import { POLICY_URL, fakeDeps, world } from '../support/deps.ts';
import { a } from '../support/dns-wire.ts';
import { reply, type Prepared } from '../support/network.ts';
import { quiet } from '../support/time.ts';
import { expectedOf, seenIn } from './case.ts';
import { ADDRESS_CASES, DNS_CASES, UNANSWERED, addressReplies } from './dns-cases.ts';

/** Two names on the way up, and the texts of the domain. */
const FOR_DMARC = 3;
/** The name above all selectors, eight of them, and a random one. */
const FOR_DKIM = 10;
/** One for BIMI, and two for CAA. */
const FOR_THE_REST = 3;
/** Whether the resolver validates. */
const PROBE = 1;

/** Any mail server of example.com has an address. */
const ANY_SERVER: Prepared['dns'] = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => index.toString(36).padStart(3, 'x')).map((label) => [
    `${label}.example.com A`,
    (question) => reply({ answers: [a(question.name)] })(question),
  ]),
);

describe.each(DNS_CASES)('$what', (hostile) => {
  it.each(hostile.asks)('to %s', async (ask) => {
    const expected = hostile.asks.length > 1 ? UNANSWERED[ask] : expectedOf(hostile);
    const [name = '', type] = ask.split(' ');
    let variants = 0;
    for (const answer of hostile.answers({ name, type: type as 'TXT' | 'MX' })) {
      const { deps, network, deadlines } = fakeDeps(world({ ...ANY_SERVER, [ask]: answer }));
      const assessed = assess(EXAMPLE, { ...deps, validationHabits: validationHabits() }, () => undefined);
      if (hostile.isSlow) {
        await quiet();
        deadlines.expire();
      }
      expect(seenIn(standingOf(await assessed)), `variant ${variants}`).toEqual(expected);
      const questions = network.questions();
      expect(questions.length, questions.join(', ')).toBeLessThanOrEqual(
        (hostile.questionsAtMost ?? 6) + FOR_DMARC + FOR_DKIM + FOR_THE_REST + PROBE,
      );
      variants += 1;
    }
    expect(variants).toBeGreaterThan(0);
  });
});

describe('with a public resolver', () => {
  it.each(ADDRESS_CASES)('$what', async (hostile) => {
    const { deps, network } = fakeDeps(world(addressReplies(hostile)));
    const assessment = await assess(EXAMPLE, deps, () => undefined);
    expect(seenIn(standingOf(assessment))).toEqual(expectedOf(hostile));
    expect(network.fetched()).toEqual(hostile.isFetched ? [POLICY_URL] : []);
  });
});
