import type { Assessment } from '../assessment.ts';
import { MAX_NAME_LENGTH, type DomainName } from '../domain-name.ts';
import { MAX_POLICY_BYTES, policyUrlOf } from '../mta-sts/fetch-policy.ts';
import type { StsPolicy } from '../mta-sts/policy.ts';
import { MAX_USUAL_MAX_AGE_SECONDS, type Choices } from './choices.ts';
import { DAY_SECONDS } from './day.ts';
import { txtRecord, type DnsRecord } from './dns-record.ts';
import { hostNamesOf } from './host-names.ts';
import { patternsFor, type PatternChoice, type PatternProposal } from './mx-patterns.ts';
import { notesOf, type GuideNote } from './notes.ts';
import { impossible, lengthObstacleOf, obstacleOf, type Impossible } from './obstacle.ts';
import { printPolicy } from './policy-file.ts';
import { nextPolicyId } from './policy-id.ts';
import { readRuaTarget, type RuaTarget } from './rua-target.ts';

/** What to publish for one domain. JSON all through. */
export interface Proposal {
  readonly state: 'proposed';
  readonly policyDomain: DomainName;
  readonly policy: {
    /** Where the file must be served (RFC 8461 §3.2). */
    readonly url: string;
    /** Its exact text: ASCII, so one character is one byte. */
    readonly text: string;
    readonly value: StsPolicy;
    readonly patterns: readonly PatternProposal[];
  };
  readonly policyId: string;
  readonly record: DnsRecord;
  /** Null where no target of use was typed, or DNS cannot hold the name. */
  readonly tlsrpt: DnsRecord | null;
  /** What was made of each target, in the order of the choices. */
  readonly rua: readonly RuaTarget[];
  readonly notes: readonly GuideNote[];
}

/**
 * What to publish for a domain, from its facts and the owner's choices: a policy that covers every live MX host and that
 * every known sender reads, a record with a new id, and a TLSRPT record; or why there can be none. Pure. `now` is milliseconds since
 * 1970 UTC. With mode none a policy can be proposed for any domain, since it asks nothing of its servers (RFC 8461 §8.3).
 */
export function proposalFor(assessment: Assessment, choices: Choices, now: number): Proposal | Impossible {
  const { policyDomain } = assessment;
  const { mode, maxAgeSeconds } = choices;
  const obstacle = lengthObstacleOf(assessment) ?? (mode === 'none' ? null : obstacleOf(assessment));
  if (obstacle) return obstacle;
  const isUsable = Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= DAY_SECONDS;
  if (!isUsable || maxAgeSeconds > MAX_USUAL_MAX_AGE_SECONDS)
    return impossible('max-age-out-of-range', { seconds: maxAgeSeconds });
  const fileOf = (choice: PatternChoice) => {
    const patterns = patternsFor(hostNamesOf(assessment), choice, policyDomain);
    const mx = patterns.length > 0 ? patterns.map(({ pattern }) => pattern) : [...standIn(assessment)];
    const value: StsPolicy = { mode, maxAgeSeconds, mx };
    return { patterns, value, text: printPolicy(value) };
  };
  const file = fileOf(choices.patterns);
  if (file.text.length > MAX_POLICY_BYTES)
    return impossible('policy-too-large', { count: file.value.mx.length, kilobytes: kilobytes(file.text) });
  const policyId = nextPolicyId(now, knownIds(assessment));
  const rua = choices.rua.map(readRuaTarget);
  const uris = [...new Set(rua.flatMap((target) => (target.state === 'valid' ? [target.uri] : [])))];
  const tlsrpt = txtRecord('_smtp._tls', policyDomain, `v=TLSRPTv1;rua=${uris.join(',')}`);
  return {
    state: 'proposed',
    policyDomain,
    policy: { url: policyUrlOf(policyDomain), ...file },
    policyId,
    record: txtRecord('_mta-sts', policyDomain, `v=STSv1; id=${policyId};`),
    tlsrpt: uris.length > 0 && tlsrpt.ownerName.length <= MAX_NAME_LENGTH ? tlsrpt : null,
    rua,
    notes: notesOf(assessment, choices, file.text, fileOf('shortest').text),
  };
}

/**
 * The mx lines of a mode none policy for a domain without servers: some senders ignore a policy that has none
 * (lib/sender-policy-rules.ts). What is published already, or else the domain itself; nothing is asked of it.
 */
function standIn({ policy, policyDomain }: Assessment): readonly string[] {
  const live = policy.state === 'found' ? policy.value.mx : [];
  return live.length > 0 ? live : [policyDomain];
}

/** Ids that senders may know. */
function knownIds({ stsRecord, remembered }: Assessment): string[] {
  return [
    ...(stsRecord.state === 'found' ? [stsRecord.value.id] : []),
    // Of several records, or a broken one, a sender may have taken any.
    ...('texts' in stsRecord
      ? stsRecord.texts.flatMap((text) =>
          Array.from(text.matchAll(/\bid\s*=\s*([A-Za-z0-9]+)/g), ([, id = '']) => id),
        )
      : []),
    ...(remembered ? [remembered.policyId] : []),
  ];
}

function kilobytes(text: string): number {
  return Math.ceil(text.length / 1024);
}
