import * as fc from 'fast-check';
import type { Standing } from '../../../lib/verdict/headlines.ts';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';

/**
 * How much protection a standing claims. What we could not know claims nothing at all, and so may never come out above
 * what the same domain was worth while we knew.
 */
const CLAIM: Record<Standing, number> = {
  enforced: 5,
  dane: 5,
  fragile: 4,
  testing: 3,
  uncovered: 2,
  disabled: 1,
  absent: 1,
  'no-mail': 1,
  broken: 1,
  held: 1,
  unknown: 0,
  checking: 0,
};

const hosts = fc
  .subarray(['a.example.com', 'b.example.com', 'x.a.example.com', 'example.com'], { minLength: 1 })
  .map((names) => mxOf(...names.map((each, index) => host(each, index * 10))));
const mx = fc.oneof(
  { weight: 4, arbitrary: hosts },
  fc.constantFrom('null-mx' as const, 'nxdomain' as const, 'no-address' as const).map(noMail),
);
const patterns = fc.subarray(['a.example.com', '*.example.com', 'b.example.com'], { minLength: 1 });
const policy = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom('enforce', 'testing', 'none'),
        patterns,
        fc.constantFrom('', '\n'),
        fc.constantFrom('text/plain', null),
      )
      .map(([mode, names, end, mediaType]) =>
        policyOf(policyText(mode, ...names.map((each) => `mx: ${each}`)) + end, mediaType),
      ),
  },
  fc.constantFrom(policyOf('mode: enforce'), failedFetch('policy-status', { status: 500 })),
);
const announced = fc.constantFrom(
  stsRecord('v=STSv1; id=1'),
  stsRecord('v=STSv1 ; id=1'),
  stsRecord('v=STSv1; id=1', 'x'),
);
const unannounced = fc.constantFrom(
  stsRecord(),
  stsRecord('x'),
  stsRecord('v=STSv1; id=-'),
  stsRecord('v=STSv1;', 'v=STSv1;'),
);
const tlsrpt = fc.constantFrom(
  tlsrptRecord(),
  tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test'),
  tlsrptRecord('v=TLSRPTv1'),
);

/** Finished assessments as `assess` makes them, in which everything is known. */
const known: fc.Arbitrary<Assessment> = fc
  .tuple(
    mx,
    fc.oneof(
      { weight: 3, arbitrary: fc.tuple(announced, policy) },
      fc.tuple(unannounced, fc.constant({ state: 'absent' as const })),
    ),
    tlsrpt,
  )
  .map(([servers, [record, file], reports]) =>
    assessmentOf({ mx: servers, stsRecord: record, policy: file, tlsrpt: reports }),
  );

const reason = fc.constantFrom(
  'servfail' as const,
  'timeout' as const,
  'filtered' as const,
  'not-permitted' as const,
);
const lostRecord = unreadPolicy('sts-record-unavailable', { reason: 'servfail' });

describe('a part that we could not know', () => {
  const losses: readonly (readonly [
    part: string,
    lose: (assessment: Assessment, why: 'servfail') => Assessment,
  ])[] = [
    ['the mail servers', (assessment, why) => ({ ...assessment, mx: unknown(why) })],
    ['the record', (assessment, why) => ({ ...assessment, stsRecord: unknown(why), policy: lostRecord })],
    [
      'the policy',
      (assessment) => ({
        ...assessment,
        policy: assessment.policy.state === 'absent' ? assessment.policy : unreadPolicy('policy-timeout'),
      }),
    ],
    ['TLSRPT', (assessment, why) => ({ ...assessment, tlsrpt: unknown(why) })],
    ['the address of the policy host', (assessment, why) => ({ ...assessment, policyHost: unknown(why) })],
  ];

  it.each(losses)('never makes a verdict better: %s', (_, lose) => {
    fc.assert(
      fc.property(known, reason, (assessment, why) => {
        const before = standingOf(assessment);
        const after = standingOf(lose(assessment, why as 'servfail'));
        expect(CLAIM[after.standing]).toBeLessThanOrEqual(CLAIM[before.standing]);
        const claimed = (verdict: typeof before) =>
          verdict.servers.filter((s) => s.consequence === 'verified').length;
        expect(claimed(after)).toBeLessThanOrEqual(claimed(before));
      }),
      { numRuns: 500 },
    );
  });

  it('of the record is never taken for its absence', () => {
    fc.assert(
      fc.property(known, reason, (assessment, why) => {
        const { standing } = standingOf({ ...assessment, stsRecord: unknown(why), policy: lostRecord });
        expect(standing).toBe(assessment.mx.state === 'absent' ? 'no-mail' : 'unknown');
      }),
    );
  });

  it('of TLSRPT or the address of the policy host leaves the standing as it is', () => {
    fc.assert(
      fc.property(known, reason, (assessment, why) => {
        const before = standingOf(assessment);
        for (const part of ['tlsrpt', 'policyHost'] as const)
          expect(standingOf({ ...assessment, [part]: unknown(why) }).headline).toBe(before.headline);
      }),
    );
  });

  it('is never "nothing to repair": a finding names it', () => {
    const lost = {
      mx: 'mx-unavailable',
      stsRecord: 'sts-record-unavailable',
      tlsrpt: 'tlsrpt-unavailable',
    } as const;
    for (const [part, code] of Object.entries(lost)) {
      const { findings } = standingOf(assessmentOf({ [part]: unknown('timeout') }));
      expect(findings).toContainEqual({ code, parameters: { reason: 'timeout' } });
    }
  });
});
