import type { TextNotes } from './text-notes.ts';
import type { Word } from './zone-entries.ts';

/** The name of a TLSA record that somebody wrote. */
export interface Owner {
  /** The mail server that it is about, in lower case, without the final dot; empty where that is open. */
  readonly host: string;
  /** False for records that senders of mail never look for. */
  readonly isForMail: boolean;
}

/** Of a record that stands without a name, as a panel has it. */
export const NO_OWNER: Owner = { host: '', isForMail: true };

/** Port and protocol before the host (RFC 6698 §3); a star stands for any port. */
const TLSA_NAME = /^(\*|_\d{1,5})\._tcp(?:\.(.*))?$/;
/** The same of port 25 with a line too little, or the other way around. */
const NEARLY = /^(?:_?25\._?tcp|_?tcp\._?25)(?=\.|$)/;
const WANTED = '_25._tcp';

/** Reads the name of a record. `origin` is what `$ORIGIN` said last, or empty. Total. */
export function readOwner(word: Word, origin: string, notes: TextNotes): Owner {
  const written = word.text.toLowerCase();
  const nearly = written.replace(NEARLY, WANTED);
  if (nearly !== written)
    notes.add('dane-text-name-misspelt', word, { name: word.text, corrected: nearly }, nearly);
  const name = wholeOf(nearly, origin);
  const [isRead, port = '', host = ''] = TLSA_NAME.exec(name) ?? [];
  if (isRead === undefined) {
    notes.add('dane-text-name', word, { name: word.text });
    return { host: '', isForMail: false };
  }
  const isForMail = port === '*' || Number(port.slice(1)) === 25;
  if (!isForMail) notes.add('dane-text-port', word, { name: word.text });
  // Below a name of two labels or more somebody may have meant the whole of it.
  else if (origin === '' && host.includes('.') && !nearly.endsWith('.'))
    notes.add('dane-text-relative', word, { name: word.text });
  return { host, isForMail };
}

/** The name without its final dot; one that has none stands below the origin (RFC 1035 §5.1). */
function wholeOf(name: string, origin: string): string {
  if (name.endsWith('.')) return name.slice(0, -1);
  if (name === '@') return origin;
  return origin === '' ? name : `${name}.${origin}`;
}
