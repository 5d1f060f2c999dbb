import { error, info, notice, warning, rulesAbout } from '../../problem.ts';

/** What can be said of the TLSRPT record. */
export const TLSRPT_PROBLEMS = rulesAbout('tlsrpt', {
  'tlsrpt-absent': warning('RFC 8460 §3'),
  'tlsrpt-records-several': error('RFC 8460 §3', 'count'),
  'tlsrpt-version': error('RFC 8460 §3', 'text', 'corrected'),
  'tlsrpt-unrelated': notice('RFC 8460 §3', 'count', 'text'),
  'tlsrpt-near-miss': warning('RFC 8460 §3', 'text'),
  'tlsrpt-stray': warning('RFC 8460 §3', 'text'),
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
  'tlsrpt-doubled': warning('RFC 8460 §3'),
  'tlsrpt-unknown-field': info('RFC 8460 §3', 'name'),
  'tlsrpt-rua-same-domain': info('RFC 8460 §3', 'uri'),
  'tlsrpt-unavailable': warning('RFC 8460 §3', 'reason'),
});

export type TlsrptProblemCode = keyof typeof TLSRPT_PROBLEMS;
