import { i18n, type GeneratedI18nStructure } from '#i18n';
import { ISOLATE_END, ISOLATE_START, valueOf } from '../text/sentence.ts';

export { keyOf, type Key } from '../text/sentence.ts';

/** The one way to a sentence. Its keys are those of the locale file, so that a missing sentence is a type error. */
export type SentenceKey = Exclude<keyof GeneratedI18nStructure, `@@${string}`>;

export type SentenceParameters = Readonly<Record<string, string | number>>;

/**
 * The sentence of a key. String parameters are taken for text from the network: made visible and isolated, which is how
 * a component finds them again. Numbers are written as the language writes them.
 */
export function say(key: SentenceKey, parameters: SentenceParameters = {}): string {
  const shown = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' ? new Intl.NumberFormat(language()).format(value) : valueOf(value),
    ]),
  );
  const translate: (key: string, parameters: Record<string, string>) => string = i18n.t;
  return translate(key, shown);
}

/** The same without isolates, for tooltips and labels that show bare text. */
export function sayPlainly(key: SentenceKey, parameters: SentenceParameters = {}): string {
  return say(key, parameters).replaceAll(ISOLATE_START, '').replaceAll(ISOLATE_END, '');
}

/** How the sentences run, for the page around them; not always as those of the browser do. */
export function direction(): string {
  return i18n.t('extension.direction');
}

/** The language of the sentences, for numbers and dates beside them; not always that of the browser. */
export function language(): string {
  return i18n.t('extension.language');
}
