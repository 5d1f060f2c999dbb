import type { Assessment } from '../check/assessment.ts';
import type { DnsFailure } from '../dns/lookup.ts';
import { serverOutcomes } from '../mechanisms.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import { paragraph, type Block, type Column, type Row, type Section, type Words } from './blocks.ts';
import { receiptOf, type ReceiptEntry } from './receipt.ts';
import { timeLineOf, type Step, type TimeLine } from './time-line.ts';

/** How the result came about: every name that was sent, each question once, with what came back and when; and what no browser can see. */
export function questionsSection(assessment: Assessment, words: Words): Section {
  const { say, moment } = words;
  const { startedAt, finishedAt, resolver, unprovenNoes } = assessment;
  const { name, url } = resolver;
  const time = moment(finishedAt ?? startedAt);
  return {
    id: 'checked',
    heading: say('report.course'),
    blocks: [
      paragraph(say('report.checked', { time, resolver: name, url })),
      ...(unprovenNoes ? [paragraph(say('evidence.unproven'))] : []),
    ],
    parts: [askedPart(assessment, words), limitsPart(assessment, words)],
  };
}

function askedPart(assessment: Assessment, words: Words): Section {
  const { say, moment } = words;
  const timeLine = timeLineOf(assessment);
  const validated = new Set(
    assessment.queries.filter(({ authentic }) => authentic).map(({ type, name }) => `${type} ${name}`),
  );
  const about = { id: 'asked', heading: say('report.asked') };
  const noFile = noFileBlocks(assessment, words);
  if (timeLine.steps.length === 0)
    return { ...about, blocks: [paragraph(say('report.nothingSent'), 'quiet'), ...noFile] };
  const columns: Column[] = [
    { title: say('report.name'), role: 'head' },
    { title: say('report.types') },
    { title: say('report.outcome') },
    { title: say('report.took'), role: 'number' },
  ];
  const rows = hostsOf(receiptOf(assessment)).flatMap((host) => rowsOf(host, timeLine, validated, words));
  const hint = say('report.askedHint', {
    time: moment(assessment.startedAt),
    milliseconds: Math.round(timeLine.totalMs),
  });
  return { ...about, blocks: [paragraph(hint, 'quiet'), { kind: 'table', columns, rows }, ...noFile] };
}

/** Of the entries of each host the first: what allowed to ask it is said once. */
function hostsOf(entries: readonly ReceiptEntry[]): ReceiptEntry[] {
  return entries.filter(
    ({ purpose }, index) => entries.findIndex((each) => each.purpose === purpose) === index,
  );
}

/** What was asked of one host, below what allowed it. */
function rowsOf(
  { host, purpose, permission: pattern }: ReceiptEntry,
  timeLine: TimeLine,
  validated: ReadonlySet<string>,
  words: Words,
): Row[] {
  const text = words.say(purpose === 'dns' ? 'report.ofResolver' : 'report.ofPolicyHost', { host, pattern });
  const steps = timeLine.steps.filter(({ what }) => (what === 'GET') === (purpose === 'policy'));
  return [
    { isGroup: true, cells: [text] },
    ...steps.map((step) =>
      rowOf(step, !step.isUnchecked && validated.has(`${step.what} ${step.of}`), timeLine, words),
    ),
  ];
}

function rowOf(step: Step, isValidated: boolean, { totalMs }: TimeLine, words: Words): Row {
  const { what, of, startedAfterMs, tookMs } = step;
  const times = { start: Math.round(startedAfterMs), took: Math.round(tookMs) };
  return {
    class: what === 'GET' ? 'file' : 'question',
    cells: [
      valueOf(of),
      step.isUnchecked ? words.say('report.unchecked', { type: what }) : what,
      `${outcomeWords(step, words)}${isValidated ? ' AD' : ''}`,
      {
        text: words.say('report.stepTimes', times),
        bar: { from: (100 * startedAfterMs) / totalMs, width: (100 * tookMs) / totalMs },
      },
    ],
  };
}

/** What came of a step: an RCODE as it is, a failure or a fetch in words. */
function outcomeWords({ what, outcome }: Step, { say }: Words): string {
  if (what === 'GET') return say(`report.fetched.${outcome as 'found'}`);
  return /^[A-Z]/.test(outcome) ? valueOf(outcome) : say(`dns.${keyOf(outcome as DnsFailure)}`);
}

/** Why no file was asked for. */
function noFileBlocks({ policy, policyFetch }: Assessment, { say, moment }: Words): Block[] {
  if (policyFetch !== null) return [];
  const isRemembered = policy.state === 'found';
  return [
    paragraph(
      isRemembered ? say('report.remembered', { time: moment(policy.fetchedAt) }) : say('report.noFetch'),
    ),
  ];
}

/** What the browser cannot see, point by point; whether DANE applies is one of them only where nothing says so. */
function limitsPart(assessment: Assessment, { say }: Words): Section {
  const limits = ['starttls', 'certificates', 'walls', 'place', 'trust', 'caches', 'dane'] as const;
  const seen = serverOutcomes(assessment) === null ? limits : limits.filter((limit) => limit !== 'dane');
  const items = seen.map((limit) => ({ text: say(`report.limit.${limit}`) }));
  return { id: 'limits', heading: say('report.limits'), blocks: [{ kind: 'list', name: 'limits', items }] };
}
