import type { SenderEvidence } from '../mechanisms/mta-sts/facts.ts';
import { SENDER_NAMES } from '../mechanisms/mta-sts/senders/names.ts';
import type { SenderReason } from '../mechanisms/mta-sts/senders/rule.ts';
import { sendersOf, type SenderVerdict } from '../mechanisms/mta-sts/senders/senders.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import { paragraph, type Block, type Column, type Section, type Sign, type Words } from './blocks.ts';

const SIGNS: Record<SenderVerdict['accepts'], Sign> = {
  accepts: 'yes',
  ignores: 'no',
  differs: 'differs',
  unknown: 'unsure',
};

/** How the senders whose sources were read take what is published, one by one only where they differ from the RFC or from each other. */
export function sendersSection(published: SenderEvidence, words: Words): Section {
  const { say } = words;
  const senders = sendersOf(published);
  const about = { id: 'senders', heading: say('senders.title') };
  if (senders.length === 0) return { ...about, blocks: [paragraph(say('senders.none'), 'quiet')] };
  const alike = alikeWords(senders, words);
  if (alike !== null) return { ...about, blocks: [paragraph(alike)] };
  return { ...about, aside: countWords(senders, words), blocks: differingBlocks(senders, words) };
}

/** One sentence for all of them, or null where they differ. */
function alikeWords(senders: readonly SenderVerdict[], { say }: Words): string | null {
  const [first] = senders;
  const isAlike = senders.every(
    ({ accepts, reasons }) => accepts === first?.accepts && String(reasons) === String(first.reasons),
  );
  const verdict = first?.accepts;
  // Of those that read it in another way each has to be named.
  if (!isAlike || verdict === undefined || verdict === 'differs') return null;
  return say(`senders.alike.${verdict}`, { total: senders.length });
}

function differingBlocks(senders: readonly SenderVerdict[], words: Words): Block[] {
  const { say } = words;
  const columns: Column[] = [
    { title: say('senders.sender'), role: 'head' },
    { title: say('senders.verdict'), role: 'judged' },
    { title: say('senders.why') },
  ];
  const differing = senders.filter(({ accepts }) => accepts !== 'accepts');
  const rows = differing.map(({ sender, accepts, reasons }) => ({
    class: accepts,
    cells: [
      valueOf(SENDER_NAMES[sender]),
      { text: verdictWords(accepts, reasons, words), sign: SIGNS[accepts] },
      reasons.map((reason) => say(`senders.reason.${keyOf(reason)}`)).join(' '),
    ],
  }));
  const others = senders.length - differing.length;
  return [
    paragraph(say('senders.hint'), 'quiet'),
    { kind: 'table', columns, rows },
    ...(others > 0 ? [paragraph(say('senders.others', { count: others }))] : []),
  ];
}

/** For these it has no file to ignore, or sees no record that announces one. */
const WITHOUT_FILE: ReadonlySet<SenderReason> = new Set([
  'no-file',
  'redirect',
  'status',
  'slower-than-2-s',
  'slower-than-4-s',
]);
const WITHOUT_RECORD: ReadonlySet<SenderReason> = new Set([
  'several-records',
  'text-beside',
  'space-after-version',
  'record-version',
  'id-syntax',
  'id-missing',
]);

function verdictWords(
  accepts: SenderVerdict['accepts'],
  [reason]: readonly SenderReason[],
  { say }: Words,
): string {
  if (accepts !== 'ignores' || reason === undefined) return say(`senders.accepts.${accepts}`);
  if (WITHOUT_FILE.has(reason)) return say('senders.without.file');
  return WITHOUT_RECORD.has(reason) ? say('senders.without.record') : say('senders.accepts.ignores');
}

/** How many would not go by the policy. Of whom that is not known is counted by itself: it is not "would not". */
function countWords(senders: readonly SenderVerdict[], { say }: Words): string {
  const countOf = (wanted: SenderVerdict['accepts']) =>
    senders.filter(({ accepts }) => accepts === wanted).length;
  const [ignoring, unknown, total] = [countOf('ignores'), countOf('unknown'), senders.length];
  if (unknown === 0) return say('senders.count', { ignoring, total });
  if (unknown === total) return say('senders.countUnknown', { unknown, total });
  return say('senders.countBoth', { ignoring, unknown, total });
}
