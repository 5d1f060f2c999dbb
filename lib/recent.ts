import type { DomainName } from './names/domain-name.ts';

/** How many checked domains the field offers again. */
export const MAX_RECENT = 10;

/** The recent checks with one more: the newest first, each once, no more than the field offers. */
export function withRecent(recent: readonly DomainName[], domain: DomainName): DomainName[] {
  return [domain, ...recent.filter((other) => other !== domain)].slice(0, MAX_RECENT);
}
