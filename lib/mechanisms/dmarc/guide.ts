import {
  stateOfChecks,
  withNext,
  type MechanismStep,
  type StepCheck,
  type StepsOf,
  type SteppedWith,
} from '../../steps.ts';
import type { MxParts } from '../mx/facts.ts';
import type { DmarcFacts, DmarcParts } from './facts.ts';
import type { AskedWith } from './guide-address.ts';
import { belowStep, dkimStep, enforceStep, laterStep } from './guide-enforce.ts';
import { isSilent, placeOf, type Place } from './guide-place.ts';
import { hasReports, recordStep } from './guide-record.ts';
import { doReportsArrive, reportStep } from './guide-reports.ts';
import { isAllRejected, silentSteps } from './guide-silent.ts';
import { isWeaker } from './policy.ts';
import { isMailbox } from './uris.ts';

/**
 * What to do for DMARC, in the order in which no mail is lost: one sound record that asks for nothing, reports that arrive, DKIM, and then, behind weeks of reports,
 * more (RFC 9989 §7.4). A domain that sends no mail rejects at once. Nothing is proposed for a name whose record is not known. Pure.
 */
export const dmarcSteps: StepsOf<DmarcParts & MxParts> = (parts, given) => {
  const { dmarc, dmarcReports, mx } = parts;
  const context = { ...given, deadHosts: mx.state === 'absent' ? [given.policyDomain] : [] };
  if (dmarc.state === 'pending') return [];
  if (mx.state === 'absent' && mx.reason === 'nxdomain') return [];
  const place = placeOf(parts, context);
  const silent = isSilent(parts);
  const hosts = dmarcReports.state === 'pending' ? [] : dmarcReports.hosts;
  const steps = silent
    ? silentSteps(place, dmarc, context)
    : place.state === 'sound'
      ? soundSteps(place.text, dmarc, hosts, context)
      : [recordStep(place, dmarc, context), ...(isFirst(place) ? [laterStep(context)] : [])];
  return withNext([...steps, verifyStep(place, dmarc, { hosts, isSilent: silent }, context)]);
};

/** True where the record to be published asks for nothing yet, and has reports sent: from then on there are dates. */
function isFirst(place: Place): boolean {
  if (place.state === 'absent') return place.inherited === null;
  return place.state === 'broken' && place.broken.policy === 'none' && hasReports(place.broken.calm);
}

function soundSteps(
  text: string,
  dmarc: DmarcFacts,
  hosts: Parameters<typeof doReportsArrive>[0],
  context: AskedWith,
): MechanismStep[] {
  const below = belowStep(text, dmarc, context);
  return [
    recordStep({ state: 'sound', text }, dmarc, context),
    reportStep(text, dmarc, { hosts }, context),
    dkimStep(context),
    enforceStep(text, dmarc, doReportsArrive(hosts), context),
    ...(below === null ? [] : [below]),
  ];
}

interface Live {
  readonly hosts: Parameters<typeof doReportsArrive>[0];
  readonly isSilent: boolean;
}

/** What has to hold in the end, line by line. */
function verifyStep(
  place: Place,
  dmarc: DmarcFacts,
  live: Live,
  { say, policyDomain, registrableOf }: SteppedWith,
): MechanismStep {
  const { applied, states } = dmarc;
  const isKnown = place.state !== 'unknown' && states.domain !== 'unavailable';
  const policy = applied.domain?.policy ?? null;
  const stateOf = (holds: boolean): StepCheck['state'] => (!isKnown ? 'unknown' : holds ? 'done' : 'open');
  const isSampled = (dmarc.record?.pct ?? 100) < 100;
  const isRecord = policy !== null && place.state !== 'broken';
  // Whether others register names below the domain, nobody but its owner knows.
  const isSuffix = dmarc.record?.psd === 'y' && dmarc.recordDomain === registrableOf(policyDomain);
  const isUnknownHost = live.hosts.length === 0 && dmarc.record?.rua.some(isMailbox) === true;
  const isOwn = applied.subdomain?.record === policyDomain;
  const isBelowWeak =
    isOwn &&
    policy !== null &&
    [applied.subdomain, applied.nonexistent].some((below) => below && isWeaker(below.policy, policy));
  const checks: StepCheck[] = [
    {
      name: 'dmarc-record',
      state: isSuffix ? 'unknown' : stateOf(isRecord),
      text: say('dmarc.guide.check.record'),
    },
    ...(live.isSilent
      ? []
      : [
          {
            name: 'dmarc-reports',
            state: isUnknownHost ? ('unknown' as const) : stateOf(doReportsArrive(live.hosts)),
            text: say('dmarc.guide.check.reports'),
          },
        ]),
    {
      name: 'dmarc-enforced',
      state: stateOf(
        live.isSilent ? isAllRejected(dmarc) : policy !== null && policy !== 'none' && !isSampled,
      ),
      text: say(live.isSilent ? 'dmarc.guide.check.silent' : 'dmarc.guide.check.enforced'),
    },
    {
      name: 'dmarc-below',
      state: stateOf(policy !== null && policy !== 'none' && !isBelowWeak),
      text: say('dmarc.guide.check.below'),
    },
  ];
  return {
    name: 'dmarc-verify',
    state: stateOfChecks(checks),
    title: say('dmarc.guide.verify.title'),
    body: [{ kind: 'checks', checks }],
  };
}
