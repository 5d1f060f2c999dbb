import { say } from '../lib/locales/say.ts';
import type { Tone } from '../lib/mechanism.ts';

/** Five shapes and a waiting one, so that they differ without colour. */
const SHAPES: Readonly<Record<Tone | 'wait', readonly [edge: string, sign: string]>> = {
  good: ['M15 8a7 7 0 1 1-14 0a7 7 0 1 1 14 0', 'M4.7 8.3l2.3 2.3 4.4-4.8'],
  warn: ['M8 1.2l7 12.9a.7.7 0 0 1-.6 1H1.6a.7.7 0 0 1-.6-1z', 'M8 6v4M8 12.4v.1'],
  bad: ['M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z', 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2'],
  idle: ['M14.2 8a6.2 6.2 0 1 1-12.4 0a6.2 6.2 0 1 1 12.4 0', 'M5.2 8h5.6'],
  ask: [
    'M4.8 1.3h6.4a3.5 3.5 0 0 1 3.5 3.5v6.4a3.5 3.5 0 0 1-3.5 3.5H4.8a3.5 3.5 0 0 1-3.5-3.5V4.8a3.5 3.5 0 0 1 3.5-3.5z',
    'M6 6.3c.2-1.2 1-1.8 2-1.8 1.2 0 2.1.7 2.1 1.8 0 1.7-2.1 1.6-2.1 3M8 11.6v.1',
  ],
  wait: ['M14.2 8a6.2 6.2 0 1 1-12.4 0a6.2 6.2 0 1 1 12.4 0', ''],
};

/** The sign of a row. */
export function ToneSign({ tone }: { tone: Tone | 'wait' }) {
  const [edge, sign] = SHAPES[tone];
  return (
    <svg class={`tone-sign ${tone}`} viewBox="0 0 16 16" role="img" aria-label={say(`sign.${tone}`)}>
      <path class="edge" d={edge} />
      <path class="sign" d={sign} />
    </svg>
  );
}
