import type { Position } from '../../problem.ts';
import type { Address } from './address.ts';
import type { MacroText } from './domain-spec.ts';

export type Qualifier = '+' | '-' | '~' | '?';

/** Where a term stands in its record, and how it is written there. */
interface Written {
  readonly text: string;
  readonly position: Position;
}

/** One type for each kind, so that each can be told by it. */
type Each<Kind extends string, Body> = Kind extends string ? Written & { readonly kind: Kind } & Body : never;
interface Qualified {
  readonly qualifier: Qualifier;
}
/** A domain that is not given is that of the record. */
interface MayName {
  readonly domain: MacroText | null;
}
interface Names {
  readonly domain: MacroText;
}

/** A mechanism with its qualifier (RFC 7208 §4.6.1). */
export type Directive =
  | Each<'all', Qualified>
  | Each<'include' | 'exists', Qualified & Names>
  /** With the lengths of prefixes by family. */
  | Each<'a' | 'mx', Qualified & MayName & { readonly prefix4: number; readonly prefix6: number }>
  | Each<'ptr', Qualified & MayName>
  | Each<'ip4' | 'ip6', Qualified & { readonly address: Address; readonly prefix: number }>;

/** A name and a value (RFC 7208 §6). */
export type Modifier =
  | Each<'redirect' | 'exp', Names>
  /** One that SPF does not know, and so ignores. */
  | Each<'unknown', { readonly name: string; readonly value: string }>;

export type SpfTerm = Directive | Modifier;

/** An SPF record: who may send mail in the name of a domain (RFC 7208 §3). */
export interface SpfRecord {
  /** In the order in which they stand. */
  readonly terms: readonly SpfTerm[];
}

/** The terms that count to the ten look-ups (RFC 7208 §4.6.4), but for the macro `%{p}`. */
const COUNTED: ReadonlySet<SpfTerm['kind']> = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect']);

/** How many look-ups a term counts as: one for what asks DNS, and one for each `%{p}` in its name. */
export function lookUpsOf(term: SpfTerm): number {
  if (!COUNTED.has(term.kind)) return 0;
  const domain = 'domain' in term ? term.domain : null;
  const names = domain?.parts.filter((part) => typeof part !== 'string' && part.letter === 'p') ?? [];
  return 1 + names.length;
}

export function isDirective(term: SpfTerm): term is Directive {
  return 'qualifier' in term;
}

/** The text of a term in the form in which two can be compared: case does not count, but for a macro, which in upper case is another one (RFC 7208 §7.3). */
export function sameAs(term: string): string {
  const text = term.replace(/^\+/, '');
  return text.includes('%') ? text : text.toLowerCase();
}

/** What a term is about, in the same form: whatever its qualifier. */
export function bodyOf({ text }: SpfTerm): string {
  return sameAs(text.replace(/^[+?~-]/, ''));
}
