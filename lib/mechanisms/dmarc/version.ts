import type { DmarcProblemCode } from './problems.ts';
import { versionLength } from './tags.ts';
import { folded, plain, protectionOf } from '../../text/meant-record.ts';
import { INVISIBLE } from '../../text/visible-text.ts';

/** True for a text that counts as a DMARC Policy Record: its first tag is `v=DMARC1` (RFC 9989 §4.10, step 2). */
export function isDmarcRecord(text: string): boolean {
  return versionLength(text) !== null;
}

/** More says nothing about what was meant, and a hostile text is long. */
const MAX_READ = 1000;

export type Miss = Extract<
  DmarcProblemCode,
  | 'dmarc-leading-space'
  | 'dmarc-quoted'
  | 'dmarc-invisible-character'
  | 'dmarc-version-case'
  | 'dmarc-version-not-first'
  | 'dmarc-version-missing'
  | 'dmarc-version-value'
>;

/**
 * Why a text is no DMARC record that somebody wanted to be one. Null for a text that is one, and for what has nothing to do with DMARC. Receivers ignore all of
 * these: to them there is no record.
 */
export function missOf(text: string): Miss | null {
  if (isDmarcRecord(text)) return null;
  const start = text.slice(0, MAX_READ);
  const visible = plain(start);
  // What is left when the edges are taken off, one kind after the other.
  const unindented = start.replace(/^[ \t\r\n]+/, '');
  if (unindented !== start && isMeantHead(unindented)) return 'dmarc-leading-space';
  if (start.search(INVISIBLE) !== -1 && isMeantHead(visible.trim())) return 'dmarc-invisible-character';
  const unquoted = folded(start).replace(/^[\s"'`\\]+/, '');
  if (unquoted !== folded(start) && isMeantHead(unquoted)) return 'dmarc-quoted';
  const [, value = 'DMARC1'] = /^v\s*=\s*(dmarc1)\s*(?:;|$)/i.exec(visible.trim()) ?? [];
  if (value !== 'DMARC1') return 'dmarc-version-case';
  if (/;\s*v\s*=\s*DMARC1\s*(?:;|$)/.test(visible)) return 'dmarc-version-not-first';
  if (/^\W*v(?:ersion)?\s*[=:]\W*dmarc/i.test(visible)) return 'dmarc-version-value';
  if (
    /^\W*dmarc1?\W*;|^\W*(?:p|sp|np)\s*=\s*(?:none|quarantine|reject)\b|^\W*(?:rua|ruf|adkim|aspf)\s*=/i.test(
      visible,
    )
  )
    return 'dmarc-version-missing';
  return protectionOf(start) === 'dmarc' ? 'dmarc-version-value' : null;
}

function isMeantHead(text: string): boolean {
  return /^[vV][ \t]*=[ \t]*DMARC1(?=["'\s]*(?:;|$))/.test(text);
}

/** True for a text that is a DMARC record, or that somebody meant to be one. */
export function isMeantAsDmarcRecord(text: string): boolean {
  return isDmarcRecord(text) || missOf(text) !== null;
}
