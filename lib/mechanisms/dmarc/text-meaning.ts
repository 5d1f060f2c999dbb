import type { Sentence } from '../../mechanism.ts';
import { paragraph, type Block, type Item, type Words } from '../../report/blocks.ts';
import { valueOf } from '../../text/sentence.ts';
import type { Token } from '../../text/token.ts';
import { txtEntriesOf, type TxtEntry } from '../../text/txt-entries.ts';
import { tokensIn, zoneNotesOf } from '../../text/txt-lines.ts';
import { isRegistered } from './known-tags.ts';
import { oneLower, policyOf } from './policy.ts';
import { isDmarcRecord, selectDmarcRecord, type DmarcRecord } from './record.ts';
import { splitTags, versionLength, type Tag } from './tags.ts';
import { placeOfText } from './text-place.ts';
import { isUriByGrammar, splitUris } from './uris.ts';

type Say = Words['say'];

/** What the records of a text come to. Of several names, how many have a record that receivers can read. */
export function dmarcSentence(text: string): Sentence {
  const { entries: all } = txtEntriesOf(text);
  const records = all.filter(({ owner }) => placeOfText(owner) === 'record');
  const names = Map.groupBy(records, ({ owner }) => owner);
  const selected = Array.from(names.values(), (entries) =>
    selectDmarcRecord(entries.map(({ value }) => value)),
  );
  const there = selected.filter(({ state }) => state !== 'absent');
  const [first, another] = there;
  if (!first) return { key: `workshop.dmarc.${all.some(isPermission) ? 'permission' : 'none'}` };
  const usable = there.filter(({ state }) => state === 'found').length;
  if (another) return { key: 'workshop.dmarc.names', parameters: { count: there.length, usable } };
  return first.state === 'found' ? policySentence(first.value) : { key: 'workshop.dmarc.invalid' };
}

function isPermission({ owner, value }: TxtEntry): boolean {
  return placeOfText(owner) === 'permission' && isDmarcRecord(value);
}

function policySentence({ effective: { p }, isTesting }: DmarcRecord): Sentence {
  const policy = isTesting ? oneLower(p) : p;
  return { key: `workshop.dmarc.says.${isTesting ? 'testing_' : ''}${policy}` as 'workshop.dmarc.says.none' };
}

/** So many records are told, and so many tags of each. */
const MOST_RECORDS = 20;
const MOST = 100;

/** For each record of a text what its tags mean. Pure. */
export function tellDmarcText(text: string, { say }: Pick<Words, 'say'>): readonly Block[] {
  const { entries, others } = txtEntriesOf(text);
  const ours = entries.filter(({ value }) => isDmarcRecord(value));
  const told = ours.slice(0, MOST_RECORDS).flatMap((entry) => blocksOf(entry, ours.length > 1, say));
  const left =
    others.length === 0 ? [] : [paragraph(say('workshop.txt.others', { count: others.length }), 'quiet')];
  const more = ours.length - MOST_RECORDS;
  const rest = more > 0 ? [paragraph(say('workshop.txt.more', { count: more }), 'quiet')] : [];
  return [...told, ...rest, ...left];
}

function blocksOf(entry: TxtEntry, isOneOfSeveral: boolean, say: Say): Block[] {
  return [
    ...(isOneOfSeveral ? [paragraph(lineOf(entry, say))] : []),
    ...(isPermission(entry) ? permissionBlocks(entry.value, say) : [listOf(itemsOf(entry.value, say))]),
    ...zoneNotesOf(entry).map(({ kind, octets }) =>
      paragraph(say(`workshop.txt.${kind}`, { octets }), kind === 'longLine' ? 'quiet' : 'no'),
    ),
  ];
}

function listOf(items: Item[]): Block {
  return { kind: 'list', items };
}

/** Of a permission only the addresses that it names are read (RFC 9990 §4, RFC 9991 §4). */
function permissionBlocks(value: string, say: Say): Block[] {
  const { tags } = splitTags(value, versionLength(value) ?? 0);
  const items = tags
    .filter(({ name }) => name === 'rua' || name === 'ruf')
    .slice(0, MOST)
    .map((tag) => itemOf(tag, value, say));
  return [paragraph(say('workshop.dmarc.permission')), ...(items.length > 0 ? [listOf(items)] : [])];
}

function lineOf({ line, owner }: TxtEntry, say: Say): string {
  return [say('workshop.txt.line', { line }), ...(owner === '' ? [] : [valueOf(owner)])].join(' · ');
}

function itemsOf(value: string, say: Say): Item[] {
  const { tags, broken } = splitTags(value, versionLength(value) ?? 0);
  const told = tags.map((tag) => ({ at: tag.position.offset, item: itemOf(tag, value, say) }));
  const unread = broken
    .filter(({ kind }) => kind !== 'empty')
    .map(({ text, position }) => ({
      at: position.offset,
      item: { text: valueOf(text), fault: say('workshop.dmarc.unread') },
    }));
  return [...told, ...unread]
    .toSorted((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ item }) => item);
}

function itemOf(tag: Tag, text: string, say: Say): Item {
  const { offset, length } = tag.position;
  const shown = valueOf(text.slice(offset, offset + length));
  const meaning = meaningOf(tag);
  return meaning === null
    ? { text: shown, fault: say(isRegistered(tag.name) ? 'workshop.dmarc.unread' : 'workshop.dmarc.unknown') }
    : { text: `${shown} · ${say(...meaning)}` };
}

const WORDS: Readonly<Record<string, Parameters<Say>[0]>> = {
  't y': 'workshop.dmarc.means.t_y',
  't n': 'workshop.dmarc.means.t_n',
  'psd y': 'workshop.dmarc.means.psd_y',
  'psd n': 'workshop.dmarc.means.psd_n',
  'psd u': 'workshop.dmarc.means.psd_u',
  'adkim r': 'workshop.dmarc.means.adkim_r',
  'adkim s': 'workshop.dmarc.means.adkim_s',
  'aspf r': 'workshop.dmarc.means.aspf_r',
  'aspf s': 'workshop.dmarc.means.aspf_s',
};
const HISTORIC: ReadonlySet<string> = new Set(['pct', 'ri', 'rf']);

/** Null for what receivers do not read. */
function meaningOf({ name, value }: Tag): Parameters<Say> | null {
  const low = value.toLowerCase();
  if (name === 'p' || name === 'sp' || name === 'np') {
    const policy = policyOf(value);
    return policy && [`workshop.dmarc.means.${name}_${policy}`];
  }
  if (name === 'rua' || name === 'ruf') {
    const count = splitUris(value).filter(isUriByGrammar).length;
    return count === 0 ? null : [`workshop.dmarc.means.${name}`, { count }];
  }
  if (name === 'fo') return /^[01ds](?::[01ds])*$/.test(low) ? ['workshop.dmarc.means.fo'] : null;
  if (HISTORIC.has(name)) return ['workshop.dmarc.means.historic'];
  const key = WORDS[`${name} ${low}`];
  return key ? [key] : null;
}

/** Version, names and values of a record, on its line. */
export function dmarcTokens(line: string): Token[] {
  return txtEntriesOf(line).entries.flatMap((entry) => {
    const length = versionLength(entry.value);
    if (length === null) return [];
    const tags = splitTags(entry.value, length).tags.flatMap(
      ({ writtenName, position, valueOffset, value }) => [
        { kind: 'key' as const, offset: position.offset, length: writtenName.length },
        { kind: 'value' as const, offset: valueOffset, length: value.length },
      ],
    );
    return tokensIn(entry, [
      { kind: 'key', offset: 0, length: 1 },
      { kind: 'value', offset: length - 6, length: 6 },
      ...tags,
    ]);
  });
}
