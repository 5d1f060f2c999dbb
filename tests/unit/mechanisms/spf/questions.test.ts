import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { MOST_QUESTIONS, Questions } from '../../../../lib/mechanisms/spf/questions.ts';
import { absentOf, LOST } from '../../../support/asking.ts';

function counted(answer: object = absentOf()) {
  const asked: string[] = [];
  const lookUp = (async (name: string, type: string) => {
    asked.push(`${type} ${name}`);
    return answer;
  }) as LookUp;
  return { asked, questions: new Questions(lookUp) };
}
const BUDGET = { state: 'unavailable', reason: 'budget', detail: null } as const;

describe('the questions for one tree', () => {
  it('each is asked once; another type of the same name is another one', async () => {
    const { asked, questions } = counted();
    const first = await questions.ask('a.example.com', 'TXT');
    expect(await questions.ask('a.example.com', 'TXT')).toBe(first);
    await questions.ask('a.example.com', 'A');
    await questions.ask('b.example.com', 'TXT');
    expect(asked).toEqual(['TXT a.example.com', 'A a.example.com', 'TXT b.example.com']);
    expect([questions.asked, questions.leftOut]).toEqual([3, 0]);
  });

  it('at most sixty; what is left out counts once each, and is the budget, not nothing', async () => {
    const { asked, questions } = counted();
    for (let index = 0; index < MOST_QUESTIONS; index += 1) await questions.ask(`${index}.example.com`, 'A');
    expect(await questions.ask('more.example.com', 'A')).toEqual(BUDGET);
    expect(await questions.ask('more.example.com', 'A')).toEqual(BUDGET);
    expect(await questions.ask('0.example.com', 'A')).toEqual(absentOf());
    expect([asked.length, questions.asked, questions.leftOut]).toEqual([60, 60, 1]);
  });

  it('some are kept for what comes later', async () => {
    const { questions } = counted();
    await questions.ask('a.example.com', 'A', 1);
    expect(await questions.ask('b.example.com', 'A', 1)).toEqual(BUDGET);
    expect(await questions.ask('b.example.com', 'A', 2)).toEqual(absentOf());
  });

  it('what is noted as left counts by name and type', () => {
    const { questions } = counted();
    questions.leave('a.example.com', 'A');
    questions.leave('a.example.com', 'A');
    questions.leave('a.example.com', 'AAAA');
    questions.leave('b.example.com', 'A');
    expect([questions.asked, questions.leftOut]).toEqual([0, 3]);
  });

  it('where the check as a whole had enough, that was left out as well; what was lost was asked', async () => {
    const spent = counted(BUDGET);
    expect(await spent.questions.ask('a.example.com', 'A')).toEqual(BUDGET);
    expect(spent.questions.leftOut).toBe(1);
    const lost = counted(LOST);
    expect(await lost.questions.ask('a.example.com', 'A')).toEqual(LOST);
    expect(lost.questions.leftOut).toBe(0);
  });
});
