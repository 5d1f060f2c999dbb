import { caaPolicy, type CaaPolicy } from './policy.ts';
import type { CaaProblemCode } from './problems.ts';
import { readCaa, type CaaProperty } from './record.ts';
import type { LookUp, RecordData, Unknown } from '../../dns/lookup.ts';
import type { Problem } from '../../problem.ts';

/** The CAA record set that counts for a name, or why it is not known. */
export type CaaAnswer =
  | (Climbed & {
      readonly state: 'found';
      /** The name that was asked for it: that of the question, or one above. */
      readonly at: string;
      /** Where aliases led from there; the set stands at the last one. */
      readonly aliases: readonly string[];
      /** As they were published. */
      readonly records: readonly RecordData['CAA'][];
      readonly properties: readonly CaaProperty[];
      readonly policy: CaaPolicy;
      readonly problems: readonly Problem<CaaProblemCode>[];
    })
  /** None from the name up to its top: anyone may issue. */
  | (Climbed & { readonly state: 'absent' })
  /** A CA that gets no answer here must not issue, as a rule. */
  | (Unknown & { readonly at: string });

interface Climbed {
  /** Every answer on the way was validated. */
  readonly authentic: boolean;
  readonly ttlSeconds: number;
}

/** Names have at most so many labels in earnest; above that nobody is asked any more. */
const MOST_STEPS = 16;

/**
 * Climbs from a name to its top until there is a set of CAA (RFC 8659 §3). Each question follows aliases, and where the target has none the next one goes to the parent of the
 * name, never to that of the target. Never rejects as long as `lookUp` does not; one question for each label at most.
 */
export async function caaFor(name: string, lookUp: LookUp): Promise<CaaAnswer> {
  const climbed = { authentic: true, ttlSeconds: Number.POSITIVE_INFINITY };
  // Of a wildcard the set is that of the name below which it stands (§3).
  const labels = name
    .toLowerCase()
    .replace(/^\*\.|\.$/g, '')
    .split('.');
  for (const step of labels.keys()) {
    const at = labels.slice(step).join('.');
    if (step >= MOST_STEPS) return { state: 'unavailable', reason: 'budget', detail: null, at };
    const found = await lookUp(at, 'CAA');
    if (found.state === 'unavailable') {
      // A top-level domain by itself is no name that Waxseal sends out; hardly one has a CAA.
      if (found.reason === 'never-asked' && step > 0 && step === labels.length - 1) break;
      return { ...found, at };
    }
    climbed.authentic &&= found.authentic;
    climbed.ttlSeconds = Math.min(climbed.ttlSeconds, found.ttlSeconds);
    if (found.state === 'absent') continue;
    const parsed = found.records.map(readCaa);
    const properties = parsed.flatMap((each) => (each.state === 'valid' ? each.value : []));
    const problems = parsed.flatMap((each) => each.problems);
    const { aliases, records } = found;
    const policy = caaPolicy(properties);
    return { state: 'found', at, aliases, records, properties, policy, problems, ...climbed };
  }
  return { state: 'absent', ...climbed };
}
