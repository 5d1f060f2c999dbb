import { valueOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import type { Section, SmallBlock, Words } from './blocks.ts';
import { notThere } from './not-there.ts';

/** Where failures are reported, target by target; `undefined` before anything is known. */
export function reportsSection(reports: Digest['reports'] | undefined, words: Words): Section<SmallBlock> {
  const { say } = words;
  return {
    id: 'reports',
    heading: say('reports.title'),
    state: reports?.state ?? 'pending',
    blocks: [reports?.state === 'found' ? listOf(reports, words) : notThere(reports, 150, MISSING, words)],
  };
}

const MISSING = {
  absent: 'reports.absent',
  invalid: 'reports.invalid',
  unavailable: 'reports.unavailable',
} as const;

function listOf({ targets }: Digest['reports'], { say }: Words): SmallBlock {
  const items = targets.map(({ uri, isUsable }) => ({
    text: valueOf(uri),
    fault: !isUsable && say('reports.unusable'),
  }));
  return { kind: 'list', name: 'targets', items, first: 8 };
}
