import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { folderOf, roomOf } from '../repo/rooms/table.ts';
import { ROOT, sourcesBelow } from '../support/repository.ts';

/** What is mutated together, and the tests that have to notice. */
export interface Group {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const unit = (...names: readonly string[]) => names.map((name) => `tests/unit/${name}.test.ts`);
const property = (...names: readonly string[]) => names.map((name) => `tests/property/${name}.test.ts`);
const rfc = (...names: readonly string[]) => names.map((name) => `tests/rfc/${name}.test.ts`);

/** What is asked of the problems and the headlines of every mechanism. */
export const OF_EACH: readonly string[] = unit('problem', 'mechanisms');

/** Of those that have steps in the guide. */
const OF_GUIDED = unit('guide/whole-plan');

const WITH_BROWSER: ReadonlySet<string> = new Set(['lib/browser/', 'lib/locales/']);
/** Servers answer it in their own time, or files are large: too slow to be held against every change. */
const SLOW: ReadonlySet<string> = new Set(
  unit(
    'verdict/lab-domains',
    'mechanisms/bimi/logo-hostile',
    ...['key-sizes', 'read-selectors-hostile'].map((name) => `mechanisms/dkim/${name}`),
  ),
);

/** The tests of other rooms, and those by property and RFC, that notice what becomes of a room beside the tests of its own. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  lib: [
    ...unit('check/*', 'automatic/*', 'report/evidence', 'verdict/*', 'browser/spoilt-storage'),
    ...unit('mechanisms/*/mechanism', 'mechanisms/spf/guide*', 'guide/whole-plan'),
  ],
  check: unit('mechanisms/mx/*', 'view', 'browser/spoilt-storage'),
  dns: property('record-types', 'public-address'),
  'mechanisms/bimi': [
    ...OF_EACH,
    ...unit('verdict/*', 'report/evidence', 'workshop/*'),
    ...property('signing-fixes'),
  ],
  'mechanisms/caa': [...OF_EACH, ...unit('verdict/*', 'report/evidence'), ...rfc('rfc8659-caa')],
  'mechanisms/dkim': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('verdict/*', 'report/evidence', 'workshop/*'),
    ...rfc('rfc6376-keys', 'rfc6376-signatures'),
    ...property('guide-signing', 'signing-fixes'),
    'tests/hostile/dkim.test.ts',
  ],
  'mechanisms/dane': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('verdict/*'),
    ...rfc('rfc7672-2-tlsa-records', 'rfc7672-3-authentication'),
    'tests/hostile/tlsa.test.ts',
  ],
  'mechanisms/dmarc': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('verdict/*', 'report/evidence', 'workshop/*', 'guide/letter-spoofing'),
    ...rfc('rfc9989-4.8-record', 'rfc9989-4.10-discovery', 'rfc9990-4-external'),
    ...property('dmarc-record', 'guide-spoofing', 'txt-fixes'),
    'tests/hostile/dmarc.test.ts',
  ],
  'mechanisms/dnssec': [
    ...OF_EACH,
    ...unit('verdict/*', 'report/evidence'),
    ...rfc('rfc7672-2-tlsa-records'),
  ],
  'mechanisms/mta-sts': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('text/tag-record', 'check/*', 'verdict/*', 'report/evidence', 'workshop/*'),
    ...unit('browser/spoilt-storage'),
    ...property('sts-record', 'sts-policy', 'mx-pattern'),
    ...rfc('corpus', 'rfc8461-fetching'),
  ],
  'mechanisms/mx': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('check/*', 'verdict/*', 'report/evidence', 'browser/spoilt-storage'),
    ...rfc('rfc7505-null-mx'),
  ],
  'mechanisms/spf': [
    ...OF_EACH,
    ...OF_GUIDED,
    ...unit('verdict/*', 'report/evidence', 'workshop/*', 'guide/letter-spoofing'),
    ...rfc('rfc7208-spf'),
    ...property('spf', 'spf-discretion', 'guide-spoofing', 'txt-fixes'),
    'tests/hostile/spf.test.ts',
    'tests/hostile/spf-size.test.ts',
  ],
  'mechanisms/tlsrpt': [
    ...OF_EACH,
    ...unit('text/tag-record', 'check/*', 'verdict/*', 'report/evidence', 'workshop/*'),
    ...unit('report/reports', 'report/sections', 'browser/spoilt-storage'),
    ...property('tlsrpt-record'),
  ],
  names: [
    ...unit(
      'guide/registrable',
      'guide/hosting',
      'recent',
      'dns/*',
      'check/look',
      'automatic/*',
      'browser/added-names',
    ),
    ...property('domain-name', 'subject'),
    ...rfc('bug-museum', 'rfc8461-3.4-policy-domain'),
  ],
  octets: [
    ...unit(
      'mechanisms/bimi/*certificate*',
      'mechanisms/bimi/judge',
      'mechanisms/bimi/record',
      'mechanisms/dane/*',
    ),
    ...unit('mechanisms/dkim/key', 'browser/read-logo', 'guide/policy-file'),
    ...rfc('rfc6376-keys', 'rfc7672-3-authentication'),
  ],
  report: [
    ...unit(
      'mechanisms',
      'mechanisms/*/evidence',
      'mechanisms/*/mechanism',
      'mechanisms/*/score',
      'headline-title',
    ),
    ...property('changes'),
  ],
  stored: unit('check/*', 'browser/spoilt-storage'),
  text: [
    ...unit('workshop/*', 'guide/rua-target', 'mechanisms/tlsrpt/*', 'mechanisms/dmarc/gather'),
    ...unit('mechanisms/*/record*', 'mechanisms/*/workshop', 'mechanisms/*/text-*'),
    ...property('txt-fixes', 'signing-fixes', 'record-fixes'),
  ],
  verdict: [
    ...unit('mechanisms/*/judge', 'mechanisms/*/mechanism', 'mechanisms/*/score', 'mechanisms/*/picture'),
    ...unit('mechanisms/mta-sts/coverage', 'mechanisms/mta-sts/likeness', 'problem', 'mechanisms'),
    ...unit('report/*', 'check/*', 'headline-title', 'lane-word', 'guide/letter', 'guide/proposal'),
    ...unit('browser/toolbar', 'browser/tab-badge', 'browser/score-switch'),
    ...property('score'),
  ],
  workshop: [
    ...unit(
      'mechanisms/*/workshop',
      'mechanisms/*/text-*',
      'mechanisms/tlsrpt/report-record',
      'browser/drafts',
    ),
    ...unit('guide/choices', 'guide/rua-target', 'text/*'),
    ...property('workshop-fixes', 'signing-fixes', 'txt-fixes'),
  ],
};

/** Tests that are about a file, beside those that are called like it. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'lib/mechanisms/mta-sts/facts.ts': unit('mechanisms/mta-sts/stored'),
  'lib/mechanisms/dkim/signature-numbers.ts': unit('mechanisms/dkim/signature'),
  ...Object.fromEntries(
    [
      'mx-reading',
      'mx-open-value',
      'mx-value',
      'mx-token',
      'mx-words',
      'foreign-text',
      'policy-keys',
      'unread-keys',
    ].map((name) => [
      `lib/mechanisms/mta-sts/${name}.ts`,
      [
        ...unit(
          'mechanisms/mta-sts/mx-value',
          'mechanisms/mta-sts/mx-reading',
          'mechanisms/mta-sts/policy-lines',
          'mechanisms/mta-sts/policy-text',
          'workshop/policy-fixes',
        ),
        ...rfc('corpus'),
      ],
    ]),
  ),
  ...Object.fromEntries(
    ['facts', 'names', 'policy-rules', 'rules'].map((name) => [
      `lib/mechanisms/mta-sts/senders/${name}.ts`,
      unit('mechanisms/mta-sts/senders/senders'),
    ]),
  ),
  'lib/text/meant-record.ts': unit('workshop/record-fixes', 'mechanisms/tlsrpt/meant'),
  'lib/text/mended-record.ts': unit('workshop/record-fixes'),
  'lib/text/panel-row.ts': unit('mechanisms/dmarc/text-edits', 'mechanisms/spf/text-edits'),
  'lib/verdict/score-transit.ts': unit('verdict/score'),
};

/** True for a test file that is about a file of lib/: it is called like it, or said to be above. */
export function isAbout(test: string, file: string): boolean {
  return basename(test).startsWith(basename(file, '.ts')) || (ABOUT[file] ?? []).includes(test);
}

/**
 * A group for each folder of lib/ that runs without a browser, named by its way from there (`lib` for the files that stand loose): what is in it, the
 * tests in the folder of tests/unit/ that mirrors it, and those beside.
 */
export const GROUPS: Readonly<Record<string, Group>> = Object.fromEntries(
  [...Map.groupBy(pureSources(), folderOf)].map(([folder, files]) => {
    const way = folder.slice('lib/'.length);
    const name = way === '' ? 'lib' : way.slice(0, -1);
    const tests = [...found([`tests/unit/${way}*.test.ts`]), ...found(BESIDE[name] ?? [])];
    return [name, { files, tests: [...new Set(tests)].filter((path) => !SLOW.has(path)) }];
  }),
);

/** What is said of groups that there are not, and patterns of tests that lead to none. */
export function leftOver(): string[] {
  const patterns = [...Object.values(BESIDE), ...Object.values(ABOUT)].flat();
  return [
    ...Object.keys(ABOUT).filter((file) => found([file]).length === 0),
    ...Object.keys(BESIDE).filter((name) => GROUPS[name] === undefined),
    ...[...patterns, ...SLOW].filter((pattern) => found([pattern]).length === 0),
  ];
}

function pureSources(): string[] {
  return sourcesBelow('lib').filter((path) => !WITH_BROWSER.has(roomOf(path)));
}

function found(patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: ROOT }).toSorted();
}
