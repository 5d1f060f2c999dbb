import type { SealName } from '../lib/verdict/seal.ts';

/** What the popup can show beside a verdict: nothing to look up, nothing asked yet, a check that was interrupted. */
export type ShownSeal = SealName | 'unsupported' | 'unchecked' | 'interrupted';

interface Shape {
  /** A whole seal is a verdict; it is cracked where senders find it broken, half where only some find it, and an outline where none is set. */
  readonly wax: 'whole' | 'cracked' | 'half' | 'outline';
  /** What is pressed into it. */
  readonly sign: string;
}

const CHECK = 'M18 24.5l4.7 4.7 8.8-9.6';
const DASH = 'M18.5 24h12';

/** The seal of each standing: no two are alike, so that they can be told apart without colour. */
export const SHAPES: Readonly<Record<ShownSeal, Shape>> = {
  enforced: { wax: 'whole', sign: CHECK },
  // A key: what DANE has in DNS.
  dane: { wax: 'whole', sign: 'M24 24a4 4 0 1 1-8 0a4 4 0 1 1 8 0M24 24h9v4.4M29 24v3.4' },
  testing: { wax: 'whole', sign: 'M18.8 18.5h11.4M24.5 18.5v11.5' },
  uncovered: { wax: 'whole', sign: 'M24.5 16.5v9.5M24.5 31.2v.2' },
  held: { wax: 'whole', sign: 'M20.9 18.5v11M28.1 18.5v11' },
  broken: { wax: 'cracked', sign: 'M28 -1l-5.5 11.5 6.5 7.5-9 9.5 7 7.5-4.5 13' },
  fragile: { wax: 'half', sign: CHECK },
  disabled: { wax: 'whole', sign: DASH },
  absent: { wax: 'outline', sign: DASH },
  'no-mail': { wax: 'whole', sign: 'M19.5 29.5l10-11M31 24a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0' },
  'no-domain': { wax: 'outline', sign: 'M19.5 19l10 10M29.5 19l-10 10' },
  unknown: {
    wax: 'whole',
    sign: 'M20.6 20.3c.5-2.3 2-3.3 4-3.3 2.2 0 4 1.4 4 3.5 0 3.3-4 3.2-4 6M24.6 31.2v.2',
  },
  // The hands of a clock: at 16 pixels three dots would look like the dash above.
  checking: { wax: 'outline', sign: 'M24.4 15.6v8.8l6.2 4.4' },
  unsupported: { wax: 'outline', sign: 'M24.5 22.6v8.4M24.5 17.4v.2' },
  unchecked: { wax: 'outline', sign: 'M21.2 18.2l9 5.8-9 5.8z' },
  interrupted: { wax: 'outline', sign: 'M26.4 16.4l-6 8.2h8.4l-6 8' },
};

/** The edge of the wax, in a field of 48 by 48. */
export const WAX =
  'M24 2.6c3 0 4.4 2.3 7 3.1 2.7.8 5.4-.1 7.5 1.7 2.1 1.9 1.7 4.7 3.1 7 1.3 2.2 4 3.4 4.3 6.3.3 2.8-1.7 4.6-2 7.3-.2 2.6 1.2 5.1-.2 7.6-1.4 2.4-4.2 2.5-6.2 4.2-2 1.7-2.5 4.5-5.2 5.4-2.7.8-4.6-1.1-7.3-1.1s-4.9 1.8-7.5.8c-2.6-1-3-3.8-4.9-5.5-1.9-1.7-4.7-2-6-4.5-1.3-2.5.1-4.9-.1-7.6C6.3 24.6 4.4 22.7 4.8 19.9c.4-2.8 3.1-3.8 4.5-6.1C10.7 11.4 10.5 8.6 12.7 6.9c2.1-1.7 4.7-.6 7.3-1.4C21.6 5 22.2 2.6 24 2.6z';
