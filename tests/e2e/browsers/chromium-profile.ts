import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The host access that the manifest offers as an option. */
export const ALL_SITES = 'https://*/*';

/**
 * What the person has said about host access before the browser starts: `granted` has said yes to all sites; `preapproved` has said
 * yes once and taken it back, so that the next request is granted without a dialog; `ask` has said nothing.
 */
export type HostAccess = 'granted' | 'preapproved' | 'ask';

/**
 * Writes into the profile what Chromium itself would have written after the person's answer, and pins the extension to the toolbar.
 * Gives the id of the extension.
 */
export function prepareProfile(profileDir: string, extensionDir: string, access: HostAccess): string {
  const id = unpackedId(extensionDir);
  const folder = join(profileDir, 'Default');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'Preferences');
  const preferences = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Preferences) : {};
  const required = permissionsIn(extensionDir);
  const active = { ...required, explicit_host: [...required.explicit_host, ALL_SITES] };
  // A yes to an optional permission is remembered, so that asking for it again needs no dialog.
  const all = { ...active, api: [...required.api, ...optionalIn(extensionDir)] };
  const extensions = { ...preferences.extensions, pinned_extensions: [id] };
  if (access !== 'ask') {
    extensions.settings = {
      ...extensions.settings,
      // Nothing of an earlier start in the same folder, which would take the answer back.
      [id]: {
        active_permissions: access === 'granted' ? active : required,
        granted_permissions: all,
        runtime_granted_permissions: all,
      },
    };
  }
  writeFileSync(file, JSON.stringify({ ...preferences, extensions }));
  return id;
}

interface Preferences {
  extensions?: { pinned_extensions?: string[]; settings?: Record<string, Record<string, unknown>> };
}

interface PermissionSet {
  api: string[];
  explicit_host: string[];
  manifest_permissions: string[];
  scriptable_host: string[];
}

function permissionsIn(extensionDir: string): PermissionSet {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    permissions?: string[];
    host_permissions?: string[];
  };
  return {
    api: manifest.permissions ?? [],
    explicit_host: manifest.host_permissions ?? [],
    manifest_permissions: [],
    scriptable_host: [],
  };
}

function optionalIn(extensionDir: string): string[] {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    optional_permissions?: string[];
  };
  return manifest.optional_permissions ?? [];
}

/** An extension without a key has an id made of the path that it is loaded from. */
function unpackedId(extensionDir: string): string {
  const { key } = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as { key?: string };
  const source = key ? Buffer.from(key, 'base64') : realpathSync(extensionDir);
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 32);
  return digest.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
