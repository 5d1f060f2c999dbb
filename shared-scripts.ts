import type { Plugin, Rolldown } from 'vite';

type Modules = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>;

const POPUP = /\/entrypoints\/popup\//;
const OPTIONS = /\/entrypoints\/options\//;
const BACKGROUND = /\/entrypoints\/background\.ts$/;

/** What each script has that the popup shares with others, what is shared most first: nothing in it needs one that comes behind. */
const SHARED_WITH: readonly (readonly [name: string, others: readonly RegExp[]])[] = [
  ['core', [BACKGROUND]],
  ['page', [OPTIONS]],
  ['view', []],
];

/**
 * The scripts that the popup is made of. By itself the bundler makes a small one of every set of entries that share something:
 * what is compressed by itself compresses badly, and the popup would open a dozen of them.
 */
export const sharedScripts: Rolldown.CodeSplittingGroup[] = SHARED_WITH.map(([name, others], index) => ({
  name: (id, modules) => {
    const loaders = loadersOf(id, modules);
    const isOf = (entry: RegExp) => loaders.some((loader) => entry.test(loader));
    // What the popup alone needs stays with it.
    return !POPUP.test(id) && isOf(POPUP) && others.every(isOf) ? name : null;
  },
  priority: SHARED_WITH.length - index,
}));

/** All modules that cannot start before this one was loaded. */
function loadersOf(id: string, modules: Modules): readonly string[] {
  const found = new Set([id]);
  // What is added on the way is gone through as well.
  for (const module of found)
    for (const importer of modules.getModuleInfo(module)?.importers ?? []) found.add(importer);
  return [...found];
}

/**
 * Scripts that are loaded later bring no styles with them and are preloaded by nobody, so what Vite puts around each `import()`
 * for that, 0.7 kB of the popup, has nothing to do.
 */
export const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};
