import { logoUrl, type LogoReply } from '../mechanisms/bimi/fetch-logo.ts';
import { currentEra } from './era.ts';
import { askSince } from './messages.ts';
import { browser } from './native.ts';

/**
 * Asks for leave to read the host of a logo, has it read, and gives the leave back. Must be called in the click itself. From a private window leave is only used where it is there
 * already: the browser would keep the name beyond the window. Rejects where the browser ended it before there was an answer, and for what is no address of a logo.
 */
export async function readLogoAt(text: string, isPrivate: boolean): Promise<LogoReply> {
  const since = currentEra();
  const url = logoUrl(text);
  if (!url) throw new Error('Not an address of a logo.');
  const leave = { origins: [`https://${url.hostname}/*`] };
  // Both are started in the click, and neither waits for the other: the gesture would be over.
  const before = browser.permissions.contains(leave);
  const isGranted = isPrivate ? before : browser.permissions.request(leave);
  const wasThere = await before;
  if (!(await isGranted)) return { state: 'not-permitted', host: url.hostname };
  try {
    return await askSince(since, 'readLogo', url.href);
  } finally {
    // What a person allowed before stays, such as all hosts.
    if (!wasThere) await browser.permissions.remove(leave).catch(() => undefined);
  }
}
