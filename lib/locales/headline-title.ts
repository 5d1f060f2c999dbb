import { keyOf, say, sayPlainly, type SentenceKey } from './say.ts';

/** The verdict in a word or two, with the number of errors that it would hide: "Sealed, one fault." */
export function headlineTitle(headline: string, errors: number): string {
  const title = say(`headline.${keyOf(headline)}.title` as SentenceKey);
  if (errors === 0) return title;
  // The sentence goes on behind its words, so that any headline can be continued.
  const words = title.replace(/[.。]$/, '');
  return errors === 1
    ? sayPlainly('popup.oneFault', { title: words })
    : sayPlainly('popup.faults', { title: words, count: errors });
}
