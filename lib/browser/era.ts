import { browser } from './native.ts';

/**
 * "Forget everything" must not lose a race. An era is the time between two forgettings. Whoever stores something takes the era when the person
 * acts, before waiting for anything, and `writeItem` looks again behind the write: what an earlier era wanted is removed.
 * A mark in `storage.session` tells every page and both backgrounds of Chromium that a forgetting is under way; nothing of it stays.
 */
export type Era = number;

const MARK = 'forgetting';

let era: Era = 0;
let isMarked = false;
/** When the last one began or ended, in milliseconds since 1970 UTC. */
let turnedAt = -Infinity;
let hasJoined = false;

/** The era of now, to be taken before anything is awaited. While everything is being forgotten it is one that ends with that. */
export function currentEra(): Era {
  join();
  return era;
}

/** No message is under way for longer; what seems to be comes from a clock that was set back. */
const LONGEST_WAY_MS = 60_000;

/** The era in which a message was sent, at `sentAt` by the clock of the machine: what was under way while everything was forgotten is of an earlier one. */
export function eraOfMessage(sentAt: number): Era {
  const isEarlier = sentAt <= turnedAt && turnedAt < sentAt + LONGEST_WAY_MS;
  return isEarlier ? currentEra() - 1 : currentEra();
}

/** True where everything was forgotten since, as far as it is known here without waiting. */
export function isKnownOver(since: Era): boolean {
  return since !== era || isMarked;
}

/** True where everything was forgotten since, or is being forgotten. Where the memory cannot be read, what is known here decides. */
export async function isOver(since: Era): Promise<boolean> {
  // The browser may not have told yet.
  const isMarkedNow = await isForgettingLeft().catch(() => isMarked);
  if (isMarkedNow !== isMarked) turn(isMarkedNow);
  return isKnownOver(since);
}

/** Ends the era everywhere. Rejects where that could not be told. */
export async function beginForgetting(): Promise<void> {
  join();
  turn(true);
  // A memory that is full is about to be emptied anyway.
  await setMark().catch(() => browser.storage.session.clear().then(setMark));
}

function setMark(): Promise<void> {
  return browser.storage.session.set({ [MARK]: true });
}

/** Begins the next era, by forgetting the last of what is in memory: the mark, and what others wrote before they saw it. */
export async function endForgetting(): Promise<void> {
  await browser.storage.session.clear();
  turn(false);
}

/** True while everything is being forgotten; at the start of a background, where the one before it ended in the middle of that. */
export async function isForgettingLeft(): Promise<boolean> {
  return MARK in (await browser.storage.session.get(MARK));
}

function turn(mark: boolean): void {
  isMarked = mark;
  era += 1;
  turnedAt = Date.now();
}

/** Only who writes has to know: nothing listens before. */
function join(): void {
  if (hasJoined) return;
  hasJoined = true;
  browser.storage.session.onChanged.addListener((changes) => {
    const change = changes[MARK];
    if (change) turn(change.newValue !== undefined);
  });
  // What is written by now waits for its own look.
  void isOver(era);
}
