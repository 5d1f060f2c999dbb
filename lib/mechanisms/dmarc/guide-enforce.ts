import {
  inCase,
  sentence,
  type MechanismStep,
  type StepEvent,
  type SteppedWith,
  type StepText,
} from '../../steps.ts';
import type { DmarcFacts } from './facts.ts';
import { recordFor } from './guide-repair.ts';
import { tagsOf, withTags } from './guide-tags.ts';
import { ownRecord } from './guide-texts.ts';
import { isWeaker, type Policy } from './policy.ts';

/** So long reports are read before more is asked for: whoever sends once a month is in them. */
const WEEKS = 4;
const WEEK_MS = 7 * 24 * 3600 * 1000;

type Stage = 'quarantine' | 'reject' | 'untested' | 'unsampled';

/** What every sender of the domain has to do before a policy is more than none. Keys tell nothing of who signs: only mail does. */
export function dkimStep({ say }: SteppedWith): MechanismStep {
  return {
    name: 'dmarc-dkim',
    state: 'unknown',
    title: say('dmarc.guide.dkim.title'),
    body: [
      sentence(say('dmarc.guide.dkim.why')),
      sentence(say('dmarc.guide.dkim.keys')),
      sentence(say('dmarc.guide.dkim.how')),
      sentence(say('dmarc.guide.dkim.lists')),
    ],
  };
}

/** From none by quarantine to reject, each behind weeks of reports (RFC 9989 §7.4, §A.6). `arrive`: reports are known to. Pure. */
export function enforceStep(
  text: string,
  { applied, record }: DmarcFacts,
  arrive: boolean,
  context: SteppedWith,
): MechanismStep {
  const { say } = context;
  const policy = applied.domain?.policy ?? 'none';
  const declared = Object.values(record?.effective ?? {});
  const isAnything = declared.some((each) => each !== 'none');
  const isSampled = isAnything && (record?.pct ?? 100) < 100;
  const isTesting = isAnything && (record?.isTesting ?? false);
  const stages = stagesFrom(record?.effective.p ?? policy, isTesting, isSampled);
  const [next] = stages;
  const value = next === undefined ? null : textOf(text, next);
  const body: StepText[] =
    next === undefined
      ? [sentence(say('dmarc.guide.enforce.done')), sentence(say('dmarc.guide.enforce.watch'))]
      : [
          sentence(say('dmarc.guide.enforce.why')),
          sentence(say('dmarc.guide.enforce.below')),
          ...(arrive
            ? [datesOf(stages, context), sentence(say('dmarc.guide.enforce.memory'))]
            : [sentence(say('dmarc.guide.enforce.first'))]),
          ...(arrive && value !== null
            ? [
                inCase(
                  say(`dmarc.guide.enforce.${next}.case`, { weeks: WEEKS }),
                  sentence(say(`dmarc.guide.enforce.${next}.text`)),
                  ownRecord(value, [text], context),
                  sentence(say('dmarc.guide.enforce.back')),
                ),
              ]
            : []),
        ];
  return {
    name: 'dmarc-enforce',
    phase: 'tighten',
    // Whoever writes to mailing lists stays at quarantine.
    state: policy === 'none' || isSampled ? 'needed' : 'done',
    title: say('dmarc.guide.enforce.title'),
    body,
  };
}

/** The same where a record that asks for nothing is still to be published: its dates, and no record yet. Pure. */
export function laterStep(context: SteppedWith): MechanismStep {
  const { say } = context;
  return {
    name: 'dmarc-enforce',
    phase: 'tighten',
    state: 'needed',
    title: say('dmarc.guide.enforce.title'),
    body: [
      sentence(say('dmarc.guide.enforce.why')),
      datesOf(stagesFrom('none', false, false), context),
      sentence(say('dmarc.guide.enforce.later')),
    ],
  };
}

/** What is still to come, in its order: what is declared, be it for names below alone, is first applied in full. */
function stagesFrom(declared: Policy, isTesting: boolean, isSampled: boolean): Stage[] {
  return [
    ...(isTesting ? (['untested'] as const) : []),
    ...(isSampled ? (['unsampled'] as const) : []),
    ...(declared === 'none' ? (['quarantine'] as const) : []),
    ...(declared === 'reject' ? [] : (['reject'] as const)),
  ];
}

/** The record of a stage: it changes what its sentence says and no more, but a stricter policy is neither tested nor sampled. */
function textOf(text: string, stage: Stage): string | null {
  const tags = tagsOf(text);
  const policyIn = (name: string) =>
    (tags.find((tag) => tag.name.toLowerCase() === name)?.value.toLowerCase() ?? null) as Policy | null;
  const p = stage === 'quarantine' || stage === 'reject' ? stage : policyIn('p');
  if (p === null) return null;
  const changed = withTags(tags, {
    ...(stage === 'untested' ? {} : { pct: null }),
    ...(stage === 'unsampled' ? {} : { t: null }),
  });
  return recordFor(changed, { p, sp: policyIn('sp'), np: policyIn('np') });
}

function datesOf(stages: readonly Stage[], { say, policyDomain, now }: SteppedWith): StepText {
  const start = Math.ceil(now / 60_000) * 60_000;
  const read: StepEvent = {
    code: 'read',
    phase: 'trial',
    at: start + WEEK_MS,
    what: say('dmarc.guide.plan.read.what'),
    why: say('dmarc.guide.plan.read.why'),
  };
  const events = stages.map((stage, index): StepEvent => ({
    code: stage,
    at: start + (index + 1) * WEEKS * WEEK_MS,
    what: say(`dmarc.guide.plan.${stage}.what`),
    why: say(`dmarc.guide.plan.${stage}.why`),
  }));
  return {
    kind: 'dates',
    dates: {
      kind: 'dmarc-roll-out',
      title: say('dmarc.guide.plan.title', { domain: policyDomain }),
      events: [read, ...events],
    },
  };
}

/** Names below the domain that are protected less than it is; only the record of the whole organization speaks for them. Pure. */
export function belowStep(
  text: string,
  { applied, record }: DmarcFacts,
  context: SteppedWith,
): MechanismStep | null {
  const { say, policyDomain } = context;
  const { domain, subdomain, nonexistent } = applied;
  if (!record || !domain || domain.policy === 'none' || subdomain?.record !== policyDomain) return null;
  const { p, sp, np } = record.effective;
  const isWeak = (policy: Policy) => isWeaker(policy, p);
  const tags = tagsOf(text);
  const forGhosts = isWeak(np) ? recordFor(tags, { p, sp: record.sp, np: p }) : null;
  const forAll = isWeak(sp) ? recordFor(tags, { p, sp: null, np: isWeak(np) ? null : record.np }) : null;
  return {
    name: 'dmarc-below',
    phase: 'tighten',
    state: nonexistent && !isWeak(sp) && !isWeak(np) ? 'done' : 'needed',
    title: say('dmarc.guide.below.title'),
    body: [
      sentence(say('dmarc.guide.below.why')),
      sentence(say('dmarc.guide.below.own')),
      ...(forGhosts === null
        ? []
        : [
            inCase(
              say('dmarc.guide.below.ghostsCase'),
              sentence(say('dmarc.guide.below.ghosts', { policy: p })),
              ownRecord(forGhosts, [text], context),
            ),
          ]),
      ...(forAll === null
        ? []
        : [
            inCase(
              say('dmarc.guide.below.allCase'),
              sentence(say('dmarc.guide.below.all', { policy: p })),
              ownRecord(forAll, [text], context),
            ),
          ]),
    ],
  };
}
