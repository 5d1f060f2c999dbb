import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { usualChoices, withMode, type Choices } from '../../../lib/guide/choices.ts';
import { SAFE_POLICY_BYTES } from '../../../lib/guide/policy-file.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  policyOf,
  stsRecord,
  tlsrptRecord,
  unreadPolicy,
} from '../../support/assessments.ts';
import { selectTlsrptRecord } from '../../../lib/mechanisms/tlsrpt/record.ts';
import { textsOf } from '../../../lib/text/text-lines.ts';
import { withEveryFix } from '../../../lib/workshop/fix.ts';
import { TLSRPT } from '../../support/kinds.ts';
import { mxOfFile } from '../../support/mx-of-file.ts';
import { lines } from '../../support/reading.ts';

const DAY = 86400;
const live = (mode: string, maxAge: number, ...rest: string[]) => ({
  policy: policyOf(
    lines('version: STSv1', `mode: ${mode}`, `max_age: ${maxAge}`, ...rest, 'mx: mail.example.com'),
  ),
});
const many = (count: number, parent: string) =>
  mxOf(...Array.from({ length: count }, (_, i) => host(`server-number-${i}.${parent}`)));

/** The max_age of a trial is a digit shorter than that of the file which is measured. */
const TRIAL_BYTES = SAFE_POLICY_BYTES + 1;
const NO_FILE = { policy: failedFetch('policy-status', { status: 404 }) };

describe('usualChoices', () => {
  it.each<[string, Partial<Assessment>, Partial<Choices>]>([
    [
      'nothing is published: a trial of a week',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      { mode: 'testing', maxAgeSeconds: 7 * DAY },
    ],
    [
      'the record is broken: nobody reads the policy',
      { stsRecord: stsRecord('v=STSv1; id=a-b'), policy: { state: 'absent' } },
      { mode: 'testing', maxAgeSeconds: 7 * DAY },
    ],
    ['the file is missing', { policy: failedFetch('policy-status', { status: 404 }) }, { mode: 'testing' }],
    ['no sender can read the policy, whatever mode it names', live('enforced', 7 * DAY), { mode: 'testing' }],
    [
      'we may not read the policy, so we do not claim to know its mode',
      { policy: unreadPolicy('policy-not-permitted') },
      { mode: 'testing' },
    ],
    [
      'a policy that is being withdrawn stays so, with the max_age that it has',
      live('none', 30 * DAY),
      { mode: 'none', maxAgeSeconds: 30 * DAY },
    ],
    [
      'withdrawn with a max_age that some senders make a day of',
      live('none', 3600),
      { mode: 'none', maxAgeSeconds: DAY },
    ],
    [
      'a policy without a usable mode is not one that is being withdrawn',
      live('None', 30 * DAY),
      { mode: 'testing', maxAgeSeconds: 7 * DAY },
    ],
    ['enforce stays enforce', live('enforce', 30 * DAY), { mode: 'enforce', maxAgeSeconds: 30 * DAY }],
    [
      'unless it refuses mail to every server: that ends first, and a trial follows, as the finding says',
      { ...live('enforce', 30 * DAY), mx: mxOf(host('other.example.com')) },
      { mode: 'testing', maxAgeSeconds: 30 * DAY },
    ],
    [
      'a server that it covers receives mail',
      { ...live('enforce', 30 * DAY), mx: mxOf(host('mail.example.com'), host('other.example.com')) },
      { mode: 'enforce' },
    ],
    [
      'also where strict senders ignore it',
      live('enforce', 30 * DAY, ''),
      { mode: 'enforce', maxAgeSeconds: 30 * DAY },
    ],
    [
      'a trial of a day is long enough for a trial',
      live('testing', DAY),
      { mode: 'testing', maxAgeSeconds: DAY },
    ],
    [
      'a trial of an hour is not: some senders make a day of it',
      live('testing', 3600),
      { mode: 'testing', maxAgeSeconds: 7 * DAY },
    ],
    [
      'enforce for a day leaves a gap between two visits',
      live('enforce', DAY),
      { mode: 'enforce', maxAgeSeconds: 14 * DAY },
    ],
    ['enforce for a week is kept', live('enforce', 7 * DAY), { mode: 'enforce', maxAgeSeconds: 7 * DAY }],
    [
      'the greatest max_age of the RFC is too much for one sender',
      live('enforce', 31557600),
      { maxAgeSeconds: 365 * DAY },
    ],
    ['a longer one is cut, not forgotten', live('enforce', 99999999), { maxAgeSeconds: 365 * DAY }],
    ['max_age 0', live('testing', 0), { maxAgeSeconds: 7 * DAY }],
    [
      'the live targets are kept as they are',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.example, https://c.example/') },
      { rua: ['mailto:a@b.example', 'https://c.example/'] },
    ],
    ['no targets where there are none', { tlsrpt: tlsrptRecord() }, { rua: [] }],
    [
      'the patterns that stand there stay, usually',
      { mx: many(20, 'mail.other.example') },
      { patterns: 'kept' },
    ],
    [
      'not those that were meant for the servers and cover none',
      { mx: many(20, 'mail.example.com') },
      { patterns: 'exact' },
    ],
    [
      'names as they are where no file is there',
      { stsRecord: stsRecord(), policy: { state: 'absent' }, mx: many(20, 'mail.example.com') },
      { patterns: 'exact' },
    ],
    [
      'a file that no record announces, and that was read: mode, max_age and patterns are kept',
      {
        stsRecord: stsRecord('v=STSv1; id=a-b'),
        policy: { state: 'absent' },
        policyFile: live('enforce', 30 * DAY).policy,
      },
      { mode: 'enforce', maxAgeSeconds: 30 * DAY, patterns: 'kept' },
    ],
    [
      'mode none without a record is what is left of a withdrawal, and not one that is under way',
      {
        stsRecord: stsRecord(),
        policy: { state: 'absent' },
        policyFile: live('none', DAY).policy,
      },
      { mode: 'testing', maxAgeSeconds: 7 * DAY },
    ],
    [
      'the MX record is the fault where its server has no address: the policy may be right, and is not taken back',
      {
        ...live('enforce', 30 * DAY),
        mx: mxOf(host('mial.example.com', 10, { address: 'absent' }), host('b.example.com')),
      },
      { mode: 'enforce', maxAgeSeconds: 30 * DAY },
    ],
    [
      'one letter differs between policy and MX record: either may be right, and the policy is not taken back',
      { ...live('enforce', 30 * DAY), mx: mxOf(host('mial.example.com')) },
      { mode: 'enforce', maxAgeSeconds: 30 * DAY, patterns: 'kept' },
    ],
    [
      'wildcards where names make more than every sender reads',
      { mx: many(300, 'mail.example.com') },
      { patterns: 'shortest' },
    ],
    ['names that make just as much', { ...NO_FILE, mx: mxOfFile(TRIAL_BYTES) }, { patterns: 'exact' }],
    ['and one byte more', { ...NO_FILE, mx: mxOfFile(TRIAL_BYTES + 1) }, { patterns: 'shortest' }],
    ['a domain without servers', { ...NO_FILE, mx: { state: 'pending' } }, { patterns: 'exact' }],
  ])('%s', (_, change, expected) => {
    expect(usualChoices(assessmentOf(change))).toMatchObject(expected);
  });
});

describe('the targets that the guide starts from', () => {
  const OWN = ['mailto:a@b.example'];
  it.each([
    ['a record whose version has another case', ['V=tlsrptv1; rua=mailto:a@b.example'], OWN],
    ['an address without its scheme', ['v=TLSRPTv1; rua=a@b.example'], OWN],
    ['a size limit of DMARC', ['v=TLSRPTv1; rua=mailto:a@b.example!10m'], OWN],
    ['the field in capitals', ['v=TLSRPTv1; RUA=mailto:a@b.example'], OWN],
    ['a copied line of the zone', ['_smtp._tls 60 IN TXT "v=TLSRPTv1; rua=mailto:a@b.example"'], OWN],
    ['escaped semicolons', [String.raw`v=TLSRPTv1\; rua=mailto:a@b.example\;`], OWN],
    ['no delimiter', ['v=TLSRPTv1 rua=mailto:a@b.example'], OWN],
    ['a character that nobody sees', ['v=TLSRPTv1; rua=mailto:a@b.example\u200b'], OWN],
    ['an empty field', ['v=TLSRPTv1;; rua=mailto:a@b.example'], OWN],
  ])('are those that a broken record was meant to have, as the workshop corrects it: %s', (_, texts, rua) => {
    const tlsrpt = tlsrptRecord(...texts);
    expect(tlsrpt.state).toBe('invalid');
    expect(usualChoices(assessmentOf({ tlsrpt })).rua).toEqual(rua);
    const fixed = selectTlsrptRecord(textsOf(withEveryFix(TLSRPT, texts.join('\n'))));
    expect(fixed).toMatchObject({ state: 'found', value: { rua } });
  });

  it.each([
    [
      'of two records either may be meant',
      ['v=TLSRPTv1; rua=mailto:a@b.example', 'v=TLSRPTv1; rua=mailto:c@d.example'],
    ],
    ['of an address with a space in it nobody knows what it was', ['v=TLSRPTv1; rua=mailto:a b@b.example']],
    ['a record of DMARC is for other reports', ['v=DMARC1; p=none; rua=mailto:a@b.example']],
    ['a text of others has none', ['v=spf1 -all']],
  ])('are none where that is open: %s', (_, texts) => {
    expect(usualChoices(assessmentOf({ tlsrpt: tlsrptRecord(...texts) })).rua).toEqual([]);
  });

  it('are those of the one that was meant as such a record, whatever stands beside it', () => {
    const tlsrpt = tlsrptRecord('v=spf1 -all', 'v=tlsrptv1; rua=mailto:a@b.example');
    expect(usualChoices(assessmentOf({ tlsrpt })).rua).toEqual(OWN);
  });
});

describe('withMode', () => {
  const choices = { ...usualChoices(assessmentOf()), maxAgeSeconds: 60 * DAY };
  it.each([
    ['the same mode changes nothing', choices, choices.mode, 60 * DAY],
    ['none least of all', { ...choices, mode: 'none' }, 'none', 60 * DAY],
    ['none wants a day (RFC 8461 §8.3)', choices, 'none', DAY],
    ['from testing to enforce max_age stays', { ...choices, mode: 'testing' }, 'enforce', 60 * DAY],
    ['who comes back from none has no use for its day', { ...choices, mode: 'none' }, 'enforce', 14 * DAY],
    ['nor in a trial', { ...choices, mode: 'none' }, 'testing', 7 * DAY],
  ] as const)('%s', (_, from, mode, maxAgeSeconds) => {
    expect(withMode(from, mode)).toEqual({ ...from, mode, maxAgeSeconds });
  });
});
