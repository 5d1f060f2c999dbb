// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { Options } from '../../components/Options.tsx';
import { Welcome } from '../../components/Welcome.tsx';
import { parseCustomResolver } from '../../lib/dns/resolver.ts';
import { settle } from '../../lib/settings.ts';
import {
  assessmentOf,
  host,
  mxOf,
  name,
  policyOf,
  policyText,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { showAssessment, showPopup } from '../support/popup.tsx';
import { preferences } from '../support/preferences.ts';

/** axe finds what a machine can find. Contrast needs a real layout, and is looked at in the browsers. */
async function violations(container: Element): Promise<string[]> {
  document.documentElement.lang = 'en';
  document.title = 'Waxseal';
  const { violations: found, passes } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(passes.length, 'rules that had something to look at').toBeGreaterThan(5);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const waiting = unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' });
const many = mxOf(...Array.from({ length: 20 }, (_, index) => host(`mx${index}.test`, index)));

const views: readonly (readonly [
  what: string,
  show: () => { container: Element } | Promise<{ container: Element }>,
])[] = [
  ['the skeleton', () => showPopup({ subject: null, domain: null })],
  ['a check under way', () => showPopup()],
  ['all well', () => showAssessment(assessmentOf())],
  ['many servers, left out', () => showAssessment(assessmentOf({ mx: many }))],
  [
    'findings of every weight',
    () =>
      showAssessment(
        assessmentOf({
          mx: many,
          policy: policyOf(`${policyText('enforce', 'mx: x.test')}\n`),
          tlsrpt: tlsrptRecord(),
        }),
      ),
  ],
  [
    'nothing known',
    () =>
      showAssessment(
        assessmentOf({
          mx: unknown(),
          stsRecord: unknown(),
          tlsrpt: unknown(),
          policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
        }),
      ),
  ],
  ['leave denied', () => showAssessment(assessmentOf({ policy: waiting }), { isDenied: true })],
  ['before a click', () => showPopup({ awaitsClick: true })],
  ['interrupted', () => showPopup({ isInterrupted: true })],
  [
    'unsupported',
    () =>
      showPopup({ domain: null, subject: { state: 'unsupported', reason: 'ip-address', text: '192.0.2.1' } }),
  ],
  [
    'other names',
    () =>
      showPopup({
        subject: {
          state: 'found',
          policyDomain: name('example.com'),
          alternatives: [name('www.example.com')],
        },
      }),
  ],
  [
    'a field that was refused',
    async () => {
      const view = showPopup({ onCheck: async () => false });
      fireEvent.keyDown(document, { key: '/' });
      fireEvent.submit((await view.findByRole('textbox')).closest('form')!);
      await view.findByRole('alert');
      return view;
    },
  ],
  [
    'the options',
    () => {
      cleanup();
      const resolver = parseCustomResolver('https://dns.example.net/')!;
      const leaveAlone = [name('a.example')];
      const settings = settle({ automatic: true, leaveAlone: [name('b.example')] }, { resolver, leaveAlone });
      return render(<Options {...preferences()} settings={settings} />);
    },
  ],
  ...[1, 2, 3].map((step) => [`step ${step} of the welcome`, () => showWelcome(step)] as const),
];

function showWelcome(step: number) {
  cleanup();
  const view = render(<Welcome {...preferences()} onDone={() => undefined} />);
  for (let at = 1; at < step; at++) fireEvent.click(view.getByRole('button', { name: 'Next' }));
  return view;
}

describe('axe finds nothing to complain of', () => {
  it.each(views)('%s', async (_, show) => {
    expect(await violations((await show()).container)).toEqual([]);
  });

  it('and does find what is wrong', async () => {
    const container = document.createElement('main');
    container.innerHTML = '<h1>A</h1><input><img src="x.png"><ul><li>x</li></ul><p lang="en">y</p>';
    document.body.replaceChildren(container);
    const found = await violations(container);
    expect(found.map((each) => each.replace(/:.*/s, '')).toSorted()).toEqual(['image-alt', 'label']);
  });
});
