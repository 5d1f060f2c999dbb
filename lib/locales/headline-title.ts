import { keyOf, say, sayPlainly, type SentenceKey } from './say.ts';

/** Words, and how many errors there are that they say nothing of: "receives mail, one fault". */
export function withFaults(title: string, errors: number): string {
  if (errors === 0) return title;
  return errors === 1
    ? sayPlainly('popup.oneFault', { title })
    : sayPlainly('popup.faults', { title, count: errors });
}

/** The verdict in a word or two, with the number of errors that it would hide: "Sealed, one fault." */
export function headlineTitle(headline: string, errors: number): string {
  const title = say(`headline.${keyOf(headline)}.title` as SentenceKey);
  if (errors === 0) return title;
  // The sentence goes on behind its words, and ends as it did.
  const [, words = title, end = ''] = /^(.*?)([.。…]?)$/su.exec(title) ?? [];
  return withFaults(words, errors) + end;
}
