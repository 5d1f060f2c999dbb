import { withoutAny } from './discover.ts';
import { withoutComments } from './message-outline.ts';
import { isSelector } from './selector.ts';
import { parseDomainName, type DomainName } from '../../names/domain-name.ts';
import { parseTagList } from '../../text/tag-list.ts';

/** What a person gave to say which selectors a domain has. */
export interface GivenSelectors {
  /** Of this domain, each once. */
  readonly here: readonly string[];
  /** Of other domains, whose keys stand there and nowhere else. */
  readonly elsewhere: readonly { readonly selector: string; readonly domain: DomainName }[];
  /** So many more were not looked at. */
  readonly more: number;
  /** Why there is none: nothing was given; a header without signature; a signature without a selector that can be read; or a text that can be no selector. */
  readonly fault: 'empty' | 'unsigned' | 'unreadable' | 'no-selector' | null;
}

/** Of a longer text no more is read: a header ends long before (`MOST_HEADER_OCTETS`). */
export const MOST_GIVEN_CHARACTERS = 1024 * 1024;
/** What is no header is a name or two, or a signature. */
const MOST_NAME_CHARACTERS = 10_000;
/** Of a longer field no more is read: with every header that it signs, a signature has some thousand. */
const MOST_FIELD_CHARACTERS = 100_000;
/** So many are taken of one text. */
const MOST = 10;
/** Fields with `s=` and `d=`, which name a key (RFC 6376 §3.5, RFC 8617 §4.1). */
const SIGNATURES = new Set(['dkim-signature', 'arc-message-signature', 'arc-seal']);
/** Fields in which a receiver says what it verified (RFC 8601 §2.7.1, RFC 8617 §4.1.1). */
const RESULTS = new Set(['authentication-results', 'arc-authentication-results']);
/** The beginning of a field. A line without one goes on with the field before it, also where the space in front was lost. */
const FIELD = /^([A-Za-z][A-Za-z0-9_.-]{0,75})[ \t]{0,99}:/;
const NAME = /([A-Za-z0-9_.-]{1,253})\._domainkey(?:\.([A-Za-z0-9.-]{1,253}))?/gi;

interface Named {
  readonly selector: string;
  /** As written; null where nothing says it. */
  readonly domain: string | null;
}

/**
 * Reads which selectors a text names: a selector alone, the name of a key (`s1._domainkey.example.org`, also in a line of a zone file), the value of a signature, or a header
 * with any number of signatures and results, folded or not, a body behind it or not. What names no domain is of `domain`. Total; linear.
 */
export function readSelectors(given: string, domain: string): GivenSelectors {
  const text = given.slice(0, MOST_GIVEN_CHARACTERS).trim();
  if (text === '') return none('empty');
  const fields = fieldsIn(text);
  if (fields.length > 0) {
    const telling = fields.filter(({ name }) => SIGNATURES.has(name) || RESULTS.has(name));
    return telling.length === 0 ? none('unsigned') : sorted(telling.flatMap(namedIn), domain, 'unreadable');
  }
  if (text.length > MOST_NAME_CHARACTERS) return none('no-selector');
  const names = Array.from(text.matchAll(NAME), ([, selector = '', at]) => ({
    selector: selector.replace(/^\.+/, ''),
    domain: at?.replace(/\.$/, '') ?? null,
  }));
  if (names.length > 0) return sorted(names, domain, 'no-selector');
  if (text.includes('=')) return sorted(inSignature(text), domain, 'unreadable');
  const selector = text.replace(/\.$/, '');
  // Who gives the domain, or the name above all selectors, meant something else.
  const isMeant = selector.toLowerCase() !== domain && !/(?:^|\.)_domainkey(?:\.|$)/i.test(selector);
  return sorted(isMeant ? [{ selector, domain: null }] : [], domain, 'no-selector');
}

function none(fault: GivenSelectors['fault']): GivenSelectors {
  return { here: [], elsewhere: [], more: 0, fault };
}

function sorted(named: readonly Named[], domain: string, fault: GivenSelectors['fault']): GivenSelectors {
  const here: string[] = [];
  const elsewhere = new Map<string, { selector: string; domain: DomainName }>();
  for (const { selector, domain: written } of named) {
    const at = parseDomainName(written ?? domain);
    if (!isSelector(selector) || at === null) continue;
    if (at === domain) here.push(selector);
    else elsewhere.set(`${selector}._domainkey.${at}`.toLowerCase(), { selector, domain: at });
  }
  const [own, others] = [withoutAny(here, []), [...elsewhere.values()]];
  if (own.length + others.length === 0) return none(fault);
  const more = Math.max(0, own.length - MOST) + Math.max(0, others.length - MOST);
  return { here: own.slice(0, MOST), elsewhere: others.slice(0, MOST), more, fault: null };
}

/** The fields of a header, up to the first empty line, each in one line. Nothing where the text does not begin with one. */
function fieldsIn(text: string): { name: string; value: string }[] {
  const fields: { name: string; values: string[] }[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') break;
    const found = /^[ \t]/.test(line) ? null : FIELD.exec(line);
    if (found) fields.push({ name: (found[1] ?? '').toLowerCase(), values: [line.slice(found[0].length)] });
    // The line that mailbox files put in front is no field.
    else if (fields.length > 0) fields.at(-1)?.values.push(line);
    else if (!line.startsWith('From ')) return [];
  }
  return fields.map(({ name, values }) => ({ name, value: values.join(' ') }));
}

function namedIn({ name, value }: { readonly name: string; readonly value: string }): Named[] {
  const read = value.slice(0, MOST_FIELD_CHARACTERS);
  return RESULTS.has(name) ? inResults(read) : inSignature(read);
}

/** A list with more in it than `s=` says whose selector that is; one that does not is no signature, such as the record of a key, whose `s=` is something else. */
function inSignature(value: string): Named[] {
  const { tags } = parseTagList(value);
  const find = (wanted: string) =>
    tags.find(({ name }) => name === wanted)?.value.replaceAll(/[ \t\r\n]+/g, '');
  const [selector, domain] = [find('s'), find('d')];
  if (selector === undefined || (domain === undefined && tags.length > 1)) return [];
  return [{ selector, domain: domain ?? null }];
}

/** White space, as far as people write it. */
const SPACE = '[ \\t]{0,99}';

/** Each result is read alone (RFC 8601 §2.2). Where no `header.d` says whose signature it was, `header.i` does: its domain is the same or below it. */
function inResults(value: string): Named[] {
  return withoutComments(value, true)
    .split(';')
    .flatMap((result) => {
      const of = (property: string) =>
        new RegExp(`(?:^|\\s)header${SPACE}\\.${SPACE}${property}${SPACE}=${SPACE}([^\\s]{1,998})`, 'i').exec(
          result,
        )?.[1];
      const [selector, domain] = [of('s'), of('d') ?? of('i')?.replace(/^.*@/, '')];
      return selector === undefined || domain === undefined ? [] : [{ selector, domain }];
    });
}
