import { STS_PROBLEMS, type StsProblemCode } from '../problems.ts';
import { coverageOf } from '../coverage.ts';
import type { SenderEvidence } from '../facts.ts';
import { linesOf, readField, type PolicyField } from '../policy-line.ts';
import { Problems, type Problem } from '../../../problem.ts';

/**
 * What the rules about single senders look at: the problems by their code, and the few things that the grammar of
 * RFC 8461 does not mind and some sender does.
 */
export interface SenderFacts {
  readonly has: (...codes: readonly StsProblemCode[]) => boolean;
  /** The values that one parameter takes in the problems of a code. */
  readonly parameters: (code: StsProblemCode, name: string) => readonly (string | number)[];
  /** Whether exactly one record counts by the RFC. */
  readonly isRecordFound: boolean;
  /** How many TXT stand at `_mta-sts`. */
  readonly textCount: number;
  /** From the request to the last byte, where the file came; 0 where it did not, or came from memory. */
  readonly tookMs: number;
  /** The body of the policy, "" where none was read. */
  readonly text: string;
  /** The charset parameter of the Content-Type in lower case, or null. */
  readonly charset: string | null;
  /** The fields as they stand in the body, repeated ones too. */
  readonly fields: readonly PolicyField[];
  /** The comment lines as they were written. */
  readonly comments: readonly string[];
  /** Null where the policy is no valid one. */
  readonly maxAgeSeconds: number | null;
  readonly isNoneWithoutMx: boolean;
  /** A wildcard of the policy would cover an MX host if `*` stood for more than one label. */
  readonly isWildcardTooShallow: boolean;
}

/** Takes from what is published what the rules look at. Pure, and linear in the size of the policy. */
export function senderFactsOf({ mx, stsRecord, policy }: SenderEvidence): SenderFacts {
  const problems: readonly Problem<StsProblemCode>[] = [
    ...('problems' in stsRecord ? stsRecord.problems : []),
    ...('problems' in policy ? policy.problems : []),
  ];
  const isFetched = policy.state === 'found' || policy.state === 'invalid';
  const text = isFetched ? (policy.text ?? '') : '';
  const value = policy.state === 'found' ? policy.value : null;
  const servers = mx.state === 'found' && value !== null ? coverageOf(mx.hosts, value) : [];
  return {
    has: (...codes) => problems.some(({ code }) => codes.includes(code)),
    parameters: (code, name) =>
      problems.filter((each) => each.code === code).flatMap(({ parameters }) => parameters[name] ?? []),
    isRecordFound: stsRecord.state === 'found',
    textCount: 'texts' in stsRecord ? stsRecord.texts.length : 0,
    tookMs: isFetched ? (policy.tookMs ?? 0) : 0,
    text,
    charset: isFetched ? charsetOf(policy.mediaType) : null,
    fields: fieldsOf(text),
    comments: problems.flatMap(({ code, position }) =>
      code === 'policy-comment-line' && position
        ? [text.slice(position.offset, position.offset + position.length)]
        : [],
    ),
    maxAgeSeconds: value?.maxAgeSeconds ?? null,
    isNoneWithoutMx: value?.mode === 'none' && value.mx.length === 0,
    isWildcardTooShallow: servers.some(({ tooShallow }) => tooShallow !== null),
  };
}

function charsetOf(mediaType: string | null): string | null {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(mediaType ?? '')?.[1]?.toLowerCase() ?? null;
}

function fieldsOf(text: string): PolicyField[] {
  if (text === '') return [];
  // The parser has named what is wrong with the lines; here only what they say is wanted.
  const named = new Problems(STS_PROBLEMS);
  return linesOf(text, named).flatMap((line) => readField(line, named) ?? []);
}

/** The fields of RFC 8461 §3.2; whatever else stands in a policy is an extension. */
export const DEFINED: ReadonlySet<string> = new Set(['version', 'mode', 'max_age', 'mx']);
/** What can be wrong with a field by its name alone. */
const FIELD_CODES = { defined: 'policy-duplicate-field', unknown: 'policy-unknown-field-colon' } as const;

/** The same facts as if nothing but the problems of one code were wrong with what is published. */
export function withOnly(code: StsProblemCode, facts: SenderFacts): SenderFacts {
  return {
    ...facts,
    has: (...codes) => codes.includes(code) && facts.has(code),
    parameters: (asked, name) => (asked === code ? facts.parameters(asked, name) : []),
    textCount: STS_PROBLEMS[code].about === 'sts-record' ? facts.textCount : 1,
    tookMs: 0,
    text: '',
    fields: facts.fields.filter(({ key }) => code === FIELD_CODES[DEFINED.has(key) ? 'defined' : 'unknown']),
    comments: code === 'policy-comment-line' ? facts.comments : [],
    maxAgeSeconds: code === 'policy-max-age-too-large' ? facts.maxAgeSeconds : null,
    isNoneWithoutMx: false,
    isWildcardTooShallow: false,
  };
}

/** All values of a key, in their order. */
export function valuesOf({ fields }: SenderFacts, key: string): string[] {
  return fields.filter((field) => field.key === key).map(({ value }) => value);
}
