import type { DnsFailure } from '../lib/dns/lookup.ts';
import { keyOf, say, sayPlainly, type SentenceParameters } from '../lib/locales/say.ts';
import type { Problem } from '../lib/problem.ts';
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
  const kind = problem.code === 'policy-status' && statusKind(problem.parameters['status']);
  const rest = kind ? (`policyStatus.${kind}` as const) : (`problem.${key}` as const);
  return {
    title: say(`problem.${key}.title`, parameters),
    meaning: say(`${rest}.meaning`, parameters),
    repair: say(`${rest}.repair`, parameters),
  };
}

/** What a status other than 200 tells of its cause (RFC 9110 §15), or null where it tells nothing. */
function statusKind(status: unknown): 'denied' | 'missing' | 'limited' | 'failing' | null {
  if (status === 401 || status === 403) return 'denied';
  if (status === 404 || status === 410) return 'missing';
  if (status === 429) return 'limited';
  return Number(status) >= 500 && Number(status) < 600 ? 'failing' : null;
}

/** Why DNS gave nothing, in words that fit into a sentence. */
export function dnsFailureWords(reason: DnsFailure): string {
  return sayPlainly(`dns.${keyOf(reason)}`);
}

function wordsFor({ code, parameters }: Problem): SentenceParameters {
  const words: Record<string, string | number> = { ...parameters };
  if (typeof words['reason'] === 'string') words['reason'] = dnsFailureWords(words['reason'] as DnsFailure);
  if (typeof words['until'] === 'number') words['until'] = momentWords(words['until']);
  if (code.startsWith('policy-max-age-below') && typeof words['value'] === 'number')
    words['value'] = durationWords(words['value']);
  // A status is a name, not an amount: no separators.
  if (typeof words['status'] === 'number') words['status'] = String(words['status']);
  if (code === 'policy-max-age-too-large') words['value'] = String(words['value']);
  for (const name of ['target', 'detail']) if (words[name] === '') words[name] = say('evidence.notTold');
  return words;
}
