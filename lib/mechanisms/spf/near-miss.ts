import { plain } from '../../text/meant-record.ts';

/** More says nothing about what was meant. */
const MOST_READ = 200;

/** True for the record of Sender ID (RFC 4406), which nobody asks for any more (RFC 6686). */
export function isSenderId(text: string): boolean {
  return /^spf2\.0\//i.test(text);
}

/**
 * True for a text that is no SPF record and that somebody meant as one: the version behind a space or a quote, with a tab or a `;` behind it, run into the
 * first term, with spaces or a colon in it, or of another number; and terms of SPF without a version.
 */
export function isMeantAsSpf(text: string): boolean {
  if (isSenderId(text)) return false;
  const read = plain(text.slice(0, MOST_READ))
    .trim()
    .replace(/^["'(\s]+/, '');
  const version = /^v\s{0,5}[=:]\s{0,5}["']?spf[\s._-]?v?(\d{0,2})/i.exec(read);
  if (version) return true;
  const isBare = /^(?:version\s*[=:]\s*)?spf-?v?1?(?:\s|[;:,=]|$)/i.test(read);
  return (isBare || /^(?:TXT\s|@\s|IN\s)/i.test(read)) && /[+?~-]all\b|\b(?:include|ip[46]):/i.test(read);
}
