import type { StsProblemCode } from '../../../../../lib/mechanisms/mta-sts/problems.ts';
import type { Problem } from '../../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../../../lib/check/assessment.ts';
import { senderFactsOf, withOnly } from '../../../../../lib/mechanisms/mta-sts/senders/facts.ts';
import type { SenderReason, Sender } from '../../../../../lib/mechanisms/mta-sts/senders/rule.ts';
import {
  ignoredBy,
  sendersOf,
  type SenderVerdict,
} from '../../../../../lib/mechanisms/mta-sts/senders/senders.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../../../support/assessments.ts';
import { lines } from '../../../../support/reading.ts';

/** The columns of the matrix, in its order. */
const COLUMNS = {
  tlspol: 'postfix-tlspol',
  mox: 'mox',
  chasquid: 'chasquid',
  snawoot: 'postfix-mta-sts-resolver',
  maddy: 'go-mtasts',
  stalwart: 'stalwart',
  kumo: 'kumomta',
  mailauth: 'mailauth',
} as const satisfies Record<string, Sender>;
type Column = keyof typeof COLUMNS;
const ALL = Object.keys(COLUMNS) as Column[];

/** What one cell says: "!" ignores, "~" differs, "?" is unknown; a column that is not named accepts. */
type Cell = `${'!' | '~' | '?'}${SenderReason}`;
const SIGNS = { ignores: '!', differs: '~', unknown: '?' } as const;
type Row = readonly [what: string, change: Partial<Assessment>, cells: Partial<Record<Column, Cell>>];

const allSay = (cell: Cell, others: Partial<Record<Column, Cell>> = {}) => ({
  ...Object.fromEntries(ALL.map((column) => [column, cell])),
  ...others,
});
const without = (
  cells: Partial<Record<Column, Cell>>,
  ...columns: readonly Column[]
): Partial<Record<Column, Cell>> =>
  Object.fromEntries(Object.entries(cells).filter(([column]) => !columns.includes(column as Column)));

const told = (verdicts: readonly SenderVerdict[]) =>
  Object.fromEntries(
    verdicts.flatMap(({ sender, accepts, reasons }) => {
      const column = ALL.find((each) => COLUMNS[each] === sender);
      return accepts === 'accepts' ? [] : [[column, `${SIGNS[accepts]}${reasons[0]}`]];
    }),
  );

const GOOD = 'v=STSv1; id=1';
const MX = 'mx: mail.example.com';
const TOP = ['version: STSv1', 'mode: enforce', 'max_age: 1209600'] as const;
const text = (...rest: readonly string[]) => ({ policy: policyOf(lines(...rest)) });
const maxAge = (value: string) => text('version: STSv1', 'mode: enforce', `max_age: ${value}`, MX);
const served = (mediaType: string | null, extra = '') => ({
  policy: policyOf(policyText('enforce', MX) + extra, mediaType),
});
const slow = (tookMs: number) => ({
  policy: { ...policyOf(policyText('enforce', MX)), tookMs } as Assessment['policy'],
});
const withProblem = (code: StsProblemCode, parameters: Problem['parameters']): Assessment['policy'] => ({
  ...(policyOf(policyText('enforce', MX)) as Extract<Assessment['policy'], { state: 'found' }>),
  problems: [{ code, parameters }],
});
const records = (...texts: readonly string[]) => {
  const facts = stsRecord(...texts);
  return { stsRecord: facts, ...(facts.state === 'found' ? {} : { policy: { state: 'absent' } as const }) };
};
const status = (value: number) => ({ policy: failedFetch('policy-status', { status: value }) });

const FETCH: readonly Row[] = [
  ['2 s', slow(2000), {}],
  [
    'beyond 2 s',
    slow(2001),
    { tlspol: '!slower-than-2-s', chasquid: '?deadline-of-caller', stalwart: '?deadline-of-caller' },
  ],
  [
    'beyond 4 s',
    slow(4001),
    {
      tlspol: '!slower-than-2-s',
      snawoot: '!slower-than-4-s',
      chasquid: '?deadline-of-caller',
      stalwart: '?deadline-of-caller',
    },
  ],
  [
    'beyond our own patience',
    { policy: unreadPolicy('policy-timeout', { host: 'h' }) },
    allSay('?deadline-unknown', {
      tlspol: '!slower-than-2-s',
      snawoot: '!slower-than-4-s',
      chasquid: '?deadline-of-caller',
      stalwart: '?deadline-of-caller',
    }),
  ],
  ['a redirect', { policy: failedFetch('policy-redirect', { target: '' }) }, allSay('!redirect')],
  ['status 404', status(404), allSay('!status', { stalwart: '?status-unchecked' })],
  [
    'status 206',
    status(206),
    allSay('!status', { stalwart: '?status-unchecked', mailauth: '~status-any-2xx' }),
  ],
  ['no TLS', { policy: failedFetch('policy-certificate-expired', { host: 'h' }) }, allSay('!no-file')],
  ...(
    [
      'policy-host-no-address',
      'policy-refused',
      'policy-connection-lost',
      'policy-certificate-wrong-name',
      'policy-certificate-untrusted',
      'policy-tls',
    ] as const
  ).map((code): Row => [code, { policy: failedFetch(code, { host: 'h' }) }, allSay('!no-file')]),
  ...[100, 200, 300].map((code): Row => [
    `status ${code}`,
    status(code),
    allSay('!status', { stalwart: '?status-unchecked' }),
  ]),
  ['another media type', served('text/html'), without(allSay('!media-type'), 'mox', 'stalwart', 'mailauth')],
  ['no media type', served(null), without(allSay('!media-type'), 'mox', 'stalwart', 'mailauth')],
  [
    'beyond 64 KB',
    { policy: failedFetch('policy-too-large') },
    allSay('?too-large-unknown', { tlspol: '!too-large', mox: '!too-large', snawoot: '!too-large' }),
  ],
  ['beyond 10 KB', { policy: withProblem('policy-large', { kilobytes: 11 }) }, { chasquid: '~large-cut' }],
  [
    'a byte order mark',
    { policy: policyOf(`\ufeff${policyText('enforce', MX)}`) },
    allSay('?encoding-unknown', { snawoot: '!not-ascii' }),
  ],
  [
    'a byte order mark with a charset',
    { policy: policyOf(`\ufeff${policyText('enforce', MX)}`, 'text/plain; charset=utf-8') },
    allSay('?encoding-unknown'),
  ],
  [
    'UTF-8 in an extension',
    served('text/plain', 'note: é\n'),
    {
      snawoot: '!not-ascii',
      chasquid: '?encoding-unknown',
      maddy: '?encoding-unknown',
      kumo: '?encoding-unknown',
      mailauth: '?encoding-unknown',
    },
  ],
  [
    'a byte order mark within a value',
    served('text/plain', 'note: a\ufeffb\n'),
    {
      snawoot: '!not-ascii',
      chasquid: '?encoding-unknown',
      maddy: '?encoding-unknown',
      kumo: '?encoding-unknown',
      mailauth: '?encoding-unknown',
    },
  ],
  ...['ascii', 'US-ASCII'].map((charset): Row => [
    `UTF-8 in an extension, and the charset ${charset}`,
    served(`text/plain; charset=${charset}`, 'note: é\n'),
    {
      snawoot: '!not-ascii',
      chasquid: '?encoding-unknown',
      maddy: '?encoding-unknown',
      kumo: '?encoding-unknown',
      mailauth: '?encoding-unknown',
    },
  ]),
  ...['x-us-ascii', 'ascii-8', 'utf-8'].map((charset): Row => [
    `UTF-8 in an extension, and the charset ${charset} with space around it`,
    served(`text/plain;charset = ${charset}`, 'note: é\n'),
    {
      chasquid: '?encoding-unknown',
      maddy: '?encoding-unknown',
      kumo: '?encoding-unknown',
      mailauth: '?encoding-unknown',
    },
  ]),
  [
    'UTF-8 in an extension, and a charset that says so',
    served('text/plain; charset="UTF-8"', 'note: é\n'),
    {
      chasquid: '?encoding-unknown',
      maddy: '?encoding-unknown',
      kumo: '?encoding-unknown',
      mailauth: '?encoding-unknown',
    },
  ],
];

const LAST_TAKEN: Row[2] = {
  chasquid: '~repeated-last',
  snawoot: '~repeated-last',
  maddy: '~repeated-last',
  stalwart: '~repeated-last',
  kumo: '!repeated-field',
  mailauth: '~repeated-last',
};

const POLICY: readonly Row[] = [
  ['nothing special', {}, {}],
  ['servers that are not known', { mx: unknown() }, {}],
  [
    'a blank line, and a comment of which nobody knows',
    text('# by: us', ...TOP, MX, ''),
    allSay('?comment-unknown', { tlspol: '!blank-line', mox: '!blank-line', maddy: '!blank-line' }),
  ],
  [
    'a second colon in an unknown key of a policy that is none',
    text(...TOP, 'mx: a.test, b.test', 'see: https://x.test'),
    allSay('?not-stated', { maddy: '!colon-in-extension' }),
  ],
  [
    'a second colon in the version',
    text('version: STSv1:2', 'mode: enforce', 'max_age: 604800', MX),
    allSay('!version-required', { stalwart: '?not-stated' }),
  ],
  [
    'a second colon in the mode',
    text('version: STSv1', 'mode: enforce:x', 'max_age: 604800', MX),
    allSay('!mode-invalid'),
  ],
  ['a second colon in max_age', maxAge('1:2'), allSay('!malformed')],
  ['a port in mx', text(...TOP, 'mx: a.test:25'), allSay('?not-stated')],
  ['a repeated mode of none', text(...TOP, MX, 'mode: none'), LAST_TAKEN],
  [
    'a repeated mode that nobody knows before one that all know',
    text(...TOP, MX, 'mode: junk', 'mode: testing'),
    { ...LAST_TAKEN, mox: '!repeated-must-parse' },
  ],
  ...['a1', '1a'].map((value): Row => [
    `a repeated max_age of ${value}`,
    text(...TOP, MX, `max_age: ${value}`),
    {
      mox: '!repeated-must-parse',
      chasquid: '?repeated-last-unknown',
      snawoot: '?repeated-last-unknown',
      maddy: '?repeated-last-unknown',
      stalwart: '?repeated-last-unknown',
      kumo: '!repeated-field',
      mailauth: '?repeated-last-unknown',
    },
  ]),
  ['max_age in many powers of ten', maxAge('12e34'), allSay('!malformed', { mailauth: '~max-age-lenient' })],
  ['max_age behind a letter', maxAge('x1e3'), allSay('!malformed')],
  ['max_age before a letter', maxAge('1e3x'), allSay('!malformed')],
  ['numbers behind two wildcards', text(...TOP, 'mx: *.*.0.1'), allSay('!malformed')],
  [
    'max_age of 31 bits',
    maxAge('2147483647'),
    {
      tlspol: '~max-age-capped',
      chasquid: '!max-age-too-large',
      snawoot: '!max-age-too-large',
      stalwart: '~max-age-replaced',
      mailauth: '!max-age-too-large',
    },
  ],
  ...(
    [
      'policy-empty',
      'policy-not-utf8',
      'policy-lone-cr',
      'policy-mx-u-label',
      'policy-mx-trailing-dot',
      'policy-mx-underscore',
      'policy-mx-wildcard',
      'policy-key-misspelt',
    ] as const
  ).map((code): Row => [code, { policy: withProblem(code, {}) }, allSay('!malformed')]),
  ['NUL', { policy: withProblem('policy-control-character', { character: 'U+0000' }) }, allSay('!malformed')],
  ['another control', { policy: withProblem('policy-control-character', { character: 'U+0001' }) }, {}],
  ['a blank line', text(...TOP, MX, ''), { tlspol: '!blank-line', mox: '!blank-line', maddy: '!blank-line' }],
  [
    'an indented key',
    text(...TOP, ` ${MX}`),
    { tlspol: '!indented-key', mox: '!indented-key', snawoot: '!indented-key', maddy: '!indented-key' },
  ],
  [
    'a line without a colon',
    text(...TOP, 'nonsense', MX),
    {
      tlspol: '!line-without-colon',
      mox: '!line-without-colon',
      chasquid: '~line-skipped',
      snawoot: '~line-skipped',
      maddy: '!line-without-colon',
      stalwart: '~line-swallows-next',
      kumo: '!line-without-colon',
      mailauth: '~line-skipped',
    },
  ],
  [
    'a comment',
    text('# ours', ...TOP, MX),
    {
      tlspol: '!line-without-colon',
      mox: '!line-without-colon',
      maddy: '!line-without-colon',
      stalwart: '~line-swallows-next',
      kumo: '!line-without-colon',
    },
  ],
  ['a comment with a colon', text('# by: us', ...TOP, MX), allSay('?comment-unknown')],
  ['a space before the colon', text(...TOP, 'mx : mail.example.com'), allSay('?space-before-colon-unknown')],
  [
    'a second colon in an unknown key',
    text(...TOP, MX, 'see: https://x.test'),
    { maddy: '!colon-in-extension' },
  ],
  ['an unknown key', text(...TOP, MX, 'see: x'), {}],
  [
    'a repeated mode',
    text(...TOP, MX, 'mode: testing'),
    {
      chasquid: '~repeated-last',
      snawoot: '~repeated-last',
      maddy: '~repeated-last',
      stalwart: '~repeated-last',
      kumo: '!repeated-field',
      mailauth: '~repeated-last',
    },
  ],
  ['the same mode twice', text(...TOP, MX, 'mode: enforce'), { kumo: '!repeated-field' }],
  [
    'a repeated mode that nobody knows',
    text(...TOP, MX, 'mode: junk'),
    {
      mox: '!repeated-must-parse',
      chasquid: '!repeated-last-invalid',
      snawoot: '!repeated-last-invalid',
      maddy: '!repeated-last-invalid',
      stalwart: '!repeated-last-invalid',
      kumo: '!repeated-field',
      mailauth: '?repeated-last-unknown',
    },
  ],
  [
    'a repeated max_age',
    text(...TOP, MX, 'max_age: 86400'),
    {
      chasquid: '~repeated-last',
      snawoot: '~repeated-last',
      maddy: '~repeated-last',
      stalwart: '~repeated-last',
      kumo: '!repeated-field',
      mailauth: '~repeated-last',
    },
  ],
  [
    'a repeated max_age that is no number',
    text(...TOP, MX, 'max_age: long'),
    {
      mox: '!repeated-must-parse',
      chasquid: '?repeated-last-unknown',
      snawoot: '?repeated-last-unknown',
      maddy: '?repeated-last-unknown',
      stalwart: '?repeated-last-unknown',
      kumo: '!repeated-field',
      mailauth: '?repeated-last-unknown',
    },
  ],
  ['a repeated version', text(...TOP, MX, 'version: STSv1'), { kumo: '!repeated-field' }],
  [
    'no version',
    text('mode: enforce', 'max_age: 604800', MX),
    allSay('!version-required', { stalwart: '~version-optional' }),
  ],
  [
    'the version in another case',
    text('version: stsv1', 'mode: enforce', 'max_age: 604800', MX),
    allSay('!version-required', { stalwart: '~version-optional' }),
  ],
  [
    'another version',
    text('version: STSv2', 'mode: enforce', 'max_age: 604800', MX),
    allSay('!version-required', { stalwart: '?not-stated' }),
  ],
  [
    'no mode',
    text('version: STSv1', 'max_age: 604800', MX),
    allSay('!mode-required', { stalwart: '~mode-none-assumed', mailauth: '~mode-none-assumed' }),
  ],
  [
    'the mode in another case',
    text('version: STSv1', 'mode: Enforce', 'max_age: 604800', MX),
    allSay('!mode-invalid', { mailauth: '~mode-any-case' }),
  ],
  ['another mode', text('version: STSv1', 'mode: enforced', 'max_age: 604800', MX), allSay('!mode-invalid')],
  [
    'no max_age',
    text('version: STSv1', 'mode: enforce', MX),
    allSay('!max-age-required', { stalwart: '~max-age-assumed', mailauth: '~max-age-assumed' }),
  ],
  ['max_age in powers of ten', maxAge('1e3'), allSay('!malformed', { mailauth: '~max-age-lenient' })],
  [
    'max_age empty',
    maxAge(''),
    allSay('!max-age-required', { stalwart: '!malformed', mailauth: '~max-age-lenient' }),
  ],
  // What mailauth makes of the one says nothing about the other.
  [
    'max_age in powers of ten, and an empty mode behind it',
    { policy: policyOf(policyText('enforce', MX).replace('1209600', '1e3') + 'mode:') },
    allSay('!malformed'),
  ],
  ['max_age with a sign', maxAge('+5'), allSay('!malformed')],
  ['max_age 0', maxAge('0'), { chasquid: '!max-age-zero', stalwart: '~max-age-replaced' }],
  ['max_age below an hour', maxAge('3599'), { stalwart: '~max-age-replaced' }],
  ['max_age of an hour', maxAge('3600'), {}],
  ['max_age one below the limit', maxAge('31557599'), {}],
  ['max_age at the limit', maxAge('31557600'), { stalwart: '~max-age-replaced' }],
  [
    'max_age above the limit',
    maxAge('31557601'),
    {
      tlspol: '~max-age-capped',
      chasquid: '!max-age-too-large',
      snawoot: '!max-age-too-large',
      stalwart: '~max-age-replaced',
      mailauth: '!max-age-too-large',
    },
  ],
  [
    'max_age above 31 bits',
    maxAge('2147483648'),
    {
      tlspol: '~max-age-capped',
      mox: '!max-age-too-large',
      chasquid: '!max-age-too-large',
      snawoot: '!max-age-too-large',
      stalwart: '~max-age-replaced',
      mailauth: '!max-age-too-large',
    },
  ],
  [
    'mode none without mx',
    text('version: STSv1', 'mode: none', 'max_age: 86400'),
    { chasquid: '!none-without-mx', stalwart: '!none-without-mx' },
  ],
  ['mode none with mx', text('version: STSv1', 'mode: none', 'max_age: 86400', MX), {}],
  [
    'a wildcard one label too shallow',
    { ...text(...TOP, 'mx: *.example.com'), mx: mxOf(host('a.b.example.com')) },
    { tlspol: '?wildcard-of-postfix', snawoot: '?wildcard-of-postfix', mailauth: '~wildcard-any-depth' },
  ],
  ['a wildcard that fits', text(...TOP, 'mx: *.example.com'), {}],
  ['an IP address as mx', text(...TOP, MX, 'mx: 192.0.2.1'), { tlspol: '!ip-in-mx' }],
  ['an mx that is too long to be a name', text(...TOP, MX, `mx: ${'a'.repeat(64)}.test`), {}],
  ['no mx', text(...TOP), allSay('!malformed')],
  ['a web page', { policy: policyOf('<!doctype html>') }, allSay('!malformed')],
  ['a list in mx', text(...TOP, 'mx: a.test, b.test'), allSay('?not-stated')],
];

const RECORD: readonly Row[] = [
  [
    'an unrelated TXT beside it',
    records(GOOD, 'v=spf1 -all'),
    { maddy: '!text-beside', stalwart: '?text-beside-unknown', kumo: '~texts-joined' },
  ],
  [
    'a record in another case beside it',
    records(GOOD, 'v=stsv1; id=2'),
    allSay('?near-miss-unknown', {
      maddy: '!text-beside',
      stalwart: '?text-beside-unknown',
      kumo: '~texts-joined',
    }),
  ],
  [
    'two good records',
    records(GOOD, 'v=STSv1; id=2'),
    allSay('!several-records', {
      chasquid: '~several-records-one-taken',
      stalwart: '?several-records-unknown',
      kumo: '~texts-joined',
    }),
  ],
  [
    'a space after the version',
    records('v=STSv1 ;id=1'),
    {
      chasquid: '!space-after-version',
      stalwart: '?space-after-version-unknown',
      mailauth: '?space-after-version-unknown',
    },
  ],
  [
    'the version in another case',
    records('V=stsv1; id=1'),
    allSay('!record-version', {
      stalwart: '~record-version-any-case',
      mailauth: '~record-version-any-case',
    }),
  ],
  [
    'the id before the version',
    records('id=1; v=STSv1'),
    allSay('!record-version', { stalwart: '~record-version-any-order', mailauth: '?record-version-unknown' }),
  ],
  [
    'a space before the version',
    records(' v=STSv1; id=1'),
    allSay('!record-version', { stalwart: '?record-version-unknown', mailauth: '?record-version-unknown' }),
  ],
  [
    'an id with hyphens',
    records('v=STSv1; id=2026-06-01'),
    allSay('~id-syntax-unchecked', { tlspol: '!id-syntax', mox: '!id-syntax' }),
  ],
  ...['V=stsv1 ; id=1', 'V=stsv1\t; id=1'].map((record): Row => [
    `the version in another case, and space: ${record}`,
    records(record),
    allSay('!record-version', {
      stalwart: '~record-version-any-case',
      mailauth: '~record-version-any-case',
    }),
  ]),
  [
    'several fields before the version, and space behind it',
    records('abc=123; id=45; v=STSv1 ;'),
    allSay('!record-version', { stalwart: '~record-version-any-order', mailauth: '?record-version-unknown' }),
  ],
  [
    'a space before the id before the version',
    records(' id=1; v=STSv1'),
    allSay('!record-version', { stalwart: '?record-version-unknown', mailauth: '?record-version-unknown' }),
  ],
  [
    'an id that is not ASCII',
    records('v=STSv1; id=é'),
    allSay('?record-syntax-unknown', { tlspol: '!id-syntax', mox: '!id-syntax' }),
  ],
  ['a field that is none', records('v=STSv1; id=1; x'), allSay('?record-syntax-unknown')],
  ['no id', records('v=STSv1; a=b'), allSay('!id-missing', { chasquid: '~id-unused' })],
  ['an empty field', records('v=STSv1;; id=1'), allSay('?record-syntax-unknown')],
];

describe('each cell of the matrix, with its reason', () => {
  it.each(FETCH)('fetch: %s', (_, change, cells) => {
    expect(told(sendersOf(assessmentOf(change)))).toEqual(cells);
  });
  it.each(POLICY)('policy: %s', (_, change, cells) => {
    expect(told(sendersOf(assessmentOf(change)))).toEqual(cells);
  });
  it.each(RECORD)('record: %s', (_, change, cells) => {
    expect(told(sendersOf(assessmentOf(change)))).toEqual(cells);
  });
});

describe('the senders', () => {
  it('are all there, in one order', () => {
    expect(sendersOf(assessmentOf()).map(({ sender }) => sender)).toEqual(Object.values(COLUMNS));
  });

  it('have nothing to ignore where nothing is announced', () => {
    expect(sendersOf(assessmentOf(records()))).toEqual([]);
  });

  it.each([
    ['the policy may not be read', { policy: unreadPolicy('policy-not-permitted', { host: 'h' }) }],
    ['the policy is under way', { policy: { state: 'pending' } as const }],
    ['the record is unavailable', { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable') }],
  ])('are unknown where %s', (_, change) => {
    expect(told(sendersOf(assessmentOf(change)))).toEqual(allSay('?not-read'));
  });

  it('that ignore the record for certain do so whatever the policy says', () => {
    const change = {
      ...records(GOOD, 'v=spf1 -all'),
      policy: unreadPolicy('policy-not-permitted', { host: 'h' }),
    };
    expect(told(sendersOf(assessmentOf(change)))['maddy']).toBe('!text-beside');
  });

  it('that read a record which the RFC does not do so whatever is under way', () => {
    const change = { ...records('V=stsv1; id=1'), policy: { state: 'pending' } as const };
    expect(told(sendersOf(assessmentOf(change)))['stalwart']).toBe('~record-version-any-case');
  });

  it('of which one thing is unknown are not said twice to be unknown', () => {
    const change = {
      ...records(GOOD, 'v=stsv1; id=2'),
      policy: unreadPolicy('policy-not-permitted', { host: 'h' }),
    };
    const reasons = Object.fromEntries(
      sendersOf(assessmentOf(change)).map((one) => [one.sender, one.reasons]),
    );
    expect(reasons['chasquid']).toEqual(['near-miss-unknown']);
    expect(reasons['kumomta']).toEqual(['texts-joined', 'not-read']);
  });

  const every: readonly (readonly [
    what: string,
    change: Partial<Assessment>,
    reasons: Partial<Record<Column, readonly SenderReason[]>>,
  ])[] = [
    [
      'a repeated mode that nobody knows',
      text(...TOP, MX, 'mode: junk'),
      {
        tlspol: [],
        mox: ['repeated-must-parse'],
        chasquid: ['repeated-last-invalid'],
        kumo: ['repeated-field'],
        mailauth: ['repeated-last-unknown'],
      },
    ],
    [
      'a repeated max_age that is no number',
      text(...TOP, MX, 'max_age: long'),
      {
        mox: ['repeated-must-parse'],
        chasquid: ['repeated-last-unknown'],
        kumo: ['repeated-field'],
        mailauth: ['repeated-last-unknown'],
      },
    ],
    [
      'a record in another case beside it',
      records(GOOD, 'v=stsv1; id=2'),
      { maddy: ['text-beside'], stalwart: ['text-beside-unknown'], kumo: ['texts-joined'] },
    ],
    [
      'an id with hyphens',
      records('v=STSv1; id=2026-06-01'),
      { tlspol: ['id-syntax'], mox: ['id-syntax'], kumo: ['id-syntax-unchecked'] },
    ],
    [
      'beyond 64 KB',
      { policy: failedFetch('policy-too-large') },
      { tlspol: ['too-large'], mox: ['too-large'], snawoot: ['too-large'], kumo: ['too-large-unknown'] },
    ],
    [
      'a byte order mark',
      { policy: policyOf(`\ufeff${policyText('enforce', MX)}`) },
      { snawoot: ['not-ascii'], mox: ['encoding-unknown'] },
    ],
  ];
  it.each(every)('have these reasons and no more: %s', (_, change, expected) => {
    const verdicts = sendersOf(assessmentOf(change));
    for (const [column, reasons] of Object.entries(expected))
      expect(verdicts.find(({ sender }) => sender === COLUMNS[column as Column])?.reasons).toEqual(reasons);
  });

  it('give every reason, the weightiest first', () => {
    const [, , , , , stalwart, kumo] = sendersOf(
      assessmentOf({
        ...records(GOOD, 'v=spf1 -all'),
        ...text('# ours', 'version: STSv1', 'mode: enforce', 'max_age: 0', MX),
      }),
    );
    expect(stalwart).toEqual({
      sender: 'stalwart',
      accepts: 'unknown',
      reasons: ['text-beside-unknown', 'line-swallows-next', 'max-age-replaced'],
    });
    expect(kumo?.reasons).toEqual(['line-without-colon', 'texts-joined']);
  });
});

describe('who ignores the policy for one problem alone', () => {
  const alone: readonly (readonly [code: Problem['code'], change: Partial<Assessment>])[] = [
    ['policy-blank-line', text('', ...TOP, MX)],
    ['policy-comment-line', text('# ours', ...TOP, MX)],
    ['policy-duplicate-field', text(...TOP, MX, 'mode: junk')],
    ['policy-unknown-field-colon', text(...TOP, MX, 'x: a:b')],
    ['policy-max-age-too-large', maxAge('9999999999')],
    ['policy-media-type', served('text/html')],
    ['sts-record-unrelated', records(GOOD, 'v=spf1 -all')],
    ['sts-records-several', records(GOOD, 'v=STSv1; id=2')],
    ['policy-status', status(404)],
  ];
  it.each(alone)('where nothing else is wrong, all who ignore it: %s', (code, change) => {
    const published = assessmentOf(change);
    const ignoring = sendersOf(published).filter(({ accepts }) => accepts === 'ignores');
    expect(ignoring).not.toEqual([]);
    expect(ignoredBy(code, published)).toEqual(ignoring.map(({ sender }) => sender));
  });

  const blemished = lines('', 'version: STSv1', ' mode: none', 'max_age: 9999999999', '# ours', 'mode: junk');
  const published = assessmentOf({
    ...records(GOOD, 'v=spf1 -all'),
    policy: { ...policyOf(`${blemished}x: ü\n`, 'text/html'), tookMs: 9000 } as Assessment['policy'],
  });
  const each: readonly (readonly [code: Problem['code'], columns: readonly Column[]])[] = [
    ['policy-blank-line', ['tlspol', 'mox', 'maddy']],
    ['policy-indented-key', ['tlspol', 'mox', 'snawoot', 'maddy']],
    ['policy-comment-line', ['tlspol', 'mox', 'maddy', 'kumo']],
    ['policy-media-type', ['tlspol', 'chasquid', 'snawoot', 'maddy', 'kumo']],
    ['sts-record-unrelated', ['maddy']],
    ['policy-large', []],
    ['policy-html', []],
  ];
  it.each(each)('beside other problems, those of this one: %s', (code, columns) => {
    expect(ignoredBy(code, published)).toEqual(columns.map((column) => COLUMNS[column]));
  });

  it('for the record alone, whatever came of the fetch', () => {
    const change = { ...records(GOOD, 'v=spf1 -all'), ...status(404) };
    expect(ignoredBy('sts-record-unrelated', assessmentOf(change))).toEqual([COLUMNS.maddy]);
  });

  it('as if everything else were right', () => {
    const facts = senderFactsOf(published);
    expect(withOnly('policy-blank-line', facts)).toMatchObject({
      textCount: 1,
      text: '',
      isWildcardTooShallow: false,
    });
    expect(withOnly('sts-record-unrelated', facts).textCount).toBe(2);
  });
});
