import { gatherDmarc } from '../../lib/mechanisms/dmarc/gather.ts';
import type { DmarcParts } from '../../lib/mechanisms/dmarc/facts.ts';
import { dmarcSteps } from '../../lib/mechanisms/dmarc/guide.ts';
import { judgeDmarc } from '../../lib/mechanisms/dmarc/judge.ts';
import { DMARC_PROBLEMS } from '../../lib/mechanisms/dmarc/problems.ts';
import type { MxParts } from '../../lib/mechanisms/mx/facts.ts';
import { gatherSpf } from '../../lib/mechanisms/spf/gather.ts';
import type { SpfParts } from '../../lib/mechanisms/spf/facts.ts';
import { spfSteps } from '../../lib/mechanisms/spf/guide.ts';
import { judgeSpf } from '../../lib/mechanisms/spf/judge.ts';
import { SPF_PROBLEMS } from '../../lib/mechanisms/spf/problems.ts';
import type { Asking } from '../../lib/mechanism.ts';
import type { Answers, MechanismStep, StepRecord, StepText } from '../../lib/steps.ts';
import { boughtDomainOf } from '../../lib/names/bought-domain.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { PENDING } from '../../lib/outcome.ts';
import { isErrorBy } from '../../lib/problem.ts';
import { host, mxOf, name, SIGNED_MAIL } from './assessments.ts';
import { spfWorld, type Zone } from './spf-world.ts';
import { NOW } from './time.ts';
import { SENTENCES } from './i18n.ts';
import { WORDS } from './words.ts';

/** Whose steps they are. */
export type Guided = 'spf' | 'dmarc';

export interface GuideQuestion {
  readonly of: Guided;
  readonly domain: string;
  readonly zone: Zone;
  readonly mx?: MxParts['mx'];
  readonly answers?: Answers;
}

type Parts = SpfParts & DmarcParts & MxParts;

/** What is found in a small DNS, as the guide gets it. */
export async function factsIn({
  domain,
  zone,
  mx = mxOf(host('mail.example.com')),
}: GuideQuestion): Promise<Parts> {
  const { lookUp } = spfWorld(zone);
  let parts: Parts = { spf: PENDING, dmarc: PENDING, dmarcReports: PENDING, mx };
  const publish = (change: Partial<Parts>) => {
    parts = { ...parts, ...change };
  };
  const asking = {
    policyDomain: name(domain),
    lookUp,
    parts: () => parts,
    publish,
  } as unknown as Asking<Parts>;
  await gatherSpf(asking as never, { boughtDomainOf });
  await gatherDmarc(asking as never, { registrableOf });
  return parts;
}

/** The steps for it, and the codes of the errors that are left. */
export async function guided(question: GuideQuestion) {
  const parts = await factsIn(question);
  const policyDomain = name(question.domain);
  const context = { policyDomain, registrableOf, now: NOW, say: WORDS.say, answers: question.answers ?? {} };
  const steps = (question.of === 'spf' ? spfSteps : dmarcSteps)(parts, context);
  const findings =
    question.of === 'spf'
      ? judgeSpf(parts, parts).findings.map(({ code }) => [code, SPF_PROBLEMS[code]] as const)
      : judgeDmarc(parts, { ...parts, dkim: SIGNED_MAIL }, { policyDomain, now: NOW }).findings.map(
          ({ code }) => [code, DMARC_PROBLEMS[code]] as const,
        );
  return { parts, steps, errors: findings.flatMap(([code, rule]) => (isErrorBy(rule) ? [code] : [])) };
}

/** Everything in the body of a step; what stands behind a condition only where that is said to hold. */
export function textsIn(step: MechanismStep | undefined, isInCases = false): StepText[] {
  const open = (body: readonly StepText[]): StepText[] =>
    body.flatMap((text) => (text.kind === 'case' ? (isInCases ? open(text.body) : []) : [text]));
  return open(step?.body ?? []);
}

export function recordsIn(step: MechanismStep | undefined, isInCases = false): StepRecord[] {
  return textsIn(step, isInCases).flatMap((text) => (text.kind === 'record' ? [text.record] : []));
}

export function statesOf(steps: readonly MechanismStep[]): Record<string, string> {
  return Object.fromEntries(steps.map((step) => [step.name.replace(/^\w+?-/, ''), step.state]));
}

/** The zone after somebody has published a record to the letter: what it replaces is deleted, the rest stays. */
export function published(zone: Zone, { ownerName, value, replaces }: StepRecord): Zone {
  const entry = zone[ownerName];
  const texts = typeof entry === 'string' ? [entry] : [entry?.TXT ?? []].flat();
  const kept = texts.filter((text) => !replaces.includes(text));
  return { ...zone, [ownerName]: { ...(typeof entry === 'string' ? {} : entry), TXT: [...kept, value] } };
}

/**
 * Follows the steps to the letter until the last one is done or nothing is offered any more: the first record of the step that comes next, each time; of a condition that it
 * holds where nothing is offered without one. Gives every record that was published, and what is found in the end.
 */
export async function followed(question: GuideQuestion, isInCases = false) {
  let { zone } = question;
  const done: StepRecord[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const { steps } = await guided({ ...question, zone });
    const open = steps.filter(({ state }) => state === 'needed');
    const [record] = [
      ...open.flatMap((step) => recordsIn(step)),
      ...(isInCases ? open.flatMap((step) => recordsIn(step, true)) : []),
    ];
    if (!record) break;
    done.push(record);
    zone = published(zone, record);
  }
  return { done, zone, ...(await guided({ ...question, zone })) };
}

/** A sentence of the guide for a mechanism by its key, with its values behind it. */
function keyed(text: string, of: Guided): string {
  const bare = text.replaceAll(/[\u2066-\u2069]/g, '');
  const prefix = `${of}.guide.`;
  for (const [key, pattern] of SENTENCES) {
    if (!key.startsWith(prefix)) continue;
    const form = pattern.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '(.+)');
    const [whole, ...values] = new RegExp(`^${form}$`, 's').exec(bare) ?? [];
    if (whole !== undefined) return [key.slice(prefix.length), ...values].join(' | ');
  }
  throw new Error(`No sentence of the guide: ${bare}`);
}

/**
 * All that a step says, line by line: sentences by their keys; records as they are; of a question what it asks, the first that can be chosen, and what is wrong with
 * the answer; what stands behind a condition with a sign before it.
 */
export function saidIn(step: MechanismStep | undefined, of: Guided): string[] {
  const told = (text: StepText): string[] => {
    if (text.kind === 'sentence') return [keyed(text.text, of)];
    if (text.kind === 'record') return [`record | ${text.record.value}`];
    if (text.kind === 'case')
      return [`${keyed(text.condition, of)}:`, ...text.body.flatMap(told).map((line) => `> ${line}`)];
    if (text.kind === 'question') {
      const { label, hint, options, fault } = text.question;
      const asks = [label, hint ?? '', options[0]?.text ?? '', fault ?? ''];
      return [`ask | ${asks.flatMap((each) => (each === '' ? [] : [keyed(each, of)])).join(' ; ')}`];
    }
    if (text.kind === 'copy') return [`copy ${keyed(text.what, of)} | ${text.text}`];
    if (text.kind === 'dates')
      return text.dates.events.map(({ code, at, what, why }) => {
        const days = Math.round((at - NOW) / 86_400_000);
        return `day ${days} | ${[code, keyed(what, of), keyed(why, of)].join(' | ')}`;
      });
    if (text.kind === 'checks')
      return text.checks.map((check) => `${check.state} | ${keyed(check.text, of)}`);
    text satisfies never;
    throw new Error(`No part of a step: ${JSON.stringify(text)}`);
  };
  return step ? step.body.flatMap(told) : [];
}
