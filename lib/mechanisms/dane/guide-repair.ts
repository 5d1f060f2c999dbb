import type { Sentence } from '../../mechanism.ts';
import { copied, sentence, type MechanismStep, type SteppedWith } from '../../steps.ts';
import { validationOf } from './guide-commands.ts';
import type { Failure, FailureKind } from './guide-failures.ts';

/** What whoever runs the zone or its name servers has to do. */
const REPAIRS: Readonly<Record<FailureKind, Sentence['key']>> = {
  server: 'dane.guide.repair.server',
  expired: 'dane.guide.repair.expired',
  future: 'dane.guide.repair.future',
  key: 'dane.guide.repair.key',
  missing: 'dane.guide.repair.missing',
  denial: 'dane.guide.repair.denial',
  bogus: 'dane.guide.repair.bogus',
};

/** To repair the look-ups that fail in zones of the domain itself, by what is known of the reason (RFC 7672 §2.1.2, RFC 4035 §5). Pure. */
export function repairStep(failures: readonly Failure[], { say }: SteppedWith): MechanismStep {
  return {
    name: 'dane-repair',
    state: 'needed',
    title: say('dane.guide.repair.title'),
    body: [
      sentence(say('dane.guide.repair.why')),
      ...repairsOf(failures, { say }).map(sentence),
      copied(
        say('dane.guide.repair.check'),
        failures.map(({ name, type }) => validationOf(name, type)).join('\n'),
      ),
      sentence(say('dane.guide.repair.expected')),
      sentence(say('dane.guide.repair.wait')),
    ],
  };
}

/** What has to be repaired, reason by reason, each with the questions that it is about. Pure. */
export function repairsOf(failures: readonly Failure[], { say }: Pick<SteppedWith, 'say'>): string[] {
  return Array.from(
    Map.groupBy(failures, ({ kind }) => kind),
    ([kind, those]) =>
      say(REPAIRS[kind], { questions: those.map(({ name, type }) => `${name} ${type}`).join(', ') }),
  );
}
