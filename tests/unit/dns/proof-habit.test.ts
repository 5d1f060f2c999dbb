import { describe, expect, it } from 'vitest';
import { unavailable, type DohAnswer } from '../../../lib/dns/doh.ts';
import type { Unknown } from '../../../lib/dns/lookup.ts';
import { decodeResponse } from '../../../lib/dns/message.ts';
import { absentName, proofHabits } from '../../../lib/dns/proof-habit.ts';
import { isNeverAsked } from '../../../lib/names/domain-name.ts';
import { encodeReply, ns, soa, txt, type Reply } from '../../support/dns-wire.ts';
import { NOW } from '../../support/time.ts';

const NAME = absentName('random');
const URL = 'https://dns.example/dns-query';

function answered(reply: Reply): DohAnswer {
  const response = decodeResponse(encodeReply({ name: NAME, type: 'TXT' }, reply), NAME, 'TXT');
  if ('failure' in response) throw new Error(response.failure);
  return { state: 'answered', response, ageSeconds: 0 };
}

const NEVER = answered({ rcode: 'NXDOMAIN' });
const SOMETIMES = answered({ rcode: 'NXDOMAIN', authorities: [soa('arpa')] });

/** A resolver that answers so, and how often it was asked. */
function resolving(...answers: readonly (DohAnswer | Unknown)[]) {
  let count = 0;
  const ask = async () => answers[Math.min(count++, answers.length - 1)]!;
  return { ask, count: () => count };
}

it('the name can be asked, and is of a zone of which nobody makes up answers', () => {
  expect(NAME).toBe('random.arpa');
  expect(isNeverAsked(NAME)).toBe(false);
});

describe('a resolver', () => {
  const rows: readonly (readonly [why: string, answer: DohAnswer | Unknown, isBelieved: boolean])[] = [
    ['NXDOMAIN without an SOA: it never sends one', NEVER, true],
    ['NODATA without an SOA, which is a no as well', answered({}), true],
    ['servers are no SOA', answered({ rcode: 'NXDOMAIN', authorities: [ns('arpa')] }), true],
    ['NXDOMAIN with the SOA of the zone', SOMETIMES, false],
    ['NXDOMAIN with any SOA: it knows how', answered({ rcode: 'NXDOMAIN', authorities: [soa(NAME)] }), false],
    ['a record where none can be: it makes up answers', answered({ answers: [txt(NAME, 'x')] }), false],
    ['no answer', unavailable('servfail'), false],
    ['a network that breaks', unavailable('network'), false],
    ['a name that it blocks', unavailable('filtered'), false],
  ];
  it.each(rows)('%s', async (_, answer, isBelieved) => {
    const { ask } = resolving(answer);
    expect(await proofHabits().neverProves(URL, NOW, ask)).toBe(isBelieved);
  });
});

describe('is asked', () => {
  it('once, whoever wants to know, and however long ago it was', async () => {
    for (const answer of [NEVER, SOMETIMES]) {
      const habits = proofHabits();
      const { ask, count } = resolving(answer);
      const first = [habits.neverProves(URL, NOW, ask), habits.neverProves(URL, NOW, ask)];
      const told = await Promise.all([...first, habits.neverProves(URL, NOW + 3600_000, ask)]);
      expect(new Set(told).size).toBe(1);
      expect(count()).toBe(1);
    }
  });

  it('by itself: what one does says nothing about another', async () => {
    const habits = proofHabits();
    const other = resolving(SOMETIMES);
    expect(await habits.neverProves(URL, NOW, resolving(NEVER).ask)).toBe(true);
    expect(await habits.neverProves('https://other.example/', NOW, other.ask)).toBe(false);
    expect(other.count()).toBe(1);
  });

  it('again a minute after it did not answer, and not before', async () => {
    const habits = proofHabits();
    const { ask, count } = resolving(unavailable('timeout'), NEVER);
    expect(await habits.neverProves(URL, NOW, ask)).toBe(false);
    expect(await habits.neverProves(URL, NOW + 59_999, ask)).toBe(false);
    expect(count()).toBe(1);
    expect(await habits.neverProves(URL, NOW + 60_000, ask)).toBe(true);
    expect(count()).toBe(2);
  });
});
