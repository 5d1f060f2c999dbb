import { visibleText } from './visible-text.ts';

/** A code as it stands in a key: message names have no hyphen. */
export type Key<Code extends string> = Code extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Key<Tail>}`
  : Code;

export function keyOf<Code extends string>(code: Code): Key<Code> {
  return code.replaceAll('-', '_') as Key<Code>;
}

/** First Strong Isolate and Pop Directional Isolate: what stands between them cannot turn the sentence around it. */
export const ISOLATE_START = '\u2068';
export const ISOLATE_END = '\u2069';

/** Text from the network as a value of a sentence: made visible and isolated. */
export function valueOf(text: string): string {
  return `${ISOLATE_START}${visibleText(text)}${ISOLATE_END}`;
}
