import { DKIM_SIGNATURE_PROBLEMS, type DkimSignatureProblemCode } from './signature-problems.ts';
import { isSelector } from './selector.ts';
import { bodyLengthOf, noteExpiration, secondsOf } from './signature-numbers.ts';
import { parseDomainName } from '../../names/domain-name.ts';
import { decodeBase64 } from '../../octets/base64.ts';
import type { Parsed } from '../../outcome.ts';
import { Problems } from '../../problem.ts';
import { listOf, parseTagList, type Tag } from '../../text/tag-list.ts';

/** A DKIM-Signature header field (RFC 6376 §3.5), read as strictly as §6.1.1 wants it. */
export interface DkimSignature {
  /** How the key signs; the hash is SHA-256, for others are history or not known (RFC 8301 §3.1, RFC 8463 §4.1). */
  readonly keyType: 'rsa' | 'ed25519';
  readonly signature: Uint8Array;
  readonly bodyHash: Uint8Array;
  readonly headerForm: CanonicalForm;
  readonly bodyForm: CanonicalForm;
  /** `d=`, in lower case and A-labels. */
  readonly domain: string;
  /** `s=`, as written, or in A-labels where it was not. */
  readonly selector: string;
  /** Where the key is (§3.6.2.1). */
  readonly keyName: string;
  /** `h=`: the names of the signed fields in their order, in lower case. */
  readonly fields: readonly string[];
  /** `i=`, or what stands for it where it is missing. */
  readonly identity: { readonly localPart: string; readonly domain: string };
  /** `l=`: so many octets of the canonical body are signed; null for all of them. */
  readonly bodyLength: number | null;
  /** `t=` and `x=`, in seconds since 1970 UTC. */
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
}

export type CanonicalForm = 'simple' | 'relaxed';

type Notes = Problems<DkimSignatureProblemCode>;
type Find = (name: string) => Tag | undefined;

const REQUIRED = ['v', 'a', 'b', 'bh', 'd', 'h', 's'];
/** Begins the field; a text that is the value alone is read as well. */
const FIELD_NAME = /^dkim-signature[ \t]{0,99}:/i;
/** RFC 5322 §2.2, without the colon: the name of a field. */
const HEADER_NAME = /^[\x21-\x39\x3c-\x7e]+$/;

/**
 * Reads a DKIM-Signature: the whole field, folded or not, or its value alone. Invalid wherever §6.1.1 lets no verifier go on, with each reason and its place in the
 * text. Total; linear in the text.
 */
export function parseDkimSignature(header: string): Parsed<DkimSignature, DkimSignatureProblemCode> {
  const notes: Notes = new Problems(DKIM_SIGNATURE_PROBLEMS);
  const name = FIELD_NAME.exec(header)?.[0] ?? '';
  // The name is blanked, so that places stay what they are.
  const { tags, faults } = parseTagList(' '.repeat(name.length) + header.slice(name.length));
  for (const { kind, text, position } of faults) {
    if (kind === 'duplicate') notes.add('dkim-signature-duplicate-tag', { tag: text }, position);
    else if (kind !== 'space') notes.add('dkim-signature-tag-syntax', { text }, position);
  }
  const find: Find = (wanted) => tags.find((tag) => tag.name === wanted);
  for (const tag of REQUIRED) if (!find(tag)) notes.add('dkim-signature-tag-missing', { tag });
  const value = readTags(find, notes);
  return notes.anyError || !value
    ? { state: 'invalid', problems: notes.list }
    : { state: 'valid', value, problems: notes.list };
}

function readTags(find: Find, notes: Notes): DkimSignature | null {
  const version = find('v');
  if (version && version.value !== '1')
    notes.add('dkim-signature-version', { text: version.value }, version.at);
  const keyType = keyTypeOf(find('a'), notes);
  const signature = octetsIn(find('b'), notes);
  const bodyHash = octetsIn(find('bh'), notes);
  const forms = formsOf(find('c'), notes);
  const domain = domainOf(find('d'), notes);
  const selector = selectorOf(find('s'), notes);
  const fields = fieldsOf(find('h'), notes);
  const identity = identityOf(find('i'), domain, notes);
  const bodyLength = bodyLengthOf(find('l'), notes);
  const [signedAt, expiresAt] = [secondsOf(find('t'), notes), secondsOf(find('x'), notes)];
  noteExpiration(signedAt, expiresAt, find('x'), notes);
  const query = find('q');
  if (query && !listOf(query.value.toLowerCase()).includes('dns/txt'))
    notes.add('dkim-signature-query', { text: query.value }, query.at);
  if (!keyType || !signature || !bodyHash || !forms || !domain || !selector || !fields || !identity)
    return null;
  const keyName = `${selector}._domainkey.${domain}`.toLowerCase();
  const [headerForm, bodyForm] = forms;
  return {
    keyType,
    signature,
    bodyHash,
    headerForm,
    bodyForm,
    domain,
    selector,
    keyName,
    fields,
    identity,
    bodyLength,
    signedAt,
    expiresAt,
  };
}

function keyTypeOf(a: Tag | undefined, notes: Notes): DkimSignature['keyType'] | null {
  const algorithm = a?.value.toLowerCase();
  if (algorithm === 'rsa-sha256') return 'rsa';
  if (algorithm === 'ed25519-sha256') return 'ed25519';
  if (algorithm === 'rsa-sha1') notes.add('dkim-signature-sha1', {}, a?.at);
  else if (a) notes.add('dkim-signature-algorithm', { text: a.value }, a.at);
  return null;
}

/** What is empty is no signature and no hash. */
function octetsIn(tag: Tag | undefined, notes: Notes): Uint8Array | null {
  if (!tag) return null;
  const decoded = decodeBase64(tag.value);
  if (decoded.state === 'valid' && decoded.octets.length > 0) return decoded.octets;
  notes.add('dkim-signature-base64', { tag: tag.name }, tag.at);
  return null;
}

/** Header and body; where one is named it is that of the header. */
function formsOf(c: Tag | undefined, notes: Notes): [CanonicalForm, CanonicalForm] | null {
  const [header, body = 'simple', ...more] = (c?.value.toLowerCase() ?? 'simple').split('/');
  if (isForm(header) && isForm(body) && more.length === 0) return [header, body];
  notes.add('dkim-signature-canonicalization', { text: c?.value ?? '' }, c?.at);
  return null;
}

function isForm(form: string | undefined): form is CanonicalForm {
  return form === 'simple' || form === 'relaxed';
}

function domainOf(d: Tag | undefined, notes: Notes): string | null {
  if (!d) return null;
  const domain = d.value.endsWith('.') ? null : parseDomainName(d.value);
  if (domain?.includes('.')) return domain;
  notes.add('dkim-signature-domain', { text: d.value }, d.at);
  return null;
}

function selectorOf(s: Tag | undefined, notes: Notes): string | null {
  if (!s) return null;
  // Addresses in Unicode brought U-labels, which are looked up as A-labels (RFC 8616).
  // oxlint-disable-next-line no-control-regex
  const value = (/[^\x00-\x7f]/.test(s.value) && parseDomainName(s.value)) || s.value;
  if (!isSelector(value)) {
    notes.add('dkim-signature-selector', { text: value }, s.at);
    return null;
  }
  if (value.includes('_')) notes.add('dkim-signature-underscore', { text: value }, s.at);
  return value;
}

function fieldsOf(h: Tag | undefined, notes: Notes): string[] | null {
  if (!h) return null;
  const fields = listOf(h.value).map((field) => field.toLowerCase());
  const odd = fields.find((field) => !HEADER_NAME.test(field));
  if (odd !== undefined) notes.add('dkim-signature-fields', { text: odd }, h.at);
  else if (!fields.includes('from')) notes.add('dkim-signature-from-unsigned', {}, h.at);
  return fields;
}

/** The domain of `i=` is that of `d=` or below it (§3.5). Its local part is quoted-printable, and nobody's business but the signer's. */
function identityOf(
  i: Tag | undefined,
  domain: string | null,
  notes: Notes,
): DkimSignature['identity'] | null {
  if (domain === null) return null;
  if (!i) return { localPart: '', domain };
  const at = i.value.lastIndexOf('@');
  const host = i.value.endsWith('.') ? null : parseDomainName(i.value.slice(at + 1));
  if (at !== -1 && host !== null && (host === domain || host.endsWith(`.${domain}`)))
    return { localPart: i.value.slice(0, at), domain: host };
  notes.add('dkim-signature-identity', { identity: i.value, domain }, i.at);
  return null;
}
