import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MechanismName } from '../lib/mechanisms.ts';
import type { DomainName } from '../lib/names/domain-name.ts';
import type { Digest } from '../lib/verdict/digest.ts';

/** The facts, drawn: what was published for each mechanism, and how it was asked for. */
export interface DrawnFacts {
  readonly of: (mechanism: MechanismName) => ComponentChildren;
  readonly asked: ComponentChildren;
}

/** Reads the facts, and draws them; null where they are gone. */
export type ReadFacts = (domain: DomainName) => Promise<DrawnFacts | null>;

/** The facts behind a finished digest; `gone`, or why they could not be read; null as long as they are on their way. */
export function useFacts(
  digest: Digest | null,
  onReadFacts: ReadFacts,
): DrawnFacts | 'gone' | { readonly failed: string } | null {
  const [facts, setFacts] = useState<DrawnFacts | 'gone' | { readonly failed: string } | null>(null);
  const { policyDomain, startedAt, revision, finishedAt } = digest ?? {};
  useEffect(() => {
    if (!policyDomain || !finishedAt) return;
    onReadFacts(policyDomain).then(
      (read) => setFacts(read ?? 'gone'),
      (error: unknown) => setFacts({ failed: String(error) }),
    );
    // Another check has other facts.
  }, [policyDomain, startedAt, revision, finishedAt, onReadFacts]);
  return facts;
}
