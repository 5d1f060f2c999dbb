import type { Share, ToldStrip } from '../lib/report/blocks.ts';

/** Between two parts, and between two groups, in units of the parts. */
const GAP = 0.4;
const GROUP_GAP = 1.2;
const HEIGHT = 4;

/** Parts as wide as they count: filled as far as is certain, hatched as far as is possible. Its text is read in its place, and stands in the table too. */
export function StripView({ text, groups }: ToldStrip) {
  const placed: (Share & { readonly x: number })[] = [];
  let x = 0;
  for (const group of groups) {
    for (const share of group) {
      placed.push({ ...share, x });
      x += share.most + GAP;
    }
    x += GROUP_GAP - GAP;
  }
  const width = x - GROUP_GAP;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
    >
      <defs>
        <pattern
          id="strip-open"
          width="1.2"
          height="1.2"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="line" width="0.5" height="1.2" />
        </pattern>
      </defs>
      {placed.map(({ x: at, low, high, most }) => (
        <g key={at}>
          <rect class="most" x={at} width={most} height={HEIGHT} />
          <rect class="low" x={at} width={low} height={HEIGHT} />
          <rect class="open" x={at + low} width={high - low} height={HEIGHT} fill="url(#strip-open)" />
        </g>
      ))}
    </svg>
  );
}
