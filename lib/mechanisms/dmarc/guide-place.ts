import type { SteppedWith } from '../../steps.ts';
import type { MxParts } from '../mx/facts.ts';
import { apexRecords } from './apex-records.ts';
import type { DmarcFacts, DmarcParts } from './facts.ts';
import { asksForMore, calmRecord, inForceBy, policiesBelow, policyAsked, type Now } from './guide-calm.ts';
import { meantBy, recordFor, type Meant } from './guide-repair.ts';
import { printed, tagsOf, type WrittenTag } from './guide-tags.ts';
import { isRegistered } from './known-tags.ts';
import { isWeaker, type Policy } from './policy.ts';
import { readDmarcRecord } from './read-record.ts';
import { isDmarcRecord, isMeantAsDmarcRecord } from './version.ts';

/** How far the record of a domain is, as the guide goes by it. */
export type Place =
  /** We could not know what stands there, or what receivers apply, and nothing is proposed. */
  | { readonly state: 'unknown' }
  /** An alias leads to where somebody else publishes. */
  | { readonly state: 'alias'; readonly target: string }
  /** Nothing stands there. `inherited` is the domain whose record applies, or null. */
  | { readonly state: 'absent'; readonly inherited: string | null }
  | { readonly state: 'broken'; readonly broken: Broken }
  /** One record, with nothing to mend. */
  | { readonly state: 'sound'; readonly text: string };

/** What is to be made one sound record. */
export interface Broken {
  /** What stands at the name now. */
  readonly replaces: readonly string[];
  /** It stands at the domain itself, where nobody looks. */
  readonly isAtApex: boolean;
  readonly meant: Meant;
  /** How many of them receivers read as a record; what else is there they ignore. */
  readonly read: number;
  /** What receivers do with mail of the domain now, by this record or by one above. */
  readonly inForce: Policy;
  /** Older receivers apply less than that, and `calm` asks for no more than they do. */
  readonly isHeldBack: boolean;
  /** What `calm` asks for: the same, or less where less was written, or where older receivers apply less. */
  readonly policy: Policy;
  /** The record that asks for no more than is done now. */
  readonly calm: string;
  /** The same with the policies that were meant, where those are stricter; null where they are not. */
  readonly strict: string | null;
}

const MOST_TEXTS = 20;

/** Where the domain is. Pure. */
export function placeOf({ dmarc }: DmarcParts, context: SteppedWith): Place {
  if (dmarc.state === 'pending') return { state: 'unknown' };
  const [own] = dmarc.steps;
  if (!own) return { state: 'unknown' };
  // No more of them is kept than anybody looks at, and what is proposed would not be all.
  if (own.texts.length >= MOST_TEXTS) return { state: 'unknown' };
  const target = own.aliases.at(-1);
  if (target !== undefined) return { state: 'alias', target };
  const texts = own.texts.filter(isMeantAsDmarcRecord);
  const atApex = apexRecords(dmarc.apex);
  const isAtApex = texts.length === 0 && atApex.length > 0;
  if (texts.length === 0 && !isAtApex) return absent(dmarc);
  if (isAtApex && atApex.length >= MOST_TEXTS) return { state: 'unknown' };
  const [only = ''] = texts;
  const meant = isAtApex ? meantAtApex(atApex) : meantByAll(texts);
  if (meant === null) return { state: 'unknown' };
  if (
    !isAtApex &&
    texts.length === 1 &&
    isDmarcRecord(only) &&
    printed(tagsOf(only)) === printed(meant.tags) &&
    isClean(only)
  )
    return { state: 'sound', text: only };
  return brokenPlace(dmarc, isAtApex ? [] : texts, meant, context);
}

/** What is no tag of DMARC belongs to something else that the text at the domain says, and stays there. */
function meantAtApex(texts: readonly string[]): Meant | null {
  const meant = meantBy(texts);
  return meant && { ...meant, tags: meant.tags.filter(({ name }) => isRegistered(name.toLowerCase())) };
}

/** Where receivers read one record and go by it, what they ignore beside it changes nothing of it. */
function meantByAll(texts: readonly string[]): Meant | null {
  const [only, another] = texts.filter(isDmarcRecord);
  const isUsed = only !== undefined && another === undefined && readDmarcRecord(only)?.isUsable === true;
  return isUsed
    ? meantBy(
        [only],
        texts.filter((text) => text !== only),
      )
    : meantBy(texts);
}

function absent({ states, applied, apex }: DmarcFacts): Place {
  if (states.domain === 'unavailable' || apex.state === 'unavailable') return { state: 'unknown' };
  return { state: 'absent', inherited: applied.domain?.record ?? null };
}

/** Nothing of it is left out by receivers. */
function isClean(text: string): boolean {
  const reading = readDmarcRecord(text);
  return reading !== null && reading.problems.every(({ code }) => !MENDED.has(code));
}

const MENDED: ReadonlySet<string> = new Set([
  'dmarc-tag-empty',
  'dmarc-value-empty',
  'dmarc-tag-malformed',
  'dmarc-value-invalid',
  'dmarc-p-missing',
  'dmarc-p-invalid',
  'dmarc-sp-invalid',
  'dmarc-np-invalid',
  'dmarc-tag-repeated',
]);

/**
 * A `psd` that receivers read stays, and one that they do not goes, whatever the policy: it would change which names agree with this one (RFC 9989 §4.10.2), and with
 * that whose mail passes. A public suffix needs it: a record without it would make one organization of all domains below (§11.8).
 */
function isIdlePsd({ name, value }: WrittenTag, { psd }: Now, context: SteppedWith): boolean {
  const written = value.toLowerCase();
  const isSuffix = written === 'y' && context.registrableOf(context.policyDomain) === null;
  return name.toLowerCase() === 'psd' && written !== psd && !isSuffix;
}

function brokenPlace(dmarc: DmarcFacts, texts: readonly string[], read: Meant, context: SteppedWith): Place {
  const now = inForceBy(dmarc, texts);
  if (now === null) return { state: 'unknown' };
  const meant = { ...read, tags: read.tags.filter((tag) => !isIdlePsd(tag, now, context)) };
  const { declared, tags } = meant;
  const calm = calmRecord(meant, now);
  if (calm === null) return { state: 'unknown' };
  const below = readDmarcRecord(calm)?.record.effective;
  const meantText =
    declared === null || !below
      ? null
      : recordFor(tags, { p: declared, ...policiesBelow(meant, declared, below) });
  const strict = meantText !== null && asksForMore(meantText, calm) ? meantText : null;
  const policy = policyAsked(calm);
  const isWritten = declared !== null && isWeaker(declared, now.most);
  return {
    state: 'broken',
    broken: {
      replaces: texts,
      read: texts.filter(isDmarcRecord).length,
      isAtApex: texts.length === 0,
      meant,
      inForce: now.policy,
      isHeldBack: isWeaker(now.most, now.policy) && !isWritten,
      policy,
      calm,
      strict,
    },
  };
}

/**
 * No mail is received, and by a null MX without SPF or by `v=spf1 -all` none is sent: nobody sends in the name of the domain. Where mail is received somebody may
 * answer it, signed by DKIM or through servers of others, whatever SPF says; that is for reports to show. False where that is not known.
 */
export function isSilent({ dmarc, mx }: DmarcParts & MxParts): boolean {
  if (dmarc.state === 'pending' || dmarc.apex.state !== 'answered' || mx.state !== 'absent') return false;
  return dmarc.apex.sendsNothing || (mx.reason === 'null-mx' && !dmarc.apex.hasSpf);
}
