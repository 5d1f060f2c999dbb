import { describe, expect, it } from 'vitest';
import { listenWhile } from '../../../lib/browser/listen-while.ts';

function prepare(isNeeded: () => Promise<boolean>) {
  const listeners = new Set<() => void>();
  const event = {
    addListener: (listener: () => void) => void listeners.add(listener),
    removeListener: (listener: () => void) => void listeners.delete(listener),
  };
  const settle = listenWhile(event, () => undefined, isNeeded);
  return { isListening: () => listeners.size > 0, settle };
}

describe('listenWhile', () => {
  it('listens from the start, before it is known whether anybody needs it', () => {
    const { isListening } = prepare(() => new Promise(() => undefined));
    expect(isListening()).toBe(true);
  });

  it('stops when nobody does, and starts again when somebody does', async () => {
    let isNeeded = false;
    const { isListening, settle } = prepare(async () => isNeeded);
    await settle();
    expect(isListening()).toBe(false);
    isNeeded = true;
    await settle();
    expect(isListening()).toBe(true);
  });

  it('goes on listening where it cannot be found out', async () => {
    const { isListening, settle } = prepare(async () => {
      throw new Error('storage');
    });
    await settle();
    expect(isListening()).toBe(true);
  });

  it('goes by the last question, in whatever order the answers come', async () => {
    const answers: ((isNeeded: boolean) => void)[] = [];
    const { isListening, settle } = prepare(() => new Promise((resolve) => void answers.push(resolve)));
    const early = settle();
    const late = settle();
    answers[2]?.(true);
    await late;
    answers[1]?.(false);
    await early;
    expect(isListening()).toBe(true);
  });
});
