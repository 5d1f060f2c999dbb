import * as fc from 'fast-check';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { MAX_MAX_AGE_CHOICE_SECONDS, MIN_MAX_AGE_SECONDS, type Choices } from '../../lib/guide/choices.ts';
import type { PolicyFacts } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import type { RememberedPolicy } from '../../lib/mechanisms/mta-sts/remembered-policy.ts';
import type { MxFacts, MxHost } from '../../lib/mechanisms/mx/assess.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { DAY_MS, NOW } from '../support/time.ts';
import * as any from './generators.ts';

const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/),
  fc.constantFrom('mail', 'mx1', 'xn--mnchen-3ya', 'l'.repeat(63)),
);
const suffix = fc.constantFrom('com', 'example', 'test', 'co.uk', 'github.io', 'de', 'com.example');

/** A domain that can have a policy: with `_smtp._tls.` it still fits into DNS. */
export const policyDomain: fc.Arbitrary<DomainName> = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 4 }), suffix)
  .map(([labels, end]) => [...labels, end].join('.'))
  .filter((text) => text.length <= 242)
  .map(name);

const PROVIDERS = [
  ['aspmx.l.google.com', 'alt1.aspmx.l.google.com', 'alt2.aspmx.l.google.com', 'alt3.aspmx.l.google.com'],
  ['example-com.mail.protection.outlook.com'],
  ['in1-smtp.messagingengine.com', 'in2-smtp.messagingengine.com'],
  ['a.mx.microsoft', 'x.h-v1.mx.microsoft', 'y.h-v1.mx.microsoft'],
  ['mx1.github.io', 'mx2.github.io', 'a.b.github.io', 'c.b.github.io'],
] as const;

/** Names of servers of the domain: its own, at several depths, and those of providers. */
export function hostNames(domain: DomainName): fc.Arbitrary<string[]> {
  const own = fc.tuple(fc.array(label, { maxLength: 3 })).map(([labels]) => [...labels, domain].join('.'));
  const pool = fc.constantFrom(`mx1.mail.${domain}`, `mx2.mail.${domain}`, `mx1.${domain}`, `mx2.${domain}`);
  const theirs = fc.constantFrom(...PROVIDERS.flat());
  return fc
    .array(fc.oneof(own, pool, theirs), { minLength: 1, maxLength: 12 })
    .map((names) => names.filter((each) => each.length <= 253))
    .map((names) => (names.length > 0 ? names : [domain]));
}

const address = fc.constantFrom<MxHost['address']>(
  'found',
  'found',
  'unavailable',
  'unchecked',
  'pending',
  'absent',
);

/** Where mail goes: servers of which at least one can be reached, or the domain itself. */
function servers(domain: DomainName): fc.Arbitrary<MxFacts> {
  const named = hostNames(domain).chain((names) =>
    fc
      .tuple(...names.map(() => fc.record({ preference: fc.nat(50), address })))
      .map((rest) => names.map((each, i) => host(each, rest[i]!.preference, { address: rest[i]!.address })))
      .map((hosts) => hosts.with(0, { ...hosts[0]!, address: 'found' }))
      .map((hosts): MxFacts => mxOf(...hosts.toSorted((a, b) => a.preference - b.preference))),
  );
  const implicit: MxFacts = { ...mxOf(host(domain, 0)), implicit: true };
  return fc.oneof({ weight: 9, arbitrary: named }, { weight: 1, arbitrary: fc.constant(implicit) });
}

/** Ids of every kind that people choose: dates of several lengths, far-off ones, counters, words. */
export const policyId = fc.oneof(
  any.id,
  fc
    .tuple(
      fc.integer({ min: NOW - 900 * DAY_MS, max: NOW + 900 * DAY_MS }),
      fc.constantFrom(8, 10, 12, 14, 17),
    )
    .map(([time, length]) => new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, length)),
  fc.constantFrom(
    '20260601120000',
    '20260601115959',
    '2026060199',
    '99991231235959',
    '9'.repeat(32),
    '1780315200',
  ),
);

const recordTexts = fc.oneof(
  { weight: 3, arbitrary: policyId.map((id) => [`v=STSv1; id=${id};`]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [],
      ['v=spf1 -all'],
      ['v=STSv1; id=1', 'v=STSv1; id=2'],
      ['v=STSv1 ; id=1'],
      ['v=STSv1; id=2026-06-01'],
      ['v=STSv1; id=1', 'v=spf1 -all'],
      ['V=stsv1; id=1'],
    ),
  },
);

const policyTexts = fc.oneof(
  any.policyText.map(({ text }) => text),
  any.nearly(
    any.policyText.map(({ text }) => text),
    'mx:o \r\n0*.-_,#',
  ),
  fc.constantFrom(
    '',
    '<html></html>',
    'version: STSv1\n\nmode: enforce\nmax_age: 86400\nmx: *.example.com\n',
  ),
);

const policyFacts: fc.Arbitrary<PolicyFacts> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(policyTexts, fc.constantFrom('text/plain', 'text/html', null))
      .map(([text, type]) => policyOf(text, type)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PolicyFacts>(
      failedFetch('policy-status', { status: 404 }),
      failedFetch('policy-redirect', { target: '' }),
      unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }),
      unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' }),
    ),
  },
);

const remembered: fc.Arbitrary<RememberedPolicy | null> = fc.option(
  fc
    .record({
      policy: any.policyText,
      policyId,
      age: fc.integer({ min: 0, max: 400 * DAY_MS }),
      isReplaced: fc.boolean(),
    })
    .map(({ policy: { text, value }, policyId: id, age, isReplaced }) => {
      const { maxAgeSeconds, mode } = value;
      const held = { policyText: text, maxAgeSeconds, fetchedAt: NOW - age };
      const replaced = isReplaced ? { ...held, policyText: `${text}# old` } : null;
      return {
        ...held,
        policyDomain: name('example.com'),
        policyId: id,
        mediaType: 'text/plain',
        mode,
        replaced,
      };
    }),
);

const tlsrpt = fc.constantFrom(
  tlsrptRecord(),
  tlsrptRecord('v=TLSRPTv1;rua=mailto:a@b.example'),
  tlsrptRecord('v=TLSRPTv1; x=1; rua=mailto:a@b.example, https://c.example/'),
  tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b!10m'),
  unknown('servfail'),
);

/** A finished assessment of a domain with servers, whatever it publishes, well or badly. */
export const assessment: fc.Arbitrary<Assessment> = policyDomain.chain((domain) =>
  fc
    .record({ mx: servers(domain), texts: recordTexts, policy: policyFacts, remembered, tlsrpt })
    .map(({ mx, texts, policy, remembered: memory, tlsrpt: reports }) => {
      const record = stsRecord(...texts);
      return assessmentOf({
        policyDomain: domain,
        mx,
        stsRecord: record,
        policy: record.state === 'found' ? policy : { state: 'absent' },
        remembered: memory && { ...memory, policyDomain: domain },
        tlsrpt: reports,
      });
    }),
);

/** A domain for which nothing can be proposed. */
export const hopeless: fc.Arbitrary<Assessment> = fc
  .record({
    mx: fc.constantFrom<MxFacts>(
      noMail('null-mx'),
      noMail('nxdomain'),
      noMail('no-address'),
      unknown('timeout'),
      ...['mx_1.example.com', '192.0.2.1', 'münchen.example', 'a b.example', '*.example.com'].map((odd) =>
        mxOf(host('mail.example.com'), host(odd, 20, { isHostName: false })),
      ),
      mxOf(host('mail.example.com', 10, { address: 'absent' })),
    ),
    from: assessment,
  })
  .map(({ mx, from }) => ({ ...from, mx }));

/** Targets as people type them; each can be published. */
export const ruaText = fc.oneof(
  fc.constantFrom(
    'tls@reports.example',
    ' mailto:tls@reports.example ',
    'https://reports.example/v1/tls?key=1;2',
    'HTTPS://Reports.Example',
    'tls@münchen.example',
    'a!b@reports.example',
  ),
  fc.emailAddress(),
  // Escapes of control characters are refused.
  fc
    .webUrl({ validSchemes: ['https'], withQueryParameters: true })
    .filter((url) => !/%(?:[01][0-9a-f]|7f)/i.test(url)),
);

export const choices: fc.Arbitrary<Choices> = fc.record({
  mode: fc.constantFrom('testing', 'enforce', 'none'),
  maxAgeSeconds: fc.integer({ min: MIN_MAX_AGE_SECONDS, max: MAX_MAX_AGE_CHOICE_SECONDS }),
  patterns: fc.constantFrom('exact', 'shortest'),
  rua: fc.array(ruaText, { minLength: 1, maxLength: 3 }),
});
