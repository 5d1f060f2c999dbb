import type { Sentence } from '../../mechanism.ts';
import { paragraph, type Block, type Item, type Words } from '../../report/blocks.ts';
import { valueOf } from '../../text/sentence.ts';
import type { Token } from '../../text/token.ts';
import { txtEntriesOf, type TxtEntry } from '../../text/txt-entries.ts';
import { tokensIn, zoneNotesOf } from '../../text/txt-lines.ts';
import type { SpfParts } from './facts.ts';
import { isSpfRecord, modifierOf, parseSpfRecord, selectSpfRecord, type SpfRecord } from './record.ts';
import { readTerm } from './read-term.ts';
import { isDirective, lookUpsOf, type Qualifier, type SpfTerm } from './term.ts';
import { draftLookUps } from './text-look-ups.ts';
import { wordsOf } from './text-words.ts';

type Say = Words['say'];

const ENDS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

/** What the records of a text come to. Of several names, how many have a record that receivers can read. */
export function spfSentence(text: string): Sentence {
  const names = Map.groupBy(txtEntriesOf(text).entries, ({ owner }) => owner);
  const selected = Array.from(names.values(), (entries) =>
    selectSpfRecord(entries.map(({ value }) => value)),
  );
  const meant = selected.filter(({ state }) => state !== 'absent');
  const [first, another] = meant;
  if (!first) return { key: 'workshop.spf.none' };
  const usable = meant.filter(({ state }) => state === 'found').length;
  if (another) return { key: 'workshop.spf.names', parameters: { count: meant.length, usable } };
  return first.state === 'found' ? endSentence(first.value) : { key: 'workshop.spf.invalid' };
}

function endSentence(record: SpfRecord): Sentence {
  const all = record.terms.find(({ kind }) => kind === 'all');
  if (all && isDirective(all)) return { key: `workshop.spf.end.${ENDS[all.qualifier]}` };
  const redirect = modifierOf(record, 'redirect');
  if (redirect) return { key: 'workshop.spf.end.redirect', parameters: { target: redirect.domain.text } };
  return { key: 'workshop.spf.end.missing' };
}

/** So many records are told, and so many terms of each. */
const MOST_RECORDS = 20;
const MOST = 200;

/** For each record of a text what its terms mean, and how many look-ups they need. Pure. */
export function tellSpfText(
  text: string,
  { say }: Pick<Words, 'say'>,
  live: SpfParts | null,
): readonly Block[] {
  const { entries, others } = txtEntriesOf(text);
  const ours = entries.filter(({ value }) => isSpfRecord(value));
  const told = ours.slice(0, MOST_RECORDS).flatMap((entry) => blocksOf(entry, ours.length > 1, say, live));
  const left =
    others.length === 0 ? [] : [paragraph(say('workshop.txt.others', { count: others.length }), 'quiet')];
  const more = ours.length - MOST_RECORDS;
  const rest = more > 0 ? [paragraph(say('workshop.txt.more', { count: more }), 'quiet')] : [];
  return [...told, ...rest, ...left];
}

function blocksOf(entry: TxtEntry, isOneOfSeveral: boolean, say: Say, live: SpfParts | null): Block[] {
  return [
    ...(isOneOfSeveral ? [paragraph(lineOf(entry, say))] : []),
    { kind: 'list', items: itemsOf(entry, say) },
    ...lookUpWords(entry, say, live),
    ...zoneNotesOf(entry).map(({ kind, octets }) =>
      paragraph(say(`workshop.txt.${kind}`, { octets }), kind === 'longLine' ? 'quiet' : 'no'),
    ),
  ];
}

function lineOf({ line, owner }: TxtEntry, say: Say): string {
  return [say('workshop.txt.line', { line }), ...(owner === '' ? [] : [valueOf(owner)])].join(' · ');
}

function itemsOf({ value }: TxtEntry, say: Say): Item[] {
  const words = wordsOf(value);
  const end = words.findIndex(({ text }) => /^[+?~-]?all$/i.test(text));
  return words.slice(0, MOST).map(({ text, offset }, index): Item => {
    const read = readTerm(text, offset);
    const shown = valueOf(text);
    if ('fault' in read) return { text: shown, fault: say('workshop.spf.noTerm') };
    const isBehind = index > end && isDirective(read.term);
    const isDead = end !== -1 && (isBehind || read.term.kind === 'redirect');
    if (isDead) return { text: shown, fault: say('workshop.spf.afterAll') };
    return { text: [shown, ...meaningOf(read.term, say)].join(' · ') };
  });
}

const SIGNS: Readonly<Record<Qualifier, 'fail' | 'softfail' | 'neutral' | null>> = {
  '+': null,
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

function meaningOf(term: SpfTerm, say: Say): string[] {
  if (!isDirective(term)) {
    const target = 'domain' in term ? term.domain.text : '';
    return [say(`workshop.spf.means.${term.kind}`, { target })];
  }
  if (term.kind === 'all') return [say(`workshop.spf.all.${ENDS[term.qualifier]}`)];
  const sign = SIGNS[term.qualifier];
  const lookUps = lookUpsOf(term);
  return [
    say(...bodyOf(term)),
    ...(sign === null ? [] : [say(`workshop.spf.sign.${sign}`)]),
    ...(lookUps > 0 ? [say('workshop.spf.cost', { count: lookUps })] : []),
  ];
}

function bodyOf(term: Exclude<SpfTerm, { kind: 'all' | 'redirect' | 'exp' | 'unknown' }>): Parameters<Say> {
  if (term.kind === 'ip4' || term.kind === 'ip6') {
    const isOne = term.prefix === (term.kind === 'ip4' ? 32 : 128);
    const [, network = ''] = /:(.*)/s.exec(term.text) ?? [];
    return [isOne ? 'workshop.spf.means.address' : 'workshop.spf.means.range', { network }];
  }
  if (term.domain === null) return [`workshop.spf.means.${term.kind as 'a' | 'mx' | 'ptr'}_own`];
  return [`workshop.spf.means.${term.kind}`, { target: term.domain.text }];
}

function lookUpWords({ value }: TxtEntry, say: Say, live: SpfParts | null): Block[] {
  const parsed = parseSpfRecord(value);
  if (parsed.state !== 'valid') return [];
  const { count, isAtLeast, over } = draftLookUps(parsed.value, live);
  const many = say(isAtLeast ? 'workshop.spf.lookUpsAtLeast' : 'workshop.spf.lookUps', { count });
  if (over !== null) return [paragraph(`${many} ${say('workshop.spf.tooMany', { term: over })}`, 'no')];
  const isOpen = isAtLeast && live === null;
  return [paragraph(isOpen ? `${many} ${say('workshop.spf.lookUpDomain')}` : many)];
}

/** Version, names and values of a record, on its line. */
export function spfTokens(line: string): Token[] {
  return txtEntriesOf(line).entries.flatMap((entry) => {
    if (!isSpfRecord(entry.value)) return [];
    const terms = wordsOf(entry.value).flatMap(({ text, offset }) => {
      const [name = ''] = /^[^:=/]+/.exec(text) ?? [];
      const start = name.length + (/^[:=]/.test(text.slice(name.length)) ? 1 : 0);
      return [
        { kind: 'key' as const, offset, length: name.length },
        { kind: 'value' as const, offset: offset + start, length: text.length - start },
      ];
    });
    return tokensIn(entry, [
      { kind: 'key', offset: 0, length: 1 },
      { kind: 'value', offset: 2, length: 4 },
      ...terms,
    ]);
  });
}
