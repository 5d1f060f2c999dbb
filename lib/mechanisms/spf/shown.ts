const MOST = 120;

/** A text of a stranger for a sentence: cut where it is long, since of each fault there can be many. */
export function valueShown(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
