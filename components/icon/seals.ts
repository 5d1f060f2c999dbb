import type { Tone } from '../../lib/mechanism.ts';
import { HEADLINES, type Headline } from '../../lib/verdict/headlines.ts';
import { sealOf, type SealName } from '../../lib/verdict/seal.ts';

/** Those of standings that are yet to come. */
const COMING: readonly (readonly [SealName, Tone])[] = [
  ['dane', 'good'],
  ['held', 'bad'],
  ['held', 'warn'],
];

const known = Object.entries(HEADLINES).map(
  ([headline, { standing, tone }]) => [sealOf({ standing, headline: headline as Headline }), tone] as const,
);

/** Each seal in each tone that it can have on the toolbar, once. */
export const SEALS: readonly (readonly [SealName, Tone])[] = [
  ...new Map([...known, ...COMING].map((each) => [each.join('-'), each])).values(),
];
