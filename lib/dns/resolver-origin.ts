import type { Resolver } from './resolver.ts';

/** The match pattern of the host that has to be readable. */
export function originOf({ url }: Pick<Resolver, 'url'>): string {
  return `https://${new URL(url).hostname}/*`;
}
