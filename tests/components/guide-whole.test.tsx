// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact';
import axe from 'axe-core';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  SIGNED_MAIL,
  stsRecord,
  tlsrptRecord,
} from '../support/assessments.ts';
import { factsIn } from '../support/guided.ts';
import { showGuide } from '../support/guide.tsx';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import type { Zone } from '../support/spf-world.ts';

const MAIL: Zone = { 'example.com': { MX: '10 mail.example.com' }, 'mail.example.com': { A: '203.0.113.9' } };
const NOTHING: Partial<Assessment> = {
  stsRecord: stsRecord(),
  policy: { state: 'absent' },
  policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }),
  tlsrpt: tlsrptRecord(),
  dkim: { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] },
};
const assessed = async (zone: Zone, change: Partial<Assessment> = {}) => {
  const { mx } = change;
  const { spf, dmarc, dmarcReports } = await factsIn({
    of: 'spf',
    domain: 'example.com',
    zone: { ...MAIL, ...zone },
    ...(mx && { mx }),
  });
  return assessmentOf({ spf, dmarc, dmarcReports, ...change });
};
const nothing = await assessed({}, NOTHING);
const plain = (element: Element) => textOf(element).replaceAll(/[\u2066-\u2069]/g, '');
const whole = (container: Element) => container.querySelector<HTMLDetailsElement>('.whole-plan')!;
const parked = (container: Element) => container.querySelector<HTMLDetailsElement>('.parked')!;
const line = (container: Element, name: string) =>
  whole(container).querySelector<HTMLElement>(`[data-act="${name}"]`)!;
const uidsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map(
      (each) =>
        [String(each.getFirstPropertyValue('uid')), String(each.getFirstPropertyValue('dtstart'))] as const,
    );
const press = (container: Element, text: string) =>
  fireEvent.click(
    Array.from(container.querySelectorAll('button')).find(({ textContent }) => textContent === text)!,
  );

describe('the whole plan', () => {
  it('is open with what is to be done, and readable for everybody', async () => {
    const { container } = showGuide(nothing);
    expect(whole(container).open).toBe(true);
    expect(plain(line(container, 'spf-record'))).toContain('SPF Publish a record of who sends');
    expect(plain(line(container, 'spf-record'))).toContain(words('guide.state.needed'));
    const [quarantine] = whole(container).querySelectorAll('[data-waits]');
    expect(plain(quarantine!)).toMatch(/^Not before this is done: TLSRPT\.$/);
    expect(whole(container).querySelectorAll('[data-act] time')).toHaveLength(7);
    expect(
      (await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations,
    ).toEqual([]);
  });

  it('folds away with everything ticked, and says so', () => {
    const { container } = showGuide(
      assessmentOf({
        policy: { ...assessmentOf().policy, value: { ...VALUE, maxAgeSeconds: 31_557_600 } } as never,
      }),
    );
    expect([whole(container).open, whole(container).dataset['whole']]).toEqual([false, 'done']);
    expect(plain(whole(container))).toContain(words('guide.whole.done'));
  });

  it('leads to the steps of a line: unfolds them, and the keyboard goes along', async () => {
    const { container, findByText } = showGuide(nothing);
    const steps = container.querySelector('[data-steps=dmarc] > details')!;
    expect(steps.hasAttribute('open')).toBe(false);
    fireEvent.click(line(container, 'dmarc-record').querySelector('button')!);
    await findByText(words('dmarc.guide.record.address'));
    const step = container.querySelector('[data-advice=dmarc-record] details')!;
    expect([steps.hasAttribute('open'), step.hasAttribute('open')]).toEqual([true, true]);
    expect(document.activeElement).toBe(step.querySelector('summary'));
    // A second press leads there again.
    container.querySelector<HTMLElement>('.whole-plan summary')!.focus();
    fireEvent.click(line(container, 'dmarc-record').querySelector('button')!);
    await expect.poll(() => document.activeElement).toBe(step.querySelector('summary'));
  });

  it('leads nobody away who folds and unfolds the steps afterwards', async () => {
    const { container, findByText } = showGuide(nothing);
    fireEvent.click(line(container, 'dmarc-record').querySelector('button')!);
    await findByText(words('dmarc.guide.record.address'));
    const steps = container.querySelector<HTMLDetailsElement>('[data-steps=dmarc] > details')!;
    const summary = steps.querySelector<HTMLElement>('summary')!;
    summary.focus();
    steps.open = false;
    fireEvent(steps, new Event('toggle'));
    await expect.poll(() => container.querySelector('[data-advice=dmarc-record]')).toBeNull();
    steps.open = true;
    fireEvent(steps, new Event('toggle'));
    await findByText(words('dmarc.guide.record.address'));
    expect(document.activeElement).toBe(summary);
  });

  it.each([
    ['tlsrpt', '[data-step=tlsrpt]'],
    ['policy', '[data-step=policy]'],
    ['roll-out', '[data-plan=roll-out]'],
  ])('leads to the steps of the policy and to their dates: %s', async (act, selector) => {
    const { container } = showGuide(nothing);
    fireEvent.click(line(container, act).querySelector('button')!);
    const place = container.querySelector(selector)!;
    await expect.poll(() => place.contains(document.activeElement)).toBe(true);
  });

  it('saves one calendar file, whose entries are those of the files of the steps', async () => {
    const reported = { 'example.com': { MX: '10 mail.example.com' }, '_dmarc.example.com': RECORD };
    const assessment = await assessed(reported, NOTHING);
    const view = showGuide(assessment);
    press(whole(view.container), words('guide.whole.save'));
    fireEvent.click(line(view.container, 'dmarc-enforce').querySelector('button')!);
    const own = view.container.querySelector('[data-plan=roll-out]')!;
    press(own, words('guide.plans.save'));
    const [all, rollOut] = view.saved;
    expect(all!.name).toBe('plan-example.com.ics');
    const entries = uidsIn(all!.text);
    expect(new Set(entries.map(([uid]) => uid)).size).toBe(entries.length);
    for (const entry of uidsIn(rollOut!.text)) expect(entries).toContainEqual(entry);
    const dmarc = entries.filter(([uid]) => uid.includes('dmarc'));
    expect(dmarc.map(([uid]) => uid)).toEqual(
      ['read', 'quarantine', 'reject'].map((code) => `waxseal-dmarc-roll-out-${code}@example.com`),
    );
    // What has to be done before is said there too, without marks.
    expect(all!.text.replaceAll('\r\n ', '')).toContain(String.raw`Not before this is done: SPF\, DKIM.`);
    expect(all!.text).not.toMatch(/[\u2066-\u2069`]/);
  });

  it('leaves the values of a provider to the steps of SPF and DKIM, and leads there', async () => {
    const mx = mxOf(host('in1-smtp.messagingengine.com'), host('in2-smtp.messagingengine.com', 20));
    const { container, findByText, findAllByText } = showGuide(await assessed({}, { ...NOTHING, mx }));
    expect(plain(whole(container))).not.toMatch(/messagingengine|fmhosted/);
    fireEvent.click(line(container, 'spf-record').querySelector('button')!);
    await findByText(/spf\.messagingengine\.com/);
    fireEvent.click(line(container, 'dkim-key').querySelector('button')!);
    await findAllByText(/fm1\._domainkey\.example\.com\. IN CNAME fm1\.example\.com\.dkim\.fmhosted\.com\./);
  });

  it('ticks what was done after another check, and stays where it is', async () => {
    const view = showGuide(nothing);
    expect(line(view.container, 'spf-record').dataset['state']).toBe('needed');
    view.checked(
      await assessed({ 'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx ~all' } }, NOTHING),
    );
    expect(line(view.container, 'spf-record').dataset['state']).toBe('done');
  });
});

const RECORD = 'v=DMARC1; p=none; rua=mailto:dmarc@example.com';
const VALUE = { mode: 'enforce', maxAgeSeconds: 31_557_600, mx: ['mail.example.com'] };

describe('the zone of a domain without mail', () => {
  const boxIn = (container: Element) => parked(container).querySelector<HTMLInputElement>('input');

  it('is folded, and has no line before the person says that there is no mail, beside what that does', async () => {
    const { container } = showGuide(assessmentOf());
    expect([parked(container).open, parked(container).dataset['parked']]).toEqual([false, 'mail']);
    expect(parked(container).querySelector('pre')).toBeNull();
    expect(plain(parked(container))).toContain(words('guide.parked.mail'));
    fireEvent.click(boxIn(container)!);
    expect(parked(container).querySelector('pre')!.textContent.split('\n')).toEqual([
      'example.com. IN MX 0 .',
      'example.com. IN TXT "v=spf1 -all"',
      '*._domainkey.example.com. IN TXT "v=DKIM1; p="',
      'default._domainkey.example.com. IN TXT "v=DKIM1; p="',
      // Nobody gets mail there any more.
      '_dmarc.example.com. IN TXT "v=DMARC1; p=reject"',
    ]);
    const replaced = Array.from(
      parked(container).querySelectorAll('.replaced bdi'),
      (each) => each.textContent,
    );
    expect(replaced[0]).toBe('example.com. IN MX 10 mail.example.com.');
    expect(replaced.at(-1)).toBe(
      '_dmarc.example.com. IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.com"',
    );
    expect(
      (await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations,
    ).toEqual([]);
  });

  it('goes again with the choice', () => {
    const { container } = showGuide(assessmentOf());
    fireEvent.click(boxIn(container)!);
    fireEvent.click(boxIn(container)!);
    expect(parked(container).querySelector('pre')).toBeNull();
  });

  it('is open without a choice where the facts say that there is no mail', async () => {
    const mx = noMail('null-mx');
    const view = showGuide(await assessed({ 'example.com': 'v=spf1 -all' }, { ...NOTHING, mx }));
    expect([parked(view.container).open, parked(view.container).dataset['parked']]).toEqual([true, 'said']);
    expect(boxIn(view.container)).toBeNull();
    fireEvent.click(parked(view.container).querySelector('.copyable button')!);
    expect(view.copied).toEqual([
      '*._domainkey.example.com. IN TXT "v=DKIM1; p="\n_dmarc.example.com. IN TXT "v=DMARC1; p=reject"\n',
    ]);
  });

  it('says of what it has no line, and why', async () => {
    const zone = { 'example.com': { MX: '10 mail.example.com', fails: 'TXT' } } as const;
    const { container } = showGuide(await assessed(zone, NOTHING));
    fireEvent.click(boxIn(container)!);
    expect(plain(parked(container))).toContain('No line is proposed for SPF');
  });

  it('is not there for a name that does not exist', async () => {
    const { container } = showGuide(await assessed({}, { ...NOTHING, mx: noMail('nxdomain') }));
    expect([parked(container), whole(container)]).toEqual([null, null]);
  });
});
