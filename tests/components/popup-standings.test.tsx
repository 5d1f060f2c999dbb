// @vitest-environment happy-dom
import type { Headline } from '../../lib/verdict/headlines.ts';
import { describe, expect, it } from 'vitest';
import { fireEvent, type RenderResult } from '@testing-library/preact';
import type { Assessment } from '../../lib/check/assessment.ts';
import {
  DANE_UNKNOWN,
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { BOGUS, daneHost, daneOf } from '../support/dane.ts';
import { words } from '../support/i18n.ts';
import { showAssessment, textOf } from '../support/popup.tsx';

const none = { state: 'absent' } as const;
const RETIRED = '2 1 1 60b87575447dcba2a36b7d11ac09fb24a9db406fee12d2cc90180517616e8a18';
const without: Partial<Assessment> = { stsRecord: stsRecord(), policy: none };
const pending = { state: 'pending' } as const;
const policy = (mode: string, ...mx: string[]) =>
  policyOf(policyText(mode, ...mx.map((each) => `mx: ${each}`)));
const two = mxOf(host('mail.example.com', 10), host('b.example.com', 20));

const rows: readonly (readonly [headline: Headline, change: Partial<Assessment>])[] = [
  ['enforced', {}],
  ['testing', { policy: policy('testing', 'mail.example.com') }],
  ['enforced-ignored', { stsRecord: stsRecord('v=STSv1; id=1', 'v=spf1 -all') }],
  ['testing-ignored', { policy: policyOf(`${policyText('testing', 'mx: mail.example.com')}mode: none\n`) }],
  ['uncovered-all', { mx: mxOf(host('other.test')) }],
  ['uncovered-some', { mx: two }],
  ['uncovered-testing', { mx: two, policy: policy('testing', 'mail.example.com') }],
  ['broken-record', { stsRecord: stsRecord('v=STSv1; id=-'), policy: none }],
  ['broken-fetch', { policy: failedFetch('policy-status', { status: 404 }) }],
  ['broken-policy', { policy: policyOf('mode: enforced') }],
  ['fragile-enforce', { policy: policyOf(policyText('enforce', 'mx: mail.example.com'), null) }],
  ['fragile-testing', { policy: policyOf(policyText('testing', 'mx: mail.example.com'), null) }],
  ['disabled', { policy: policy('none') }],
  ['absent', without],
  ['dane-unknown', { ...without, dane: DANE_UNKNOWN }],
  ['no-mail-null', { mx: noMail('null-mx') }],
  ['no-mail-nxdomain', { mx: noMail('nxdomain'), stsRecord: stsRecord(), policy: none }],
  ['no-mail-no-address', { mx: noMail('no-address'), stsRecord: stsRecord(), policy: none }],
  [
    'unknown-resolver',
    {
      stsRecord: unknown('not-permitted'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'not-permitted' }),
    },
  ],
  ['unknown-permission', { policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) }],
  [
    'unknown-dns',
    {
      stsRecord: unknown('servfail'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
    },
  ],
  ['unknown-policy', { policy: unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' }) }],
  ['unknown-mx', { mx: unknown('timeout') }],
  ['checking', { policy: pending, policyHost: pending, finishedAt: null }],
];

describe('the headline', () => {
  it.each(rows)('%s is said as a sentence', (headline, change) => {
    const { container, getByRole } = showAssessment(assessmentOf(change));
    const key = `headline.${headline.replaceAll('-', '_')}`;
    expect(textOf(container.querySelector('header [role=status]')!)).toBe(
      `${words(`${key}.title`)} ${words(`${key}.text`)}`,
    );
    expect(getByRole('heading', { level: 1 }).textContent).toBe('example.com');
  });
});

describe('the way into the guide', () => {
  it.each<[why: string, change: Partial<Assessment>, offer: string]>([
    ['nothing is set up', without, 'set_up'],
    ['no MTA-STS, whatever becomes of DANE', { ...without, dane: DANE_UNKNOWN }, 'set_up'],
    ['DANE alone', { ...without, dane: daneOf(daneHost('mail.example.com')) }, 'set_up'],
    [
      'DANE alone, and its records name a retired issuer',
      { ...without, dane: daneOf(daneHost('mail.example.com', [RETIRED])) },
      'repair',
    ],
    [
      'no MTA-STS, and TLSA records that no sender can use',
      { ...without, dane: daneOf(daneHost('mail.example.com', ['9 1 1 ab'])) },
      'repair',
    ],
    ['all is well', {}, 'plans'],
    ['a trial without a fault has a next step', { policy: policy('testing', 'mail.example.com') }, 'next'],
    ['a trial that leaves out a server', { policy: policy('testing', 'x.test') }, 'repair'],
    ['a null MX beside a server', { mx: { ...two, nullPreferences: [0] } }, 'repair'],
    ['a policy that is being withdrawn', { policy: policy('none', 'mail.example.com') }, 'plans'],
  ])('%s', (_, change, offer) => {
    const view = showAssessment(assessmentOf(change));
    const button = view.container.querySelector<HTMLElement>('[data-offer]')!;
    expect(button.dataset['offer']).toBe(offer);
    expect(button.textContent).toBe(words(`guide.offer.${offer}`));
  });

  it('is one button: beside the repair, or below the rows', () => {
    const faulty = showAssessment(assessmentOf({ mx: two })).container;
    expect(faulty.querySelectorAll('[data-offer]')).toHaveLength(1);
    expect(faulty.querySelector('[data-mechanism=mta-sts][open] [data-offer=repair]')).not.toBeNull();
    expect(faulty.querySelector('.next')).toBeNull();
    const well = showAssessment(assessmentOf()).container;
    expect(well.querySelectorAll('[data-offer]')).toHaveLength(1);
    expect(well.querySelector('.next [data-offer=plans]')).not.toBeNull();
  });

  it.each<[why: string, change: Partial<Assessment>]>([
    ['a domain that accepts no mail', { mx: noMail('null-mx') }],
    ['a name that does not exist', { mx: noMail('nxdomain'), stsRecord: stsRecord(), policy: none }],
  ])('is not offered for %s', (_, change) => {
    const { container } = showAssessment(assessmentOf(change));
    expect(container.querySelector('[data-offer], .next')).toBeNull();
  });

  it('is another try where something could not be known', () => {
    const { container, getByRole, acts } = showAssessment(
      assessmentOf({
        stsRecord: unknown(),
        policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
      }),
    );
    expect(container.querySelector('[data-offer]')).toBeNull();
    fireEvent.click(getByRole('button', { name: 'Try again' }));
    expect(acts).toEqual([['again']]);
  });
});

describe('the policy at a glance', () => {
  const term = (name: string, view: Pick<RenderResult, 'getByText'>) =>
    textOf(view.getByText(name, { selector: 'dt' }).parentElement!.querySelector('dd')!);

  it('has mode, max_age in words and seconds, and coverage', () => {
    const view = showAssessment(assessmentOf({ mx: two }));
    expect(term('mode', view)).toBe('enforce');
    expect(term('max_age', view)).toBe('14 days1,209,600 s');
    expect(term('MX covered', view)).toBe('1 of 2');
  });

  it('has no coverage where no server is known', () => {
    const view = showAssessment(assessmentOf({ mx: unknown() }));
    expect(term('MX covered', view)).toBe('–');
  });

  it.each<[why: string, change: Partial<Assessment>, says: readonly string[]]>([
    ['broken', { policy: failedFetch('policy-refused', { host: 'h' }) }, ['unreadable', '–', '0 of 1']],
    ['not set up', without, ['no policy', '–', '0 of 1']],
    ['no MTA-STS, DANE not known', { ...without, dane: DANE_UNKNOWN }, ['no policy', '–', '0 of 1']],
    ['not known', { stsRecord: unknown(), policy: none }, ['not known', '–', '–']],
    [
      'not known where DANE holds mail back',
      { stsRecord: unknown(), policy: none, mx: unknown(), dane: { ...daneOf(), mx: BOGUS } },
      ['not known', '–', '–'],
    ],
    [
      'nor where no mail is accepted',
      { mx: noMail('null-mx'), stsRecord: unknown(), policy: none },
      ['not known', '–', 'no servers'],
    ],
    [
      'no mail',
      { mx: noMail('null-mx'), stsRecord: stsRecord(), policy: none },
      ['no policy', '–', 'no servers'],
    ],
  ])('%s: keeps its place, and says what senders find instead', (_, change, says) => {
    const view = showAssessment(assessmentOf(change));
    expect(['mode', 'max_age', 'MX covered'].map((name) => term(name, view))).toEqual(says);
  });

  it('is busy while the policy is under way', () => {
    const view = showAssessment(assessmentOf({ policy: pending, finishedAt: null }));
    expect(view.getByText('mode', { selector: 'dt' }).closest('dl')?.getAttribute('aria-busy')).toBe('true');
  });
});

describe('a mail server', () => {
  const matches = (pattern: string) => words('servers.matches', { pattern });
  const does = (consequence: string) => words(`servers.consequence.${consequence}`);
  const itself = { ...mxOf(host('example.com', 0)), implicit: true };
  const servers: readonly (readonly [
    why: string,
    change: Partial<Assessment>,
    sign: string,
    says: readonly string[],
  ])[] = [
    ['covered by its own name', {}, 'covered', [does('verified')]],
    ['left out under enforce', { policy: policy('enforce', 'x.test') }, 'not covered', [does('refused')]],
    [
      'covered in testing',
      { policy: policy('testing', '*.example.com') },
      'covered',
      [matches('*.example.com'), does('tested')],
    ],
    ['left out in testing', { policy: policy('testing', 'x.test') }, 'not covered', [does('reported')]],
    ['without a policy', { stsRecord: stsRecord(), policy: none }, 'unprotected', [does('unprotected')]],
    ['before the policy is known', { policy: pending, finishedAt: null }, 'checking', []],
    [
      'the domain itself',
      { mx: itself, policy: policy('enforce', 'example.com') },
      'covered',
      [words('servers.implicit'), does('verified')],
    ],
  ];
  it.each(servers)('%s', (_, change, sign, says) => {
    const { getByRole } = showAssessment(assessmentOf(change));
    const item = getByRole('region', { name: /^Mail servers/ }).querySelector('li')!;
    expect(item.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe(sign);
    expect(Array.from(item.querySelectorAll('.by'), textOf)).toEqual(says);
  });

  it('has its preference', () => {
    const { getByRole } = showAssessment(assessmentOf());
    expect(getByRole('img', { name: 'preference 10' }).textContent).toBe('10');
  });

  it('is not there where the domain accepts no mail', () => {
    const { getByRole } = showAssessment(assessmentOf({ mx: noMail('null-mx') }));
    expect(textOf(getByRole('region', { name: 'Mail servers' }))).toBe('Mail serversNone.');
  });

  it('could not be looked up, and why: said once', () => {
    const { container } = showAssessment(assessmentOf({ mx: unknown('timeout') }));
    const row = textOf(container.querySelector('[data-mechanism=mx]')!);
    expect(row).toContain('The mail servers could not be looked up');
    expect(row.split('the resolver did not answer in time')).toHaveLength(2);
    expect(row).not.toContain('Could not be looked up:');
  });
});
