// @vitest-environment happy-dom
import { GOOD_DKIM } from '../lab/description/domain.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { describe, expect, it } from 'vitest';
import { fireEvent, waitFor } from '@testing-library/preact';
import { MECHANISMS } from '../../lib/mechanisms.ts';
import type { UnsupportedReason } from '../../lib/names/subject.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { i18n } from '../support/i18n.ts';
import { asInput, showAssessment, showPopup, showWithEvidence, textOf } from '../support/popup.tsx';
import { NOW } from '../support/time.ts';

const waiting = assessmentOf({
  policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }),
});
const refused = assessmentOf({
  mx: unknown('not-permitted'),
  stsRecord: unknown('not-permitted'),
  policy: unreadPolicy('sts-record-unavailable', { reason: 'not-permitted' }),
});

describe('leave to read the policy host', () => {
  it.each([
    [false, ['Allow this domain', 'Allow all domains']],
    // The browser would keep the name of the domain beyond the private window.
    [true, ['Allow all domains']],
  ])('in a private window %s: offers %j', (isPrivate, offered) => {
    const { getAllByRole } = showAssessment(waiting, { isPrivate });
    const buttons = getAllByRole('button', { name: /^Allow/ });
    expect(buttons.map(({ textContent }) => textContent)).toEqual(offered);
  });
});

describe('before anything is known', () => {
  it('says that it reads the page, and offers the field behind the lens', () => {
    const { getByRole, queryByRole } = showPopup({ subject: null, domain: null });
    expect(queryByRole('textbox')).toBeNull();
    fireEvent.click(getByRole('button', { name: 'Check another domain' }));
    expect(getByRole('heading', { level: 1 }).textContent).toBe('Reading the page’s domain …');
    expect(getByRole('textbox', { name: 'Another domain or email address' })).toBeTruthy();
    expect(queryByRole('button', { name: 'Check again' })).toBeNull();
  });

  it('names the domain and where it comes from as soon as that is known', () => {
    const { getByRole, container } = showPopup();
    expect(getByRole('heading', { level: 1 }).textContent).toBe('example.com');
    expect(textOf(container.querySelector('header')!)).toContain('domain of the page you are on');
    expect(textOf(getByRole('status'))).toBe('Checking … Answers are on their way.');
  });

  it('says so where a person asked for it', () => {
    const { container } = showPopup({ source: 'asked' });
    expect(textOf(container.querySelector('header')!)).toContain('the domain you entered');
  });

  it('has a place for each part, and no findings or evidence yet', () => {
    const { container, getByRole, queryByText } = showPopup();
    expect(getByRole('region', { name: 'Mail servers' })).toBeTruthy();
    expect(getByRole('region', { name: 'Failure reports (TLSRPT)' })).toBeTruthy();
    expect(container.querySelector('[data-code]')).toBeNull();
    expect(queryByText('Evidence')).toBeNull();
  });

  it('fills in as answers arrive', () => {
    const { rerender, queryByText, queryAllByText } = showPopup();
    expect(queryByText('mail.example.com')).toBeNull();
    rerender({ digest: digestOf(assessmentOf({ policy: { state: 'pending' }, finishedAt: null }), NOW) });
    expect(queryByText('mail.example.com')).not.toBeNull();
    expect(queryByText('Evidence')).toBeNull();
    rerender({ digest: digestOf(assessmentOf(), NOW) });
    expect(queryAllByText('Evidence')).toHaveLength(MECHANISMS.length);
  });
});

describe('what cannot be checked', () => {
  const REASONS = {
    empty: '',
    'browser-page': 'chrome://settings',
    file: 'file:///tmp/a.html',
    'ip-address': '192.0.2.1',
    'address-literal': 'me@[192.0.2.1]',
    'single-label': 'intranet',
    'special-use': 'printer.local',
    'private-name': 'corp.internal',
    'not-a-name': 'a b',
  } satisfies Record<UnsupportedReason, string>;
  it.each(Object.entries(REASONS))(
    '%s: says why, looks nothing up, and still has the field',
    (reason, text) => {
      const subject = { state: 'unsupported', reason: reason as UnsupportedReason, text } as const;
      const { getByRole, queryByRole, container } = showPopup({ subject, domain: null });
      const key = `unsupported.${reason.replaceAll('-', '_')}`;
      const isolated = { text: `\u2068${text}\u2069` };
      const bare = (sentence: string) => sentence.replaceAll(/[\u2068\u2069]/g, '');
      expect(getByRole('heading', { level: 1 }).textContent).toBe(bare(i18n.t(`${key}.title`, isolated)));
      expect(getByRole('status').textContent).toBe(bare(i18n.t(`${key}.text`, isolated)));
      expect(getByRole('textbox')).toBeTruthy();
      expect(queryByRole('region', { name: 'Mail servers' })).toBeNull();
      if (reason !== 'empty') expect(textOf(container)).toContain('Nothing was looked up.');
    },
  );
});

describe('leave to read the policy host', () => {
  it('is asked for with the name of the host, beside what DNS said', () => {
    const { container, getByRole } = showAssessment(waiting);
    expect(textOf(container)).toContain('Waxseal fetches one file from mta-sts.example.com');
    expect(textOf(getByRole('region', { name: /^Mail servers/ }))).toContain('mail.example.com');
  });

  const scopes = [
    ['Allow this domain', 'this-domain'],
    ['Allow all domains', 'all-domains'],
  ] as const;
  it.each(scopes)('%s asks in the click itself', (label, scope) => {
    const { getByRole, acts } = showAssessment(waiting);
    fireEvent.click(getByRole('button', { name: label }));
    expect(acts).toEqual([['allow', scope]]);
  });

  it('that was denied is said, and can be asked for again', () => {
    const { getByRole } = showAssessment(waiting, { isDenied: true });
    expect(getByRole('alert').textContent).toBe('Not allowed. What DNS says is shown below.');
    expect(getByRole('button', { name: 'Allow this domain' })).toBeTruthy();
  });

  it('is not asked for where the policy was read', () => {
    const { queryByRole } = showAssessment(assessmentOf());
    expect(queryByRole('button', { name: /^Allow/ })).toBeNull();
  });

  it('to ask the resolver is asked for with its name', () => {
    const { getByRole, acts } = showAssessment(refused);
    fireEvent.click(getByRole('button', { name: 'Allow Cloudflare' }));
    expect(acts).toEqual([['allow resolver']]);
  });
});

describe('a check that was interrupted', () => {
  it('says so and can be tried again', () => {
    const { getByRole, queryByRole, acts } = showPopup({ isInterrupted: true });
    expect(textOf(getByRole('alert'))).toContain('The check was interrupted.');
    expect(queryByRole('status')).toBeNull();
    fireEvent.click(getByRole('button', { name: 'Try again' }));
    expect(acts).toEqual([['again']]);
  });
});

describe('a page that nobody opened just now', () => {
  it('says so, with the domain in the field, and checks at a click', () => {
    const { container, getByRole, getByLabelText, acts } = showPopup({ awaitsClick: true });
    expect(container.querySelector('main')?.dataset['standing']).toBe('unchecked');
    expect(textOf(getByRole('status'))).toContain('Not checked yet.');
    expect(asInput(getByLabelText('Another domain or email address')).value).toBe('example.com');
    expect(container.querySelector('[aria-busy=true], .skeleton')).toBeNull();
    fireEvent.click(getByRole('button', { name: 'Check now' }));
    expect(acts).toEqual([['again']]);
  });

  it('shows what is known as at any time', () => {
    const { container, queryByRole } = showAssessment(assessmentOf(), { awaitsClick: true });
    expect(container.querySelector('main')?.dataset['standing']).toBe('enforced');
    expect(queryByRole('button', { name: 'Check now' })).toBeNull();
  });
});

it('nobody is said to be asked once a check was interrupted', () => {
  const underWay = assessmentOf({ finishedAt: null });
  const { container, rerender } = showAssessment(underWay);
  const foot = () => textOf(container.querySelector('footer span')!);
  expect(foot()).toContain('asking');
  rerender({ digest: digestOf(underWay, NOW), isInterrupted: true });
  expect(foot()).toBe('');
});

describe('an international name', () => {
  it('is shown as people read it, with its form in DNS', () => {
    const { getByRole, container } = showAssessment(assessmentOf({ policyDomain: name('bücher.example') }));
    expect(getByRole('heading', { level: 1 }).textContent).toBe('bücher.example');
    expect(textOf(container.querySelector('header')!)).toContain('written in DNS as xn--bcher-kva.example');
  });

  it('that is ASCII has no second form', () => {
    const { container } = showAssessment(assessmentOf());
    expect(textOf(container)).not.toContain('written in DNS');
  });
});

describe('the other names of a page', () => {
  const subject = {
    state: 'found',
    policyDomain: name('example.co.uk'),
    alternatives: [name('www.shop.example.co.uk'), name('shop.example.co.uk')],
  } as const;

  it('are offered, but for the one in view', () => {
    const { getByRole, getByText, acts } = showPopup({ subject, domain: name('shop.example.co.uk') });
    const fold = getByText('Other names of this page (2)').closest('details')!;
    const buttons = fold.querySelectorAll('button');
    expect(Array.from(buttons, (each) => each.textContent)).toEqual([
      'example.co.uk',
      'www.shop.example.co.uk',
    ]);
    fireEvent.click(getByRole('button', { name: 'Check example.co.uk' }));
    expect(acts).toEqual([['choose', 'example.co.uk']]);
  });

  it('are not mentioned where there are none', () => {
    expect(showPopup().queryByText(/^Other names/)).toBeNull();
  });
});

describe('the field for another domain', () => {
  const button = { name: 'Check another domain' };

  it('is opened by the key / as well, takes the focus, and goes once the domain is taken', async () => {
    const { getByRole, queryByRole, acts } = showPopup();
    fireEvent.keyDown(document, { key: '/' });
    const field = await waitFor(() => asInput(getByRole('textbox')));
    expect(document.activeElement).toBe(field);
    expect(getByRole('button', button).getAttribute('aria-expanded')).toBe('true');
    field.value = 'example.org';
    fireEvent.submit(field.form!);
    await waitFor(() => expect(queryByRole('textbox')).toBeNull());
    expect(acts).toEqual([['check', 'example.org']]);
  });

  it('stays while what was typed is refused', async () => {
    const { getByRole, findByRole } = showPopup({ onCheck: async () => false });
    fireEvent.click(getByRole('button', button));
    fireEvent.submit(asInput(getByRole('textbox')).form!);
    expect(textOf(await findByRole('alert'))).toBe('This is not a domain, web address or email address.');
    expect(getByRole('textbox')).toBeTruthy();
  });

  it('is closed by Escape, which then does not close the popup', async () => {
    const { getByRole, queryByRole } = showPopup();
    fireEvent.click(getByRole('button', button));
    await waitFor(() => expect(fireEvent.keyDown(getByRole('textbox'), { key: 'Escape' })).toBe(false));
    await waitFor(() => expect(queryByRole('textbox')).toBeNull());
    expect(fireEvent.keyDown(document, { key: 'Escape' })).toBe(true);
  });

  it.each([
    ['with a modifier, which is a command of the browser', { key: '/', ctrlKey: true }],
    ['another key', { key: 'a' }],
  ])('is not opened by %s', (_, press) => {
    const { queryByRole } = showPopup();
    expect(fireEvent.keyDown(document, press)).toBe(true);
    expect(queryByRole('textbox')).toBeNull();
  });

  it('is in sight, with no lens, where nothing can be looked up', () => {
    const subject = { state: 'unsupported', reason: 'file', text: 'file:///a' } as const;
    const { getByRole, queryByRole } = showPopup({ subject, domain: null });
    expect(getByRole('textbox')).toBeTruthy();
    expect(queryByRole('button', button)).toBeNull();
  });
});

describe('the buttons', () => {
  it('check again, once the check is finished', () => {
    const { getByRole, acts } = showAssessment(assessmentOf());
    fireEvent.click(getByRole('button', { name: 'Check again' }));
    expect(acts).toEqual([['again']]);
  });

  it('open the options', () => {
    const { getByRole, acts } = showPopup();
    fireEvent.click(getByRole('button', { name: 'Options' }));
    expect(acts).toEqual([['options']]);
  });
});

describe('many servers', () => {
  const many = (count: number) =>
    mxOf(...Array.from({ length: count }, (_, index) => host(`mx${index}.example.com`, index)));
  const shown = (container: Element) =>
    container.querySelectorAll('section[aria-labelledby="servers"] li').length;

  it('up to eight are all shown', () => {
    const { container, queryByRole } = showAssessment(assessmentOf({ mx: many(8) }));
    expect(shown(container)).toBe(8);
    expect(queryByRole('button', { name: /^Show all/ })).toBeNull();
  });

  it('more are folded, and those that are not covered come first and stay in view', () => {
    const policy = policyOf(
      policyText('enforce', ...[0, 1, 2, 3, 4, 5, 6, 8].map((n) => `mx: mx${n}.example.com`)),
    );
    const { container, getByRole } = showAssessment(assessmentOf({ mx: many(20), policy }));
    const names = Array.from(
      getByRole('region', { name: /^Mail servers/ }).querySelectorAll('bdi.name'),
      textOf,
    );
    expect(names).toEqual([7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((n) => `mx${n}.example.com`));
    fireEvent.click(getByRole('button', { name: 'Show all 20' }));
    expect(shown(container)).toBe(20);
  });
});

describe('failure reports', () => {
  const section = (tlsrpt: Parameters<typeof assessmentOf>[0]) =>
    textOf(showAssessment(assessmentOf(tlsrpt)).getByRole('region', { name: 'Failure reports (TLSRPT)' }));

  it('name every target, and say which nobody can use', () => {
    const tlsrpt = tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test,http://c.test');
    expect(section({ tlsrpt })).toMatch(/mailto:a@b\.testhttp:\/\/c\.test \(not usable\)$/);
  });

  it('where no policy asks for them, and none are sent', () => {
    const change = { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() } as const;
    expect(section(change)).toContain('No TLSRPT record, so senders send no reports.');
  });

  it.each([
    ['nobody asked', tlsrptRecord(), 'absent', 'Failure reports are not requested'],
    [
      'a record that cannot be used',
      tlsrptRecord('v=TLSRPTv1;'),
      'invalid',
      'The TLSRPT record names no address',
    ],
    ['not known', unknown('refused'), 'unavailable', 'the resolver refused to answer (REFUSED)'],
  ] as const)('%s: the finding says so, and nothing else does', (_, tlsrpt, state, says) => {
    const { container } = showAssessment(assessmentOf({ tlsrpt }));
    const row = container.querySelector('[data-mechanism=tlsrpt]')!;
    expect(textOf(row)).toContain(says);
    const silent = row.querySelector<HTMLElement>('section[aria-labelledby=reports]')!;
    expect([silent.hidden, silent.dataset['state']]).toEqual([true, state]);
  });
});

describe('the evidence', () => {
  const evidence = async (change: Parameters<typeof assessmentOf>[0]) =>
    (await showWithEvidence(assessmentOf(change))).container.querySelector('main')!;

  it('is folded away', () => {
    const { container } = showAssessment(assessmentOf());
    expect(container.querySelectorAll('details.evidence')).toHaveLength(MECHANISMS.length + 1);
    expect(container.querySelector('details.evidence[open]')).toBeNull();
  });

  it('says so where the facts are gone', async () => {
    const view = showAssessment(assessmentOf(), { onReadFacts: async () => null });
    const details = view.container.querySelector('details.evidence')!;
    await waitFor(() => expect(textOf(details)).toContain('no longer in memory'));
  });

  it('has records, policy, resolver and questions', async () => {
    const query = {
      name: '_mta-sts.example.com',
      type: 'TXT',
      outcome: 'NOERROR',
      authentic: true,
      startedAfterMs: 3,
      tookMs: 12.4,
    } as const;
    const details = await evidence({ queries: [query] });
    const raw = Array.from(details.querySelectorAll('pre'), (each) => each.textContent);
    expect(raw).toEqual([
      'v=STSv1; id=20260601',
      policyText('enforce', 'mx: mail.example.com'),
      '10 mail.example.com',
      'v=TLSRPTv1; rua=mailto:tls@reports.example',
      'v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
      'v=spf1 mx -all',
      GOOD_DKIM,
    ]);
    const text = textOf(details);
    expect(text).toContain('TXT at _mta-sts.example.com');
    expect(text).toContain('https://mta-sts.example.com/.well-known/mta-sts.txt');
    expect(text).toContain('Cloudflare · https://cloudflare-dns.com/dns-query');
    expect(text).toContain('TXT _mta-sts.example.com NOERROR AD · 12 ms');
    expect(text).toContain('took 80 ms · media type text/plain');
  });

  it('has every record of the set, and the aliases', async () => {
    const record = { ...stsRecord('v=STSv1; id=1', 'v=spf1'), aliases: ['sts.provider.test'] };
    const details = await evidence({ stsRecord: record as never });
    expect(Array.from(details.querySelectorAll('pre'), textOf)).toEqual(
      expect.arrayContaining(['v=STSv1; id=1', 'v=spf1']),
    );
    expect(textOf(details)).toContain('alias of sts.provider.test');
  });

  it('says why there was no answer, in the resolver’s own words too', async () => {
    const lost = unknown('dnssec-bogus', 'EDE 6 signature expired');
    const text = textOf(
      await evidence({
        stsRecord: lost,
        policy: unreadPolicy('sts-record-unavailable', { reason: 'dnssec-bogus' }),
      }),
    );
    expect(text).toContain('DNSSEC validation failed EDE 6 signature expired');
    expect(text).toContain('Policy filehttps://mta-sts.example.com/.well-known/mta-sts.txtnot fetched');
  });

  it('does not give a moment to a policy of which nothing came', async () => {
    // As `assess` has it where DNS knows no address for the policy host.
    const problem = { code: 'policy-host-no-address', parameters: { host: 'mta-sts.example.com' } } as const;
    const policy = { ...failedFetch(problem.code, problem.parameters), fetchedAt: 0, tookMs: null };
    const text = textOf(await evidence({ policy }));
    expect(text).toContain('not fetched');
    expect(text).not.toMatch(/1970|still valid/);
  });

  it('says that a policy stands there as it was fetched earlier', async () => {
    expect(
      textOf(await evidence({ policy: { ...policyOf(policyText('none')), tookMs: null } as never })),
    ).toContain('still valid');
  });
});
