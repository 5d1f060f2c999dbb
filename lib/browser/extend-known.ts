import { extend, type Extended } from '../check/extend.ts';
import type { MechanismName } from '../mechanisms.ts';
import type { DomainName } from '../names/domain-name.ts';
import { readAssessment } from './assessment-store.ts';
import { assessmentWriter } from './assessment-writer.ts';
import { depsOf } from './check-deps.ts';
import { isKnownOver, type Era } from './era.ts';
import { running } from './running.ts';
import { readSettings } from './settings.ts';
import { wantedDigest } from './wanted-digest.ts';

/**
 * Asks for names that a person added, and puts what is there into the facts that are known, which popup and report show then. Null where there is no finished check with the
 * resolver in force that they could be put into. What was under way comes to its end before.
 */
export async function extendKnown(
  domain: DomainName,
  mechanism: MechanismName,
  names: readonly string[],
  { isPrivate, since }: { readonly isPrivate: boolean; readonly since: Era },
): Promise<Extended | null> {
  const under = running.get(domain);
  if (under) {
    await under.promise.catch(() => undefined);
    return extendKnown(domain, mechanism, names, { isPrivate, since });
  }
  const begun = (async () => {
    const [settings, known] = await Promise.all([readSettings(), readAssessment(domain)]);
    if (!known?.finishedAt || known.resolver.url !== settings.resolver.url) return null;
    const writer = assessmentWriter(since, wantedDigest);
    const deps = { ...depsOf(settings, isPrivate, since), added: { [mechanism]: names } };
    const extended = await extend(known, mechanism, deps, (snapshot) => {
      if (!isKnownOver(since)) writer.write(snapshot);
    });
    await writer.settled();
    return extended;
  })().finally(() => running.delete(domain));
  // Whoever asks for a check meanwhile waits for this, and asks then for what it lacks.
  const promise = begun.then(() => null);
  running.set(domain, { promise, tabs: new Set(), fresh: false, look: undefined, lanes: [] });
  promise.catch(() => undefined);
  return begun;
}
