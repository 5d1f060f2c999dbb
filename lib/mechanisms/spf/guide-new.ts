import { inCase, sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { MxParts } from '../mx/facts.ts';
import { INCLUDES, includeBehind, recordForSenders, typedSenders } from './guide-senders.ts';
import { ownRecord } from './guide-texts.ts';

export const PROVIDERS_QUESTION = 'spf-providers';
export const OWN_QUESTION = 'spf-own';

/** A first record, from what the owner says alone; one that refuses everybody only where nobody sends. Pure. */
export function newStep(mx: MxParts['mx'], context: SteppedWith): MechanismStep {
  const { say } = context;
  const isNull = mx.state === 'absent' && mx.reason === 'null-mx';
  const closed = [sentence(say('spf.guide.new.closed')), ownRecord('v=spf1 -all', [], context)];
  const body: StepText[] = isNull
    ? [
        sentence(say('spf.guide.new.nullMx')),
        ...closed,
        inCase(say('spf.guide.new.sendsCase'), ...sending(mx, context)),
      ]
    : [...sending(mx, context), inCase(say('spf.guide.new.closedCase'), ...closed)];
  return { name: 'spf-record', phase: 'senders', state: 'needed', title: say('spf.guide.new.title'), body };
}

function sending(mx: MxParts['mx'], context: SteppedWith): StepText[] {
  const { say, answers } = context;
  const behind = includeBehind(mx);
  const includes = (answers[PROVIDERS_QUESTION] ?? []).filter((target) =>
    INCLUDES.some(([, each]) => each === target),
  );
  const { terms, fault } = typedSenders(answers[OWN_QUESTION] ?? []);
  const record = fault === null ? recordForSenders(includes, terms) : null;
  const isTooMany = fault === null && record === null && includes.length + terms.length > 0;
  const sorted = INCLUDES.toSorted(([, a], [, b]) => Number(b === behind) - Number(a === behind));
  return [
    sentence(say('spf.guide.new.who')),
    {
      kind: 'question',
      question: {
        name: PROVIDERS_QUESTION,
        label: say('spf.guide.new.providers'),
        hint: say('spf.guide.new.providersHint'),
        form: 'some',
        options: sorted.map(([provider, target]) => ({
          value: target,
          text: say(target === behind ? 'spf.guide.new.receives' : 'spf.guide.new.provider', {
            provider,
            target,
          }),
        })),
        fault: null,
      },
    },
    {
      kind: 'question',
      question: {
        name: OWN_QUESTION,
        label: say('spf.guide.new.own'),
        hint: say('spf.guide.new.ownHint'),
        form: 'lines',
        options: [],
        fault: fault === null ? null : say('spf.guide.new.fault', { line: fault }),
      },
    },
    ...(isTooMany ? [sentence(say('spf.guide.new.tooMany'))] : []),
    ...(record === null
      ? [sentence(say('spf.guide.new.waiting'))]
      : [
          sentence(say('spf.guide.new.soft')),
          ownRecord(record.text, [], context),
          sentence(say('spf.guide.new.count', { count: record.lookUps })),
        ]),
  ];
}
