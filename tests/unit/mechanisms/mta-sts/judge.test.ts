import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../../lib/check/assessment.ts';
import type { Problem, ProblemCode } from '../../../../lib/mechanisms.ts';
import type { RememberedPolicy } from '../../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import {
  EXAMPLE,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../../support/assessments.ts';
import { findings, problem, type FindingRow } from '../../../support/findings.ts';
import { lines } from '../../../support/reading.ts';
import { NOW } from '../../../support/time.ts';

const none = { state: 'absent' } as const;
const policy = (mode: string, ...mx: string[]) =>
  policyOf(policyText(mode, ...mx.map((each) => `mx: ${each}`)));

const aged = (mode: string, maxAge: number) =>
  policyOf(lines('version: STSv1', `mode: ${mode}`, `max_age: ${maxAge}`, 'mx: mail.example.com'));
const uncovered = (code: ProblemCode, name: string) => problem(code, { host: name });

const away = { ...stsRecord('v=STSv1; id=1'), aliases: ['_mta-sts.example.net', 'p.provider.test'] };
const nowhere = (...aliases: string[]) => ({ state: 'absent', aliases }) as const;
const addressless = failedFetch('policy-host-no-address', { host: 'h' });

const findingRows: readonly FindingRow[] = [
  [
    'a label that was meant for a server is said with the server',
    { policy: policy('testing', 'Mail'), mx: mxOf(host('mail.example.com')) },
    [uncovered('mx-uncovered-testing', 'mail.example.com'), problem('policy-mode-testing')],
  ],
  [
    'and by itself where it was meant for none, without a word that it is unused',
    { policy: policy('enforce', 'mail.example.com', 'backup') },
    [problem('policy-mx-single-label', { pattern: 'backup' })],
  ],
  ['D1 no record', { stsRecord: stsRecord(), policy: none }, [problem('sts-absent')]],
  [
    'D2 several records',
    { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2'), policy: none },
    [problem('sts-records-several', { count: 2 })],
  ],
  [
    'D3 unrelated TXT',
    { stsRecord: stsRecord('v=STSv1; id=1', 'x', 'y') },
    [problem('sts-record-unrelated', { count: 2, text: 'x' })],
  ],
  [
    'the record could not be had: said once, not again for the policy',
    {
      stsRecord: unknown('servfail'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
    },
    [problem('sts-record-unavailable', { reason: 'servfail' })],
  ],
  [
    'no leave for the policy',
    { policy: unreadPolicy('policy-not-permitted', { host: 'h' }) },
    [problem('policy-not-permitted', { host: 'h' })],
  ],
  [
    'no answer about the policy host: what stands there is not known',
    { policy: unreadPolicy('policy-host-address-unavailable', { host: 'h', reason: 'servfail' }) },
    [problem('policy-host-address-unavailable', { host: 'h', reason: 'servfail' })],
  ],
  [
    'the record is an alias, and the policy host is nothing: half a delegation',
    { stsRecord: away, policyHost: nowhere(), policy: addressless },
    [problem('policy-host-not-delegated', { host: 'h', target: 'p.provider.test' })],
  ],
  [
    'a policy host that is an alias too leads nowhere, which is another fault',
    { stsRecord: away, policyHost: nowhere('h.provider.test'), policy: addressless },
    [problem('policy-host-no-address', { host: 'h' })],
  ],
  [
    'nothing was delegated',
    { policyHost: nowhere(), policy: addressless },
    [problem('policy-host-no-address', { host: 'h' })],
  ],
  [
    'H2 a status',
    { policy: failedFetch('policy-status', { status: 404 }) },
    [problem('policy-status', { status: 404 })],
  ],
  ['P3 testing', { policy: policy('testing', 'mail.example.com') }, [problem('policy-mode-testing')]],
  ['P4 none', { policy: policy('none') }, [problem('policy-mode-none')]],
  [
    'P9 a blank line',
    { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) },
    [problem('policy-blank-line')],
  ],
  [
    'M1 one of the best servers is left out',
    { mx: mxOf(host('mail.example.com', 10), host('b.test', 10)) },
    [uncovered('mx-uncovered', 'b.test')],
  ],
  [
    'M2 every server is left out under enforce: critical and first',
    { mx: mxOf(host('a.test', 10), host('b.test', 20)), policy: policy('enforce', 'c.test') },
    [
      problem('mx-all-uncovered', { count: 2 }),
      uncovered('mx-uncovered', 'a.test'),
      uncovered('mx-uncovered', 'b.test'),
      problem('mx-pattern-unused', { pattern: 'c.test' }),
    ],
  ],
  [
    'M3 a backup alone is left out: hidden until the first one fails',
    { mx: mxOf(host('mail.example.com', 10), host('b.test', 20)) },
    [uncovered('mx-backup-uncovered', 'b.test')],
  ],
  [
    'the first server is left out, a backup is not',
    { mx: mxOf(host('b.test', 10), host('mail.example.com', 20)) },
    [uncovered('mx-uncovered', 'b.test')],
  ],
  [
    'a server is left out in testing: the trial ends only after that is repaired',
    { mx: mxOf(host('b.test')), policy: policy('testing', 'c.test') },
    [
      uncovered('mx-uncovered-testing', 'b.test'),
      problem('policy-mode-testing'),
      problem('mx-pattern-unused', { pattern: 'c.test' }),
    ],
  ],
  [
    'a wildcard that is one label short: what is meant is not left over as well',
    { mx: mxOf(host('x.h-v1.mx.test')), policy: policy('enforce', '*.mx.test') },
    [
      problem('mx-all-uncovered', { count: 1 }),
      problem('mx-wildcard-depth', { pattern: '*.mx.test', host: 'x.h-v1.mx.test' }),
    ],
  ],
  [
    'a wildcard that is one label short for one of two servers: said once',
    {
      mx: mxOf(host('mail.example.com', 10), host('x.h-v1.mx.test', 10)),
      policy: policy('enforce', 'mail.example.com', '*.mx.test'),
    },
    [problem('mx-wildcard-depth', { pattern: '*.mx.test', host: 'x.h-v1.mx.test' })],
  ],
  [
    'two names that differ by a letter: either may be wrong, and no line is asked for before that is known',
    { mx: mxOf(host('mial.example.com')) },
    [
      problem('mx-all-uncovered-mx-first', { count: 1 }),
      problem('mx-pattern-misspelt', { pattern: 'mail.example.com', host: 'mial.example.com' }),
    ],
  ],
  [
    'a server that is neither in the policy nor in DNS: that it has no address is said once',
    { mx: mxOf(host('mail.example.com', 10), host('gone.test', 20, { address: 'absent' })) },
    [uncovered('mx-uncovered-no-address', 'gone.test')],
  ],
  [
    'M4 a pattern that nothing matches',
    { policy: policy('enforce', 'mail.example.com', 'old.example.com') },
    [problem('mx-pattern-unused', { pattern: 'old.example.com' })],
  ],
  [
    'M4 is not said where the servers are not known',
    { mx: unknown('timeout') },
    [problem('mx-unavailable', { reason: 'timeout' })],
  ],
  [
    'M5 a wildcard over the whole own domain',
    { policy: policy('enforce', '*.Example.com') },
    [problem('mx-pattern-own-domain', { pattern: '*.Example.com' })],
  ],
  [
    'M6 a null MX beside a record',
    { mx: noMail('null-mx') },
    [problem('mx-null-with-policy'), problem('spf-null-mx-senders')],
  ],
];
it.each(findingRows)('%s', (_, change, expected) => {
  expect(findings(change)).toEqual(expected);
});

describe('max_age', () => {
  const rows: readonly (readonly [mode: string, value: number, expected: ProblemCode | null])[] = [
    ['enforce', 0, 'policy-max-age-zero'],
    ['enforce', 1, 'policy-max-age-below-day'],
    ['enforce', 86399, 'policy-max-age-below-day'],
    ['enforce', 86400, 'policy-max-age-below-week'],
    ['enforce', 604799, 'policy-max-age-below-week'],
    ['enforce', 604800, 'policy-max-age-below-two-weeks'],
    ['enforce', 1209599, 'policy-max-age-below-two-weeks'],
    ['enforce', 1209600, null],
    ['enforce', 31557599, null],
    ['enforce', 31557600, 'policy-max-age-maximum'],
    ['enforce', 31557601, 'policy-max-age-too-large'],
    ['testing', 0, 'policy-max-age-zero'],
    ['testing', 3600, null],
    ['none', 60, null],
  ];
  it.each(rows)('in %s of %i s: %s', (mode, value, expected) => {
    const found = findings({ policy: aged(mode, value) });
    expect(found.filter(({ code }) => code.startsWith('policy-max-age'))).toEqual(
      expected === null ? [] : [problem(expected, hasWordsOfItsOwn(expected) ? {} : { value })],
    );
  });

  /** Zero and the maximum are said in words; of every other the number is told. */
  function hasWordsOfItsOwn(code: ProblemCode): boolean {
    return code === 'policy-max-age-zero' || code === 'policy-max-age-maximum';
  }
});

const remembered: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '20260601',
  policyText: policyText('enforce', 'mx: mail.example.com'),
  mode: 'enforce',
  replaced: null,
  mediaType: 'text/plain',
  maxAgeSeconds: 3600,
  fetchedAt: NOW - 1000,
};

describe('what senders may still remember', () => {
  const until = NOW - 1000 + 3600_000;
  const kept = problem('policy-remembered', { until });

  const rows: readonly (readonly [
    why: string,
    change: Partial<Assessment>,
    now: number,
    expected: Problem[],
  ])[] = [
    [
      'the record is gone (RFC 8461 §5.1)',
      { stsRecord: stsRecord(), policy: none },
      NOW,
      [kept, problem('sts-absent')],
    ],
    ['its time is over', { stsRecord: stsRecord(), policy: none }, until, [problem('sts-absent')]],
    ['a moment before', { stsRecord: stsRecord(), policy: none }, until - 1, [kept, problem('sts-absent')]],
    [
      'the policy cannot be fetched',
      { policy: failedFetch('policy-refused') },
      NOW,
      [problem('policy-refused'), kept],
    ],
    ['the policy is there', {}, NOW, []],
    ['the policy is on its way: whether it is gone is not known', { policy: { state: 'pending' } }, NOW, []],
    [
      'another policy has come under the same id: senders do not see it',
      { policy: policy('enforce', '*.example.com', 'mail.example.com') },
      NOW,
      [
        problem('policy-changed-same-id', { id: '20260601' }),
        problem('mx-pattern-own-domain', { pattern: '*.example.com' }),
      ],
    ],
    [
      'a policy that was replaced under the same id before is still held',
      { remembered: { ...remembered, replaced: { ...remembered, policyText: 'old' } } },
      NOW,
      [problem('policy-changed-same-id', { id: '20260601' })],
    ],
    [
      'and no longer once the time of that is over',
      { remembered: { ...remembered, replaced: { ...remembered, fetchedAt: NOW - 3600_000 } } },
      NOW,
      [],
    ],
    [
      'mode none asks nothing of anybody, however long it is remembered',
      { remembered: { ...remembered, mode: 'none' }, stsRecord: stsRecord(), policy: none },
      NOW,
      [problem('sts-absent')],
    ],
    [
      'another policy under a new id is as it should be',
      { policy: aged('enforce', 2000000), stsRecord: stsRecord('v=STSv1; id=2') },
      NOW,
      [],
    ],
  ];
  it.each(rows)('%s', (_, change, now, expected) => {
    expect(findings({ remembered, ...change }, now)).toEqual(expected);
  });
});
