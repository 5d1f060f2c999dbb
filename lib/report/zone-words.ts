import type { TxtEntry } from '../text/txt-entries.ts';
import { tooLongString } from '../text/txt-lines.ts';
import { paragraph, type Block, type Words } from './blocks.ts';

/** What a zone file would make of a TXT record as it is written: quotes that are never closed, and strings that are too long for it. Pure. */
export function zoneWords(entry: TxtEntry, say: Words['say']): Block[] {
  const octets = tooLongString(entry);
  const long = entry.form === 'line' ? 'workshop.txt.longLine' : 'workshop.txt.longString';
  return [
    ...(entry.isOpen ? [paragraph(say('workshop.txt.open'), 'no')] : []),
    ...(octets === null ? [] : [paragraph(say(long, { octets }), entry.form === 'line' ? 'quiet' : 'no')]),
  ];
}
