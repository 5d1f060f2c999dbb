import type { Assessment } from '../../lib/check/assessment.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import type { ExtensionDesk } from './browsers/extension-desk.ts';

/** What the background found out, as it lies in the memory of the browser. */
export interface Behind {
  /** What popup and badge are drawn from. */
  readonly digest: Digest;
  readonly assessment: Assessment;
}

declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
  storage: { session: { get(keys: string[]): Promise<Record<string, unknown>> } };
};

/** Has the background check a domain, as a page does, without one: where only what it finds out is of interest, this takes a third of the time. */
export async function checkBehind(desk: ExtensionDesk, domain: string): Promise<Behind> {
  const page = await desk.page();
  return page.evaluate(async (name) => {
    const data = { domain: name, fresh: false, tabId: null, isPrivate: false };
    await chrome.runtime.sendMessage({ id: 0, type: 'assess', data, timestamp: Date.now() });
    const keys = [`digest:${name}`, `assessment:${name}`];
    const stored = await chrome.storage.session.get(keys);
    return { digest: stored[keys[0]!], assessment: stored[keys[1]!] } as Behind;
  }, domain);
}
