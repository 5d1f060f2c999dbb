import { describe, expect, it } from 'vitest';
import type { Query } from '../../../lib/check/assessment.ts';
import { proofHabits } from '../../../lib/dns/proof-habit.ts';
import { validationHabits } from '../../../lib/dns/validation-habit.ts';
import { asksWith, MOST_QUESTIONS, QUESTION_DEADLINE_MS, type Asking } from '../../../lib/check/look-up.ts';
import { fakeDeps } from '../../support/deps.ts';
import {
  bareNodata,
  bareNxdomain,
  breaks,
  hangs,
  nodata,
  nxdomain,
  reply,
  servfail,
  signed,
  signedNodata,
  texts,
  type Prepared,
} from '../../support/network.ts';
import { NOW, quiet } from '../../support/time.ts';

const NAME = 'a.example.com';
const KEY = `${NAME} TXT`;
const PROBE = 'random.arpa TXT';

/** Asks in a network where only this is prepared, with all that is recorded. */
function asking(dns: Prepared['dns'], more: Partial<Asking> = {}) {
  const { deps, network, clock, deadlines } = fakeDeps({ dns: dns ?? {} });
  const queries: Query[] = [];
  let unproven = 0;
  const { lookUpFor, validates } = asksWith({ ...deps, proofHabits: proofHabits(), ...more }, NOW, {
    record: (query) => queries.push(query),
    onUnproven: () => (unproven += 1),
  });
  const outcomes = () => queries.map(({ name, type, outcome }) => `${name} ${type} ${outcome}`);
  return {
    lookUp: lookUpFor('transit'),
    lookUpFor,
    validates,
    network,
    clock,
    deadlines,
    outcomes,
    unproven: () => unproven,
  };
}

/** One answer after the other; the last one stays. */
const inTurn = (...answers: readonly (() => Response | Promise<Response>)[]) => {
  let count = 0;
  return () => answers[Math.min(count++, answers.length - 1)]!();
};
const there = () => texts('x')({ name: NAME, type: 'TXT' });

describe('a no without proof', () => {
  const rows = [
    ['NXDOMAIN', bareNxdomain, 'nxdomain'],
    ['NODATA', bareNodata, 'nodata'],
  ] as const;
  it.each(rows)('%s is unavailable from a resolver that gives proof of other noes', async (_, bare) => {
    const { lookUp, network, unproven } = asking({ [KEY]: bare, [PROBE]: nxdomain });
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ state: 'unavailable', reason: 'unproven' });
    expect(network.questions()).toEqual([KEY, PROBE]);
    expect(unproven()).toBe(0);
  });

  it.each(rows)('%s counts from a resolver that never gives any, and is noted', async (_, bare, reason) => {
    const { lookUp, outcomes, unproven } = asking({ [KEY]: bare, [PROBE]: bareNxdomain });
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ state: 'absent', reason, ttlSeconds: 0 });
    expect(unproven()).toBe(1);
    // What was sent stands on the receipt, whatever it was sent for.
    expect(outcomes()).toContain('random.arpa TXT NXDOMAIN');
  });

  it('is unavailable if the habit cannot be learnt', async () => {
    const { lookUp } = asking({ [KEY]: bareNodata, [PROBE]: servfail });
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ reason: 'unproven' });
  });

  it('is unavailable where nobody remembers habits, and nothing more is asked', async () => {
    const { deps, network } = fakeDeps({ dns: { [KEY]: bareNodata } });
    const { lookUpFor } = asksWith(deps, NOW, { record: () => undefined, onUnproven: () => undefined });
    const lookUp = lookUpFor('transit');
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ reason: 'unproven' });
    expect(network.questions()).toEqual([KEY]);
  });

  it('leads to one question in all, and a no with proof to none', async () => {
    const other = 'b.example.com TXT';
    const { lookUp, network } = asking({ [KEY]: bareNodata, [other]: bareNodata, [PROBE]: bareNodata });
    await Promise.all([lookUp(NAME, 'TXT'), lookUp('b.example.com', 'TXT')]);
    expect(network.questions().filter((question) => question === PROBE)).toHaveLength(1);
    const ordinary = asking({ [KEY]: nxdomain, [other]: nodata });
    await ordinary.lookUp(NAME, 'TXT');
    await ordinary.lookUp('b.example.com', 'TXT');
    expect(ordinary.network.questions()).toEqual([KEY, other]);
  });

  it('waits for the habit no longer than for an answer', async () => {
    const { lookUp, deadlines } = asking({ [KEY]: bareNodata, [PROBE]: hangs });
    const result = lookUp(NAME, 'TXT');
    await quiet();
    expect(deadlines.lengths()).toEqual([QUESTION_DEADLINE_MS, QUESTION_DEADLINE_MS]);
    deadlines.expire();
    expect(await result).toMatchObject({ reason: 'unproven' });
  });
});

describe('a connection that was being closed', () => {
  it('is no reason: the question is asked once more, and both stand on the receipt', async () => {
    const { lookUp, outcomes } = asking({ [KEY]: inTurn(breaks, there) });
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ state: 'found', records: ['x'] });
    expect(outcomes()).toEqual([`${KEY} network`, `${KEY} NOERROR`]);
  });

  it('once and not twice', async () => {
    const { lookUp, outcomes } = asking({ [KEY]: inTurn(breaks, breaks, there) });
    expect(await lookUp(NAME, 'TXT')).toEqual({ state: 'unavailable', reason: 'network', detail: null });
    expect(outcomes()).toEqual([`${KEY} network`, `${KEY} network`]);
  });

  it('is none if it took longer than a round trip', async () => {
    const slow = (tookMs: number) => {
      const { lookUp, outcomes, clock } = asking({
        [KEY]: () => {
          clock.advance(tookMs);
          return breaks();
        },
      });
      return lookUp(NAME, 'TXT').then(() => outcomes().length);
    };
    expect(await slow(999)).toBe(2);
    expect(await slow(1000)).toBe(1);
  });

  const others: readonly (readonly [why: string, answering: () => Response | Promise<Response>])[] = [
    ['SERVFAIL', () => servfail({ name: NAME, type: 'TXT' })],
    ['an HTTP error', () => new Response(null, { status: 503 })],
    ['another media type', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    [
      'a body that breaks off: the question was read',
      () =>
        new Response(new ReadableStream({ start: (body) => body.error(new TypeError('lost')) }), {
          headers: { 'content-type': 'application/dns-message' },
        }),
    ],
  ];
  it.each(others)('and nothing else is asked again: %s', async (_, answering) => {
    const { lookUp, network } = asking({ [KEY]: answering });
    expect(await lookUp(NAME, 'TXT')).toMatchObject({ state: 'unavailable' });
    expect(network.questions()).toEqual([KEY]);
  });

  it('does not outlast the deadline', async () => {
    const { lookUp, deadlines } = asking({ [KEY]: inTurn(breaks, hangs) });
    const result = lookUp(NAME, 'TXT');
    await quiet();
    expect(deadlines.lengths()).toEqual([QUESTION_DEADLINE_MS]);
    deadlines.expire();
    expect(await result).toMatchObject({ reason: 'timeout' });
  });
});

describe('HTTP 429', () => {
  const limited = (retryAfter: string | null) => () =>
    new Response(null, { status: 429, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } });
  const other = 'b.example.com TXT';

  it('with a time: nothing more is sent until then, and somebody is told', async () => {
    const told: number[] = [];
    const { lookUp, network, clock } = asking(
      { [KEY]: limited('30'), [other]: texts('y') },
      { onRateLimit: (seconds) => told.push(seconds) },
    );
    expect(await lookUp(NAME, 'TXT')).toEqual({
      state: 'unavailable',
      reason: 'rate-limited',
      detail: 'Retry-After: 30',
    });
    expect(told).toEqual([30]);
    clock.advance(29_999);
    expect(await lookUp('b.example.com', 'TXT')).toMatchObject({ reason: 'rate-limited' });
    expect(network.questions()).toEqual([KEY]);
    clock.advance(1);
    expect(await lookUp('b.example.com', 'TXT')).toMatchObject({ state: 'found' });
  });

  it.each([null, '0', 'soon'])(
    'without one that can be read (%s) stands for that question alone',
    async (time) => {
      const told: number[] = [];
      const { lookUp } = asking(
        { [KEY]: limited(time), [other]: texts('y') },
        { onRateLimit: (seconds) => told.push(seconds) },
      );
      expect(await lookUp(NAME, 'TXT')).toMatchObject({ reason: 'rate-limited' });
      expect(await lookUp('b.example.com', 'TXT')).toMatchObject({ state: 'found' });
      expect(told).toEqual([]);
    },
  );
});

describe('a question of which several want the answer', () => {
  it('is sent once, at the same time or later, and stands on the receipt once', async () => {
    const { lookUp, network, outcomes } = asking({ [KEY]: there });
    const [first, second] = await Promise.all([lookUp(NAME, 'TXT'), lookUp(NAME, 'TXT')]);
    expect(first).toEqual(second);
    expect(await lookUp(NAME, 'TXT')).toEqual(first);
    expect(network.questions()).toEqual([KEY]);
    expect(outcomes()).toEqual([`${KEY} NOERROR`]);
  });

  it('is another one with CD, and of another type', async () => {
    const { lookUp, network } = asking({ [KEY]: there, [`${NAME} A`]: nodata });
    await lookUp(NAME, 'TXT');
    await lookUp(NAME, 'TXT', 'unchecked');
    await lookUp(NAME, 'A');
    expect(network.questions()).toEqual([KEY, KEY, `${NAME} A`]);
    expect(network.unchecked()).toEqual([KEY]);
  });
});

describe('a check', () => {
  it('sends no more questions than it may, and says so of the others', async () => {
    const names = Array.from({ length: MOST_QUESTIONS.transit + 5 }, (_, index) => `n${index}.example.com`);
    const { lookUp, network } = asking(Object.fromEntries(names.map((name) => [`${name} A`, nodata])));
    const answers = await Promise.all(names.map((name) => lookUp(name, 'A')));
    expect(network.questions()).toHaveLength(MOST_QUESTIONS.transit);
    expect(
      answers.slice(MOST_QUESTIONS.transit).map((answer) => 'reason' in answer && answer.reason),
    ).toEqual(Array.from({ length: 5 }, () => 'budget'));
  });

  it('has its own for each lane: what one leads to takes nothing from another', async () => {
    const names = Array.from({ length: MOST_QUESTIONS.spoofing + 1 }, (_, index) => `n${index}.example.com`);
    const { lookUp, lookUpFor, network } = asking(
      Object.fromEntries([...names, NAME].map((name) => [`${name} A`, nodata])),
    );
    const answers = await Promise.all(names.map((name) => lookUpFor('spoofing')(name, 'A')));
    expect(answers.at(-1)).toMatchObject({ state: 'unavailable', reason: 'budget' });
    expect(await lookUp(NAME, 'A')).toMatchObject({ state: 'absent' });
    // What was asked already costs nobody anything.
    expect(await lookUpFor('spoofing')(NAME, 'A')).toMatchObject({ state: 'absent' });
    expect(network.questions()).toHaveLength(MOST_QUESTIONS.spoofing + 1);
  });

  it('ends after 20 seconds: later questions have what is left of them', async () => {
    const { lookUp, clock, deadlines } = asking({
      [KEY]: there,
      'b.example.com TXT': there,
      'c.example.com TXT': there,
    });
    await lookUp(NAME, 'TXT');
    clock.advance(18_000);
    await lookUp('b.example.com', 'TXT');
    clock.advance(3000);
    await lookUp('c.example.com', 'TXT');
    expect(deadlines.lengths()).toEqual([QUESTION_DEADLINE_MS, 2000, 0]);
  });
});

describe('whether the resolver validates', () => {
  const HABIT = 'arpa SOA';
  const habits = () => ({ validationHabits: validationHabits() });

  it('is known from any answer with AD, without another question', async () => {
    const { lookUp, validates, network } = asking({ [KEY]: signedNodata }, habits());
    await lookUp(NAME, 'TXT');
    expect(await validates()).toBe(true);
    expect(network.questions()).toEqual([KEY]);
  });

  it('is known from its word that validation failed', async () => {
    const { lookUp, validates } = asking(
      { [KEY]: reply({ rcode: 'SERVFAIL', extendedErrors: [[7]] }) },
      habits(),
    );
    await lookUp(NAME, 'TXT');
    expect(await validates()).toBe(true);
  });

  it('is asked of a name that is surely signed, once', async () => {
    const { validates, network } = asking({ [HABIT]: signed() }, habits());
    expect(await validates()).toBe(true);
    expect(await validates()).toBe(true);
    expect(network.questions()).toEqual([HABIT]);
  });

  it('is no where even that name comes without AD', async () => {
    expect(await asking({ [HABIT]: nodata }, habits()).validates()).toBe(false);
  });

  it('is not known where that is not answered, or nobody remembers', async () => {
    expect(await asking({ [HABIT]: servfail }, habits()).validates()).toBeNull();
    expect(await asking({}).validates()).toBeNull();
  });
});
