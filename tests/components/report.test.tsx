// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { SENDER_REASONS, SENDERS } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import {
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
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
  it('has a row for each mail server, the uncovered first: preference, host, address, alias, pattern, consequence', () => {
    const servers = part(showReport(assessmentOf({ mx: two })), 'report.servers');
    expect(Array.from(servers.querySelectorAll('thead th'), textOf)).toHaveLength(6);
    expect(cells(servers)).toEqual([
      ['20', 'b.test', 'none', 'c.test', 'no pattern', words('servers.consequence.unreachable')],
      ['10', 'mail.example.com', 'yes', 'no', 'mail.example.com', words('servers.consequence.verified')],
    ]);
  });

  it('claims nothing for senders that ignore the policy', () => {
    const [server] = cells(part(showReport(assessmentOf(blank)), 'report.servers'));
    expect(server!.at(-1)).toBe('Senders that read the policy deliver only over verified TLS.');
  });

  it('names who ignores the policy, and why', () => {
    const senders = part(showReport(assessmentOf(blank)), 'senders.title');
    expect(textOf(senders.querySelector('h2')!)).toContain('3 of 8 ignore it');
    const [tlspol, , chasquid] = cells(senders);
    expect(tlspol).toEqual(['postfix-tlspol (Postfix)', 'ignores it', words('senders.reason.blank_line')]);
    expect(chasquid).toEqual(['chasquid', 'follows it', words('senders.asRfc')]);
  });

  it.each<[why: string, change: Partial<Assessment>, says: string]>([
    [
      'nobody could read the policy',
      { policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) },
      'not known for 8 of 8',
    ],
    [
      'a text beside the record',
      { stsRecord: stsRecord('v=STSv1; id=1', 'x') },
      '1 of 8 ignore it, not known for 1',
    ],
  ])('counts by itself of whom it is not known: %s', (_, change, says) => {
    const [title] = part(showReport(assessmentOf(change)), 'senders.title').querySelectorAll('h2');
    expect(textOf(title!)).toBe(`${words('senders.title')}${says}`);
  });

  it('says that there is nothing to ignore where nothing is announced', () => {
    const none = assessmentOf({ stsRecord: stsRecord(), policy: { state: 'absent' } });
    expect(textOf(part(showReport(none), 'senders.title'))).toContain(words('senders.none'));
  });

  it('draws the chains as lists, and marks a half-delegated one in words', () => {
    const delegation = part(showReport(half), 'report.delegation');
    const [record, policyHost] = Array.from(delegation.querySelectorAll('ol'), (list) =>
      Array.from(list.children, textOf),
    );
    expect(record).toEqual(['_mta-sts.example.com', 'a.provider.test', 'answered there']);
    expect(policyHost).toEqual(['mta-sts.example.com', 'no address']);
    expect(textOf(delegation)).toContain(`half-delegated ${words('report.fault.host_missing')}`);
  });

  it('has the numbers of the time line as text', () => {
    const timeLine = part(showReport(assessmentOf({ queries: [query] })), 'report.timeLine');
    const [question, file] = Array.from(timeLine.querySelectorAll('li'), textOf);
    expect(question).toBe('MX example.com the resolver failed (SERVFAIL) · starts at 5 ms, takes 45 ms');
    expect(file).toContain('valid policy · starts at 100 ms, takes 80 ms');
  });

  it('has a receipt, and says so where the policy came from memory', () => {
    const asked = part(showReport(assessmentOf({ queries: [query] })), 'report.receipt');
    expect(cells(asked)[0]?.slice(0, 3)).toEqual(['example.com', 'MX', 'cloudflare-dns.com']);
    const remembered = part(showReport(assessmentOf({ policyFetch: null })), 'report.receipt');
    expect(textOf(remembered)).toContain('is still valid.');
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
    const links = Array.from(
      container.querySelectorAll('main > :not(.parts) a'),
      (a) => a.getAttribute('href') ?? '',
    );
    expect(links.filter((href) => !href.startsWith('https://www.rfc-editor.org/'))).toEqual([]);
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
      `| 20 | \`b.test\` | none | \`c.test\` | no pattern | ${words('servers.consequence.unreachable')} |`,
    );
    expect(text).toContain('- `mailto:tls@reports.example`');
    expect(text).toContain('| Stalwart | follows it | As the RFC requires. |');
    expect(text).toContain('```text\nv=STSv1; id=20260601\n```');
  });
});

describe('every sender and reason', () => {
  const keysIn = (group: string) => [...SENTENCES.keys()].filter((key) => key.startsWith(`${group}.`));
  it.each([
    ['senders.name', SENDERS],
    ['senders.reason', SENDER_REASONS],
  ] as const)('has its sentence: %s', (group, codes) => {
    expect(keysIn(group).toSorted()).toEqual(
      codes.map((code) => `${group}.${code.replaceAll('-', '_')}`).toSorted(),
    );
  });
});
