import type { Lookup, LookUp, RecordData } from '../../dns/lookup.ts';
import type { Address } from './address.ts';
import { dottedText } from './address.ts';
import { macroLetters, type MacroText } from './domain-spec.ts';
import { expandName, type MacroValues } from './macro.ts';
import { bestName, validatedNames, type ReverseNames } from './reverse.ts';
import { lookUpsOf, type SpfTerm } from './term.ts';
import { isTarget } from './target-name.ts';

/** The limits of RFC 7208 §4.6.4. */
export const MOST_LOOK_UPS = 10;
const MOST_VOID = 2;
const LONGEST_MS = 20_000;

/** A record on the way to a result, and the term of it that led on; null where none did. */
export interface PathStep {
  readonly domain: string;
  readonly term: string | null;
  /** Where the term stands in its record: UTF-16 offset. */
  readonly offset: number | null;
}

/** An evaluation that ends at once, whatever stands above it. */
export class Ended extends Error {
  readonly result: 'temperror' | 'permerror';
  /** Grows from the inside as it leaves one record after another. */
  path: readonly PathStep[] = [];

  constructor(result: 'temperror' | 'permerror') {
    super(result);
    this.result = result;
  }
}

/** Whose mail is checked. */
export interface Identity {
  readonly client: Address;
  readonly sender: { readonly local: string; readonly domain: string };
  readonly helo: string;
}

type Asked = 'TXT' | 'A' | 'AAAA' | 'MX';

/** What all records of one evaluation share: its limits, and what the macros stand for. */
export class Evaluation {
  lookUps = 0;
  voidLookUps = 0;
  readonly identity: Identity;
  readonly #lookUp: LookUp;
  readonly #now: () => number;
  readonly #startedAt: number;
  #reverse: Promise<ReverseNames> | undefined;
  #isVoidCounted = false;

  constructor(identity: Identity, lookUp: LookUp, now: () => number) {
    this.identity = identity;
    this.#lookUp = lookUp;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Called as a term is reached: it counts before anything is asked for it. */
  begin(term: SpfTerm): void {
    if (this.#now() - this.#startedAt > LONGEST_MS) throw new Ended('temperror');
    this.#isVoidCounted = false;
    this.lookUps += lookUpsOf(term);
    if (this.lookUps > MOST_LOOK_UPS) throw new Ended('permerror');
  }

  /** Asks; what DNS cannot tell ends the evaluation. A name that is never asked is none of the public DNS. */
  async ask<T extends Asked>(
    name: string,
    type: T,
  ): Promise<Lookup<RecordData[T]> & { state: 'found' | 'absent' }> {
    const answer = await this.#lookUp(name.toLowerCase(), type);
    if (answer.state !== 'unavailable') return answer;
    if (answer.reason !== 'never-asked') throw new Ended('temperror');
    const nothing = { aliases: [], authentic: false, ttlSeconds: 0 };
    return { state: 'absent', reason: 'nxdomain', ...nothing };
  }

  /** The records in an answer. None is a void look-up, of which a term makes one at most. */
  recordsOf<T>(answer: Lookup<T>): readonly T[] {
    const records = answer.state === 'found' ? answer.records : [];
    if (records.length === 0) this.countVoid();
    return records;
  }

  /** No term is evaluated any more: what is asked from here on counts to no limit. */
  end(): void {
    this.#isVoidCounted = true;
  }

  countVoid(): void {
    if (this.#isVoidCounted) return;
    this.#isVoidCounted = true;
    this.voidLookUps += 1;
    if (this.voidLookUps > MOST_VOID) throw new Ended('permerror');
  }

  /** The name that a term means: its own, expanded, or that of the record. Null for what is no name, which nothing can match. */
  async nameOf(domain: MacroText | null, current: string): Promise<string | null> {
    if (domain === null) return current;
    const letters = macroLetters(domain);
    // A local part outside ASCII makes no name (RFC 8616 §4), also where it is escaped.
    if (letters.some((letter) => 'sl'.includes(letter)) && !this.isAsciiSender) return null;
    const name = expandName(domain, await this.values(letters, current));
    if (letters.includes('p') && (await this.reverseNames()).isVoid) this.countVoid();
    return name !== null && isTarget(name) ? name : null;
  }

  get isAsciiSender(): boolean {
    return /^[\x20-\x7e]*$/.test(this.identity.sender.local);
  }

  async values(letters: readonly string[], current: string): Promise<MacroValues> {
    const { client, sender, helo } = this.identity;
    const { local, domain } = sender;
    const known = {
      s: `${local}@${domain}`,
      l: local,
      o: domain,
      d: current,
      i: dottedText(client),
      v: client.family === 4 ? 'in-addr' : 'ip6',
      h: helo,
    };
    return letters.includes('p')
      ? { ...known, p: bestName((await this.reverseNames()).names, current) }
      : known;
  }

  async reverseNames(): Promise<ReverseNames> {
    this.#reverse ??= validatedNames(this.identity.client, this.#lookUp);
    return this.#reverse;
  }

  /** Seconds since 1970 UTC, for the macro `%{t}`. */
  get seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
