import type { Assessment } from '../check/assessment.ts';
import { coverageOf } from '../mechanisms/mta-sts/coverage.ts';
import { REPORT_KINDS, type Check } from './codes.ts';
import { readDifferently } from './ideal.ts';
import { uncoveredOf } from './mx-culprits.ts';
import { presentOf } from './present.ts';
import type { Proposal } from './proposal.ts';

/** Whether one thing that must hold does, by the live state: done, still open, or we could not know. */
export interface CheckState {
  readonly check: Check;
  readonly state: 'done' | 'open' | 'unknown';
}

/**
 * The check list of the last step: what was published, compared with what was proposed. `live` is the assessment that
 * the proposal was made from, or a later one. Pure; never done where we could not know. Whether the id of the record is
 * new enough, progress.ts knows.
 */
export function checksOf(proposal: Proposal, live: Assessment): CheckState[] {
  const { stsRecord, policy, mx } = live;
  const wanted = proposal.policy.value;
  const isPolicyFound = policy.state === 'found';
  const covered = isPolicyFound && mx.state === 'found' ? coverageOf(mx.hosts, policy.value) : [];
  const isCovered = wanted.mode === 'none' || (covered.length > 0 && uncoveredOf(live).length === 0);
  const straying = readDifferently(live, proposal);
  const isAnnounced = isPolicyFound && stsRecord.state === 'found';
  const isUncertain = straying.known.length === 0 && straying.unknown.length > 0;
  const isSamePolicy =
    isPolicyFound && policy.value.mode === wanted.mode && policy.value.maxAgeSeconds === wanted.maxAgeSeconds;
  return [
    {
      check: 'record-published',
      state: state(stsRecord, stsRecord.state === 'found'),
    },
    { check: 'record-alone', state: state(stsRecord, presentOf('record', stsRecord).ours.length === 1) },
    { check: 'policy-served', state: state(policy, isPolicyFound) },
    { check: 'policy-as-proposed', state: state(policy, isSamePolicy) },
    {
      check: 'servers-covered',
      state: wanted.mode !== 'none' && isUnknown(mx) ? 'unknown' : state(policy, isCovered),
    },
    {
      check: 'senders-accept',
      state:
        isPolicyFound && isUncertain ? 'unknown' : state(policy, isAnnounced && straying.known.length === 0),
    },
    ...REPORT_KINDS.map(
      (kind) =>
        ({ check: `${kind}-published`, state: state(live[kind], live[kind].state === 'found') }) as const,
    ),
  ];
}

function state(part: { readonly state: string }, isDone: boolean): CheckState['state'] {
  if (isUnknown(part)) return 'unknown';
  return isDone ? 'done' : 'open';
}

function isUnknown(part: { readonly state: string }): boolean {
  return part.state === 'pending' || part.state === 'unavailable';
}
