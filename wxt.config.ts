import { defineConfig } from 'wxt';
import { LOCALES, keepLocales, writeLocales } from './locale-files.ts';
import { plainImports, sharedScripts } from './shared-scripts.ts';
import { ThirdParty } from './third-party.ts';

/** The default DNS-over-HTTPS resolver is the only host that is asked for at install. */
const DEFAULT_RESOLVER_HOST = 'https://cloudflare-dns.com/*';

/**
 * What pages and background of the extension may load: their own scripts, styles and pictures. They may connect to what host
 * permissions let them read, over https; nothing may frame them, and no form sends anything anywhere.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor of the workshop writes a style sheet of its own (components/workshop/TextEditor.tsx).
  "style-src 'self' 'nonce-editor'",
  "img-src 'self'",
  // Itself for the seal on the toolbar, whose pixels the background reads.
  "connect-src 'self' https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const thirdParty = new ThirdParty();

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  publicDir: 'components/static',
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  i18n: { localesDir: LOCALES },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    minimum_chrome_version: browser === 'firefox' ? undefined : '127',
    permissions: ['activeTab', 'contextMenus', 'storage', 'webRequest'],
    host_permissions: [DEFAULT_RESOLVER_HOST],
    // Only the automatic badge makes use of it, and asks for it when it is chosen.
    optional_permissions: ['tabs'],
    optional_host_permissions: ['https://*/*'],
    // `wxt dev` loads its own scripts from a server on this machine.
    ...(command !== 'serve' && { content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY } }),
    // Without the key Chrome lets every other extension connect. Firefox does not know it; nothing here listens to others anyway.
    ...(browser !== 'firefox' && { externally_connectable: { ids: [], matches: [] } }),
    // A background of its own for private windows, or Chromium would write the policy hosts that it reached for them into "Network Persistent State".
    ...(browser !== 'firefox' && { incognito: 'split' as const }),
    // `mx example.com` in the address bar.
    omnibox: { keyword: 'mx' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+M' } } },
    // Firefox reads the same policy from a native manifest, without a schema.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed-schema.json' } }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'waxseal@waxseal.example',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['none'], optional: ['browsingActivity'] },
        },
        gecko_android: { strict_min_version: '142.0' },
      },
    }),
  }),
  hooks: {
    // Before anything reads them.
    ready: ({ config, logger }) => {
      writeLocales(config.root);
      if (config.command === 'serve') keepLocales(config.root, (fault) => logger.error(fault));
    },
    // The popup's page has a title of its own, which would take the place of the tooltip.
    'build:manifestGenerated': (_wxt, manifest) => {
      if (manifest.action) manifest.action.default_title = '__MSG_extension_actionTitle__';
    },
    // The licences of what is bundled ask that they come with it.
    'build:done': (wxt) => thirdParty.write(wxt.config.outDir),
  },
  vite: () => ({
    plugins: [thirdParty.plugin, plainImports],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // The public suffix list is one long text, which would be written anew at each of its uses.
    build: {
      rollupOptions: {
        optimization: { inlineConst: false },
        output: { codeSplitting: { groups: sharedScripts } },
      },
      // Everything lies on the same disk: there is nothing to be gained, and code to be loaded for it.
      modulePreload: false,
    },
  }),
});
