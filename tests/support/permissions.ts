/** Every permission of the built extension, where it stands in the manifest, and why it is there. PRIVACY.md says the same to people. */
export interface Permission {
  readonly name: string;
  readonly key: 'permissions' | 'optional_permissions' | 'host_permissions' | 'optional_host_permissions';
  readonly reason: string;
}

export const PERMISSIONS: readonly Permission[] = [
  {
    name: 'activeTab',
    key: 'permissions',
    reason: 'The domain of the tab at a click, without leave to see any other tab.',
  },
  { name: 'contextMenus', key: 'permissions', reason: 'The one entry in the context menu.' },
  {
    name: 'storage',
    key: 'permissions',
    reason: 'Results in memory; policies, settings and recent checks on disk.',
  },
  {
    name: 'webRequest',
    key: 'permissions',
    reason: 'Why our own request for a policy failed, which fetch does not tell; it only observes.',
  },
  {
    name: 'https://cloudflare-dns.com/*',
    key: 'host_permissions',
    reason:
      'The resolver that is asked before another was chosen; without it the request would carry an Origin.',
  },
  {
    name: 'tabs',
    key: 'optional_permissions',
    reason: 'The automatic badge, asked where that is chosen and given back with it.',
  },
  {
    name: 'https://*/*',
    key: 'optional_host_permissions',
    reason:
      'The frame for policy hosts and other resolvers: browsers cannot grant “every host that begins with mta-sts”.',
  },
];

/** What a manifest asks for, as the list has it. */
export function permissionsIn(manifest: Partial<Record<Permission['key'], readonly string[]>>): string[] {
  const keys: readonly Permission['key'][] = [
    'permissions',
    'optional_permissions',
    'host_permissions',
    'optional_host_permissions',
  ];
  return keys.flatMap((key) => (manifest[key] ?? []).map((name) => `${key}: ${name}`)).toSorted();
}

export const ALLOWED: readonly string[] = PERMISSIONS.map(({ key, name }) => `${key}: ${name}`).toSorted();
