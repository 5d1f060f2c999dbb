/**
 * The words of a command line, of which each is one of `all`. For a word that is none, says what there is and ends the process with 2, before anything
 * has begun.
 */
export function namedOf(words: readonly string[], all: readonly string[], kind: string): readonly string[] {
  const unknown = words.filter((word) => !all.includes(word));
  if (unknown.length > 0) {
    console.error(`No such ${kind}: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
    process.exit(2);
  }
  return words;
}
