import type { Assessment } from '../../lib/check/assessment.ts';
import { liveNotesOf } from '../../lib/guide/live-notes.ts';
import type { Proposal } from '../../lib/guide/proposal.ts';
import { servingProblems } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { policyOf, stsRecord, tlsrptRecord } from './assessments.ts';
import { textsAfter } from './letter.ts';
import { bytes } from './reading.ts';
import { NOW } from './time.ts';

/** The facts as the engine would find them once all that is proposed has been published to the letter, and nothing else changed. */
export function applied(assessment: Assessment, proposal: Proposal): Assessment {
  const { text } = proposal.policy;
  const policy = policyOf(text);
  if (policy.state !== 'found') throw new Error(`no policy: ${text}`);
  const problems = [...policy.problems, ...servingProblems('text/plain', bytes(text).length)];
  const notes = liveNotesOf(assessment, proposal);
  const record = textsAfter('record', assessment.stsRecord, notes, proposal.record.value);
  return {
    ...assessment,
    stsRecord: stsRecord(...record),
    policyHost: { state: 'found', aliases: [] },
    policy: { ...policy, problems, fetchedAt: NOW },
    tlsrpt:
      proposal.tlsrpt === null
        ? assessment.tlsrpt
        : tlsrptRecord(...textsAfter('tlsrpt', assessment.tlsrpt, notes, proposal.tlsrpt.value)),
  };
}
