import type { Page } from 'puppeteer-core';

/** Waits until the report on a domain is finished; a table of each part is then there to be read. */
export async function reportReady(report: Page, domain: string): Promise<void> {
  await report.waitForFunction(
    (wanted) =>
      document.querySelector('main.report h1')?.textContent === wanted &&
      document.querySelector('main.report .evidence') !== null,
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
