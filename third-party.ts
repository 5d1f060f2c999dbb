import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** The file of the built extension that names whose work is in it, with their licences. */
export const NOTICES = 'third-party.txt';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

/** Notes every package of which a module ends up in a bundle; `write` then puts their notices into a folder. */
export class ThirdParty {
  readonly #folders = new Set<string>();

  readonly plugin: Plugin = {
    name: 'third-party',
    generateBundle: (_, bundle) => {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk') for (const id of part.moduleIds) this.#note(id);
    },
  };

  write(folder: string): void {
    const notices = [...this.#folders].map(noticeOf).toSorted();
    writeFileSync(join(folder, NOTICES), [...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`));
  }

  #note(id: string): void {
    const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
    if (!path.includes('/node_modules/') || !existsSync(path)) return;
    let folder = dirname(path);
    // A folder within a package may have a package.json of its own, which names nothing.
    while (manifestOf(folder)?.name === undefined || manifestOf(folder)?.version === undefined)
      folder = dirname(folder);
    this.#folders.add(folder);
  }
}

/** Name, version, licence and its text, of the package in a folder. Throws where the package does not say under what it may be used. */
export function noticeOf(folder: string): string {
  const { name, version, license } = manifestOf(folder) ?? {};
  if (license === undefined) throw new Error(`${folder} names no licence.`);
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return [`${name} ${version} (${license})`, ...texts].map((text) => `${text}\n`).join('\n');
}

function manifestOf(folder: string): Manifest | null {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : null;
}
