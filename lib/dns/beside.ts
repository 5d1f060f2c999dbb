import { MAX_NAME_LENGTH } from '../names/domain-name.ts';
import type { Pending } from '../outcome.ts';
import type { Lookup, LookUp } from './lookup.ts';
import type { Beside, RecordFacts } from './record-facts.ts';

/**
 * Asks TXT of the name with another first label. Whatever wildcard answers for the name answers for that one too: neither exists, so both
 * have one closest encloser (RFC 4592 §3.3.1); for `_smtp._tls.example.com` that is a name beside `_smtp` and not one beside `_tls`. `label` is
 * cut where the name would be too long. Never rejects.
 */
export async function lookBeside(name: string, lookUp: LookUp, label: string): Promise<Beside> {
  return besideOf(await lookUp(nameBeside(name, label), 'TXT'));
}

/** The name with another first label, cut where it would be too long. */
export function nameBeside(name: string, label: string): string {
  const rest = name.slice(name.indexOf('.'));
  return `${label.slice(0, MAX_NAME_LENGTH - rest.length)}${rest}`;
}

/** What the answer for that name comes to. */
export function besideOf(answer: Lookup<string>): Beside {
  if (answer.state === 'unavailable') return answer;
  return {
    state: 'answered',
    texts: answer.state === 'found' ? answer.records : [],
    aliases: answer.aliases,
  };
}

/**
 * Whether a name beside a record is to be asked. Where senders use what stands there, only the guide (`isWanted`) needs to know where it
 * comes from.
 */
export function wantsBeside(facts: Pending | RecordFacts<unknown>, isWanted: boolean): boolean {
  if (!('texts' in facts) || facts.beside) return false;
  const isAnything = facts.texts.length > 0 || facts.aliases.length > 0;
  return isAnything && (facts.state !== 'found' || isWanted);
}

/**
 * Where an answer comes from, compared with that of a name beside it: `wildcard` where both say the same, `name` where they differ, and
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
