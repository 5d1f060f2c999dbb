import { critical, error, info, notice, rulesAbout, warning } from '../../problem.ts';

/** What is wrong with the text of an SPF record: each means permerror for every message (RFC 7208 §4.6). */
const SYNTAX = {
  'spf-not-ascii': error('RFC 7208 §3.1', 'character'),
  'spf-unknown-mechanism': error('RFC 7208 §4.6.1', 'term'),
  'spf-misspelt-mechanism': error('RFC 7208 §4.6.1', 'term', 'suggestion'),
  'spf-term-value-missing': error('RFC 7208 §5', 'term'),
  'spf-all-value': error('RFC 7208 §5.1', 'term'),
  'spf-space-missing': error('RFC 7208 §4.6.1', 'term'),
  'spf-separator': error('RFC 7208 §4.6.1', 'term', 'character'),
  'spf-qualifier-misplaced': error('RFC 7208 §4.6.1', 'term'),
  'spf-ip-syntax': error('RFC 7208 §5.6', 'term'),
  'spf-cidr': error('RFC 7208 §5.6', 'term'),
  'spf-domain-spec': error('RFC 7208 §7.1', 'term'),
  'spf-macro-syntax': error('RFC 7208 §7.1', 'term'),
  'spf-macro-exp-only': error('RFC 7208 §7.2', 'term'),
  'spf-modifier-repeated': error('RFC 7208 §6', 'name'),
  'spf-modifier-empty': error('RFC 7208 §6', 'name'),
} as const;

/** What can be said of a record that can be read, by itself. */
const RECORD = {
  'spf-all-pass': critical('RFC 7208 §5.1', 'term'),
  'spf-all-pass-but': warning('RFC 7208 §5.1', 'term'),
  'spf-all-neutral': warning('RFC 7208 §4.7', 'term'),
  'spf-all-missing': warning('RFC 7208 §4.7'),
  'spf-all-softfail': info('RFC 7208 §8.5', 'term'),
  'spf-terms-after-all': warning('RFC 7208 §5.1', 'terms'),
  'spf-redirect-ignored': warning('RFC 7208 §6.1', 'term'),
  'spf-ptr': warning('RFC 7208 §5.5', 'term'),
  'spf-macro-p': warning('RFC 7208 §7.3', 'term'),
  'spf-range-enormous': critical('RFC 7208 §5.6', 'term'),
  'spf-range-wide': warning('RFC 7208 §5.6', 'term'),
  'spf-range-broad': notice('RFC 7208 §5.6', 'term'),
  'spf-range-private': warning('RFC 7208 §5.6', 'term'),
  'spf-name-odd': warning('RFC 7208 §7.1', 'term'),
  'spf-name-theirs': critical('RFC 7208 §7.2', 'term'),
  'spf-duplicate-term': notice('RFC 7208 §10.1.1', 'term'),
  'spf-covered-term': notice('RFC 7208 §10.1.1', 'term', 'earlier'),
  'spf-host-bits': info('RFC 7208 §5.6', 'term'),
  'spf-modifier-meant': warning('RFC 7208 §6', 'term', 'suggestion'),
  'spf-unknown-modifier': info('RFC 7208 §6', 'name'),
  'spf-modifier-before-mechanism': info('RFC 7208 §6', 'term'),
  'spf-exp-unused': info('RFC 7208 §6.2', 'term'),
  'spf-negative-include': notice('RFC 7208 §5.2', 'term'),
} as const;

/** Which text counts among those of a name. */
const SELECTION = {
  'spf-records-several': critical('RFC 7208 §4.5', 'count'),
  'spf-record-near-miss': error('RFC 7208 §4.5', 'text'),
  'spf-near-miss-beside': warning('RFC 7208 §4.5', 'text'),
  'spf-sender-id': info('RFC 7208 §4.5', 'text'),
} as const;

/** What follows from the records that it leads to. */
const TREE = {
  'spf-include-all-pass': critical('RFC 7208 §5.2', 'target', 'name'),
  'spf-include-range-enormous': critical('RFC 7208 §5.2', 'term', 'name'),
  'spf-end-neutral': warning('RFC 7208 §4.7', 'term'),
  'spf-exists-always': critical('RFC 7208 §5.7', 'term', 'name'),
  'spf-too-many-lookups': error('RFC 7208 §4.6.4', 'count', 'term', 'name', 'behind'),
  'spf-lookups-at-limit': warning('RFC 7208 §4.6.4'),
  'spf-lookups-near-limit': notice('RFC 7208 §4.6.4', 'count'),
  'spf-too-many-void-lookups': error('RFC 7208 §4.6.4', 'count', 'names'),
  'spf-void-lookup': notice('RFC 7208 §4.6.4', 'target'),
  'spf-void-lookups-by-family': notice('RFC 7208 §4.6.4', 'family', 'names', 'behind'),
  'spf-include-none': error('RFC 7208 §5.2', 'target', 'name'),
  'spf-include-several': error('RFC 7208 §5.2', 'target', 'name'),
  'spf-include-invalid': error('RFC 7208 §5.2', 'target', 'name'),
  'spf-include-unavailable': warning('RFC 7208 §4.4', 'target', 'reason'),
  'spf-include-loop': error('RFC 7208 §4.6.4', 'target', 'name'),
  'spf-include-dangling': critical('RFC 7208 §11.5.3', 'target', 'registrable'),
  'spf-mx-too-many': error('RFC 7208 §4.6.4', 'target', 'count'),
  'spf-addresses-many': notice('RFC 7208 §11.4', 'count'),
  'spf-macro-not-expandable': info('RFC 7208 §7', 'term'),
  'spf-left-out': info(null, 'count'),
} as const;

/** What can be said of SPF (RFC 7208). */
export const SPF_PROBLEMS = rulesAbout('spf', {
  'spf-absent': error('RFC 7208 §3'),
  'spf-absent-no-mail': warning('RFC 7208 §10.1.2'),
  'spf-no-mail-not-strict': warning('RFC 7208 §10.1.2'),
  'spf-null-mx-senders': warning('RFC 7505 §4.2'),
  'spf-unavailable': warning('RFC 7208 §4.4', 'reason'),
  'spf-answer-long': notice('RFC 7208 §3.4', 'octets'),
  'spf-answer-too-long': warning('RFC 7208 §3.4', 'octets'),
  ...SELECTION,
  ...SYNTAX,
  ...RECORD,
  ...TREE,
});

export type SpfProblemCode = keyof typeof SPF_PROBLEMS;

/** The codes of what makes a text no SPF record. */
export type SpfSyntaxCode = keyof typeof SYNTAX;
