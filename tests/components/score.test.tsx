// @vitest-environment happy-dom
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { host, mxOf, noMail, REJECTING } from '../support/assessments.ts';
import { showPopup, textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { assessed, noDane } from '../support/scored.ts';
import { spfFactsOf } from '../support/spf.ts';
import { NOW } from '../support/time.ts';

const parked = assessed({
  ...REJECTING,
  mx: noMail('null-mx'),
  spf: await spfFactsOf({ 'example.com': 'v=spf1 -all' }),
});
const uncovered = assessed({
  mx: mxOf(host('mail.example.com'), host('b.example.net', 20)),
  dane: noDane('mail.example.com', 'b.example.net'),
});
const cells = (row: Element) => Array.from(row.children, textOf);

describe('the popup', () => {
  const lineOf = (change: Parameters<typeof showPopup>[0]) => {
    const line = showPopup(change).container.querySelector('.who p');
    return (line && textOf(line))?.replaceAll(/[\u2068\u2069]/g, '');
  };

  it('has the number beside the name, as a range where not all is known', () => {
    expect(lineOf({ digest: digestOf(assessed(), NOW) })).toContain('Score 88–96');
    expect(lineOf({ digest: digestOf(parked, NOW) })).toContain('Score 100');
  });

  it('has none before the end, and none where the background writes none', () => {
    expect(lineOf({ digest: digestOf(assessed({ finishedAt: null }), NOW) })).not.toContain('Score');
    expect(lineOf({ digest: { ...digestOf(assessed(), NOW), score: null } })).not.toContain('Score');
    expect(lineOf({})).not.toContain('Score');
  });
});

describe('the report', () => {
  it('has the sum, a strip, and for each part its points, why, the section and what there is to gain', () => {
    const { getByRole } = showReport(assessed());
    const score = getByRole('region', { name: /^Score/ });
    expect(textOf(score.querySelector('h2')!)).toContain('88–96 of 100 · scale 1');
    const strip = getByRole('img', { name: /^Points by part/ });
    expect(strip.getAttribute('aria-label')).toBe(
      'Points by part: 35 of 40 for mail to the domain, 52–60 of 60 for mail in its name.',
    );
    const rows = Array.from(score.querySelectorAll('tbody tr:not(.group)'), cells);
    expect(rows).toContainEqual([
      'Verified TLS at every server',
      '30 of 30',
      'Senders deliver only over verified TLS.',
      'RFC 8461 §5',
      '',
    ]);
    expect(rows).toContainEqual([
      'MX answer signed',
      '0 of 5',
      'The answer that names the mail servers is not signed.',
      'RFC 7672 §2.2.1',
      '+5',
    ]);
    expect(rows).toContainEqual(expect.arrayContaining(['DKIM key', '0–8 of 8']));
    expect(rows).toContainEqual(expect.arrayContaining(['TLS reports', '+1']));
  });

  it('hatches what is not known, and nothing else', () => {
    const hatched = (view: ReturnType<typeof showReport>) =>
      Array.from(view.container.querySelectorAll('.strip .open'), (each) =>
        Number(each.getAttribute('width')),
      );
    expect(hatched(showReport(assessed())).filter((width) => width > 0)).toEqual([8]);
    expect(hatched(showReport(parked)).filter((width) => width > 0)).toEqual([]);
  });

  it('says what no sum outvotes, and leads from a part to its repair, or to what is said of it', () => {
    const { container, getByRole } = showReport(uncovered);
    const score = getByRole('region', { name: /^Score/ });
    expect(textOf(score)).toContain('Holds mail back');
    const links = new Map(
      Array.from(score.querySelectorAll('th a'), (link) => [textOf(link), link.getAttribute('href')]),
    );
    const repair = container.querySelector(links.get('Verified TLS at every server') ?? '');
    expect(repair?.getAttribute('data-code')).toMatch(/^mx-/);
    expect(links.get('SPF is sound')).toBe('#spf');
    for (const href of links.values()) expect(container.querySelector(href ?? '')).not.toBeNull();
  });

  it('says of each repair what it gains and where its steps are', () => {
    const { container } = showReport(uncovered);
    const repairs = Array.from(container.querySelectorAll('.summary .findings > li'), (each) => [
      each.getAttribute('data-code'),
      textOf(each.querySelector('.gain strong')!),
      each.querySelector('.gain a')?.getAttribute('href'),
    ]);
    expect(repairs).toEqual([
      [
        'mx-backup-uncovered',
        'Up to 35 points to gain: Verified TLS at every server · The protection lasts',
        '#guide-mta-sts',
      ],
    ]);
    expect(filesOf(uncovered, 'Waxseal', NOW).markdown.text()).toContain('Up to 35 points to gain');
  });

  it('leads from what is not known to the part that says why', () => {
    const { getByRole } = showReport(assessed());
    const link = getByRole('rowheader', { name: 'DKIM key' }).querySelector('a');
    expect(link?.getAttribute('href')).toBe('#dkim');
  });

  it('is as accessible with it as without', async () => {
    const { container } = showReport(uncovered);
    const { violations } = await axe.run(container.querySelector('.summary') ?? container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('has none where it is switched off, nor have the files', () => {
    const { container } = showReport(assessed(), { isScored: false });
    expect(container.querySelector('#score')).toBeNull();
    expect(showReport(uncovered, { isScored: false }).container.querySelector('.gain strong')).toBeNull();
    expect(filesOf(uncovered, 'Waxseal', NOW, false).markdown.text()).not.toContain('to gain');
    const files = filesOf(assessed(), 'Waxseal', NOW, false);
    expect(JSON.parse(files.json.text())).toMatchObject({ score: null });
    expect(files.markdown.text()).not.toContain('Score');
  });
});

describe('the files', () => {
  it('have it with its scale, row by row', () => {
    const { json, markdown } = filesOf(uncovered, 'Waxseal', NOW);
    const { score } = JSON.parse(json.text()) as { score: { rows: unknown[] } };
    expect(score).toMatchObject({ scale: 1, low: 53, high: 61, gates: ['holds-back'] });
    expect(score.rows).toContainEqual({
      part: 'tls',
      sum: 'to',
      source: 'RFC 8461 §5',
      most: 30,
      low: 0,
      high: 0,
      outcome: 'refused',
    });
    expect(markdown.text()).toMatch(/## Score\n\n53–61 of 100 · scale 1/);
    expect(markdown.text()).toContain('Holds mail back');
  });
});
