// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { PROBLEMS } from '../../lib/mechanisms.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { LANES, WEIGHTS } from '../../lib/verdict/weights.ts';
import { assessmentOf, host, mxOf, policyOf, policyText, stsRecord } from '../support/assessments.ts';
import { csvRead } from '../support/csv.ts';
import { showReport } from '../support/report.tsx';
import { NOW } from '../support/time.ts';

const COLUMNS = 'domain,checked at,lane,mechanism,code,severity,title,meaning,repair,source';

const faulty = assessmentOf({
  mx: mxOf(host('mail.example.com', 10), host('=cmd|x.test', 20, { isHostName: false })),
  stsRecord: stsRecord('v=STSv1; id=1', 'x,"y"\r\nz'),
  policy: policyOf(`${policyText('enforce', 'mx: mail.example.com', '+x: -1', '@y: 2')}\n\n`),
});

function table(assessment: Assessment) {
  const { name, mediaType, text } = filesOf(assessment, 'Waxseal 0.1.0', NOW).csv;
  const [head, ...rows] = csvRead(text().slice(1));
  return { name, mediaType, head, rows };
}

describe('the findings as CSV', () => {
  it('have a row each, in the columns that programs read', () => {
    const { name, mediaType, head, rows } = table(faulty);
    expect(name).toBe('waxseal-example.com-2026-06-01-findings.csv');
    expect(mediaType).toBe('text/csv;charset=utf-8');
    expect(head?.join(',')).toBe(COLUMNS);
    const { findings } = digestOf(faulty, NOW);
    expect(rows.length).toBe(findings.length);
    expect(new Set(rows.map((row) => row[4]))).toEqual(new Set(findings.map(({ code }) => code)));
    for (const [domain, at, lane, mechanism, code, severity, ...rest] of rows) {
      expect([domain, at]).toEqual(['example.com', '2026-06-01T12:00:00.000Z']);
      expect(WEIGHTS[mechanism as keyof typeof WEIGHTS].lane).toBe(lane);
      const problem = PROBLEMS[code as keyof typeof PROBLEMS];
      expect([severity, rest[3]]).toEqual([problem.severity, problem.source ?? '']);
      for (const words of rest.slice(0, 3)) expect(words).toMatch(/^[^\u2066-\u2069`]+$/u);
    }
  });

  it('stand in the order of the report: what is to be fixed, worst first, and then the notes, part by part', () => {
    const { rows } = table(faulty);
    const { container } = showReport(faulty);
    const shown = Array.from(
      container.querySelectorAll<HTMLElement>('[data-code]'),
      ({ dataset }) => dataset['code'],
    );
    const once = (codes: readonly unknown[]) => [...new Set(codes)];
    expect(once(rows.map((row) => row[4]))).toEqual(once(shown));
    const notes = rows.filter((row) => row[5] === 'info' || row[5] === 'notice').map((row) => row[2]);
    expect(notes).toEqual(notes.toSorted((a, b) => LANES.indexOf(a as never) - LANES.indexOf(b as never)));
  });

  it('hold no formula, whatever a stranger published', () => {
    const cells = table(faulty).rows.flat();
    expect(cells.some((cell) => cell.startsWith("'=cmd|x.test"))).toBe(true);
    expect(cells.filter((cell) => /^[\s=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
  });
});
