import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MECHANISMS, PROBLEMS, type MechanismName, type ProblemCode } from '../../../lib/mechanisms.ts';
import { TONES } from '../../../lib/mechanism.ts';
import type { OwnedFinding, Row } from '../../../lib/verdict/digest.ts';
import { isError, isFault } from '../../../lib/verdict/fault.ts';
import { findingOf } from '../../../lib/verdict/finding.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { foundRows, PENDING_ROWS } from '../../../lib/verdict/rows.ts';
import { LANES } from '../../../lib/verdict/weights.ts';
import { assessmentOf, host, mxOf, stsRecord, tlsrptRecord } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const NAMES = MECHANISMS.map(({ name }) => name);
const codes = Object.keys(PROBLEMS) as ProblemCode[];
const found = (code: ProblemCode, mechanism: MechanismName, line?: number): OwnedFinding => ({
  ...findingOf({ code, parameters: {}, ...(line && { position: { offset: 0, length: 1, line } }) }),
  mechanism,
});
const row = (tone: Row['tone'], name: MechanismName = 'mx'): Row => ({
  name,
  lane: 'transit',
  headline: 'receives',
  tone,
});

describe('a row with what was found in it', () => {
  it.each<[why: string, tone: Row['tone'], codes: ProblemCode[], shown: Row['tone'], hidden: number]>([
    ['nothing', 'good', [], 'good', 0],
    ['something good to know', 'good', ['mx-implicit'], 'good', 0],
    ['a warning', 'good', ['mx-alias'], 'warn', 0],
    ['an error that its own word does not say', 'good', ['mx-null-beside-others'], 'bad', 1],
    ['two of them', 'good', ['mx-null-beside-others', 'mx-not-a-host-name'], 'bad', 2],
    ['an error in what is not set up', 'idle', ['sts-record-no-id'], 'bad', 1],
    ['a warning in what is not set up', 'idle', ['tlsrpt-absent'], 'warn', 0],
    ['an error that its own word says', 'bad', ['mx-all-uncovered'], 'bad', 0],
    ['what could not be known stays so', 'ask', ['sts-record-unavailable'], 'ask', 0],
  ])('%s: %s with %j is shown as %s', (_, tone, given, shown, hidden) => {
    const [out] = foundRows(
      [row(tone)],
      given.map((code) => found(code, 'mx')),
    );
    expect([out?.tone, out?.hidden]).toEqual([shown, hidden]);
  });

  it('counts one cause on several lines once', () => {
    const twice = [1, 2].map((line) => found('policy-line-syntax', 'mx', line));
    expect(foundRows([row('good')], twice)[0]?.hidden).toBe(1);
  });

  it('never shows an error as good, and has every finding in exactly one row', () => {
    const rows = fc.constantFrom(...TONES).map((tone) => NAMES.map((name) => row(tone, name)));
    const findings = fc.array(
      fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...NAMES)).map(([code, name]) => found(code, name)),
    );
    fc.assert(
      fc.property(rows, findings, (given, all) => {
        const out = foundRows(given, all);
        for (const { tone, findings: own } of out) {
          if (own.some(isError)) expect(['bad', 'ask']).toContain(tone);
          if (own.some(isFault)) expect(tone).not.toBe('good');
        }
        expect(out.flatMap(({ findings: own }) => own)).toHaveLength(all.length);
      }),
    );
  });
});

describe('the rows', () => {
  it('have the same places before anything is known as afterwards', () => {
    const place = ({ name, lane }: Row) => `${lane} ${name}`;
    // Lanes are drawn one by one.
    const pending = LANES.flatMap((lane) => PENDING_ROWS.filter((each) => each.lane === lane));
    expect(digestOf(assessmentOf(), NOW).rows.map(place)).toEqual(pending.map(place));
  });

  it.each<[why: string, change: Parameters<typeof assessmentOf>[0], code: string, mechanism: string]>([
    ['a fault of the policy', { mx: mxOf(host('other.test')) }, 'mx-all-uncovered', 'mta-sts'],
    [
      'a fault of the MX records',
      { mx: { ...mxOf(host('mail.example.com')), nullPreferences: [0] } },
      'mx-null-beside-others',
      'mx',
    ],
    ['a fault of the report record', { tlsrpt: tlsrptRecord('v=TLSRPTv1;') }, 'tlsrpt-no-rua', 'tlsrpt'],
    [
      'a record that is not there',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      'sts-absent',
      'mta-sts',
    ],
  ])('%s stands in the row of its mechanism', (_, change, code, mechanism) => {
    const { findings } = digestOf(assessmentOf(change), NOW);
    expect(findings.find((each) => each.code === code)?.mechanism).toBe(mechanism);
  });
});
