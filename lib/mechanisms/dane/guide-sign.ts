import { isFailing } from '../../dns/security.ts';
import { copied, sentence, type MechanismStep, type SteppedWith } from '../../steps.ts';
import type { DaneFacts } from './facts.ts';
import { validationOf } from './guide-commands.ts';
import type { GuidedHost } from './guide-hosts.ts';

/** To sign the zone of the domain, and those of its own servers. Nothing can be asked for where that is not known. Pure. */
export function signStep(
  { mx, validates }: DaneFacts,
  own: readonly GuidedHost[],
  { say, policyDomain }: SteppedWith,
): MechanismStep {
  const isUnsigned = mx.state === 'insecure' && validates === true;
  const unsigned = own.filter(({ progress }) => progress === 'unsigned');
  const names = [...(isUnsigned ? [policyDomain] : []), ...unsigned.map(({ name }) => name)];
  const failing = own.filter(({ progress }) => progress === 'failing').map(({ name }) => name);
  const wrong = [...(isFailing(mx) ? [policyDomain] : []), ...failing];
  const isKnown = mx.state === 'secure' || isUnsigned;
  const isUnknown = (!isKnown && !isFailing(mx)) || own.some(({ progress }) => progress === 'unknown');
  return {
    name: 'dane-sign',
    // What is signed and fails is another step.
    state: names.length > 0 ? 'needed' : isUnknown || wrong.length > 0 ? 'unknown' : 'done',
    title: say('dane.guide.sign.title', { domain: policyDomain }),
    body: [
      ...(wrong.length > 0 ? [sentence(say('dane.guide.sign.wrong', { names: wrong.join(', ') }))] : []),
      ...(names.length > 0 ? [sentence(say('dane.guide.sign.unsigned', { names: names.join(', ') }))] : []),
      ...(isUnknown ? [sentence(say('dane.guide.sign.unknown'))] : []),
      sentence(say('dane.guide.sign.why')),
      // Nobody has held them against the keys so far.
      ...(names.length > 0 || isUnknown ? [sentence(say('dane.guide.sign.old'))] : []),
      sentence(say('dane.guide.sign.order')),
      copied(
        say('dane.guide.sign.check'),
        [validationOf(policyDomain, 'MX'), ...own.map(({ name }) => validationOf(name, 'A'))].join('\n'),
      ),
      sentence(say('dane.guide.sign.expected')),
      sentence(say('dane.guide.sign.move')),
    ],
  };
}
