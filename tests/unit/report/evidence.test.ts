import { GOOD_DKIM } from '../../lab/description/domain.ts';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { Section } from '../../../lib/report/blocks.ts';
import { say } from '../../../lib/locales/say.ts';
import { evidenceOf } from '../../../lib/report/evidence.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  unknown,
} from '../../support/assessments.ts';
import { WORDS, bare, textsOf } from '../../support/words.ts';

const told = (sections: readonly Section[] = []) =>
  Object.fromEntries(sections.map(({ heading, blocks }) => [bare(heading), blocks.flatMap(textsOf)]));
const of = (change: Partial<Assessment> = {}) => {
  const { told: all, asked } = evidenceOf(assessmentOf(change), WORDS);
  return told([...all.flatMap(({ evidence }) => evidence), ...asked]);
};

const MX = 'MX at example.com';
const STS = 'TXT at _mta-sts.example.com';
const FILE = 'https://mta-sts.example.com/.well-known/mta-sts.txt';
const unvalidated = 'not validated by DNSSEC';
const answered = { authentic: true, ttlSeconds: 60 };

describe('the evidence', () => {
  it('is what each mechanism found, of whom it was asked, and what was asked', () => {
    const query = {
      name: 'example.com',
      type: 'MX',
      outcome: 'NOERROR',
      authentic: true,
      startedAfterMs: 0,
      tookMs: 4.6,
    } as const;
    expect(of({ queries: [query, { ...query, authentic: false }] })).toEqual({
      [MX]: ['raw: 10 mail.example.com', unvalidated],
      [STS]: ['raw: v=STSv1; id=20260601', unvalidated],
      'Policy file': [
        FILE,
        `raw: ${policyText('enforce', 'mx: mail.example.com')}`,
        'fetched 2026-06-01T12:00:00.000Z, took 80 ms · media type text/plain',
      ],
      'TXT at _dmarc.example.com': ['raw: v=DMARC1; p=reject; rua=mailto:dmarc@example.com', unvalidated],
      'TXT at _dmarc.com': ['no record', unvalidated],
      'TXT at _smtp._tls.example.com': ['raw: v=TLSRPTv1; rua=mailto:tls@reports.example', unvalidated],
      'TXT at default._domainkey.example.com': [`raw: ${GOOD_DKIM}`],
      'TXT at default._bimi.example.com': ['no record', unvalidated],
      'CAA at mta-sts.example.com': ['no record', unvalidated],
      'DNSSEC of each answer': [
        'example.com · not known',
        'MX example.com · not known',
        'mta-sts.example.com · not known',
        say('dnssec.habitUnknown', { resolver: 'Cloudflare' }),
      ].map(bare),
      'TXT at example.com': [
        'raw: v=spf1 mx -all',
        unvalidated,
        'The answer with all TXT records has about 25 octets. Only the SPF records are shown.',
      ],
      Resolver: ['Cloudflare · https://cloudflare-dns.com/dns-query'],
      'Questions sent': ['MX example.com NOERROR AD · 5 ms', 'MX example.com NOERROR · 5 ms'],
      'What a browser cannot see': [say('evidence.limitsText')],
    });
  });

  it('has nothing of what is not known yet', () => {
    const pending = { state: 'pending' } as const;
    const parts = [
      'mx',
      'stsRecord',
      'policy',
      'tlsrpt',
      'dane',
      'dmarc',
      'dnssec',
      'spf',
      'dkim',
      'bimi',
      'caa',
    ];
    const sections = of(Object.fromEntries(parts.map((part) => [part, pending])));
    expect(Object.keys(sections)).toEqual(['Resolver', 'Questions sent', 'What a browser cannot see']);
  });

  it('says that the noes of a resolver are unproven', () => {
    expect(of({ unprovenNoes: true })['Resolver']).toHaveLength(2);
  });
});

describe('the evidence of MX', () => {
  const nullMx = { state: 'absent', reason: 'null-mx', nullPreferences: [0], ...answered } as const;
  const rows: readonly (readonly [what: string, mx: Assessment['mx'], says: string[]])[] = [
    ['records', mxOf(host('a.test', 10), host('b.test', 20)), ['raw: 10 a.test\n20 b.test', unvalidated]],
    ['a null MX', nullMx, ['raw: 0 .', 'validated by DNSSEC (AD)']],
    [
      'no record',
      { ...nullMx, reason: 'nxdomain', nullPreferences: [] },
      ['no record', 'validated by DNSSEC (AD)'],
    ],
    [
      'the domain itself',
      { ...mxOf(host('example.com', 0)), implicit: true } as never,
      ['no record', unvalidated],
    ],
    ['a failure', unknown('servfail'), ['unavailable: the resolver failed (SERVFAIL)']],
    [
      'a failure in words',
      unknown('servfail', 'EDE 6'),
      ['unavailable: the resolver failed (SERVFAIL) EDE 6'],
    ],
  ];
  it.each(rows)('%s', (_, mx, says) => {
    expect(of({ mx })[MX]).toEqual(says);
  });
});

describe('the evidence of a record', () => {
  it('has every text and the aliases on the way', () => {
    const record = { ...stsRecord('v=STSv1; id=1', 'x'), aliases: ['a.test', 'b.test'] };
    expect(of({ stsRecord: record })[STS]).toEqual([
      'alias of a.test → b.test',
      'raw: v=STSv1; id=1',
      'raw: x',
      unvalidated,
    ]);
    expect(of({ stsRecord: stsRecord() })[STS]).toEqual(['no record', unvalidated]);
    expect(of({ stsRecord: unknown('timeout') })[STS]).toEqual([
      'unavailable: the resolver did not answer in time',
    ]);
  });
});

describe('the evidence of the policy file', () => {
  const policy = policyOf(policyText('none'));
  const rows: readonly (readonly [what: string, policy: Assessment['policy'], last: string])[] = [
    [
      'remembered',
      { ...policy, tookMs: null } as never,
      'as fetched 2026-06-01T12:00:00.000Z, still valid · media type text/plain',
    ],
    [
      'without a media type',
      { ...policy, mediaType: null } as never,
      'fetched 2026-06-01T12:00:00.000Z, took 80 ms',
    ],
    [
      'that no sender can read: it is shown all the same',
      policyOf('version: STSv1\r\n'),
      'fetched 2026-06-01T12:00:00.000Z, took 80 ms · media type text/plain',
    ],
    ['of which nothing came', failedFetch('policy-redirect', { target: 'x' }), 'not fetched'],
    ['not read', { state: 'unavailable', problems: [] }, 'not fetched'],
    ['not announced', { state: 'absent' }, 'not fetched'],
  ];
  it.each(rows)('%s', (_, facts, last) => {
    const says = of({ policy: facts })['Policy file'];
    expect([says?.[0], says?.at(-1)]).toEqual([FILE, last]);
  });
});
