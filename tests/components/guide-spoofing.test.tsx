// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { assessmentOf } from '../support/assessments.ts';
import { factsIn } from '../support/guided.ts';
import { showGuide } from '../support/guide.tsx';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import type { Zone } from '../support/spf-world.ts';

const GOOD: Zone = {
  'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' },
  'mail.example.com': { A: '203.0.113.9' },
  '_dmarc.example.com': 'v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
};
const factsWith = (zone: Zone) => factsIn({ of: 'spf', domain: 'example.com', zone: { ...GOOD, ...zone } });
const assessed = async (zone: Zone) => {
  const { spf, dmarc, dmarcReports } = await factsWith(zone);
  return assessmentOf({ spf, dmarc, dmarcReports });
};
const plain = (element: Element) => textOf(element).replaceAll(/[\u2066-\u2069]/g, '');
const section = (container: Element, name: string) =>
  container.querySelector<HTMLElement>(`[data-steps=${name}]`)!;
const stepsIn = (container: Element, name: string) =>
  Object.fromEntries(
    Array.from(container.querySelectorAll<HTMLElement>(`[data-advice^=${name}-]`), ({ dataset }) => [
      dataset['advice'],
      dataset['state'],
    ]),
  );
const TWO = { 'example.com': { MX: '10 mail.example.com', TXT: ['v=spf1 mx -all', 'v=spf1 a ~all'] } };

describe('the steps against forged mail', () => {
  it('show a record in both forms, what it takes the place of, and what is different', async () => {
    const view = showGuide(await assessed(TWO));
    const step = view.container.querySelector('[data-advice=spf-record]')!;
    expect(step.querySelector('details')!.open).toBe(true);
    const fields = Array.from(step.querySelectorAll('dd pre'), (pre) => pre.textContent);
    expect(fields.slice(0, 5)).toEqual(['example.com', '@', 'example.com', 'TXT', 'v=spf1 mx a ~all']);
    expect(plain(step)).toContain('example.com. IN TXT "v=spf1 mx a ~all"');
    expect(Array.from(step.querySelectorAll('.replaced bdi'), (each) => each.textContent)).toEqual([
      'v=spf1 mx -all',
      'v=spf1 a ~all',
    ]);
    expect(Array.from(step.querySelectorAll('.difference .removed bdi'), (each) => each.textContent)).toEqual(
      ['-all', 'v=spf1'],
    );
    fireEvent.click(step.querySelector('dd:last-of-type button')!);
    await waitFor(() => expect(view.copied).toHaveLength(1));
    expect(
      (await axe.run(view.container, { rules: { 'color-contrast': { enabled: false } } })).violations,
    ).toEqual([]);
  });

  it('tick themselves off after another check', async () => {
    const view = showGuide(await assessed(TWO));
    expect(stepsIn(view.container, 'spf')).toEqual({ 'spf-record': 'needed', 'spf-verify': 'needed' });
    view.checked(await assessed({}));
    expect(stepsIn(view.container, 'spf')).toEqual({
      'spf-record': 'done',
      'spf-look-ups': 'done',
      'spf-end': 'done',
      'spf-verify': 'done',
    });
  });

  it('come open and in sight where the first fault is theirs, and stay folded where nobody has begun', async () => {
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    const view = showGuide(await assessed(TWO));
    expect(section(view.container, 'spf').querySelector('details')!.open).toBe(true);
    expect(seen.mock.contexts).toEqual([section(view.container, 'spf')]);
    seen.mockRestore();
    const bare = showGuide(
      await assessed({ 'example.com': { MX: '10 mail.example.com' }, '_dmarc.example.com': {} }),
    );
    const open = (name: string) => section(bare.container, name).querySelector('details')!.open;
    expect([open('spf'), open('dmarc')]).toEqual([true, false]);
  });

  it('make a record from an address that is typed, and say what is wrong with another', async () => {
    const { container, getByLabelText } = showGuide(await assessed({ '_dmarc.example.com': {} }));
    const field = getByLabelText(words('dmarc.guide.address.label'));
    const step = container.querySelector('[data-advice=dmarc-record]')!;
    expect(step.querySelector('.record')).toBeNull();
    fireEvent.input(field, { target: { value: 'dmarc' } });
    expect(step.querySelector('.record')).toBeNull();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(plain(step)).toContain('cannot read this as an email address: dmarc');
    fireEvent.input(field, { target: { value: 'dmarc@example.com' } });
    expect(plain(step)).toContain('v=DMARC1; p=none; rua=mailto:dmarc@example.com');
  });

  it('make a record from the providers that are chosen', async () => {
    const { container, getByLabelText } = showGuide(
      await assessed({ 'example.com': { MX: '10 mail.example.com' } }),
    );
    fireEvent.click(getByLabelText(/sendgrid\.net/));
    fireEvent.click(getByLabelText(/_spf\.google\.com/));
    const step = container.querySelector('[data-advice=spf-record]')!;
    expect(plain(step)).toContain('v=spf1 include:_spf.google.com include:sendgrid.net ~all');
    fireEvent.click(getByLabelText(/sendgrid\.net/));
    expect(plain(step)).toContain('v=spf1 include:_spf.google.com ~all');
  });

  it('have dates, and a calendar file whose entries stay the same', async () => {
    const view = showGuide(
      await assessed({ '_dmarc.example.com': 'v=DMARC1; p=none; rua=mailto:dmarc@example.com' }),
    );
    const step = view.container.querySelector('[data-advice=dmarc-enforce]')!;
    expect(
      Array.from(step.querySelectorAll<HTMLElement>('[data-event]'), ({ dataset }) => dataset['event']),
    ).toEqual(['read', 'quarantine', 'reject']);
    const save = Array.from(step.querySelectorAll('button')).find(
      ({ textContent }) => textContent === words('guide.plans.save'),
    )!;
    fireEvent.click(save);
    const [file] = view.saved;
    expect(file!.name).toBe('dmarc-roll-out-example.com.ics');
    expect(file!.text).toContain('UID:waxseal-dmarc-roll-out-quarantine@example.com');
    expect(file!.text).not.toMatch(/[\u2066-\u2069`]/);
    // What is not yet to be published stands behind a condition.
    const [folded] = step.querySelectorAll<HTMLDetailsElement>('details.case');
    expect(folded!.open).toBe(false);
    expect(plain(folded!)).toContain('v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com');
  });

  it('show the text of strangers as text', async () => {
    const view = showGuide(
      await assessed({
        'example.com': {
          MX: '10 mail.example.com',
          TXT: ['v=spf1 <img src=x onerror=1> -all', 'v=spf1 mx -all'],
        },
      }),
    );
    expect(view.container.querySelector('img')).toBeNull();
  });
});
