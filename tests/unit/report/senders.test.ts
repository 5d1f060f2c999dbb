import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import { sendersSection } from '../../../lib/report/senders.ts';
import { assessmentOf, failedFetch, policyOf, policyText, stsRecord } from '../../support/assessments.ts';
import { WORDS, bare, textsOf } from '../../support/words.ts';

const told = (change: Partial<Assessment> = {}) => sendersSection(assessmentOf(change), WORDS);
const says = (change: Partial<Assessment> = {}) => told(change).blocks.flatMap(textsOf);
const blank = { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) };

describe('the senders', () => {
  it('are rows only where they differ, and the others are counted', () => {
    const reason = say('senders.reason.blank_line');
    expect(says(blank)).toEqual([
      say('senders.hint'),
      `postfix-tlspol (Postfix) | no ignores it | ${reason}`,
      `mox | no ignores it | ${reason}`,
      `go-mtasts (maddy) | no ignores it | ${reason}`,
      bare(say('senders.others', { count: 5 })),
    ]);
    expect(told(blank).blocks[1]).toMatchObject({
      columns: [{ title: 'Sender', role: 'head' }, { role: 'judged' }, {}],
      rows: { 0: { class: 'ignores' } },
    });
  });

  it.each<[aside: string, change: Partial<Assessment>]>([
    ['3 of 8 do not follow it', blank],
    ['1 of 8 do not follow it, not known for 1', { stsRecord: stsRecord('v=STSv1; id=1', 'x') }],
  ])('are counted: %s', (aside, change) => {
    expect(bare(told(change).aside ?? '')).toBe(aside);
  });

  it.each<[what: string, change: Partial<Assessment>, key: 'accepts' | 'ignores' | 'unknown']>([
    ['follow it', {}, 'accepts'],
    [
      'get no file',
      { policy: failedFetch('policy-certificate-expired', { host: 'mta-sts.example.com' }) },
      'ignores',
    ],
    ['are not known', { policy: { state: 'unavailable', problems: [] } }, 'unknown'],
  ])('are one sentence where all of them %s', (_, change, key) => {
    expect([says(change), told(change).aside]).toEqual([
      [bare(say(`senders.alike.${key}`, { total: 8 }))],
      undefined,
    ]);
  });

  it('say what each is without: the file, or the record', () => {
    const rows = says({ stsRecord: stsRecord('v=STSv1; id=1', 'x') });
    expect(rows.filter((row) => row.includes('no finds no record'))).toHaveLength(1);
  });

  it('have nothing to ignore where nothing is announced', () => {
    expect(says({ stsRecord: stsRecord() })).toEqual([say('senders.none')]);
  });
});
