import type { Problem } from '../../problem.ts';
import { leadingSpace } from '../../text/white-space.ts';
import { DEFINED, misspeltKey } from './policy-keys.ts';
import type { StsProblemCode } from './problems.ts';
import { namesKey } from './unread-keys.ts';

/** More than a message of a web server or a record has. */
const MAX_READ = 2000;
const HTML = /^\ufeff?\s{0,100}<(?:!doctype|html|head|body|\?xml)/i;
const JSON_TEXT = /^\ufeff?\s{0,100}(?:\{\s{0,100}["'}]|\[\s{0,100}[\]{"'])/;
/** A record of the zone, bare or as a line of a zone file. */
const RECORD = /(?:^|[\s"'(])v\s{0,9}=\s{0,9}[a-z]{3,8}\d{1,2}\s{0,9}[;, ]/i;
/** What only a policy says. */
const VALUE = /\b(?:STSv\d|enforce|testing)\b/i;
/** The form of a line of a policy, whatever its key; the message of a server begins with its status or the word. */
const FIELD = /^\s*(?!(?:\d{3}|error)[ \t]*:)[A-Za-z0-9][\w.-]{0,31}[ \t]*:/i;
/** A line of a policy as it must be, below something else. */
const POLICY_LINE = /^(?:version|mode|mx|max_age)[ \t]{0,9}:[ \t]{0,9}[^\s"']/m;
// oxlint-disable-next-line no-control-regex
const BINARY = /[\x00-\x08\x0e-\x1f]/;

/**
 * What stands in the place of a policy (RFC 8461 §3.2), where nothing in the text was meant as a line of one: a web page, JSON, a record
 * that belongs into DNS, a message. Said once, since every line is wrong for the same reason. Null for an attempt at a policy.
 */
export function foreignText(text: string): Problem<StsProblemCode> | null {
  // As nearly all begin.
  if (/^(?:version|mode|mx|max_age):/.test(text)) return null;
  const start = text.slice(0, MAX_READ);
  const position = { offset: 0, length: Math.min(text.length, 80), line: 1 };
  if (HTML.test(start)) return { code: 'policy-html', parameters: {}, position };
  if (JSON_TEXT.test(start) && !POLICY_LINE.test(start))
    return { code: 'policy-json', parameters: {}, position };
  if (BINARY.test(start) || text.length > MAX_READ) return null;
  const lines = start.split(/[\r\n]+/).filter((line) => leadingSpace(line) < line.length);
  const record = lines.find((line) => RECORD.test(line));
  if (lines.some((line) => hasKey(line, record === undefined))) return null;
  if (record !== undefined) return { code: 'policy-is-record', parameters: {}, position };
  const first = lines.find((line) => !/^\ufeff?\s*#/.test(line));
  const isAttempt = VALUE.test(start) || lines.some((line) => FIELD.test(line));
  if (first === undefined || isAttempt) return null;
  return { code: 'policy-other-text', parameters: { text: first.trim() }, position };
}

/** True for a line that names a key of a policy, as it is or misspelt; in a record "v" is none. */
function hasKey(line: string, isVersionOne: boolean): boolean {
  const [written = ''] = /^[^:=\s]*/.exec(line.replace(/^[^A-Za-z0-9]+/, '')) ?? [];
  const meant = misspeltKey(written);
  if (meant !== null && (meant !== 'version' || isVersionOne)) return true;
  return Array.from(DEFINED).some((key) => (key !== 'version' || isVersionOne) && namesKey(line, key));
}
