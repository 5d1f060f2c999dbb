import * as v from 'valibot';
import { DNS_FAILURES } from '../dns/lookup.ts';
import type { Rules } from '../problem.ts';
import { amount, only, problemParts, strings } from './shapes.ts';

/** Shapes that the facts of several mechanisms share. */

/** Problems of which each has a code of the table. */
export function problemsBy<Code extends string>(rules: Rules<Code>) {
  const code = v.pipe(
    v.string(),
    v.check((each) => Object.hasOwn(rules, each)),
    v.transform((each) => each as Code),
  );
  return v.array(v.object({ code, ...problemParts }));
}

export const pending = v.object({ state: only('pending') });

export const dnsFailure = v.picklist(DNS_FAILURES);

/** What DNS did not tell. */
export const unknown = v.object({
  state: only('unavailable'),
  reason: dnsFailure,
  detail: v.nullable(v.string()),
});

export const answered = { authentic: v.boolean(), ttlSeconds: amount };

const beside = v.variant('state', [
  unknown,
  v.object({ state: only('answered'), texts: strings, aliases: strings }),
]);

/** The facts about a TXT record with such a value. */
export function recordFacts<T extends v.ObjectEntries, Code extends string>(value: T, rules: Rules<Code>) {
  const evidence = {
    problems: problemsBy(rules),
    texts: strings,
    aliases: strings,
    beside: v.exactOptional(beside),
    ...answered,
  };
  return v.variant('state', [
    pending,
    unknown,
    v.object({ state: only('found'), value: v.object(value), text: v.string(), ...evidence }),
    v.object({ state: v.picklist(['absent', 'invalid']), ...evidence }),
  ]);
}
