import type { Sentence } from '../../mechanism.ts';
import { paragraph, type Block, type Item, type Words } from '../../report/blocks.ts';
import { valueOf } from '../../text/sentence.ts';
import { parseTagList, type Tag } from '../../text/tag-list.ts';
import type { Token } from '../../text/token.ts';
import { txtEntriesOf, type TxtEntry } from '../../text/txt-entries.ts';
import { tokensIn, zoneNotesOf } from '../../text/txt-lines.ts';
import { isBimiRecord, selectBimiRecord } from './record.ts';

type Say = Words['say'];

/** What the records of a text come to. Of several names, how many have a record that receivers can use. */
export function bimiSentence(text: string): Sentence {
  const names = Map.groupBy(txtEntriesOf(text).entries, ({ owner }) => owner);
  const selected = Array.from(names.values(), (entries) =>
    selectBimiRecord(entries.map(({ value }) => value)),
  ).filter(({ state }) => state !== 'absent');
  const [first, another] = selected;
  if (!first) return { key: 'workshop.bimi.none' };
  if (another) {
    const usable = selected.filter(({ state }) => state === 'found').length;
    return { key: 'workshop.bimi.names', parameters: { count: selected.length, usable } };
  }
  if (first.state !== 'found') return { key: 'workshop.bimi.invalid' };
  const { isDeclined, evidence, localParts } = first.value;
  if (isDeclined)
    return { key: localParts === null ? 'workshop.bimi.declined' : 'workshop.bimi.declinedDefault' };
  return { key: evidence === null ? 'workshop.bimi.logo' : 'workshop.bimi.certified' };
}

/** So many records are told, and so many tags of each. */
const MOST_RECORDS = 20;
const MOST = 100;

/** For each record of a text what its tags mean. Pure. */
export function tellBimiText(text: string, { say }: Pick<Words, 'say'>): readonly Block[] {
  const { entries, others } = txtEntriesOf(text);
  const ours = entries.filter(({ value }) => isBimiRecord(value));
  const told = ours.slice(0, MOST_RECORDS).flatMap((entry) => blocksOf(entry, ours.length > 1, say));
  const left =
    others.length === 0 ? [] : [paragraph(say('workshop.txt.others', { count: others.length }), 'quiet')];
  const more = ours.length - MOST_RECORDS;
  const rest = more > 0 ? [paragraph(say('workshop.txt.more', { count: more }), 'quiet')] : [];
  return [...told, ...rest, ...left];
}

function blocksOf(entry: TxtEntry, isOneOfSeveral: boolean, say: Say): Block[] {
  const { line, owner, value } = entry;
  const name = [say('workshop.txt.line', { line }), ...(owner === '' ? [] : [valueOf(owner)])].join(' · ');
  return [
    ...(isOneOfSeveral ? [paragraph(name)] : []),
    {
      kind: 'list',
      items: parseTagList(value)
        .tags.slice(0, MOST)
        .map((tag) => itemOf(tag, value, say)),
    },
    ...zoneNotesOf(entry).map(({ kind, octets }) =>
      paragraph(say(`workshop.txt.${kind}`, { octets }), kind === 'longLine' ? 'quiet' : 'no'),
    ),
  ];
}

function itemOf(tag: Tag, text: string, say: Say): Item {
  const { offset, length } = tag.position;
  const shown = valueOf(text.slice(offset, offset + length));
  const meaning = meaningOf(tag);
  return meaning === null
    ? { text: shown, fault: say('workshop.bimi.unknown') }
    : { text: `${shown} · ${say(meaning)}` };
}

/** Null for what receivers do not read. */
function meaningOf({ name, value }: Tag): Parameters<Say>[0] | null {
  if (name === 'v') return 'workshop.bimi.means.v';
  if (name === 'l') return value === '' ? 'workshop.bimi.means.l_empty' : 'workshop.bimi.means.l';
  if (name === 'a') return value === '' ? 'workshop.bimi.means.a_empty' : 'workshop.bimi.means.a';
  if (name === 'lps') return 'workshop.bimi.means.lps';
  if (name !== 'avp') return null;
  if (value === 'brand') return 'workshop.bimi.means.avp_brand';
  return value === 'personal' ? 'workshop.bimi.means.avp_personal' : null;
}

/** Names and values of a record, on its line. */
export function bimiTokens(line: string): Token[] {
  return txtEntriesOf(line).entries.flatMap((entry) =>
    isBimiRecord(entry.value)
      ? tokensIn(
          entry,
          parseTagList(entry.value).tags.flatMap(({ name, position, at }) => [
            { kind: 'key' as const, offset: position.offset, length: name.length },
            { kind: 'value' as const, offset: at.offset, length: at.length },
          ]),
        )
      : [],
  );
}
