import type { ObjectEntries } from 'valibot';
import type {
  Asking,
  JudgedWith,
  Judgement,
  Knowledge,
  Look,
  Mechanism,
  PublishedName,
  RecordText,
  ReportRecord,
  ServerOutcomes,
  Tone,
  ToldWith,
  WrittenText,
  WrittenTextReading,
} from './mechanism.ts';
import { dane } from './mechanisms/dane/mechanism.ts';
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
import type { StepsOf } from './steps.ts';

/** Every mechanism, each behind those whose parts it reads. To add one is a line here. */
export const MECHANISMS = [mx, mtaSts, tlsrpt, dane, dnssec, spf, dmarc] as const;

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

/** The same list for loops, which know nothing of single mechanisms. */
type Any = Mechanism<string, object, string, string, object, object, ReportName, WrittenName>;
const ALL = MECHANISMS as unknown as readonly Any[];

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

/** What the workshop knows of all these texts. */
export async function loadRecordTexts(): Promise<RecordTexts> {
  const all = [...REPORT_RECORDS, ...WRITTEN_TEXTS];
  const texts = await Promise.all(all.map(async ({ workshop }) => workshop()));
  return Object.fromEntries(all.map(({ name }, index) => [name, texts[index]])) as RecordTexts;
}

export type RecordTexts = Readonly<
  Record<ReportName, RecordText<ProblemCode>> & Record<WrittenName, WrittenTextReading<ProblemCode, Parts>>
>;

/** What makes the guide's steps of each mechanism that has some. */
export async function loadSteps(): Promise<readonly LoadedSteps[]> {
  return Promise.all(
    ALL.flatMap(({ name, steps }) =>
      steps
        ? [steps().then((stepsOf) => ({ name: name as MechanismName, stepsOf: stepsOf as StepsOf<Parts> }))]
        : [],
    ),
  );
}

export interface LoadedSteps {
  readonly name: MechanismName;
  readonly stepsOf: StepsOf<Parts>;
}

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

/** Those of earlier parts that need not be asked for again. */
export function keptParts(parts: Parts): Partial<Parts> {
  return Object.assign({}, ...ALL.map((each) => each.kept(parts))) as Partial<Parts>;
}

/**
 * Lets the wanted mechanisms find their parts, at the same time; each asks with what `askingOf` gives it. What a wanted one needs is wanted as well. Tells the
 * end of each by a promise, which never rejects.
 */
export function gatherAll(
  askingOf: (name: MechanismName) => Asking<Parts>,
  effects: Effects,
  isWanted: (name: MechanismName) => boolean,
): ReadonlyMap<MechanismName, Promise<void>> {
  const wanted = new Set<string>();
  for (const each of ALL.toReversed())
    if (wanted.has(each.name) || isWanted(each.name as MechanismName))
      for (const name of [each.name, ...each.needs]) wanted.add(name);
  const ends = new Map(ALL.map(({ name }) => [name, Promise.withResolvers<void>()]));
  const gather = async (each: Any): Promise<void> => {
    const asking = askingOf(each.name as MechanismName);
    const needed = Promise.all(each.needs.map(async (name) => ends.get(name)?.promise));
    await each.gather(
      asking,
      effects,
      needed.then(() => asking.parts()),
    );
    ends.get(each.name)?.resolve();
  };
  const inTurn = ALL.filter(({ name }) => wanted.has(name)).toSorted(
    (a, b) => Number(b.isLongest ?? false) - Number(a.isLongest ?? false),
  );
  return new Map(inTurn.map((each) => [each.name as MechanismName, gather(each)]));
}

/** How far all parts are known, and how long they hold. */
export function knowledgeOf(parts: Parts): Knowledge {
  const all = ALL.map((each) => each.knowledge(parts));
  const ttls = all.flatMap(({ ttlSeconds }) => ttlSeconds ?? []);
  const gaps = new Set(all.map(({ gap }) => gap));
  return {
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
    gap: gaps.has('part') ? 'part' : gaps.has('detail') ? 'detail' : null,
  };
}

/** True where all parts have what the look would bring. */
export function hasLookedAll(parts: Parts, look: Look | undefined): boolean {
  return ALL.every((each) => each.hasLooked?.(parts, look) ?? true);
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
  const publishes = (each: Any) =>
    each.names?.(parts, policyDomain).some(({ name }) => name === parameters['name']) ?? false;
  const owner = ALL.find(({ problems }) => Object.hasOwn(problems, code)) ?? ALL.find(publishes);
  return (owner ?? MECHANISMS[0]).name as MechanismName;
}
