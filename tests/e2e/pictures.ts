/** Draws the pictures of the README from the real popup in the lab: `npm run pictures`. */
import { mkdir } from 'node:fs/promises';
import { startSession } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const PICTURES = [
  { name: 'popup-light', domain: 'uncovered.test', scheme: 'light' },
  { name: 'popup-dark', domain: 'enforce.test', scheme: 'dark' },
];

await mkdir(DOCS, { recursive: true });
const session = await startSession();
for (const { name, domain, scheme } of PICTURES) {
  const { page, popup } = await session.check(domain);
  await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await readPopup(popup, domain);
  await popup.screenshot({ path: new URL(`${name}.png`, DOCS).pathname });
  await page.close();
}
await session.close();
