import { describe, expect, it } from 'vitest';
import type { ServerOutcome } from '../../../lib/mechanism.ts';
import { CONSEQUENCES, type Consequence } from '../../../lib/mechanisms/mta-sts/consequence.ts';
import type { Treatment } from '../../../lib/report/blocks.ts';
import { kindsThatDiffer, outcomeFor, treatmentsOf, TREATMENT_TONES } from '../../../lib/report/treatment.ts';

const OUTCOMES: readonly ServerOutcome[] = ['protected', 'encrypted', 'held', 'some', 'none', 'unknown'];

describe('what a sender that checks DANE and MTA-STS does', () => {
  it.each<[consequence: Consequence, outcome: ServerOutcome, does: Treatment, why: string]>([
    ['verified', 'none', 'verified', 'MTA-STS alone decides'],
    ['verified', 'protected', 'dane', 'DANE is asked first'],
    ['verified', 'held', 'held', 'a policy rescues no failing DANE'],
    ['verified', 'encrypted', 'verified', 'the policy demands more than unusable records do'],
    ['verified', 'some', 'verified', 'those that find no DANE go by the policy'],
    ['verified', 'unknown', 'unknown', 'DANE may hold it back'],
    ['refused', 'none', 'refused', 'MTA-STS alone decides'],
    ['refused', 'protected', 'disputed', 'senders differ in what they ask first'],
    ['refused', 'encrypted', 'refused', 'no sender is sure of the server'],
    ['refused', 'some', 'refused', 'the others hold it back'],
    ['refused', 'held', 'held', 'both hold it back, and DANE first'],
    ['refused', 'unknown', 'refused', 'nothing that is not known makes it better'],
    ['tested', 'protected', 'dane', 'a policy in testing demands nothing'],
    ['tested', 'held', 'held', 'a policy in testing rescues nothing'],
    ['tested', 'none', 'tested', 'MTA-STS alone decides'],
    ['tested', 'unknown', 'unknown', 'DANE may hold it back'],
    ['reported', 'protected', 'dane', 'a policy in testing demands nothing'],
    ['reported', 'encrypted', 'encrypted', 'DANE demands TLS'],
    ['unprotected', 'protected', 'dane', 'there is no policy'],
    ['unprotected', 'some', 'some', 'there is no policy'],
    ['unprotected', 'none', 'unprotected', 'there is neither'],
    ['unknown', 'protected', 'unknown', 'the policy may leave the server out'],
    ['unknown', 'held', 'held', 'whatever the policy says'],
    ['unknown', 'none', 'unknown', 'MTA-STS alone decides'],
  ])('%s and %s: %s, since %s', (consequence, outcome, does) => {
    expect(treatmentsOf(consequence, outcome).both).toBe(does);
  });
});

describe('what the other kinds of sender do', () => {
  it.each<[outcome: ServerOutcome, does: Treatment]>([
    ['protected', 'dane'],
    ['encrypted', 'encrypted'],
    ['held', 'held'],
    ['some', 'some'],
    ['none', 'unprotected'],
    ['unknown', 'unknown'],
  ])('one that checks DANE alone goes by DANE: %s, %s', (outcome, does) => {
    expect(treatmentsOf('refused', outcome).dane).toBe(does);
  });

  it.each(CONSEQUENCES.filter((each) => each !== 'unreachable'))(
    'one that checks MTA-STS alone sees nothing of DANE, and one that checks neither sees nothing at all: %s',
    (consequence) => {
      for (const outcome of OUTCOMES)
        expect(treatmentsOf(consequence, outcome)).toMatchObject({
          'mta-sts': consequence,
          neither: 'unprotected',
        });
    },
  );

  it('nobody reaches a server without an address', () => {
    for (const outcome of OUTCOMES)
      expect(new Set(Object.values(treatmentsOf('unreachable', outcome)))).toEqual(new Set(['unreachable']));
  });
});

it('what is not known of DANE never looks better than where there is none', () => {
  const worse = ['good', 'warn', 'idle', 'ask', 'bad'];
  for (const consequence of CONSEQUENCES) {
    const [unknown, none] = [
      treatmentsOf(consequence, 'unknown').both,
      treatmentsOf(consequence, 'none').both,
    ];
    expect(worse.indexOf(TREATMENT_TONES[unknown])).toBeGreaterThanOrEqual(
      worse.indexOf(TREATMENT_TONES[none]),
    );
  }
});

describe('the kinds that are told apart', () => {
  it.each<[outcomes: Parameters<typeof outcomeFor>[1], kinds: number, why: string]>([
    [null, 2, 'nothing asks for DANE'],
    [{ 'a.test': 'none', 'b.test': 'none' }, 2, 'there is no DANE at any server'],
    [{ 'a.test': 'none', 'b.test': 'held' }, 4, 'it makes a difference at one'],
    [{ 'a.test': 'none' }, 4, 'of the other it is not known'],
  ])('%j: %i, since %s', (outcomes, kinds) => {
    expect(kindsThatDiffer(['a.test', 'b.test'], outcomes)).toHaveLength(kinds);
  });

  it('of a server that is missing nothing is known, unless nothing was looked for', () => {
    expect([outcomeFor('a.test', {}), outcomeFor('a.test', null)]).toEqual(['unknown', 'none']);
    for (const name of ['__proto__', 'constructor']) expect(outcomeFor(name, {})).toBe('unknown');
  });
});
