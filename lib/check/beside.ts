import type { Beside } from '../dns/record-facts.ts';
import type { LookUp } from '../dns/lookup.ts';
import { MAX_NAME_LENGTH } from '../names/domain-name.ts';

/**
 * Asks TXT of the name with another first label. Whatever wildcard answers for the name answers for that one too: neither exists, so both
 * have one closest encloser (RFC 4592 §3.3.1); for `_smtp._tls.example.com` that is a name beside `_smtp` and not one beside `_tls`. `label` is
 * cut where the name would be too long. Never rejects.
 */
export async function lookBeside(name: string, lookUp: LookUp, label: string): Promise<Beside> {
  const rest = name.slice(name.indexOf('.'));
  const answer = await lookUp(`${label.slice(0, MAX_NAME_LENGTH - rest.length)}${rest}`, 'TXT');
  if (answer.state === 'unavailable') return answer;
  return {
    state: 'answered',
    texts: answer.state === 'found' ? answer.records : [],
    aliases: answer.aliases,
  };
}
