interface BrowserEvent<Listener> {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

/**
 * Listens to an event of the browser while somebody needs it: every event that is listened to wakes the background, and most
 * pages concern nobody. A background that starts listens at once, for it may have been woken by that very event, and stops when
 * it has found out that nobody needs it; what was stopped wakes it no more. Gives the function to be called when the need may have changed;
 * it never rejects.
 */
export function listenWhile<Listener>(
  event: BrowserEvent<Listener>,
  listener: Listener,
  isNeeded: () => Promise<boolean>,
): () => Promise<void> {
  let latest = 0;
  const settle = async () => {
    const turn = ++latest;
    const needed = await isNeeded().catch(() => true);
    // An older answer says nothing any more.
    if (turn !== latest) return;
    if (needed) event.addListener(listener);
    else event.removeListener(listener);
  };
  event.addListener(listener);
  void settle();
  return settle;
}
