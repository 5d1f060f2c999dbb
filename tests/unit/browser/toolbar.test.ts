import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { PENDING } from '../../../lib/outcome.ts';
import type { Badge } from '../../../lib/verdict/badges.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  name,
  REJECTING,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { NOW } from '../../support/time.ts';

fakeBrowser();
const seals: string[] = [];
vi.mock('../../../lib/browser/seal-picture.ts', () => ({
  sealPicture: async (seal: string, tone: string) => {
    seals.push(`${seal} ${tone}`);
    return {};
  },
}));
const { showOnToolbar } = await import('../../../lib/browser/toolbar.ts');

declare const chrome: {
  action: {
    setTitle(details: { title: string }): Promise<void>;
    setBadgeText(details: { text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { color: string }): Promise<void>;
  };
};

/** What the button shows of such facts: the sign, its colour, and the tooltip. */
async function shown(change: Partial<Assessment>, badge: Badge) {
  const told = { text: '', color: '', title: '' };
  const spies = [
    vi.spyOn(chrome.action, 'setBadgeText').mockImplementation(async ({ text }) => void (told.text = text)),
    vi
      .spyOn(chrome.action, 'setBadgeBackgroundColor')
      .mockImplementation(async ({ color }) => void (told.color = color)),
    vi.spyOn(chrome.action, 'setTitle').mockImplementation(async ({ title }) => void (told.title = title)),
  ];
  await showOnToolbar(1, digestOf(assessmentOf(change), NOW), badge);
  for (const spy of spies) spy.mockRestore();
  return told;
}

const GREEN = '#17713f';
const GREY = '#5b6572';
const BLUE = '#2257c4';

const nowhere = { domain: null, subdomain: null, nonexistent: null };
const absent = { domain: 'absent', subdomain: 'absent', nonexistent: 'absent' } as const;
const none: Partial<Assessment> = {
  dmarc: {
    ...REJECTING.dmarc,
    state: 'absent',
    record: null,
    applied: nowhere,
    states: absent,
  } as Assessment['dmarc'],
};
const notAsked = { dmarc: PENDING, spf: PENDING, dkim: PENDING, lanes: ['transit'] } as const;
const unsealed = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;

describe('the button of the toolbar', () => {
  beforeEach(() => void (seals.length = 0));

  it.each<[why: string, Partial<Assessment>, Badge, text: string, color: string, title: string]>([
    [
      'of both lanes as they are',
      {},
      'transit',
      '✓',
      GREEN,
      'example.com: Sealed. Spoofing: fakes are rejected.',
    ],
    ['of the lane that was asked alone', notAsked, 'transit', '✓', GREEN, 'example.com: Sealed.'],
    [
      'of spoofing first',
      {},
      'spoofing',
      '✓',
      GREEN,
      'example.com: Spoofing: fakes are rejected. In transit: protected.',
    ],
    [
      'that spoofing is not known',
      notAsked,
      'spoofing',
      '?',
      BLUE,
      'example.com: Spoofing: not known. In transit: protected.',
    ],
    [
      'the same of the worse of both',
      notAsked,
      'worst',
      '?',
      BLUE,
      'example.com: Spoofing: not known. In transit: protected.',
    ],
    [
      'that it is asked just now',
      { ...notAsked, finishedAt: null },
      'spoofing',
      '…',
      GREY,
      'example.com: Spoofing: checking. In transit: protected.',
    ],
    ['no DMARC', none, 'worst', '–', GREY, 'example.com: Spoofing: can be forged. In transit: protected.'],
    [
      'no policy, and no fakes',
      unsealed,
      'worst',
      '–',
      GREY,
      'example.com: Not set up. Spoofing: fakes are rejected.',
    ],
    [
      'what could not be known of transit',
      { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }) },
      'worst',
      '?',
      BLUE,
      'example.com: Could not be checked. Spoofing: fakes are rejected.',
    ],
  ])('says %s', async (_, change, badge, text, color, title) => {
    expect(await shown(change, badge)).toEqual({ text, color, title });
  });

  it('has the seal of mail to the domain, whatever the badge shows', async () => {
    await shown(none, 'transit');
    await shown(none, 'spoofing');
    await shown(none, 'worst');
    expect(seals).toEqual(['enforced good', 'enforced good', 'enforced good']);
  });

  it('has the A-labels beside a name that can be read as another', async () => {
    const { title } = await shown({ policyDomain: name('аррӏе.com'), ...notAsked }, 'transit');
    expect(title).toBe('аррӏе.com (xn--80ak6aa92e.com): Sealed.');
  });
});
