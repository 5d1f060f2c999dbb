import { error, notice, rulesAbout, warning } from '../../problem.ts';

/** What can be said of a DKIM-Signature: of a message, and so of no domain. */
export const DKIM_SIGNATURE_PROBLEMS = rulesAbout('dkim-signature', {
  'dkim-signature-tag-syntax': error('RFC 6376 §3.2', 'text'),
  'dkim-signature-duplicate-tag': error('RFC 6376 §3.2', 'tag'),
  'dkim-signature-tag-missing': error('RFC 6376 §6.1.1', 'tag'),
  'dkim-signature-version': error('RFC 6376 §6.1.1', 'text'),
  'dkim-signature-sha1': error('RFC 8301 §3.1'),
  'dkim-signature-algorithm': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-base64': error('RFC 6376 §3.5', 'tag'),
  'dkim-signature-canonicalization': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-domain': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-selector': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-underscore': notice('RFC 6376 §3.1', 'text'),
  'dkim-signature-fields': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-from-unsigned': error('RFC 6376 §6.1.1'),
  'dkim-signature-identity': error('RFC 6376 §6.1.1', 'identity', 'domain'),
  'dkim-signature-body-length': warning('RFC 6376 §8.2', 'octets'),
  'dkim-signature-number': error('RFC 6376 §3.5', 'tag', 'text'),
  'dkim-signature-query': error('RFC 6376 §3.5', 'text'),
  'dkim-signature-expiration': error('RFC 6376 §3.5'),
});

export type DkimSignatureProblemCode = keyof typeof DKIM_SIGNATURE_PROBLEMS;
