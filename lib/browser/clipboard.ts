/**
 * Puts a text on the clipboard; rejects where the browser wants a click first. A page can do so in a click without any
 * permission; the background cannot at all in Chromium, which is why a page does it.
 */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
