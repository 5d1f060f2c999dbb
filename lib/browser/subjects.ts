import { pageHostOf } from '../names/page-host.ts';
import type { DomainName } from '../names/domain-name.ts';
import {
  refusalOf,
  registrableOf,
  subjectOfName,
  subjectOfText,
  subjectOfUrl,
  type Subject,
} from '../names/subject.ts';
import { answer } from './assessor.ts';
import { currentEra, type Era } from './era.ts';
import type { CheckAtOnce, Pointed } from './messages.ts';
import { readSettings } from './settings.ts';
import { rememberSubject } from './subject-memory.ts';

/** What a person pointed at, as the policy domain it stands for. */
export function subjectOf({ kind, value }: Pointed): Subject {
  return READERS[kind](value);
}

const READERS = { text: subjectOfText, url: subjectOfUrl, name: subjectOfName };

/**
 * The same for a page that asks; unsupported also where the resolver in force may not be asked about it. With `check` the check of it begins before the page knows
 * what to wait for: its own request, which follows, shares it.
 */
export async function answerSubject(
  { check, ...pointed }: Pointed & { readonly check?: CheckAtOnce | false },
  since: Era = currentEra(),
): Promise<Subject> {
  const subject = subjectOf(pointed);
  if (subject.state === 'unsupported') return subject;
  const { policyDomain, alternatives } = subject;
  const host = pointed.kind === 'url' ? pageHostOf(pointed.value) : null;
  if (host) {
    const isForCustomOnly = refusalOf(policyDomain, false) !== null;
    // Whoever asks does not wait for it.
    void rememberSubject(host, { policyDomain, alternatives: [...alternatives], isForCustomOnly }, since);
  }
  const { resolver } = await readSettings();
  const reason = refusalOf(policyDomain, resolver.id === 'custom');
  if (reason) return { state: 'unsupported', reason, text: policyDomain };
  if (check) void answer({ domain: policyDomain, fresh: false, ...check }, since).catch(() => undefined);
  return subject;
}

/** The registered domain of each name, in the same order, for a page that has no public suffix list. */
export function answerRegistrable(names: readonly DomainName[]): (DomainName | null)[] {
  return names.map(registrableOf);
}
