import { direction, language } from '../locales/say.ts';

/** Says of the page in which language and direction it is written (both belong to the sentences), and what it is called. */
export function describePage(title: string): void {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  document.title = title;
}
