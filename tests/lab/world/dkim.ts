import type { ProblemCode } from '../../../lib/mechanisms.ts';
import type { DkimHeadline } from '../../../lib/mechanisms/dkim/judge.ts';
import type { LabDomain, ZoneRecord } from '../description/types.ts';
import { GOOD_DKIM, labDomain, noPolicy } from '../description/domain.ts';
import { cname, dkim, txt } from '../description/records.ts';

/** A domain whose mail is protected in transit, and that has these keys. */
function keyed(
  domain: string,
  what: string,
  keys: Readonly<Record<string, string>> | null,
  headline: DkimHeadline,
  findings: readonly ProblemCode[],
  more: readonly ZoneRecord[] = [],
): LabDomain {
  return labDomain(domain, what, { dkim: keys, more, expected: { headlines: { dkim: headline }, findings } });
}

/** 1024 bits, made for the lab. */
const SHORT =
  'v=DKIM1; k=rsa; p=' +
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC6hYQBu6nXcT/J340t33KEajmAezGkIvaGSFia8nNTqN6G9M/cnT' +
  'h0F8Kjd3q+t0/J973CEmN9y6LS8RCSjj+poePq/+43eAQnyYWlC5r1jmIlkT3tbaYXdqf89byHtCmN0HgDYHps4EPJ' +
  'Z6O1u26NS+tPbjXus//PtkzVTkWiYwIDAQAB';
const ED25519 = 'v=DKIM1; k=ed25519; p=0D7+SwmJRZyBNkLzYCnZJ9mXHgkG9CKTQzWc0Ns5TqI=';
const KNOWN = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

/** Keys of every kind, and names without one. */
export const DKIM: readonly LabDomain[] = [
  keyed('keyed.test', 'A key of 2048 bits.', { default: GOOD_DKIM }, 'signed', []),
  keyed('no-keys.test', 'The zone says that there is no key.', null, 'none', ['dkim-none']),
  keyed(
    'other-selector.test',
    'A key under a name that nobody guesses, and one that only a longer look finds.',
    { 'a7-2026': GOOD_DKIM, resend: SHORT },
    'not-found',
    ['dkim-not-found', 'dkim-names-below'],
  ),
  keyed('testing-key.test', 'The key is in testing.', { default: `${GOOD_DKIM}; t=y` }, 'testing', [
    'dkim-testing',
  ]),
  keyed(
    'rfc-key.test',
    'The key of an RFC, whose private half is printed there.',
    { default: KNOWN },
    'forgeable',
    ['dkim-key-known-private', 'dkim-ed25519-only'],
  ),
  keyed('ed25519-alone.test', 'Ed25519 and nothing else.', { default: ED25519 }, 'signed', [
    'dkim-ed25519-only',
  ]),
  keyed('cut-key.test', 'A panel took 255 characters.', { default: GOOD_DKIM.slice(0, 255) }, 'unusable', [
    'dkim-key-cut-off',
  ]),
  keyed('quoted-key.test', 'Quotes were pasted too.', { default: `"${GOOD_DKIM}"` }, 'unusable', [
    'dkim-key-quotes',
  ]),
  keyed('pasted-key.test', 'Quotes around a short key.', { default: `"${SHORT}"` }, 'unusable', [
    'dkim-key-quotes',
    'dkim-key-short',
  ]),
  keyed('sha1-key.test', 'A key for SHA-1.', { default: `${GOOD_DKIM}; h=sha1` }, 'unusable', [
    'dkim-key-hashes',
  ]),
  keyed('all-revoked.test', 'A wildcard revokes every selector.', { '*': 'v=DKIM1; p=' }, 'revoked', [
    'dkim-wildcard-revoked',
  ]),
  keyed(
    'key-alias.test',
    'An alias leads to the key.',
    { 'keys.elsewhere': GOOD_DKIM },
    'signed',
    [],
    [cname('s1._domainkey.key-alias.test', 'keys.elsewhere._domainkey.key-alias.test')],
  ),
  keyed(
    'key-gone.test',
    'An alias leads to a name without a key.',
    { default: GOOD_DKIM },
    'signed',
    ['dkim-cname-dangling'],
    [cname('s1._domainkey.key-gone.test', 'gone.key-gone.test')],
  ),
  keyed('short-key.test', 'A key of 1024 bits.', { default: SHORT }, 'signed', ['dkim-key-short']),
  keyed(
    'old-policy.test',
    'A policy of DomainKeys above the keys.',
    { default: GOOD_DKIM },
    'signed',
    ['dkim-policy-record-old'],
    [txt('_domainkey.old-policy.test', 'o=~; t=y')],
  ),
  keyed(
    'twice-key.test',
    'The same key stands there twice, written in two ways.',
    { default: GOOD_DKIM },
    'signed',
    ['dkim-several-records'],
    // The very same text twice would be one record: a set has no member twice (RFC 2181 section 5).
    [dkim('twice-key.test', 'default', `${GOOD_DKIM}; t=s`)],
  ),
  labDomain('parked-keys.test', 'A domain without mail, and without keys.', {
    mx: [[0, '.']],
    sts: null,
    tlsrpt: null,
    spf: ['v=spf1 -all'],
    dkim: null,
    policyHost: null,
    expected: {
      ...noPolicy('no-mail', 'mx-null'),
      headlines: { mx: 'null', tlsrpt: 'absent', dkim: 'none' },
      guide: 'proposes-nothing',
    },
  }),
];
