import type { ObjectEntries } from 'valibot';
import type {
  JudgedWith,
  Judgement,
  Mechanism,
  PublishedName,
  ReportRecord,
  ServerOutcomes,
  Tone,
  ToldWith,
  WrittenText,
} from './mechanism.ts';
import { bimi } from './mechanisms/bimi/mechanism.ts';
import { caa } from './mechanisms/caa/mechanism.ts';
import { dane } from './mechanisms/dane/mechanism.ts';
import { dkim } from './mechanisms/dkim/mechanism.ts';
import { dmarc } from './mechanisms/dmarc/mechanism.ts';
import { dnssec } from './mechanisms/dnssec/mechanism.ts';
import { mtaSts } from './mechanisms/mta-sts/mechanism.ts';
import { mx } from './mechanisms/mx/mechanism.ts';
import { spf } from './mechanisms/spf/mechanism.ts';
import { tlsrpt } from './mechanisms/tlsrpt/mechanism.ts';
import type { DomainName } from './names/domain-name.ts';
import { DNS_PROBLEMS } from './dns/problems.ts';
import type { Section } from './report/blocks.ts';
import { isErrorBy, type Problem as ProblemOf, type Rules } from './problem.ts';
import type { Scored } from './verdict/score-table.ts';

/** Every mechanism, each behind those whose parts it reads. To add one is a line here. */
export const MECHANISMS = [mx, mtaSts, tlsrpt, dane, dnssec, spf, dkim, dmarc, bimi, caa] as const;

type Each = (typeof MECHANISMS)[number];
export type MechanismName = Each['name'];

type PartsIn<One> =
  One extends Mechanism<string, infer Own, infer _C, infer _H, infer _N, infer _E, infer _R, infer _W>
    ? Own
    : never;
type EffectsIn<One> =
  One extends Mechanism<string, infer _P, infer _C, infer _H, infer _N, infer Own, infer _R, infer _W>
    ? Own
    : never;
type CodesIn<One> =
  One extends Mechanism<string, infer _P, infer Code, infer _H, infer _N, infer _E, infer _R, infer _W>
    ? Code
    : never;
type RecordedIn<One> =
  One extends Mechanism<string, infer _P, infer _C, infer _H, infer _N, infer _E, infer Name, infer _W>
    ? Name
    : never;
type WrittenIn<One> =
  One extends Mechanism<string, infer _P, infer _C, infer _H, infer _N, infer _E, infer _R, infer Name>
    ? Name
    : never;
type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (each: infer Both) => void
  ? Both
  : never;

export type HeadlineOf<Name extends MechanismName> = keyof Extract<
  Each,
  { readonly name: Name }
>['headlines'] &
  string;

/** All parts of the facts about a domain. */
export type Parts = All<PartsIn<Each>>;
/** The parts that are records which tell where reports go. */
export type ReportName = RecordedIn<Each>;
/** The mechanisms that have another text in the workshop. */
export type WrittenName = WrittenIn<Each>;
/** What all of them need to be able to do, beyond asking DNS; of most nothing. */
export type Effects = All<EffectsIn<Each>>;

/** The code of everything that can be said of a domain. */
export type ProblemCode = CodesIn<Each> | keyof typeof DNS_PROBLEMS;
/** A problem whose code is known. */
export type Problem = ProblemOf<ProblemCode>;

/** A type error here names a mechanism that needs what does not stand before it, or other parts than those. */
type InOrder<List extends readonly unknown[], Before = {}> = List extends readonly [
  infer First,
  ...infer Rest,
]
  ? First extends Mechanism<
      infer Name,
      infer Own,
      infer _C,
      infer _H,
      infer Needs,
      infer _E,
      infer _R,
      infer _W
    >
    ? Before extends Needs
      ? InOrder<Rest, Before & Own>
      : [Name, 'needs', Exclude<keyof Needs, keyof Before>]
    : never
  : true;
const inOrder: InOrder<typeof MECHANISMS> = true;
void inOrder;

/** A mechanism as loops see it, which know nothing of single ones. */
export type AnyMechanism = Mechanism<string, object, string, string, object, object, ReportName, WrittenName>;
/** The same list for such loops. */
export const ALL = MECHANISMS as unknown as readonly AnyMechanism[];

type ReportRecordOf = ReportRecord<ReportName, Parts, ProblemCode>;

/** The records that tell where reports go, each as its mechanism describes it. */
export const REPORT_RECORDS = ALL.flatMap(
  ({ record }) => record ?? [],
) as unknown as readonly ReportRecordOf[];

/** One value for each of these records. */
export function ofReportRecords<Value>(
  valueOf: (record: ReportRecordOf) => Value,
): Readonly<Record<ReportName, Value>> {
  return Object.fromEntries(REPORT_RECORDS.map((record) => [record.name, valueOf(record)])) as Record<
    ReportName,
    Value
  >;
}

/** The other texts that the workshop reads, each as its mechanism describes it. */
export const WRITTEN_TEXTS = ALL.flatMap(({ text }) => text ?? []) as unknown as readonly WrittenText<
  WrittenName,
  Parts,
  ProblemCode
>[];

/** The rule behind each code. */
export const PROBLEMS: Rules<ProblemCode> = Object.assign(
  {},
  DNS_PROBLEMS,
  ...ALL.map(({ problems }) => problems),
) as Rules<ProblemCode>;

/** True where the problem makes what was parsed unusable for every sender. */
export function isError({ code }: Problem): boolean {
  return isErrorBy(PROBLEMS[code]);
}

/** True where some senders ignore a policy because of this problem. */
export function isFragile({ code }: Problem): boolean {
  return PROBLEMS[code].fragile === true;
}

/** What is concluded by every mechanism, by its name. */
export type Judgements = {
  readonly [Name in MechanismName]: Judgement<HeadlineOf<Name>, ProblemCode>;
};

/** Judges all parts. Pure; `now` in milliseconds since 1970 UTC. */
export function judgeAll(parts: Parts, context: JudgedWith): Judgements {
  return Object.fromEntries(
    ALL.map((each) => [each.name, each.judge(parts, parts, context)]),
  ) as unknown as Judgements;
}

/** What every mechanism says of the parts of the score that it decides. Pure; `judgements` are those of the same parts. */
export function scoredAll(parts: Parts, judgements: Judgements, context: JudgedWith): readonly Scored[] {
  return ALL.flatMap(
    (each) =>
      each.score?.(parts, parts, {
        ...context,
        headline: judgements[each.name as MechanismName].headline,
      }) ?? [],
  );
}

/** What a mechanism has to say, as far as that can be told of any. */
export interface Told {
  readonly name: MechanismName;
  readonly headline: string;
  readonly tone: Tone;
  readonly picture: readonly Section[];
  readonly evidence: readonly Section[];
  /** What the domain can hand over to a provider. */
  readonly names: readonly PublishedName[];
}

/** What every mechanism has to say. Pure. */
export function toldOf(parts: Parts, context: JudgedWith & ToldWith): Told[] {
  return ALL.map((each) => {
    const { headline } = each.judge(parts, parts, context);
    const tone = each.headlines[headline]?.tone ?? 'ask';
    return {
      name: each.name as MechanismName,
      headline,
      tone,
      picture: each.picture?.(parts, parts, context) ?? [],
      evidence: each.evidence(parts, context),
      names: each.names?.(parts, context.policyDomain) ?? [],
    };
  });
}

/** What senders that check DANE do at each server; null where no mechanism knows of any, or not yet. Pure. */
export function serverOutcomes(parts: Parts): ServerOutcomes | null {
  return (
    ALL.map((each) => each.servers?.(parts, parts) ?? null).find((outcomes) => outcomes !== null) ?? null
  );
}

/** The parts of every mechanism before anything was asked. */
export function emptyParts(): Parts {
  return Object.assign({}, ...ALL.map(({ empty }) => empty)) as Parts;
}

/** How each part has to look in storage; one that does not fit counts as not asked for, and costs nothing else. */
export function storedParts(): ObjectEntries {
  return Object.assign({}, ...ALL.map(({ stored }) => stored)) as ObjectEntries;
}

/** The parts that there are, in the order of the list. */
export function partsOf(facts: Parts): Parts {
  const keys = Object.keys(storedParts()) as (keyof Parts)[];
  return Object.fromEntries(
    keys.flatMap((key) => (facts[key] === undefined ? [] : [[key, facts[key]]])),
  ) as unknown as Parts;
}

/** The names that a domain can hand over to a provider, with what is found there. */
export function namesOf(parts: Parts, policyDomain: DomainName): readonly PublishedName[] {
  return ALL.flatMap((each) => each.names?.(parts, policyDomain) ?? []);
}

/** What a person added for mechanisms, by their names. */
export type Added = Readonly<Partial<Record<MechanismName, readonly string[]>>>;

/** The mechanisms whose parts one reads beside its own. */
export function neededBy(name: MechanismName): readonly MechanismName[] {
  return (ALL.find((each) => each.name === name)?.needs ?? []) as readonly MechanismName[];
}

/** The host that may not be read yet and would have to be, or null. */
export function awaitedHost(parts: Parts, policyDomain: DomainName): string | null {
  return ALL.map((each) => each.awaitsHost?.(parts, policyDomain) ?? null).find(Boolean) ?? null;
}

/**
 * The mechanism that a problem belongs to: the one whose table has its code. What can be said of any name belongs to the mechanism that publishes
 * there; a name that none publishes is that of a mail server.
 */
export function ownerOf(
  { code, parameters }: Problem,
  parts: Parts,
  policyDomain: DomainName,
): MechanismName {
  const publishes = (each: AnyMechanism) =>
    each.names?.(parts, policyDomain).some(({ name }) => name === parameters['name']) ?? false;
  const owner = ALL.find(({ problems }) => Object.hasOwn(problems, code)) ?? ALL.find(publishes);
  return (owner ?? MECHANISMS[0]).name as MechanismName;
}
