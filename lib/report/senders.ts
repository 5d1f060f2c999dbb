import type { SenderEvidence } from '../mechanisms/mta-sts/facts.ts';
import { sendersOf, type SenderVerdict } from '../mechanisms/mta-sts/senders/senders.ts';
import { keyOf } from '../text/sentence.ts';
import { paragraph, type Column, type Section, type Sign, type Words } from './blocks.ts';

const SIGNS: Record<SenderVerdict['accepts'], Sign> = {
  accepts: 'yes',
  ignores: 'no',
  differs: 'differs',
  unknown: 'unsure',
};

/** Which of the senders whose sources were read would go by the policy, and why not. */
export function sendersSection(published: SenderEvidence, words: Words): Section {
  const { say } = words;
  const senders = sendersOf(published);
  const about = { id: 'senders', heading: say('senders.title') };
  if (senders.length === 0) return { ...about, blocks: [paragraph(say('senders.none'), 'quiet')] };
  const columns: Column[] = [
    { title: say('senders.sender'), role: 'head' },
    { title: say('senders.verdict'), role: 'judged' },
    { title: say('senders.why') },
  ];
  const rows = senders.map((verdict) => ({
    class: verdict.accepts,
    cells: [
      say(`senders.name.${keyOf(verdict.sender)}`),
      { text: say(`senders.accepts.${verdict.accepts}`), sign: SIGNS[verdict.accepts] },
      reasonWords(verdict, words),
    ],
  }));
  const blocks = [paragraph(say('senders.hint'), 'quiet'), { kind: 'table', columns, rows } as const];
  return { ...about, aside: countWords(senders, words), blocks };
}

/** Why a sender does what it does, in one or more sentences. */
function reasonWords({ accepts, reasons }: SenderVerdict, { say }: Words): string {
  if (accepts === 'accepts') return say('senders.asRfc');
  return reasons.map((reason) => say(`senders.reason.${keyOf(reason)}`)).join(' ');
}

/** How many would ignore the policy. Of whom that is not known is counted by itself: it is not "would not". */
function countWords(senders: readonly SenderVerdict[], { say }: Words): string {
  const countOf = (wanted: SenderVerdict['accepts']) =>
    senders.filter(({ accepts }) => accepts === wanted).length;
  const [ignoring, unknown, total] = [countOf('ignores'), countOf('unknown'), senders.length];
  if (unknown === 0) return say('senders.count', { ignoring, total });
  if (unknown === total) return say('senders.countUnknown', { unknown, total });
  return say('senders.countBoth', { ignoring, unknown, total });
}
