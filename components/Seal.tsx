import type { Standing } from '../lib/verdict/headlines.ts';

/** The wax, and pressed into it the sign of the standing. Decorative: the headline beside it says the same. */
const SIGNS: Record<Standing, string> = {
  enforced: 'M18 24.5l4.7 4.7 8.8-9.6',
  dane: 'M18 24.5l4.7 4.7 8.8-9.6',
  held: 'M21 18.5v11.5M28 18.5v11.5',
  testing: 'M18.8 18.5h11.4M24.5 18.5v11.5',
  uncovered: 'M24.5 16.5v9.5M24.5 31.2v.2',
  broken: 'M24.5 16.5v9.5M24.5 31.2v.2',
  fragile: 'M24.5 16.5v9.5M24.5 31.2v.2',
  disabled: 'M18.5 24h12',
  absent: 'M18.5 24h12',
  'no-mail': 'M19.5 29.5l10-11M31 24a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0',
  unknown: 'M20.6 20.3c.5-2.3 2-3.3 4-3.3 2.2 0 4 1.4 4 3.5 0 3.3-4 3.2-4 6M24.6 31.2v.2',
  checking: 'M18.5 24h.2M24.4 24h.2M30.3 24h.2',
};

const WAX =
  'M24 2.6c3 0 4.4 2.3 7 3.1 2.7.8 5.4-.1 7.5 1.7 2.1 1.9 1.7 4.7 3.1 7 1.3 2.2 4 3.4 4.3 6.3.3 2.8-1.7 4.6-2 7.3-.2 2.6 1.2 5.1-.2 7.6-1.4 2.4-4.2 2.5-6.2 4.2-2 1.7-2.5 4.5-5.2 5.4-2.7.8-4.6-1.1-7.3-1.1s-4.9 1.8-7.5.8c-2.6-1-3-3.8-4.9-5.5-1.9-1.7-4.7-2-6-4.5-1.3-2.5.1-4.9-.1-7.6C6.3 24.6 4.4 22.7 4.8 19.9c.4-2.8 3.1-3.8 4.5-6.1C10.7 11.4 10.5 8.6 12.7 6.9c2.1-1.7 4.7-.6 7.3-1.4C21.6 5 22.2 2.6 24 2.6z';

export function Seal({ standing }: { standing: Standing }) {
  return (
    <svg class="seal" viewBox="0 0 48 48" aria-hidden="true">
      <path class="wax" d={WAX} />
      <circle class="rim" cx="24.5" cy="24" r="13.2" />
      <path class="sign" d={SIGNS[standing]} />
    </svg>
  );
}
