import { Problems, type Position, type Problem } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import { HISTORIC_TAGS, isRegistered, nearestTag } from './known-tags.ts';
import { policyOf, type Policy } from './policy.ts';
import { DMARC_PROBLEMS, type DmarcFindings, type DmarcProblemCode } from './problems.ts';
import { readUris } from './read-uris.ts';
import { splitTags, versionLength, type Tag } from './tags.ts';
import { WRONG_DELIMITER } from './text-pieces.ts';

/** What a record asks for, for each kind of name below it. */
export interface PoliciesByKind {
  /** For the name that holds the record. */
  readonly p: Policy;
  /** For names below it that exist. */
  readonly sp: Policy;
  /** For names below it that do not exist. */
  readonly np: Policy;
}

export type Alignment = 'r' | 's';

/** A DMARC Policy Record as receivers read it: each tag that cannot be read has its default (RFC 9989 §4.8). */
export interface DmarcRecord {
  /** The three policies as written; null where the tag is missing or cannot be read. */
  readonly p: Policy | null;
  readonly sp: Policy | null;
  readonly np: Policy | null;
  /** What they come to before `t`: a missing np is sp, a missing sp is p, and all are none where one is invalid (RFC 9989 §4.10.1). */
  readonly effective: PoliciesByKind;
  /** What receivers of RFC 7489 make of p and sp; null where they take it for no record. They know neither np nor t. */
  readonly historic: Pick<PoliciesByKind, 'p' | 'sp'> | null;
  readonly psd: 'y' | 'n' | 'u';
  /** t=y: receivers are asked to apply each policy one level lower. */
  readonly isTesting: boolean;
  readonly adkim: Alignment;
  readonly aspf: Alignment;
  /** `0`, `1`, `d` and `s`, in the order in which they stand. */
  readonly fo: readonly string[];
  /** The URIs that are well formed, in order, without size limits. */
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
  /** Of how many percent old receivers apply the policy; null where that is not said. New receivers ignore it. */
  readonly pct: number | null;
}

export interface DmarcReading {
  readonly record: DmarcRecord;
  /** False where receivers apply no DMARC because of this record, and look for no other (RFC 9989 §4.10.1). */
  readonly isUsable: boolean;
  readonly problems: readonly Problem<DmarcProblemCode>[];
}

const POLICY_TAGS = ['p', 'sp', 'np'] as const;

/** Longer records do not fit well into an answer over UDP, beside what else it holds. */
const LONG = 450;

/**
 * Reads one text that begins with `v=DMARC1`, its strings joined (RFC 9989 §4.7, §4.8); null for every other text. Total, and linear in its length.
 */
export function readDmarcRecord(text: string): DmarcReading | null {
  const start = versionLength(text);
  if (start === null) return null;
  const problems: DmarcFindings = new Problems(DMARC_PROBLEMS);
  if (text.startsWith('V')) problems.add('dmarc-tag-case', { tag: 'V' }, { offset: 0, length: 1, line: 1 });
  const { tags, broken } = splitTags(text, start);
  const values = firstOfEach(tags, problems);
  noteNames(tags, problems);
  const invalid = new Set<string>();
  for (const { kind, text: written, position } of broken) {
    if (kind === 'empty') problems.add('dmarc-tag-empty', {}, position);
    else if (kind === 'value-empty') {
      const tag = written.toLowerCase();
      invalid.add(tag);
      if (isPolicyTag(tag)) problems.add(`dmarc-${tag}-invalid`, { value: '' }, position);
      else problems.add('dmarc-value-empty', { tag: written }, position);
    } else {
      const [, name = ''] = /^([A-Za-z]+)[ \t]*=/.exec(written) ?? [];
      invalid.add(name.toLowerCase());
      noteMalformed(written, name.toLowerCase(), position, problems);
    }
  }

  const rua = readUris('rua', values.get('rua'), problems);
  const ruf = readUris('ruf', values.get('ruf'), problems);
  const { p, sp, np } = readPolicies(values, invalid, problems);
  if (p === null && !invalid.has('p')) problems.add('dmarc-p-missing');
  if (values.has('p') && tags[0]?.name !== 'p')
    problems.add('dmarc-p-not-second', {}, values.get('p')?.position);

  const isNewValid = p !== null && POLICY_TAGS.every((tag) => !invalid.has(tag));
  const isOldValid = p !== null && !invalid.has('p') && !invalid.has('sp');
  const hasTarget = rua.length > 0;
  const isRepeated = problems.has('dmarc-tag-repeated');
  const effective: PoliciesByKind = isNewValid
    ? { p, sp: sp ?? p, np: np ?? sp ?? p }
    : { p: 'none', sp: 'none', np: 'none' };
  const historic: DmarcRecord['historic'] = isRepeated
    ? null
    : isOldValid
      ? { p, sp: sp ?? p }
      : hasTarget
        ? { p: 'none', sp: 'none' }
        : null;
  const asked = historic ?? effective;
  const isIdle = asked.p === 'none' && asked.sp === 'none';
  const record: DmarcRecord = {
    p,
    sp,
    np,
    effective,
    historic,
    psd: oneOf(values.get('psd'), ['y', 'n', 'u'], 'u', problems),
    isTesting: oneOf(values.get('t'), ['y', 'n'], 'n', problems) === 'y',
    adkim: oneOf(values.get('adkim'), ['r', 's'], 'r', problems),
    aspf: oneOf(values.get('aspf'), ['r', 's'], 'r', problems),
    fo: readFo(values.get('fo'), problems),
    rua,
    ruf,
    pct: readHistoric(text, values, isIdle, problems),
  };
  // Its content MUST be ignored without ruf.
  if (values.has('fo') && !values.has('ruf'))
    problems.add('dmarc-fo-without-ruf', {}, values.get('fo')?.position);
  if (text.length > LONG) problems.add('dmarc-length', { count: text.length });
  return { record, isUsable: !isRepeated && (isNewValid || hasTarget), problems: problems.list };
}

function isPolicyTag(tag: string): tag is (typeof POLICY_TAGS)[number] {
  return POLICY_TAGS.some((each) => each === tag);
}

/** The first tag of each name. RFC 6376 §3.2 makes a list with one of them twice invalid; receivers differ in what they do. */
function firstOfEach(tags: readonly Tag[], problems: DmarcFindings): Map<string, Tag> {
  const first = new Map<string, Tag>();
  for (const tag of tags) {
    if (tag.name === 'v' || (first.has(tag.name) && isRegistered(tag.name)))
      problems.add('dmarc-tag-repeated', { tag: tag.name }, tag.position);
    else first.set(tag.name, tag);
  }
  return first;
}

function noteNames(tags: readonly Tag[], problems: DmarcFindings): void {
  for (const { name, writtenName, position } of tags) {
    if (isRegistered(name)) {
      if (name !== writtenName) problems.add('dmarc-tag-case', { tag: writtenName }, position);
      continue;
    }
    const nearest = nearestTag(name);
    if (nearest === null) problems.add('dmarc-tag-unknown', { tag: writtenName }, position);
    else problems.add('dmarc-tag-misspelt', { tag: writtenName, nearest }, position);
  }
}

function noteMalformed(written: string, name: string, position: Position, problems: DmarcFindings): void {
  const hidden = written.search(INVISIBLE);
  if (isPolicyTag(name))
    problems.add(
      `dmarc-${name}-invalid`,
      { value: written.slice(written.indexOf('=') + 1).trim() },
      position,
    );
  else if (hidden === -1) problems.add('dmarc-tag-malformed', { text: written }, position);
  if (hidden !== -1)
    problems.add(
      'dmarc-invisible-character',
      { character: characterName(written.slice(hidden)) },
      { offset: position.offset + hidden, length: 1, line: 1 },
    );
}

function readPolicies(values: ReadonlyMap<string, Tag>, invalid: Set<string>, problems: DmarcFindings) {
  const read: Record<(typeof POLICY_TAGS)[number], Policy | null> = { p: null, sp: null, np: null };
  for (const tag of POLICY_TAGS) {
    const written = values.get(tag);
    if (!written) continue;
    read[tag] = policyOf(written.value);
    if (read[tag] !== null) continue;
    invalid.add(tag);
    problems.add(`dmarc-${tag}-invalid`, { value: written.value }, written.position);
  }
  return read;
}

function oneOf<const Value extends string>(
  tag: Tag | undefined,
  values: readonly Value[],
  usual: NoInfer<Value>,
  problems: DmarcFindings,
): Value {
  if (!tag) return usual;
  const found = values.find((value) => value === tag.value.toLowerCase());
  if (found === undefined)
    problems.add('dmarc-value-invalid', { tag: tag.name, value: tag.value, default: usual }, tag.position);
  return found ?? usual;
}

/** dmarc-fo: one of `0` and `1`, and `d` and `s`, each once, with colons between them. */
function readFo(tag: Tag | undefined, problems: DmarcFindings): readonly string[] {
  if (!tag) return ['0'];
  const options = tag.value.toLowerCase().split(':');
  const isKnown = options.every((option) => /^[01ds]$/.test(option));
  const isOnce = new Set(options.map((option) => (option === '1' ? '0' : option))).size === options.length;
  if (isKnown && isOnce) return options;
  problems.add('dmarc-value-invalid', { tag: 'fo', value: tag.value, default: '0' }, tag.position);
  return ['0'];
}

/**
 * The percentage, of which old receivers take part; the other two say nothing about what becomes of mail, and of nothing a part is nothing. Those may hold anything, and each of
 * the three another tag, which no receiver reads then.
 */
function readHistoric(
  text: string,
  values: ReadonlyMap<string, Tag>,
  isIdle: boolean,
  problems: DmarcFindings,
): number | null {
  const pct = values.get('pct');
  const percent = pct && /^\d{1,3}$/.test(pct.value) && Number(pct.value) <= 100 ? Number(pct.value) : null;
  for (const name of HISTORIC_TAGS) {
    const tag = values.get(name);
    if (!tag) continue;
    const { offset, length } = tag.position;
    const written = text.slice(offset, offset + length);
    if (WRONG_DELIMITER.test(written)) problems.add('dmarc-tag-malformed', { text: written }, tag.position);
    else if (name === 'pct' && percent !== null && percent < 100 && !isIdle)
      problems.add('dmarc-pct', { value: tag.value }, tag.position);
    // Old receivers then apply the policy to all mail, whatever part of it was meant.
    else if (name === 'pct' && percent === null)
      problems.add('dmarc-value-invalid', { tag: 'pct', value: tag.value, default: '100' }, tag.position);
    else problems.add('dmarc-tag-historic', { tag: name, value: tag.value }, tag.position);
  }
  return percent;
}
