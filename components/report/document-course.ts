import type { Assessment } from '../../lib/check/assessment.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { delegationOf } from '../../lib/report/delegation.ts';
import { paragraph, type Block, type Section } from '../../lib/report/blocks.ts';
import { receiptOf } from '../../lib/report/receipt.ts';
import { timeLineOf } from '../../lib/report/time-line.ts';
import { endWords, fullMoment, noFetchWords, outcomeWords, permissionWords, valueOf } from './words.ts';

/** How the check went, as parts of a report: where the names lead, what was asked when, and of whom. */

export function delegationBlocks(assessment: Assessment): Block[] {
  const items = delegationOf(assessment).map((chain) => {
    const way = [chain.name, ...chain.aliases].map(valueOf).join(' → ');
    const fault =
      chain.fault === null
        ? ''
        : `. ${say('report.halfDelegated')}: ${say(`report.fault.${keyOf(chain.fault)}`)}`;
    return `${way}: ${endWords(chain)}${fault}`;
  });
  return [{ kind: 'list', items }];
}

export function timeLineSection(assessment: Assessment): Section {
  const { steps, totalMs } = timeLineOf(assessment);
  const heading = say('report.timeLine');
  if (steps.length === 0) return { heading, blocks: [paragraph(say('report.timeLineEmpty'))] };
  const time = fullMoment(assessment.startedAt);
  const rows = steps.map((step) => [
    `${step.what} ${valueOf(step.of)}`,
    outcomeWords(step),
    milliseconds(step.startedAfterMs),
    milliseconds(step.tookMs),
  ]);
  const head = [say('report.step'), say('report.outcome'), say('report.start'), say('report.took')];
  const hint = say('report.timeLineHint', { time, milliseconds: Math.round(totalMs) });
  return { heading, blocks: [paragraph(hint), { kind: 'table', head, rows }] };
}

export function receiptBlocks(assessment: Assessment): Block[] {
  const rows = receiptOf(assessment).map((entry) => [
    valueOf(entry.name),
    entry.what.join(', '),
    valueOf(entry.host),
    permissionWords(entry),
  ]);
  const head = [say('report.name'), say('report.types'), say('report.askedOf'), say('report.permission')];
  return [
    paragraph(say('report.receiptHint')),
    ...(rows.length > 0 ? [{ kind: 'table' as const, head, rows }] : []),
    ...(assessment.policyFetch === null ? [paragraph(noFetchWords(assessment))] : []),
  ];
}

function milliseconds(count: number): string {
  return say('report.milliseconds', { milliseconds: Math.round(count) });
}
