import { mx, sts, tlsrpt } from '../lab/description/records.ts';
import { policyText, serves } from '../lab/description/policy.ts';
import type { PolicyHost, ZoneRecord } from '../lab/description/types.ts';
import type { HostileCase, Seen } from './case.ts';
import { serverOf } from './policy-cases.ts';

/** The host that nobody must ever ask: markup that ran, or a picture that was loaded, would. */
export const CANARY_HOST = 'canary.test';

/** Sings where it runs, and where the browser so much as loads what it names. Without dots, spaces and quotes it is also a label of DNS. */
export const MARKUP =
  `<script>globalThis.pwned=1</script><img src="https://${CANARY_HOST}/x.png" onerror="globalThis.pwned=1">` +
  `<link rel=stylesheet href=https://${CANARY_HOST}/x.css><iframe src=javascript:parent.pwned=1></iframe>`;
const LABEL = '<script>pwned=1</script>';

/** A domain that puts something into every field that a stranger fills. */
export interface CanaryCase extends HostileCase {
  readonly domain: string;
  readonly records: readonly ZoneRecord[];
  readonly policyHost: PolicyHost;
  /** What Firefox shows where that differs. */
  readonly inFirefox?: Seen;
  /** What must be seen as text. */
  readonly shown: string;
}

const policyOf = (domain: string, ...lines: readonly string[]): string =>
  policyText({ maxAge: 31_536_000, mx: [serverOf(domain), ...lines] });

export const CANARY_CASES: readonly CanaryCase[] = [
  {
    domain: 'markup-policy.test',
    what: 'HTML and script in every field of the policy, and in its media type',
    headline: 'broken-policy',
    findings: [
      'policy-key-syntax',
      'policy-media-type',
      'policy-mx-placeholder',
      'policy-unknown-field-colon',
    ],
    records: [],
    policyHost: serves(
      `${policyOf('markup-policy.test', MARKUP)}x: ${MARKUP}\r\n${MARKUP}: y\r\n<b>${MARKUP}\r\n`,
      { headers: { 'content-type': `text/html<script>globalThis.pwned=1</script>` } },
    ),
    shown: '<script>globalThis.pwned=1</script>',
  },
  {
    domain: 'markup-records.test',
    what: 'HTML and script in the records: MX, MTA-STS and TLSRPT',
    headline: 'broken-record',
    findings: ['mx-not-a-host-name', 'sts-record-field-syntax', 'tlsrpt-rua-scheme', 'tlsrpt-rua-unusable'],
    records: [
      mx('markup-records.test', 20, `${LABEL}.markup-records.test`),
      sts('markup-records.test', `v=STSv1; id=1; ${MARKUP}`),
      tlsrpt('markup-records.test', 'v=TLSRPTv1; rua=javascript:globalThis.pwned=1'),
    ],
    policyHost: serves(policyOf('markup-records.test')),
    shown: '<script>globalThis.pwned=1</script>',
  },
  {
    domain: 'markup-redirect.test',
    what: 'A redirect to a javascript: address',
    headline: 'broken-fetch',
    findings: ['policy-redirect'],
    records: [],
    policyHost: serves('', { status: 301, headers: { location: 'javascript:globalThis.pwned=1' } }),
    shown: '',
  },
  {
    domain: 'turned.test',
    what: 'Right-to-left overrides in a policy: shown as their code point',
    headline: 'broken-policy',
    findings: ['policy-mx-invisible'],
    records: [],
    policyHost: serves(policyOf('turned.test', '\u202emoc.elgoog')),
    shown: '⟨U+202E⟩moc.elgoog',
  },
  {
    domain: 'xn--80ak6aa92e.test',
    what: 'A domain in letters that look like others: its form in DNS stands beside it',
    headline: 'enforced',
    findings: [],
    records: [],
    policyHost: serves(policyOf('xn--80ak6aa92e.test')),
    shown: 'xn--80ak6aa92e.test',
  },
];
