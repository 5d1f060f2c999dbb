import type { Assessment } from '../check/assessment.ts';
import type { Security } from '../dns/security.ts';
import type { Tone } from '../mechanism.ts';
import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';
import { policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';
import { sendersOf, type SenderVerdict } from '../mechanisms/mta-sts/senders/senders.ts';
import type { MxHost } from '../mechanisms/mx/assess.ts';
import { partsOf, type MechanismName, type Parts, type ProblemCode } from '../mechanisms.ts';
import type { Span } from '../network/span.ts';
import type { Severity } from '../severity.ts';
import type { OwnedFinding } from '../verdict/digest.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Headline, Standing } from '../verdict/headlines.ts';
import { digestOf } from '../verdict/make-digest.ts';
import type { Score } from '../verdict/score.ts';
import { LANES, type Lane } from '../verdict/weights.ts';
import { delegationOf, type Chain } from './delegation.ts';
import { scoreFor } from './parts.ts';
import { receiptOf, type ReceiptEntry } from './receipt.ts';

/**
 * A report as JSON, for files that outlive the program: docs/report-schema.md explains every field, docs/report.schema.json describes it to programs. A field may be
 * added within a version; whatever else changes makes a new one.
 */
export interface JsonReport {
  readonly schema: 'waxseal-report';
  readonly version: typeof REPORT_VERSION;
  /** What wrote it, "Waxseal 0.1.0". */
  readonly generator: string;
  /** All moments are RFC 3339, in UTC. */
  readonly writtenAt: string;
  /** Of the words in it, as a BCP 47 tag. */
  readonly language: string;
  readonly policyDomain: string;
  readonly resolver: Assessment['resolver'] & {
    /** Whether it validates by DNSSEC; null where that could not be learnt. */
    readonly validates: boolean | null;
  };
  readonly startedAt: string;
  /** When all was known that decides about mail to the domain; null before. */
  readonly transitAt: string | null;
  /** Null where the check had not ended. */
  readonly finishedAt: string | null;
  /** The lanes that were asked about. */
  readonly asked: readonly Lane[];
  readonly verdict: JsonVerdict;
  /** What becomes of mail to the domain, and of mail in its name. */
  readonly lanes: readonly JsonLane[];
  /** Null where there is none, or none was wanted. */
  readonly score: JsonScore | null;
  readonly mechanisms: readonly JsonMechanism[];
  readonly findings: readonly (Pick<OwnedFinding, 'mechanism'> & JsonFinding)[];
  readonly servers: readonly JsonServer[];
  readonly senders: readonly SenderVerdict[];
  readonly delegation: readonly Chain[];
  /** What DNSSEC says of the answers; null where nothing was asked. */
  readonly dnssec: JsonDnssec | null;
  readonly questions: readonly JsonQuestion[];
  /** The request for the policy file, or null where none was made. */
  readonly policyRequest: JsonRequest | null;
  readonly receipt: readonly ReceiptEntry[];
  /** The facts themselves, as they were found. */
  readonly evidence: Omit<Parts, 'policyFetch'> & Pick<Assessment, 'unprovenNoes'>;
}

/** Version 1 had queries and times in other places (docs/report-schema.md). */
export const REPORT_VERSION = 2;

export interface JsonVerdict {
  readonly standing: Standing;
  readonly headline: Headline;
  readonly tone: Tone;
  readonly mode: string | null;
  readonly maxAgeSeconds: number | null;
  readonly coverage: { readonly covered: number; readonly total: number } | null;
}

/** The score with all that it consists of; `scale` says by which table. */
export type JsonScore = Score;
/** What is concluded of a lane, as codes and as the words that a person reads. */
export interface JsonLane {
  readonly lane: Lane;
  /** Of transit the standing; of spoofing the headline of what counts most there. */
  readonly state: string;
  readonly tone: Tone;
  readonly word: string;
  /** What follows from it; "" while nothing was found out. */
  readonly text: string;
}

export interface JsonMechanism {
  readonly name: MechanismName;
  readonly lane: Lane;
  readonly headline: string;
  readonly tone: Tone;
  /** The places of its findings in the list of all, from 0. */
  readonly findings: readonly number[];
}

export interface JsonServer extends Pick<MxHost, 'name' | 'preference' | 'address' | 'aliasOf'> {
  readonly pattern: string | null;
  readonly consequence: Consequence;
}

export interface JsonFinding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly source: string | null;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface JsonDnssec {
  readonly domain: Security['state'];
  readonly mx: Security['state'];
  readonly policyHost: Security['state'] | null;
  readonly hosts: readonly { readonly name: string; readonly state: Security['state'] }[];
}

export interface JsonQuestion {
  readonly name: string;
  readonly type: string;
  /** The RCODE of the response, or why there was no usable one. */
  readonly outcome: string;
  /** The resolver vouched for it (AD). */
  readonly authentic: boolean;
  /** Asked once more without validation (CD), to learn why it had failed. */
  readonly unvalidated: boolean;
  readonly askedAt: string;
  readonly tookMs: number;
}

export interface JsonRequest {
  readonly url: string;
  readonly outcome: string;
  readonly askedAt: string;
  readonly tookMs: number;
}

/** What a person reads of the lanes, and in which language: sentences come from where a browser is. */
export interface ToldLanes {
  readonly language: string;
  readonly lanes: readonly JsonLane[];
}

/** Makes the report of an assessment, with the words for its lanes. Pure; `now` in milliseconds since 1970 UTC; without `isScored` it has no score. */
export function jsonReportOf(
  assessment: Assessment,
  generator: string,
  now: number,
  { language, lanes }: ToldLanes,
  isScored = true,
): JsonReport {
  const { policyDomain, resolver, startedAt, transitAt, finishedAt, dnssec, unprovenNoes } = assessment;
  const digest = digestOf(assessment, now);
  const { standing, headline, tone, mode, maxAgeSeconds, coverage, findings } = digest;
  const { policyFetch, ...parts } = partsOf(assessment);
  const momentOf = ({ startedAfterMs }: Span) => moment(startedAt + startedAfterMs);
  return {
    schema: 'waxseal-report',
    version: REPORT_VERSION,
    generator,
    writtenAt: moment(now),
    language,
    policyDomain,
    resolver: { ...resolver, validates: dnssec.state === 'found' ? dnssec.validates : null },
    startedAt: moment(startedAt),
    transitAt: transitAt === null ? null : moment(transitAt),
    finishedAt: finishedAt === null ? null : moment(finishedAt),
    asked: assessment.lanes ?? LANES,
    verdict: { standing, headline, tone, mode, maxAgeSeconds, coverage },
    lanes,
    score: isScored ? scoreFor({ assessment, now }) : null,
    mechanisms: digest.rows.map((row) => ({
      name: row.name,
      lane: row.lane,
      headline: row.headline,
      tone: row.tone,
      findings: findings.flatMap(({ mechanism }, at) => (mechanism === row.name ? [at] : [])),
    })),
    findings: findings.map((finding) =>
      Object.assign({ mechanism: finding.mechanism }, jsonFindingOf(finding)),
    ),
    servers: digest.servers.map(({ name, preference, address, aliasOf, pattern, consequence }) => ({
      name,
      preference,
      address,
      aliasOf,
      pattern,
      consequence,
    })),
    senders: sendersOf(assessment),
    delegation: delegationOf(assessment),
    dnssec:
      dnssec.state === 'found'
        ? {
            domain: dnssec.domain.state,
            mx: dnssec.mx.state,
            policyHost: dnssec.policyHost?.state ?? null,
            hosts: dnssec.hosts.map(({ name, security }) => ({ name, state: security.state })),
          }
        : null,
    questions: assessment.queries
      .toSorted((a, b) => a.startedAfterMs - b.startedAfterMs)
      .map((query) => ({
        name: query.name,
        type: query.type,
        outcome: query.outcome,
        authentic: query.authentic,
        unvalidated: query.isUnchecked === true,
        askedAt: momentOf(query),
        tookMs: query.tookMs,
      })),
    policyRequest: policyFetch
      ? {
          url: policyUrlOf(policyDomain),
          outcome: parts.policy.state,
          askedAt: momentOf(policyFetch),
          tookMs: policyFetch.tookMs,
        }
      : null,
    receipt: receiptOf(assessment),
    evidence: { ...parts, ...(unprovenNoes && { unprovenNoes }) },
  };
}

/** A finding by itself, as it stands in the report. */
export function jsonFindingOf({ code, severity, source, parameters }: Finding): JsonFinding {
  return { code, severity, source, parameters };
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/**
 * The report, or a finding by itself, as text, indented. Characters that show nothing or turn the direction of reading are written as escapes, so
 * that the file says the same to a person and to a program.
 */
export function jsonText(report: JsonReport | (JsonFinding & Pick<JsonReport, 'policyDomain'>)): string {
  const text = JSON.stringify(report, null, 2).replace(INVISIBLE, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, i) => escapeOf(character, i)).join(''),
  );
  return `${text}\n`;
}

function escapeOf(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
