import type { Plugin, Rolldown } from 'vite';

type Modules = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>;

/** What starts it; what it reads later is no part of that. */
const POPUP = /\/entrypoints\/popup\/(?!read-facts)/;
const WORKSHOP = /\/entrypoints\/workshop\//;
const OPTIONS = /\/entrypoints\/options\//;
const BACKGROUND = /\/entrypoints\/background\.ts$/;

type Loaders = readonly string[];

const isOf = (loaders: Loaders, entry: RegExp) => loaders.some((loader) => entry.test(loader));

/**
 * The scripts that several entries share, what is shared most first: nothing in it needs one that comes behind. By itself the bundler makes a
 * small one of every set of entries that share something: what is compressed by itself compresses badly, and the popup
 * would open a dozen of them.
 */
export const sharedScripts: Rolldown.CodeSplittingGroup[] = [
  script('core', 5, (loaders) => isOf(loaders, POPUP) && isOf(loaders, BACKGROUND)),
  script('view', 4, (loaders) => isOf(loaders, POPUP)),
  // What was chosen and stored, which the options show.
  script('choices', 3, (loaders) => isOf(loaders, BACKGROUND) && isOf(loaders, OPTIONS)),
  // With it the background reads policies and records, as the workshop does.
  script('reading', 2, (loaders) => isOf(loaders, BACKGROUND) && isOf(loaders, WORKSHOP)),
];

function script(
  name: string,
  priority: number,
  isIn: (loaders: Loaders) => boolean,
): Rolldown.CodeSplittingGroup {
  // What the popup alone needs to start stays with it.
  const nameFor: Rolldown.CodeSplittingNameFunction = (id, modules) =>
    !POPUP.test(id) && isIn(loadersOf(id, modules)) ? name : null;
  return { name: nameFor, priority };
}

/** All modules that cannot start before this one was loaded. */
function loadersOf(id: string, modules: Modules): Loaders {
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
