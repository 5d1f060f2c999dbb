import { warning, rulesAbout } from '../problem.ts';

/** What can be said of names in DNS, whatever is published there. */
export const DNS_PROBLEMS = rulesAbout('names', {
  'alias-dangling': warning('RFC 1034 §3.6.2', 'name', 'target'),
});
