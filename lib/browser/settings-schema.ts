import * as v from 'valibot';
import { LISTED_RESOLVERS } from '../dns/resolver-ids.ts';
import { RESOLVERS, parseCustomResolver, type Resolver } from '../dns/resolver.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';
import type { Choices, Managed } from '../settings.ts';
import { only } from '../stored/shapes.ts';
import { BADGES } from '../verdict/badges.ts';

/** Settings as they are stored, and as an administrator writes them. One field that cannot be read does not spoil the others. */

const storedResolver = v.pipe(
  v.variant('id', [
    v.object({ id: v.picklist(LISTED_RESOLVERS) }),
    v.object({ id: only('custom'), url: v.string() }),
  ]),
  v.transform((stored) =>
    stored.id === 'custom' ? parseCustomResolver(stored.url) : knownResolver(stored.id),
  ),
);
const managedResolver = v.pipe(
  v.string(),
  v.transform((text) => knownResolver(text) ?? parseCustomResolver(text)),
);
const domains = v.pipe(
  v.array(v.unknown()),
  v.transform((list) => [...new Set(list.flatMap(domainIn))]),
);

const choices = v.object({
  resolver: v.fallback(v.nullable(storedResolver), null),
  automatic: v.fallback(v.nullable(v.boolean()), null),
  score: v.fallback(v.nullable(v.boolean()), null),
  badge: v.fallback(v.nullable(v.picklist(BADGES)), null),
  leaveAlone: v.fallback(v.nullable(domains), null),
});
const managed = v.object({
  ...choices.entries,
  resolver: v.fallback(v.nullable(managedResolver), null),
  welcome: v.fallback(v.nullable(v.boolean()), null),
});

/** What a person chose, from what storage holds. */
export function parseChoices(stored: unknown): Choices {
  const result = v.safeParse(choices, stored);
  return result.success ? withoutNulls(result.output) : {};
}

/** What an administrator laid down (the schema in components/static/managed-schema.json), from what the browser hands over. */
export function parseManaged(given: unknown): Managed {
  const result = v.safeParse(managed, given);
  return result.success ? withoutNulls(result.output) : {};
}

/** The form in which choices are stored. */
export function storedForm({ resolver, ...rest }: Choices): Record<string, unknown> {
  if (!resolver) return rest;
  const { id, url } = resolver;
  return { resolver: id === 'custom' ? { id, url } : { id }, ...rest };
}

type Present<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

function withoutNulls<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}

function knownResolver(id: string): Resolver | undefined {
  return RESOLVERS.find((resolver) => resolver.id === id);
}

function domainIn(value: unknown): DomainName[] {
  const domain = typeof value === 'string' ? parseDomainName(value.replace(/^\*\./, '')) : null;
  return domain ? [domain] : [];
}
