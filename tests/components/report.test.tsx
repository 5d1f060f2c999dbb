// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import { SENDER_NAMES } from '../../lib/mechanisms/mta-sts/senders/names.ts';
import { SENDER_REASONS, SENDERS } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import {
  DANE_UNKNOWN,
  noMail,
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../support/assessments.ts';
import { SENTENCES, words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { NOW } from '../support/time.ts';

const two = mxOf(host('mail.example.com', 10), host('b.test', 20, { address: 'absent', aliasOf: 'c.test' }));
const away = { ...stsRecord('v=STSv1; id=1'), aliases: ['a.provider.test'] };
const half = assessmentOf({ stsRecord: away, policyHost: { state: 'absent', aliases: [] } });
const query = {
  name: 'example.com',
  type: 'MX',
  outcome: 'servfail',
  authentic: false,
  startedAfterMs: 5,
  tookMs: 45,
} as const;
const blank = { policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`) };

type View = ReturnType<typeof showReport>;
const part = (view: View, key: string) => view.getByRole('region', { name: new RegExp(`^${words(key)}`) });
const group = (view: View, key: string) => view.getByRole('group', { name: new RegExp(`^${words(key)}`) });
const cells = (element: Element) =>
  Array.from(element.querySelectorAll('tbody tr'), (row) => Array.from(row.children, textOf));

it('before a click it says that nothing is known, and has one button for it', () => {
  const subject = { state: 'found', policyDomain: EXAMPLE, alternatives: [] } as const;
  const { container, getByRole, acts } = showReport(null, {
    awaitsClick: true,
    domain: EXAMPLE,
    subject,
    part: 'guide',
  });
  expect(container.querySelector('main')?.dataset['standing']).toBe('unchecked');
  expect(container.querySelectorAll('button')).toHaveLength(1);
  fireEvent.click(getByRole('button', { name: 'Check now' }));
  expect(acts).toEqual([['again']]);
});

describe('the report', () => {
  it('has a table of the mail servers, the uncovered first: what is out of the ordinary stands with the name', () => {
    const { container } = showReport(assessmentOf({ mx: two, dane: DANE_UNKNOWN }));
    const [table] = container.querySelectorAll('table.consequences');
    expect(Array.from(table!.querySelectorAll('thead th'), textOf)).toHaveLength(5);
    expect(cells(table!)).toEqual([
      ['20', 'b.testno addressalias of c.test', 'no pattern', 'no connection', 'no connection'],
      [
        '10',
        'mail.example.com',
        'by name',
        words('report.treated.verified'),
        words('report.treated.unprotected'),
      ],
    ]);
  });

  it('claims nothing for senders that ignore the policy', () => {
    const { container } = showReport(assessmentOf({ ...blank, dane: DANE_UNKNOWN }));
    const titles = Array.from(container.querySelectorAll('table.consequences th[scope=col]'), textOf);
    expect(titles.slice(-2)).toEqual([words('report.kindAlone.follow'), words('report.kindAlone.neither')]);
  });

  it('names who ignores the policy, and why, and counts the others', () => {
    const senders = group(showReport(assessmentOf(blank)), 'senders.title');
    expect(textOf(senders.querySelector('h3')!)).toContain('3 of 8 do not follow it');
    expect(cells(senders)).toHaveLength(3);
    expect(cells(senders)[0]).toEqual([
      'postfix-tlspol (Postfix)',
      'ignores it',
      words('senders.reason.blank_line'),
    ]);
    expect(textOf(senders)).toContain(words('senders.others', { count: '5' }));
  });

  it('of a domain that does not exist it offers no guide, and does not say that nothing is to be fixed', () => {
    const { container } = showReport(
      assessmentOf({ mx: noMail('nxdomain'), stsRecord: stsRecord(), policy: { state: 'absent' } }),
    );
    expect(container.querySelector('[data-offer]')).toBeNull();
    expect(container.querySelector('#to-fix')).toBeNull();
    expect(showReport(assessmentOf()).container.querySelector('[data-offer]')).not.toBeNull();
  });

  it('draws the chains as lists, and marks a half-delegated one in words', () => {
    const delegation = group(showReport(half), 'report.delegation');
    const [record, policyHost] = Array.from(delegation.querySelectorAll('ol'), (list) =>
      Array.from(list.children, textOf),
    );
    expect(record).toEqual(['_mta-sts.example.com', 'a.provider.test', 'answered there']);
    expect(policyHost).toEqual(['mta-sts.example.com', 'no address']);
    expect(textOf(delegation)).toContain(`half-delegated ${words('report.fault.host_missing')}`);
  });

  it('draws the way of a message as a list, with the servers in it', () => {
    const path = part(showReport(assessmentOf({ dane: DANE_UNKNOWN })), 'report.path.title');
    expect(Array.from(path.querySelectorAll('ol > li'), textOf)).toEqual([
      `A sender${words('report.path.checks.mta_sts')}`,
      'Recordid 20260601',
      'Policy filemode enforce',
      'mail.example.comverified TLS or no delivery',
    ]);
    expect(path.querySelectorAll('ol ul .seal')).toHaveLength(1);
  });

  it('has every question once, with its numbers as text beside the bar', () => {
    const asked = group(showReport(assessmentOf({ queries: [query] })), 'report.asked');
    const [, question, , file] = cells(asked);
    expect(question).toEqual([
      'example.com',
      'MX',
      words('dns.servfail'),
      words('report.stepTimes', { took: '45', start: '5' }),
    ]);
    expect(file?.slice(1, 3)).toEqual(['GET', 'valid policy']);
    expect(asked.querySelectorAll('.bar')).toHaveLength(2);
    const remembered = group(showReport(assessmentOf({ policyFetch: null })), 'report.asked');
    expect(textOf(remembered)).toContain('is still valid.');
  });

  it('says on paper and in its file what it is evidence for, and never that anybody is compliant', () => {
    const purpose = words('report.purpose');
    expect(textOf(showReport(assessmentOf()).container.querySelector('.on-paper')!)).toBe(purpose);
    expect(showReport(assessmentOf({ finishedAt: null })).container.querySelector('.on-paper')).toBeNull();
    const markdown = filesOf(assessmentOf(), 'Waxseal', NOW).markdown.text();
    expect(markdown).toContain('Technical evidence for an Article 32 \\(GDPR\\) file');
    expect([...SENTENCES.values()].filter((sentence) => /compliant|compliance/i.test(sentence))).toEqual([]);
  });

  it('says what is to be fixed in the summary, worst first, and in the parts no more than its name', () => {
    const faulty = assessmentOf({
      stsRecord: stsRecord('v=STSv1; id=1', 'x'),
      mx: mxOf(host('mail.example.com', 10), host('b.test', 20)),
    });
    const { container } = showReport(faulty);
    const summary = container.querySelector('.summary')!;
    const severities = Array.from(summary.querySelectorAll('[data-code]'), (each) => each.className);
    const rank = ['critical', 'error', 'warning', 'notice', 'info'];
    expect(severities.length).toBeGreaterThan(1);
    expect(severities).toEqual(severities.toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    const codes = Array.from(container.querySelectorAll('[data-code]'), (each) =>
      each.getAttribute('data-code'),
    );
    expect(new Set(codes).size).toBe(codes.length);
    for (const link of container.querySelectorAll('.to-fix a'))
      expect(summary.querySelector(link.getAttribute('href')!)?.textContent).toContain(textOf(link));
    expect(container.querySelectorAll('.to-fix a')).toHaveLength(severities.length);
  });

  it('hides no error behind a good verdict', () => {
    const broken = assessmentOf({ tlsrpt: tlsrptRecord('v=TLSRPTv1;') });
    const { container, getByText } = showReport(broken);
    expect(container.querySelector('main')?.dataset['standing']).toBe('enforced');
    expect(getByText('Sealed, one fault.')).toBeDefined();
    expect(filesOf(broken, 'Waxseal', NOW).markdown.text()).toContain(
      'Sealed, one fault.\n\n- In transit: protected, one fault. Senders',
    );
  });

  it('leads to each part, which says how it is known from outside', () => {
    const { container } = showReport(assessmentOf());
    const ids = Array.from(container.querySelectorAll('.parts a'), (a) => a.getAttribute('href')!.slice(1));
    expect(ids).toEqual([
      'report',
      'mta-sts',
      'dane',
      'mx',
      'tlsrpt',
      'dmarc',
      'spf',
      'dkim',
      'dnssec',
      'bimi',
      'caa',
      'checked',
      'guide',
    ]);
    for (const section of container.querySelectorAll<HTMLElement>('section[data-mechanism]')) {
      expect(ids).toContain(section.dataset['mechanism']);
      expect(section.dataset['state']).toMatch(/./);
      expect(section.querySelector(`#${section.dataset['mechanism']}`)?.tagName).toBe('H2');
    }
  });

  it('is closed again, its menu, by Escape or by a focus elsewhere', () => {
    const { container } = showReport(assessmentOf());
    const menu = container.querySelector<HTMLDetailsElement>('.export details')!;
    menu.open = true;
    fireEvent.focusIn(menu.querySelector('button')!);
    expect(menu.open).toBe(true);
    fireEvent.keyDown(document, { key: 'Escape' });
    expect([menu.open, document.activeElement?.tagName]).toEqual([false, 'SUMMARY']);
    menu.open = true;
    fireEvent.focusIn(container.querySelector('.parts a')!);
    expect(menu.open).toBe(false);
  });

  it('hands the work of its buttons over, and says what came of it', async () => {
    const view = showReport(assessmentOf());
    const press = (key: string) => fireEvent.click(view.getByRole('button', { name: words(key) }));
    for (const key of ['report.json', 'report.markdown', 'report.print', 'report.copy']) press(key);
    expect(view.acts).toEqual([['save', 'json'], ['save', 'markdown'], ['print'], ['copy', 'markdown']]);
    expect(await view.findByText(words('report.copied'))).toBeDefined();
  });

  it('says why a copy failed', async () => {
    const view = showReport(assessmentOf(), { onCopy: () => Promise.reject(new Error('no')) });
    fireEvent.click(view.getByRole('button', { name: words('report.copy') }));
    expect(textOf(await view.findByText(/did not work/))).toContain('Error: no');
  });

  const views: readonly (readonly [what: string, show: () => View])[] = [
    ['before anything is known', () => showReport(null)],
    ['under way', () => showReport(assessmentOf({ finishedAt: null, policy: { state: 'pending' } }))],
    ['all well', () => showReport(assessmentOf({ queries: [query] }))],
    ['half-delegated', () => showReport(half)],
    [
      'nothing known',
      () => showReport(assessmentOf({ mx: unknown(), stsRecord: unknown(), tlsrpt: unknown() })),
    ],
    [
      'unsupported',
      () => showReport(null, { subject: { state: 'unsupported', reason: 'ip-address', text: '192.0.2.1' } }),
    ],
  ];
  it.each(views)('gives axe nothing to complain of: %s', async (_, show) => {
    const { violations } = await axe.run(show().container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
});

describe('hostile text', () => {
  const HOSTILE =
    '<img src=x onerror="pwned=1">[x](https://evil.test)`|a@evil.test www.evil.test\u202e\u2069#';
  const record = { ...stsRecord('v=STSv1; id=1', HOSTILE), aliases: [HOSTILE] };
  const hostile = assessmentOf({
    mx: mxOf(host(HOSTILE, 10, { isHostName: false, aliasOf: HOSTILE })),
    stsRecord: record,
    policyHost: { state: 'absent' as const, aliases: [HOSTILE] },
    policy: policyOf(policyText('enforce', 'mx: mail.example.com', `x: ${HOSTILE}\n\`\`\``), HOSTILE),
    tlsrpt: { state: 'unavailable', reason: 'servfail', detail: HOSTILE },
    resolver: { id: 'custom', name: HOSTILE, url: 'https://x.test/' },
    queries: [{ ...query, name: HOSTILE, outcome: 'NOERROR' }],
  });

  it('makes no element of the page', () => {
    const { container } = showReport(hostile);
    expect(container.querySelector('img')).toBeNull();
    const links = Array.from(container.querySelectorAll('main a'), (a) => a.getAttribute('href') ?? '');
    const ours = /^(?:https:\/\/www\.rfc-editor\.org\/|#[a-z0-9-]+$)/;
    expect(links.filter((href) => !ours.test(href))).toEqual([]);
  });

  it('stands in the Markdown within code alone', () => {
    const text = filesOf(hostile, 'Waxseal', NOW).markdown.text();
    const outside = text
      .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(text).toContain('onerror');
    expect(outside).not.toMatch(/onerror|evil|https?:|@|\u202e/);
  });
});

describe('the files', () => {
  it('are named after domain and day', () => {
    const { json, markdown } = filesOf(assessmentOf(), 'Waxseal 0.1.0', NOW);
    expect([json.name, markdown.name]).toEqual([
      'waxseal-example.com-2026-06-01.json',
      'waxseal-example.com-2026-06-01.md',
    ]);
    expect(JSON.parse(json.text())).toMatchObject({ schema: 'waxseal-report', policyDomain: 'example.com' });
  });

  it('say in Markdown all that the page says', () => {
    const text = filesOf(assessmentOf({ mx: two, queries: [query] }), 'Waxseal 0.1.0', NOW).markdown.text();
    expect(text).toMatch(/^# Mail security of `example\.com`\n/);
    expect(text).toContain('via Cloudflare, `https://cloudflare-dns.com/dns-query`');
    expect(text).toContain(
      '| 20 | `b.test` \\(no address, alias of `c.test`\\) | no pattern | no connection | no connection |',
    );
    expect(text).toContain('- `mailto:tls@reports.example`');
    expect(text).toContain(words('senders.alike.accepts', { total: '8' }).replaceAll('-', '\\-'));
    expect(text).toContain('| `example.com` | MX | the resolver failed \\(SERVFAIL\\) | 45 ms, after 5 ms |');
    expect(text).toContain('```text\nv=STSv1; id=20260601\n```');
  });
});

describe('every sender and reason', () => {
  it('has its sentence, or its name', () => {
    expect([...SENTENCES.keys()].filter((key) => key.startsWith('senders.reason.')).toSorted()).toEqual(
      SENDER_REASONS.map((code) => `senders.reason.${code.replaceAll('-', '_')}`).toSorted(),
    );
    expect(Object.keys(SENDER_NAMES).toSorted()).toEqual(SENDERS.toSorted());
  });
});
