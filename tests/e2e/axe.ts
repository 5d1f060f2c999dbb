import { source as AXE } from 'axe-core';
import type { Page } from 'puppeteer-core';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds wrong with a page, light and dark, with everything unfolded. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    found.push(...(await violationsAsShown(page)).map((violation) => `${scheme} ${violation}`));
  }
  return found;
}

/** The same in the one scheme that the browser shows, for a browser that cannot be told another. */
export async function violationsAsShown(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}
