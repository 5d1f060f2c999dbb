import type { Problems } from '../../problem.ts';
import { isPublicAddress } from '../../dns/public-address.ts';
import { addressText, isWithin } from './address.ts';
import { macroLetters } from './domain-spec.ts';
import { isMechanismName, meantByModifier } from './modifier-meant.ts';
import { isOddlyNamed } from './odd-name.ts';
import { isEnormous, isTheirs, letsStrangersIn } from './open-term.ts';
import type { SpfProblemCode } from './problems.ts';
import { valueShown } from './shown.ts';
import { bodyOf, isDirective, type Directive, type SpfRecord, type SpfTerm } from './term.ts';

type Notes = Problems<SpfProblemCode>;
type Network = Extract<Directive, { kind: 'ip4' | 'ip6' }>;

/** Notes what is worth knowing of a record that can be read: what never counts, what lets in too many, what is there twice. */
export function noteTerms({ terms }: SpfRecord, notes: Notes): void {
  const directives = terms.filter(isDirective);
  const end = directives.findIndex(({ kind }) => kind === 'all');
  noteEnd(terms, directives, end, notes);
  for (const term of terms) noteTerm(term, notes);
  noteTheirs(terms, notes);
  noteRepeated(end === -1 ? directives : directives.slice(0, end), notes);
}

function noteEnd(
  terms: readonly SpfTerm[],
  directives: readonly Directive[],
  end: number,
  notes: Notes,
): void {
  const all = directives[end];
  const redirect = terms.find(({ kind }) => kind === 'redirect');
  if (all) noteAll(all, directives.slice(0, end), notes);
  else if (!redirect) notes.add('spf-all-missing');
  if (all && redirect) notes.add('spf-redirect-ignored', shown(redirect), redirect.position);
  const behind = all ? directives.slice(end + 1) : [];
  if (behind[0]) {
    const count = valueShown(behind.map(({ text }) => text).join(' '));
    notes.add('spf-terms-after-all', { terms: count }, behind[0].position);
  }
  const last = terms.findLastIndex(isDirective);
  for (const term of terms.slice(0, Math.max(0, last)))
    if (term.kind === 'redirect' || term.kind === 'exp')
      notes.add('spf-modifier-before-mechanism', shown(term), term.position);
  const exp = terms.find(({ kind }) => kind === 'exp');
  const mayFail = redirect !== undefined || directives.some(({ qualifier }) => qualifier === '-');
  if (exp && !mayFail) notes.add('spf-exp-unused', shown(exp), exp.position);
}

const ALL = { '+': 'spf-all-pass', '?': 'spf-all-neutral', '~': 'spf-all-softfail', '-': null } as const;

function noteAll(all: Directive, before: readonly Directive[], notes: Notes): void {
  // As in RFC 7208 A.4: everybody but those whom an earlier term refuses.
  const isOpen = before.every(({ qualifier }) => qualifier === '+');
  const code = all.qualifier === '+' && !isOpen ? 'spf-all-pass-but' : ALL[all.qualifier];
  if (code !== null) notes.add(code, shown(all), all.position);
}

function shown({ text }: SpfTerm) {
  return { term: valueShown(text) };
}

/** Whoever is let in by a name of their own; behind an `all` nobody is, nor by a redirect beside one (RFC 7208 §5.1, §6.1). */
function noteTheirs(terms: readonly SpfTerm[], notes: Notes): void {
  const end = terms.findIndex(({ kind }) => kind === 'all');
  for (const term of end === -1 ? terms : terms.slice(0, end))
    if (isTheirs(term) && (end === -1 || term.kind !== 'redirect'))
      notes.add('spf-name-theirs', shown(term), term.position);
}

/** Modifiers of RFC 6652, which are known elsewhere. */
const REPORTING: ReadonlySet<string> = new Set(['ra', 'rp', 'rr']);

function noteTerm(term: SpfTerm, notes: Notes): void {
  const { position } = term;
  if (term.kind === 'ptr') notes.add('spf-ptr', shown(term), position);
  if (isOddlyNamed(term)) notes.add('spf-name-odd', shown(term), position);
  if ('domain' in term && term.domain && macroLetters(term.domain).includes('p'))
    notes.add('spf-macro-p', shown(term), position);
  if (term.kind === 'unknown') {
    const name = term.name.toLowerCase();
    const suggestion = meantBy(name, term.value);
    if (suggestion !== null)
      notes.add('spf-modifier-meant', { ...shown(term), suggestion: valueShown(suggestion) }, position);
    else if (!REPORTING.has(name))
      notes.add('spf-unknown-modifier', { name: valueShown(term.name) }, position);
  }
  if (term.kind === 'include' && (term.qualifier === '-' || term.qualifier === '~'))
    notes.add('spf-negative-include', shown(term), position);
  if (term.kind === 'ip4' || term.kind === 'ip6') noteRange(term, notes);
  if ((term.kind === 'a' || term.kind === 'mx') && term.qualifier === '+')
    noteWidth(Math.min(term.prefix4, 32), term.prefix6, term, notes);
}

/** The term that was meant; without its value where that would be an error, or let strangers in. Null for a modifier of another name. */
function meantBy(name: string, value: string): string | null {
  const meant = meantByModifier(name, value);
  if (meant === null) return isMechanismName(name) ? `${name}:…` : null;
  if (!letsStrangersIn(meant) && !isOddlyNamed(meant)) return meant.text;
  return meant.kind === 'redirect' ? 'redirect=…' : `${meant.kind}:…`;
}

function noteRange(term: Network, notes: Notes): void {
  const { address, prefix, position } = term;
  if (term.qualifier === '+')
    noteWidth(term.kind === 'ip4' ? prefix : 32, term.kind === 'ip6' ? prefix : 128, term, notes);
  // A range as wide as that is named as such, and holds addresses of every kind.
  const isNarrow = prefix >= (term.kind === 'ip4' ? 8 : 16);
  if (isNarrow && !isPublicAddress(addressText(address)))
    notes.add('spf-range-private', shown(term), position);
  if (!hasNoHostBits(term)) notes.add('spf-host-bits', shown(term), position);
}

/** From where on a range is broad: lengths of prefixes below which it is wide or broad. */
function noteWidth(prefix4: number, prefix6: number, term: SpfTerm, notes: Notes): void {
  const { position } = term;
  if (isEnormous(prefix4, prefix6)) notes.add('spf-range-enormous', shown(term), position);
  else if (prefix4 <= 16 || prefix6 <= 32) notes.add('spf-range-wide', shown(term), position);
  else if (prefix4 <= 20) notes.add('spf-range-broad', shown(term), position);
}

function hasNoHostBits({ address, prefix }: Network): boolean {
  const isLastSet = address.octets.some((octet, index) => {
    const kept = Math.min(8, Math.max(0, prefix - 8 * index));
    return (octet & (0xff >> kept)) > 0 && kept < 8;
  });
  return !isLastSet;
}

/** Of a record with very many terms only the first are compared. */
const MOST_COMPARED = 500;

function noteRepeated(directives: readonly Directive[], notes: Notes): void {
  const seen = new Map<string, Directive>();
  const networks: Network[] = [];
  for (const term of directives.slice(0, MOST_COMPARED)) {
    const body = bodyOf(term);
    const isAgain = seen.has(body);
    if (isAgain) notes.add('spf-duplicate-term', shown(term), term.position);
    else seen.set(body, term);
    if (term.kind !== 'ip4' && term.kind !== 'ip6') continue;
    const { address, prefix } = term;
    const earlier = networks.find(
      (one) => one.prefix <= prefix && isWithin(one.address, address, one.prefix),
    );
    if (earlier && !isAgain)
      notes.add('spf-covered-term', { ...shown(term), earlier: valueShown(earlier.text) }, term.position);
    networks.push(term);
  }
}
