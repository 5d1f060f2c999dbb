import {
  copied,
  sentence,
  type MechanismStep,
  type StepsOf,
  type StepText,
  type SteppedWith,
} from '../../steps.ts';
import {
  deliveryTo,
  recordOfCertificate,
  recordOfKey,
  recordOfServer,
  starttlsOf,
} from './guide-commands.ts';
import type { DaneParts } from './facts.ts';
import { guidedHosts, type GuidedHost } from './guide-hosts.ts';
import { mxFailures } from './guide-failures.ts';
import { providerStep } from './guide-provider.ts';
import { repairStep } from './guide-repair.ts';
import { signStep } from './guide-sign.ts';
import { isReady, namesOf, type ReadyHost } from './guide-texts.ts';

/**
 * What to do for DANE, in the order in which no mail is lost (RFC 7672 §2.2, RFC 7671 §8): what fails now, zone, STARTTLS, records, roll-over; and what to ask whoever runs
 * servers under another domain. Records are never asked for in a zone that is not known to be signed. Pure.
 */
export const daneSteps: StepsOf<DaneParts> = ({ dane }, context) => {
  if (dane.state === 'pending') return [];
  const hosts = guidedHosts(dane, context);
  const domainFailures = mxFailures(dane, context.policyDomain);
  if (hosts.length === 0 && domainFailures.length === 0) return [];
  const own = hosts.filter(({ provider }) => provider === null);
  const others = hosts.filter(({ provider }) => provider !== null);
  const failures = [...domainFailures, ...hosts.flatMap((host) => host.failures.own)];
  // Senders need not go by servers that an unsigned answer names.
  const holdsMail = dane.mx.state !== 'insecure';
  const hasOthersFailing = others.some(({ progress }) => progress === 'failing');
  const isUrgent = ({ name }: MechanismStep) =>
    holdsMail && (name === 'dane-repair' || (name === 'dane-provider' && hasOthersFailing));
  const steps: readonly MechanismStep[] = [
    ...(failures.length > 0 ? [repairStep(failures, context)] : []),
    signStep(dane, own, context),
    ...(own.length > 0
      ? [starttlsStep(own, context), publishStep(own, context), rollStep(own, context)]
      : []),
    ...(others.length > 0 ? [providerStep(others, context)] : []),
  ];
  // Where nothing is signed, this may not be what comes next at all.
  const hasBegun = dane.mx.state === 'secure' || hosts.some(({ progress }) => progress === 'done');
  const next = steps.find(isUrgent) ?? (hasBegun ? steps.find(({ state }) => state === 'needed') : undefined);
  return steps.map((step) =>
    Object.assign({}, step, step === next && { isNext: true }, isUrgent(step) && { isUrgent: true }),
  );
};

function starttlsStep(own: readonly GuidedHost[], { say }: SteppedWith): MechanismStep {
  return {
    name: 'dane-starttls',
    // Waxseal connects to no mail server.
    state: 'unknown',
    title: say('dane.guide.starttls.title'),
    body: [
      sentence(say('dane.guide.starttls.must')),
      sentence(say('dane.guide.starttls.certificate')),
      copied(say('dane.guide.starttls.check'), own.map(({ name }) => starttlsOf(name)).join('\n')),
      sentence(say('dane.guide.starttls.expected')),
      sentence(say('dane.guide.starttls.others')),
    ],
  };
}

function publishStep(own: readonly GuidedHost[], { say, policyDomain }: SteppedWith): MechanismStep {
  const ready = own.filter(isReady);
  const step = { name: 'dane-publish', title: say('dane.guide.publish.title') };
  const waiting = own.filter((host) => !isReady(host) && host.progress !== 'failing');
  const failing = own.filter(({ progress }) => progress === 'failing');
  const faulty = own.filter(({ progress }) => progress === 'faulty');
  const isUnknown = own.every(({ progress }) => progress === 'unknown' || progress === 'done');
  const isDone = own.every(({ progress }) => progress === 'done');
  const hints: StepText[] = [
    ...(failing.length > 0 ? [sentence(say('dane.guide.publish.failing', { hosts: namesOf(failing) }))] : []),
    ...(waiting.length > 0 ? [sentence(say('dane.guide.publish.notYet', { hosts: namesOf(waiting) }))] : []),
    ...(faulty.length > 0 ? [sentence(say('dane.guide.publish.faulty', { hosts: namesOf(faulty) }))] : []),
  ];
  const commands = ready.flatMap(({ name, base }): StepText[] => [
    copied(say('dane.guide.publish.file', { host: name }), recordOfCertificate(name, base)),
    copied(say('dane.guide.publish.shown', { host: name }), recordOfServer(name, base)),
  ]);
  const body =
    ready.length === 0
      ? hints
      : [
          ...hints,
          sentence(say('dane.guide.publish.before')),
          sentence(say('dane.guide.publish.renewal')),
          sentence(say('dane.guide.publish.how')),
          ...commands,
          sentence(say('dane.guide.publish.same')),
          sentence(say('dane.guide.publish.keys')),
          copied(say('dane.guide.publish.check'), deliveryTo(policyDomain)),
        ];
  return { ...step, state: isDone ? 'done' : isUnknown ? 'unknown' : 'needed', body };
}

function rollStep(own: readonly GuidedHost[], { say }: SteppedWith): MechanismStep {
  const ready = own.filter(isReady);
  const isDone = own.every(({ progress, isReadyToRoll }) => progress === 'done' && isReadyToRoll);
  const commands = ready.map(({ name, base }: ReadyHost) =>
    copied(say('dane.guide.roll.command', { host: name }), recordOfKey(base)),
  );
  const order = [
    sentence(say('dane.guide.roll.next')),
    ...commands,
    sentence(say('dane.guide.roll.wait')),
    sentence(say('dane.guide.roll.switch')),
    sentence(say('dane.guide.roll.remove')),
    sentence(say('dane.guide.roll.undo')),
  ];
  return {
    name: 'dane-roll',
    state: isDone ? 'done' : ready.length === 0 ? 'unknown' : 'needed',
    title: say('dane.guide.roll.title'),
    body: [
      sentence(say('dane.guide.roll.keep')),
      ...(ready.length === 0 ? [sentence(say('dane.guide.roll.later'))] : order),
    ],
  };
}
