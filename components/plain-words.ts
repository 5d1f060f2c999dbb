/** A sentence without the marks that are there for the page: those of isolation and of code. */
export function plain(text: string): string {
  return text.replaceAll(/[\u2068\u2069`]/g, '');
}
