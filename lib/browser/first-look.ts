import { nameAndParents, pageHostOf } from '../names/page-host.ts';
import { digestIn, digestKey } from './digest-store.ts';
import { OPENINGS } from './opening.ts';
import { readItems } from './storage.ts';
import { subjectIn, subjectKey } from './subject-memory.ts';
import { activeTab } from './tabs.ts';
import { NO_VIEW, type View } from '../view.ts';

/**
 * What the popup can show at once: the last result for the page that it stands on, out of the memory of the browser in one reading, before
 * the rest of the popup is loaded and without waking the background. `NO_VIEW` where nothing is known, or where the popup was
 * opened for something else than the page.
 */
export async function firstLook(): Promise<View> {
  const { url, isPrivate } = await activeTab();
  const host = url === null ? null : pageHostOf(url);
  if (!host) return NO_VIEW;
  // Which of its names the host stands for is part of what is read.
  const stored = await readItems([subjectKey(host), ...OPENINGS, ...nameAndParents(host).map(digestKey)]);
  const isForPage = OPENINGS.every((key) => stored.get(key) === undefined);
  const subject = isForPage ? subjectIn(stored.get(subjectKey(host)), host) : null;
  if (!subject) return NO_VIEW;
  const { policyDomain, alternatives, isForCustomOnly } = subject;
  const digest = digestIn(stored.get(digestKey(policyDomain)), policyDomain);
  // Whether it may still be asked about is found out by the rest; what was shown with the same resolver may be shown again.
  if (!digest || (isForCustomOnly && digest.resolver.id !== 'custom')) return NO_VIEW;
  return {
    ...NO_VIEW,
    subject: { state: 'found', policyDomain, alternatives },
    domain: policyDomain,
    digest,
    now: Date.now(),
    isPrivate,
    isOnline: navigator.onLine,
  };
}
