import type { Tone } from '../mechanism.ts';
import type { Badge } from './badges.ts';
import type { Digest, Row } from './digest.ts';
import { hiddenErrors, isError } from './fault.ts';
import { gathered } from './gathered.ts';
import type { Standing } from './headlines.ts';
import { WEIGHTS, type Lane } from './weights.ts';

/** The lanes that a badge can show. */
export type BadgeLane = Exclude<Lane, 'also'>;

/** What a badge says of one lane: of spoofing `known` stands for whatever was found out, which its tone tells. */
export interface LaneState {
  readonly lane: BadgeLane;
  readonly state: Standing | 'known';
  readonly tone: Tone;
  /** So many errors stand in the lane, and its word says nothing of them. */
  readonly hidden: number;
}

/** The lanes that have to be asked for a badge. Mail to the domain always: the seal is about that. */
export function lanesOf(badge: Badge): readonly BadgeLane[] {
  return badge === 'transit' ? ['transit'] : ['transit', 'spoofing'];
}

/** What is known of mail to the domain. Pure. */
export function transitState(digest: Digest): LaneState {
  const { standing: state, tone } = digest;
  return { lane: 'transit', state, tone, hidden: hiddenErrors(digest) };
}

/** What is known of mail in the name of the domain; a check that ended without having asked leaves it unknown. Pure. */
export function spoofingState(digest: Digest): LaneState {
  const lane = 'spoofing';
  const first = weightiest(digest);
  if (first && first.headline !== 'checking')
    return {
      lane,
      state: first.tone === 'ask' ? 'unknown' : 'known',
      tone: first.tone,
      hidden: hiddenIn(digest, first),
    };
  return digest.finishedAt === null
    ? { lane, state: 'checking', tone: 'idle', hidden: 0 }
    : { lane, state: 'unknown', tone: 'ask', hidden: 0 };
}

/** True where something was found out about mail in the name of the domain, if only that it could not be known. Pure. */
export function isSpoofingTold(digest: Digest): boolean {
  const first = weightiest(digest);
  return first !== undefined && first.headline !== 'checking';
}

function weightiest({ rows }: Digest): Row | undefined {
  return rows.find(({ lane }) => lane === 'spoofing');
}

/** The lane that the badge shows. Of two that are equally bad it is mail to the domain, as the seal beside it. Pure. */
export function badgeState(digest: Digest, badge: Badge): LaneState {
  const [transit, spoofing] = [transitState(digest), spoofingState(digest)];
  if (badge === 'transit') return transit;
  return badge === 'spoofing' || badnessOf(spoofing) > badnessOf(transit) ? spoofing : transit;
}

/** Higher is worse. What is not known, or not yet, is worse than all that is not known to be bad, so that it never makes a badge better. */
function badnessOf({ state, tone }: LaneState): number {
  if (state === 'checking') return BADNESS.ask;
  // Who takes no mail lacks no protection for it.
  return state === 'no-mail' && tone === 'idle' ? 0 : BADNESS[tone];
}

const BADNESS: Readonly<Record<Tone, number>> = { good: 0, idle: 1, ask: 2, warn: 3, bad: 4 };

function hiddenIn({ findings }: Digest, { tone }: Row): number {
  if (tone !== 'good') return 0;
  const own = findings.filter(({ mechanism }) => WEIGHTS[mechanism]?.lane === 'spoofing');
  return gathered(own.filter(isError)).length;
}
