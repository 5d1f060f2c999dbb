import type { SentenceKey, SentenceParameters } from './locales/say.ts';
import type { DomainName } from './names/domain-name.ts';
import type { RegistrableOf } from './names/registrable-of.ts';

/** What the guide says to whoever runs domain or servers: steps that a mechanism makes from its facts, and that tick themselves off. */

/** Makes the steps from what is known; none where there is nothing to do or to say. Pure. */
export type StepsOf<Parts extends object> = (parts: Parts, context: SteppedWith) => readonly MechanismStep[];

export interface SteppedWith {
  readonly policyDomain: DomainName;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly say: (key: SentenceKey, parameters?: SentenceParameters) => string;
  readonly registrableOf: RegistrableOf;
  /** What was answered to the questions of the steps, by their names; one that is missing was not answered. */
  readonly answers: Answers;
}

export type Answers = Readonly<Record<string, readonly string[]>>;

/**
 * Where a step stands in the plan of the whole, in the order that never breaks mail: what loses mail now; who sends, and with which keys; where reports go; a trial; and
 * what asks for more, which waits for all of these in its lane.
 */
export const PHASES = ['urgent', 'senders', 'reports', 'trial', 'tighten'] as const;

export type Phase = (typeof PHASES)[number];

/** A step of the guide that says what to do, and has what is to be copied. */
export interface MechanismStep {
  /** Begins with the name of the mechanism. */
  readonly name: string;
  readonly state: StepState;
  readonly title: string;
  /** It is what comes next, and so stands open. */
  readonly isNext?: boolean;
  /** Until it is done, mail is kept back or anybody can sign in the name of the domain, so that all of them stand before what else the guide says. */
  readonly isUrgent?: boolean;
  /** Its place in the plan of the whole; left out, it is no part of that. */
  readonly phase?: Phase;
  readonly body: readonly StepText[];
}

export type StepState = 'done' | 'needed' | 'unknown';

export type StepText =
  | { readonly kind: 'sentence'; readonly text: string }
  /** A text that is copied as it is, with the words for what it is. */
  | { readonly kind: 'copy'; readonly what: string; readonly text: string }
  | { readonly kind: 'record'; readonly record: StepRecord }
  | { readonly kind: 'dates'; readonly dates: StepDates }
  /** What holds under a condition, behind a fold that says it: to unfold it is to say that it holds. */
  | { readonly kind: 'case'; readonly condition: string; readonly body: readonly StepText[] }
  | { readonly kind: 'question'; readonly question: StepQuestion }
  /** Each line ticks itself off; with a button to check again. */
  | { readonly kind: 'checks'; readonly checks: readonly StepCheck[] };

/** A TXT record to publish. */
export interface StepRecord {
  /** The whole name, without the final dot; it may be the domain itself. */
  readonly ownerName: string;
  /** The domain that a DNS panel lists; null where that is not known, and the name is given in full. */
  readonly zone: DomainName | null;
  /** ASCII. */
  readonly value: string;
  /** The texts at the same name whose place it takes, as published. Empty where it is a new one. */
  readonly replaces: readonly string[];
  /** What separates the parts that a reader compares one by one: the difference is told by these. */
  readonly separator: ' ' | ';';
}

/** What to do on which day. */
export interface StepDates {
  /** Of the calendar file, and so of the identity of its entries: begins with the name of the mechanism. */
  readonly kind: string;
  /** What the calendar is called. */
  readonly title: string;
  /** In order of their dates. */
  readonly events: readonly StepEvent[];
}

export interface StepEvent {
  /** Stable: another import of the same event replaces the first. */
  readonly code: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly what: string;
  readonly why: string;
  /** Where it is another than that of its step. */
  readonly phase?: Phase;
}

/** What only a person knows. It is answered in the page, kept by nobody and sent nowhere. */
export interface StepQuestion {
  /** Begins with the name of the mechanism. */
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  /** `lines`: text, an answer a line; `one` and `some` of the options. */
  readonly form: 'lines' | 'one' | 'some';
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** What is wrong with the answer, as a sentence; null where nothing is. */
  readonly fault: string | null;
}

/** What a mechanism wants of a domain that neither takes nor sends mail; null where nothing can be published at the domain: it does not exist, or is an alias. Pure. */
export type ParkedOf<Parts extends object> = (parts: Parts, context: SteppedWith) => Parked | null;

export interface Parked {
  /** What the facts say: that the domain has no mail, that it has, nothing of it, or they are not known. */
  readonly says: 'no-mail' | 'mail' | 'nothing' | 'unknown';
  /** What is not yet as it should be; null where that is not known, and nothing is proposed. */
  readonly changes: readonly ZoneChange[] | null;
}

export interface ZoneChange {
  readonly publish: ZoneRecord | null;
  /** What goes, as it is published. */
  readonly replaces: readonly ZoneRecord[];
}

/** A record of a zone. */
export interface ZoneRecord {
  /** The whole name, without the final dot. */
  readonly ownerName: string;
  readonly type: 'MX' | 'TXT' | 'CNAME';
  /** As in a zone file; of a TXT record its text, without quotes. */
  readonly data: string;
}

export interface StepCheck {
  readonly name: string;
  readonly state: 'done' | 'open' | 'unknown';
  readonly text: string;
}

/** A sentence of a step. */
export function sentence(text: string): StepText {
  return { kind: 'sentence', text };
}

/** A text of a step that is copied as it is. */
export function copied(what: string, text: string): StepText {
  return { kind: 'copy', what, text };
}

/** What a step says where a condition holds. */
export function inCase(condition: string, ...body: readonly StepText[]): StepText {
  return { kind: 'case', condition, body };
}

/** The steps, with the first one to do as what comes next. */
export function withNext(steps: readonly MechanismStep[]): MechanismStep[] {
  const next = steps.find(({ state }) => state === 'needed');
  return steps.map((step) => (step === next ? { ...step, isNext: true } : step));
}

/** How far the last step is, whose lines those are: done where every line is. */
export function stateOfChecks(checks: readonly StepCheck[]): StepState {
  if (checks.some(({ state }) => state === 'open')) return 'needed';
  return checks.every(({ state }) => state === 'done') ? 'done' : 'unknown';
}
