import type { Tone } from '../mechanism.ts';
import { browser } from 'wxt/browser';
import { sayPlainly } from '../locales/say.ts';
import { badgeState, type LaneState } from '../verdict/badge.ts';
import type { Badge } from '../verdict/badges.ts';
import type { Digest } from '../verdict/digest.ts';
import type { Standing } from '../verdict/headlines.ts';
import { sealOf } from '../verdict/seal.ts';
import { sealPicture } from './seal-picture.ts';
import { verdictSaid } from './verdict-said.ts';

/** The sign of each standing: the same story as its colour and its sentence. */
const SIGNS: Record<Standing, string> = {
  enforced: '✓',
  dane: '✓',
  held: '!',
  testing: 'T',
  uncovered: '!',
  broken: '!',
  fragile: '!',
  disabled: '–',
  absent: '–',
  'no-mail': '∅',
  unknown: '?',
  checking: '…',
};

/** The same for mail in the name of the domain, which no seal is about. */
const SPOOFING_SIGNS: Record<Tone, string> = { good: '✓', warn: '!', bad: '!', idle: '–', ask: '?' };

/** Each with white text on it at 4.5:1 or better. */
const COLOURS: Record<Tone, string> = {
  good: '#17713f',
  warn: '#8f5600',
  bad: '#b3261e',
  idle: '#5b6572',
  ask: '#2257c4',
};

/** The same for every badge, so it is said once in the life of the background. */
let textColour: Promise<void> | null = null;

/** Takes the standing off the toolbar button of a tab. */
export async function clearToolbar(tabId: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: '' }),
    browser.action.setTitle({ tabId, title: sayPlainly('extension.actionTitle') }),
    browser.action.setIcon({ tabId, path: { 16: '/icon/16.png', 32: '/icon/32.png' } }),
  ]).catch(() => undefined);
}

/**
 * Shows what is known of a domain on the toolbar button of one tab: sign and colour of the lane that the person chose, the seal of mail to the domain,
 * and both in words as the tooltip. The browser takes all of it off at the next navigation. A tab that was closed meanwhile is no error.
 */
export async function showOnToolbar(tabId: number, digest: Digest, badge: Badge): Promise<void> {
  const shown = badgeState(digest, badge);
  const title = verdictSaid(digest, badge);
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: signOf(shown) }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOURS[shown.tone] }),
    (textColour ??= browser.action.setBadgeTextColor({ color: '#ffffff' })),
    browser.action.setTitle({ tabId, title }),
    sealPicture(sealOf(digest), digest.tone).then((imageData) =>
      browser.action.setIcon({ tabId, imageData }),
    ),
  ]).catch(() => undefined);
}

/** What the button would show of a digest, as one text: where that is the same, there is nothing to show anew. */
export function toolbarLook(digest: Digest, badge: Badge): string {
  const { state, tone } = badgeState(digest, badge);
  return [state, tone, sealOf(digest), digest.tone, verdictSaid(digest, badge)].join(' ');
}

function signOf({ state, tone }: LaneState): string {
  return state === 'known' ? SPOOFING_SIGNS[tone] : SIGNS[state];
}
