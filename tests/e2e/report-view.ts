import type { Page } from 'puppeteer-core';

/** Waits until the report on a domain is finished; a table of each part is then there to be read. */
export async function reportReady(report: Page, domain: string): Promise<void> {
  await report.waitForFunction(
    (wanted) =>
      document.querySelector('main.report h1')?.textContent === wanted &&
      document.querySelector('main.report .evidence') !== null &&
      // Listed once everything is known.
      document.querySelector('.parts a[href="#checked"]') !== null,
    {},
    domain,
  );
}

/** The cells of a table of the report, row by row, without its head. */
export function rowsOf(report: Page, table: string): Promise<string[][]> {
  return report.$$eval(`table.${table} tbody tr`, (rows) =>
    rows.map((row) =>
      [...row.children].map(({ textContent }) => (textContent ?? '').replace(/[\u2066-\u2069]/g, '').trim()),
    ),
  );
}

/** Opens the menu of all ways out of the report, as a person does, and takes one of them. */
export async function exportBy(
  report: Page,
  name: 'print' | 'markdown' | 'json' | 'copy' | 'workshop',
): Promise<void> {
  await openMenu(report);
  await report.click(`.export [name=${name}]`);
}

/** Opens the menu unless it is open. */
export async function openMenu(report: Page): Promise<void> {
  if ((await report.$('.export details[open]')) === null) await report.click('.export summary');
}
