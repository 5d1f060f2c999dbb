// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { reportText } from '../../components/report/copied-text.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { rollOutPlan } from '../../lib/guide/plan-roll-out.ts';
import { publishedTexts } from '../../lib/workshop/draft.ts';
import {
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
} from '../support/assessments.ts';
import { showGuide } from '../support/guide.tsx';
import { showWithEvidence } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { showWorkshop } from '../support/workshop.tsx';
import { WORDS } from '../support/words.ts';

vi.mock(import('../../lib/guide/plan-roll-out.ts'), { spy: true });

/** A page on an ordinary domain has some 300 to 900 nodes, and a browser lays out some thousands in a moment. */
const MOST_NODES = 8000;
const KIB_64 = 65_536;

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i));

/** What strangers may publish: as much as Waxseal reads of it. */
const HOSTILE: readonly (readonly [what: string, facts: Partial<Assessment>])[] = [
  ['a policy of 64 KiB of line feeds', { policy: policyOf('\n'.repeat(KIB_64)) }],
  [
    'a valid policy with as many empty lines as fit',
    { policy: policyOf(policyText('enforce', 'mx: mail.example.com') + '\n'.repeat(65_400)) },
  ],
  ['5,000 mx lines', { policy: policyOf(policyText('enforce', ...many(5000, (i) => `mx: m${i}.test`))) }],
  [
    '3,000 mx lines that are no patterns',
    { policy: policyOf(policyText('enforce', ...many(3000, (i) => `mx: m_${i}.test`))) },
  ],
  [
    '5,000 unknown fields',
    { policy: policyOf(policyText('enforce', 'mx: mail.example.com', ...many(5000, (i) => `k${i}: v`))) },
  ],
  ['5,000 lines that are no fields', { policy: policyOf(many(5000, (i) => `line ${i}`).join('\n')) }],
  ['a single line of 64 KiB', { policy: policyOf('x'.repeat(KIB_64)) }],
  ['64 KiB of NUL', { policy: policyOf('\0'.repeat(KIB_64)) }],
  ['64 KiB of back-ticks', { policy: policyOf('`'.repeat(KIB_64)) }],
  [
    '1,000 TXT records at each name',
    {
      stsRecord: stsRecord(...many(1000, (i) => `spam ${i}`)),
      policy: { state: 'absent' },
      tlsrpt: tlsrptRecord(...many(1000, (i) => `spam ${i}`)),
    },
  ],
  [
    '1,000 records that are all MTA-STS and TLSRPT',
    {
      stsRecord: stsRecord(...many(1000, (i) => `v=STSv1; id=${i}`)),
      policy: { state: 'absent' },
      tlsrpt: tlsrptRecord(...many(1000, (i) => `v=TLSRPTv1; rua=mailto:a@t${i}.test`)),
    },
  ],
  [
    'records with thousands of fields',
    {
      stsRecord: stsRecord(`v=STSv1; id=1; ${many(4000, (i) => `k${i}=v`).join('; ')}`),
      tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=mailto:a@b.test; ${many(4000, (i) => `k${i}=v`).join('; ')}`),
    },
  ],
  [
    '3,000 report addresses',
    { tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=${many(3000, (i) => `mailto:a@t${i}.test`).join(',')}`) },
  ],
  [
    '3,000 report addresses that lead nowhere',
    { tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=${many(3000, (i) => `ftp:x${i}`).join(',')}`) },
  ],
  [
    '3,000 report addresses in the domain itself',
    { tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=${many(3000, (i) => `mailto:a${i}@example.com`).join(',')}`) },
  ],
  ['1,500 mail servers', { mx: mxOf(...many(1500, (i) => `mx${i}.test`).map((server) => host(server))) }],
  [
    '1,500 mail servers that cannot be reached',
    {
      mx: mxOf(
        ...many(1500, (i) => `_${i}`).map((server) =>
          host(server, 1, { isHostName: false, address: 'absent' }),
        ),
      ),
    },
  ],
  [
    'five hundred questions, as many as thirty servers with sixteen aliases each take',
    {
      queries: many(500, (i) => `q${i}.test`).map((name) => ({
        name,
        type: 'A',
        outcome: 'NOERROR',
        authentic: false,
        startedAfterMs: 1,
        tookMs: 1,
      })),
    },
  ],
];

it('says how much is missing, and shows more of it at each click', async () => {
  const { container, findAllByText, getByText } = showReport(
    assessmentOf({
      tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=${many(300, (i) => `mailto:a@t${i}.test`).join(',')}`),
    }),
  );
  const shown = () => container.querySelectorAll('.targets li').length;
  expect(shown()).toBe(8);
  getByText('Not shown here: 292 more.');
  for (const [more, missing] of [
    [208, 92],
    [300, 0],
  ] as const) {
    fireEvent.click((await findAllByText('Show more'))[0]!);
    await waitFor(() => expect(shown()).toBe(more));
    expect(container.textContent?.includes(`Not shown here: ${missing} more.`)).toBe(missing > 0);
  }
});

it('a choice in the guide makes nothing anew that it does not change', async () => {
  const live = policyText('enforce', 'mx: mail.example.com') + '\n'.repeat(65_400);
  const { container } = showGuide(assessmentOf({ policy: policyOf(live) }));
  const before = vi.mocked(rollOutPlan).mock.calls.length;
  expect(before).toBeGreaterThan(0);
  fireEvent.click(container.querySelector('input[value=testing]')!);
  await waitFor(() =>
    expect(container.querySelector('.copyable pre')?.textContent).toContain('mode: testing'),
  );
  expect(vi.mocked(rollOutPlan).mock.calls).toHaveLength(before);
});

it('what is copied and saved is whole, however little of it is shown', async () => {
  const mx = mxOf(...many(300, (i) => `mx${i}.test`).map((server) => host(server)));
  const { container, copied } = showGuide(assessmentOf({ mx }));
  const [copy] = container.querySelectorAll<HTMLButtonElement>('.copying button');
  fireEvent.click(copy!);
  await waitFor(() => expect(copied).toHaveLength(1));
  expect(copied[0]).toContain('mx: mx299.test');
  const markdown = reportText(assessmentOf({ mx }), 'markdown', 'test', 0);
  expect(markdown).toContain('mx299');
});

function nodesIn(container: Element): number {
  const walker = document.createTreeWalker(container);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}

describe.each(HOSTILE)('what is shown of %s', (_, facts) => {
  const assessment = assessmentOf(facts);

  it('is bounded in the popup', async () => {
    const { container } = await showWithEvidence(assessment);
    expect(nodesIn(container)).toBeLessThan(MOST_NODES);
  });

  it('is bounded in the report', async () => {
    const { container } = showReport(assessment);
    expect(nodesIn(container)).toBeLessThan(MOST_NODES);
  });

  it('is bounded in the guide', async () => {
    const { container } = showGuide(assessment);
    expect(nodesIn(container)).toBeLessThan(MOST_NODES);
  });

  it('is bounded in the workshop', async () => {
    const { container } = showWorkshop(publishedTexts(assessment, WORDS), { assessment });
    await waitFor(() => expect(container.querySelector('.reading')).not.toBeNull());
    // The editor shows what is in sight alone, which takes a browser (tests/e2e/bounded-view.e2e.ts).
    for (const editor of container.querySelectorAll('.editor')) editor.remove();
    expect(nodesIn(container)).toBeLessThan(MOST_NODES);
  });
});
