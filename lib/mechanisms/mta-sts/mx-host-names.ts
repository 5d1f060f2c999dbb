import { readMxToken } from './mx-token.ts';

/** Everything in a text that may be a host name or a pattern, whatever stands around it; as a policy would have to write it. */
export function hostNamesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}.*_\u2010-\u2015\u2212-]+/gu) ?? [];
  return words.flatMap((word) => readMxToken(word, false).pattern ?? []);
}
