import type { Sentence } from '../../mechanism.ts';
import { paragraph, type Block, type Item, type Words } from '../../report/blocks.ts';
import { valueOf } from '../../text/sentence.ts';
import { listOf, parseTagList, type Tag } from '../../text/tag-list.ts';
import type { Token } from '../../text/token.ts';
import { txtEntriesOf, type TxtEntry } from '../../text/txt-entries.ts';
import { tokensIn, zoneNotesOf } from '../../text/txt-lines.ts';
import { isForReports, isMeantAsKey, type DkimKey } from './key.ts';
import { keyIn } from './text-reading.ts';
import { KNOWN } from './text-tags.ts';

type Say = Words['say'];

interface Read {
  readonly entry: TxtEntry;
  readonly key: DkimKey;
}

function keysIn(text: string): Read[] {
  return txtEntriesOf(text).entries.flatMap((entry) => {
    const key = keyIn(entry);
    return key === null || !isMeantAsKey(key) ? [] : [{ entry, key }];
  });
}

/** What the keys of a text come to. Of several, how many of them receivers can use. */
export function dkimSentence(text: string): Sentence {
  const [first, another, ...others] = keysIn(text);
  if (!first) return { key: 'workshop.dkim.none' };
  if (another) {
    const usable = [first, another, ...others].filter(({ key }) => key.state === 'usable').length;
    return { key: 'workshop.dkim.names', parameters: { count: others.length + 2, usable } };
  }
  const { state, type, bits } = first.key;
  if (state === 'revoked') return { key: 'workshop.dkim.revoked' };
  if (isForReports(first.key)) return { key: 'workshop.dkim.reports' };
  if (state !== 'usable' || bits === null) return { key: 'workshop.dkim.invalid' };
  return type === 'ed25519'
    ? { key: 'workshop.dkim.ed25519' }
    : { key: 'workshop.dkim.rsa', parameters: { bits: String(bits) } };
}

/** So many records are told, and so many tags of each. */
const MOST_RECORDS = 20;
const MOST = 100;

/** For each key of a text what its tags mean. Pure. */
export function tellDkimText(text: string, { say }: Pick<Words, 'say'>): readonly Block[] {
  const keys = keysIn(text);
  const { others } = txtEntriesOf(text);
  const told = keys.slice(0, MOST_RECORDS).flatMap((each) => blocksOf(each, keys.length > 1, say));
  const left =
    others.length === 0 ? [] : [paragraph(say('workshop.txt.others', { count: others.length }), 'quiet')];
  const more = keys.length - MOST_RECORDS;
  const rest = more > 0 ? [paragraph(say('workshop.txt.more', { count: more }), 'quiet')] : [];
  return [...told, ...rest, ...left];
}

function blocksOf({ entry, key }: Read, isOneOfSeveral: boolean, say: Say): Block[] {
  const { line, owner, value } = entry;
  const name = [say('workshop.txt.line', { line }), ...(owner === '' ? [] : [valueOf(owner)])].join(' · ');
  const items = parseTagList(value)
    .tags.slice(0, MOST)
    .map((tag) => itemOf(tag, key, value, say));
  return [
    ...(isOneOfSeveral ? [paragraph(name)] : []),
    { kind: 'list', items },
    ...zoneNotesOf(entry).map(({ kind, octets }) =>
      paragraph(say(`workshop.txt.${kind}`, { octets }), kind === 'longLine' ? 'quiet' : 'no'),
    ),
  ];
}

/** So much of a tag is shown; the rest of it is the middle of a key. */
const SHOWN = 60;

function itemOf(tag: Tag, key: DkimKey, text: string, say: Say): Item {
  const { offset, length } = tag.position;
  const written = text.slice(offset, offset + length);
  const shown = valueOf(written.length > SHOWN ? `${written.slice(0, SHOWN)}…` : written);
  const meanings = meaningsOf(tag, key).map((meaning) => say(...meaning));
  return meanings.length === 0
    ? { text: shown, fault: say(KNOWN.has(tag.name) ? 'workshop.dkim.unread' : 'workshop.dkim.unknown') }
    : { text: [shown, ...meanings].join(' · ') };
}

/** None for what receivers do not read. */
function meaningsOf(tag: Tag, key: DkimKey): Parameters<Say>[] {
  const { name, value } = tag;
  const words = listOf(value.toLowerCase());
  if (name === 'v') return value === 'DKIM1' ? [['workshop.dkim.means.v']] : [];
  if (name === 'n') return [['workshop.dkim.means.n']];
  if (name === 'g') return [['workshop.dkim.means.g']];
  if (name === 'k')
    return words[0] === 'rsa' || words[0] === 'ed25519' ? [[`workshop.dkim.means.${words[0]}`]] : [];
  if (name === 'h') return words.includes('sha256') ? [['workshop.dkim.means.h']] : [];
  if (name === 's') {
    const isForMail = words.includes('*') || words.includes('email');
    return [[isForMail ? 'workshop.dkim.means.s_mail' : 'workshop.dkim.means.s_other']];
  }
  if (name === 't')
    return (['y', 's'] as const).flatMap((flag): Parameters<Say>[] =>
      words.includes(flag) ? [[`workshop.dkim.means.t_${flag}`]] : [],
    );
  return name === 'p' ? meaningOfKey(tag, key) : [];
}

function meaningOfKey({ value }: Tag, { data }: DkimKey): Parameters<Say>[] {
  if (value === '') return [['workshop.dkim.means.p_revoked']];
  if (data === null) return [];
  if (data.type === 'ed25519') return [['workshop.dkim.means.p_ed25519']];
  const { bits, exponent } = data;
  const digits = String(exponent);
  const shown = digits.length > 20 ? `${digits.slice(0, 20)}…` : digits;
  return [['workshop.dkim.means.p_rsa', { bits: String(bits), exponent: shown }]];
}

/** Names and values of a key, on its line. */
export function dkimTokens(line: string): Token[] {
  return txtEntriesOf(line).entries.flatMap((entry) => {
    if (keyIn(entry)?.state === 'not-dkim') return [];
    const parts = parseTagList(entry.value).tags.flatMap(({ name, position, at }) => [
      { kind: 'key' as const, offset: position.offset, length: name.length },
      { kind: 'value' as const, offset: at.offset, length: at.length },
    ]);
    return tokensIn(entry, parts);
  });
}
