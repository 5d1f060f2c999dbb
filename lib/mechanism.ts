import type { GenericSchema } from 'valibot';
import type { LookUp } from './dns/lookup.ts';
import type { DomainName } from './names/domain-name.ts';
import type { Problem, Rules } from './problem.ts';
import type { Section, Words } from './report/blocks.ts';

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
  judge(parts: Parts & Needs, context: JudgedWith): Judgement<NoInfer<Headline>, NoInfer<Code>>;
  /** What was found, as it was published, section by section; nothing of what is not known yet. Pure. */
  evidence(parts: Parts, context: ToldWith): readonly Section[];
  /** The report has a drawing of its own for what is concluded; without one it shows headline and evidence. */
  readonly isDrawn?: true;
  /** True where the parts have all that the look would bring; left out, no look brings anything. */
  hasLooked?(parts: Parts, look: Look | undefined): boolean;
  /** The host that may not be read yet and would have to be, or null. */
  awaitsHost?(parts: Parts, policyDomain: DomainName): string | null;
}

/** How a verdict is coloured; never the only sign. */
export type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'ask';

/** What a judge knows beside the facts. */
export interface JudgedWith {
  readonly policyDomain: DomainName;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
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
>(
  definition: Mechanism<Name, Parts, Code, Headline, Needs, Effects>,
): Mechanism<Name, Parts, Code, Headline, Needs, Effects> {
  return definition;
}

/** True for a part that is known for good. */
export function isSettled({ state }: { readonly state: string }): boolean {
  return state !== 'pending' && state !== 'unavailable';
}
