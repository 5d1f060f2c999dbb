import type { Sign } from '../lib/report/blocks.ts';

/** Drawn, not written: not every font has the signs, and a box in their place would say nothing. */
const PATHS: Record<Sign, string> = {
  yes: 'M3 8.5l3.4 3.4L13 4.6',
  no: 'M4 4l8 8M12 4l-8 8',
  open: 'M12 8a4 4 0 1 1-8 0a4 4 0 1 1 8 0',
  differs: 'M3 6.2c2-2 3.6-1.6 5 0s3 2 5 0M3 10.6c2-2 3.6-1.6 5 0s3 2 5 0',
  unsure: 'M5.6 5.8c.3-1.6 1.3-2.4 2.5-2.4c1.4 0 2.5.9 2.5 2.2c0 2.1-2.5 2-2.5 3.8M8.1 12.4v.2',
};

/** A small sign beside a line of text. With a label it speaks for itself, without one the text beside it does. */
export function Mark({ sign, label }: { sign: Sign; label?: string }) {
  const spoken =
    label === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class="mark" viewBox="0 0 16 16" width="14" height="14" {...spoken}>
      <path d={PATHS[sign]} />
    </svg>
  );
}
