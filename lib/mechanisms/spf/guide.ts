import {
  inCase,
  sentence,
  stateOfChecks,
  withNext,
  type MechanismStep,
  type StepCheck,
  type StepsOf,
  type SteppedWith,
  type StepText,
} from '../../steps.ts';
import { isClosedSpf } from '../../text/closed-spf.ts';
import type { DmarcParts } from '../dmarc/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import { MOST_CHARACTERS, MOST_TEXTS, type SpfAnswer, type SpfParts } from './facts.ts';
import { endStep, type DmarcPolicy } from './guide-end.ts';
import { lookUpStep } from './guide-look-ups.ts';
import { meantStep } from './guide-meant.ts';
import { mergedSpf } from './guide-merge.ts';
import { newStep } from './guide-new.ts';
import { hasGluedTerm, repairedSpf } from './guide-repair.ts';
import { brokenStep, danglingStep } from './guide-targets.ts';
import { ownRecord, usableRecord } from './guide-texts.ts';
import type { SpfProblemCode } from './problems.ts';
import { isSpfRecord } from './record.ts';

type Known = SpfParts & MxParts & Partial<DmarcParts>;

/**
 * What to do for SPF, in the order in which no mail is lost: one record that can be read, no name in it that anybody can buy, few enough look-ups, and then its end. No
 * record refuses whoever was not asked about, and none is proposed where another answer would be right as well. Pure.
 */
export const spfSteps: StepsOf<Known> = (parts, context) => {
  const { spf, mx } = parts;
  if (spf.state === 'pending') return [];
  if (mx.state === 'absent' && mx.reason === 'nxdomain') return [];
  if (spf.state === 'unavailable') return [unknownStep('spf.guide.record.unknown', context)];
  const target = spf.aliases.at(-1);
  if (target !== undefined) return [unknownStep('spf.guide.record.alias', context, { target })];
  // More than is kept of them: what is proposed would not be all.
  if (spf.texts.length >= MOST_TEXTS || spf.texts.some((text) => text.length >= MOST_CHARACTERS))
    return [unknownStep('spf.guide.record.long', context)];
  return withNext([...stepsFor(spf, parts, context), verifyStep(spf, context)]);
};

function stepsFor(spf: SpfAnswer, { mx, dmarc }: Known, context: SteppedWith): MechanismStep[] {
  const records = spf.texts.filter(isSpfRecord);
  const [text = ''] = records;
  if (spf.state === 'absent') return [newStep(mx, context)];
  if (spf.state === 'invalid' || !spf.tree)
    return [repairStep(records.length > 0 ? records : spf.texts, context)];
  // The grammar reads them, and every evaluation ends in an error there.
  if (hasGluedTerm(text) && repairedSpf(text) !== text) return [repairStep(records, context)];
  const { tree } = spf;
  const special = [
    danglingStep(text, tree, context),
    brokenStep(text, tree, context),
    meantStep(text, tree, context),
  ];
  const isNull = mx.state === 'absent' && mx.reason === 'null-mx';
  const isClosed = isClosedSpf(text);
  return [
    soundStep(spf, text, context),
    ...special.flatMap((step) => step ?? []),
    ...(isNull && !isClosed ? [silentStep(text, context)] : []),
    lookUpStep(text, tree, context),
    endStep(text, tree, policyOf(dmarc), context),
  ];
}

function policyOf(dmarc: DmarcParts['dmarc'] | undefined): DmarcPolicy {
  if (!dmarc || dmarc.state === 'pending' || dmarc.state === 'unavailable') return 'unknown';
  return dmarc.applied.domain?.policy ?? 'none';
}

function unknownStep(
  key: 'spf.guide.record.unknown' | 'spf.guide.record.alias' | 'spf.guide.record.long',
  { say, policyDomain }: SteppedWith,
  parameters: Readonly<Record<string, string>> = {},
): MechanismStep {
  const body = [sentence(say(key, { domain: policyDomain, ...parameters }))];
  return {
    name: 'spf-record',
    phase: 'senders',
    state: 'unknown',
    title: say('spf.guide.record.title'),
    body,
  };
}

function soundStep({ texts, problems }: SpfAnswer, text: string, context: SteppedWith): MechanismStep {
  const { say } = context;
  const others = texts.filter((each) => each !== text);
  const has = (code: SpfProblemCode) => problems.some((problem) => problem.code === code);
  const wide = problems.filter(({ code }) => code === 'spf-range-enormous' || code === 'spf-range-wide');
  return {
    name: 'spf-record',
    phase: 'senders',
    // A range that wide lets almost everybody send.
    state: has('spf-range-enormous') ? 'needed' : 'done',
    title: say('spf.guide.record.title'),
    body: [
      sentence(say('spf.guide.record.sound')),
      ...others.map((other) => sentence(say('spf.guide.record.beside', { text: other }))),
      ...(has('spf-terms-after-all') ? [sentence(say('spf.guide.record.afterAll'))] : []),
      ...(has('spf-ptr') ? [sentence(say('spf.guide.record.ptr'))] : []),
      ...wide.map(({ parameters }) =>
        sentence(say('spf.guide.record.wide', { term: String(parameters['term'] ?? '') })),
      ),
    ],
  };
}

/** No receiver can use what is there: one record out of it, where one answer is right. */
function repairStep(texts: readonly string[], context: SteppedWith): MechanismStep {
  const { say } = context;
  const [only = ''] = texts;
  const body = texts.length > 1 ? merge(texts, context) : repair(only, context);
  return {
    name: 'spf-record',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.record.title'),
    body,
  };
}

function merge(texts: readonly string[], context: SteppedWith): StepText[] {
  const { say } = context;
  const merged = mergedSpf(texts);
  const count = texts.length;
  const why = sentence(say('spf.guide.merge.why', { count }));
  if (merged.state === 'open') return [why, sentence(say('spf.guide.merge.open'))];
  if (merged.state === 'too-many')
    return [why, sentence(say('spf.guide.merge.tooMany', { count: merged.lookUps }))];
  return [
    why,
    sentence(say('spf.guide.merge.how')),
    ...usableRecord(merged.text, texts, context),
    sentence(say('spf.guide.merge.count')),
  ];
}

function repair(text: string, context: SteppedWith): StepText[] {
  const { say } = context;
  const repaired = repairedSpf(text);
  if (repaired === null) return [sentence(say('spf.guide.repair.open'))];
  return [sentence(say('spf.guide.repair.how')), ...usableRecord(repaired, [text], context)];
}

/** Mail is not received, and the record may be one of somebody who sends all the same. */
function silentStep(text: string, context: SteppedWith): MechanismStep {
  const { say } = context;
  return {
    name: 'spf-silent',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.silent.title'),
    body: [
      sentence(say('spf.guide.silent.why')),
      inCase(say('spf.guide.new.closedCase'), ownRecord('v=spf1 -all', [text], context)),
    ],
  };
}

/** What has to hold in the end, line by line. */
function verifyStep({ state, tree }: SpfAnswer, { say }: SteppedWith): MechanismStep {
  const isFound = state === 'found';
  const rows = tree?.rows ?? [];
  const voids = rows.filter((row) => row.state === 'void');
  const isWithin = tree !== null && tree.count <= 10 && voids.length <= 2;
  const isGood = (row: (typeof rows)[number]) => !NOT_GOOD.has(row.state) && !row.letsAllIn;
  const stateOf = (holds: boolean, isKnown = true): StepCheck['state'] =>
    !isFound ? 'open' : !isKnown ? 'unknown' : holds ? 'done' : 'open';
  const isUnavailable = rows.some((row) => row.state === 'unavailable' || row.state === 'unread');
  const areGood = rows.every(isGood) && tree?.dangling.length === 0 && tree.enormous.length === 0;
  const end = tree?.end ?? 'error';
  const checks: StepCheck[] = [
    { name: 'spf-record', state: stateOf(true), text: say('spf.guide.check.record') },
    {
      name: 'spf-look-ups',
      state: stateOf(isWithin, !isWithin || !tree.isAtLeast || !isUnavailable),
      text: say('spf.guide.check.lookUps'),
    },
    {
      name: 'spf-targets',
      state: stateOf(areGood, !areGood || !isUnavailable),
      text: say('spf.guide.check.targets'),
    },
    {
      name: 'spf-end',
      state: stateOf(end === 'fail' || end === 'softfail', end !== 'unknown'),
      text: say('spf.guide.check.end'),
    },
  ];
  return {
    name: 'spf-verify',
    state: stateOfChecks(checks),
    title: say('spf.guide.verify.title'),
    body: [{ kind: 'checks', checks }],
  };
}

const NOT_GOOD: ReadonlySet<string> = new Set(['none', 'several', 'invalid', 'loop', 'too-many']);
