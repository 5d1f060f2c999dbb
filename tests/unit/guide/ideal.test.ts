import { expect, it } from 'vitest';
import { usualChoices } from '../../../lib/guide/choices.ts';
import { policyFactsOf, recordFactsOf } from '../../../lib/guide/ideal.ts';
import { proposalFor } from '../../../lib/guide/proposal.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { applied } from '../../support/applied.ts';
import { assessmentOf } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

it('what would be found if nothing were wrong is what the engine finds once all is published', () => {
  const assessment = assessmentOf();
  const proposal = proposalFor(assessment, usualChoices(assessment), NOW, registrableOf);
  if (proposal.state === 'impossible') throw new Error(proposal.reason);
  const evidence = { ttlSeconds: 0, beside: undefined };
  const { stsRecord, policy } = applied(assessment, proposal);
  expect(recordFactsOf(proposal, assessment.stsRecord)).toEqual({ ...stsRecord, ...evidence });
  expect(policyFactsOf(proposal)).toEqual({ ...policy, fetchedAt: 0, tookMs: null });
});
