import type { StsProblemCode } from '../mechanisms/mta-sts/problems.ts';
import { faultOfMxPattern, mxMatcher } from '../mechanisms/mta-sts/mx-pattern.ts';
import { hostNamesIn } from '../mechanisms/mta-sts/mx-host-names.ts';
import { readMxValue } from '../mechanisms/mta-sts/mx-value.ts';
import { parsePolicy, type StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import type { Parsed } from '../outcome.ts';
import { linesWithEnds } from '../text/text-lines.ts';

/** A line that says something other than which servers there are. */
const OTHER = /^\s*(?:#|(?:version|mode|max[_.-]?age)[ \t]*[:=])/i;

/** A copied record, up to what it says: its owner is no server. Without a class, something else may be meant. */
const OWNER = /^\s*[^\s:]+(?:\s+\d+)?\s+IN\s+MX(?=\s)/i;

/**
 * The names of servers that stand anywhere in the text of a policy, as a policy would write them, in lower case: also on a line that no
 * sender reads, or under a key that is misspelt. Comments are left out, and so is the owner of a copied record line.
 */
export function serverNamesIn(text: string): ReadonlySet<string> {
  const lines = linesWithEnds(text).flatMap(({ body }) => body.split('\r'));
  const names = lines.filter((line) => !OTHER.test(line)).flatMap(namesOf);
  return new Set(names.map((name) => name.toLowerCase()));
}

function namesOf(line: string): readonly string[] {
  const value = /^[^a-z\d]*mx(?:[ \t]*[:=]|[ \t])(.*)$/is.exec(line)?.[1]?.trim();
  // Under another key, or as one: a host name with a port has the form of a field.
  if (value === undefined) return hostNamesIn(line.replace(OWNER, ''));
  if (faultOfMxPattern(value) === null) return value.includes('.') ? [value] : [];
  const { patterns, isPlain } = readMxValue(value);
  // Where it is open what is meant, every name may be that of a server.
  return isPlain ? patterns : hostNamesIn(value);
}

/**
 * True where a fix loses no server: each name that stood in the text is still there, and a text that nobody could read has not become an
 * enforced policy without one of them, which would hold back the mail to it (RFC 8461 §5).
 */
export function keepsServers(before: string, after: string): boolean {
  const names = serverNamesIn(before);
  const left = serverNamesIn(after);
  if ([...names].some((name) => !left.has(name))) return false;
  const read = readText(after);
  if (read.state === 'invalid' || read.value.mode !== 'enforce' || readText(before).state === 'valid')
    return true;
  const covers = mxMatcher(read.value.mx);
  const written = new Set(read.value.mx.map((pattern) => pattern.toLowerCase()));
  return [...names].every((name) => written.has(name) || covers(name) !== null);
}

function readText(text: string): Parsed<StsPolicy, StsProblemCode> {
  return parsePolicy(new TextEncoder().encode(text));
}
