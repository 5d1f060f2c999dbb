import * as v from 'valibot';
import { MAX_WAIT_SECONDS } from '../dns/retry-after.ts';
import type { Resolver } from '../dns/resolver.ts';
import type { Era } from './era.ts';
import { readItem, writeItem } from './storage.ts';

/**
 * Until when the resolver wants no question (HTTP 429 with Retry-After), in memory that ends with the browser session (`storage.session`). The
 * automatic badge keeps to it, whichever life of the background it is; a click asks all the same.
 */
const KEY = 'session:resolverRest';
const schema = v.object({ url: v.string(), until: v.number() });

/** Notes it from now on, unless everything was forgotten after the era `since`. A memory that is full costs the resolver a question, and nothing else. */
export async function letRest({ url }: Pick<Resolver, 'url'>, seconds: number, since: Era): Promise<void> {
  await writeItem(KEY, { url, until: Date.now() + 1000 * seconds }, since).catch(() => undefined);
}

/** True while the resolver is to be left alone. What lies further ahead than any rest is none: the clock was set back. */
export async function isAtRest({ url }: Pick<Resolver, 'url'>): Promise<boolean> {
  const stored = v.safeParse(schema, await readItem(KEY).catch(() => null));
  if (!stored.success || stored.output.url !== url) return false;
  const left = stored.output.until - Date.now();
  return left > 0 && left <= 1000 * MAX_WAIT_SECONDS;
}
