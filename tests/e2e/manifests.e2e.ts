import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOWED, permissionsIn } from '../support/permissions.ts';
import { ROOT } from '../support/repository.ts';

/** Every key that a manifest may have: one that is new is a new promise, and belongs here with its test. */
const KEYS = [
  'action',
  'background',
  'commands',
  'content_security_policy',
  'default_locale',
  'description',
  'host_permissions',
  'icons',
  'manifest_version',
  'name',
  'omnibox',
  'optional_host_permissions',
  'optional_permissions',
  'options_ui',
  'permissions',
  'version',
];
const OWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  chrome: ['externally_connectable', 'incognito', 'minimum_chrome_version', 'storage'],
  firefox: ['browser_specific_settings'],
};

describe.each(['chrome', 'firefox'])('the build for %s', (browser) => {
  const folder = join(ROOT, `.output/${browser}-mv3`);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;

  it('asks for the permissions that have a reason, and no other', () => {
    expect(permissionsIn(manifest)).toEqual(ALLOWED);
  });

  it('has no content script, nothing that the web may load, and no other key that nobody thought of', () => {
    expect(Object.keys(manifest).toSorted()).toEqual([...KEYS, ...(OWN_KEYS[browser] ?? [])].toSorted());
  });

  it('lets nobody connect, where the browser can be told so', () => {
    const expected = browser === 'chrome' ? { ids: [], matches: [] } : undefined;
    expect(manifest['externally_connectable']).toEqual(expected);
  });

  it('has a policy for its pages that begins with nothing, and allows no script but its own', () => {
    const policies = manifest['content_security_policy'] as { extension_pages: string };
    expect(Object.keys(policies)).toEqual(['extension_pages']);
    expect(policies.extension_pages.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self' https:",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'nonce-editor'",
    ]);
  });

  it('has no inline script, handler or style in its pages, and no address of elsewhere', () => {
    const pages = globSync('**/*.html', { cwd: folder });
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) {
      const text = readFileSync(join(folder, page), 'utf8');
      expect(text, page).not.toMatch(
        /<script(?![^>]*\bsrc="\/)|\son\w+=|\sstyle=|<style|(?:src|href)="(?!\/)/i,
      );
    }
  });
});
