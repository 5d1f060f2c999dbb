// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { BimiParts } from '../../lib/mechanisms/bimi/facts.ts';
import type { LogoReply } from '../../lib/mechanisms/bimi/fetch-logo.ts';
import { selectBimiRecord } from '../../lib/mechanisms/bimi/record.ts';
import { assessmentOf } from '../support/assessments.ts';
import { bare } from '../support/words.ts';
import { showReport } from '../support/report.tsx';

const LOGO = 'https://logo.example.net/logo.svg';
const READ: Extract<LogoReply, { state: 'read' }> = {
  state: 'read',
  title: 'Example',
  viewBox: [64, 64],
  faults: [],
  octets: 1000,
  isCompressed: false,
  sha256: 'ab'.repeat(32),
};

function bimi(text: string): BimiParts['bimi'] {
  const known = { aliases: [], authentic: false, ttlSeconds: 60 };
  const record = { ...selectBimiRecord([text]), texts: [text], ...known } as never;
  return {
    state: 'found',
    places: [{ domain: 'example.com', record }],
    isAboveKnown: true,
    misplacedAt: null,
  };
}

/** The report of a domain with that record, whose logo is read so; and what was asked for. */
function show(reply: LogoReply | Error, { text = `v=BIMI1; l=${LOGO}`, isPrivate = false } = {}) {
  const asked: string[] = [];
  const view = showReport(assessmentOf({ bimi: bimi(text) }), {
    isPrivate,
    onReadLogo: async (url) => {
      asked.push(url);
      if (reply instanceof Error) throw reply;
      return reply;
    },
  });
  const section = view.container.querySelector('.read-logo');
  const press = async () => {
    fireEvent.click(section?.querySelector('button') as HTMLButtonElement);
    await waitFor(() => expect(section?.querySelector('[aria-busy=false]')).not.toBeNull());
  };
  return {
    section,
    asked,
    press,
    said: () => bare(section?.querySelector('[role=status]')?.textContent ?? ''),
  };
}

describe('“The logo” in the report', () => {
  it.each([
    ['none is declined', 'v=BIMI1; l=; a=;'],
    ['the record is broken', 'v=BIMI1; l=http://example.net/logo.svg'],
    ['there is no record', 'x'],
  ])('is not there where %s', (_, text) => {
    expect(show(READ, { text }).section).toBeNull();
  });

  it('reads nothing before it is told to, and then what the record names', async () => {
    const { section, asked, press, said } = show(READ);
    expect(asked).toEqual([]);
    expect(bare(section?.textContent ?? '')).toContain(LOGO);
    await press();
    expect(asked).toEqual([LOGO]);
    expect(said()).toContain('Waxseal found nothing wrong with this logo');
    expect(said()).toContain('1,000 bytes');
    expect(document.activeElement?.getAttribute('role')).toBe('status');
  });

  it('says fault by fault what is wrong, and draws nothing', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>\u202e';
    const faults = [
      { code: 'script', text: hostile, isForbidden: true },
      { code: 'not-square', text: '64 × 32', isForbidden: false },
    ] as const;
    const { section, press, said } = show({ ...READ, title: hostile, faults });
    await press();
    expect(section?.querySelector('[data-result=refused]')).not.toBeNull();
    expect(section?.querySelectorAll('li')).toHaveLength(2);
    expect(said()).toContain('<script>alert(1)</script>');
    expect(said()).not.toContain('\u202e');
    expect(section?.querySelector('script, img, svg image, iframe, object, embed, a')).toBeNull();
  });

  it('says that it is not as recommended without saying that it is refused', async () => {
    const { section, press } = show({
      ...READ,
      faults: [{ code: 'size', text: '40000', isForbidden: false }],
    });
    await press();
    expect(section?.querySelector('.verdict')?.getAttribute('data-result')).toBe('mostly');
  });

  it.each<[why: string, reply: LogoReply | Error, words: string]>([
    [
      'no leave',
      { state: 'not-permitted', host: 'logo.example.net' },
      'no permission to read logo.example.net',
    ],
    ['a redirect', { state: 'failed', why: 'redirect', detail: '' }, 'redirect'],
    ['a status', { state: 'failed', why: 'status', detail: '404' }, '404'],
    ['a private network', { state: 'failed', why: 'private-address', detail: '10.0.0.1' }, '10.0.0.1'],
    ['no answer', new Error('gone'), 'no answer'],
  ])('says why there is nothing to look at: %s', async (_, reply, words) => {
    const { press, said, section } = show(reply);
    await press();
    expect(said()).toContain(words);
    expect(section?.querySelector('.verdict')).toBeNull();
  });

  it('says in a private window that it asks for no leave', () => {
    expect(show(READ, { isPrivate: true }).section?.textContent).toContain('In a private window');
    expect(show(READ).section?.textContent).not.toContain('In a private window');
  });

  it.each<[string, LogoReply]>([
    ['good', READ],
    ['bad', { ...READ, faults: [{ code: 'script', text: 'onload', isForbidden: true }] }],
    ['refused', { state: 'not-permitted', host: 'logo.example.net' }],
  ])('is accessible: %s', async (_, reply) => {
    const { section, press } = show(reply);
    await press();
    const { violations } = await axe.run(section as Element, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
