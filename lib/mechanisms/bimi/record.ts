import { BIMI_PROBLEMS, type BimiProblemCode } from './problems.ts';
import { readUri } from './uri.ts';
import type { Parsed, Selected } from '../../outcome.ts';
import { Problems } from '../../problem.ts';
import { parseTagList, type Tag } from '../../text/tag-list.ts';

/** A BIMI assertion record: the TXT at `default._bimi.<domain>` (draft -12 §4.3, the tag list of DKIM). Receivers may repair nothing. */
export interface BimiRecord {
  /** `l=`: where the logo is; null where it is empty. */
  readonly logo: string | null;
  /** `a=`: where the certificate is; null where it is empty or left out, which is the same. */
  readonly evidence: string | null;
  /** Both are empty: the domain shows no logo, and says so (§4.3.1); with `lps=`, where no other record is found by the local part. */
  readonly isDeclined: boolean;
  /** `avp=`. */
  readonly avatar: 'brand' | 'personal';
  /** `lps=`: with which prefixes of the local part a selector is made of it; empty for all, null where there is no such tag. */
  readonly localParts: readonly string[] | null;
}

type Notes = Problems<BimiProblemCode>;

const KNOWN_TAGS: ReadonlySet<string> = new Set(['v', 'l', 'a', 'avp', 'lps']);
const PREFIX = /^[A-Za-z0-9-]{1,63}$/;

/** Reads one TXT, its strings already joined. Total, linear; a text of another version is discarded with nothing else said of it. */
export function parseBimiRecord(text: string): Parsed<BimiRecord, BimiProblemCode> {
  const notes: Notes = new Problems(BIMI_PROBLEMS);
  const { tags, faults } = parseTagList(text);
  if (!isBimiRecord(text)) {
    notes.add('bimi-version', { text }, { offset: 0, length: text.length, line: 1 });
    return { state: 'invalid', problems: notes.list };
  }
  for (const { kind, text: written, position } of faults) {
    if (kind === 'duplicate') notes.add('bimi-duplicate-tag', { tag: written }, position);
    // White space belongs to the last semicolon (bimi-sep).
    else if (kind !== 'space') notes.add('bimi-tag-syntax', { text: written }, position);
  }
  for (const { name, position } of tags)
    if (!KNOWN_TAGS.has(name)) notes.add('bimi-unknown-tag', { tag: name }, position);
  const find = (name: string) => tags.find((tag) => tag.name === name);
  const [l, a] = [find('l'), find('a')];
  if (!l) notes.add('bimi-l-missing');
  const logo = readUri(l, notes);
  const evidence = readUri(a, notes);
  if (l?.value === '' && a && a.value !== '') notes.add('bimi-l-empty', {}, l.position);
  const isDeclined = l?.value === '' && !a?.value;
  const lps = find('lps');
  if (isDeclined && lps) notes.add('bimi-declined-default', {}, lps.position);
  if (logo !== null && !a?.value) notes.add('bimi-a-missing', {}, a?.position);
  const value = {
    logo,
    evidence,
    isDeclined,
    avatar: avatarOf(find('avp'), notes),
    localParts: localPartsOf(lps, notes),
  };
  return notes.anyError
    ? { state: 'invalid', problems: notes.list }
    : { state: 'valid', value, problems: notes.list };
}

/** Which of the TXT at a name receivers go by: the only one of this version (draft -12 §7.2). Several of them count as none. */
export function selectBimiRecord(texts: readonly string[]): Selected<BimiRecord, BimiProblemCode> {
  const ours = texts.filter(isBimiRecord);
  const notes: Notes = new Problems(BIMI_PROBLEMS);
  const [text] = ours;
  if (text === undefined) {
    const near = texts.find(isMeant);
    if (near === undefined) return { state: 'absent', problems: [] };
    return { state: 'invalid', problems: parseBimiRecord(near).problems };
  }
  if (ours.length > 1) notes.add('bimi-several', { count: ours.length });
  else if (texts.length > 1) notes.add('bimi-unrelated', { count: texts.length - 1 });
  const parsed = parseBimiRecord(text);
  const problems = [...notes.list, ...parsed.problems];
  return parsed.state === 'invalid' || notes.anyError
    ? { state: 'invalid', problems }
    : { state: 'found', value: parsed.value, text, problems };
}

/** Whether a text was meant to be a record: its version is somewhere in it, in any case, or its address of a logo. */
function isMeant(text: string): boolean {
  return (
    /(?:^|[^A-Za-z0-9])v\s{0,9}[=:]\s{0,9}"?bimi/i.test(text) || /^\W{0,9}l\s{0,9}=\s{0,9}https:/i.test(text)
  );
}

/** True for a text that is of this version. It begins with that: white space before it is none of the record (bimi-record in §4.3). */
export function isBimiRecord(text: string): boolean {
  const [first] = parseTagList(text).tags;
  return first?.name === 'v' && first.value === 'BIMI1' && first.position.offset === 0;
}

function avatarOf(avp: Tag | undefined, notes: Notes): BimiRecord['avatar'] {
  if (avp?.value === 'personal') return 'personal';
  if (avp && avp.value !== 'brand') notes.add('bimi-avp-unknown', { text: avp.value }, avp.at);
  return 'brand';
}

function localPartsOf(lps: Tag | undefined, notes: Notes): string[] | null {
  if (!lps) return null;
  if (lps.value === '') return [];
  const prefixes = lps.value.split(',').map((prefix) => prefix.trim());
  const odd = prefixes.find((prefix) => !PREFIX.test(prefix));
  if (odd !== undefined) notes.add('bimi-lps-bad', { text: odd }, lps.at);
  return prefixes;
}
