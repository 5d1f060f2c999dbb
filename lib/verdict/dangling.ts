import type { Assessment } from '../check/assessment.ts';
import { namesOf } from '../mechanisms.ts';

/**
 * The names of a domain that are aliases of a name that does not exist: those that the mechanisms know, and the mail servers. Who
 * can register that name, or claim it at a provider, answers in place of the owner. An alias that leads to a name without the wanted record,
 * as a wildcard's does, is none of these: somebody has that name. Pure.
 */
export function danglingOf(assessment: Assessment): { name: string; target: string }[] {
  const { policyDomain, mx, queries } = assessment;
  const missing = new Set(queries.filter(({ outcome }) => outcome === 'NXDOMAIN').map(({ name }) => name));
  const dangling: { name: string; target: string }[] = [];
  const hold = (name: string, state: string, aliases: readonly string[]) => {
    const target = aliases.at(-1);
    // The answer to the question for any name on the way is about the end of it (RFC 6604 §3).
    if (state === 'absent' && target !== undefined && [name, ...aliases].some((each) => missing.has(each)))
      dangling.push({ name, target });
  };
  for (const { name, facts } of namesOf(assessment, policyDomain))
    hold(name, facts.state, facts.aliases ?? []);
  if (mx.state === 'found')
    for (const { name, address, aliasOf } of mx.hosts) if (aliasOf !== null) hold(name, address, [aliasOf]);
  return dangling;
}
