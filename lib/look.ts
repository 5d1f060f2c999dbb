import type { Assessment, Beside } from './assessment.ts';

/**
 * What the guide wants to know beyond the verdict, so that it proposes nothing unseen. `guide`: whether a wildcard answers at a record's
 * name, and whether the policy host has an address. `file`: also what file stands there, though no record announces one.
 */
export type Look = 'guide' | 'file';

/**
 * True where nobody has asked for the policy file, since senders do not either, or may not: there is no usable record, or it could
 * not be looked up.
 */
export function isUnasked({ policy }: Pick<Assessment, 'policy'>): boolean {
  if (policy.state === 'unavailable') return policy.problems[0]?.code === 'sts-record-unavailable';
  return policy.state === 'absent';
}

/**
 * Whether a name beside a record is to be asked. Where senders use what stands there, only the guide needs to know where it comes
 * from.
 */
export function wantsBeside(facts: Assessment['stsRecord' | 'tlsrpt'], look: Look | undefined): boolean {
  if (!('texts' in facts) || facts.beside) return false;
  const isAnything = facts.texts.length > 0 || facts.aliases.length > 0;
  return isAnything && (facts.state !== 'found' || look !== undefined);
}

/** Whether something is to be found out about a file that no record announces. */
export function wantsFile(assessment: Assessment, look: Look | undefined): boolean {
  const { policyFile, policyHost } = assessment;
  if (look === undefined || !isUnasked(assessment)) return false;
  if (look === 'file') return policyFile === undefined || policyFile.state === 'unavailable';
  return policyFile === undefined && (policyHost.state === 'not-asked' || policyHost.state === 'pending');
}

/** True where a finished assessment has all that the look would bring. */
export function hasLooked(assessment: Assessment, look: Look | undefined): boolean {
  const { stsRecord, tlsrpt } = assessment;
  return ![stsRecord, tlsrpt].some((facts) => wantsBeside(facts, look)) && !wantsFile(assessment, look);
}

/**
 * Where an answer comes from, held against that of a name beside it: `wildcard` where both say the same, `name` where they differ, and
 * null where that is not known.
 */
export function originOf(
  { texts, aliases }: { readonly texts: readonly string[]; readonly aliases: readonly string[] },
  beside: Beside | undefined,
): 'name' | 'wildcard' | null {
  if (beside?.state !== 'answered') return null;
  const [target, other] = [aliases.at(-1), beside.aliases.at(-1)];
  const isSame =
    target === undefined
      ? other === undefined &&
        texts.length > 0 &&
        // Not joined: one empty text is not the same as none.
        JSON.stringify(texts.toSorted()) === JSON.stringify(beside.texts.toSorted())
      : target === other;
  return isSame ? 'wildcard' : 'name';
}
