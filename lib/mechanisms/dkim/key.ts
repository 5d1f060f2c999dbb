import { DKIM_PROBLEMS, type DkimProblemCode } from './problems.ts';
import { keyDataIn, type KeyData } from './key-data.ts';
import { BARE_KEY, KNOWN_TAGS, looksMeant, noteJoined, noteQuoting, PEM } from './key-meant.ts';
import { privateKeysIn } from './private-keys.ts';
import { Problems, type Problem } from '../../problem.ts';
import { listOf, parseTagList, type Tag, type TagList } from '../../text/tag-list.ts';

/** A key record: the TXT at `<selector>._domainkey.<domain>` (RFC 6376 §3.6.1), as a verifier reads it today. */
export interface DkimKey {
  /**
   * `usable`: verifiers take signatures of this key, however bad it is; `revoked`: its `p=` is empty; `invalid`: it was meant to be a key, and no
   * verifier may use it; `not-dkim`: verifiers discard the text by its version, or it never was a key (`isMeantAsKey` tells the two apart).
   */
  readonly state: 'usable' | 'revoked' | 'invalid' | 'not-dkim';
  /** As `k=` says it, in lower case; null where nothing can be said of it. */
  readonly type: string | null;
  /** Bits of the RSA modulus, or 256 for Ed25519; exact. Null where no key was read. */
  readonly bits: number | null;
  /** Of RSA. */
  readonly exponent: bigint | null;
  /** The names of `h=` in lower case; null where all are allowed. */
  readonly hashes: readonly string[] | null;
  /** The names of `s=` in lower case, `*` where there is none. */
  readonly services: readonly string[];
  /** The names of `t=` in lower case. */
  readonly flags: readonly string[];
  /** The key itself, also where it may not be used. */
  readonly data: KeyData | null;
  readonly problems: readonly Problem<DkimProblemCode>[];
}

type Notes = Problems<DkimProblemCode>;

/** A `p=` with something around it, such as a character that nobody sees. */
const P_MEANT = /(?:^|[^A-Za-z0-9+/=])p[^A-Za-z0-9]{0,9}[=:]/;
/** Types have three to seven letters; what is longer is none. */
const LONGEST_TYPE = 40;

/** What a key is called whose name nobody has told. */
const NAMELESS = '<selector>._domainkey';

/**
 * Reads one TXT, its strings already joined; `name` is where it stands, for what is said of it. Total; linear but for a few divisions of a long modulus. Positions are offsets into
 * the text.
 */
export function parseDkimKey(text: string, name: string = NAMELESS): DkimKey {
  const key = readKey(text);
  const [secret] = privateKeysIn(text);
  // Nobody may be told to publish the rest of a private key, or to write it in another way: beside it nothing else is said.
  if (secret) {
    const told = {
      code: 'dkim-private-key-published' as const,
      parameters: { name },
      position: secret.position,
    };
    return { ...key, problems: [told] };
  }
  const problems = key.problems.map((each) => ({ ...each, parameters: { name, ...each.parameters } }));
  return { ...key, problems };
}

function readKey(text: string): DkimKey {
  const notes: Notes = new Problems(DKIM_PROBLEMS);
  const written = parseTagList(text);
  const pasted = noteQuoting(text, written, notes);
  const list = pasted === text ? written : parseTagList(pasted);
  const isKey = looksMeant(list, pasted, text, notes);
  const tag = (name: string) => list.tags.find((each) => each.name === name);
  const nothing = {
    type: null,
    bits: null,
    exponent: null,
    hashes: null,
    services: ['*'],
    flags: [],
    data: null,
  };
  if (!isKey) return { state: 'not-dkim', ...nothing, problems: notes.list };

  noteForm(list, notes);
  const hashes = namesIn(tag('h'));
  const services = namesIn(tag('s')) ?? ['*'];
  const flags = namesIn(tag('t')) ?? [];
  const p = tag('p');
  const isRevoked = p?.value === '';
  const type = (tag('k')?.value ?? 'rsa').slice(0, LONGEST_TYPE).toLowerCase();
  const isJoined = noteJoined(list.tags, notes);
  // Of a key that was taken back it does not matter.
  if (!isRevoked && !isJoined) noteType(tag('k'), notes);
  const data = p && !isRevoked ? keyDataIn(p, type, notes) : null;
  if (!p) noteMissing(pasted, list, notes);
  else if (isRevoked) notes.add('dkim-key-revoked', {}, p.position);
  else noteUse({ hashes, services, flags }, tag, notes);
  const isForMail = services.some((each) => each === '*' || each === 'email');
  const isRefused = (!isForMail && !isRevoked) || notes.list.some(({ code }) => REFUSED.has(code));
  const read = isRefused || (!data && !isRevoked) ? 'invalid' : isRevoked ? 'revoked' : 'usable';
  return {
    state: isDiscarded(written) ? 'not-dkim' : read,
    type,
    bits: data?.bits ?? null,
    exponent: data?.type === 'rsa' ? data.exponent : null,
    hashes,
    services,
    flags,
    data,
    problems: notes.list,
  };
}

/** Whether verifiers discard a list as it is written, quotes and backslashes included: it begins with a version, and that is another one (RFC 6376 §3.6.1). */
function isDiscarded({ tags: [first] }: TagList): boolean {
  return first?.name === 'v' && first.value !== 'DKIM1';
}

/** True for a record that is a key, or was meant to be one, also where verifiers discard it. */
export function isMeantAsKey({ state, problems }: Pick<DkimKey, 'state' | 'problems'>): boolean {
  return (
    state !== 'not-dkim' ||
    problems.some(({ code }) => REFUSED.has(code) || code === 'dkim-private-key-published')
  );
}

/** True for a sound key for TLS reports alone: a verifier of mail may not use it, and that is no fault (RFC 8460 §3). */
export function isForReports({ problems }: Pick<DkimKey, 'problems'>): boolean {
  return (
    problems.some(({ code }) => code === 'dkim-key-tls-reports') &&
    !problems.some(({ code }) => REFUSED.has(code))
  );
}

/** Problems of a record for which a verifier must not use the key. Others, however grave, keep nobody from using it, strangers included. */
const REFUSED: ReadonlySet<DkimProblemCode> = new Set(
  (Object.keys(DKIM_PROBLEMS) as DkimProblemCode[]).filter(
    (code) => DKIM_PROBLEMS[code].severity === 'error',
  ),
);

function noteForm({ tags, faults }: TagList, notes: Notes): void {
  const hasKey = tags.some(({ name }) => name === 'p');
  for (const { kind, text, position } of faults) {
    if (kind === 'duplicate') notes.add('dkim-duplicate-tag', { tag: text }, position);
    else if (kind === 'syntax') {
      // A pasted key or key file without `p=` is one fault, which is said by its name. Beside a `p=` nothing else says it.
      const isNamed = !hasKey && (PEM.test(text) || BARE_KEY.test(text));
      if (!isNamed) notes.add('dkim-key-tag-syntax', { text }, position);
    } else notes.add('dkim-key-empty-tag', {}, position);
  }
  const version = tags.findIndex(({ name }) => name === 'v');
  if (version > 0) notes.add('dkim-version-not-first', {}, tags[version]?.position);
  for (const { name, position } of tags)
    if (!KNOWN_TAGS.has(name)) notes.add('dkim-key-unknown-tag', { tag: name }, position);
}

/** Of types that are not known nothing else can be said. An empty value is no default (RFC 6376 §3.2). */
function noteType(k: Tag | undefined, notes: Notes): void {
  if (!k || k.value === 'rsa' || k.value === 'ed25519') return;
  const isKnown = /^(?:rsa|ed25519)$/i.test(k.value);
  notes.add(isKnown ? 'dkim-key-type-case' : 'dkim-key-type-unknown', { type: k.value }, k.position);
}

function namesIn(tag: Tag | undefined): string[] | null {
  return tag ? listOf(tag.value.toLowerCase()) : null;
}

function noteMissing(text: string, { faults }: TagList, notes: Notes): void {
  const pem = PEM.exec(text);
  if (pem) {
    notes.add('dkim-key-pem', {}, { offset: pem.index, length: pem[0].length, line: 1 });
    return;
  }
  // It is there, in a part that was said to be none.
  const isTold = notes.has('dkim-key-semicolon') || faults.some(({ text: part }) => P_MEANT.test(part));
  if (!isTold) notes.add('dkim-key-missing');
}

/** What the record says of how the key may be used. */
function noteUse(
  { hashes, services, flags }: Pick<DkimKey, 'hashes' | 'services' | 'flags'>,
  tag: (name: string) => Tag | undefined,
  notes: Notes,
): void {
  const [h, s, t] = [tag('h'), tag('s'), tag('t')];
  if (hashes && !hashes.includes('sha256'))
    notes.add('dkim-key-hashes', { hashes: h?.value ?? '' }, h?.position);
  else if (hashes?.includes('sha1')) notes.add('dkim-sha1-allowed', {}, h?.position);
  if (services.every((each) => each === 'tlsrpt')) notes.add('dkim-key-tls-reports', {}, s?.position);
  else if (!services.includes('*') && !services.includes('email'))
    notes.add('dkim-service-not-mail', { services: s?.value ?? '' }, s?.position);
  if (flags.includes('y')) notes.add('dkim-testing', {}, t?.position);
  if (flags.includes('s')) notes.add('dkim-subdomain-strict', {}, t?.position);
}
