/**
 * Every problem that Waxseal can name: how grave it is, what asks for it, and the parameters of its sentences in their
 * order. A code is stable: reports and tests hold on to it. Its sentences stand in the locale file under `problem`.
 */

/** From what stops mail to what is merely worth knowing. */
export type Severity = 'critical' | 'error' | 'warning' | 'notice' | 'info';

interface Rule {
  readonly severity: Severity;
  /** "RFC 8461 §3.1", or null where no RFC says it. */
  readonly source: string | null;
  readonly parameters: readonly string[];
  /** The grammar does not produce it, or a SHOULD forbids it; part of the senders reads the policy all the same, and part ignores it. */
  readonly fragile?: true;
}

const rule =
  (severity: Severity) =>
  (source: string | null, ...parameters: string[]): Rule => ({ severity, source, parameters });
const [critical, error, warning, notice, info] = [
  rule('critical'),
  rule('error'),
  rule('warning'),
  rule('notice'),
  rule('info'),
];
const fragile = (source: string, ...parameters: string[]): Rule => ({
  severity: 'warning',
  source,
  parameters,
  fragile: true,
});

const rules = {
  // The record: TXT at _mta-sts.
  'sts-absent': notice('RFC 8461 §3.1'),
  'sts-records-several': error('RFC 8461 §3.1', 'count'),
  'sts-record-version': error('RFC 8461 §3.1', 'text', 'corrected'),
  'sts-record-near-miss': warning('RFC 8461 §3.1', 'text'),
  'sts-record-is-policy': error('RFC 8461 §3.1', 'text'),
  'sts-record-misplaced': error('RFC 8461 §3.1', 'text'),
  'sts-record-delimiter': error('RFC 8461 §3.1', 'field'),
  'sts-record-invisible': error('RFC 8461 §3.1', 'character'),
  'sts-record-unrelated': warning('RFC 8461 §3.1', 'count', 'text'),
  'sts-record-not-ascii': error('RFC 8461 §3.1', 'character'),
  'sts-record-no-id': error('RFC 8461 §3.1'),
  'sts-record-id-syntax': error('RFC 8461 §3.1', 'id'),
  'sts-record-empty-field': error('RFC 8461 §3.1'),
  'sts-record-field-syntax': error('RFC 8461 §3.1', 'field'),
  'sts-record-duplicate-field': warning('RFC 8461 §3.2', 'name'),
  'sts-record-unknown-field': info('RFC 8461 §3.2', 'name'),
  'sts-record-space-after-version': fragile('RFC 8461 §3.1'),
  'sts-record-unavailable': warning('RFC 8461 §3.1', 'reason'),

  // Fetching the policy.
  'policy-not-permitted': notice(null, 'host'),
  'policy-status': error('RFC 8461 §3.3', 'status'),
  'policy-redirect': error('RFC 8461 §3.3', 'target'),
  'policy-host-no-address': error('RFC 8461 §3.3', 'host'),
  'policy-host-private-address': error('RFC 8461 §3.3', 'host', 'address'),
  'policy-host-address-unavailable': warning('RFC 8461 §3.3', 'host', 'reason'),
  'policy-refused': error('RFC 8461 §3.3', 'host'),
  'policy-connection-lost': error('RFC 8461 §3.3', 'host'),
  'policy-http': error('RFC 8461 §3.3', 'host', 'detail'),
  'policy-certificate-expired': error('RFC 8461 §3.3', 'host'),
  'policy-certificate-wrong-name': error('RFC 8461 §3.3', 'host'),
  'policy-certificate-untrusted': error('RFC 8461 §3.3', 'host'),
  'policy-tls': error('RFC 8461 §3.3', 'host', 'detail'),
  'policy-too-large': error('RFC 8461 §3.3'),
  'policy-timeout': warning('RFC 8461 §3.3', 'host'),
  'policy-unreachable': warning('RFC 8461 §3.3', 'host', 'detail'),
  'policy-media-type': fragile('RFC 8461 §3.2', 'mediaType'),
  'policy-no-media-type': fragile('RFC 8461 §3.2'),
  'policy-slow': notice('RFC 8461 §3.3', 'seconds'),
  'policy-large': notice('RFC 8461 §3.3', 'kilobytes'),
  'policy-host-nel': notice(null, 'host'),
  'policy-changed-same-id': warning('RFC 8461 §3.1', 'id'),
  'policy-remembered': warning('RFC 8461 §5.1', 'until'),

  // The policy as a text.
  'policy-html': error('RFC 8461 §3.2'),
  'policy-empty': error('RFC 8461 §3.2'),
  'policy-not-utf8': error('RFC 8461 §3.2'),
  'policy-control-character': error('RFC 8461 §3.2', 'character'),
  'policy-lone-cr': error('RFC 8461 §3.2'),
  'policy-line-syntax': error('RFC 8461 §3.2', 'text'),
  'policy-line-joined': error('RFC 8461 §3.2', 'text'),
  'policy-key-syntax': error('RFC 8461 §3.2', 'key'),
  'policy-key-misspelt': error('RFC 8461 §3.2', 'key', 'expected'),
  'policy-empty-value': error('RFC 8461 §3.2', 'key'),
  'policy-version-missing': error('RFC 8461 §3.2'),
  'policy-version-unknown': error('RFC 8461 §3.2', 'value'),
  'policy-mode-missing': error('RFC 8461 §3.2'),
  'policy-mode-unknown': error('RFC 8461 §3.2', 'value'),
  'policy-max-age-missing': error('RFC 8461 §3.2'),
  'policy-max-age-syntax': error('RFC 8461 §3.2', 'value'),
  'policy-mx-missing': error('RFC 8461 §3.2'),
  'policy-mx-quotes': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-dash': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-invisible': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-u-label': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-trailing-dot': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-underscore': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-wildcard': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-list': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-extra': error('RFC 8461 §3.2', 'pattern', 'extra'),
  'policy-mx-port': error('RFC 8461 §3.2', 'pattern'),
  'policy-mx-syntax': error('RFC 8461 §3.2', 'pattern'),
  'policy-byte-order-mark': fragile('RFC 8461 §3.2'),
  'policy-blank-line': fragile('RFC 8461 §3.2'),
  'policy-indented-key': fragile('RFC 8461 §3.2', 'key'),
  'policy-comment-line': fragile('RFC 8461 §3.2'),
  'policy-space-before-colon': fragile('RFC 8461 §3.2', 'key'),
  'policy-max-age-too-large': fragile('RFC 8461 §3.2', 'value'),
  'policy-duplicate-field': warning('RFC 8461 §3.2', 'key'),
  'policy-unknown-field': info('RFC 8461 §3.2', 'key'),
  'policy-mx-key-misspelt': warning('RFC 8461 §3.2', 'key', 'pattern'),
  'policy-mx-repeated': info('RFC 8461 §3.2', 'pattern'),
  'policy-mx-never-matches': warning('RFC 8461 §4.1', 'pattern'),
  'policy-mode-testing': warning('RFC 8461 §5'),
  'policy-mode-none': info('RFC 8461 §8.3'),
  'policy-max-age-zero': warning('RFC 8461 §3.2'),
  'policy-max-age-below-day': warning('RFC 8461 §3.2', 'value'),
  'policy-max-age-below-week': notice('RFC 8461 §3.2', 'value'),
  'policy-max-age-below-two-weeks': info('RFC 8461 §3.2', 'value'),
  'policy-max-age-maximum': info('RFC 8461 §3.2'),

  // Mail servers, and the policy held against them.
  'mx-domain-doubled': error('RFC 1035 §5.1', 'host', 'meant'),
  'mx-final-dot': error('RFC 1035 §5.1', 'host', 'meant'),
  'mx-ip-address': error('RFC 5321 §5.1', 'host', 'meant'),
  'mx-misspelt': error('RFC 5321 §5.1', 'host', 'pattern'),
  'mx-all-uncovered': critical('RFC 8461 §5', 'count'),
  'mx-all-uncovered-mx-first': critical('RFC 8461 §5', 'count'),
  'mx-uncovered': error('RFC 8461 §4.1', 'host'),
  'mx-backup-uncovered': error('RFC 8461 §8.4', 'host'),
  'mx-uncovered-testing': warning('RFC 8461 §4.1', 'host'),
  'mx-uncovered-no-address': warning('RFC 8461 §4.1', 'host'),
  'mx-wildcard-depth': warning('RFC 8461 §4.1', 'pattern', 'host'),
  'mx-wildcard-below': warning('RFC 8461 §4.1', 'pattern', 'host'),
  'mx-pattern-parent': warning('RFC 8461 §4.1', 'pattern', 'host'),
  'mx-pattern-misspelt': warning('RFC 8461 §4.1', 'pattern', 'host'),
  'mx-pattern-doubled': warning('RFC 8461 §4.1', 'pattern', 'host'),
  'mx-pattern-unused': info('RFC 8461 §4.1', 'pattern'),
  'mx-pattern-own-domain': notice('RFC 8461 §10.4', 'pattern'),
  'mx-alias': warning('RFC 2181 §10.3', 'host', 'target'),
  'mx-all-no-address': critical('RFC 5321 §5.1', 'count'),
  'mx-no-address': warning('RFC 5321 §5.1', 'host'),
  'mx-address-unavailable': notice('RFC 5321 §5.1', 'host'),
  'mx-not-a-host-name': error('RFC 5321 §5.1', 'host'),
  'mx-null-beside-others': error('RFC 7505 §3'),
  'mx-null-with-policy': warning('RFC 7505 §3'),
  'mx-null': info('RFC 7505 §3'),
  'mx-null-preference': notice('RFC 7505 §3'),
  'mx-local-name': error('RFC 6761 §6', 'host'),
  'mx-implicit': notice('RFC 5321 §5.1'),
  'mx-none': notice('RFC 5321 §5.1'),
  'mx-domain-not-found': notice('RFC 5321 §5.1'),
  'mx-unavailable': warning('RFC 5321 §5.1', 'reason'),

  // Names that are handed over to somebody else.
  'alias-dangling': warning('RFC 1034 §3.6.2', 'name', 'target'),

  // The TLSRPT record: TXT at _smtp._tls.
  'tlsrpt-absent': warning('RFC 8460 §3'),
  'tlsrpt-records-several': error('RFC 8460 §3', 'count'),
  'tlsrpt-version': error('RFC 8460 §3', 'text', 'corrected'),
  'tlsrpt-unrelated': notice('RFC 8460 §3', 'count', 'text'),
  'tlsrpt-near-miss': warning('RFC 8460 §3', 'text'),
  'tlsrpt-misplaced': error('RFC 8460 §3', 'text'),
  'tlsrpt-delimiter': error('RFC 8460 §3', 'field'),
  'tlsrpt-invisible': error('RFC 8460 §3', 'character'),
  'tlsrpt-not-ascii': error('RFC 8460 §3', 'character'),
  'tlsrpt-empty-field': error('RFC 8460 §3'),
  'tlsrpt-field-syntax': error('RFC 8460 §3', 'field'),
  'tlsrpt-no-rua': error('RFC 8460 §3'),
  'tlsrpt-rua-syntax': error('RFC 8460 §3', 'uri'),
  'tlsrpt-rua-reserved-character': error('RFC 8460 §3', 'uri', 'character'),
  'tlsrpt-rua-scheme': warning('RFC 8460 §3', 'uri'),
  'tlsrpt-rua-slashes': warning('RFC 6068 §2', 'uri'),
  'tlsrpt-rua-no-target': warning('RFC 8460 §3', 'uri'),
  'tlsrpt-rua-unusable': error('RFC 8460 §3'),
  'tlsrpt-space-after-version': notice('RFC 8460 §3'),
  'tlsrpt-rua-not-first': notice('RFC 8460 §3'),
  'tlsrpt-rua-several-fields': notice('RFC 8460 §3'),
  'tlsrpt-rua-space': notice('RFC 8460 §3'),
  'tlsrpt-unknown-field': info('RFC 8460 §3', 'name'),
  'tlsrpt-rua-same-domain': info('RFC 8460 §3', 'uri'),
  'tlsrpt-unavailable': warning('RFC 8460 §3', 'reason'),
} satisfies Record<string, Rule>;

export type ProblemCode = keyof typeof rules;

/** The rule behind each code. */
export const PROBLEMS: Readonly<Record<ProblemCode, Rule>> = rules;

/** Where in a text the fault stands: UTF-16 offsets into the text as it was decoded, lines counted from 1. */
export interface Position {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly position?: Position;
  /** On the last that was kept of its code: how many more there were. */
  readonly more?: number;
}

/** True where the problem makes what was parsed unusable for every sender. */
export function isError(problem: Problem): boolean {
  const { severity } = PROBLEMS[problem.code];
  return severity === 'error' || severity === 'critical';
}

/** True where part of the senders ignores a policy because of this problem. */
export function isFragile(problem: Problem): boolean {
  return PROBLEMS[problem.code].fragile === true;
}

/** While it is counted. */
type Counted = { -readonly [Key in keyof Problem]: Problem[Key] };

/**
 * Collects the problems of one text. A hostile text can hold the same fault a hundred thousand times: of each code the
 * first `LIMIT` are kept and the others counted, which bounds what is stored and shown without hiding any kind of fault.
 */
export class Problems {
  static readonly LIMIT = 20;
  readonly list: Problem[] = [];
  readonly #seen = new Map<ProblemCode, number>();
  readonly #last = new Map<ProblemCode, Counted>();

  add(code: ProblemCode, parameters: Problem['parameters'] = {}, position?: Position): void {
    const seen = this.#seen.get(code) ?? 0;
    this.#seen.set(code, seen + 1);
    const last = this.#last.get(code);
    if (seen >= Problems.LIMIT && last) {
      last.more = seen - Problems.LIMIT + 1;
      return;
    }
    const problem: Counted = { code, parameters, ...(position && { position }) };
    this.#last.set(code, problem);
    this.list.push(problem);
  }

  has(code: ProblemCode): boolean {
    return this.#seen.has(code);
  }

  get anyError(): boolean {
    return this.list.some(isError);
  }
}
