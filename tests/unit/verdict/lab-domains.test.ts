import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../../components/report/files.ts';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { concluded } from '../../../lib/verdict/standing.ts';
import type { Lab } from '../../lab/lab.ts';
import { validationHabits } from '../../../lib/dns/validation-habit.ts';
import { startLab } from '../../lab/start.ts';
import { WORLD } from '../../lab/world.ts';
import { name } from '../../support/assessments.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { fakeStore } from '../../support/deps.ts';
import { read } from '../../support/repository.ts';
import { reportFaults } from '../../support/report-faults.ts';

/** Long enough for the slowest host that answers at all. */
const PATIENCE_MS = 4000;

/** Over the servers of the lab, by the fetch of Node, and what is exported of each fits its schema; what the popup draws of it is tests/components/popup-lab.test.tsx, what browsers find tests/e2e/lab-domains.e2e.ts. */
describe('every domain of the lab is what is written beside its records', () => {
  let lab: Lab;
  /** How many questions each check asked. */
  const asked: number[] = [];
  beforeAll(async () => {
    lab = await startLab({ dns: 'embedded' });
  });
  afterAll(() => lab?.stop());

  it.each(WORLD.domains)('$domain: $what', async ({ domain, expected }) => {
    const deps: Deps = {
      fetch: lab.nodeFetch,
      now: Date.now,
      deadline: (milliseconds) => AbortSignal.timeout(Math.min(PATIENCE_MS, milliseconds)),
      resolver: { id: 'custom', name: 'lab', url: lab.dohUrl },
      mayRead: async () => true,
      randomLabel: () => 'random',
      validationHabits: validationHabits(),
      policies: fakeStore().store,
      registrableOf,
    };
    const assessment = await assess(name(domain), deps, () => undefined);
    asked.push(assessment.queries.length);
    const { verdict, judgements } = concluded(assessment, Date.now());
    const { standing, mode, coverage } = verdict;
    expect({ standing, mode }).toEqual({ standing: expected.standing, mode: expected.mode });
    if (expected.mode !== null) expect(verdict.maxAgeSeconds).toBe(expected.maxAgeSeconds);
    if (expected.covered !== null)
      expect(coverage).toEqual({ covered: expected.covered, total: expected.mxTotal });
    const headlines = Object.entries(judgements).map(([each, { headline }]) => [each, headline]);
    expect(Object.fromEntries(headlines)).toMatchObject(expected.headlines);
    if (expected.score !== undefined) expect(digestOf(assessment, Date.now()).score).toBe(expected.score);
    const codes = verdict.findings.map(({ code }) => code);
    const { findings, findingsByReason = [] } = expected;
    expect(codes).toEqual(expect.arrayContaining([...findings, ...findingsByReason]));
    const { json } = filesOf(assessment, 'Waxseal', Date.now());
    expect(reportFaults(JSON.parse(json.text()))).toEqual([]);
    if (expected.firstFinding !== undefined) expect(codes[0]).toBe(expected.firstFinding);
  });

  it('and a typical check asks as many questions as people are told', () => {
    expect(asked).toHaveLength(WORLD.domains.length);
    const median = asked.toSorted((one, other) => one - other)[Math.floor(asked.length / 2)];
    expect(read('PRIVACY.md')).toContain(`A typical check asks ${median} questions`);
    expect(read('docs/store.md')).toContain(`A typical check asks it ${median} questions`);
    expect(read('lib/locales/en/welcome.yml')).toContain(`about ${median} questions`);
  });
});
