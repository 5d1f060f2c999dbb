import * as v from 'valibot';
import type { DomainName } from '../names/domain-name.ts';
import { domainName } from '../stored/shapes.ts';
import { currentEra, type Era } from './era.ts';
import { readItem, writeItem } from './storage.ts';

/**
 * Which policy domain a host stands for, as it was found when a person first asked on it; in memory that ends with the browser session
 * (`storage.session`). The background, which carries the public suffix list, writes it. So a popup that is opened again reads
 * it beside the assessment, and waits for nobody.
 */
const schema = v.object({
  policyDomain: domainName,
  alternatives: v.array(domainName),
  /** Its ending is reserved or unknown: asked only of a custom resolver. */
  isForCustomOnly: v.boolean(),
});

export type RememberedSubject = v.InferOutput<typeof schema>;

export const subjectKey = (host: DomainName) => `session:subject:${host}` as const;

/** Null where storage holds nothing that can be the subject of this host. */
export function subjectIn(stored: unknown, host: DomainName): RememberedSubject | null {
  const result = v.safeParse(schema, stored);
  if (!result.success) return null;
  const { policyDomain, alternatives } = result.output;
  return [policyDomain, ...alternatives].includes(host) ? result.output : null;
}

export async function recallSubject(host: DomainName): Promise<RememberedSubject | null> {
  return subjectIn(await readItem(subjectKey(host)), host);
}

/** A memory that is full costs the next popup a question, and nothing else. */
export async function rememberSubject(
  host: DomainName,
  subject: RememberedSubject,
  since: Era = currentEra(),
): Promise<void> {
  await writeItem(subjectKey(host), subject, since).catch(() => undefined);
}
