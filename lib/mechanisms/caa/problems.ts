import { error, info, notice, rulesAbout, warning } from '../../problem.ts';

/** What can be said of a CAA record. */
export const CAA_PROBLEMS = rulesAbout('caa', {
  'caa-malformed': error('RFC 8659 §4.1'),
  'caa-tag-syntax': error('RFC 8659 §4.1', 'tag'),
  'caa-flags': info('RFC 8659 §4.1', 'flags'),
  'caa-critical-unknown': error('RFC 8659 §4.1', 'tag'),
  'caa-unknown': info('RFC 8659 §4.1', 'tag'),
  'caa-malformed-value': error('RFC 8659 §4.2', 'tag', 'value'),
  'caa-iodef': warning('RFC 8659 §4.4', 'value'),
  'caa-forbids-all': error('RFC 8659 §4.2', 'name', 'at'),
  'caa-wildcard-only': warning('RFC 8659 §4.3', 'name', 'at'),
  'caa-unsatisfiable': warning('RFC 8657 §3', 'name', 'at'),
  'caa-methods': notice('RFC 8657 §4', 'name', 'methods'),
  'caa-account-bound': info('RFC 8657 §3', 'name'),
  'caa-issuemail': info('RFC 9495 §3', 'at'),
  'caa-policy-host-differs': info('RFC 8659 §3', 'name', 'target'),
  'caa-unavailable': warning('RFC 8659 §3', 'name', 'reason'),
});

export type CaaProblemCode = keyof typeof CAA_PROBLEMS;
