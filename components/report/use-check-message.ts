import { useState } from 'preact/hooks';
import type { MessageAnswer, MessageQuestion } from '../../lib/mechanisms/dkim/message-question.ts';
import type { MessageOutline } from '../../lib/mechanisms/dkim/message-outline.ts';
import type { VerifiedMessage } from '../../lib/mechanisms/dkim/verify.ts';

export type ReadOutline = Extract<MessageOutline, { state: 'read' }>;
export type Verified = Extract<VerifiedMessage, { state: 'read' }>;
type Answered = Extract<MessageAnswer, { state: 'answered' }>;

/** Why a message was not read. */
export type Unread = 'too-large' | 'no-message' | 'unreadable';

/** How far the check of a message is. It stands in the page alone: no text of a message is kept or sent. */
export type MessageState =
  | { readonly kind: 'idle' | 'reading' }
  | { readonly kind: 'unread'; readonly why: Unread }
  /** `read` asks nothing yet. */
  | { readonly kind: 'read' | 'asking' | 'failed'; readonly given: Given }
  | { readonly kind: 'not-permitted'; readonly given: Given; readonly resolver: string }
  | {
      readonly kind: 'verified';
      readonly given: Given;
      readonly verified: Verified;
      readonly answer: Answered;
    };

interface Given {
  readonly octets: Uint8Array;
  readonly outline: ReadOutline;
}

export interface CheckMessageState {
  readonly state: MessageState;
  /** Reads a text or file that a person gives; asks nothing. */
  readonly read: (given: Blob) => void;
  /** Asks for the keys, and verifies. */
  readonly verify: () => void;
}

/** The message that a person gave last, and what came of it. */
export function useCheckMessage(
  onMessageRecords: (asked: MessageQuestion) => Promise<MessageAnswer>,
  now: () => number,
): CheckMessageState {
  const [state, setState] = useState<MessageState>({ kind: 'idle' });
  // What was given meanwhile is what counts.
  const follow = (begun: MessageState, next: Promise<MessageState>, failed: MessageState) => {
    setState(begun);
    const settle = (settled: MessageState) => setState((at) => (at === begun ? settled : at));
    void next.then(settle, () => settle(failed));
  };
  return {
    state,
    read: (given) => follow({ kind: 'reading' }, readGiven(given), { kind: 'unread', why: 'unreadable' }),
    verify: () => {
      if (!('given' in state)) return;
      const { given } = state;
      follow({ kind: 'asking', given }, verifyGiven(given, onMessageRecords, now), { kind: 'failed', given });
    },
  };
}

async function readGiven(blob: Blob): Promise<MessageState> {
  const { MOST_GIVEN_OCTETS, outlineOf } = await import('../../lib/mechanisms/dkim/message-outline.ts');
  // A file that is too large is not even opened.
  if (blob.size > MOST_GIVEN_OCTETS) return { kind: 'unread', why: 'too-large' };
  const octets = new Uint8Array(await blob.arrayBuffer());
  const outline = outlineOf(octets);
  return outline.state === 'read'
    ? { kind: 'read', given: { octets, outline } }
    : { kind: 'unread', why: outline.state };
}

async function verifyGiven(
  given: Given,
  onMessageRecords: (asked: MessageQuestion) => Promise<MessageAnswer>,
  now: () => number,
): Promise<MessageState> {
  const { octets, outline } = given;
  const { verifyMessage } = await import('../../lib/mechanisms/dkim/verify.ts');
  const answer = await onMessageRecords(questionOf(outline));
  if (answer.state === 'not-permitted') return { kind: 'not-permitted', given, resolver: answer.resolver };
  const keys = new Map(answer.keys.map((key) => [key.name, key.answer]));
  const unasked = { state: 'unavailable', reason: 'never-asked', detail: null } as const;
  // The keys are there already: verifying asks nothing more.
  const lookUp = (async (name: string) => keys.get(name) ?? unasked) as Parameters<typeof verifyMessage>[1];
  const verified = await verifyMessage(octets, lookUp, now());
  return verified.state === 'read'
    ? { kind: 'verified', given, verified, answer }
    : { kind: 'unread', why: verified.state };
}

/** Everything of a message that leaves the page. */
export function questionOf({ keys, from, envelope }: ReadOutline): MessageQuestion {
  const others = [...keys.map(({ domain }) => domain), ...(envelope === null ? [] : [envelope])];
  return { keyNames: keys.map(({ name }) => name), from, others: [...new Set(others)] };
}
