import { describe, expect, it } from 'vitest';
import { importsOf, read, sourcesBelow } from '../support/repository.ts';

/** The table of ARCHITECTURE.md, "Who may import whom". A room is the longest prefix that fits. */
interface Room {
  readonly packages: readonly RegExp[];
  /** Files and folders beyond its own. */
  readonly files: readonly string[];
}

const SMALL = [
  'domain-name',
  'outcome',
  'problem',
  'tag-record',
  'white-space',
  'visible-text',
  'character-name',
  'meant-record',
  'deadline',
  'read-body',
];
const PURE = SMALL.map((name) => `lib/${name}.ts`);
const MECHANISMS = ['lib/dns/', 'lib/mechanisms/mta-sts/', 'lib/mechanisms/tlsrpt/', 'lib/mechanisms/mx/'];
const PREACT = [/^preact(?:\/hooks)?$/, /^@preact\/signals$/];
const ANY_PURE_LIB = /^lib\/[^/]+\.ts$/;

const ROOMS: Readonly<Record<string, Room>> = {
  'entrypoints/background.ts': { packages: [/^wxt\//], files: ['lib/browser/'] },
  'entrypoints/popup/': { packages: [/^wxt\//, ...PREACT], files: ['components/', 'lib/'] },
  'entrypoints/options/': { packages: [/^wxt\//, ...PREACT], files: ['components/', 'lib/'] },
  'entrypoints/welcome/': { packages: [/^wxt\//, ...PREACT], files: ['components/', 'lib/'] },
  'entrypoints/report/': { packages: [/^wxt\//, ...PREACT], files: ['components/', 'lib/'] },
  'entrypoints/workshop/': { packages: [/^wxt\//, ...PREACT], files: ['components/', 'lib/'] },
  'components/': {
    packages: PREACT,
    files: ['lib/*', 'lib/locales/', 'lib/report/', 'lib/guide/', ...MECHANISMS],
  },
  'components/workshop/': {
    packages: [...PREACT, /^@codemirror\/(?:state|view|commands|lint)$/],
    files: ['components/', 'lib/*', 'lib/locales/', 'lib/workshop/', ...MECHANISMS],
  },
  'lib/browser/': {
    packages: [/^wxt\//, /^@wxt-dev\/browser$/, /^valibot$/, /^@webext-core\/messaging$/],
    files: ['lib/*', 'lib/locales/', ...MECHANISMS],
  },
  'lib/locales/': { packages: [/^#i18n$/], files: ['lib/text/visible-text.ts'] },
  'lib/dns/': { packages: [/^buffer$/, /^dns-packet$/], files: PURE },
  'lib/mechanisms/mta-sts/': { packages: [], files: PURE },
  'lib/mechanisms/tlsrpt/': { packages: [], files: PURE },
  'lib/mechanisms/mx/': { packages: [], files: [...PURE, 'lib/dns/lookup.ts'] },
  'lib/check/assess.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/check/assessment.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/check/life.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/check/beside.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/mechanisms/mta-sts/read-policy-file.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/mechanisms/mta-sts/coverage.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/verdict/dangling.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/verdict/findings.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/check/look-up.ts': { packages: [], files: ['lib/*', 'lib/dns/'] },
  'lib/mechanisms/mta-sts/host-address.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/verdict/verdict.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/verdict/standing.ts': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/settings.ts': { packages: [], files: ['lib/*', 'lib/dns/resolver.ts'] },
  'lib/sender': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/report/': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/workshop/': { packages: [], files: ['lib/*', ...MECHANISMS] },
  'lib/guide/': { packages: [/^diff$/, /^ical-generator$/], files: ['lib/*', ...MECHANISMS] },
  // The small files know each other and no mechanism.
  'lib/': { packages: [/^tldts$/, /^punycode\/punycode\.es6\.js$/], files: ['lib/*'] },
};

function roomOf(path: string): string {
  const fitting = Object.keys(ROOMS).filter((prefix) => path.startsWith(prefix));
  const room = fitting.toSorted((a, b) => b.length - a.length)[0];
  if (room === undefined) throw new Error(`${path} stands in no room of the table.`);
  return room;
}

function isAllowed(room: string, { specifier, file }: ReturnType<typeof importsOf>[number]): boolean {
  const { packages, files } = ROOMS[room]!;
  if (file === null) return packages.some((pattern) => pattern.test(specifier));
  if (room.endsWith('/') && room !== 'lib/' && file.startsWith(room)) return true;
  return files.some((allowed) =>
    allowed === 'lib/*'
      ? ANY_PURE_LIB.test(file)
      : allowed.endsWith('/')
        ? file.startsWith(allowed)
        : file === allowed,
  );
}

// The drawing of the icon is a tool that stands beside what it draws.
const sources = ['entrypoints', 'components', 'lib']
  .flatMap(sourcesBelow)
  .filter((path) => !path.startsWith('components/icon/'));

describe('imports go in the directions of the plan', () => {
  it.each(sources)('%s', (path) => {
    const forbidden = importsOf(path).filter((each) => !isAllowed(roomOf(path), each));
    expect(forbidden.map(({ specifier }) => specifier)).toEqual([]);
  });

  it('and there is something to look at in every room', () => {
    expect(new Set(sources.map(roomOf))).toEqual(new Set(Object.keys(ROOMS)));
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it('components ask nothing of DNS themselves', () => {
    const asking = sources
      .filter((path) => path.startsWith('components/'))
      .filter((path) =>
        importsOf(path).some(({ file }) => file === 'lib/dns/doh.ts' || file === 'lib/check/assess.ts'),
      );
    expect(asking).toEqual([]);
  });
});

describe('the popup', () => {
  it('loads nothing of the guide: it must open at once', () => {
    const reached = new Set<string>();
    const visit = (path: string) => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const { file, isType } of importsOf(path)) if (file !== null && !isType) visit(file);
    };
    visit('entrypoints/popup/main.tsx');
    expect(reached).toContain('lib/verdict/verdict.ts');
    expect([...reached].filter((path) => path.startsWith('lib/guide/'))).toEqual([]);
  });
});

describe('the popup', () => {
  it('carries nothing of the guide, which only the report loads', () => {
    const carried = new Set<string>();
    const visit = (path: string) => {
      if (carried.has(path)) return;
      carried.add(path);
      for (const { file, isType } of importsOf(path)) if (file !== null && !isType) visit(file);
    };
    visit('entrypoints/popup/main.tsx');
    expect(carried.size).toBeGreaterThan(40);
    expect([...carried].filter((path) => path.includes('/guide/'))).toEqual([]);
  });
});

describe('imports in lib/', () => {
  const lib = sources.filter((path) => path.startsWith('lib/'));

  it('of files name them with .ts, so that Node reads them unbuilt', () => {
    const bare = lib.flatMap((path) =>
      importsOf(path).filter(({ file, specifier }) => file !== null && !specifier.endsWith('.ts')),
    );
    expect(bare).toEqual([]);
  });

  it('lead in no circle', () => {
    const next = new Map(
      lib.map((path) => [
        path,
        importsOf(path).flatMap(({ file, isType }) => (file !== null && !isType ? [file] : [])),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      else if (!done.has(path)) {
        for (const file of next.get(path) ?? []) visit(file, [...way, path]);
        done.add(path);
      }
    };
    for (const path of lib) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('but for lib/browser/, nothing takes clock, network or page from the world', () => {
    const world =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|(?<![.\w])fetch\(|\bset(?:Timeout|Interval)\b|\b(?:document|window|localStorage)\./;
    const reaching = lib.filter(
      (path) => !path.startsWith('lib/browser/') && world.test(withoutComments(read(path))),
    );
    // askDoh is given its fetch by this name.
    expect(reaching.filter((path) => path !== 'lib/dns/doh.ts')).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}
