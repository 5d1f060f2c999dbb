import { faultOfMxPattern } from '../mechanisms/mta-sts/mx-pattern.ts';
import { readMxValue } from '../mechanisms/mta-sts/mx-value.ts';
import { linesWithEnds, mapLines } from '../text/text-lines.ts';

const MX_LINE = /^[ \t]*mx[ \t]*:/i;
const EMPTY_MX = /^[ \t]*mx[ \t]*:[ \t]*$/i;
const BULLET = /^[ \t]*(?:[-*•][ \t]+)?/;
/** As in a zone file or the answer of a tool: nothing else in a policy has a preference or this type. */
const RECORD = /^\d{1,5}[ \t]+\S|^(?!mx\b).*\sMX\s/i;

/**
 * The policy with a key before each host name that stands on a line of its own: below an `mx:`, as in a list of YAML, or as a copied record.
 * Elsewhere a name may be a heading.
 */
export function withListedServers(text: string): string {
  const bodies = linesWithEnds(text).map(({ body }) => body);
  let isBelowMx = false;
  const isListed = bodies.map((body) => {
    const isServer = !MX_LINE.test(body) && (isBelowMx || RECORD.test(body)) && namesServers(listed(body));
    isBelowMx = MX_LINE.test(body) || isServer;
    return isServer;
  });
  return mapLines(text, (body, index) => {
    if (isListed[index]) return [`mx: ${listed(body)}`];
    return EMPTY_MX.test(body) && isListed[index + 1] ? [] : [body];
  });
}

function listed(body: string): string {
  return body.replace(BULLET, '').trim();
}

function namesServers(text: string): boolean {
  if (text.includes(':') || /^mx\b(?!\.)/i.test(text)) return false;
  if (faultOfMxPattern(text) === null) return text.includes('.');
  const { patterns, isPlain } = readMxValue(text);
  return isPlain && patterns.some((pattern) => pattern.includes('.'));
}
