/** The resolvers that a person can choose from by name. */
export const LISTED_RESOLVERS = ['cloudflare', 'quad9', 'google', 'mullvad'] as const;

/** The same, and `custom` for a URL that a person gave. Stable: settings and reports have them. */
export const RESOLVER_IDS = [...LISTED_RESOLVERS, 'custom'] as const;
