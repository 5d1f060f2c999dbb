import type { Lookup, LookUp, RecordData, RecordType } from '../../dns/lookup.ts';
import { isIpAddress, isNeverAsked } from '../../names/domain-name.ts';
import { dottedText, reverseName } from './address.ts';
import { macroLetters, type MacroText } from './domain-spec.ts';
import { expandName, type MacroValues } from './macro.ts';
import { isSpfRecord, parseSpfRecord } from './record.ts';
import type { Agreement, ReadSendQuestion, Typed, Withheld } from './send-question.ts';

/** A name with `%{p}` in it, which is known once the names of the address are. */
interface Pending {
  readonly spec: MacroText;
  readonly current: string;
  readonly tells: ReadonlySet<Typed>;
}

/**
 * A way to ask for check_host that sends no name which what a person typed went into, unless they agreed to it. It reads the records that pass through it, and
 * lets only such names pass as follow from them without what was typed; what it cannot account for does not pass. A name that does not pass is noted in
 * `withheld` before anything is sent, and its look-up rejects, which ends the evaluation.
 */
export class Discretion {
  readonly withheld: Withheld[] = [];
  readonly #question: ReadSendQuestion;
  readonly #lookUp: LookUp;
  readonly #agreed: readonly Agreement[];
  readonly #ownerOf: (name: string) => string;
  /** The names that may be asked for, and what each tells. */
  readonly #tells = new Map<string, ReadonlySet<Typed>>();
  readonly #pending: Pending[] = [];
  /** What `%{p}` may stand for. */
  #hosts: readonly string[] = [];

  /** `ownerOf` gives the registered domain of a name: its name servers get the question. */
  constructor(
    question: ReadSendQuestion,
    lookUp: LookUp,
    agreed: readonly Agreement[],
    ownerOf: (name: string) => string,
  ) {
    this.#question = question;
    this.#lookUp = lookUp;
    this.#agreed = agreed;
    this.#ownerOf = ownerOf;
    this.#note(question.domain, NOTHING);
    this.#note(reverseName(question.client), ADDRESS);
  }

  /** To be given to check_host. */
  readonly lookUp: LookUp = async (name, type, how) => {
    // Nobody is ever asked for these, so there is nothing to agree to.
    if (isNeverAsked(name) || isIpAddress(name))
      return { state: 'unavailable', reason: 'never-asked', detail: name };
    const tells = this.#tells.get(name) ?? this.#all();
    const owner = this.#ownerOf(name);
    if (!this.#isAgreed(owner, tells)) {
      if (this.withheld.every((each) => each.name !== name))
        this.withheld.push({ name, owner, tells: [...tells] });
      throw new Error('Not agreed to.');
    }
    const answer = await this.#lookUp(name, type, how);
    this.#learn(name, type, answer);
    return answer;
  };

  #isAgreed(owner: string, tells: ReadonlySet<Typed>): boolean {
    const told = new Set(this.#agreed.flatMap((each) => (each.owner === owner ? each.tells : [])));
    return [...tells].every((each) => told.has(each));
  }

  /** Everything that was typed. */
  #all(): ReadonlySet<Typed> {
    return this.#tellsOf(['i', 's', 'h']);
  }

  #tellsOf(letters: readonly string[]): Set<Typed> {
    const { local, helo } = this.#question;
    const tells = new Set<Typed>();
    for (const letter of letters) {
      if (letter === 'i' || letter === 'p') tells.add('address');
      if ((letter === 's' || letter === 'l') && local !== null) tells.add('sender');
      if (letter === 'h' && helo !== null) tells.add('helo');
    }
    return tells;
  }

  /** A name that tells something by one way tells it by all: a record could list every name beside the macro that chooses among them. */
  #note(name: string, tells: ReadonlySet<Typed>): void {
    const key = name.toLowerCase();
    this.#tells.set(key, new Set([...(this.#tells.get(key) ?? []), ...tells]));
  }

  #learn<T extends RecordType>(name: string, type: T, answer: Lookup<RecordData[T]>): void {
    if (answer.state !== 'found') return;
    const records: readonly unknown[] = answer.records;
    if (type === 'TXT') for (const text of records as string[]) this.#readRecord(text, name);
    if (type === 'MX')
      for (const { exchange } of records as RecordData['MX'][])
        this.#note(exchange.replace(/\.$/, ''), NOTHING);
    if (type === 'PTR') this.#readHosts(records as string[]);
  }

  #readRecord(text: string, current: string): void {
    const parsed = isSpfRecord(text) ? parseSpfRecord(text) : null;
    if (parsed?.state !== 'valid') return;
    for (const term of parsed.value.terms) {
      const spec = 'domain' in term ? term.domain : null;
      if (spec === null) continue;
      const letters = macroLetters(spec);
      const tells = this.#tellsOf(letters);
      // The name of a record that was found by what was typed holds it as well.
      if (letters.includes('d')) for (const each of this.#tells.get(current) ?? []) tells.add(each);
      const pending = { spec, current, tells };
      if (!letters.includes('p')) this.#expand(pending);
      else {
        this.#pending.push(pending);
        for (const host of this.#hosts) this.#expand(pending, host);
      }
    }
  }

  /** The names of the address tell which one it is. */
  #readHosts(records: readonly string[]): void {
    const hosts = records.slice(0, MOST_NAMES).map((host) => host.replace(/\.$/, '').toLowerCase());
    for (const host of hosts) this.#note(host, ADDRESS);
    this.#hosts = [...hosts, 'unknown'];
    for (const pending of this.#pending) for (const host of this.#hosts) this.#expand(pending, host);
  }

  #expand({ spec, current, tells }: Pending, host?: string): void {
    const { client, domain, local, helo } = this.#question;
    const values: MacroValues = {
      s: `${local ?? 'postmaster'}@${domain}`,
      l: local ?? 'postmaster',
      o: domain,
      d: current,
      i: dottedText(client),
      v: client.family === 4 ? 'in-addr' : 'ip6',
      h: helo ?? 'unknown',
      ...(host !== undefined && { p: host }),
    };
    const name = expandName(spec, values);
    if (name !== null) this.#note(name, tells);
  }
}

/** Those behind them are ignored (RFC 7208 §4.6.4). */
const MOST_NAMES = 10;

const NOTHING: ReadonlySet<Typed> = new Set();
const ADDRESS: ReadonlySet<Typed> = new Set(['address']);
