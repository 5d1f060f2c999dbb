/**
 * Who may import whom: the one table. The lint rules (`.oxlint-rooms.json`), the repository test and the table in ARCHITECTURE.md follow from it. A room is a folder with the files in it,
 * without the folders below; `*` stands for any one folder.
 */
export interface Room {
  /** Rooms and files of this repository, beyond the room's own. */
  readonly files: readonly string[];
  /** Packages, each with everything below it. */
  readonly packages: readonly string[];
  /** Of these rooms types alone. */
  readonly types?: readonly string[];
}

/** What every room of lib/ may know: small files without an opinion. */
const SMALL = [
  'lib/mechanism.ts',
  'lib/steps.ts',
  'lib/problem.ts',
  'lib/severity.ts',
  'lib/outcome.ts',
  'lib/names/',
  'lib/text/',
  'lib/octets/',
  'lib/network/',
];
const MECHANISM = 'lib/mechanisms/*/';
const PREACT = ['preact', '@preact/signals'];
/** What a page may show. */
const SHOWN = [
  ...SMALL,
  'lib/duration.ts',
  'lib/mechanisms.ts',
  'lib/settings.ts',
  'lib/view.ts',
  'lib/locales/',
  'lib/check/',
  'lib/dns/',
  'lib/verdict/',
  'lib/report/',
  MECHANISM,
  'lib/mechanisms/mta-sts/senders/',
];
const PAGE: Room = { packages: ['wxt', ...PREACT], files: ['components/', 'lib/browser/', ...SHOWN] };

export const ROOMS: Readonly<Record<string, Room>> = {
  'entrypoints/': { packages: ['wxt'], files: ['lib/browser/'] },
  'entrypoints/popup/': PAGE,
  'entrypoints/options/': PAGE,
  'entrypoints/welcome/': PAGE,
  'entrypoints/report/': { ...PAGE, files: [...PAGE.files, 'components/report/'] },
  'entrypoints/workshop/': { ...PAGE, files: [...PAGE.files, 'components/workshop/', 'lib/workshop/'] },
  'components/': { packages: PREACT, files: SHOWN },
  'components/guide/': {
    packages: PREACT,
    files: ['components/', ...SHOWN, 'lib/guide/'],
    types: ['lib/workshop/'],
  },
  'components/report/': {
    packages: PREACT,
    files: ['components/', 'components/guide/', ...SHOWN, 'lib/guide/'],
  },
  'components/workshop/': {
    packages: [...PREACT, '@codemirror'],
    files: ['components/', ...SHOWN, 'lib/workshop/'],
    types: ['lib/mechanism.ts'],
  },
  'lib/': {
    packages: ['valibot'],
    files: ['lib/names/', 'lib/dns/', MECHANISM],
    types: ['lib/check/', 'lib/report/', 'lib/verdict/', 'lib/text/', 'lib/locales/'],
  },
  'lib/stored/': {
    packages: ['valibot'],
    files: [...SMALL, 'lib/dns/lookup.ts', 'lib/dns/resolver-ids.ts'],
    types: ['lib/dns/'],
  },
  'lib/text/': { packages: [], files: [], types: ['lib/problem.ts'] },
  'lib/octets/': { packages: [], files: [] },
  'lib/names/': { packages: ['tldts', 'punycode'], files: [] },
  'lib/network/': { packages: [], files: [] },
  'lib/dns/': { packages: [], files: SMALL },
  // It knows what lies below, and of other mechanisms what their facts are.
  'lib/mechanisms/*/': {
    packages: ['valibot'],
    files: [
      ...SMALL,
      // How known senders read what is judged.
      'lib/mechanisms/mta-sts/senders/',
      'lib/stored/',
      'lib/dns/ask.ts',
      'lib/dns/beside.ts',
      'lib/dns/lookup.ts',
      'lib/dns/mail-servers.ts',
      'lib/dns/public-address.ts',
      'lib/dns/record-facts.ts',
      'lib/dns/security.ts',
      'lib/report/blocks.ts',
      'lib/report/published.ts',
    ],
    types: [MECHANISM, 'lib/dns/'],
  },
  'lib/mechanisms/mta-sts/senders/': {
    packages: [],
    files: [...SMALL, 'lib/mechanisms/mta-sts/'],
  },
  'lib/check/': {
    packages: [],
    files: [...SMALL, 'lib/mechanisms.ts', 'lib/dns/', 'lib/verdict/weights.ts'],
    types: ['lib/mechanism.ts'],
  },
  'lib/verdict/': {
    packages: [],
    files: [...SMALL, 'lib/mechanisms.ts', 'lib/check/', MECHANISM],
    types: ['lib/dns/'],
  },
  'lib/automatic/': { packages: [], files: ['lib/names/'], types: ['lib/check/', 'lib/settings.ts'] },
  'lib/report/': {
    packages: [],
    files: [
      ...SMALL,
      'lib/mechanisms.ts',
      'lib/check/',
      'lib/verdict/',
      MECHANISM,
      'lib/mechanisms/mta-sts/senders/',
    ],
    // Sentences come as a parameter, so that it runs without a browser.
    types: ['lib/dns/', 'lib/mechanism.ts', 'lib/locales/'],
  },
  'lib/workshop/': {
    packages: [],
    files: [
      ...SMALL,
      'lib/mechanisms.ts',
      'lib/dns/',
      'lib/check/',
      MECHANISM,
      'lib/mechanisms/mta-sts/senders/',
    ],
    types: ['lib/mechanism.ts'],
  },
  // It asks nobody: it goes by the facts that it is given.
  'lib/guide/': {
    packages: ['diff', 'ical-generator'],
    files: [
      ...SMALL,
      'lib/mechanisms.ts',
      'lib/dns/beside.ts',
      'lib/verdict/',
      MECHANISM,
      'lib/mechanisms/mta-sts/senders/',
    ],
    types: ['lib/check/', 'lib/dns/'],
  },
  'lib/locales/': {
    packages: ['#i18n'],
    files: ['lib/text/'],
    types: ['lib/mechanism.ts', 'lib/verdict/'],
  },
  'lib/browser/': {
    packages: ['wxt', '@wxt-dev/browser', 'valibot', '@webext-core/messaging'],
    files: [
      ...SMALL,
      'lib/mechanisms.ts',
      'lib/recent.ts',
      'lib/settings.ts',
      'lib/view.ts',
      'lib/locales/',
      'lib/stored/',
      'lib/automatic/',
      'lib/check/',
      'lib/dns/',
      'lib/verdict/',
      'lib/workshop/',
      MECHANISM,
    ],
    types: ['lib/mechanism.ts'],
  },
};

/** The room of a file, by its folder; throws where the table has none. */
export function roomOf(path: string): string {
  const folder = folderOf(path);
  const room = Object.keys(ROOMS).find((name) => fits(name, folder));
  if (room === undefined) throw new Error(`${path} stands in no room of the table.`);
  return room;
}

/** The folder of a file, with its final slash. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** True where a folder, or a file, is what an entry of the table names. */
export function fits(entry: string, path: string): boolean {
  const [a, b] = [entry.split('/'), path.split('/')];
  return a.length === b.length && a.every((part, index) => part === '*' || part === b[index]);
}
