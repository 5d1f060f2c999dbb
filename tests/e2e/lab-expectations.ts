import { expect } from 'vitest';
import type { ProblemCode } from '../../lib/mechanisms.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import type { Expected, LabDomain } from '../lab/description/types.ts';
import type { PopupView } from './popup-view.ts';

/** What is found out about a domain of the lab; `codes` are its findings as this browser names them. */
export function expectDigest(digest: Digest, expected: Expected, codes: readonly ProblemCode[]): void {
  const { standing, mode, maxAgeSeconds, coverage, rows } = digest;
  const findings = digest.findings.map(({ code }) => code);
  expect({ standing, mode, maxAgeSeconds }).toEqual({
    standing: expected.standing,
    mode: expected.mode,
    maxAgeSeconds: expected.maxAgeSeconds ?? maxAgeSeconds,
  });
  if (expected.covered !== null)
    expect(coverage).toEqual({ covered: expected.covered, total: expected.mxTotal });
  expect(findings).toEqual(expect.arrayContaining([...codes]));
  if (expected.firstFinding !== undefined) expect(findings[0]).toBe(expected.firstFinding);
  const headlines = Object.fromEntries(rows.map(({ name, headline }) => [name, headline]));
  expect(headlines).toMatchObject(expected.headlines);
  if (expected.score !== undefined) expect(digest.score).toBe(expected.score);
}

/** The same where a person reads it. */
export function expectView(view: PopupView, expected: Expected, codes: readonly ProblemCode[]): void {
  expect(view.standing).toBe(expected.standing);
  expect(view.mode).toBe(expected.mode);
  if (expected.maxAgeSeconds !== null)
    expect(view.maxAge).toContain(`${expected.maxAgeSeconds.toLocaleString('en')} s`);
  if (expected.covered !== null) expect(view.coverage).toBe(`${expected.covered} of ${expected.mxTotal}`);
  expect(view.findings).toEqual(expect.arrayContaining([...codes]));
  if (expected.firstFinding !== undefined) expect(view.findings[0]).toBe(expected.firstFinding);
}

/** The first domain of each kind. */
export function oneOfEach<Domain extends LabDomain>(
  domains: readonly Domain[],
  kindOf: (expected: Expected) => string,
): Domain[] {
  return [...Map.groupBy(domains, ({ expected }) => kindOf(expected)).values()].map(([first]) => first!);
}
