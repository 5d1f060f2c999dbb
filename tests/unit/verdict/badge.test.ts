import { describe, expect, it } from 'vitest';
import type { Tone } from '../../../lib/mechanism.ts';
import { badgeState, isSpoofingTold, lanesOf, spoofingState } from '../../../lib/verdict/badge.ts';
import { BADGES } from '../../../lib/verdict/badges.ts';
import type { Digest } from '../../../lib/verdict/digest.ts';
import type { Standing } from '../../../lib/verdict/headlines.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { LANES } from '../../../lib/verdict/weights.ts';
import { assessmentOf } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const GOOD = digestOf(assessmentOf(), NOW);

type Transit = readonly [standing: Standing, tone: Tone];
type Spoofing = readonly [headline: string, tone: Tone];

/** A digest in which both lanes came to this. */
function digest(
  [standing, tone]: Transit,
  [headline, ofRow]: Spoofing,
  change: Partial<Digest> = {},
): Digest {
  const rows = GOOD.rows.map((row) => (row.name === 'dmarc' ? { ...row, headline, tone: ofRow } : row));
  return { ...GOOD, standing, tone, rows, ...change };
}

const SEALED = ['enforced', 'good'] as const;
const ABSENT = ['absent', 'idle'] as const;
const BROKEN = ['broken', 'bad'] as const;
const TESTING = ['testing', 'warn'] as const;
const UNKNOWN = ['unknown', 'ask'] as const;
const REJECT = ['reject', 'good'] as const;
const NONE = ['none', 'warn'] as const;
const OPEN = ['open', 'bad'] as const;
const NO_DMARC = ['absent', 'idle'] as const;
const UNAVAILABLE = ['unavailable', 'ask'] as const;
const PENDING = ['checking', 'idle'] as const;

describe('the worse of both', () => {
  it.each<[why: string, Transit, Spoofing, lane: string, tone: Tone]>([
    ['both good: as the seal', SEALED, REJECT, 'transit', 'good'],
    ['a warning about spoofing', SEALED, NONE, 'spoofing', 'warn'],
    ['spoofing is open to anyone', SEALED, OPEN, 'spoofing', 'bad'],
    ['no DMARC is worse than a seal', SEALED, NO_DMARC, 'spoofing', 'idle'],
    ['neither is set up: as the seal', ABSENT, NO_DMARC, 'transit', 'idle'],
    ['nothing in transit, and fakes are refused', ABSENT, REJECT, 'transit', 'idle'],
    ['a fault in transit beside a warning', BROKEN, NONE, 'transit', 'bad'],
    ['a trial beside a fault', TESTING, OPEN, 'spoofing', 'bad'],
    ['both warn: as the seal', TESTING, NONE, 'transit', 'warn'],
    ['spoofing not known is no better than good', SEALED, UNAVAILABLE, 'spoofing', 'ask'],
    ['nor than not set up', ABSENT, UNAVAILABLE, 'spoofing', 'ask'],
    ['and takes no fault away', BROKEN, UNAVAILABLE, 'transit', 'bad'],
    ['transit not known', UNKNOWN, REJECT, 'transit', 'ask'],
    ['transit not known, and spoofing known to be bad', UNKNOWN, OPEN, 'spoofing', 'bad'],
    ['neither known: as the seal', UNKNOWN, UNAVAILABLE, 'transit', 'ask'],
    [
      'takes no mail, and fakes are refused: nothing is worse than that',
      ['no-mail', 'idle'],
      REJECT,
      'transit',
      'idle',
    ],
    ['takes no mail, and can be forged', ['no-mail', 'idle'], NO_DMARC, 'spoofing', 'idle'],
    ['takes no mail by mistake', ['no-mail', 'bad'], REJECT, 'transit', 'bad'],
  ])('%s', (_, transit, spoofing, lane, tone) => {
    expect(badgeState(digest(transit, spoofing), 'worst')).toMatchObject({ lane, tone });
  });

  it('waits for neither lane to say what is bad, and shows nothing good before both are there', () => {
    const open = { finishedAt: null };
    expect(badgeState(digest(SEALED, PENDING, open), 'worst')).toMatchObject({ state: 'checking' });
    expect(badgeState(digest(BROKEN, PENDING, open), 'worst')).toMatchObject({
      lane: 'transit',
      tone: 'bad',
    });
    expect(badgeState(digest(['checking', 'idle'], REJECT, open), 'worst')).toMatchObject({
      state: 'checking',
    });
    expect(badgeState(digest(['checking', 'idle'], OPEN, open), 'worst')).toMatchObject({ lane: 'spoofing' });
  });
});

describe('over all pairs, the worse of both', () => {
  const transits: readonly Transit[] = [
    SEALED,
    ABSENT,
    BROKEN,
    TESTING,
    UNKNOWN,
    ['no-mail', 'idle'],
    ['no-mail', 'bad'],
  ];
  const spoofings: readonly Spoofing[] = [REJECT, NONE, OPEN, NO_DMARC, UNAVAILABLE, PENDING];
  const pairs = transits.flatMap((transit) => spoofings.map((spoofing) => [transit, spoofing] as const));
  const shown = (transit: Transit, spoofing: Spoofing) => badgeState(digest(transit, spoofing), 'worst').tone;

  it.each(pairs)('is good only where both are: %j, %j', (transit, spoofing) => {
    if (shown(transit, spoofing) === 'good') expect([transit, spoofing]).toEqual([SEALED, REJECT]);
  });

  it.each(pairs)('gets no better where one is not known any more: %j, %j', (transit, spoofing) => {
    const order: readonly Tone[] = ['good', 'idle', 'ask', 'warn', 'bad'];
    const of = (tone: Tone) => order.indexOf(tone);
    const without = [shown(UNKNOWN, spoofing), shown(transit, UNAVAILABLE), shown(transit, PENDING)];
    // What was known to be wrong is not known any more; all else may only look worse.
    const least = Math.min(of(shown(transit, spoofing)), of('ask'));
    for (const tone of without) expect(of(tone)).toBeGreaterThanOrEqual(least);
  });
});

describe('a lane by itself', () => {
  it.each<[Transit, Spoofing]>([
    [SEALED, OPEN],
    [BROKEN, REJECT],
    [UNKNOWN, UNAVAILABLE],
  ])('is shown whatever the other is: %s, %s', (transit, spoofing) => {
    const made = digest(transit, spoofing);
    expect(badgeState(made, 'transit')).toMatchObject({
      lane: 'transit',
      state: transit[0],
      tone: transit[1],
    });
    expect(badgeState(made, 'spoofing')).toMatchObject({ lane: 'spoofing', tone: spoofing[1] });
  });

  it('that a finished check did not ask about is not known, never good', () => {
    const made = digest(SEALED, PENDING);
    expect(spoofingState(made)).toEqual({ lane: 'spoofing', state: 'unknown', tone: 'ask', hidden: 0 });
    expect([isSpoofingTold(made), isSpoofingTold(GOOD)]).toEqual([false, true]);
    expect(badgeState(made, 'worst')).toMatchObject({ state: 'unknown', tone: 'ask' });
    expect(spoofingState({ ...made, rows: [] })).toMatchObject({ state: 'unknown', tone: 'ask' });
  });

  it('in green counts its own errors, and no others', () => {
    const error = { code: 'spf-several', severity: 'error', source: null, parameters: {} } as const;
    const findings = [
      { ...error, mechanism: 'spf' },
      { ...error, mechanism: 'mx' },
    ] as unknown as Digest['findings'];
    expect(badgeState(digest(SEALED, REJECT, { findings }), 'spoofing').hidden).toBe(1);
    expect(badgeState(digest(SEALED, REJECT, { findings }), 'transit').hidden).toBe(1);
    expect(badgeState(digest(SEALED, NONE, { findings }), 'spoofing').hidden).toBe(0);
  });
});

it('asks for the lanes that it shows, and always for mail to the domain, which the seal is about', () => {
  expect(BADGES.map((badge) => [badge, lanesOf(badge).join(' ')])).toEqual([
    ['transit', 'transit'],
    ['spoofing', 'transit spoofing'],
    ['worst', 'transit spoofing'],
  ]);
  expect(LANES).toEqual(expect.arrayContaining([...lanesOf('worst')]));
});
