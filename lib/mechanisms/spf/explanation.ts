import { addressText } from './address.ts';
import { macroLetters, readMacroText, type MacroText } from './domain-spec.ts';
import type { Evaluation } from './evaluation.ts';
import { expand } from './macro.ts';

/** More is no answer of SMTP. */
const MOST_CHARACTERS = 4096;

/**
 * The explanation that a domain gives for a fail (RFC 7208 §6.2), a text of a third party; null where there is none, and where anything is wrong with it or
 * with getting it. Rejects where DNS does not tell.
 */
export async function explanationOf(
  name: MacroText,
  current: string,
  evaluation: Evaluation,
): Promise<string | null> {
  evaluation.end();
  const target = await evaluation.nameOf(name, current);
  if (target === null) return null;
  const answer = await evaluation.ask(target, 'TXT');
  const [text, other] = answer.state === 'found' ? answer.records : [];
  if (text === undefined || other !== undefined) return null;
  const read = readMacroText(text, true);
  if ('fault' in read) return null;
  const values = {
    ...(await evaluation.values(macroLetters(read.value), current)),
    c: addressText(evaluation.identity.client),
    // Nobody receives mail here.
    r: 'unknown',
    t: String(evaluation.seconds),
  };
  const written = expand(read.value, values);
  return written !== null && /^[\x20-\x7e]*$/.test(written) ? written.slice(0, MOST_CHARACTERS) : null;
}
