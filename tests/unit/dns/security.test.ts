import { describe, expect, it } from 'vitest';
import type { Lookup, LookUp } from '../../../lib/dns/lookup.ts';
import { believedOf, failureOf, isFailing, lookUpSecured, type Security } from '../../../lib/dns/security.ts';

const answered = { aliases: [], ttlSeconds: 300 };
const found = (authentic: boolean): Lookup<never> => ({
  state: 'found',
  records: [],
  authentic,
  ...answered,
});
const absent = (authentic: boolean): Lookup<never> => ({
  state: 'absent',
  reason: 'nodata',
  authentic,
  ...answered,
});
const lost = (
  reason: 'servfail' | 'dnssec-bogus' | 'timeout' | 'unproven' | 'refused',
  detail: string | null = null,
) => ({ state: 'unavailable', reason, detail }) as const;

/** What the four states are made of: the answer, and the one with CD. */
async function secured(answer: Lookup<never>, unchecked?: Lookup<never>) {
  const asked: (string | undefined)[] = [];
  const lookUp = (async (_name: string, _type: string, how?: string) => {
    asked.push(how);
    if (how === undefined) return answer;
    if (!unchecked) throw new Error('Nobody should ask with CD.');
    return unchecked;
  }) as LookUp;
  return { ...(await lookUpSecured('example.com', 'MX', lookUp)), asked };
}

describe('what DNSSEC says of an answer (RFC 4035 §4.3)', () => {
  it.each<
    [
      why: string,
      answer: Lookup<never>,
      unchecked: Lookup<never> | undefined,
      security: Security,
      unvalidated: string | null,
    ]
  >([
    ['AD', found(true), undefined, { state: 'secure' }, null],
    ['no AD', found(false), undefined, { state: 'insecure' }, null],
    ['a no with AD', absent(true), undefined, { state: 'secure' }, null],
    ['a no without', absent(false), undefined, { state: 'insecure' }, null],
    [
      'SERVFAIL, and records with CD',
      lost('servfail'),
      found(false),
      { state: 'bogus', detail: null },
      'found',
    ],
    [
      'SERVFAIL, and a no with CD',
      lost('servfail'),
      absent(false),
      { state: 'bogus', detail: null },
      'absent',
    ],
    [
      'SERVFAIL, and a no without proof with CD',
      lost('servfail'),
      lost('unproven'),
      { state: 'bogus', detail: null },
      'absent',
    ],
    [
      'SERVFAIL both times: broken',
      lost('servfail', 'EDE 22'),
      lost('servfail'),
      { ...lost('servfail', 'EDE 22') },
      null,
    ],
    [
      'SERVFAIL since the resolver did not get through, and then it did',
      lost('servfail', 'EDE 22 No Reachable Authority'),
      found(false),
      lost('servfail', 'EDE 22 No Reachable Authority'),
      'found',
    ],
    [
      'SERVFAIL with a network error, and then a no',
      lost('servfail', 'EDE 23 192.0.2.1:53 timed out'),
      absent(false),
      lost('servfail', 'EDE 23 192.0.2.1:53 timed out'),
      'absent',
    ],
    [
      'SERVFAIL for a cached error, which can be one of validation',
      lost('servfail', 'EDE 13'),
      found(false),
      { state: 'bogus', detail: 'EDE 13' },
      'found',
    ],
    ['SERVFAIL, and then AD: it validates', lost('servfail'), found(true), lost('servfail'), 'found'],
    [
      'the word of the resolver is enough, whatever else it says',
      lost('dnssec-bogus', 'EDE 22; EDE 9'),
      found(false),
      { state: 'bogus', detail: 'EDE 22; EDE 9' },
      'found',
    ],
    ['SERVFAIL, and then our network', lost('servfail'), lost('timeout'), { ...lost('servfail') }, null],
    [
      'the word of the resolver is enough',
      lost('dnssec-bogus', 'EDE 7'),
      lost('timeout'),
      { state: 'bogus', detail: 'EDE 7' },
      null,
    ],
    [
      'and tells what is there',
      lost('dnssec-bogus', 'EDE 6'),
      absent(false),
      { state: 'bogus', detail: 'EDE 6' },
      'absent',
    ],
    ['our own network', lost('timeout'), undefined, { ...lost('timeout') }, null],
    ['a refusal', lost('refused'), undefined, { ...lost('refused') }, null],
  ])('%s', async (_, answer, unchecked, security, unvalidated) => {
    expect(await secured(answer, unchecked)).toEqual({
      answer,
      security,
      unvalidated,
      asked: unchecked ? [undefined, 'unchecked'] : [undefined],
    });
  });

  it('a resolver that does not validate cannot have failed at it', () => {
    const bogus: Security = { state: 'bogus', detail: null };
    expect(believedOf(bogus, false)).toEqual(lost('servfail'));
    expect(believedOf(bogus, true)).toEqual(bogus);
    expect(believedOf(bogus, null)).toEqual(bogus);
    for (const other of [{ state: 'secure' }, { state: 'insecure' }, lost('timeout')] as const)
      expect(believedOf(other, false)).toEqual(other);
  });

  it('what fails stops senders; what our network lost does not', () => {
    expect(isFailing({ state: 'bogus', detail: null })).toBe(true);
    expect(isFailing(lost('servfail'))).toBe(true);
    for (const security of [
      { state: 'secure' },
      { state: 'insecure' },
      lost('timeout'),
      lost('refused'),
    ] as const)
      expect(isFailing(security)).toBe(false);
  });

  it('a failure has a code with a sentence', () => {
    expect(failureOf({ state: 'bogus', detail: 'EDE 6' })).toBe('dnssec-bogus');
    expect(failureOf(lost('timeout'))).toBe('timeout');
    expect(failureOf({ state: 'secure' })).toBeNull();
  });
});
