import { describe, expect, it } from 'vitest';
import {
  inLine,
  ownRecord,
  newEndOf,
  shorterRecord,
  usableRecord,
} from '../../../../lib/mechanisms/spf/guide-texts.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { name } from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const contextOf = (domain: string) => ({
  policyDomain: name(domain),
  registrableOf,
  now: NOW,
  say: WORDS.say,
  answers: {},
});
const CONTEXT = contextOf('example.com');
const OLD = 'v=spf1 include:old.example mx -all';

/** The records in some texts, those behind a condition with a mark; each has to take the place of what is there. */
function recordsIn(texts: readonly StepText[], replaces: readonly string[], mark = ''): string[] {
  return texts.flatMap((text) => {
    if (text.kind === 'case') return recordsIn(text.body, replaces, '> ');
    if (text.kind !== 'record') return [];
    expect(text.record.replaces).toEqual(replaces);
    return [`${mark}${text.record.value}`];
  });
}

describe('names in one line', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
  it.each<[count: number, line: string]>([
    [0, ''],
    [1, 'n0'],
    [10, names(10).join(', ')],
    [11, `${names(10).join(', ')}, \u2026`],
  ])('%i of them', (count, line) => {
    expect(inLine(names(count))).toBe(line);
  });
});

it('the record stands at the domain, in the zone of whoever registered it', () => {
  const record = (domain: string) => ownRecord('v=spf1 -all', ['x'], contextOf(domain));
  const rest = { value: 'v=spf1 -all', replaces: ['x'], separator: ' ' };
  expect(record('mail.example.com')).toEqual({
    kind: 'record',
    record: { ownerName: 'mail.example.com', zone: 'example.com', ...rest },
  });
  expect(record('co.uk')).toEqual({ kind: 'record', record: { ownerName: 'co.uk', zone: 'co.uk', ...rest } });
});

describe('a record in the place of one that nobody could use', () => {
  it.each<[value: string, records: readonly string[], why: string]>([
    ['v=spf1 mx ~all', ['v=spf1 mx ~all'], 'it refuses nobody'],
    ['v=spf1 -mx', ['v=spf1 -mx'], 'one host is refused, as it was written'],
    ['v=spf1 mx -all', ['v=spf1 mx ~all', '> v=spf1 mx -all'], 'it would refuse whoever is not in it'],
    ['v=spf1 mx -ALL', ['v=spf1 mx ~all', '> v=spf1 mx -ALL'], 'in any case'],
    [
      'v=spf1 -all',
      ['v=spf1 ~all', '> v=spf1 -all'],
      'so far it refused nobody: only the owner knows that nobody sends',
    ],
  ])('%s: %j (%s)', (value, records) => {
    expect(recordsIn(usableRecord(value, [OLD, 'x'], CONTEXT), [OLD, 'x'])).toEqual(records);
  });
});

type NewEnd = Parameters<typeof shorterRecord>[2];
const BROKEN = newEndOf(true, true);
const OPEN = newEndOf(false, true);

describe('a record without some of its terms', () => {
  it.each<[shorter: string, newEnd: NewEnd, records: readonly string[], why: string]>([
    ['v=spf1 mx -all', null, ['v=spf1 mx -all'], 'its end was reached before'],
    ['v=spf1 mx -all', BROKEN, ['v=spf1 mx ~all', '> v=spf1 mx -all'], 'its end is new'],
    ['v=spf1 redirect=a.example', null, ['v=spf1 redirect=a.example'], 'another record says who may send'],
    ['v=spf1 -all', null, ['v=spf1 ~all', '> v=spf1 -all'], 'nobody is left: only the owner knows'],
    ['v=spf1 -all', BROKEN, ['v=spf1 ~all', '> v=spf1 -all'], 'the same where its end is new'],
    ['v=spf1 ~all', null, ['v=spf1 ~all'], 'nobody is left, and nobody is refused'],
    ['v=spf1 mx +all', BROKEN, ['v=spf1 mx ?all'], 'it would let everybody in from now on'],
    ['v=spf1 mx all', BROKEN, ['v=spf1 mx ?all'], 'the same without its sign'],
    ['v=spf1 mx +all', null, ['v=spf1 mx +all'], 'it lets everybody in already'],
    ['v=spf1 mx -all', OPEN, ['v=spf1 mx ~all', '> v=spf1 mx -all'], 'the same where everybody passed'],
    ['v=spf1 mx +all', OPEN, ['v=spf1 mx +all'], 'it let everybody in already'],
    ['v=spf1', BROKEN, ['v=spf1'], 'nothing is left'],
  ])('%s, new end %j: %j (%s)', (shorter, newEnd, records) => {
    expect(recordsIn(shorterRecord(shorter, OLD, newEnd, CONTEXT), [OLD])).toEqual(records);
  });
});
