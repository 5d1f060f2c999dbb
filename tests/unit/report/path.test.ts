import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { ServerOutcomes } from '../../../lib/mechanism.ts';
import { pathSection } from '../../../lib/report/path.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  unknown,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';
import { WORDS, textsOf } from '../../support/words.ts';

const drawn = (change: Partial<Assessment> = {}, outcomes: ServerOutcomes | null = null) => {
  const assessment = assessmentOf(change);
  const { blocks } = pathSection(assessment, { ...digestOf(assessment, NOW), outcomes }, WORDS);
  return blocks.flatMap(textsOf);
};
const SENDER = '- A sender: that checks MTA-STS';
const RECORD = 'yes Record: id 20260601';
const FILE = 'yes Policy file: mode enforce';
const SERVER = 'verified mail.example.com: verified TLS or no delivery';
const many = mxOf(...Array.from({ length: 7 }, (_, index) => host(`mx${index}.test`)));

describe('the path of a message', () => {
  it('leads from a sender over record and policy file to each server', () => {
    expect(drawn()).toEqual([SENDER, RECORD, FILE, SERVER]);
  });

  it('is a sender alone before anything is known', () => {
    expect(pathSection(null, null, WORDS).blocks.flatMap(textsOf)).toEqual([SENDER]);
  });

  const pending = { state: 'pending' } as const;
  it.each<[what: string, change: Partial<Assessment>, record: string, file: string | undefined]>([
    ['pending', { stsRecord: pending, policy: pending }, '- Record: being looked up', undefined],
    ['absent', { stsRecord: stsRecord(), policy: { state: 'absent' } }, 'open Record: none', undefined],
    [
      'invalid',
      { stsRecord: stsRecord('v=STSv1;'), policy: { state: 'absent' } },
      'no Record: not usable',
      undefined,
    ],
    ['unknown', { stsRecord: unknown(), policy: pending }, 'unsure Record: not known', undefined],
    ['fetched', { policy: pending }, RECORD, '- Policy file: being fetched'],
    [
      'unread',
      { policy: { state: 'unavailable', problems: [] } },
      RECORD,
      'unsure Policy file: not read yet',
    ],
    [
      'not there',
      { policy: failedFetch('policy-status', { status: 404 }) },
      RECORD,
      'no Policy file: cannot be fetched',
    ],
    ['unusable', { policy: policyOf('x') }, RECORD, 'no Policy file: not usable'],
    ['none', { policy: policyOf(policyText('none')) }, RECORD, 'open Policy file: mode none'],
    [
      'ignored by some',
      { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) },
      RECORD,
      'differs Policy file: mode enforce, ignored by some',
    ],
  ])('says of record and file what each is: %s', (_, change, record, file) => {
    const [, saidOfRecord, saidOfFile] = drawn(change);
    expect(saidOfRecord).toBe(record);
    if (file === undefined) expect(saidOfFile ?? '').not.toContain('Policy file');
    else expect(saidOfFile).toBe(file);
  });

  it('is that of a sender which follows the policy, where some do not', () => {
    const policy = policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`);
    // The second is flawless, but for a sender that wants the record to be alone.
    for (const change of [{ policy }, { stsRecord: stsRecord('v=STSv1; id=20260601', 'x') }])
      expect(drawn(change).slice(0, 3)).toEqual([
        '- A sender: that follows the policy',
        RECORD,
        'differs Policy file: mode enforce, ignored by some',
      ]);
  });

  it.each<[mx: Assessment['mx'], ends: string[]]>([
    [noMail('null-mx'), ['no-mail Mail servers: accepts no mail']],
    [noMail('nxdomain'), ['no-mail Mail servers: no such domain']],
    [unknown(), [RECORD, FILE, 'unknown Mail servers: not known']],
    [pending, [RECORD, FILE]],
  ])('ends where there is no server to draw: %j', (mx, ends) => {
    expect(drawn({ mx })).toEqual([SENDER, ...ends]);
  });

  it('draws few servers one by one, and counts the rest by what becomes of their mail', () => {
    const policy = policyOf(policyText('enforce', 'mx: mx0.test', 'mx: mx1.test'));
    const ends = drawn({ mx: many, policy }).slice(3);
    expect(ends).toHaveLength(6);
    expect(ends.slice(3)).toEqual([
      'refused mx5.test: held back: not in the policy',
      'refused and 1 more: held back: not in the policy',
      'verified and 2 more: verified TLS or no delivery',
    ]);
  });

  it('is that of a sender which checks DANE too, where that makes a difference', () => {
    expect(drawn({}, { 'mail.example.com': 'held' })).toEqual([
      '- A sender: that checks DANE and MTA-STS',
      RECORD,
      FILE,
      'held mail.example.com: held back: DANE fails',
    ]);
  });
});
