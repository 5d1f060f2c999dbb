import { vi } from 'vitest';
import { quiet } from './time.ts';

type OnUpdated = (tabId: number, change: { status?: string }, tab: object) => void;

const TAB = { id: 1, active: true, url: 'https://example.com/', incognito: false, status: 'complete' };

/** Another life of the background, whose automatic badge is set up in a browser that shows example.com in front; `load` is the end of loading. */
export async function automaticBadge() {
  const listeners = new Set<OnUpdated>();
  const event = (set: Set<unknown>) => ({
    addListener: (listener: unknown) => set.add(listener),
    removeListener: (listener: unknown) => set.delete(listener),
  });
  const tabs = { get: async () => TAB, onUpdated: event(listeners), onActivated: event(new Set()) };
  const { chrome } = globalThis as unknown as { chrome: { tabs: object } };
  Object.assign(chrome.tabs, tabs);
  vi.resetModules();
  const { setUpAutomatic } = await import('../../lib/browser/automatic.ts');
  setUpAutomatic();
  return {
    load: async () => {
      for (const listener of listeners) listener(TAB.id, { status: 'complete' }, TAB);
      await quiet();
    },
  };
}
