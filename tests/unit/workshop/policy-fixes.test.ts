import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../lib/mechanisms.ts';
import { fixedText, withEveryFix } from '../../../lib/workshop/fix.ts';
import { POLICY } from '../../../lib/workshop/kinds.ts';
import { POLICY_FIXES } from '../../../lib/workshop/policy-fixes.ts';
import { CRLF, policy, RIGHT, TWO } from '../../support/policy-text.ts';

type Row = readonly [reason: string, code: ProblemCode, before: string, after: string | null];

const ROWS: readonly Row[] = [
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
    `\n\n${policy({ mx: 'mx: a.example\nmx: b.example' })}mode: enforce\n`,
    `\n\n${policy({ mx: 'mx: a.example\nmx: b.example' })}`,
  ],
  ['of equal lines one is enough', 'policy-duplicate-field', `${RIGHT}mode: enforce\n`, RIGHT],
  [
    'which of two modes was meant is open: one of them holds mail back, and the other does not',
    'policy-duplicate-field',
    `${RIGHT}mode: none\n`,
    null,
  ],
  ['so is which max_age', 'policy-duplicate-field', `${RIGHT}max_age: 86400\n`, null],
  ['and which version', 'policy-duplicate-field', `${RIGHT}version: STSv2\n`, null],
  ['and a field that nobody knows', 'policy-duplicate-field', `${RIGHT}x: 1\nx: 2\n`, null],
  [
    'a third line like the first is the last, which some senders read',
    'policy-duplicate-field',
    `${RIGHT}mode: none\nmode: enforce\n`,
    null,
  ],
  ['a pattern counts once', 'policy-mx-repeated', policy({ mx: 'mx: a.example\nmx: A.example' }), RIGHT],
  [
    'what is no pattern is left to its own problem, and another field to nobody',
    'policy-mx-repeated',
    policy({ mx: 'mx: a.example\nx: a.example\nmx: a.example\nmx: m*.example\nmx: m*.example' }),
    policy({ mx: 'mx: a.example\nx: a.example\nmx: m*.example\nmx: m*.example' }),
  ],
  ['a name has no spaces', 'policy-mx-space', policy({ mx: 'mx: a .example' }), RIGHT],
  ['or the space parts two names', 'policy-mx-space', policy({ mx: 'mx: mail.a. example' }), null],
  ['a comma may be a dot', 'policy-mx-comma', policy({ mx: 'mx: a,example.com' }), null],
  [
    'which name a template wants only its owner knows',
    'policy-mx-placeholder',
    policy({ mx: 'mx: {{ mx }}' }),
    null,
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

describe('the one right answer in a policy', () => {
  it.each(ROWS)('%s (%s)', (_reason, code, before, after) => {
    const codes = POLICY.problemsOf(before).map((problem) => problem.code);
    if (before !== RIGHT) expect(codes).toContain(code);
    expect(fixedText(POLICY, before, code)).toBe(after);
  });

  it('is told for every code that has a fix', () => {
    const told = new Set(ROWS.filter(([, , , after]) => after !== null).map(([, code]) => code));
    const fixes = Object.keys(POLICY.fixes) as ProblemCode[];
    expect(fixes.filter((code) => !told.has(code))).toEqual([]);
  });
});

it('a copied record on a line of its own gets its key, and loses its owner', () => {
  const written = policy({ mx: 'example.com. 3600 IN MX 10 a.example.' });
  expect(withEveryFix(POLICY, written)).toBe(RIGHT);
});

it('everything at once makes a policy of what people write', () => {
  const written =
    '\ufeff version : stsv1\r\n\r\nMode: Enforce\r\nmx: a.example., b.example\r\n# c\r\nMAX-AGE: 604800\r\n';
  expect(withEveryFix(POLICY, written)).toBe(
    'version: STSv1\r\nmode: enforce\r\nmx: a.example\r\nmx: b.example\r\nmax_age: 604800\r\n',
  );
});

describe('what one fix makes of a line', () => {
  const fixed = (code: keyof typeof POLICY_FIXES, text: string) => POLICY_FIXES[code]?.(text, []);

  it.each([
    ['--', 'a rule'],
    ['\t---- ', 'a rule with space around it'],
    ['```', 'a fence'],
    ['```txt', 'a fence with its language'],
    ['~~~~', 'another fence'],
    ['===', 'an underline'],
    ['***', 'stars'],
    ['// mine', 'a comment of another language'],
    ['; mine', 'a comment of a zone file'],
    ['/* mine */', 'a comment of style sheets'],
    ['<!-- mine -->', 'a comment of HTML'],
    ['<pre>', 'HTML'],
    ['</code>', 'HTML that ends'],
    ['<p>', 'a paragraph'],
    ['<BR />', 'an end of line in HTML'],
    ['<br\t/>', 'the same'],
  ])('%j says nothing and goes (%s)', (line) => {
    expect(fixed('policy-line-syntax', `a\n${line}\nb`)).toBe('a\nb');
  });

  it.each([
    ['-', 'a bullet'],
    ['==', 'too short for an underline'],
    ['``', 'too short for a fence'],
    ['**', 'too short for stars'],
    ['x --', 'a word before a rule'],
    ['-- x', 'a word behind it'],
    ['x // mine', 'a comment behind a word'],
    ['/* mine', 'a comment without an end'],
    ['<!-- mine', 'another'],
    ['<pre', 'HTML without an end'],
    ['<prex>', 'another word of HTML'],
  ])('%j may say something and stays (%s)', (line) => {
    expect(fixed('policy-line-syntax', `a\n${line}\nb`)).toBe(`a\n${line}\nb`);
  });

  it.each([
    ['STSv1', 'version: STSv1'],
    ['stsv1;', 'version: STSv1'],
    [' \tv = STSv1;', 'version: STSv1'],
    ['v=STSv1', 'version: STSv1'],
    ['x STSv1', 'x STSv1'],
    ['STSv1 x', 'STSv1 x'],
    ['STSv12', 'STSv12'],
    ['version STSv1', 'version: STSv1'],
    ['Version = STSv1', 'Version: STSv1'],
    ['mode=enforce', 'mode: enforce'],
    ['mode => enforce', 'mode: enforce'],
    ['mode->enforce', 'mode: enforce'],
    ['mode ; enforce', 'mode: enforce'],
    ['mode\uff1aenforce', 'mode: enforce'],
    ['mode - enforce', 'mode: enforce'],
    ['mode \u2013\t enforce', 'mode: enforce'],
    ['mode \u2014 enforce', 'mode: enforce'],
    ['mode -enforce', 'mode: -enforce'],
    ['mode  enforce', 'mode: enforce'],
    ['max_age 1', 'max_age: 1'],
    ['max age 1', 'max age: 1'],
    ['maxage=1', 'maxage: 1'],
    ['max-age 1', 'max-age: 1'],
    ['max.age 1', 'max.age: 1'],
    ['max+age 1', 'max+age 1'],
    ['mx a.example', 'mx: a.example'],
    ['MX a.example', 'MX a.example'],
    ['MX  *.example', 'MX  *.example'],
    ['MX @', 'MX @'],
    ['Mx 10', 'Mx 10'],
    ['MX = a.example', 'MX: a.example'],
    ['MX "a"', 'MX: "a"'],
    ['host a.example', 'host a.example'],
    ['my mode enforce', 'my mode enforce'],
    ['mode enforce  ', 'mode: enforce'],
  ])('a colon for what stands in its place: %j becomes %j', (before, after) => {
    expect(fixed('policy-line-syntax', before)).toBe(after);
  });

  it.each([
    ['"enforce"', 'enforce'],
    ["'testing'", 'testing'],
    ['`none`', 'none'],
    ['<enforce>', 'enforce'],
    ['[enforce]', 'enforce'],
    ['(enforce)', 'enforce'],
    ['**enforce**', 'enforce'],
    ['=enforce', 'enforce'],
    [': enforce', 'enforce'],
    ['enforce;', 'enforce'],
    ['enforce,', 'enforce'],
    ['enforce.', 'enforce'],
    ['enforce!', 'enforce'],
    ['enforce\\\\', 'enforce'],
    ['enforce<br>', 'enforce'],
    ['enforce<BR />', 'enforce'],
    ['enforce # mine, not testing', 'enforce'],
    ['enforce // or testing', 'enforce'],
    ['enforce (mine)', 'enforce'],
    ['enforce ; mine', 'enforce'],
    ['enforce -- mine', 'enforce'],
    ['enforce /* mine */', 'enforce'],
    ['enforce <!-- mine -->', 'enforce'],
    ['mode: enforce', 'enforce'],
    ['mode = enforce', 'enforce'],
    ['v=testing', 'testing'],
    ['\u201cEnforce\u201d', 'enforce'],
    ['\uff45nforce', 'enforce'],
    ['en\u200bforce', 'enforce'],
    ['enforce (or testing)', null],
    ['enforce ; testing', null],
    ['enforce -- none', null],
    ['enforce (since 2024)', null],
    ['enforce (for 123 days)', 'enforce'],
    ['enforce#mine', null],
    ['enforced', null],
    ['xmode: enforce', null],
    ['on', null],
  ])('a mode: %j is %j', (written, mode) => {
    const text = policy({ mode: `mode: ${written.replaceAll('\\\\', '\\')}` });
    expect(fixed('policy-mode-unknown', text)).toBe(mode === null ? text : policy({ mode: `mode: ${mode}` }));
  });

  it.each([
    ['604800s', '604800'],
    ['604800 s', '604800'],
    ['604800 sec', '604800'],
    ['604800 secs.', '604800'],
    ['604800 second', '604800'],
    ['604800 Seconds', '604800'],
    ['604800  seconds', null],
    ['604800 sx', null],
    ['604800 days', null],
    ['7d', null],
    ['604,800', '604800'],
    ["604'800", '604800'],
    ['604_800', '604800'],
    ['604 800', '604800'],
    ['604.800', '604800'],
    ['31,557,600', '31557600'],
    ['31,557.600', null],
    ['31,55,760', null],
    ['3155,760', null],
    ['604,8000', null],
    ['604.80', null],
    ['1,234 seconds', '1234'],
    ['12345678901', null],
    ['1234567890 ;', '1234567890'],
    ['max_age: 86400', '86400'],
    ['-1', null],
    ['1e6', null],
  ])('seconds: %j is %j', (written, seconds) => {
    const text = policy({ max_age: `max_age: ${written}` });
    expect(fixed('policy-max-age-syntax', text)).toBe(
      seconds === null ? text : policy({ max_age: `max_age: ${seconds}` }),
    );
  });

  it.each([
    ['stsv1', 'STSv1'],
    ['"STSV1"', 'STSv1'],
    ['STSv1;', 'STSv1'],
    ['version: stsv1', 'STSv1'],
    ['STSv2', null],
    ['STSv1 STSv1', null],
    ['xSTSv1', null],
  ])('the version: %j is %j', (written, version) => {
    const text = policy({ version: `version: ${written}` });
    expect(fixed('policy-version-unknown', text)).toBe(
      version === null ? text : policy({ version: `version: ${version}` }),
    );
  });

  it.each([
    ['"mode": enforce', 'mode: enforce'],
    ['- mode: enforce', 'mode: enforce'],
    ['* "mode": enforce', 'mode: enforce'],
    ['\u2022mode: enforce', 'mode: enforce'],
    ['> mode: enforce', 'mode: enforce'],
    ['`mode`: enforce', 'mode: enforce'],
    ['mo\u200bde: enforce', 'mode: enforce'],
    ['mo de: enforce', 'mode: enforce'],
    ['"host": a', '"host": a'],
    ['x"mode": enforce', 'x"mode": enforce'],
  ])('a key: %j becomes %j', (before, after) => {
    expect(fixed('policy-key-syntax', before)).toBe(after);
  });

  it.each([
    ['\u0000', 'of controls alone goes', ''],
    [' \u001a \t', 'with space around them', ''],
    ['a\tb', 'with a tab gets a space', 'a b\n'],
    ['\u0000a', 'with more in it stays', '\u0000a\n'],
    ['a\u0000', 'behind more stays', 'a\u0000\n'],
  ])('a line %j %s', (line, _, after) => {
    expect(fixed('policy-control-character', `x\n${line}\ny`)).toBe(`x\n${after}y`);
  });
});
