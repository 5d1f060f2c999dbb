import type { Tone } from '../../../lib/mechanism.ts';
import type { Headline, Standing } from '../../../lib/verdict/headlines.ts';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  SERVFAIL,
  TIMEOUT,
  daneHost,
  daneOf,
  failingHost,
} from '../../support/dane.ts';
import { HEADLINES, STANDINGS } from '../../support/codes.ts';

interface Row {
  readonly why: string;
  readonly change: Partial<Assessment>;
  readonly standing: Standing;
  readonly headline: Headline;
  readonly tone: Tone;
}

const pending = { state: 'pending' } as const;
const none = { state: 'absent' } as const;
const policy = (mode: string, ...mx: string[]) =>
  policyOf(policyText(mode, ...mx.map((each) => `mx: ${each}`)));
const two = mxOf(host('mail.example.com', 10), host('backup.example.com', 20));

const MAIL = 'mail.example.com';
const sealed = daneOf(daneHost(MAIL));
/** The issuer has issued nothing for years, and nothing else is published. */
const retired = daneOf(
  daneHost(MAIL, ['2 1 1 60b87575447dcba2a36b7d11ac09fb24a9db406fee12d2cc90180517616e8a18']),
);
const alone = { stsRecord: stsRecord(), policy: none } as const;
const failing = daneOf(failingHost(MAIL, BOGUS));
const halfFailing = daneOf(daneHost(MAIL), failingHost('backup.example.com', SERVFAIL));

/** DANE beside MTA-STS, as the table of the verdicts has it. */
const daneRows: readonly Row[] = [
  ...(
    [
      ['absent', alone],
      ['disabled', { policy: policy('none') }],
      ['testing', { policy: policy('testing', MAIL) }],
      ['testing, and leaves out a server', { policy: policy('testing', 'other.example.com') }],
      ['fragile', { policy: policyOf(`${policyText('enforce', `mx: ${MAIL}`)}\n`) }],
    ] as const
  ).map(([what, change]): Row => ({
    why: `DANE on every server, MTA-STS ${what}`,
    change: { ...change, dane: sealed },
    standing: 'dane',
    headline: 'dane',
    tone: 'good',
  })),
  {
    why: 'DANE on every server beside an enforced policy',
    change: { dane: sealed },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'DANE on every server, MTA-STS broken',
    change: { dane: sealed, policy: failedFetch('policy-status', { status: 404 }) },
    standing: 'broken',
    headline: 'broken-dane',
    tone: 'warn',
  },
  {
    why: 'DANE on every server, and no leave to read the policy',
    change: { dane: sealed, policy: unreadPolicy('policy-not-permitted') },
    standing: 'unknown',
    headline: 'unknown-dane',
    tone: 'ask',
  },
  {
    why: 'DANE that names a retired issuer alone is no clean seal',
    change: { ...alone, dane: retired },
    standing: 'dane',
    headline: 'dane-faulty',
    tone: 'warn',
  },
  {
    why: 'a fault of DANE does not mend a broken policy',
    change: { dane: retired, policy: failedFetch('policy-status', { status: 404 }) },
    standing: 'broken',
    headline: 'broken-fetch',
    tone: 'bad',
  },
  {
    why: 'TLSA that fails everywhere holds mail back, whatever MTA-STS says',
    change: { dane: failing },
    standing: 'held',
    headline: 'held-all',
    tone: 'bad',
  },
  {
    why: 'TLSA that fails at one of two servers: amber, since mail goes to the other',
    change: { ...alone, dane: halfFailing },
    standing: 'held',
    headline: 'held-some',
    tone: 'warn',
  },
  {
    why: 'MX records whose signature does not hold stop all mail of senders that validate',
    change: { mx: unknown('servfail'), dane: { ...daneOf(), mx: BOGUS } },
    standing: 'held',
    headline: 'held-all',
    tone: 'bad',
  },
  {
    why: 'an enforced policy that leaves out a server comes before TLSA that fails',
    change: { mx: mxOf(host('other.example.com')), dane: failing },
    standing: 'uncovered',
    headline: 'uncovered-all',
    tone: 'bad',
  },
  {
    why: 'no mail comes before everything',
    change: { mx: noMail('null-mx'), dane: failing },
    standing: 'no-mail',
    headline: 'no-mail-null',
    tone: 'idle',
  },
  {
    why: 'TLSA that our own network lost leaves it to MTA-STS',
    change: { dane: daneOf(failingHost(MAIL, TIMEOUT)) },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'TLSA that our own network lost at one server seals nothing, and is no lack of DANE',
    change: { ...alone, dane: daneOf(daneHost(MAIL), failingHost('backup.example.com', TIMEOUT)) },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'TLSA that our own network lost: nothing says that mail is not protected',
    change: { ...alone, dane: daneOf(failingHost(MAIL, TIMEOUT)) },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'the same beside a policy that is switched off',
    change: { policy: policy('none'), dane: daneOf(failingHost(MAIL, TIMEOUT)) },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'a resolver that does not validate cannot show DANE, so that it is not missing either',
    change: { ...alone, dane: { ...daneOf(daneHost(MAIL, [])), mx: INSECURE, validates: false } },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'the same where nobody could learn whether it validates',
    change: { ...alone, dane: { ...daneOf(), mx: INSECURE, validates: null } },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'MX records that our own network lost leave DANE open, too',
    change: { ...alone, mx: unknown('timeout'), dane: { ...daneOf(), mx: TIMEOUT } },
    standing: 'unknown',
    headline: 'dane-unknown',
    tone: 'ask',
  },
  {
    why: 'a policy in testing says of itself what it is, whatever is not known of DANE',
    change: { policy: policy('testing', MAIL), dane: daneOf(failingHost(MAIL, TIMEOUT)) },
    standing: 'testing',
    headline: 'testing',
    tone: 'warn',
  },
  {
    why: 'DANE behind MX records that are not signed seals nothing',
    change: { ...alone, dane: { ...sealed, mx: { state: 'insecure' } } },
    standing: 'absent',
    headline: 'absent',
    tone: 'idle',
  },
  {
    why: 'DANE on one of two servers seals nothing',
    change: { ...alone, dane: daneOf(daneHost(MAIL), daneHost('backup.example.com', [])) },
    standing: 'absent',
    headline: 'absent',
    tone: 'idle',
  },
  {
    why: 'records that no sender can use seal nothing',
    change: { ...alone, dane: daneOf(daneHost(MAIL, [`0 1 1 ${DIGEST}`])) },
    standing: 'absent',
    headline: 'absent',
    tone: 'idle',
  },
  {
    why: 'DANE under way behind signed MX records may still hold mail back',
    change: { mx: { ...mxOf(host(MAIL)), authentic: true }, dane: pending, finishedAt: null },
    standing: 'checking',
    headline: 'checking',
    tone: 'idle',
  },
  {
    why: 'DANE under way behind MX records that are not signed changes nothing',
    change: { dane: pending, finishedAt: null },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
];

const rows: readonly Row[] = [
  ...daneRows,
  { why: 'enforce, all covered', change: {}, standing: 'enforced', headline: 'enforced', tone: 'good' },
  {
    why: 'enforce, with two modes: in force by the RFC, and some senders ignore it',
    change: { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}mode: none\n`) },
    standing: 'enforced',
    headline: 'enforced-ignored',
    tone: 'good',
  },
  {
    why: 'enforce, with a text of SPF beside the record',
    change: { stsRecord: stsRecord('v=STSv1; id=1', 'v=spf1 -all') },
    standing: 'enforced',
    headline: 'enforced-ignored',
    tone: 'good',
  },
  {
    why: 'enforce, with a max_age of 0',
    change: {
      policy: policyOf(policyText('enforce', 'mx: mail.example.com').replace(/max_age: \d+/, 'max_age: 0')),
    },
    standing: 'enforced',
    headline: 'enforced-ignored',
    tone: 'good',
  },
  {
    why: 'enforce, with an IP address among the patterns',
    change: { policy: policy('enforce', 'mail.example.com', '192.0.2.1') },
    standing: 'enforced',
    headline: 'enforced-ignored',
    tone: 'good',
  },
  {
    why: 'enforce, with an unknown field that has a second colon',
    change: { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}note: a:b\n`) },
    standing: 'enforced',
    headline: 'enforced-ignored',
    tone: 'good',
  },
  {
    why: 'enforce, with an unknown field that no sender minds',
    change: { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}note: a\n`) },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'enforce, slow from here, which says nothing of the way of senders',
    change: {
      policy: { ...policy('enforce', 'mail.example.com'), tookMs: 9000 } as Assessment['policy'],
    },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'testing, with two modes',
    change: { policy: policyOf(`${policyText('testing', 'mx: mail.example.com')}mode: none\n`) },
    standing: 'testing',
    headline: 'testing-ignored',
    tone: 'warn',
  },
  {
    why: 'testing, all covered',
    change: { policy: policy('testing', 'mail.example.com') },
    standing: 'testing',
    headline: 'testing',
    tone: 'warn',
  },
  {
    why: 'enforce leaves out every server',
    change: { mx: mxOf(host('other.example.com')) },
    standing: 'uncovered',
    headline: 'uncovered-all',
    tone: 'bad',
  },
  {
    why: 'enforce leaves out one of two',
    change: { mx: two },
    standing: 'uncovered',
    headline: 'uncovered-some',
    tone: 'bad',
  },
  {
    why: 'testing leaves out one of two: amber, since mail is delivered',
    change: { mx: two, policy: policy('testing', 'mail.example.com') },
    standing: 'uncovered',
    headline: 'uncovered-testing',
    tone: 'warn',
  },
  {
    why: 'testing leaves out every server: still delivered',
    change: { mx: two, policy: policy('testing', 'other.example.com') },
    standing: 'uncovered',
    headline: 'uncovered-testing',
    tone: 'warn',
  },
  {
    why: 'two records',
    change: { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2'), policy: none },
    standing: 'broken',
    headline: 'broken-record',
    tone: 'bad',
  },
  {
    why: 'a malformed record',
    change: { stsRecord: stsRecord('v=STSv1; id=a-b'), policy: none },
    standing: 'broken',
    headline: 'broken-record',
    tone: 'bad',
  },
  {
    why: 'an answer that is no policy',
    change: { policy: failedFetch('policy-status', { status: 404 }) },
    standing: 'broken',
    headline: 'broken-fetch',
    tone: 'bad',
  },
  {
    why: 'a policy that senders cannot read',
    change: { policy: policyOf('version: STSv1\nmode: enforced\n') },
    standing: 'broken',
    headline: 'broken-policy',
    tone: 'bad',
  },
  {
    why: 'enforce with a blank line',
    change: { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) },
    standing: 'fragile',
    headline: 'fragile-enforce',
    tone: 'warn',
  },
  {
    why: 'enforce as text/html',
    change: { policy: policyOf(policyText('enforce', 'mx: mail.example.com'), 'text/html') },
    standing: 'fragile',
    headline: 'fragile-enforce',
    tone: 'warn',
  },
  {
    why: 'a fragile record before a good policy',
    change: { stsRecord: stsRecord('v=STSv1 ; id=1') },
    standing: 'fragile',
    headline: 'fragile-enforce',
    tone: 'warn',
  },
  {
    why: 'testing with a blank line',
    change: { policy: policyOf(`${policyText('testing', 'mx: mail.example.com')}\n`) },
    standing: 'fragile',
    headline: 'fragile-testing',
    tone: 'warn',
  },
  {
    why: 'a gap is worse than fragile',
    change: { mx: two, policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) },
    standing: 'uncovered',
    headline: 'uncovered-some',
    tone: 'bad',
  },
  {
    why: 'mode none',
    change: { policy: policy('none') },
    standing: 'disabled',
    headline: 'disabled',
    tone: 'idle',
  },
  {
    why: 'mode none is off whatever the servers are',
    change: { policy: policy('none'), mx: unknown('timeout') },
    standing: 'disabled',
    headline: 'disabled',
    tone: 'idle',
  },
  {
    why: 'no record: neutral, as nearly everywhere',
    change: alone,
    standing: 'absent',
    headline: 'absent',
    tone: 'idle',
  },
  {
    why: 'a null MX, whatever else is published',
    change: { mx: noMail('null-mx') },
    standing: 'no-mail',
    headline: 'no-mail-null',
    tone: 'idle',
  },
  {
    why: 'no such domain',
    change: { mx: noMail('nxdomain'), stsRecord: stsRecord(), policy: none },
    standing: 'no-mail',
    headline: 'no-mail-nxdomain',
    tone: 'idle',
  },
  {
    why: 'neither MX nor address',
    change: { mx: noMail('no-address'), stsRecord: stsRecord(), policy: none },
    standing: 'no-mail',
    headline: 'no-mail-no-address',
    tone: 'idle',
  },
  {
    why: 'servers, none of which has an address: a covering policy does not help',
    change: { mx: mxOf(host('mail.example.com', 10, { address: 'absent' })) },
    standing: 'no-mail',
    headline: 'no-mail-unreachable',
    tone: 'bad',
  },
  {
    why: 'no leave to ask the resolver',
    change: {
      mx: unknown('not-permitted'),
      stsRecord: unknown('not-permitted'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'not-permitted' }),
    },
    standing: 'unknown',
    headline: 'unknown-resolver',
    tone: 'ask',
  },
  {
    why: 'no leave to read the policy host',
    change: { policy: unreadPolicy('policy-not-permitted') },
    standing: 'unknown',
    headline: 'unknown-permission',
    tone: 'ask',
  },
  {
    why: 'SERVFAIL for the record is never "not set up"',
    change: {
      stsRecord: unknown('servfail'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
    },
    standing: 'unknown',
    headline: 'unknown-dns',
    tone: 'ask',
  },
  {
    why: 'a policy that did not come',
    change: { policy: unreadPolicy('policy-timeout') },
    standing: 'unknown',
    headline: 'unknown-policy',
    tone: 'ask',
  },
  {
    why: 'a policy that nobody looked for',
    change: { policy: none },
    standing: 'unknown',
    headline: 'unknown-policy',
    tone: 'ask',
  },
  {
    why: 'one of two servers has no address: mail goes to the other',
    change: {
      mx: mxOf(host('mail.example.com', 10), host('mx.example.com', 20, { address: 'absent' })),
      policy: policy('enforce', '*.example.com'),
    },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'servers that are not known may be uncovered',
    change: { mx: unknown('servfail') },
    standing: 'unknown',
    headline: 'unknown-mx',
    tone: 'ask',
  },
  ...(['mx', 'stsRecord', 'policy'] as const).map((part): Row => ({
    why: `${part} is under way`,
    change: { [part]: pending, finishedAt: null },
    standing: 'checking',
    headline: 'checking',
    tone: 'idle',
  })),
  {
    why: 'TLSRPT under way changes nothing',
    change: { tlsrpt: pending, finishedAt: null },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
  {
    why: 'a broken TLSRPT record changes nothing',
    change: { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=!') },
    standing: 'enforced',
    headline: 'enforced',
    tone: 'good',
  },
];

describe('standingOf', () => {
  it.each(rows)('$why -> $headline', ({ change, standing, headline, tone }) => {
    expect(standingOf(assessmentOf(change))).toMatchObject({ standing, headline, tone });
  });

  it('can come to every headline and every standing', () => {
    const reached = new Set(rows.map(({ headline }) => headline));
    expect([...new Set(rows.map(({ standing }) => standing))].toSorted()).toEqual(STANDINGS.toSorted());
    expect([...reached].toSorted()).toEqual(HEADLINES.toSorted());
  });
});

describe('what the verdict tells', () => {
  it('mode, max_age and coverage of a policy', () => {
    expect(standingOf(assessmentOf({ mx: two }))).toMatchObject({
      mode: 'enforce',
      maxAgeSeconds: 1209600,
      coverage: { covered: 1, total: 2 },
      servers: [
        { name: 'mail.example.com', pattern: 'mail.example.com', consequence: 'verified' },
        { name: 'backup.example.com', pattern: null, consequence: 'refused' },
      ],
    });
  });

  it('mode and max_age, and no coverage, of mode none', () => {
    expect(standingOf(assessmentOf({ policy: policy('none') }))).toMatchObject({
      mode: 'none',
      maxAgeSeconds: 1209600,
      coverage: null,
      servers: [{ consequence: 'unprotected' }],
    });
  });

  it('none of them where senders find no policy', () => {
    const verdict = standingOf(assessmentOf({ policy: failedFetch('policy-refused') }));
    expect(verdict).toMatchObject({ mode: null, maxAgeSeconds: null, coverage: null });
  });

  it('no coverage where no server is known', () => {
    expect(standingOf(assessmentOf({ mx: unknown() }))).toMatchObject({
      mode: 'enforce',
      coverage: null,
      servers: [],
    });
  });
});

describe('the consequence for a server', () => {
  const consequences: readonly (readonly [why: string, change: Partial<Assessment>, consequence: string])[] =
    [
      ['without a record there is no policy', { stsRecord: stsRecord(), policy: none }, 'unprotected'],
      ['nor with a broken one', { stsRecord: stsRecord('v=STSv1; id=-'), policy: none }, 'unprotected'],
      [
        'nor while the policy host could still be asked',
        { stsRecord: stsRecord(), policy: pending },
        'unprotected',
      ],
      ['nor where the fetch fails', { policy: failedFetch('policy-status') }, 'unprotected'],
      ['nor where the policy is broken', { policy: policyOf('no') }, 'unprotected'],
      [
        'a record that is not known',
        { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable') },
        'unknown',
      ],
      ['a policy that is not known', { policy: unreadPolicy('policy-timeout') }, 'unknown'],
      ['a policy that nobody looked for', { policy: none }, 'unknown'],
      ['a policy that may not be read', { policy: unreadPolicy('policy-not-permitted') }, 'unknown'],
      ['a record under way', { stsRecord: pending, policy: pending }, 'unknown'],
      ['a policy under way', { policy: pending }, 'unknown'],
      ['testing', { policy: policy('testing', 'mail.example.com') }, 'tested'],
      ['testing without it', { policy: policy('testing', 'other.example.com') }, 'reported'],
    ];
  it.each(consequences)('%s', (_, change, consequence) => {
    expect(standingOf(assessmentOf(change)).servers).toMatchObject([
      { name: 'mail.example.com', consequence },
    ]);
  });

  it('is judged for the domain itself where there is no MX (RFC 5321 §5.1)', () => {
    const mx = { ...mxOf(host('example.com', 0)), implicit: true };
    expect(standingOf(assessmentOf({ mx })).headline).toBe('uncovered-all');
    expect(standingOf(assessmentOf({ mx, policy: policy('enforce', 'example.com') })).headline).toBe(
      'enforced',
    );
  });
});
