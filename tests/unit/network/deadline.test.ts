import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { beforeDeadline } from '../../../lib/network/deadline.ts';
import { fakeDeadlines, never } from '../../support/time.ts';

describe('beforeDeadline', () => {
  it('gives what the promise gives', async () => {
    expect(await beforeDeadline(new AbortController().signal, Promise.resolve('done'))).toBe('done');
  });

  it('rejects as the promise rejects', async () => {
    const failed = Promise.reject(new Error('no'));
    await expect(beforeDeadline(new AbortController().signal, failed)).rejects.toThrow('no');
  });

  it('rejects with the reason of the signal, however long the promise takes', async () => {
    const { deadline, expire } = fakeDeadlines();
    const waiting = beforeDeadline(deadline(1), never());
    expire();
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('rejects at once where the deadline has passed already', async () => {
    await expect(beforeDeadline(AbortSignal.abort(new Error('late')), never())).rejects.toThrow('late');
  });

  it('leaves no listener on a signal that many share', async () => {
    const { signal } = new AbortController();
    await beforeDeadline(signal, Promise.resolve());
    await beforeDeadline(signal, Promise.reject(new Error('no'))).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
