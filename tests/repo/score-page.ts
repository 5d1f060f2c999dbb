import {
  SCORE_BANDS,
  SCORE_PARTS,
  SCORE_SCALE,
  SCORE_SUMS,
  type ScorePart,
} from '../../lib/verdict/score-table.ts';
import { SENTENCES } from '../support/i18n.ts';

/** Where the table of the score is printed, for whoever wants to argue with it. */
export const SCORE_PAGE = 'docs/score.md';

const keyOf = (code: string) => code.replaceAll('-', '_');
const said = (key: string) => SENTENCES.get(`score.${key}`) ?? '';

/** The page: every weight, what each outcome earns, and why; from the table and the sentences that the report shows. */
export function scorePage(): string {
  const parts = Object.keys(SCORE_PARTS) as ScorePart[];
  const of = (sum: string) => parts.filter((part) => SCORE_PARTS[part].sum === sum);
  const mostOf = (part: ScorePart) => Math.max(...Object.values(SCORE_PARTS[part].points));
  const titles = { to: 'Mail to the domain', from: 'Mail in its name', bonus: 'Beside the sum' } as const;
  const tables = SCORE_SUMS.flatMap((sum) => {
    const most = of(sum).reduce((all, part) => all + mostOf(part), 0);
    return [`## ${titles[sum]}: ${most}`, ...of(sum).map((part) => partOf(part, mostOf(part)))];
  });
  const bands = Object.entries(SCORE_BANDS).map(
    ([band, from]) => `“${said(`band.${band}`)}” from ${from} points on`,
  );
  return `${INTRODUCTION}\n${tables.join('\n\n')}\n\n## Words\n\n${WORDS.replace('{bands}', bands.join(', '))}\n`;
}

function partOf(part: ScorePart, most: number): string {
  const { points, source, of } = SCORE_PARTS[part];
  const rows = Object.entries(points).map(([outcome, earned]) => [
    String(earned),
    said(`part.${part}.is.${keyOf(outcome)}`).replaceAll('|', '\\|'),
  ]);
  const unknown = [`0–${most}`, said(`part.${part}.is.unknown`)];
  return [
    `### ${said(`part.${part}.name`)}: ${most}`,
    `${said(`part.${part}.reason`)} (${source}; decided by ${of.map((name) => `\`${name}\``).join(', ')})`,
    tableOf([['Points', 'If'], ...rows, unknown]),
  ].join('\n\n');
}

/** Columns as wide as their widest cell, as prettier writes them. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1].map((at) => Math.max(3, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const INTRODUCTION = `# The score

<!-- Printed by \`npm run docs\` from lib/verdict/score-table.ts. -->

The score says how much is done about forged mail and about mail that somebody intercepts. This is scale ${SCORE_SCALE}: whoever changes a number makes another
scale, and every file that Waxseal writes names the scale. The score has no colour, and it replaces no finding. The options switch it off.

- **Outcomes count, not records.** Nobody gets points because a record exists.
- **Two sums** are told apart, so that a lack of MTA-STS never reads as “forgeable”.
- **What Waxseal could not find out is a range**: the part counts from 0 to its most, as in “84–92”. It is never counted as missing, and its points are shared out to nobody.
- **The worst mail server counts.** An attacker chooses which server to impersonate.
- **A domain without mail can reach 100.** A null MX, or neither MX nor address, fills what protects mail to the domain. If SPF says that nobody may send and DMARC
  rejects, no DKIM key is needed, and, without mail to the domain, no reports either. Without DMARC it is open to forgery like any other domain.
- **Not in the score**: BIMI, CAA, IPv6, the provider; and what browsers cannot see, such as STARTTLS and certificates of mail servers.
`;

const WORDS = `Three things no sum outvotes. They are said first, in place of the words for the sum:

- ${said('gate.holds_back')}
- ${said('gate.forgeable')}
- ${said('gate.fails_own')}

Else the lower end decides, without what is worth a point beside the sum: {bands}.

Repairs are ordered by what they do to mail first, and by the points of their part second.`;
