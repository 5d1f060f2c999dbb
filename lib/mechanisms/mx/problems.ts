import { critical, error, info, notice, warning, rulesAbout } from '../../problem.ts';

/** What can be said of MX records by themselves. */
export const MX_PROBLEMS = rulesAbout('mx', {
  'mx-alias': warning('RFC 2181 §10.3', 'host', 'target'),
  'mx-all-no-address': critical('RFC 5321 §5.1', 'count'),
  'mx-no-address': warning('RFC 5321 §5.1', 'host'),
  'mx-address-unavailable': notice('RFC 5321 §5.1', 'host'),
  'mx-not-a-host-name': error('RFC 5321 §5.1', 'host'),
  'mx-null-beside-others': error('RFC 7505 §3'),
  'mx-null': info('RFC 7505 §3'),
  'mx-null-preference': notice('RFC 7505 §3'),
  'mx-local-name': error('RFC 6761 §6', 'host'),
  'mx-implicit': notice('RFC 5321 §5.1'),
  'mx-none': notice('RFC 5321 §5.1'),
  'mx-domain-not-found': notice('RFC 5321 §5.1'),
  'mx-unavailable': warning('RFC 5321 §5.1', 'reason'),
});

export type MxProblemCode = keyof typeof MX_PROBLEMS;
