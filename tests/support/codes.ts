import type { Headline, Standing } from '../../lib/verdict/headlines.ts';
import type { DnsFailure } from '../../lib/dns/lookup.ts';
import type { UnsupportedReason } from '../../lib/names/subject.ts';

/** Types that are lists of codes, as lists: one that is missing or too many is an error of type. */
const listOf = <Code extends string>(codes: Record<Code, true>): Code[] => Object.keys(codes) as Code[];

export const HEADLINES = listOf<Headline>({
  enforced: true,
  dane: true,
  'dane-faulty': true,
  'held-all': true,
  'held-some': true,
  testing: true,
  'enforced-ignored': true,
  'testing-ignored': true,
  'uncovered-all': true,
  'uncovered-some': true,
  'uncovered-testing': true,
  'broken-record': true,
  'broken-fetch': true,
  'broken-policy': true,
  'broken-dane': true,
  'fragile-enforce': true,
  'fragile-testing': true,
  disabled: true,
  absent: true,
  'no-mail-null': true,
  'no-mail-nxdomain': true,
  'no-mail-no-address': true,
  'no-mail-unreachable': true,
  'unknown-resolver': true,
  'unknown-permission': true,
  'unknown-dns': true,
  'unknown-policy': true,
  'unknown-mx': true,
  'unknown-dane': true,
  'dane-unknown': true,
  checking: true,
});

export const STANDINGS = listOf<Standing>({
  enforced: true,
  dane: true,
  held: true,
  testing: true,
  uncovered: true,
  broken: true,
  fragile: true,
  disabled: true,
  absent: true,
  'no-mail': true,
  unknown: true,
  checking: true,
});

export const DNS_FAILURES = listOf<DnsFailure>({
  servfail: true,
  'dnssec-bogus': true,
  refused: true,
  filtered: true,
  unproven: true,
  'other-rcode': true,
  truncated: true,
  'malformed-message': true,
  'mismatched-answer': true,
  'alias-loop': true,
  'http-status': true,
  'rate-limited': true,
  'media-type': true,
  'too-large': true,
  timeout: true,
  network: true,
  'never-asked': true,
  budget: true,
  'not-permitted': true,
});

export const UNSUPPORTED_REASONS = listOf<UnsupportedReason>({
  empty: true,
  'browser-page': true,
  file: true,
  'ip-address': true,
  'address-literal': true,
  'single-label': true,
  'special-use': true,
  'private-name': true,
  'not-a-name': true,
});
