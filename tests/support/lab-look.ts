import { assess, type Deps } from '../../lib/check/assess.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { parseCustomResolver } from '../../lib/dns/resolver.ts';
import { validationHabits } from '../../lib/dns/validation-habit.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import type { Lab } from '../lab/lab.ts';
import { name } from './assessments.ts';

/** Long enough for the slowest host that answers at all. */
const PATIENCE_MS = 4000;

let labels = 0;

/** Checks a domain of the lab over its servers, as the extension would that remembers nothing. What differs, such as the hosts that may be read, is given. */
export function lookInLab(lab: Lab, domain: string, differs: Partial<Deps> = {}): Promise<Assessment> {
  const deps: Deps = {
    fetch: lab.browserLikeFetch,
    now: Date.now,
    deadline: (milliseconds) => AbortSignal.timeout(Math.min(PATIENCE_MS, milliseconds)),
    resolver: parseCustomResolver(lab.dohUrl)!,
    mayRead: async () => true,
    registrableOf,
    policies: { recall: async () => null, remember: async () => undefined },
    validationHabits: validationHabits(),
    known: null,
    // No label twice: what was answered to one tells nothing of the next.
    randomLabel: () => `nobody${(labels += 1)}`,
    ...differs,
  };
  return assess(name(domain), deps, () => undefined);
}
