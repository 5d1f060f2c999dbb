import { copied, inCase, sentence, type SteppedWith, type StepText } from '../../steps.ts';
import { ISOLATE_END, ISOLATE_START } from '../../text/sentence.ts';
import type { GuidedName, WrittenKey } from './guide-keys.ts';

/** A key that was taken back (RFC 6376 §3.6.1). */
export const REVOKED = 'v=DKIM1; p=';

/** A record of a selector, in the place of what stands there. */
export function keyRecord(
  ownerName: string,
  value: string,
  replaces: readonly string[],
  { policyDomain, registrableOf }: SteppedWith,
): StepText {
  const zone = registrableOf(policyDomain) ?? policyDomain;
  return { kind: 'record', record: { ownerName, zone, value, replaces, separator: ';' } };
}

/** The texts of all keys at a name. */
export function textsOf({ keys }: { readonly keys: readonly WrittenKey[] }): string[] {
  return keys.map(({ text }) => text);
}

/** Names in one line, the first few of them. */
export function inLine(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown}, …` : shown;
}

/** Where somebody else publishes what a name has; null where it stands at the name itself. */
export function targetOf({ aliases }: GuidedName): string | null {
  return aliases.at(-1) ?? null;
}

/** What an old key comes to once nothing is signed with it any more: behind a condition, since only the sender knows. */
export function revokeCase(at: GuidedName, condition: string, then: string, context: SteppedWith): StepText {
  return inCase(condition, sentence(then), keyRecord(at.name, REVOKED, textsOf(at), context));
}

/** One of several keys of a name in the place of all: behind a condition, since only the sender knows which one is used. */
export function onlyCase(at: GuidedName, written: WrittenKey, context: SteppedWith): StepText {
  return inCase(signsWith(written, context), keyRecord(at.name, written.text, textsOf(at), context));
}

/** The condition that a sender signs with a key, which people know by some of its letters. */
export function signsWith(written: WrittenKey, { say }: SteppedWith): string {
  return say('dkim.guide.record.severalCase', { part: partOf(written) });
}

/** Some letters of a key by which people tell it from another: not its first ones, which most keys have in common. */
function partOf({ text }: WrittenKey): string {
  const key = /p\s*=\s*([^;]*)/.exec(text)?.[1] ?? '';
  return key.length > 80 ? key.slice(50, 66) : key.slice(0, 16);
}

/** Something that is to be deleted, as a line of a zone. */
export function deletion(condition: string, what: string, line: string): StepText {
  return inCase(condition, copied(what, line));
}

/** A sentence without the marks of its values, for a text that is copied. */
export function unmarked(text: string): string {
  return text.replaceAll(ISOLATE_START, '').replaceAll(ISOLATE_END, '');
}
