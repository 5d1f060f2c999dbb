import type { Assessment } from '../check/assessment.ts';

/**
 * The ids that the guide has shown, each with the text of the policy that it was shown for: the owner may have published any of
 * them, in any mixture.
 */
export type Offers = ReadonlyMap<string, string>;

export const NO_OFFERS: Offers = new Map();

/** The ids that were shown for other policies than this text: a new one must differ from them, and be later. */
export function idsOfOthers(text: string, offers: Offers): string[] {
  return Array.from(offers).flatMap(([id, offered]) => (offered === text ? [] : [id]));
}

/**
 * Whether the live record has an id that was shown for another policy than the live one. A sender that came in between took that
 * one, and sees no reason to look again (RFC 8461 §3.1). Line ends are the publisher's business.
 */
export function isIdOfOther({ stsRecord, policy }: Assessment, offers: Offers): boolean {
  if (stsRecord.state !== 'found' || policy.state !== 'found' || policy.text === null) return false;
  const offered = offers.get(stsRecord.value.id);
  return offered !== undefined && withoutLineEnds(offered) !== withoutLineEnds(policy.text);
}

function withoutLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
