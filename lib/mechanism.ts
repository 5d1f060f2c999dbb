import type { GenericSchema } from 'valibot';
import type { LookUp } from './dns/lookup.ts';
import type { SentenceKey, SentenceParameters } from './locales/say.ts';
import type { DomainName } from './names/domain-name.ts';
import type { Selected } from './outcome.ts';
import type { Problem, Rules } from './problem.ts';
import type { Fixes, Mendable } from './text/mendable.ts';
import type { Token } from './text/token.ts';
import type { Block, Section, Words } from './report/blocks.ts';
import type { ParkedOf, StepsOf } from './steps.ts';
import type { Scored } from './verdict/score-table.ts';

/**
 * One protection, from the questions that it asks to the words in which it is judged: a folder of lib/mechanisms/, and a line in lib/mechanisms.ts.
 * What it finds are its *parts*, each stored and published by itself.
 */
export interface Mechanism<
  Name extends string,
  Parts extends object,
  Code extends string,
  Headline extends string,
  Needs extends object,
  Effects extends object,
  Recorded extends string = never,
  Written extends string = never,
> {
  readonly name: Name;
  /** The mechanisms whose parts (`Needs`) it reads; they stand before it in the list. */
  readonly needs: readonly string[];
  /** One of its answers leads to the next question, so that it asks before the others do. */
  readonly isLongest?: true;
  /** Everything that it can say. */
  readonly problems: Rules<Code>;
  /** What becomes of mail by it, in one word each; `checking` while it is not known yet. */
  readonly headlines: Readonly<Record<Headline, { readonly tone: Tone }>>;
  /** Its parts before anything was asked. */
  readonly empty: Parts;
  /** How each part has to look in storage. */
  readonly stored: { readonly [Part in keyof Parts]-?: GenericSchema<unknown, Parts[Part]> };
  /**
   * Finds the parts that are not known yet and publishes each as soon as it is there. What it needs comes as a promise: whoever has a question of its
   * own asks it before it awaits that. Never rejects.
   */
  gather(asking: Asking<Parts>, effects: Effects, needed: Promise<Needs>): Promise<void>;
  /** Those of earlier parts that need not be asked for again. */
  kept(parts: Parts): Partial<Parts>;
  /** How far the parts are known, and how long they hold. */
  knowledge(parts: Parts): Knowledge;
  /** What is concluded from its parts, and from those that it needs. Pure. */
  judge(parts: Parts, needed: Needs, context: JudgedWith): Judgement<NoInfer<Headline>, NoInfer<Code>>;
  /** What was found, as it was published, section by section; nothing of what is not known yet. Pure. */
  evidence(parts: Parts, context: ToldWith): readonly Section[];
  /** What the report shows of it between headline and evidence, section by section; left out, those two. Pure. */
  picture?(parts: Parts, needed: Needs, context: JudgedWith & ToldWith): readonly Section[];
  /** What it does for each mail server, where senders check it apart from MTA-STS; null while that is not known. Pure. */
  servers?(parts: Parts, needed: Needs): ServerOutcomes | null;
  /** What it says of the parts of the score that it decides; left out, it has no points of its own. Pure. */
  score?(parts: Parts, needed: Needs, context: ScoredWith<NoInfer<Headline>>): readonly Scored[];
  /** True where the parts have all that the look would bring; left out, no look brings anything. */
  hasLooked?(parts: Parts, look: Look | undefined): boolean;
  /** The host that may not be read yet and would have to be, or null. */
  awaitsHost?(parts: Parts, policyDomain: DomainName): string | null;
  /** The names that a domain can hand over to a provider by an alias, with what is found there. */
  names?(parts: Parts, policyDomain: DomainName): readonly PublishedName[];
  /** The TXT record in which it tells where reports go; guide and workshop take it up from here. */
  readonly record?: ReportRecord<Recorded, Parts, NoInfer<Code>>;
  /** The names that a person can add to what it asks, since no zone lists them. */
  readonly added?: AddedNames<Parts>;
  /** What else of it the workshop reads as it is typed. */
  readonly text?: WrittenText<Written, Parts, NoInfer<Code>>;
  /**
   * What whoever runs domain or servers does for it, step by step; loaded by the guide alone. It is given all parts there are: its own, those that it needs, and those of
   * mechanisms behind it, of which it may read what its steps depend on.
   */
  readonly steps?: () => Promise<StepsOf<never>>;
  /** What it wants of a domain without mail, as records of the zone; loaded by the guide alone, and given the same parts. */
  readonly parked?: () => Promise<ParkedOf<never>>;
}

/** Names below a domain that a person knows, and a mechanism asks for beside those that it thinks of. */
export interface AddedNames<Parts extends object> {
  /** So many are kept for each domain, the latest. */
  readonly most: number;
  /** The name in the form in which it is kept; null for what is none. Total and pure. */
  readonly read: (text: string) => string | null;
  /** Those of the names that are still to be asked for; none while nothing was asked at all. Pure. */
  readonly missing: (parts: Parts, names: readonly string[]) => readonly string[];
  /** Those of the names where something stands that is worth to be asked for again. Pure. */
  readonly found: (parts: Parts, names: readonly string[]) => readonly string[];
}

/**
 * What senders that check DANE do with mail to one server (RFC 7672 §2.2): deliver over TLS to the announced key alone; over TLS to any key; hold it back; some of
 * them the first, and others as if there were nothing; all of them as if there were nothing; or we could not know.
 */
export type ServerOutcome = 'protected' | 'encrypted' | 'held' | 'some' | 'none' | 'unknown';

/** The outcome for each server, by its name. One that is missing is not known. */
export type ServerOutcomes = Readonly<Record<string, ServerOutcome>>;

/** A name that stands in DNS for the mechanism, and what is found there. */
export interface PublishedName {
  readonly name: string;
  readonly facts: FoundThere;
  /** What announces this name: where that alone is handed over, nothing of use is. */
  readonly announcedBy?: FoundThere;
}

interface FoundThere {
  readonly state: 'pending' | 'found' | 'absent' | 'invalid' | 'unavailable' | 'not-asked';
  readonly aliases?: readonly string[];
}

/**
 * A TXT record by itself that tells senders where to report. It is named like the part that has it, and so are its step in the guide, its text in the
 * workshop and the codes of both.
 */
export interface ReportRecord<Name extends string, Parts extends object, Code extends string> {
  readonly name: Name;
  /** What stands before the policy domain. */
  readonly label: string;
  /** How such a record begins, up to its first delimiter. */
  readonly version: string;
  /** The field that has the targets. */
  readonly field: string;
  /** Chooses the record among all TXT of the name, as a sender does. */
  readonly select: (texts: readonly string[]) => Selected<unknown, Code>;
  /** True for a text that is such a record, or that somebody meant to be one: what a new record takes the place of. */
  readonly isMeant: (text: string) => boolean;
  /** The targets of the record that is there, as written. */
  readonly targetsOf: (parts: Parts) => readonly string[];
  /** The same, and of a record that cannot be read those that it was meant to have; empty where that is open. */
  readonly meantTargetsOf: (parts: Parts) => readonly string[];
  /** What the workshop knows of texts with such records; loaded by nobody else. */
  readonly workshop: () => Promise<RecordText<Code>>;
}

/** What the workshop knows of TXT records of a kind, one a line. */
export interface RecordText<Code extends string> {
  readonly fixes: Fixes<Code>;
  /** What they say, as the sentence for it. */
  readonly says: (texts: readonly string[]) => Sentence;
}

/** A text of the workshop that is no report record. It is named like its mechanism, and so are its sentences there. */
export interface WrittenText<Name extends string, Parts extends object, Code extends string> {
  readonly name: Name;
  /** What is published, as somebody would write it; empty where that is nothing, null where it is not known. A part of it says that it is one. */
  readonly published: (parts: Parts, words: Pick<Words, 'say'>) => string | null;
  /** What the workshop knows of such texts; loaded by nobody else. */
  readonly workshop: () => Promise<WrittenTextReading<Code, Parts>>;
}

/** How such a text is read. Total and pure; `now` in milliseconds since 1970 UTC. */
export interface WrittenTextReading<Code extends string, Parts extends object = object> {
  readonly kindAt: (now: number) => Mendable<Code>;
  /** What it comes to, as a sentence. */
  readonly says: (text: string) => Sentence;
  /** What each thing in it means; with `live`, what was found at a domain, also what follows from that. */
  readonly tells: (text: string, words: Pick<Words, 'say'>, live: Parts | null) => readonly Block[];
  /** The parts of one line that are shown as what they are; left out, none. */
  readonly tokensOf?: (line: string) => readonly Token[];
}

export interface Sentence {
  readonly key: SentenceKey;
  readonly parameters?: SentenceParameters;
}

/** How a verdict is coloured; never the only sign. */
export const TONES = ['good', 'warn', 'bad', 'idle', 'ask'] as const;

export type Tone = (typeof TONES)[number];

/** What a judge knows beside the facts. */
export interface JudgedWith {
  readonly policyDomain: DomainName;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export type { Scored } from './verdict/score-table.ts';

/** What is known when points are given. */
export interface ScoredWith<Headline extends string> extends JudgedWith {
  /** Its own. */
  readonly headline: Headline;
}

/** What the facts are told with. */
export interface ToldWith extends Words {
  readonly policyDomain: DomainName;
}

export interface Judgement<Headline extends string, Code extends string> {
  readonly headline: Headline;
  /** Everything worth saying, in the order in which it was found. */
  readonly findings: readonly Problem<Code>[];
  /** Problems of needed mechanisms that these findings explain, so that they are not said as well. */
  readonly explained?: readonly Problem[];
}

/** What a check gives a mechanism to ask with, and takes from it. */
export interface Asking<Parts> {
  readonly policyDomain: DomainName;
  readonly lookUp: LookUp;
  /** Whether the resolver validates by DNSSEC; null where that is not known. Never rejects. */
  readonly validates: () => Promise<boolean | null>;
  /** The name of the resolver that people know. */
  readonly resolverName: string;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  readonly now: () => number;
  readonly deadline: (milliseconds: number) => AbortSignal;
  /** One of the list of public resolvers, which knows nothing of private networks. */
  readonly isPublicResolver: boolean;
  /** Whether a host may be read. */
  readonly mayRead: (host: string) => Promise<boolean>;
  /** Nothing that is remembered counts. */
  readonly fresh: boolean;
  readonly look: Look | undefined;
  /** What a person added for it (`AddedNames`): asked for beside all else, and by itself where the rest is known already. */
  readonly added: readonly string[];
  /** A DNS label that nobody has ever used, another one each time. */
  readonly randomLabel: () => string;
  /** The parts as they are known by now. */
  readonly parts: () => Parts;
  /** Takes what was found, and shows it. */
  readonly publish: (change: Partial<Parts>) => void;
  /** Takes what was found, and shows it with whatever comes next. */
  readonly note: (change: Partial<Parts>) => void;
}

/**
 * What the guide wants to know beyond the verdict, so that it proposes nothing unseen. `guide`: whether a wildcard answers at a record's
 * name, and whether the policy host has an address. `file`: also what file stands there, though no record announces one.
 */
export type Look = 'guide' | 'file';

export interface Knowledge {
  /** How long the answers may be kept; null where nothing limits that. */
  readonly ttlSeconds: number | null;
  /** What could not be known, and may be at another try: something that decides, a detail, or nothing. */
  readonly gap: 'part' | 'detail' | null;
}

/** Holds a mechanism to its type, and keeps its names. */
export function mechanism<
  const Name extends string,
  Parts extends object,
  Code extends string,
  Headline extends string,
  Needs extends object = object,
  Effects extends object = object,
  Recorded extends string = never,
  Written extends string = never,
>(
  definition: Mechanism<Name, Parts, Code, Headline, Needs, Effects, Recorded, Written>,
): Mechanism<Name, Parts, Code, Headline, Needs, Effects, Recorded, Written> {
  return definition;
}

/** True for a part that is known for good. */
export function isSettled({ state }: { readonly state: string }): boolean {
  return state !== 'pending' && state !== 'unavailable';
}
