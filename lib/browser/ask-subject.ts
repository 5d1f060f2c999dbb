import type { DomainName } from '../names/domain-name.ts';
import { pageHostOf } from '../names/page-host.ts';
import type { Subject } from '../names/subject.ts';
import { currentEra, type Era } from './era.ts';
import { ask, askSince, type CheckAtOnce, type Pointed } from './messages.ts';
import { recallSubject } from './subject-memory.ts';

/**
 * The policy domain that what a person pointed at, in the era of `since`, stands for: from the memory where that settles it, else from the background.
 * With `check` the background begins with the check of it at once, where it is asked. Rejects where the background ended twice without an answer, or everything was
 * forgotten meanwhile.
 */
export async function askSubject(
  pointed: Pointed,
  since: Era = currentEra(),
  check: CheckAtOnce | false = false,
): Promise<Subject> {
  const host = pointed.kind === 'url' ? pageHostOf(pointed.value) : null;
  const known = host && (await recallSubject(host));
  if (known && !known.isForCustomOnly) {
    const { policyDomain, alternatives } = known;
    return { state: 'found', policyDomain, alternatives };
  }
  return askSince(since, 'subject', { ...pointed, check });
}

/**
 * The registered domains of names, by name, from the background. Rejects where it ended twice without an answer.
 */
export async function askRegistrable(
  names: readonly DomainName[],
): Promise<ReadonlyMap<DomainName, DomainName | null>> {
  // A background that the browser ended in the middle answers with an error.
  const request = () => ask('registrable', names);
  const domains = await request().catch(request);
  return new Map(names.map((name, index) => [name, domains[index] ?? null]));
}
