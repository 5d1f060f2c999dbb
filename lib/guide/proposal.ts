import type { Assessment } from '../check/assessment.ts';
import { MAX_NAME_LENGTH, type DomainName } from '../names/domain-name.ts';
import { ofReportRecords, type ReportName } from '../mechanisms.ts';
import { MAX_POLICY_BYTES } from '../mechanisms/mta-sts/served-policy.ts';
import type { StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import { policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';
import { MAX_MAX_AGE_CHOICE_SECONDS, MIN_MAX_AGE_SECONDS, type Choices } from './choices.ts';
import { REPORT_KINDS } from './codes.ts';
import { txtRecord, type DnsRecord } from './dns-record.ts';
import { hostNamesOf } from './host-names.ts';
import { keptPatternsOf, withMissing } from './kept-patterns.ts';
import { hostsToCover } from './mx-culprits.ts';
import { patternsFor, type PatternChoice, type PatternProposal } from './mx-patterns.ts';
import { notesOf, notesOfReports, type GuideNote } from './notes.ts';
import { idsOfOthers, NO_OFFERS, type Offers } from './offers.ts';
import { impossible, lengthObstacleOf, obstacleOf, type Impossible } from './obstacle.ts';
import { printPolicy, SAFE_POLICY_BYTES } from './policy-file.ts';
import { nextPolicyId } from './policy-id.ts';
import type { RegistrableOf } from './registrable.ts';
import { readRuaTarget, ruaUrisOf, type RuaTarget } from './rua-target.ts';
import { seenOf } from './seen.ts';

export interface PolicyFile {
  /** Its exact text: ASCII, so one character is one byte. */
  readonly text: string;
  readonly value: StsPolicy;
  readonly patterns: readonly PatternProposal[];
}

/** What to publish for one domain; each record of reports is null where no target of use was typed, or DNS cannot hold its name. JSON all through. */
export interface Proposal extends Readonly<Record<ReportName, DnsRecord | null>> {
  readonly state: 'proposed';
  readonly policyDomain: DomainName;
  /** Where the file must be served (RFC 8461 §3.2). */
  readonly policyUrl: string;
  readonly policy: PolicyFile;
  readonly policyId: string;
  readonly record: DnsRecord;
  /** What was made of each target, in the order of the choices. */
  readonly rua: readonly RuaTarget[];
  readonly notes: readonly GuideNote[];
}

/**
 * What to publish for a domain, from its facts and the owner's choices: a policy that covers every live MX host and
 * that every known sender reads, a record with a new id, and the records that tell where reports go; or why there can be none. Pure. `now`
 * is milliseconds since 1970 UTC. With mode none a policy can be proposed for any domain, since it asks nothing of
 * its servers (RFC 8461 §8.3). `offers` are the ids that were shown already: no two policies get the same.
 */
export function proposalFor(
  assessment: Assessment,
  choices: Choices,
  now: number,
  registrableOf: RegistrableOf,
  offers: Offers = NO_OFFERS,
): Proposal | Impossible {
  const { policyDomain } = assessment;
  const { mode, maxAgeSeconds } = choices;
  const obstacle = lengthObstacleOf(assessment) ?? (mode === 'none' ? null : obstacleOf(assessment));
  if (obstacle) return obstacle;
  const isUsable = Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= MIN_MAX_AGE_SECONDS;
  if (!isUsable || maxAgeSeconds > MAX_MAX_AGE_CHOICE_SECONDS)
    return impossible('max-age-out-of-range', { seconds: maxAgeSeconds });
  const fileOf = (choice: PatternChoice): PolicyFile => fileFor(assessment, choices, choice, registrableOf);
  const file = fileOf(choices.patterns);
  if (file.text.length > MAX_POLICY_BYTES)
    return impossible('policy-too-large', {
      count: file.patterns.length,
      kilobytes: Math.ceil(file.text.length / 1024),
    });
  const policyId = nextPolicyId(now, [...knownIds(assessment), ...idsOfOthers(file.text, offers)]);
  const rua = choices.rua.map(readRuaTarget);
  const uris = ruaUrisOf(rua);
  const reports = ofReportRecords(({ label, version, field }) =>
    txtRecord(label, policyDomain, `${version};${field}=${uris.join(',')}`, registrableOf),
  );
  return {
    state: 'proposed',
    policyDomain,
    policyUrl: policyUrlOf(policyDomain),
    policy: file,
    policyId,
    record: txtRecord('_mta-sts', policyDomain, `v=STSv1; id=${policyId};`, registrableOf),
    ...ofReportRecords(({ name }) =>
      uris.length > 0 && reports[name].ownerName.length <= MAX_NAME_LENGTH ? reports[name] : null,
    ),
    rua,
    notes: [
      ...notesOf(seenOf(assessment), choices, file.text, fileOf('shortest').text),
      ...REPORT_KINDS.flatMap((kind) => notesOfReports(kind, reports[kind], uris.length)),
    ],
  };
}

/**
 * The file for one choice of patterns; of a file that leaves nothing to be kept every name is written out. In mode none the servers do not matter, but some senders ignore a policy without
 * mx (lib/mechanisms/mta-sts/senders/policy-rules.ts): where there are none, or too many, the domain itself stands in.
 */
function fileFor(
  assessment: Assessment,
  choices: Choices,
  choice: PatternChoice,
  registrableOf: RegistrableOf,
): PolicyFile {
  const { mode, maxAgeSeconds } = choices;
  const { policyDomain } = assessment;
  const fileOf = (patterns: readonly PatternProposal[]): PolicyFile => {
    const value = { mode, maxAgeSeconds, mx: patterns.map(({ pattern }) => pattern) };
    return { patterns, value, text: printPolicy(value) };
  };
  const kept = choice === 'kept' ? keptPatternsOf(assessment) : [];
  const hosts = hostsToCover(assessment);
  const file = fileOf(
    kept.length > 0
      ? withMissing(kept, mode === 'none' ? [] : hosts)
      : // A file that names none would be no policy.
        patternsFor(hosts.length > 0 ? hosts : hostNamesOf(assessment), choice, policyDomain, registrableOf),
  );
  const isUsable = file.patterns.length > 0 && file.text.length <= SAFE_POLICY_BYTES;
  return mode !== 'none' || isUsable
    ? file
    : fileOf(patternsFor([policyDomain], choice, policyDomain, registrableOf));
}

/** Ids that senders may know: of several records, or of a broken one, a sender may have taken any. */
function knownIds({ stsRecord, remembered }: Assessment): string[] {
  const texts = 'texts' in stsRecord ? stsRecord.texts : [];
  const published = texts.flatMap((text) =>
    Array.from(text.matchAll(/\bid\s*=\s*([A-Za-z0-9]+)/g), ([, id = '']) => id),
  );
  return remembered ? [...published, remembered.policyId] : published;
}
