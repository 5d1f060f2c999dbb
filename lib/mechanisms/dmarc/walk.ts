import { ask } from '../../dns/ask.ts';
import type { LookUp, Lookup } from '../../dns/lookup.ts';
import { isAskable } from '../../names/asked-name.ts';
import type { Problem } from '../../problem.ts';
import type { DmarcProblemCode } from './problems.ts';
import { readDmarcRecord, type DmarcReading } from './read-record.ts';
import { selectDmarcRecord } from './record.ts';
import { isDmarcRecord } from './version.ts';

/** The DNS Tree Walk (RFC 9989 §4.10): which names are asked, and what stands there. */

/** From so many labels on, a walk jumps to the name of one label less. */
const DEEP = 8;

/**
 * The names of a walk from a domain: itself, and then those above it to the top-level domain, at most seven, so that there are never more than eight. Of names with eight labels and more those in
 * between are never asked.
 */
export function walkNames(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.slice(labels.length < DEEP ? 1 : 1 - DEEP);
  return [domain, ...above.map((_, index) => above.slice(index).join('.'))];
}

/** Where the record of a domain stands (RFC 9989 §4.5). */
export function dmarcNameOf(domain: string): string {
  return `_dmarc.${domain}`;
}

/** What stands at one name of a walk. */
export interface Step {
  readonly domain: string;
  /** `several` records are all discarded, and count as none. */
  readonly state: 'found' | 'none' | 'several' | 'unavailable';
  /** The single record, also where receivers apply no DMARC because of it. */
  readonly reading: DmarcReading | null;
  /** What is to be said of the texts there. */
  readonly problems: readonly Problem<DmarcProblemCode>[];
  readonly answer: Lookup<string>;
}

/** Asks for one record. Never rejects. */
export async function askStep(domain: string, lookUp: LookUp): Promise<Step> {
  return stepOf(domain, await ask(lookUp, dmarcNameOf(domain), 'TXT'));
}

/** What an answer says of one name. Pure. */
export function stepOf(domain: string, answer: Lookup<string>): Step {
  if (answer.state === 'unavailable')
    return { domain, state: 'unavailable', reading: null, problems: [], answer };
  const texts = answer.state === 'found' ? answer.records : [];
  const [first = '', second] = texts.filter(isDmarcRecord);
  const reading = second === undefined ? readDmarcRecord(first) : null;
  const state = second === undefined ? (reading ? 'found' : 'none') : 'several';
  return { domain, state, reading, problems: selectDmarcRecord(texts).problems, answer };
}

/** What could not be asked is not known to be absent. */
const NEVER_ASKED = { state: 'unavailable', reason: 'never-asked', detail: null } as const;

/** Asks all names of a walk from a domain at once, at most eight; from what is no name none, so that all are unavailable. Never rejects. */
export async function walkUp(domain: string, lookUp: LookUp): Promise<readonly Step[]> {
  const names = walkNames(domain);
  if (!isAskable(domain)) return names.map((each) => stepOf(each, NEVER_ASKED));
  return Promise.all(names.map((each) => askStep(each, lookUp)));
}

/** What a walk comes to. */
export interface Walked {
  /** Those that count: up to the first single record with psd=y or psd=n, which ends the walk. */
  readonly steps: readonly Step[];
  /** Null where it could not be known, since a name on the way gave no answer. */
  readonly organizationalDomain: string | null;
  /** The single record with psd=y at another name than the first, or null. */
  readonly publicSuffix: Step | null;
}

/** Evaluates what was found on the way up from a domain, from the longest name to the shortest (RFC 9989 §4.10.2). Pure. */
export function evaluateWalk(domain: string, all: readonly Step[]): Walked {
  const end = all.findIndex(({ reading }) => reading !== null && reading.record.psd !== 'u');
  const steps = end === -1 ? all : all.slice(0, end + 1);
  const last = steps.findLast(({ reading }) => reading !== null);
  const isSuffix = last?.reading?.record.psd === 'y' && last.domain !== domain;
  const isKnown = steps.every(({ state }) => state !== 'unavailable');
  // One label below the suffix, counted from the first name, whether that name was asked or not.
  const below = (suffix: string) =>
    domain
      .split('.')
      .slice(-suffix.split('.').length - 1)
      .join('.');
  const found = last === undefined ? domain : isSuffix ? below(last.domain) : last.domain;
  return {
    steps,
    organizationalDomain: isKnown ? found : null,
    publicSuffix: isSuffix ? (last ?? null) : null,
  };
}
