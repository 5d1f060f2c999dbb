import type { Figure } from './figure.ts';
import type { CostPoint } from './parsers.ts';

const WIDTH = 760;
const COLOURS = { waxseal: '#17713f', peer: '#5b6572', floor: '#c9ced6' };

/** The two pictures of the bench, as one SVG: latency against its floor, and the cost of a policy against its size. */
export function chartOf(figures: readonly Figure[], points: readonly CostPoint[]): string {
  const latencies = figures.filter(({ group }) => ['cold', 'warm'].includes(group));
  const bars = barsOf(latencies);
  const curve = curveOf(points, bars.height + 40);
  const height = bars.height + 40 + curve.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12">
  <rect width="${WIDTH}" height="${height}" fill="#ffffff" />
${bars.markup}
${curve.markup}
</svg>
`;
}

interface Drawing {
  readonly markup: string;
  readonly height: number;
}

/** Each measured latency over its floor, as lengths; a thin line marks the half of the rounds in the middle. */
function barsOf(figures: readonly Figure[]): Drawing {
  const longest = Math.max(...figures.map(({ value, base }) => Math.max(value.high, base.median)));
  const scale = (value: number) => ((WIDTH - 380) * value) / longest;
  const rows = figures.map(({ what, value, base, ratio }, index) => {
    const y = 40 + index * 34;
    return `  <text x="10" y="${y + 14}">${escaped(what)}</text>
  <rect x="270" y="${y}" width="${scale(base.median).toFixed(1)}" height="9" fill="${COLOURS.floor}" />
  <rect x="270" y="${y + 10}" width="${scale(value.median).toFixed(1)}" height="9" fill="${what.startsWith('mailauth') ? COLOURS.peer : COLOURS.waxseal}" />
  <path d="M${(270 + scale(value.low)).toFixed(1)} ${y + 14.5}H${(270 + scale(value.high)).toFixed(1)}" stroke="#000000" />
  <text x="${WIDTH - 10}" y="${y + 14}" text-anchor="end">${value.median.toFixed(0)} ms, × ${ratio.median.toFixed(2)}</text>`;
  });
  const title = `  <text x="10" y="20" font-size="14">Latency (dark) over its floor in the same run (light)</text>`;
  return { markup: [title, ...rows].join('\n'), height: 40 + figures.length * 34 };
}

/** Both axes logarithmic: what grows in line with its input is a line of slope one. */
function curveOf(points: readonly CostPoint[], top: number): Drawing {
  const size = { left: 60, width: WIDTH - 180, height: 240 };
  const costs = points.flatMap(({ waxseal, mailauth }) => [waxseal, mailauth]);
  const x = axis(
    points.map(({ bytes }) => bytes),
    size.left,
    size.left + size.width,
  );
  const y = axis(costs, top + 40 + size.height, top + 40);
  const line = (who: 'waxseal' | 'mailauth', colour: string) => {
    const at = points.map((point) => `${x(point.bytes).toFixed(1)},${y(point[who]).toFixed(1)}`);
    const last = points.at(-1)!;
    return `  <polyline points="${at.join(' ')}" fill="none" stroke="${colour}" stroke-width="2" />
  <text x="${(x(last.bytes) + 8).toFixed(1)}" y="${(y(last[who]) + 4).toFixed(1)}" fill="${colour}">${who}</text>`;
  };
  const marks = points.map(
    ({ bytes, waxseal }) =>
      `  <text x="${x(bytes).toFixed(1)}" y="${top + 60 + size.height}" text-anchor="middle">${bytes} B</text>
  <text x="${x(bytes).toFixed(1)}" y="${(y(waxseal) + 18).toFixed(1)}" text-anchor="middle" fill="${COLOURS.waxseal}">${(1000 * waxseal).toPrecision(2)} µs</text>`,
  );
  const title = `  <text x="10" y="${top + 20}" font-size="14">Cost of reading a policy by its size, both axes logarithmic</text>`;
  const markup = [title, line('mailauth', COLOURS.peer), line('waxseal', COLOURS.waxseal), ...marks].join(
    '\n',
  );
  return { markup, height: size.height + 80 };
}

function axis(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((to - from) * (Math.log(value) - low)) / (high - low || 1);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
