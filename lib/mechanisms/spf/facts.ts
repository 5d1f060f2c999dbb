import * as v from 'valibot';
import type { DnsFailure, Unknown } from '../../dns/lookup.ts';
import type { Pending } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import { answered, dnsFailure, pending, problemsBy, unknown } from '../../stored/facts.ts';
import { amount, strings } from '../../stored/shapes.ts';
import { SPF_PROBLEMS, type SpfProblemCode } from './problems.ts';

/** What is found of who may send, within bounds: what strangers publish can be long. */
export type SpfFacts = Unknown | SpfAnswer;

export interface SpfAnswer {
  /** `invalid`: receivers find a permanent error, or read no record at all in what was meant as one. */
  readonly state: 'found' | 'absent' | 'invalid';
  /** The SPF records, and what was meant as one; the first `MOST_TEXTS`, cut at `MOST_CHARACTERS`. */
  readonly texts: readonly string[];
  /** Of the name and of all its TXT records (RFC 7208 §3.4). */
  readonly octets: number;
  readonly problems: readonly Problem<SpfProblemCode>[];
  /** What the record leads to; null where there is no valid one. */
  readonly tree: StoredTree | null;
  readonly aliases: readonly string[];
  readonly authentic: boolean;
  readonly ttlSeconds: number;
}

export const MOST_TEXTS = 10;
export const MOST_CHARACTERS = 4000;

/** Where the evaluation ends for a stranger: what the last `all` says, also behind redirects; `others` is `+all` behind a term that refuses somebody. */
export const ENDS = ['pass', 'others', 'neutral', 'softfail', 'fail', 'error', 'unknown'] as const;

/** A tree as it is kept: the terms that count, in the order of evaluation, and sums. */
export interface StoredTree {
  readonly count: number;
  readonly isAtLeast: boolean;
  readonly end: (typeof ENDS)[number];
  /** The term of the first record that leads there, where that is not its own `all`, or that it has none. */
  readonly endBy: string | null;
  /** The first `MOST_ROWS`. */
  readonly rows: readonly TreeRow[];
  readonly eleventh: {
    readonly name: string;
    readonly term: string;
    readonly offset: number;
    readonly path: readonly string[];
    readonly behind: readonly string[];
  } | null;
  readonly dangling: readonly { readonly target: string; readonly registrable: string }[];
  readonly own: { readonly ipv4: number; readonly ipv6: number };
  readonly providers: readonly { readonly name: string; readonly ipv4: number; readonly ipv6: number }[];
  /** There may be more addresses than were added up. */
  readonly isAmountAtLeast: boolean;
  /** Its ranges hold most of the addresses that there are, whatever its end says. */
  readonly letsMostIn: boolean;
  /** Terms with ranges that wide in the records that it leads to. */
  readonly enormous: readonly { readonly name: string; readonly term: string }[];
  /** Names without an address of a family, too many of them before somebody of that family passes. */
  readonly voidFor: readonly {
    readonly family: 'IPv4' | 'IPv6';
    readonly names: readonly string[];
    readonly behind: string;
  }[];
  readonly questions: number;
  readonly leftOut: number;
}

/** What a term leads to: a state of a record, or of the hosts behind a name. `open` is a name that only a message can tell. */
export const ROW_STATES = [
  'found',
  'none',
  'several',
  'invalid',
  'unavailable',
  'loop',
  'unread',
  'void',
  'open',
  'too-many',
  'unasked',
] as const;

export interface TreeRow {
  /** How many records lead to the one in which it stands. */
  readonly depth: number;
  /** Its place among those that count. */
  readonly ordinal: number;
  /** Itself and all below it. */
  readonly count: number;
  readonly isAtLeast: boolean;
  /** The record in which it stands. */
  readonly name: string;
  readonly term: string;
  readonly offset: number;
  readonly kind: 'include' | 'redirect' | 'a' | 'mx' | 'ptr' | 'exists';
  readonly target: string | null;
  readonly provider: string | null;
  readonly state: (typeof ROW_STATES)[number];
  readonly reason: DnsFailure | null;
  /** How many MX records an mx leads to; null for others. */
  readonly hosts: number | null;
  /** A record that lets everybody in, an `exists` that does not depend on the message, or a name that each sender chooses, and with it this term does. */
  readonly letsAllIn: boolean;
}

export const MOST_ROWS = 40;
/** Of what is listed beside the rows. */
export const MOST_LISTED = 20;

export interface SpfParts {
  readonly spf: Pending | SpfFacts;
}

const amounts = { ipv4: amount, ipv6: v.number() };

const row = v.object({
  depth: v.pipe(amount, v.maxValue(100)),
  ordinal: amount,
  count: amount,
  isAtLeast: v.boolean(),
  name: v.string(),
  term: v.string(),
  offset: amount,
  kind: v.picklist(['include', 'redirect', 'a', 'mx', 'ptr', 'exists']),
  target: v.nullable(v.string()),
  provider: v.nullable(v.string()),
  state: v.picklist(ROW_STATES),
  reason: v.nullable(dnsFailure),
  hosts: v.nullable(amount),
  letsAllIn: v.boolean(),
});

const tree: v.GenericSchema<unknown, StoredTree> = v.object({
  count: amount,
  isAtLeast: v.boolean(),
  end: v.picklist(ENDS),
  endBy: v.nullable(v.string()),
  rows: v.array(row),
  eleventh: v.nullable(
    v.object({ name: v.string(), term: v.string(), offset: amount, path: strings, behind: strings }),
  ),
  dangling: v.array(v.object({ target: v.string(), registrable: v.string() })),
  own: v.object(amounts),
  providers: v.array(v.object({ name: v.string(), ...amounts })),
  isAmountAtLeast: v.boolean(),
  letsMostIn: v.boolean(),
  enormous: v.array(v.object({ name: v.string(), term: v.string() })),
  voidFor: v.array(v.object({ family: v.picklist(['IPv4', 'IPv6']), names: strings, behind: v.string() })),
  questions: amount,
  leftOut: amount,
});

const spf: v.GenericSchema<unknown, SpfParts['spf']> = v.variant('state', [
  pending,
  unknown,
  v.object({
    state: v.picklist(['found', 'absent', 'invalid']),
    texts: strings,
    octets: amount,
    problems: problemsBy(SPF_PROBLEMS),
    tree: v.nullable(tree),
    aliases: strings,
    ...answered,
  }),
]);

export const SPF_STORED = { spf };
