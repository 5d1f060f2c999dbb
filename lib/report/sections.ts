import type { Assessment } from '../check/assessment.ts';
import type { Tone } from '../mechanism.ts';
import type { Told } from '../mechanisms.ts';
import type { SentenceKey } from '../locales/say.ts';
import { keyOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import type { Section, Sign, Words } from './blocks.ts';
import { delegationSection } from './delegation.ts';
import { toldIn } from './evidence.ts';
import { receiptSection } from './receipt.ts';
import { reportsSection } from './reports.ts';
import { sendersSection } from './senders.ts';
import { serversSection } from './servers.ts';
import { timeLineSection } from './time-line.ts';

/** The sections of a report in their order, but for verdict and findings, which the page draws with buttons. */

/** What was concluded, before the findings; both null before anything is known. */
export function conclusions(
  assessment: Assessment | null,
  digest: Digest | null,
  now: number,
  words: Words,
): Section[] {
  return [
    serversSection(digest, words),
    reportsSection(digest?.reports, words),
    ...(assessment ? toldIn(assessment, now, words) : [])
      .filter(({ isDrawn }) => !isDrawn)
      .map((told) => generalSection(told, words)),
  ];
}

/** What follows the findings: what senders do, and how the check went. */
export function course(assessment: Assessment, words: Words): Section[] {
  return [
    sendersSection(assessment, words),
    delegationSection(assessment, words),
    timeLineSection(assessment, words),
    receiptSection(assessment, words),
    limitsSection(words),
  ];
}

const SIGNS: Record<Tone, Sign> = { good: 'yes', warn: 'differs', bad: 'no', idle: 'open', ask: 'unsure' };

/** Of a mechanism that has no drawing of its own: its name and what it is, its headline in a word or two, its evidence. */
export function generalSection(told: Omit<Told, 'isDrawn'>, { say }: Words): Section {
  const { name, headline, tone, evidence } = told;
  const key = keyOf(name);
  return {
    id: name,
    heading: say(`mechanism.${key}.name`),
    aside: say(`mechanism.${key}.what`),
    // A repository test holds that each headline has its words.
    blocks: [
      {
        kind: 'word',
        text: say(`mechanism.${key}.state.${keyOf(headline)}` as SentenceKey),
        sign: SIGNS[tone],
      },
    ],
    parts: evidence,
  };
}

/** What the browser cannot see, point by point. */
function limitsSection({ say }: Words): Section {
  const limits = ['starttls', 'certificates', 'walls', 'place', 'trust', 'caches', 'dane'] as const;
  const items = limits.map((limit) => ({ text: say(`report.limit.${limit}`) }));
  return { id: 'limits', heading: say('report.limits'), blocks: [{ kind: 'list', name: 'limits', items }] };
}
