import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { idsOfOthers, isIdOfOther } from '../../../lib/guide/offers.ts';
import { assessmentOf, policyOf, policyText, stsRecord } from '../../support/assessments.ts';

const TEXT = policyText('enforce', 'mx: mail.example.com');
const OTHER = policyText('testing', 'mx: mail.example.com');

it('the ids that were shown for other policies are those of every other text', () => {
  const offers = new Map([
    ['1', TEXT],
    ['2', OTHER],
    ['3', TEXT],
    ['4', `${OTHER}\n`],
  ]);
  expect(idsOfOthers(TEXT, offers)).toEqual(['2', '4']);
});

describe('the live id was shown for another policy than the live one', () => {
  const live = { stsRecord: stsRecord('v=STSv1; id=1'), policy: policyOf(TEXT) };
  it.each<[why: string, change: Partial<Assessment>, id: string, offered: string, expected: boolean]>([
    ['the very policy', {}, '1', TEXT, false],
    ['its lines end in another way', {}, '1', TEXT.replaceAll('\n', '\r\n'), false],
    ['its last line has no end', {}, '1', TEXT.trimEnd(), false],
    ['another policy', {}, '1', OTHER, true],
    ['another id', {}, '2', OTHER, false],
    ['there is no record', { stsRecord: stsRecord() }, '1', OTHER, false],
    ['the record is broken', { stsRecord: stsRecord('v=STSv1; id=a-b') }, 'a-b', OTHER, false],
    ['nobody can use the live policy', { policy: policyOf('mode: on') }, '1', OTHER, false],
    ['there is no policy', { policy: { state: 'absent' } }, '1', OTHER, false],
  ])('%s', (_, change, id, offered, expected) => {
    expect(isIdOfOther(assessmentOf({ ...live, ...change }), new Map([[id, offered]]))).toBe(expected);
  });
});
