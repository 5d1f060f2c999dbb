import { mkdirSync } from 'node:fs';
import type { Session } from '../chromium-session.ts';
import { readPopup } from '../popup-view.ts';
import { DOCS, POPUP_WIDTH, openPopupPage, type Scheme } from './album.ts';

/** The size that the Chrome Web Store wants; addons.mozilla.org takes it too. */
const SIZE = { width: 1280, height: 800 };
const POPUP_HEIGHT = 600;

const SHOTS: readonly { readonly name: string; readonly domain: string; readonly scheme: Scheme }[] = [
  { name: '1-sealed', domain: 'enforce.test', scheme: 'light' },
  { name: '2-refused', domain: 'uncovered.test', scheme: 'light' },
  { name: '3-repair', domain: 'redirect.test', scheme: 'light' },
  { name: '4-not-set-up', domain: 'absent.test', scheme: 'light' },
  { name: '5-dark', domain: 'enforce.test', scheme: 'dark' },
];

/** Draws the stores' screenshots: the popup over the page that it speaks of. */
export async function drawForStores(session: Session): Promise<void> {
  mkdirSync(`${DOCS}store`, { recursive: true });
  for (const { name, domain, scheme } of SHOTS) {
    const page = await session.chromium.open(`https://${domain}/`);
    const popup = await openPopupPage(session, domain);
    await readPopup(popup, domain);
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // A popup scrolls where it is higher than this; drawn twice as fine, since it is shown larger.
    await popup.setViewport({ width: POPUP_WIDTH, height: POPUP_HEIGHT, deviceScaleFactor: 2 });
    const picture = await popup.screenshot({ encoding: 'base64' });
    await popup.close();
    await page.setViewport(SIZE);
    await page.evaluate(layOver, picture, scheme === 'dark');
    await page.screenshot({ path: `${DOCS}store/${name}.png` });
    await page.close();
  }
}

/** Runs in the page: lays the popup over it, where the toolbar would open it. */
async function layOver(picture: string, isDark: boolean): Promise<void> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  image.style.cssText =
    'position: fixed; top: 25px; right: 80px; width: 450px; border-radius: 12px; box-shadow: 0 12px 48px #0006, 0 0 0 1px #0002';
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  document.body.style.cssText = 'zoom: 1.5; margin: 48px; font-family: system-ui, sans-serif; opacity: 0.75';
  document.documentElement.append(image);
  await image.decode();
}
