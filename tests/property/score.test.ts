import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { gravityOf } from '../../lib/verdict/findings.ts';
import { majorFindings, scoreFor } from '../../lib/report/parts.ts';
import { gainOf, isCauseOf } from '../../lib/verdict/score-causes.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { SCORE_SUMS } from '../../lib/verdict/score-table.ts';
import {
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  failingHost,
  INSECURE,
  SECURE,
  TIMEOUT,
  unsignedHost,
} from '../support/dane.ts';
import { gathered, type Prepared } from '../support/dmarc.ts';
import { assessed, noDane, scored, WELL } from '../support/scored.ts';
import { spfFactsOf } from '../support/spf.ts';
import type { Zone } from '../support/spf-world.ts';
import { NOW } from '../support/time.ts';
import { RUNS } from './generators.ts';

/** What may be found of one thing: what is wrong or missing, what is right, and that it could not be known. */
interface Kind {
  readonly bad: readonly Partial<Assessment>[];
  readonly good: readonly Partial<Assessment>[];
  readonly unknown: readonly Partial<Assessment>[];
  /** What is no fault by itself. */
  readonly other?: readonly Partial<Assessment>[];
}

const [A, B] = ['mail.example.com', 'b.example.net'];
const serves = (mode: string, seconds: number, ...hosts: readonly string[]): Partial<Assessment> => ({
  stsRecord: stsRecord('v=STSv1; id=1'),
  policy: policyOf(
    policyText(mode, ...hosts.map((each) => `mx: ${each}`)).replace('1209600', String(seconds)),
  ),
});
const dmarc = async (text: Prepared, more: Readonly<Record<string, Prepared>> = {}) =>
  (await gathered('example.com', { '_dmarc.example.com': text, 'example.com MX': [A], ...more })).parts;
const spf = async (text: string, more: Zone = {}) => ({
  spf: await spfFactsOf({ 'example.com': text, ...more }),
});
const dnssec = (mx: typeof SECURE, validates: boolean | null = true): Partial<Assessment> =>
  ({ dnssec: { ...WELL.dnssec, mx, validates } }) as Partial<Assessment>;
const ELEVEN = Array.from({ length: 11 }, (_, at) => `exists:e${at}.example.com`).join(' ');
const rua = 'rua=mailto:a@example.com';

const KINDS = {
  policy: {
    bad: [
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      { stsRecord: stsRecord('v=STSv1;'), policy: { state: 'absent' } },
      serves('none', 86_400),
      serves('testing', 86_400, A, B),
      serves('testing', 604_800, A),
      serves('enforce', 604_800, A),
      serves('enforce', 3600, A, B),
      serves('enforce', 604_800, A, B, ''),
    ],
    good: [serves('enforce', 604_800, A, B)],
    unknown: [
      { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'timeout' }) },
      { stsRecord: stsRecord('v=STSv1; id=1'), policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    ],
  },
  dane: {
    bad: [
      { dane: noDane(A, B) },
      { dane: daneOf(unsignedHost(A), unsignedHost(B)) },
      { dane: daneOf(daneHost(A), unsignedHost(B)) },
      { dane: daneOf(daneHost(A), failingHost(B, BOGUS)) },
      { dane: daneOf(daneHost(A, ['1 1 1 00']), daneHost(B)) },
      { dane: { ...daneOf(daneHost(A), daneHost(B)), mx: INSECURE } },
    ],
    good: [{ dane: daneOf(daneHost(A), daneHost(B)) }],
    unknown: [
      { dane: { ...noDane(A, B), validates: false } },
      { dane: { ...noDane(A, B), validates: null } },
      { dane: { ...daneOf(), mx: TIMEOUT } },
      { dane: daneOf(failingHost(A, TIMEOUT), failingHost(B, TIMEOUT)) },
    ],
  },
  mx: {
    bad: [{ mx: mxOf(host(A, 10, { address: 'absent' }), host(B, 20, { address: 'absent' })) }],
    // Who gives it an address shows what stands there.
    other: [{ mx: mxOf(host(A), host(B, 20, { address: 'absent' })) }],
    good: [{ mx: mxOf(host(A), host(B, 20)) }],
    unknown: [
      { mx: unknown() },
      { mx: mxOf(host(A, 10, { address: 'unavailable' }), host(B, 20, { address: 'unavailable' })) },
    ],
  },
  dnssec: {
    bad: [dnssec(INSECURE), dnssec(BOGUS)],
    good: [dnssec(SECURE)],
    unknown: [dnssec(TIMEOUT), dnssec(INSECURE, false), dnssec(INSECURE, null)],
  },
  tlsrpt: {
    bad: [{ tlsrpt: tlsrptRecord() }, { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test') }],
    good: [{ tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@example.com') }],
    unknown: [{ tlsrpt: unknown() }],
  },
  spf: {
    bad: [
      await spf('hello'),
      await spf('v=spf1 +all'),
      await spf('v=spf1 -ip4:192.0.2.1 +all'),
      await spf('v=spf1 ?all'),
      await spf('v=spf1 nonsense -all'),
      await spf(`v=spf1 ${ELEVEN} -all`),
    ],
    good: [await spf('v=spf1 ip4:192.0.2.1 -all'), await spf('v=spf1 ip4:192.0.2.1 ~all')],
    unknown: [{ spf: unknown() }, await spf('v=spf1 include:x.test -all', { 'x.test': { fails: 'all' } })],
  },
  dmarc: {
    bad: [
      await dmarc('nodata'),
      await dmarc(['v=DMARC1; p=reject', 'v=DMARC1; p=none']),
      await dmarc(['v=DMARC1; p=none']),
      await dmarc([`v=DMARC1; p=none; ${rua}`]),
      await dmarc([`v=DMARC1; p=none; sp=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; t=y; sp=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; sp=none; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; np=quarantine; ${rua}`]),
      await dmarc(['v=DMARC1; p=reject']),
      await dmarc(['v=DMARC1; p=reject; rua=mailto:a@x.test'], { 'x.test MX': ['mx.x.test'] }),
    ],
    good: [await dmarc([`v=DMARC1; p=reject; ${rua}`])],
    unknown: [
      await dmarc('servfail'),
      await dmarc(['v=DMARC1; p=reject; rua=mailto:a@x.test'], {
        'x.test MX': ['mx.x.test'],
        'example.com._report._dmarc.x.test': 'timeout',
      }),
    ],
  },
} satisfies Readonly<Record<string, Kind>>;

type Name = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Name[];
const ofKind = (name: Name): Kind => KINDS[name];

/** What may be found of a domain, thing by thing; some take no mail, and some send none. */
const found = fc
  .record({
    parts: fc.tuple(
      ...NAMES.map((name) =>
        fc.constantFrom(...(Object.values(ofKind(name)).flat() as Partial<Assessment>[])),
      ),
    ),
    noMail: fc.constantFrom<Partial<Assessment>>(
      {},
      {},
      {},
      { mx: noMail('null-mx') },
      { mx: noMail('no-address') },
    ),
    silent: fc.constantFrom<Partial<Assessment>>({}, {}, {}, await spf('v=spf1 -all')),
  })
  .map(({ parts, ...rest }): Partial<Assessment> => Object.assign({}, ...parts, rest.noMail, rest.silent));

const kind = fc.constantFrom(...NAMES);
const oneOf = (list: readonly Partial<Assessment>[]) => fc.constantFrom(...list);

describe('the score of any domain', () => {
  it('is the sum of its rows, 100 at most', () => {
    fc.assert(
      fc.property(found, (change) => {
        const score = scoreFor({ assessment: assessed(change), now: NOW });
        if (score === null) return;
        const { low, high, rows, sums } = score;
        const sum = (key: 'low' | 'high', of = rows) => of.reduce((all, row) => all + row[key], 0);
        expect({ low, high }).toEqual({ low: Math.min(100, sum('low')), high: Math.min(100, sum('high')) });
        for (const each of SCORE_SUMS) {
          const own = rows.filter((row) => row.sum === each);
          expect(sums[each]).toMatchObject({ low: sum('low', own), high: sum('high', own) });
        }
        for (const row of rows) {
          expect(row.low).toBeGreaterThanOrEqual(0);
          expect(row.high).toBeGreaterThanOrEqual(row.low);
          expect(row.high).toBeLessThanOrEqual(row.most);
          expect(row.outcome === 'unknown').toBe(row.low !== row.high);
        }
      }),
      RUNS,
    );
  });

  it('never has a higher lower end, nor a lower upper one, because something could not be known', () => {
    fc.assert(
      fc.property(
        found,
        kind.chain((name) => oneOf(ofKind(name).unknown.slice(0, 1))),
        (change, lost) => {
          const known = scoreFor({ assessment: assessed(change), now: NOW });
          const less = scoreFor({ assessment: assessed({ ...change, ...lost }), now: NOW });
          if (!known || !less) return;
          expect(less.low).toBeLessThanOrEqual(known.low);
          expect(less.high).toBeGreaterThanOrEqual(known.high);
        },
      ),
      RUNS,
    );
  });

  it('is never lower after a repair', () => {
    fc.assert(
      fc.property(
        found,
        kind.chain((name) => fc.record({ before: oneOf(ofKind(name).bad), after: oneOf(ofKind(name).good) })),
        (change, { before, after }) => {
          const broken = scoreFor({ assessment: assessed({ ...change, ...before }), now: NOW });
          const repaired = scoreFor({ assessment: assessed({ ...change, ...after }), now: NOW });
          if (!broken || !repaired) return;
          expect(repaired.low).toBeGreaterThanOrEqual(broken.low);
          expect(repaired.high).toBeGreaterThanOrEqual(broken.high);
        },
      ),
      RUNS,
    );
  });

  it('is 100 for a parked one, whatever else is known of it', async () => {
    const parked = {
      mx: noMail('null-mx'),
      ...(await dmarc(['v=DMARC1; p=reject'])),
      ...(await spf('v=spf1 -all')),
    };
    fc.assert(
      fc.property(found, (change) => {
        expect(scored(assessed({ ...change, ...parked }))).toMatchObject({ low: 100, high: 100, gates: [] });
      }),
      RUNS,
    );
  });

  it('never hides that forged mail is delivered', () => {
    fc.assert(
      fc.property(found, (change) => {
        const { rows = [], gates } = scoreFor({ assessment: assessed(change), now: NOW }) ?? {};
        const policy = rows.find(({ part }) => part === 'policy');
        if (policy && policy.high < 24) expect(gates).toContain('forgeable');
      }),
      RUNS,
    );
  });
});

describe('the order of repairs', () => {
  it('is that of what they do to mail, and then that of the points; what is equal in both stays in its order', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const digest = digestOf(assessment, NOW);
        const score = scoreFor({ assessment, now: NOW });
        const ordered = majorFindings(digest, score);
        expect(ordered.map(gravityOf)).toEqual(ordered.map(gravityOf).toSorted((a, b) => a - b));
        expect(majorFindings({ ...digest, findings: ordered }, score)).toEqual(ordered);
        const before = digest.findings.map((finding) => JSON.stringify(finding));
        for (const [at, finding] of ordered.entries()) {
          const next = ordered[at + 1];
          const isAlike =
            next && next.mechanism === finding.mechanism && gravityOf(next) === gravityOf(finding);
          if (isAlike)
            expect(before.indexOf(JSON.stringify(finding))).toBeLessThan(
              before.lastIndexOf(JSON.stringify(next)),
            );
        }
      }),
      RUNS,
    );
  });
});

/** What is no fault: an owner may choose it, and a zone that is not signed is nothing that a record mends. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  // The second: no policy is wanted, and no server is known to be there.
  tls: ['none', 'unreachable'],
  lasts: ['none', 'day'],
  signed: ['insecure'],
  policy: ['quarantine'],
  // Without a policy nobody acts on reports.
  tlsrpt: ['none', 'no-mail'],
};

describe('what a repair gains', () => {
  it('is never more than is missing, and nothing of what is earned', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const score = scoreFor({ assessment, now: NOW });
        for (const finding of majorFindings(digestOf(assessment, NOW), score)) {
          const gain = gainOf(finding, score);
          if (!gain || !score) continue;
          expect(gain.high).toBeGreaterThanOrEqual(gain.low);
          expect(gain.high).toBeGreaterThan(0);
          expect(score.low + gain.high).toBeLessThanOrEqual(100);
          const rows = score.rows.filter(({ part }) => gain.parts.includes(part));
          expect(rows.every(({ low, most }) => low < most)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is said of at least one repair for each part that is surely missing points by a fault', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const score = scoreFor({ assessment, now: NOW });
        const findings = majorFindings(digestOf(assessment, NOW), score);
        const unexplained = (score?.rows ?? []).filter(
          (row) =>
            row.high < row.most &&
            row.outcome !== 'unknown' &&
            !(CHOSEN[row.part] ?? []).includes(row.outcome) &&
            !findings.some((finding) => isCauseOf(finding, row)),
        );
        expect({ unexplained, codes: findings.map(({ code }) => code) }).toMatchObject({ unexplained: [] });
      }),
      RUNS,
    );
  });
});
