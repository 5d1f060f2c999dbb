import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { reportText } from '../../../components/report/copied-text.ts';
import { assessmentSchema } from '../../../lib/browser/assessment-schema.ts';
import { digestSchema } from '../../../lib/browser/digest-schema.ts';
import { assess } from '../../../lib/check/assess.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { fakeDeps, world } from '../../support/deps.ts';
import { nodata } from '../../support/network.ts';
import { NOW } from '../../support/time.ts';

/** Run in a copy of the tree that has a toy mechanism (tests/repo/toy-mechanism.test.ts), where nothing names it but its folder. */
it('the toy is asked for, stored, judged and shown', async () => {
  const assessment = await assess(
    EXAMPLE,
    fakeDeps(world({ [`_toy.${EXAMPLE} TXT`]: nodata })).deps,
    () => undefined,
  );
  expect(assessment).toMatchObject({ toy: { state: 'absent' } });
  expect(assessment.queries.map(({ name }) => name)).toContain(`_toy.${EXAMPLE}`);
  const stored: unknown = JSON.parse(JSON.stringify(assessment));
  expect(safeParse(assessmentSchema, stored).output).toEqual(assessment);

  const digest = digestOf(assessment, NOW);
  expect(safeParse(digestSchema, JSON.parse(JSON.stringify(digest))).output).toEqual(digest);
  expect(digest.rows.at(-1)).toEqual({ name: 'toy', lane: 'also', headline: 'absent', tone: 'idle' });
  expect(digest.findings).toContainEqual(expect.objectContaining({ code: 'toy-absent', severity: 'notice' }));

  const markdown = reportText(assessment, 'markdown', 'test', NOW);
  expect(markdown).toContain('There is no toy');
  expect(markdown).toContain('## Toy');
  expect(markdown).toContain('### something to play with\n\nabsent');
  expect(markdown).toContain(`_toy.${EXAMPLE}`);
  const json = JSON.parse(reportText(assessment, 'json', 'test', NOW)) as { evidence: object };
  expect(json.evidence).toMatchObject({ toy: { state: 'absent' } });
});
