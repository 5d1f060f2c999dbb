import { nameAndParents, pageHostOf } from '../names/page-host.ts';
import { digestIn, digestKey } from './digest-store.ts';
import { OPENINGS } from './opening.ts';
import { readItems } from './storage.ts';
import { subjectIn, subjectKey } from './subject-memory.ts';
import { activeTab } from './tabs.ts';
import type { View } from '../view.ts';

/** What is known of the page. */
export type Seen = Pick<View, 'subject' | 'domain' | 'digest'>;

/**
 * What the popup can show at once: the last result for the page that it stands on, out of the memory of the browser in one reading, before
 * the rest of the popup is loaded and without waking the background. Null where nothing is known, or where the popup was
 * opened for something else than the page.
 */
export async function firstLook(): Promise<Seen | null> {
  const { url } = await activeTab();
  const host = url === null ? null : pageHostOf(url);
  if (!host) return null;
  // Which of its names the host stands for is part of what is read.
  const stored = await readItems([subjectKey(host), ...OPENINGS, ...nameAndParents(host).map(digestKey)]);
  const isForPage = OPENINGS.every((key) => stored.get(key) === undefined);
  const subject = isForPage ? subjectIn(stored.get(subjectKey(host)), host) : null;
  if (!subject) return null;
  const { policyDomain, alternatives, isForCustomOnly } = subject;
  const digest = digestIn(stored.get(digestKey(policyDomain)), policyDomain);
  // Whether it may still be asked about is found out by the rest; what was shown with the same resolver may be shown again.
  if (!digest || (isForCustomOnly && digest.resolver.id !== 'custom')) return null;
  return { subject: { state: 'found', policyDomain, alternatives }, domain: policyDomain, digest };
}
