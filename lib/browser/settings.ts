import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { DEFAULT_RESOLVER, RESOLVERS, parseCustomResolver, type Resolver } from '../dns/resolver.ts';

const KEY = 'local:settings';

const settingsSchema = v.object({
  resolver: v.variant('id', [
    v.object({ id: v.picklist(['cloudflare', 'quad9', 'google', 'mullvad']) }),
    v.object({ id: v.literal('custom'), url: v.string() }),
  ]),
});

/** The resolver that the person chose; the default where nothing readable is stored. */
export async function readResolver(): Promise<Resolver> {
  const result = v.safeParse(settingsSchema, await storage.getItem(KEY));
  if (!result.success) return DEFAULT_RESOLVER;
  const { resolver } = result.output;
  if (resolver.id === 'custom') return parseCustomResolver(resolver.url) ?? DEFAULT_RESOLVER;
  return RESOLVERS.find(({ id }) => id === resolver.id) ?? DEFAULT_RESOLVER;
}

export async function writeResolver({ id, url }: Resolver): Promise<void> {
  await storage.setItem(KEY, { resolver: id === 'custom' ? { id, url } : { id } });
}
