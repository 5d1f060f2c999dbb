import { plain } from '../../text/meant-record.ts';
import { readTerm } from './read-term.ts';

/** More says nothing about what was meant. */
const MOST_READ = 200;

/** True for the record of Sender ID (RFC 4406), which nobody asks for any more (RFC 6686). */
export function isSenderId(text: string): boolean {
  return /^spf2\.0\//i.test(text);
}

/**
 * True for a text that is no SPF record and that somebody meant as one: the version behind a space or a quote, with a tab or a `;` behind it, run into the
 * first term, with spaces or a colon in it, or of another number; a line of a zone; and terms of SPF without a version, as the rest of a record that was split in two has them.
 */
export function isMeantAsSpf(text: string): boolean {
  if (isSenderId(text)) return false;
  const read = plain(text.slice(0, MOST_READ))
    .trim()
    .replace(/^["'(\s\\]+/, '');
  const version = /^v\s{0,5}[=:]\s{0,5}["']?spf[\s._-]?v?(\d{0,2})/i.exec(read);
  if (version || /\bIN\s+TXT\s+["(\s]*v=spf1\b/i.test(read) || isOfTerms(whole(read, text))) return true;
  const isBare = /^(?:version\s*[=:]\s*|v[\s._-]?)?spf-?v?1?(?:\s|[;:,=]|$)/i.test(read);
  return (isBare || /^(?:TXT\s|@\s|IN\s)/i.test(read)) && /[+?~-]all\b|\b(?:include|ip[46]):/i.test(read);
}

const ALL = /^[+?~-]all$/i;
/** Nothing but SPF writes these. */
const OWN = /^[+?~-]?(?:include|ip[46]):/i;

/** Without the word in which a long text was cut. */
function whole(read: string, text: string): string {
  return text.length > MOST_READ ? read.replace(/\S*$/, '') : read;
}

/** True for terms alone, of which one at least is unmistakable. The first word may be the end of one that was torn apart, or a version misspelt. */
function isOfTerms(text: string): boolean {
  const words = text.split(' ').filter((word) => word !== '');
  const areTerms = words.slice(1).every((word) => 'term' in readTerm(word, 0));
  return areTerms && words.some((word) => ALL.test(word) || (OWN.test(word) && 'term' in readTerm(word, 0)));
}
