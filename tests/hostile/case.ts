import type { ProblemCode } from '../../lib/mechanisms.ts';
import type { Headline } from '../../lib/verdict/headlines.ts';
import type { Verdict } from '../../lib/verdict/standing.ts';

/** What a person sees of a hostile answer: the sentence at the top, and every finding, each code once, in the order of the alphabet. */
export interface Seen {
  readonly headline: Headline;
  readonly findings: readonly ProblemCode[];
}

/** One thing that a hostile network does: the tests run it, and docs/hostile-world.md is printed from it. */
export interface HostileCase extends Seen {
  /** In plain words; unique. */
  readonly what: string;
}

/** What is seen in a verdict. That the domains of the lab are not signed is no part of any case. */
export function seenIn({ headline, findings }: Verdict): Seen {
  const codes = new Set(findings.map(({ code }) => code));
  codes.delete('dnssec-insecure');
  return { headline, findings: [...codes].toSorted() };
}

/** The part of a case that a verdict is held against. */
export function expectedOf({ headline, findings }: Seen): Seen {
  return { headline, findings: findings.toSorted() };
}
