import type { Problem, ProblemCode } from '../lib/mechanisms.ts';
import type { DnsFailure } from '../lib/dns/lookup.ts';
import { linesOf, type Gathered } from '../lib/verdict/gathered.ts';
import { keyOf, say, sayPlainly, type SentenceParameters } from '../lib/locales/say.ts';
import { durationWords, momentWords } from './format.ts';

export interface FindingWords {
  readonly title: string;
  /** What it means for mail. */
  readonly meaning: string;
  /** What to do. */
  readonly repair: string;
}

/** The sentences of a problem. Its parameters are turned into words where they are codes, times or durations. */
export function findingWords(problem: Problem): FindingWords {
  const key = keyOf(problem.code);
  const parameters = wordsFor(problem);
  // No other problem has a status.
  const status = problem.parameters['status'] as keyof typeof STATUS_KINDS;
  const kind = STATUS_KINDS[status] ?? (status >= 500 && status < 600 && 'failing');
  return {
    title: say(`problem.${key}.title`, parameters),
    meaning: kind ? say(`policyStatus.${kind}.meaning`) : say(`problem.${key}.meaning`, parameters),
    repair: kind ? say(`policyStatus.${kind}.repair`) : say(`problem.${key}.repair`, parameters),
  };
}

/** What a status tells of its cause (RFC 9110 §15); any from 500 on is `failing`. */
const STATUS_KINDS = {
  401: 'denied',
  403: 'denied',
  404: 'missing',
  410: 'missing',
  429: 'limited',
} as const;

/** Their value is a number of seconds. */
const OF_A_DURATION: ReadonlySet<ProblemCode> = new Set([
  'policy-max-age-below-day',
  'policy-max-age-below-week',
  'policy-max-age-below-two-weeks',
]);

/** So many lines are named one by one. */
const MAX_LINES = 10;

/** On how many lines it stands, and on which, with what differs between them: "12 lines: 3, 5, 9"; empty for one line alone. */
export function linesWords(group: Gathered<Problem>): string {
  const { count, shown } = linesOf(group);
  if (count < 2) return '';
  const texts = Array.from(shown.values(), differingText);
  const differ = new Set(texts).size > 1;
  const lines = [...shown.keys()].slice(0, MAX_LINES).map((line, index) => {
    const text = texts[index] ?? '';
    return differ ? say('findings.lineOf', { line, text }) : say('findings.line', { line });
  });
  return `${say('findings.lines', { count })} ${[...lines, ...(count > lines.length ? ['…'] : [])].join(', ')}`;
}

/** The text that tells one problem from others of its code. */
export function differingText({ parameters }: Problem): string {
  return String(Object.values(parameters)[0] ?? '');
}

/** Why DNS gave nothing, in words that fit into a sentence. */
export function dnsFailureWords(reason: DnsFailure): string {
  return sayPlainly(`dns.${keyOf(reason)}`);
}

function wordsFor({ code, parameters }: Problem): SentenceParameters {
  const words: Record<string, string | number> = { ...parameters };
  if (typeof words['reason'] === 'string') words['reason'] = dnsFailureWords(words['reason'] as DnsFailure);
  if (typeof words['until'] === 'number') words['until'] = momentWords(words['until']);
  if (OF_A_DURATION.has(code) && typeof words['value'] === 'number')
    words['value'] = durationWords(words['value']);
  // A status is a name, not an amount: no separators.
  if (typeof words['status'] === 'number') words['status'] = String(words['status']);
  if (code === 'policy-max-age-too-large') words['value'] = String(words['value']);
  for (const name of ['target', 'detail']) if (words[name] === '') words[name] = say('evidence.notTold');
  return words;
}
