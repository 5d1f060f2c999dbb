import { originOf } from '../../dns/beside.ts';
import { isSleeping } from './discover.ts';
import type { DkimFacts } from './facts.ts';
import { isForgeable } from './judge.ts';
import {
  countedKeys,
  keyReader,
  MOST_TEXTS,
  wildcardOf,
  type ReadKeys,
  type WrittenKey,
} from './read-keys.ts';
import { meantDkimKey } from './text-edits.ts';

export type { WrittenKey };

/** A name with keys, as the guide goes by it. */
export interface GuidedName {
  readonly name: string;
  /** `*` for a wildcard. */
  readonly selector: string;
  /** The names that an alias leads to; empty where the record stands at the name itself. */
  readonly aliases: readonly string[];
  /** By the last alias. */
  readonly provider: string | null;
  /** `dangling`: an alias that leads to no key; `sleeping`: one that is there for the next key. */
  readonly state: 'found' | 'dangling' | 'sleeping' | 'unavailable';
  readonly keys: readonly WrittenKey[];
  /** There may be more at the name than is kept of it. */
  readonly isCut: boolean;
}

/** Every name at which a key was found, was meant, or could not be known; the wildcard last. Names that hold something else are left out. Pure. */
export function guidedNames(dkim: DkimFacts, domain: string): GuidedName[] {
  const own = dkim.selectors.filter(
    (each) => each.state === 'unavailable' || originOf(each, dkim.beside ?? undefined) !== 'wildcard',
  );
  const read = keyReader(dkim, domain);
  const names = own.map((each): GuidedName => {
    const { name, selector, aliases, provider, texts } = each;
    const state = isSleeping(each, own) ? 'sleeping' : each.state;
    const { keys, isCut } = keysIn(texts, name, read);
    return { name, selector, aliases, provider, state, keys, isCut };
  });
  const { beside } = dkim;
  const name = wildcardOf(domain);
  const wildcard: GuidedName[] =
    beside?.state === 'answered'
      ? [
          {
            name,
            selector: '*',
            aliases: beside.aliases,
            provider: null,
            state: 'found',
            ...keysIn(beside.texts, name, read),
          },
        ]
      : [];
  return [...names, ...wildcard].filter(({ state, keys }) => state !== 'found' || keys.length > 0);
}

function keysIn(texts: readonly string[], name: string, read: ReadKeys): Pick<GuidedName, 'keys' | 'isCut'> {
  const keys = countedKeys(read(texts, name)).map((written) => withMeantHalf(written, name, read));
  return { keys, isCut: texts.length >= MOST_TEXTS };
}

/** A record that nobody can read is not to be mended where the key that was meant is one whose private half others have. */
function withMeantHalf(written: WrittenKey, name: string, read: ReadKeys): WrittenKey {
  if (written.key.data !== null) return written;
  const meant = meantDkimKey(written.text);
  const [reading] = meant === null ? [] : read([meant], name);
  const half = reading?.key.problems.find(({ code }) => code === 'dkim-key-known-private');
  return half ? { ...written, key: { ...written.key, problems: [...written.key.problems, half] } } : written;
}

/** True for a key with which receivers accept signatures, and that nobody else has. */
export function isSafe({ key }: WrittenKey): boolean {
  return key.state === 'usable' && !isForgeable(key.problems);
}

/** True for a key that is not for mail, and so may be in use for something else, such as reports (RFC 8460 §3). */
export function isForElse({ key }: WrittenKey): boolean {
  return key.state === 'invalid' && !key.services.some((each) => each === '*' || each === 'email');
}

/** True for a key that is safe, and that the standard advises against: a short one, or one with a small exponent. */
export function isWeak(written: WrittenKey): boolean {
  const isAdvisedAgainst = written.key.problems.some(
    ({ code }) =>
      code === 'dkim-key-short' || code === 'dkim-key-exponent-small' || code === 'dkim-key-exponent-large',
  );
  return isSafe(written) && isAdvisedAgainst;
}

/** True for a key that is sound as a text, and that no receiver may use for what it is. */
export function isUseless({ key }: WrittenKey): boolean {
  return key.problems.some(({ code }) => USELESS.has(code)) && !isForgeable(key.problems);
}

const USELESS: ReadonlySet<string> = new Set([
  'dkim-key-too-short',
  'dkim-key-exponent-broken',
  'dkim-key-exponent-huge',
  'dkim-key-even',
  'dkim-key-not-rsa',
]);

/** All keys of some names that a test holds for. */
export function keysOf(
  names: readonly GuidedName[],
  holds: (written: WrittenKey) => boolean,
): { readonly at: GuidedName; readonly written: WrittenKey }[] {
  return names.flatMap((at) => at.keys.filter(holds).map((written) => ({ at, written })));
}
