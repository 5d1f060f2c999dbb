import { is, object, parse, type GenericSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { pending, problemsBy, recordFacts, unknown } from '../../../lib/stored/facts.ts';
import { security } from '../../../lib/stored/security.ts';
import {
  amount,
  check,
  domainName,
  moment,
  only,
  problemParts,
  span,
  strings,
} from '../../../lib/stored/shapes.ts';
import { notice, rulesAbout } from '../../../lib/problem.ts';
import { assessmentOf } from '../../support/assessments.ts';
import { placesIn, withValue } from '../../support/spoilt.ts';

const RULES = rulesAbout('x', { 'x-known': notice(null) });
const END_OF_9999 = Date.UTC(9999, 11, 31);

describe('a value in storage', () => {
  it.each<[why: string, shape: GenericSchema, value: unknown, fits: boolean]>([
    ['is the one word that it must be', only('a'), 'a', true],
    ['and no other', only('a'), 'b', false],
    ['a number from zero on', amount, 0, true],
    ['none below', amount, -1, false],
    ['none that is no number', amount, Number.NaN, false],
    ['none beyond what can be counted one by one', amount, Number.POSITIVE_INFINITY, false],
    ['a moment up to the year 9999', moment, END_OF_9999, true],
    ['none behind it, which could not be shown as a date', moment, END_OF_9999 + 1, false],
    ['texts', strings, ['a', ''], true],
    ['nothing else among them', strings, ['a', null], false],
    ['a domain name as it is written everywhere', domainName, 'example.com', true],
    ['not as a person may write it', domainName, 'Example.COM.', false],
    ['and no text that is none', domainName, 'a..b', false],
    ['a time span', object(span), { startedAfterMs: 0, tookMs: 1 }, true],
    ['that does not begin before the check', object(span), { startedAfterMs: -1, tookMs: 1 }, false],
    [
      'parameters that can be put into a sentence',
      object(problemParts),
      { parameters: { a: 'x', b: 1 } },
      true,
    ],
    ['and nothing else', object(problemParts), { parameters: { a: true } }, false],
    ['what is asked still', pending, { state: 'pending' }, true],
    ['what is known is not', pending, { state: 'found' }, false],
    ['a failure of DNS', unknown, { state: 'unavailable', reason: 'servfail', detail: null }, true],
    ['that there is', unknown, { state: 'unavailable', reason: 'bad luck', detail: null }, false],
    ['a problem of the table', problemsBy(RULES), [{ code: 'x-known', parameters: {} }], true],
    ['none that is not in it', problemsBy(RULES), [{ code: 'x-unknown', parameters: {} }], false],
    ['nor what every object has', problemsBy(RULES), [{ code: 'toString', parameters: {} }], false],
    ['what DNSSEC says: signed', security, { state: 'secure' }, true],
    ['what DNSSEC says: unsigned', security, { state: 'insecure' }, true],
    ['what DNSSEC says: a wrong signature', security, { state: 'bogus', detail: 'EDE 6' }, true],
    ['or nothing', security, { state: 'unavailable', reason: 'timeout', detail: null }, true],
    ['and nothing that it cannot say', security, { state: 'signed' }, false],
  ])('%s', (_, shape, value, fits) => {
    expect(is(shape, value)).toBe(fits);
  });
});

describe('the facts of a record', () => {
  const shape = recordFacts({ id: strings }, RULES);
  const beside = { state: 'answered', texts: ['y'], aliases: ['b.test'] };
  const evidence = {
    problems: [
      {
        code: 'x-known',
        parameters: { text: 'a', count: 2 },
        position: { offset: 0, length: 1, line: 1 },
        more: 3,
      },
    ],
    texts: ['x'],
    aliases: ['a.test'],
    beside,
    authentic: true,
    ttlSeconds: 300,
  };
  const found = { state: 'found', value: { id: ['1'] }, text: 'x', ...evidence };
  const wholes = [found, { state: 'invalid', ...evidence }, { state: 'absent', ...evidence }];
  const lost = { state: 'unavailable', reason: 'servfail', detail: 'EDE 6' };

  it.each([...wholes, { ...found, beside: lost }, lost, { state: 'pending' }])(
    'come back with all that they have: $state',
    (whole) => {
      expect(parse(shape, structuredClone(whole))).toEqual(whole);
    },
  );

  it('have no name beside them where none was asked', () => {
    const { beside: _, ...rest } = found;
    expect(parse(shape, rest)).toEqual(rest);
  });

  const places = [...wholes, lost].flatMap((whole) =>
    placesIn(whole).map((place) => [whole.state, place.join('.'), whole, place] as const),
  );
  it.each(places)('are refused (%s) with something else at %s', (_state, _way, whole, place) => {
    expect(is(shape, withValue(whole, place, Symbol.iterator))).toBe(false);
  });
});

describe('what is stored of a check', () => {
  const { policyDomain, resolver, startedAt, revision, transitAt, finishedAt } = assessmentOf();
  const whole = { policyDomain, resolver: { ...resolver }, startedAt, revision, transitAt, finishedAt };

  it('comes back, whether it has ended or not', () => {
    const { id, name, url } = resolver;
    const stored = { ...whole, resolver: { id, name, url } };
    expect(parse(object(check), stored)).toEqual(stored);
    expect(is(object(check), { ...stored, transitAt: null, finishedAt: null })).toBe(true);
  });

  it.each(['policyDomain', 'resolver', 'startedAt', 'revision', 'transitAt', 'finishedAt'])(
    'is refused with something else as %s',
    (key) => {
      expect(is(object(check), { ...whole, [key]: Symbol.iterator })).toBe(false);
    },
  );

  it.each([
    ['a resolver that there is not', { id: 'nobody' }],
    ['an address that is none', { url: 'nowhere' }],
    ['a name that is none', { name: 1 }],
  ])('is refused with %s', (_, change) => {
    expect(is(object(check), { ...whole, resolver: { ...resolver, ...change } })).toBe(false);
  });
});
