import { describe, expect, it, vi } from 'vitest';

type Listener = (
  message: unknown,
  sender: unknown,
  sendResponse: (answer: unknown) => void,
) => boolean | undefined;

/** A browser whose background listens in the same place: what is sent goes through JSON, as Chromium does it. */
const listeners: Listener[] = [];
const throughJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));
const session = { get: async () => ({}), onChanged: { addListener: () => undefined } };
vi.stubGlobal('chrome', {
  storage: { session },
  runtime: {
    id: 'waxseal',
    getURL: (path: string) => `chrome-extension://waxseal/${path}`,
    onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
    sendMessage: (message: unknown) =>
      new Promise((resolve, reject) => {
        const sender = { id: 'waxseal', url: 'chrome-extension://waxseal/popup.html' };
        const answer = (value: unknown) => resolve(throughJson(value));
        if (!listeners.some((listener) => listener(throughJson(message), sender, answer)))
          reject(new Error('Receiving end does not exist.'));
      }),
  },
});
const { ask } = await import('../../../lib/browser/messages.ts');

describe('what a page asks of the background', () => {
  it('is rejected while nobody listens', async () => {
    await expect(ask('forget', undefined)).rejects.toThrow('Receiving end does not exist.');
  });

  it('is understood by the library that answers there, and its answer here', async () => {
    const { onMessage, refuseStrangers } = await import('../../../lib/browser/answering.ts');
    onMessage('subject', ({ data, sender }) => {
      refuseStrangers(sender);
      return { state: 'unsupported', reason: 'not-a-name', text: data.value };
    });
    expect(await ask('subject', { kind: 'text', value: 'so' })).toEqual({
      state: 'unsupported',
      reason: 'not-a-name',
      text: 'so',
    });
  });

  it('is rejected with the words of the background where that refuses', async () => {
    const { onMessage } = await import('../../../lib/browser/answering.ts');
    onMessage('assess', () => {
      throw new Error('Not a domain that may be asked.');
    });
    const request = { domain: 'x', fresh: false, tabId: null, isPrivate: false };
    await expect(ask('assess', request)).rejects.toThrow('Not a domain that may be asked.');
  });

  it('may be answered with nothing', async () => {
    const { onMessage } = await import('../../../lib/browser/answering.ts');
    onMessage('forget', () => undefined);
    expect(await ask('forget', undefined)).toBeUndefined();
  });

  it('is rejected where the background ended before it had answered', async () => {
    listeners.splice(0, Infinity, (_message, _sender, answer) => {
      answer(undefined);
      return true;
    });
    await expect(ask('forget', undefined)).rejects.toThrow('No answer.');
  });

  it('is of the time before the look at whether everything was forgotten, however long that takes to come back', async () => {
    const { askSince } = await import('../../../lib/browser/messages.ts');
    const sent: unknown[] = [];
    listeners.splice(0, Infinity, (message, _sender, answer) => {
      sent.push((message as { timestamp: number }).timestamp);
      answer({ res: [] });
      return true;
    });
    vi.useFakeTimers({ now: 1000, toFake: ['Date'] });
    session.get = async () => {
      vi.setSystemTime(1150);
      return {};
    };
    await askSince(0, 'registrable', []);
    vi.useRealTimers();
    expect(sent).toEqual([1000]);
  });
});
