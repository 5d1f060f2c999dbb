import type { StsProblemCode } from '../mechanisms/mta-sts/problems.ts';
import { recordFacts } from '../dns/record-facts.ts';
import type { Lookup } from '../dns/lookup.ts';
import type { Assessment } from '../check/assessment.ts';
import {
  MAX_POLICY_BYTES,
  judge,
  servingProblems,
  type PolicyFacts,
} from '../mechanisms/mta-sts/served-policy.ts';
import { isOfMissingKey, parsePolicy, type StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import { selectStsRecord } from '../mechanisms/mta-sts/record.ts';
import type { Parsed } from '../outcome.ts';
import type { SenderEvidence } from '../mechanisms/mta-sts/facts.ts';
import { REPORT_RECORDS, WRITTEN_TEXTS, type ReportName, type WrittenName } from '../mechanisms.ts';
import type { ToldWith } from '../mechanism.ts';
import type { Texts } from './writing.ts';
import { textsOf } from '../text/text-lines.ts';

/** What somebody means to publish, as the bytes and texts that would be there. */
export interface Draft extends Omit<Texts, 'policy' | WrittenName> {
  /** The policy file; null where there is none yet. The TXT records of each name are one a line; empty where there is none yet. */
  readonly policy: Uint8Array | null;
}

/** What stands in for the half that is not written yet, so that the other can be judged. */
const FAULTLESS_RECORD = 'v=STSv1; id=1';
const FAULTLESS_POLICY = 'version: STSv1\r\nmode: testing\r\nmx: mx.invalid\r\nmax_age: 604800\r\n';

const LF = 10;

/**
 * Reads a policy file as it would be found at its address: the grammar of RFC 8461 §3.2, and what its size does to
 * senders. Total. Of a file that is too large, the lines are read that a sender may have read before it stopped.
 */
export function readDraftPolicy(bytes: Uint8Array): Parsed<StsPolicy, StsProblemCode> {
  if (bytes.length > MAX_POLICY_BYTES) {
    const end = bytes.lastIndexOf(LF, MAX_POLICY_BYTES - 1) + 1;
    const problems = end === 0 ? [] : parsePolicy(bytes.subarray(0, end)).problems;
    // What is missing may stand behind the cut.
    const seen = problems.filter(({ code }) => !isOfMissingKey(code));
    return { state: 'invalid', problems: [{ code: 'policy-too-large', parameters: {} }, ...seen] };
  }
  const parsed = parsePolicy(bytes);
  const problems = [...parsed.problems, ...servingProblems('text/plain', bytes.length)];
  return { ...parsed, problems };
}

/** What senders would find, served at once and as `text/plain`. What is left empty counts as faultless. */
export function evidenceOf(draft: Draft, mx: Assessment['mx'] = { state: 'pending' }): SenderEvidence {
  return {
    mx,
    stsRecord: recordFacts(answerOf(draft.stsRecord || FAULTLESS_RECORD), selectStsRecord),
    policy: policyFacts(draft.policy ?? new TextEncoder().encode(FAULTLESS_POLICY)),
  };
}

/**
 * The assessment of a domain as it would be with the draft in the place of what it publishes. Its servers are the live
 * ones; what is remembered of earlier policies is left out. A record of reports that is left empty is the live one. As with
 * what is published, there is no policy where no record announces it (RFC 8461 §3.1).
 */
export function asIfPublished(draft: Draft, live: Assessment): Assessment {
  const evidence = evidenceOf(draft, live.mx);
  const isAnnounced = evidence.stsRecord.state === 'found';
  return {
    ...live,
    ...evidence,
    ...(!isAnnounced && { policy: { state: 'absent' } }),
    ...reportFacts(draft),
    remembered: null,
  };
}

function reportFacts(draft: Draft): Partial<Pick<Assessment, ReportName>> {
  const written = REPORT_RECORDS.filter(({ name }) => draft[name] !== '');
  return Object.fromEntries(
    written.map(({ name, select }) => [name, recordFacts(answerOf(draft[name]), select)]),
  );
}

/** What DNS would answer with these lines published. */
function answerOf(lines: string): Lookup<string> {
  return { state: 'found', records: textsOf(lines), aliases: [], authentic: false, ttlSeconds: 0 };
}

function policyFacts(bytes: Uint8Array): PolicyFacts {
  const served = { mediaType: 'text/plain', fetchedAt: 0, tookMs: 0 };
  if (bytes.length > MAX_POLICY_BYTES)
    return {
      state: 'invalid',
      problems: [{ code: 'policy-too-large', parameters: {} }],
      text: null,
      ...served,
    };
  return judge(bytes, served);
}

/** What a domain is known to publish, as texts of a draft; left out is what could not be read. */
export function publishedTexts(live: Assessment, words: Pick<ToldWith, 'say'>): Partial<Texts> {
  const { policy } = live;
  const text = policy.state === 'found' || policy.state === 'invalid' ? policy.text : null;
  const names = ['stsRecord', ...REPORT_RECORDS.map(({ name }) => name)] as const;
  const records = names.flatMap((name) => {
    const facts = live[name];
    return 'texts' in facts ? [[name, facts.texts.join('\n')]] : [];
  });
  const written = WRITTEN_TEXTS.flatMap(({ name, published }) => {
    const found = published(live, words);
    return found === null ? [] : [[name, found]];
  });
  return { ...(text !== null && { policy: text }), ...Object.fromEntries([...records, ...written]) };
}
