import type { Tone } from '../mechanism.ts';
import { browser } from 'wxt/browser';
import { readableName } from '../names/domain-name.ts';
import { headlineTitle } from '../locales/headline-title.ts';
import { sayPlainly } from '../locales/say.ts';
import type { Digest } from '../verdict/digest.ts';
import { hiddenErrors } from '../verdict/fault.ts';
import type { Standing } from '../verdict/headlines.ts';
import { sealOf } from '../verdict/seal.ts';
import { sealPicture } from './seal-picture.ts';

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
 * Shows the standing of a domain on the toolbar button of one tab: sign, colour, seal and tooltip. The browser takes
 * all of it off at the next navigation. A tab that was closed meanwhile is no error.
 */
export async function showOnToolbar(tabId: number, digest: Digest): Promise<void> {
  const { standing, tone, headline } = digest;
  const title = sayPlainly('popup.nowSaid', {
    domain: readableName(digest.policyDomain),
    headline: headlineTitle(headline, hiddenErrors(digest)),
  });
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: SIGNS[standing] }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOURS[tone] }),
    (textColour ??= browser.action.setBadgeTextColor({ color: '#ffffff' })),
    browser.action.setTitle({ tabId, title }),
    sealPicture(sealOf(digest), tone).then((imageData) => browser.action.setIcon({ tabId, imageData })),
  ]).catch(() => undefined);
}
