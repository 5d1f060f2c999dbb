import type { Assessment } from '../check/assessment.ts';
import { emptyParts, serverOutcomes, toldOf, type MechanismName, type Told } from '../mechanisms.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { SentenceKey } from '../locales/say.ts';
import { keyOf } from '../text/sentence.ts';
import type { Digest, OwnedFinding } from '../verdict/digest.ts';
import { isFault, isToSetUp } from '../verdict/fault.ts';
import type { Finding } from '../verdict/finding.ts';
import { gravityOf, judged } from '../verdict/findings.ts';
import { gainOf } from '../verdict/score-causes.ts';
import { scoreOf, type Score } from '../verdict/score.ts';
import { LANES, WEIGHTS, type Lane } from '../verdict/weights.ts';
import type { Section, Sign, Words } from './blocks.ts';
import { delegationPart } from './delegation.ts';
import { sendersSection } from './senders.ts';
import { serversSection, type Served } from './servers.ts';
import { signOf } from './signs.ts';

/** The part of the report that is about one mechanism: what it comes to, its pictures, and then its notes and records. */
export interface MechanismPart extends Section {
  readonly id: MechanismName;
  readonly lane: Lane;
  /** The code of what it comes to, in a word or two, and the sign of that. */
  readonly state: string;
  readonly word: string;
  readonly sign: Sign;
  readonly parts: readonly Section[];
  /** What is merely good to know. What has to be mended the summary says in full. */
  readonly notes: readonly OwnedFinding[];
  /** What was found, as it was published. */
  readonly records: readonly Section[];
}

/** What the parts are told from; without an assessment, before anything is known. */
export interface Reported {
  readonly domain: DomainName;
  readonly assessment: Assessment | null;
  readonly digest: Digest | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A part for each mechanism, lane by lane, and what counts most first: whichever is in the list. */
export function mechanismParts(reported: Reported, words: Words): MechanismPart[] {
  const { domain, assessment, now } = reported;
  return toldOf(assessment ?? emptyParts(), { ...words, policyDomain: domain, now })
    .toSorted(
      (a, b) =>
        LANES.indexOf(WEIGHTS[a.name].lane) - LANES.indexOf(WEIGHTS[b.name].lane) ||
        WEIGHTS[b.name].weight - WEIGHTS[a.name].weight,
    )
    .map((told) => partOf(told, reported, words));
}

function partOf(told: Told, reported: Reported, words: Words): MechanismPart {
  const { name, headline, tone, picture, evidence, names } = told;
  const { say } = words;
  const key = keyOf(name);
  const word = say(`mechanism.${key}.state.${keyOf(headline)}` as SentenceKey);
  const sign = signOf(tone);
  const findings = (reported.digest?.findings ?? []).filter(({ mechanism }) => mechanism === name);
  return {
    id: name,
    lane: WEIGHTS[name].lane,
    heading: say(`mechanism.${key}.name`),
    aside: say(`mechanism.${key}.what`),
    state: headline,
    word,
    sign,
    blocks: [{ kind: 'word', text: word, sign }],
    parts: [...(DRAWN[name]?.(reported, words) ?? []), ...picture, ...delegationPart(name, names, words)],
    notes: findings.filter((finding) => !isMajor(finding)),
    records: evidence,
  };
}

/** The digest, and beside it what only the facts say of each server. */
export function servedOf({ assessment, digest }: Reported): (Digest & Served) | null {
  return digest && { ...digest, outcomes: assessment && serverOutcomes(assessment) };
}

/** What takes more than the facts of one mechanism to draw. */
const DRAWN: Partial<Record<MechanismName, (reported: Reported, words: Words) => Section[]>> = {
  mx: (reported, words) => {
    const served = servedOf(reported);
    const isDrawn = served === null || served.mx.state === 'found' || served.mx.state === 'pending';
    return isDrawn ? [serversSection(served, words)] : [];
  },
  'mta-sts': ({ assessment }, words) =>
    assessment === null || assessment.finishedAt === null || assessment.stsRecord.state === 'absent'
      ? []
      : [sendersSection(assessment, words)],
};

/** True for what the summary says in full, worst first. */
export function isMajor(finding: Finding): boolean {
  // Nothing is wrong where nothing is set up, but it is what there is to say. Whoever sends no mail can be forged all the same.
  return isFault(finding) || isToSetUp(finding) || finding.code === 'dmarc-absent-no-mail';
}

/**
 * What the summary says in full: all that is to be mended. What it does to mail comes first, then how many points its repair can gain; what is equal in both stays as it is found.
 * Pure.
 */
export function majorFindings({ findings }: Digest, score: Score | null): readonly OwnedFinding[] {
  return findings
    .filter(isMajor)
    .toSorted((a, b) => gravityOf(a) - gravityOf(b) || surelyGained(b, score) - surelyGained(a, score));
}

/** The points that are surely missing because of it. */
function surelyGained(finding: OwnedFinding, score: Score | null): number {
  return gainOf(finding, score)?.low ?? 0;
}

/** The score of a domain; null without facts, or where it has none. Pure; `now` in milliseconds since 1970 UTC. */
export function scoreFor({ assessment, now }: Pick<Reported, 'assessment' | 'now'>): Score | null {
  return assessment && scoreOf(assessment, judged(assessment, now).judgements, now);
}

/** All findings in the order of the report: what the summary says, and then the notes of each part. Pure. */
export function inReportOrder(digest: Digest, score: Score | null): readonly OwnedFinding[] {
  const notes = digest.findings.filter((finding) => !isMajor(finding));
  return [
    ...majorFindings(digest, score),
    ...digest.rows.flatMap(({ name }) => notes.filter(({ mechanism }) => mechanism === name)),
  ];
}
