import type { DkimDiscovery } from './discover.ts';
import { isMeantAsKey, parseDkimKey, type DkimKey } from './key.ts';
import { markOf, privateKeysIn } from './private-keys.ts';

/** A text at a name, as the records of the whole domain let it be read. */
export interface WrittenKey {
  readonly text: string;
  readonly key: DkimKey;
}

/** Reads the texts at a name, in their order. */
export type ReadKeys = (texts: readonly string[], name: string) => readonly WrittenKey[];

/** Of the TXT at a name so many are read; a name has one. */
export const MOST_TEXTS = 20;

/** What a wildcard for all selectors is called. */
export function wildcardOf(domain: string): string {
  return `*._domainkey.${domain}`;
}

/** Reads the keys of a domain, where one whose private half stands anywhere at the domain is known as such. Pure. */
export function keyReader({ selectors, beside }: DkimDiscovery, domain: string): ReadKeys {
  const wildcard = { name: wildcardOf(domain), texts: beside?.state === 'answered' ? beside.texts : [] };
  const halves = new Map<string, string>();
  /** By name; null for a key of which not even the type is known. */
  const untold = new Map<string, 'ed25519' | null>();
  for (const { name, texts } of [wildcard, ...selectors])
    for (const { mark, isEd25519 } of texts.slice(0, MOST_TEXTS).flatMap(privateKeysIn))
      if (mark === null) untold.set(name, isEd25519 ? 'ed25519' : null);
      else halves.set(mark, halves.get(mark) ?? name);
  const whereHalfOf = ({ data }: DkimKey, name: string): string | undefined => {
    if (data === null) return undefined;
    const found = data.type === 'rsa' ? halves.get(markOf(data.modulus)) : undefined;
    // Whoever published one half beside the other did so with this one, as far as anybody can tell.
    const type = untold.get(name);
    return found ?? (type === null || type === data.type ? name : undefined);
  };
  return (texts, name) =>
    texts.slice(0, MOST_TEXTS).map((text) => {
      const key = parseDkimKey(text, name);
      const where = whereHalfOf(key, name);
      return { text, key: where === undefined ? key : withHalf(key, name, where) };
    });
}

function withHalf(key: DkimKey, name: string, where: string): DkimKey {
  if (key.problems.some(({ code }) => code === 'dkim-private-key-published')) return key;
  const half = { code: 'dkim-key-known-private' as const, parameters: { name, where } };
  return { ...key, problems: [...key.problems, half] };
}

/** Of what stands at a name, that which counts: the keys, and where there is none, what was meant to be one. A private key counts beside any. Pure. */
export function countedKeys(read: readonly WrittenKey[]): WrittenKey[] {
  const isAnyRead = read.some(({ key }) => key.state !== 'not-dkim');
  return read.filter(
    ({ key }) =>
      isMeantAsKey(key) &&
      (!isAnyRead ||
        key.state !== 'not-dkim' ||
        key.problems.some(({ code }) => code === 'dkim-private-key-published')),
  );
}
