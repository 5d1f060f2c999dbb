import { critical, error, info, notice, rulesAbout } from '../../problem.ts';

/** What can be said of how the answers about a domain are signed. */
export const DNSSEC_PROBLEMS = rulesAbout('dnssec', {
  'dnssec-bogus': critical('RFC 4035 §4.3', 'name', 'detail'),
  'dnssec-signature-expired': critical('RFC 4035 §5.3.1', 'name'),
  'dnssec-signature-future': critical('RFC 4035 §5.3.1', 'name'),
  'dnssec-key-missing': critical('RFC 4035 §5.2', 'name'),
  'dnssec-signature-missing': critical('RFC 4035 §5.3', 'name'),
  'dnssec-denial-incomplete': error('RFC 4035 §5.4', 'name'),
  'dnssec-insecure': notice('RFC 4033 §5', 'zone'),
  'dnssec-secure': info('RFC 4033 §5', 'zone'),
  // It is no fault of the domain.
  'dnssec-resolver-not-validating': notice('RFC 4035 §4.9.3', 'resolver'),
});

export type DnssecProblemCode = keyof typeof DNSSEC_PROBLEMS;
