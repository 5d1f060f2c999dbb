import type { DmarcFacts } from './facts.ts';
import type { Below } from './guide-below.ts';
import { recordFor, type Meant } from './guide-repair.ts';
import { tagsOf, withTags, type WrittenTag } from './guide-tags.ts';
import { isWeaker, oneLower, type Policy } from './policy.ts';
import { readDmarcRecord, type DmarcRecord, type PoliciesByKind } from './read-record.ts';
import { isDmarcRecord } from './version.ts';

/**
 * A record in the place of a broken one that asks for no more than receivers do now: what they could not read, they did not do, be it a policy, a stricter alignment, or
 * another organization.
 */

/** What receivers do now. */
export interface Now {
  /** With mail of the domain itself, after `t`. */
  readonly policy: Policy;
  /** No kind of receiver is asked for less than that: older ones go by the public suffix list, and apply nothing where there are several records (RFC 7489 §6.6.3). */
  readonly most: Policy;
  /** What it says of its organization (RFC 9989 §4.10.2). */
  readonly psd: DmarcRecord['psd'];
  /** By the one record that they read at the name itself; null where they read none there. */
  readonly own: PoliciesByKind | null;
  /** The record that they go by; null where there is none. */
  readonly record: DmarcRecord | null;
}

/** By the own record where it is the only one, else by one above, else nothing; null where that is not known. Pure. */
export function inForceBy(
  { applied, states, record, list }: DmarcFacts,
  texts: readonly string[],
): Now | null {
  const [only, second] = texts.filter(isDmarcRecord);
  const reading = only !== undefined && second === undefined ? readDmarcRecord(only) : null;
  if (only !== undefined && reading) {
    // Of a record with a tag twice some receivers go by the first, some by the last, and some by none: so the organization of every name around is open.
    const isRepeated = reading.problems.some(({ code }) => code === 'dmarc-tag-repeated');
    if (isRepeated && tagsOf(only).some(isOrganization)) return null;
    const own = reading.isUsable ? reading.record.effective : NOTHING;
    const policy = reading.record.isTesting ? oneLower(own.p) : own.p;
    const { psd } = reading.record;
    return { policy, most: policy, psd, own, record: reading.isUsable ? reading.record : null };
  }
  if (states.domain === 'unavailable' || list.state === 'unavailable') return null;
  const policy = applied.domain?.policy ?? 'none';
  const older = list.policy ?? 'none';
  return { policy, most: isWeaker(older, policy) ? older : policy, psd: 'u', own: null, record };
}

function isOrganization({ name, value }: WrittenTag): boolean {
  return name.toLowerCase() === 'psd' && /^[yn]$/i.test(value);
}

const NOTHING: PoliciesByKind = { p: 'none', sp: 'none', np: 'none' };

/** The record; null where receivers would not read it as is said. Pure. */
export function calmRecord({ tags, declared }: Meant, now: Now): string | null {
  const { sp, np } = writtenPolicies(tags);
  const { own, most, record } = now;
  // Of what stands at the name itself, what is read stays; of what is inherited, less may be asked for where less was written.
  const p = own ? own.p : declared !== null && isWeaker(declared, most) ? declared : most;
  const policies = { p, sp: atMost(sp, own?.sp ?? p), np: atMost(np, own?.np ?? p) };
  const isIdle = Object.values(policies).every((each) => each === null || each === 'none');
  // Where nothing is asked for, these decide nothing.
  return recordFor(isIdle || !record ? tags : withTags(tags, asNow(tags, now, record)), policies);
}

/** Null for a policy that is stricter: without it names below follow p, as they do where receivers could not read it. */
function atMost(written: Policy | null, most: Policy): Policy | null {
  return written !== null && !isWeaker(most, written) ? written : null;
}

/** No change to a tag that is read; one that is not goes. */
function keep(name: string, isRead: boolean): Readonly<Record<string, null>> {
  return isRead ? {} : { [name]: null };
}

/** What else decides about mail, as it is now. */
function asNow(
  tags: readonly WrittenTag[],
  { own }: Now,
  record: DmarcRecord,
): Readonly<Record<string, string | null>> {
  const written = (name: string) => valueOf(tags, name);
  const isRead = (name: 'adkim' | 'aspf') => written(name) !== 's' || record[name] === 's';
  const pct = Number(written('pct') ?? 100);
  const most = record.pct ?? 100;
  return {
    ...keep('adkim', isRead('adkim')),
    ...keep('aspf', isRead('aspf')),
    ...keep('t', own === null || (written('t') === 'y') === record.isTesting),
    // Old receivers take part of the mail.
    ...(own ? keep('pct', pct === most) : pct > most ? { pct: String(most) } : {}),
  };
}

/** The policies for names below, as they are written. */
export function writtenPolicies(tags: readonly WrittenTag[]): Below {
  return { sp: valueOf(tags, 'sp') as Policy | null, np: valueOf(tags, 'np') as Policy | null };
}

/**
 * The same with what slips meant, where that asks for less than is written, or than names below would follow. Of what nobody can read it is not known whether it asked for less than `p`:
 * there names below keep what they have `now`.
 */
export function policiesBelow(
  { tags, below }: Pick<Meant, 'tags' | 'below'>,
  p: Policy,
  now: Pick<PoliciesByKind, 'sp' | 'np'>,
): Below {
  const written = writtenPolicies(tags);
  const least = (kind: keyof Below) => {
    const meant = below[kind] === 'unread' ? now[kind] : below[kind];
    return meant !== null && isWeaker(meant, written[kind] ?? p) ? meant : written[kind];
  };
  return { sp: least('sp'), np: least('np') };
}

function valueOf(tags: readonly WrittenTag[], name: string): string | null {
  return tags.find((tag) => tag.name.toLowerCase() === name)?.value.toLowerCase() ?? null;
}

/** What a record asks for the domain itself, after `t`. */
export function policyAsked(text: string): Policy {
  const record = readDmarcRecord(text)?.record;
  return record ? askedBy(record, 'p') : 'none';
}

function askedBy({ effective, isTesting }: DmarcRecord, kind: keyof PoliciesByKind): Policy {
  return isTesting ? oneLower(effective[kind]) : effective[kind];
}

/** True where the first record asks for something stricter than the second, in any of its tags. Pure. */
export function asksForMore(text: string, than: string): boolean {
  const [more, less] = [readDmarcRecord(text)?.record, readDmarcRecord(than)?.record];
  if (!more || !less) return false;
  return (
    (['p', 'sp', 'np'] as const).some((kind) => isWeaker(askedBy(less, kind), askedBy(more, kind))) ||
    (['adkim', 'aspf'] as const).some((tag) => more[tag] === 's' && less[tag] === 'r')
  );
}
