import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { isErrorBy, Problems } from '../../problem.ts';
import type { DkimParts } from '../dkim/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import { apexRecords } from './apex-records.ts';
import { leftBySpf } from './by-spf.ts';
import type { DmarcFacts, DmarcParts } from './facts.ts';
import { noteNotes } from './notes.ts';
import { notePassing } from './passing.ts';
import { notePolicies } from './policy-findings.ts';
import { DMARC_PROBLEMS, type DmarcFindings, type DmarcProblemCode } from './problems.ts';
import { noteReports } from './report-findings.ts';
import { noteWalk } from './walk-findings.ts';
import { dmarcNameOf } from './walk.ts';

/** What receivers are asked to do with forged mail, as applied to the domain itself, in one word each. */
export const DMARC_HEADLINES = {
  reject: { tone: 'good' },
  quarantine: { tone: 'good' },
  none: { tone: 'warn' },
  invalid: { tone: 'bad' },
  absent: { tone: 'idle' },
  /** The policy asks for more, and SPF lets everybody pass. */
  open: { tone: 'bad' },
  /** The same may be so: SPF could not be looked up. */
  unsure: { tone: 'ask' },
  unavailable: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type DmarcHeadline = keyof typeof DMARC_HEADLINES;

/** Everything worth saying about what becomes of mail that claims to come from the domain. Pure. */
export function judgeDmarc(
  { dmarc, dmarcReports }: DmarcParts,
  { mx, spf, dkim }: MxParts & SpfParts & DkimParts,
  { policyDomain }: JudgedWith,
): Judgement<DmarcHeadline, DmarcProblemCode> {
  // Nothing is said that what is still asked could take back.
  if (dmarc.state === 'pending' || spf.state === 'pending') return { headline: 'checking', findings: [] };
  const findings: DmarcFindings = new Problems(DMARC_PROBLEMS);
  const failed = dmarc.steps.find(({ state, isRead }) => isRead && state === 'unavailable');
  if (failed?.reason)
    findings.add('dmarc-unavailable', { reason: failed.reason, name: dmarcNameOf(failed.domain) });
  else if (dmarc.existenceFailure !== null && dmarc.state === 'unavailable')
    findings.add('dmarc-unavailable', { reason: dmarc.existenceFailure, name: policyDomain });
  for (const { code, parameters, position } of dmarc.problems) findings.add(code, parameters, position);
  noteApex(dmarc, findings);
  const headline = headlineOf(dmarc, findings);
  const isSilent = sendsNothing(dmarc, mx);
  if (headline === 'absent') {
    const isUnused =
      isSilent || (mx.state === 'absent' && dmarc.apex.state === 'answered' && !dmarc.apex.hasSpf);
    findings.add(isUnused ? 'dmarc-absent-no-mail' : 'dmarc-absent');
  }
  notePolicies(dmarc, policyDomain, findings);
  const { domain } = dmarc.applied;
  if (isSilent && domain && domain.policy !== 'reject')
    findings.add('dmarc-no-mail-not-reject', { policy: domain.policy });
  if (domain && !isSilent) notePassing(domain.policy, { mx, spf, dkim }, findings);
  const isParked = mx.state === 'absent' && dmarc.apex.sendsNothing && domain?.policy === 'reject';
  noteReports(dmarc, dmarcReports, isParked, findings);
  noteWalk(dmarc, policyDomain, findings);
  noteNotes(dmarc, findings);
  const policy = dmarc.applied.domain?.policy ?? 'none';
  return { headline: leftBySpf({ spf }, policy) ?? headline, findings: findings.list };
}

/** A record that somebody meant and no receiver reads is broken, though to receivers it is none. */
function headlineOf({ state, applied }: DmarcFacts, findings: DmarcFindings): DmarcHeadline {
  if (applied.domain) return applied.domain.policy;
  if (state === 'absent')
    return findings.list.some(({ code }) => isErrorBy(DMARC_PROBLEMS[code])) ? 'invalid' : 'absent';
  return state === 'found' ? 'unavailable' : state;
}

/** A null MX, or an SPF record by which nobody may send: mail from such a domain is forged. */
function sendsNothing({ apex }: DmarcFacts, mx: MxParts['mx']): boolean {
  return (
    apex.sendsNothing ||
    (mx.state === 'absent' && mx.reason === 'null-mx' && !apex.hasSpf && apex.state === 'answered')
  );
}

/** Receivers look below `_dmarc`, and nowhere else. */
function noteApex({ apex, state }: DmarcFacts, findings: DmarcFindings): void {
  // Where it is not known what receivers find, it is open which of the two it is.
  if (state === 'unavailable') return;
  for (const text of apexRecords(apex))
    findings.add(state === 'absent' ? 'dmarc-at-apex' : 'dmarc-at-apex-too', { text });
}
