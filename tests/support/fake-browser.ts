import { vi } from 'vitest';
import { chromiumBytes } from './chromium-quota.ts';

type Items = Record<string, unknown>;
type Changes = Record<string, { newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

export type AreaName = 'local' | 'session' | 'sync' | 'managed';

/**
 * A browser that grants everything and remembers what is stored, put in the place of the real one; once in a file, before anything is loaded
 * that looks for it. What is stored is copied on its way in and out, as in a browser.
 */
export function fakeBrowser() {
  let isPopup = false;
  let isFull: (area: AreaName, items: Items) => boolean = () => false;
  const stored: Record<AreaName, Items> = { local: {}, session: {}, sync: {}, managed: {} };
  const badges = new Map<number, string>();
  const everywhere = new Set<Listener>();
  const area = (name: AreaName) => {
    const listeners = new Set<Listener>(everywhere);
    const tell = (changes: Changes) => {
      for (const listener of [...listeners, ...everywhere]) listener(changes, name);
    };
    const drop = (keys: readonly string[]) => {
      const there = keys.filter((key) => Object.hasOwn(stored[name], key));
      for (const key of there) delete stored[name][key];
      if (there.length > 0) tell(Object.fromEntries(there.map((key) => [key, {}])));
    };
    return {
      get: async (keys: readonly string[] | string | null) => {
        const wanted = keys === null ? Object.keys(stored[name]) : [keys].flat();
        const there = wanted.filter((key) => Object.hasOwn(stored[name], key));
        return structuredClone(Object.fromEntries(there.map((key) => [key, stored[name][key]])));
      },
      set: async (items: Items) => {
        if (isFull(name, items)) throw new Error('QUOTA_BYTES quota exceeded');
        Object.assign(stored[name], structuredClone(items));
        tell(Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }])));
      },
      remove: async (keys: readonly string[] | string) => drop([keys].flat()),
      clear: async () => drop(Object.keys(stored[name])),
      getBytesInUse: async () => chromiumBytes(name, stored[name]),
      onChanged: event(listeners),
    };
  };
  const quiet = () => event(new Set());
  vi.stubGlobal('chrome', {
    storage: {
      local: area('local'),
      session: area('session'),
      sync: area('sync'),
      managed: area('managed'),
      onChanged: event(everywhere),
    },
    permissions: {
      contains: async () => true,
      getAll: async () => ({ origins: ['https://*/*'], permissions: [] }),
      remove: async () => true,
      onAdded: quiet(),
      onRemoved: quiet(),
    },
    action: {
      setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) => void badges.set(tabId, text),
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
      setTitle: async () => undefined,
      setIcon: async () => undefined,
    },
    tabs: {
      query: async () => [{ id: 1, url: 'https://example.com/', incognito: false }],
      onUpdated: quiet(),
      onRemoved: quiet(),
    },
    extension: { inIncognitoContext: false, getViews: () => (isPopup ? [window] : []) },
    webRequest: { onErrorOccurred: quiet(), onCompleted: quiet(), onHeadersReceived: quiet() },
    runtime: { id: 'waxseal', getURL: (path: string) => `chrome-extension://waxseal${path}` },
  });
  return {
    stored,
    badges,
    /** Says which writes are refused from now on. */
    refuse: (refuses: typeof isFull) => void (isFull = refuses),
    /** Whether this page is the popup of the toolbar. */
    showAsPopup: (shows: boolean) => void (isPopup = shows),
    /** As it was at the start. */
    reset: () => {
      isFull = () => false;
      isPopup = false;
      badges.clear();
      for (const items of Object.values(stored)) for (const key of Object.keys(items)) delete items[key];
    },
  };
}

function event(listeners: Set<Listener>) {
  return {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
    hasListener: (listener: Listener) => listeners.has(listener),
  };
}
