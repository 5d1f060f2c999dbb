import type { ProblemCode } from '../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { fixedText, fixesOf, MAX_MENDED, withEveryFix, type Mendable } from '../../../lib/workshop/fix.ts';
import { POLICY, STS_RECORD } from '../../../lib/workshop/kinds.ts';
import { TLSRPT } from '../../support/kinds.ts';

/** A policy with one line in the place of the one that it replaces; LF, so that the rows can be read. */
const policy = (change: Partial<Record<'version' | 'mode' | 'mx' | 'max_age', string>> = {}) =>
  Object.entries({
    version: 'version: STSv1',
    mode: 'mode: enforce',
    mx: 'mx: a.example',
    max_age: 'max_age: 604800',
    ...change,
  })
    .map(([, line]) => (line === '' ? '' : `${line}\n`))
    .join('');
const RIGHT = policy();
const CRLF = RIGHT.replaceAll('\n', '\r\n');
const TWO = policy({ mx: 'mx: a.example\nmx: b.example' });

type Row = readonly [reason: string, code: ProblemCode, before: string, after: string | null];

const policyRows: readonly Row[] = [
  ['a byte order mark says nothing', 'policy-byte-order-mark', `\ufeff${RIGHT}`, RIGHT],
  ['several of them neither', 'policy-byte-order-mark', `\ufeff\ufeff${RIGHT}`, RIGHT],
  ['a blank line says nothing', 'policy-blank-line', `\n${RIGHT} \t\n`, RIGHT],
  ['one of CRLF goes with its end', 'policy-blank-line', `${CRLF}\r\n`, CRLF],
  ['of nothing but blank lines no policy can be made', 'policy-blank-line', '\n\n', null],
  ['the format has no comments', 'policy-comment-line', `# mine: yes\n${RIGHT}`, RIGHT],
  ['wherever it begins', 'policy-comment-line', ` \t# mine: yes\n${RIGHT}`, RIGHT],
  ['a key stands at the start of its line', 'policy-indented-key', policy({ mx: ' \tmx: a.example' }), RIGHT],
  ['a colon stands behind its key', 'policy-space-before-colon', policy({ mx: 'mx : a.example' }), RIGHT],
  [
    'a comment is left to its own problem',
    'policy-space-before-colon',
    `# a : b\n${policy({ mx: 'mx : a.example' })}`,
    `# a : b\n${RIGHT}`,
  ],
  ['a CR was meant to end its line', 'policy-lone-cr', RIGHT.replaceAll('\n', '\r'), CRLF],
  ['CR CR LF is one line end', 'policy-lone-cr', RIGHT.replaceAll('\n', '\r\r\n'), CRLF],
  [
    'and no blank line, though there is one already',
    'policy-lone-cr',
    `\r\n${CRLF.replaceAll('\r\n', '\r\r\n')}`,
    `\r\n${CRLF}`,
  ],
  [
    'a CRLF among LF stays',
    'policy-lone-cr',
    `${policy({ version: 'version: STSv1\r' }).trimEnd()}\r`,
    policy({ version: 'version: STSv1\r' }),
  ],
  [
    'and what it hid is mended with it',
    'policy-lone-cr',
    policy({ mode: 'Mode: Enforce' }).replaceAll('\n', '\r'),
    CRLF,
  ],
  [
    'or it is left, where that has no right answer',
    'policy-lone-cr',
    policy({ mode: 'mode: strict' }).replaceAll('\n', '\r'),
    null,
  ],
  [
    'there is one key that can be meant',
    'policy-key-misspelt',
    policy({ max_age: 'Max-Age: 604800' }),
    RIGHT,
  ],
  [
    'all lines of it',
    'policy-key-misspelt',
    policy({ mx: 'MX: a.example\nMX: b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'not where the policy that senders then read leaves out a server that stands there',
    'policy-key-misspelt',
    policy({ mode: 'Mode: enforce', mx: 'mx: a.example\nMX: b.example' }),
    null,
  ],
  [
    'a server under a misspelt key beside the right one is a server',
    'policy-mx-key-misspelt',
    policy({ mx: 'mx: a.example\nMX: b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'which is no repetition of the one before it',
    'policy-key-misspelt',
    policy({ mx: 'MX: a.example\nMX: b.example\nMX: c.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example\nmx: c.example' }),
  ],
  ['a tab is space', 'policy-control-character', policy({ mx: 'mx: IN\tMX\t10\ta.example' }), RIGHT],
  [
    'another control character may have been anything',
    'policy-control-character',
    policy({ mx: 'mx: a\u0001.example' }),
    null,
  ],
  ['quotes around a mode', 'policy-mode-unknown', policy({ mode: 'mode: “enforce”' }), RIGHT],
  ['a separator behind it', 'policy-mode-unknown', policy({ mode: 'mode: enforce;' }), RIGHT],
  ['a comment behind it', 'policy-mode-unknown', policy({ mode: 'mode: enforce # at last' }), RIGHT],
  ['quotes around a number', 'policy-max-age-syntax', policy({ max_age: 'max_age: "604800"' }), RIGHT],
  ['quotes around the version', 'policy-version-unknown', policy({ version: 'version: "STSv1"' }), RIGHT],
  [
    'a line without a colon stays to the last space',
    'policy-key-misspelt',
    `${policy({ mode: 'Mode: enforce' })}vitamin c\n`,
    `${RIGHT}vitamin c\n`,
  ],
  ['what is invisible was not meant', 'policy-key-syntax', policy({ mx: '\u200bmx: a.example' }), RIGHT],
  ['and the key is mended as well', 'policy-key-syntax', policy({ mode: '\u200bMode: enforce' }), RIGHT],
  [
    'a key that nobody knows is not made another one',
    'policy-key-syntax',
    `${RIGHT}foo: 1\n\u200bfoo: 1\n`,
    null,
  ],
  ['a key that nobody knows may mean anything', 'policy-key-syntax', `${RIGHT}\u200bfoo bar: 1\n`, null],
  [
    'a policy on one line',
    'policy-line-joined',
    RIGHT.trim().replaceAll('\n', '; '),
    RIGHT.trim().replaceAll('\n', '\r\n'),
  ],
  [
    'with line ends as programs write them',
    'policy-line-joined',
    RIGHT.replaceAll('\n', '\\r\\n'),
    RIGHT.trim().replaceAll('\n', '\r\n'),
  ],
  [
    'two lines of four',
    'policy-line-joined',
    policy({ version: 'version: STSv1 mode: enforce', mode: '' }),
    RIGHT,
  ],
  [
    'where another line says the same it may be a remark',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example mode: none' }),
    null,
  ],
  ['a list of YAML', 'policy-line-syntax', policy({ mx: 'mx:\n  - a.example\n  - b.example' }), TWO],
  ['its empty key', 'policy-empty-value', policy({ mx: 'mx:\n  - a.example\n  - b.example' }), TWO],
  ['a name below a server', 'policy-line-syntax', policy({ mx: 'mx: a.example\n    b.example' }), TWO],
  ['a name elsewhere may be a heading', 'policy-line-syntax', `a.example\n${RIGHT}`, null],
  ['a copied record has no other meaning', 'policy-line-syntax', policy({ mx: '10 a.example' }), RIGHT],
  [
    'nothing is listed below an empty mode',
    'policy-empty-value',
    policy({ mode: 'mode:\n  - enforce' }),
    null,
  ],
  ['a fence around a code block', 'policy-line-syntax', `\`\`\`\n${RIGHT}\`\`\`\n`, RIGHT],
  ['a rule as of YAML', 'policy-line-syntax', `---\n${RIGHT}`, RIGHT],
  ['a comment of another language', 'policy-line-syntax', `// mine\n${RIGHT}`, RIGHT],
  ['not one that names a server', 'policy-line-syntax', `// b.example\n${RIGHT}`, null],
  ['the version as in the record', 'policy-line-syntax', policy({ version: 'v=STSv1;' }), RIGHT],
  ['a wide colon', 'policy-line-syntax', policy({ mode: 'mode：enforce' }), RIGHT],
  ['an arrow for it', 'policy-line-syntax', policy({ mode: 'mode => enforce' }), RIGHT],
  ['the end of a file under DOS', 'policy-control-character', `${RIGHT}\u001a`, RIGHT],
  ['items of a list', 'policy-key-syntax', RIGHT.replace(/^/gm, '- ').replace(/- $/, ''), RIGHT],
  ['quotes around the key', 'policy-key-syntax', policy({ mode: '"mode": "enforce"' }), RIGHT],
  [
    'a version that stands there is not written twice',
    'policy-key-syntax',
    policy({ version: '{version: STSv1' }),
    null,
  ],
  ['numbered servers', 'policy-key-misspelt', policy({ mx: 'mx1: a.example\nmx2: b.example' }), TWO],
  ['two letters in the wrong order', 'policy-key-misspelt', policy({ version: 'verison: STSv1' }), RIGHT],
  [
    'a dot in a key makes no host of it',
    'policy-key-misspelt',
    policy({ max_age: 'max.age: 604800' }),
    RIGHT,
  ],
  ['the key once more', 'policy-mode-unknown', policy({ mode: 'mode: mode: enforce' }), RIGHT],
  ['a full stop', 'policy-mode-unknown', policy({ mode: 'mode: enforce.' }), RIGHT],
  ['marks of emphasis', 'policy-mode-unknown', policy({ mode: 'mode: **enforce**' }), RIGHT],
  ['wide letters', 'policy-mode-unknown', policy({ mode: 'mode: ｅｎｆｏｒｃｅ' }), RIGHT],
  [
    'a remark that names another mode',
    'policy-mode-unknown',
    policy({ mode: 'mode: enforce (or testing)' }),
    null,
  ],
  ['seconds are the unit', 'policy-max-age-syntax', policy({ max_age: 'max_age: 604800 seconds' }), RIGHT],
  ['digits in groups', 'policy-max-age-syntax', policy({ max_age: 'max_age: 604,800' }), RIGHT],
  ['which are three each', 'policy-max-age-syntax', policy({ max_age: 'max_age: 6048,00' }), null],
  ['a remark', 'policy-max-age-syntax', policy({ max_age: 'max_age: 604800 (a week)' }), RIGHT],
  [
    'a remark with a number of its own',
    'policy-max-age-syntax',
    policy({ max_age: 'max_age: 86400 (or 604800)' }),
    null,
  ],
  ['the end of a line of HTML', 'policy-mx-extra', policy({ mx: 'mx: a.example<br>' }), RIGHT],
  ['"=" in place of the colon', 'policy-line-syntax', policy({ mode: 'mode=enforce' }), RIGHT],
  ['with space around it', 'policy-line-syntax', policy({ mode: 'mode = enforce' }), RIGHT],
  [
    'what only ends in a key may mean anything',
    'policy-line-syntax',
    `${RIGHT}my mode: 1\nmy mode=on\n`,
    null,
  ],
  ['space in place of the colon', 'policy-line-syntax', policy({ mode: 'mode enforce' }), RIGHT],
  ['a line that says nothing may mean anything', 'policy-line-syntax', `${RIGHT}hello\n`, null],
  ['there is one version', 'policy-version-missing', policy({ version: '' }), RIGHT],
  ['it is written so', 'policy-version-unknown', policy({ version: 'version: stsv1' }), RIGHT],
  ['nor one that only begins so', 'policy-version-unknown', policy({ version: 'version: STSv10' }), null],
  ['nor one that only ends so', 'policy-version-unknown', policy({ version: 'version: XSTSv1' }), null],
  ['another version is none', 'policy-version-unknown', policy({ version: 'version: STSv2' }), null],
  ['modes are lower case', 'policy-mode-unknown', policy({ mode: 'mode: ENFORCE' }), RIGHT],
  ['which mode was meant only its owner knows', 'policy-mode-unknown', policy({ mode: 'mode: on' }), null],
  ['a missing mode is a choice', 'policy-mode-missing', policy({ mode: '' }), null],
  ['so is max_age', 'policy-max-age-missing', policy({ max_age: '' }), null],
  ['and the mail servers', 'policy-mx-missing', policy({ mx: '' }), null],
  ['7d may be 604800, or something else', 'policy-max-age-syntax', policy({ max_age: 'max_age: 7d' }), null],
  [
    'the limit itself is refused by some, so that it is no one answer',
    'policy-max-age-too-large',
    policy({ max_age: 'max_age: 99999999' }),
    null,
  ],
  [
    'blank lines and patterns are no repeats',
    'policy-duplicate-field',
    `\n\n${policy({ mx: 'mx: a.example\nmx: b.example' })}mode: none\n`,
    `\n\n${policy({ mx: 'mx: a.example\nmx: b.example' })}`,
  ],
  ['only the first counts', 'policy-duplicate-field', `${RIGHT}mode: none\n`, RIGHT],
  ['a pattern counts once', 'policy-mx-repeated', policy({ mx: 'mx: a.example\nmx: A.example' }), RIGHT],
  [
    'what is no pattern is left to its own problem, and another field to nobody',
    'policy-mx-repeated',
    policy({ mx: 'mx: a.example\nx: a.example\nmx: a.example\nmx: m*.example\nmx: m*.example' }),
    policy({ mx: 'mx: a.example\nx: a.example\nmx: m*.example\nmx: m*.example' }),
  ],
  ['the last dot is that of DNS', 'policy-mx-trailing-dot', policy({ mx: 'mx: a.example.' }), RIGHT],
  [
    'each has a line of its own',
    'policy-mx-list',
    policy({ mx: 'mx: a.example, *.b.example;c.example' }),
    policy({ mx: 'mx: a.example\nmx: *.b.example\nmx: c.example' }),
  ],
  [
    'as it was written',
    'policy-mx-list',
    policy({ mx: 'mx: A.example b.example' }),
    policy({ mx: 'mx: A.example\nmx: b.example' }),
  ],
  [
    'with the line end of the file',
    'policy-mx-list',
    CRLF.replace('a.example', 'a.example b.example'),
    CRLF.replace('a.example', 'a.example\r\nmx: b.example'),
  ],
  [
    'DNS has one form of a name',
    'policy-mx-u-label',
    policy({ mx: 'mx: *.bücher.example' }),
    policy({ mx: 'mx: *.xn--bcher-kva.example' }),
  ],
  [
    'with or without a wildcard',
    'policy-mx-u-label',
    policy({ mx: 'mx: bücher.example' }),
    policy({ mx: 'mx: xn--bcher-kva.example' }),
  ],
  [
    'German quotes are no letters',
    'policy-mx-quotes',
    policy({ mx: 'mx: „a.example“' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'English ones neither',
    'policy-mx-quotes',
    policy({ mx: 'mx: “a.example”' }),
    policy({ mx: 'mx: a.example' }),
  ],
  ['nor single ones', 'policy-mx-quotes', policy({ mx: 'mx: ‘a.example’' }), policy({ mx: 'mx: a.example' })],
  [
    'nor those of French',
    'policy-mx-quotes',
    policy({ mx: 'mx: «a.example»' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'straight ones are of a zone file',
    'policy-mx-quotes',
    policy({ mx: 'mx: "a.example"' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'around a wildcard',
    'policy-mx-quotes',
    policy({ mx: 'mx: “*.a.example”' }),
    policy({ mx: 'mx: *.a.example' }),
  ],
  ['a lone one', 'policy-mx-quotes', policy({ mx: 'mx: a.example”' }), policy({ mx: 'mx: a.example' })],
  [
    'angle brackets are those of an address',
    'policy-mx-quotes',
    policy({ mx: 'mx: <a.example>' }),
    policy({ mx: 'mx: a.example' }),
  ],
  ['quotes within a name may hide anything', 'policy-mx-quotes', policy({ mx: 'mx: “a”.example' }), null],
  [
    'a non-breaking hyphen',
    'policy-mx-dash',
    policy({ mx: 'mx: mail\u20111.a.example' }),
    policy({ mx: 'mx: mail-1.a.example' }),
  ],
  [
    'an en dash',
    'policy-mx-dash',
    policy({ mx: 'mx: mail–1.a.example' }),
    policy({ mx: 'mx: mail-1.a.example' }),
  ],
  [
    'a minus sign',
    'policy-mx-dash',
    policy({ mx: 'mx: mail−1.a.example' }),
    policy({ mx: 'mx: mail-1.a.example' }),
  ],
  [
    'behind “xn” one dash may have been two',
    'policy-mx-dash',
    policy({ mx: 'mx: xn–bcher-kva.example' }),
    null,
  ],
  [
    'a dash and quotes',
    'policy-mx-dash',
    policy({ mx: 'mx: „mail–1.a.example“' }),
    policy({ mx: 'mx: mail-1.a.example' }),
  ],
  [
    'a no-break space behind the name',
    'policy-mx-invisible',
    policy({ mx: 'mx: a.example\u00a0' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'a zero-width space before it',
    'policy-mx-invisible',
    policy({ mx: 'mx: \u200ba.example' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'within a name it may have been the end of one',
    'policy-mx-invisible',
    policy({ mx: 'mx: mail\u200bbackup.example' }),
    null,
  ],
  ['a preference', 'policy-mx-extra', policy({ mx: 'mx: 10 a.example' }), policy({ mx: 'mx: a.example' })],
  ['behind the name', 'policy-mx-extra', policy({ mx: 'mx: a.example 10' }), policy({ mx: 'mx: a.example' })],
  [
    'a copied record line without its owner',
    'policy-mx-extra',
    policy({ mx: 'mx: IN MX 10 a.example' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'with its owner, which is no mail server',
    'policy-mx-extra',
    policy({ mx: 'mx: example.com. 3600 IN MX 10 a.example.' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'the origin as the owner',
    'policy-mx-extra',
    policy({ mx: 'mx: @ IN MX 10 a.example.' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'as host prints it',
    'policy-mx-extra',
    policy({ mx: 'mx: example.com mail is handled by 10 a.example.' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'as nslookup prints it',
    'policy-mx-extra',
    policy({ mx: 'mx: example.com mail exchanger = 10 a.example.' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'as nslookup of Windows prints it',
    'policy-mx-extra',
    policy({ mx: 'mx: example.com MX preference = 10, mail exchanger = a.example' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'a relative exchange belongs to a zone that nobody knows',
    'policy-mx-extra',
    policy({ mx: 'mx: @ IN MX 10 mail' }),
    null,
  ],
  [
    'an address record is no list of mail servers',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example. IN A 192.0.2.1' }),
    null,
  ],
  [
    'a comment',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example # the first' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'as in a zone file',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example ; the first' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'in brackets',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example (primary)' }),
    policy({ mx: 'mx: a.example' }),
  ],
  [
    'a comment that names another server',
    'policy-mx-extra',
    policy({ mx: 'mx: a.example # was b.example' }),
    null,
  ],
  ['a comment that may be a field', 'policy-mx-extra', policy({ mx: 'mx: a.example ; mode: none' }), null],
  ['a word that may be a server', 'policy-mx-extra', policy({ mx: 'mx: a.example backup' }), null],
  ['a last semicolon', 'policy-mx-extra', policy({ mx: 'mx: a.example;' }), policy({ mx: 'mx: a.example' })],
  ['a last comma', 'policy-mx-extra', policy({ mx: 'mx: a.example,' }), policy({ mx: 'mx: a.example' })],
  ['the key twice', 'policy-mx-extra', policy({ mx: 'mx: mx: a.example' }), policy({ mx: 'mx: a.example' })],
  [
    'an item of a list',
    'policy-mx-extra',
    policy({ mx: 'mx: - a.example' }),
    policy({ mx: 'mx: a.example' }),
  ],
  ['what holds no name', 'policy-mx-extra', policy({ mx: 'mx: our mail server' }), null],
  ['the scheme of a URL', 'policy-mx-extra', policy({ mx: 'mx: https://a.example/' }), RIGHT],
  ['of a mail server', 'policy-mx-extra', policy({ mx: 'mx: smtp:a.example' }), RIGHT],
  ['what has a path names a page', 'policy-mx-port', policy({ mx: 'mx: https://a.example/b' }), null],
  ['a bullet of a word processor', 'policy-mx-extra', policy({ mx: 'mx: • a.example' }), RIGHT],
  [
    'an arrow between two names may replace one',
    'policy-mx-list',
    policy({ mx: 'mx: a.example -> b.example' }),
    null,
  ],
  ['a comment of HTML', 'policy-mx-extra', policy({ mx: 'mx: a.example <!-- the first -->' }), RIGHT],
  ['quotes around a record', 'policy-mx-quotes', policy({ mx: 'mx: "10 a.example"' }), RIGHT],
  ['a row of a panel', 'policy-mx-extra', policy({ mx: 'mx: MX @ a.example 10 3600' }), RIGHT],
  ['with bars', 'policy-mx-extra', policy({ mx: 'mx: MX | @ | a.example | 10' }), RIGHT],
  [
    'with the names of its columns',
    'policy-mx-extra',
    policy({ mx: 'mx: Type: MX Host: @ Value: a.example Priority: 10' }),
    RIGHT,
  ],
  [
    'of two names one may be the domain, which is no server',
    'policy-mx-extra',
    policy({ mx: 'mx: MX example.com a.example 10' }),
    null,
  ],
  ['also without a preference', 'policy-mx-extra', policy({ mx: 'mx: b.example MX a.example' }), null],
  ['with it between them', 'policy-mx-extra', policy({ mx: 'mx: b.example;10;a.example' }), null],
  ['as Plesk shows it', 'policy-mx-extra', policy({ mx: 'mx: b.example. MX (10) a.example.' }), null],
  ['under names of columns', 'policy-mx-extra', policy({ mx: 'mx: Host: b.example Value: a.example' }), null],
  [
    'the type before each of two servers',
    'policy-mx-list',
    policy({ mx: 'mx: MX a.example MX b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  ['an abbreviation is no server', 'policy-mx-extra', policy({ mx: 'mx: a.example i.e.' }), null],
  ['brackets of China and Japan', 'policy-mx-quotes', policy({ mx: 'mx: 『a.example』' }), RIGHT],
  [
    'a dash of Hebrew',
    'policy-mx-dash',
    policy({ mx: 'mx: a\u05be1.example' }),
    policy({ mx: 'mx: a-1.example' }),
  ],
  ['a dash for the last dot', 'policy-mx-dash', policy({ mx: 'mx: a.b–example' }), null],
  [
    'a wide wildcard',
    'policy-mx-u-label',
    policy({ mx: 'mx: ＊.example.com' }),
    policy({ mx: 'mx: *.example.com' }),
  ],
  [
    'a word between two servers',
    'policy-mx-list',
    policy({ mx: 'mx: a.example and b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'preferences before two servers',
    'policy-mx-list',
    policy({ mx: 'mx: 10 a.example, 20 b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'two record lines that were joined',
    'policy-mx-list',
    policy({ mx: 'mx: IN MX 10 a.example. IN MX 20 b.example.' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'two lines of the policy that were joined',
    'policy-mx-list',
    policy({ mx: 'mx: a.example mx: b.example' }),
    policy({ mx: 'mx: a.example\nmx: b.example' }),
  ],
  [
    'a preference before an owner may be that of a server',
    'policy-mx-list',
    policy({ mx: 'mx: 10 a.example MX 20 b.example MX 30 c.example' }),
    null,
  ],
  [
    'Cyrillic among Latin letters is a slip of the keyboard',
    'policy-mx-u-label',
    policy({ mx: 'mx: m\u0430il.example' }),
    null,
  ],
  [
    'so is a name of nothing but letters that look alike',
    'policy-mx-u-label',
    policy({ mx: 'mx: \u043c\u04451.example' }),
    null,
  ],
  ['a symbol is no letter', 'policy-mx-u-label', policy({ mx: 'mx: ☃.example' }), null],
  [
    'an alphabet of its own is one',
    'policy-mx-u-label',
    policy({ mx: 'mx: почта.example' }),
    policy({ mx: 'mx: xn--80a1acny.example' }),
  ],
  ['punctuation is no letter of any alphabet', 'policy-mx-syntax', policy({ mx: 'mx: a…b.example' }), null],
  ['a pattern has no port', 'policy-mx-port', policy({ mx: 'mx: a.example:25' }), RIGHT],
  ['two of them are none', 'policy-mx-port', policy({ mx: 'mx: a.example:25:26' }), null],
  ['what is no number is none', 'policy-mx-port', policy({ mx: 'mx: a.example:25x' }), null],
  ['an address is no name', 'policy-mx-port', policy({ mx: 'mx: 2001:db8::1' }), null],
  ['which host it is has to be known', 'policy-mx-underscore', policy({ mx: 'mx: a_b.example' }), null],
  ['where the wildcard belongs too', 'policy-mx-wildcard', policy({ mx: 'mx: mail*.example' }), null],
  ['what is not there is not mended', 'policy-blank-line', RIGHT, null],
];

const stsRows: readonly Row[] = [
  ...[
    '[v=STSv1; id=1]',
    'Value: v=STSv1; id=1',
    'TXT _mta-sts "v=STSv1; id=1" 3600',
    'v==STSv1; id=1',
    'v=STSvl; id=1',
  ].map((before): Row => ['what a panel or a keyboard adds', 'sts-record-version', before, 'v=STSv1; id=1']),
  ['a name that only resembles it', 'sts-record-version', 'v=SRSv1; id=1', null],
  ['a remark behind the id', 'sts-record-id-syntax', 'v=STSv1; id=1 # new', 'v=STSv1; id=1'],
  ['brackets around it', 'sts-record-id-syntax', 'v=STSv1; id=<1>', 'v=STSv1; id=1'],
  ['space in place of "="', 'sts-record-field-syntax', 'v=STSv1; id 1', 'v=STSv1; id=1'],
  [
    'of two ids the one that can be read is not dropped',
    'sts-record-duplicate-field',
    'v=STSv1; id=2024-01-01; id=2',
    null,
  ],
  ['a no-break space is space', 'sts-record-invisible', 'v=STSv1;\u00a0id=1', 'v=STSv1; id=1'],
  ['what is invisible was not meant', 'sts-record-invisible', 'v=STSv1; id=1\u200b', 'v=STSv1; id=1'],
  ['a space behind the last field', 'sts-record-invisible', 'v=STSv1; id=1 ', 'v=STSv1; id=1'],
  ['a comma between fields', 'sts-record-delimiter', 'v=STSv1; id=1, x=2', 'v=STSv1; id=1; x=2'],
  ['two records on one line stay two', 'sts-record-delimiter', 'v=STSv1; id=1 v=STSv1; id=2', null],
  ['typographic quotes around an id', 'sts-record-not-ascii', 'v=STSv1; id=“1”', 'v=STSv1; id=1'],
  ['a letter is none of them', 'sts-record-not-ascii', 'v=STSv1; id=é', null],
  ['nor is a date with dashes an id', 'sts-record-not-ascii', 'v=STSv1; id=2026–01–01', null],
  ['a full stop behind the id', 'sts-record-id-syntax', 'v=STSv1; id=1.', 'v=STSv1; id=1'],
  ['the escape of a zone', 'sts-record-field-syntax', 'v=STSv1\\; id=1', 'v=STSv1; id=1'],
  ['the id alone', 'sts-record-version', 'id=1', 'v=STSv1; id=1'],
  ['which of two ids is meant is open', 'sts-record-version', 'STSv1; id=1; id=2', null],
  ['a byte order mark', 'sts-record-version', '\ufeffv=STSv1; id=1', 'v=STSv1; id=1'],
  [
    'the remark behind a line of the zone',
    'sts-record-version',
    '_mta-sts.example.com. 3600 IN TXT "v=STSv1; id=1" ; ours',
    'v=STSv1; id=1',
  ],
  [
    'what stands there may be more than a remark',
    'sts-record-version',
    '_mta-sts TXT "v=STSv1; id=1" ; id=2',
    null,
  ],
  ['typographic quotes of the line', 'sts-record-version', '_mta-sts TXT “v=STSv1; id=1”', 'v=STSv1; id=1'],
  ['a line without quotes', 'sts-record-version', '_mta-sts TXT v=STSv1; id=1', 'v=STSv1; id=1'],
  ['what is no part of it may mean anything', 'sts-record-version', 'foo "v=STSv1; id=1" bar', null],
  ['the record of TLSRPT has no id', 'sts-record-misplaced', 'v=TLSRPTv1; rua=mailto:a@b.example', null],
  ['without its v=', 'sts-record-version', 'STSv1; id=1', 'v=STSv1; id=1'],
  ['a colon for "="', 'sts-record-version', 'v:STSv1; id=1', 'v=STSv1; id=1'],
  ['no delimiter', 'sts-record-version', 'v=STSv1id=1', 'v=STSv1; id=1'],
  ['there is only one version', 'sts-record-version', 'v=STSv2; id=1', 'v=STSv1; id=1'],
  ['the name of the protection', 'sts-record-version', 'v=MTA-STSv1; id=1', 'v=STSv1; id=1'],
  ['typographic quotes', 'sts-record-version', '“v=STSv1; id=1”', 'v=STSv1; id=1'],
  ['a policy has no id', 'sts-record-is-policy', 'version: STSv1', null],
  ['an id is never invented', 'sts-record-version', 'STSv1', null],
  ['the version in its case', 'sts-record-version', 'V=stsv1; id=1', 'v=STSv1; id=1'],
  ['without space in it', 'sts-record-version', 'v =STSv1; id=1', 'v=STSv1; id=1'],
  ['on either side', 'sts-record-version', 'v= STSv1; id=1', 'v=STSv1; id=1'],
  ['twice it may be two records', 'sts-record-version', 'v=stsv1; V=STSV1; id=1', null],
  ['what it hid is mended with it', 'sts-record-version', 'V=stsv1; ID=1', 'v=STSv1; id=1'],
  ['or it is left, where that has no right answer', 'sts-record-version', 'V=stsv1; id=a-b', null],
  ['the version first', 'sts-record-version', 'id=1; v=STSv1', 'v=STSv1; id=1'],
  [
    'quotes are of the zone file',
    'sts-record-version',
    '_mta-sts 60 IN TXT "v=STSv1; " "id=1;"',
    'v=STSv1; id=1',
  ],
  ['and their escapes', 'sts-record-version', String.raw`"v=STSv1\; id=1"`, 'v=STSv1; id=1'],
  ['a space before the semicolon', 'sts-record-space-after-version', 'v=STSv1 ; id=1', 'v=STSv1; id=1'],
  ['an empty field says nothing', 'sts-record-empty-field', 'v=STSv1;; id=1;', 'v=STSv1; id=1'],
  [
    'other lines are other records',
    'sts-record-empty-field',
    'other\nv=STSv1;; id=1\nv=STSv10;; id=2',
    'other\nv=STSv1; id=1\nv=STSv10;; id=2',
  ],
  [
    'other fields stay, also those without a name',
    'sts-record-duplicate-field',
    'v=STSv1; id=1; x=2; foo; bar; id=2',
    'v=STSv1; id=1; x=2; foo; bar',
  ],
  ['unless it cannot be read', 'sts-record-duplicate-field', 'v=STSv1; id=“1”; id=2', null],
  ['only the first id counts', 'sts-record-duplicate-field', 'v=STSv1; id=1; id=2', 'v=STSv1; id=1'],
  ['a missing semicolon', 'sts-record-delimiter', 'v=STSv1 id=1', 'v=STSv1; id=1'],
  ['a comma for it', 'sts-record-delimiter', 'v=STSv1 , id=1', 'v=STSv1; id=1'],
  ['a colon for "="', 'sts-record-field-syntax', 'v=STSv1; id: 1', 'v=STSv1; id=1'],
  ['space before "="', 'sts-record-field-syntax', 'v=STSv1; id =1', 'v=STSv1; id=1'],
  ['another id is a field of its own', 'sts-record-delimiter', 'v=STSv1 id=1; ID=2', 'v=STSv1; id=1; ID=2'],
  ['what stands before its name may mean anything', 'sts-record-field-syntax', 'v=STSv1; x id=1', null],
  ['other fields stay', 'sts-record-id-syntax', 'v=STSv1; id= 1; x=2', 'v=STSv1; id=1; x=2'],
  ['space around "="', 'sts-record-id-syntax', 'v=STSv1; id= 1', 'v=STSv1; id=1'],
  ['and no other name', 'sts-record-no-id', 'v=STSv1; x=1; ID=2', 'v=STSv1; x=1; id=2'],
  [
    'of a field that nobody knows it may mean anything',
    'sts-record-field-syntax',
    'v=STSv1; id=1; x = 2',
    null,
  ],
  ['the name in its case', 'sts-record-no-id', 'v=STSv1; ID=1', 'v=STSv1; id=1'],
  ['quotes around an id', 'sts-record-id-syntax', 'v=STSv1; id="1"', 'v=STSv1; id=1'],
  ['of any length', 'sts-record-id-syntax', 'v=STSv1; id="20260101"', 'v=STSv1; id=20260101'],
  ['within an id they may be a slip', 'sts-record-id-syntax', 'v=STSv1; id=x"1"', null],
  ['wherever they stand', 'sts-record-id-syntax', 'v=STSv1; id="1"x', null],
  ['any new id would do', 'sts-record-id-syntax', 'v=STSv1; id=2026-01-01', null],
  ['an id has to be chosen', 'sts-record-no-id', 'v=STSv1;', null],
  ['which of two is meant only its owner knows', 'sts-records-several', 'v=STSv1; id=1\nv=STSv1; id=2', null],
];

const tlsrptRows: readonly Row[] = [
  [
    'slashes before a mailbox',
    'tlsrpt-rua-slashes',
    'v=TLSRPTv1; rua=mailto://a@b.example,https://c.example/',
    'v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/',
  ],
  ['a path is none', 'tlsrpt-rua-slashes', 'v=TLSRPTv1; rua=mailto://b.example/a', null],
  [
    'one slash of a web address',
    'tlsrpt-rua-no-target',
    'v=TLSRPTv1; rua=https:/b.example/x',
    'v=TLSRPTv1; rua=https://b.example/x',
  ],
  ['which domain only its owner knows', 'tlsrpt-rua-no-target', 'v=TLSRPTv1; rua=mailto:a@', null],
  [
    'a space behind mailto:',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto: a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'brackets of a mail program',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:<a@b.example>',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'an equals sign for the colon',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto=a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'a space between two targets',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example mailto:c@d.example',
    'v=TLSRPTv1; rua=mailto:a@b.example,mailto:c@d.example',
  ],
  ['a word between them', 'tlsrpt-rua-syntax', 'v=TLSRPTv1; rua=a@b.example and c@d.example', null],
  [
    'a comma at the end',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example,',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'a semicolon between two targets',
    'tlsrpt-field-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example; c@d.example',
    'v=TLSRPTv1; rua=mailto:a@b.example,mailto:c@d.example',
  ],
  [
    'the name of the field before each',
    'tlsrpt-delimiter',
    'v=TLSRPTv1; rua=mailto:a@b.example, rua=mailto:c@d.example',
    'v=TLSRPTv1; rua=mailto:a@b.example; rua=mailto:c@d.example',
  ],
  [
    'two records on one line stay two',
    'tlsrpt-delimiter',
    'v=TLSRPTv1; rua=mailto:a@b.example v=TLSRPTv1; rua=mailto:c@d.example',
    null,
  ],
  [
    'a typographic hyphen',
    'tlsrpt-not-ascii',
    'v=TLSRPTv1; rua=mailto:tls–reports@b.example',
    'v=TLSRPTv1; rua=mailto:tls-reports@b.example',
  ],
  ['which letter is meant', 'tlsrpt-not-ascii', 'v=TLSRPTv1; rua=mailto:é@b.example', null],
  ['another protection is not it', 'tlsrpt-misplaced', 'v=STSv1; id=1', null],
  [
    'a no-break space is space',
    'tlsrpt-invisible',
    'v=TLSRPTv1;\u00a0rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'without its v=',
    'tlsrpt-version',
    'TLSRPTv1; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'another version',
    'tlsrpt-version',
    'v=TLSRPTv2; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  ['the field alone', 'tlsrpt-version', 'rua=mailto:a@b.example', 'v=TLSRPTv1; rua=mailto:a@b.example'],
  ['the address alone', 'tlsrpt-version', 'mailto:a@b.example', 'v=TLSRPTv1; rua=mailto:a@b.example'],
  [
    'a record of DMARC says where other reports go',
    'tlsrpt-misplaced',
    'v=DMARC1; p=none; rua=mailto:a@b.example',
    null,
  ],
  [
    'the version in its case',
    'tlsrpt-version',
    'v=tlsrptv1; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'rua behind the version',
    'tlsrpt-rua-not-first',
    'v=TLSRPTv1; x=1; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example; x=1',
  ],
  [
    'one rua',
    'tlsrpt-rua-several-fields',
    'v=TLSRPTv1; rua=mailto:a@b.example; rua=https://c.example/',
    'v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/',
  ],
  [
    'other fields stay',
    'tlsrpt-rua-several-fields',
    'v=TLSRPTv1; rua=mailto:a@b.example; x=1; rua=https://c.example/',
    'v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/; x=1',
  ],
  [
    'commas without spaces',
    'tlsrpt-rua-space',
    'v=TLSRPTv1; rua=mailto:a@b.example , https://c.example/',
    'v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/',
  ],
  [
    'an address is a mailto',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'whoever it belongs to',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=tls.reports@b.example',
    'v=TLSRPTv1; rua=mailto:tls.reports@b.example',
  ],
  ['a path before it is none', 'tlsrpt-rua-syntax', 'v=TLSRPTv1; rua=x/a@b.example', null],
  ['nor one behind it', 'tlsrpt-rua-syntax', 'v=TLSRPTv1; rua=a@b.example/x', null],
  [
    'a space',
    'tlsrpt-space-after-version',
    'v=TLSRPTv1 ; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'an empty field',
    'tlsrpt-empty-field',
    'v=TLSRPTv1; ; rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'and the commas stay',
    'tlsrpt-empty-field',
    'v=TLSRPTv1;;rua=mailto:a@b.example,https://c.example/',
    'v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/',
  ],
  [
    'a colon for "="',
    'tlsrpt-field-syntax',
    'v=TLSRPTv1; rua: mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'a missing semicolon',
    'tlsrpt-delimiter',
    'v=TLSRPTv1 rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'the name in its case',
    'tlsrpt-no-rua',
    'v=TLSRPTv1; RUA=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  ...['mail', 'email', 'malito', 'mailt'].map((scheme): Row => [
    `"${scheme}" is no scheme, and the mailbox is plain`,
    'tlsrpt-rua-scheme',
    `v=TLSRPTv1; rua=${scheme}:a@b.example`,
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ]),
  ...['mailto:mailto:', 'mailto::'].map((scheme): Row => [
    `"${scheme}" is one too many`,
    'tlsrpt-rua-no-target',
    `v=TLSRPTv1; rua=${scheme}a@b.example`,
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ]),
  ...['mailto.', 'mailto-', 'mailto'].map((scheme): Row => [
    `a mailbox that begins with "${scheme}" is nobody's`,
    'tlsrpt-rua-syntax',
    `v=TLSRPTv1; rua=${scheme}a@b.example`,
    null,
  ]),
  [
    'the name of the field once more',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=rua=mailto:a@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'a bar between two targets',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example|mailto:c@b.example',
    'v=TLSRPTv1; rua=mailto:a@b.example,mailto:c@b.example',
  ],
  [
    'a remark behind the target',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example # ours',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'not one that names another',
    'tlsrpt-rua-syntax',
    'v=TLSRPTv1; rua=mailto:a@b.example # c@b.example',
    null,
  ],
  [
    'quotes of a zone file, escaped',
    'tlsrpt-version',
    '\\"v=TLSRPTv1; rua=mailto:a@b.example\\"',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  ['a host may be anything', 'tlsrpt-rua-syntax', 'v=TLSRPTv1; rua=b.example', null],
  [
    'the size limit of DMARC',
    'tlsrpt-rua-reserved-character',
    'v=TLSRPTv1; rua=mailto:a@b.example!10m',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'without a unit',
    'tlsrpt-rua-reserved-character',
    'v=TLSRPTv1; rua=mailto:a@b.example!10',
    'v=TLSRPTv1; rua=mailto:a@b.example',
  ],
  [
    'a size limit in the middle is none',
    'tlsrpt-rua-reserved-character',
    'v=TLSRPTv1; rua=mailto:a@b!10m.example',
    null,
  ],
  [
    'nor is one in a web address',
    'tlsrpt-rua-reserved-character',
    'v=TLSRPTv1; rua=https://c.example/?mailto:a@b.example!10',
    null,
  ],
  [
    'any other "!" may be meant',
    'tlsrpt-rua-reserved-character',
    'v=TLSRPTv1; rua=mailto:a!b@c.example',
    null,
  ],
  ['whether https is served is not known', 'tlsrpt-rua-scheme', 'v=TLSRPTv1; rua=http://b.example/', null],
];

const KINDS: readonly (readonly [string, Mendable, readonly Row[]])[] = [
  ['a policy', POLICY, policyRows],
  ['an MTA-STS record', STS_RECORD, stsRows],
  ['a TLSRPT record', TLSRPT, tlsrptRows],
];

describe.each(KINDS)('the one right answer in %s', (_, kind, rows) => {
  it.each(rows)('%s (%s)', (_reason, code, before, after) => {
    const codes = kind.problemsOf(before).map((problem) => problem.code);
    if (before !== RIGHT) expect(codes).toContain(code);
    expect(fixedText(kind, before, code)).toBe(after);
  });

  it('is told for every code that has a fix', () => {
    const told = new Set(rows.filter(([, , , after]) => after !== null).map(([, code]) => code));
    const fixes = Object.keys(kind.fixes) as ProblemCode[];
    expect(fixes.filter((code) => !told.has(code))).toEqual([]);
  });
});

it('everything at once makes a policy of what people write', () => {
  const written =
    '\ufeff version : stsv1\r\n\r\nMode: Enforce\r\nmx: a.example., b.example\r\n# c\r\nMAX-AGE: 604800\r\n';
  expect(withEveryFix(POLICY, written)).toBe(
    'version: STSv1\r\nmode: enforce\r\nmx: a.example\r\nmx: b.example\r\nmax_age: 604800\r\n',
  );
});

describe('a fix', () => {
  it('is offered only for a problem that is there', () => {
    expect(fixedText(POLICY, `\n${RIGHT}`, 'policy-byte-order-mark')).toBeNull();
  });

  it('is in the list of all only where it has an answer', () => {
    const text = `\n${policy({ mode: 'mode: on' })}`;
    expect([...fixesOf(POLICY, text)]).toEqual([['policy-blank-line', text.slice(1)]]);
  });

  it('is offered though the file grows beyond what every sender reads, of which it is told elsewhere', () => {
    const names = Array.from({ length: 600 }, (_, i) => `mx${i + 100}.example`);
    const before = policy({ mx: `mx: ${names.join(' ')}` });
    expect(fixedText(POLICY, before, 'policy-mx-list')).toBe(
      policy({ mx: names.map((name) => `mx: ${name}`).join('\n') }),
    );
  });

  it.each([
    [MAX_MENDED, true],
    [MAX_MENDED + 1, false],
  ])('of a text of %i characters is offered: %s', (length, expected) => {
    const start = `\n${RIGHT}x: `;
    const text = start + 'y'.repeat(length - start.length);
    expect(fixedText(POLICY, text, 'policy-blank-line') !== null).toBe(expected);
    expect(fixesOf(POLICY, text).has('policy-blank-line')).toBe(expected);
  });
});
