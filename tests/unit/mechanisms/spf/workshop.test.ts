import { describe, expect, it } from 'vitest';
import { WRITTEN_SPF } from '../../../../lib/mechanisms/spf/written-text.ts';
import { SPF_TEXT } from '../../../../lib/mechanisms/spf/workshop.ts';
import { selectSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';
import { txtLineOf } from '../../../../lib/text/txt-lines.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { saidOf, SPF } from '../../../support/txt-texts.ts';
import { STRICT_SPF } from '../../../support/spf.ts';
import { WORDS } from '../../../support/words.ts';

const GOOD = 'v=spf1 include:a.example -all';
const plain = (said: string | false | undefined) => (said || '').replaceAll(/[\u2066-\u2069`]/g, '');

describe('a text with SPF records is read', () => {
  it.each<[reason: string, text: string, values: readonly string[]]>([
    ['as the text alone', GOOD, [GOOD]],
    ['one a line, with CRLF', `${GOOD}\r\nx=y\r\n`, [GOOD, 'x=y']],
    ['as a line of a zone file', `example.com. 3600 IN TXT "${GOOD}"`, [GOOD]],
    ['with class and TTL the other way around', `example.com. IN 1h TXT "${GOOD}"`, [GOOD]],
    ['at the origin, or without a name', `@ TXT "${GOOD}"\n\tTXT "x=y"`, [GOOD, 'x=y']],
    [
      'in strings, which are joined without a space',
      'example.com. IN TXT "v=spf1 inc" "lude:a.example -all"',
      [GOOD],
    ],
    [
      'in parentheses over several lines',
      'example.com. IN TXT (\n  "v=spf1 " ; one\n  "include:a.example -all" )\n',
      [GOOD],
    ],
    ['in strings alone, as dig prints them', '"v=spf1 include:a.example" " -all"', [GOOD]],
    ['with escapes', String.raw`example.com. TXT "v=spf1\032include:a.example \-all"`, [GOOD]],
    ['as host prints it', `example.com descriptive text "${GOOD}"`, [GOOD]],
    ['as nslookup prints it', `example.com\ttext = "${GOOD}"`, [GOOD]],
    [
      'without quotes in a zone, where spaces are lost',
      `example.com. IN TXT ${GOOD}`,
      ['v=spf1include:a.example-all'],
    ],
    [
      'and other types, comments and directives are not',
      `$TTL 300\n; x\nexample.com. IN MX 10 a.example.\nexample.com. IN TXT "${GOOD}"`,
      [GOOD],
    ],
    [
      'to the next record where parentheses are never closed',
      `a.example. IN TXT ( "x"\nb.example. IN TXT "${GOOD}"`,
      ['x', GOOD],
    ],
    ['also where it begins with the words a and mx', 'mx a -all', ['mx a -all']],
  ])('%s', (_, text, values) => {
    expect(txtEntriesOf(text).entries.map(({ value }) => value)).toEqual(values);
  });

  it.each([
    'x',
    GOOD,
    `"${GOOD}"`,
    '"a" "b"',
    '; x',
    '$TTL 1',
    'a\nb',
    'TXT x',
    'example.com. IN MX 1 a',
    '',
    ' x',
    'a\tb\\"',
  ])('as what was published: %j', (text) => {
    const { entries } = txtEntriesOf(txtLineOf(text));
    expect(entries.map(({ value }) => value)).toEqual(text === '' ? [] : [text]);
  });

  it('each name by itself', () => {
    expect(saidOf(SPF, `a.example. TXT "${GOOD}"\nb.example. TXT "${GOOD}"`)).toEqual([]);
  });
});

describe('a problem stands at its place', () => {
  it.each<[reason: string, text: string, said: [string, string][]]>([
    ['a term in a line', 'v=spf1 ipv4:8.8.8.8 -all', [['spf-misspelt-mechanism', 'ipv4:8.8.8.8']]],
    [
      'a term in the second string',
      'a.example. TXT "v=spf1 mx " "ipv4:8.8.8.8 -all"',
      [['spf-misspelt-mechanism', 'ipv4:8.8.8.8']],
    ],
    [
      'a term over a seam',
      'a.example. TXT "v=spf1 ip" "v4:8.8.8.8 -all"',
      [['spf-misspelt-mechanism', 'ip" "v4:8.8.8.8']],
    ],
    ['the second of two records', `${GOOD}\nv=spf1 mx -all`, [['spf-records-several', 'v=spf1 mx -all']]],
    ['a text that was meant as one', ` ${GOOD}`, [['spf-record-near-miss', ` ${GOOD}`]]],
    ['beside a record', `${GOOD}\n"v=spf1 mx -all"`, [['spf-near-miss-beside', '"v=spf1 mx -all"']]],
    [
      'the second line of a record',
      'v=spf1 a redirect=a.example\ninclude:b.example',
      [['spf-near-miss-beside', 'include:b.example']],
    ],
    [
      'two terms glued where one string ended',
      'a.example. TXT "v=spf1 include:a.example" "include:b.example -all"',
      [['spf-space-missing', 'include:a.example" "include:b.example']],
    ],
    [
      'an all glued to a name, which the grammar allows',
      'v=spf1 a include:a.example-all',
      [
        ['spf-all-missing', 'v=spf1 a include:a.example-all'],
        ['spf-space-missing', 'include:a.example-all'],
      ],
    ],
  ])('%s', (_, text, said) => {
    expect(saidOf(SPF, text)).toEqual(said);
  });

  it.each([
    GOOD,
    'v=spf1 foo -all',
    'x',
    ` ${GOOD}`,
    `${GOOD}\n${GOOD}`,
    'v=spf1 mx +all\nspf2.0/pra -all',
    'v=spf1; a\nv=spf1 a',
  ])('and each that receivers have is there: %j', (text) => {
    const codes = new Set(selectSpfRecord(text.split('\n')).problems.map(({ code }) => code));
    expect(new Set(SPF.problemsOf(text).map(({ code }) => code))).toEqual(codes);
  });
});

describe('what has one right answer is fixed', () => {
  it.each<[reason: string, text: string, fixed: string]>([
    ['quotes around it', `"${GOOD}"`, GOOD],
    ['typographic quotes around it', `“${GOOD}”`, GOOD],
    ['a quote left at its end', `${GOOD}"`, GOOD],
    ['quotes around a term', 'v=spf1 "include:a.example" -all', GOOD],
    ['parentheses around it', `(${GOOD})`, GOOD],
    ['a leading blank', ` ${GOOD}`, GOOD],
    ['a leading byte order mark', `\ufeff${GOOD}`, GOOD],
    ['a tab for a space', 'v=spf1\tinclude:a.example\t-all', GOOD],
    ['no-break spaces', 'v=spf1\u00a0include:a.example\u00a0-all', GOOD],
    ['what nobody sees, within a name', 'v=spf1 include:a.exa\u200bmple -all', GOOD],
    ['a typographic dash', 'v=spf1 include:a.example –all', GOOD],
    ['a semicolon behind the version', 'v=spf1; include:a.example -all', GOOD],
    ['a comma behind the version', 'v=spf1, include:a.example -all', GOOD],
    ['no space behind the version', 'v=spf1include:a.example -all', GOOD],
    ['spaces within the version', 'v = spf1 include:a.example -all', GOOD],
    ['a colon in the version', 'v:spf1 include:a.example -all', GOOD],
    ['a version without its name', 'spf1 include:a.example -all', GOOD],
    ['a version in capitals is none of it', 'V=SPF1 include:a.example -all', 'V=SPF1 include:a.example -all'],
    ['semicolons between terms', 'v=spf1 include:a.example; -all;', GOOD],
    ['escaped semicolons', String.raw`v=spf1 include:a.example\; -all`, GOOD],
    ['commas between terms', 'v=spf1 include:a.example,-all', GOOD],
    ['a comma by itself', 'v=spf1 include:a.example , -all', GOOD],
    ['ipv4: for ip4:', 'v=spf1 ipv4:8.8.8.8 -all', 'v=spf1 ip4:8.8.8.8 -all'],
    [
      'ip: for the family that the address has',
      'v=spf1 ip:8.8.8.8 ip:2606:4700::1 -all',
      'v=spf1 ip4:8.8.8.8 ip6:2606:4700::1 -all',
    ],
    ['an address of the other family', 'v=spf1 ip6:8.8.8.8 -all', 'v=spf1 ip4:8.8.8.8 -all'],
    ['a misspelt name', 'v=spf1 inlcude:a.example -all', GOOD],
    ['a sign for a colon that no mechanism has', 'v=spf1 include=a.example -all', GOOD],
    ['a colon for the sign of a modifier', 'v=spf1 redirect:a.example', 'v=spf1 redirect=a.example'],
    ['a blank behind the colon', 'v=spf1 include: a.example -all', GOOD],
    ['a blank before the colon', 'v=spf1 include :a.example -all', GOOD],
    ['a blank for the colon', 'v=spf1 include a.example -all', GOOD],
    ['a blank behind the sign of a modifier', 'v=spf1 redirect= a.example', 'v=spf1 redirect=a.example'],
    ['no blank before all', 'v=spf1 ip4:8.8.8.8-all', 'v=spf1 ip4:8.8.8.8 -all'],
    ['no blank before all, where the grammar takes it for a name', 'v=spf1 include:a.example-all', GOOD],
    [
      'no blank between two terms',
      'v=spf1 include:a.exampleinclude:b.example -all',
      'v=spf1 include:a.example include:b.example -all',
    ],
    [
      'no blank between three terms',
      'v=spf1 include:a.exampleinclude:b.exampleip4:8.8.8.8-all',
      'v=spf1 include:a.example include:b.example ip4:8.8.8.8 -all',
    ],
    [
      'no blank where a string ended',
      'a.example. TXT "v=spf1 mx" "a:b.example -all"',
      'a.example. TXT "v=spf1 mx " "a:b.example -all"',
    ],
    ['a sign twice', 'v=spf1 include:a.example --all', GOOD],
    ['a full stop behind all', 'v=spf1 include:a.example -all.', GOOD],
    ['the same term twice', 'v=spf1 include:a.example include:A.example -all', GOOD],
    ['the same modifier twice', 'v=spf1 redirect=a.example redirect=a.example', 'v=spf1 redirect=a.example'],
    ['the same record twice', `${GOOD}\r\n${GOOD}\r\n`, `${GOOD}\r\n`],
    [
      'two records with the same end',
      `v=spf1 include:a.example -all\nv=spf1 mx include:a.example -all`,
      'v=spf1 include:a.example mx -all',
    ],
    [
      'two of them in a zone',
      'a.example. TXT "v=spf1 a -all"\na.example. TXT "v=spf1 mx -all"\n',
      'a.example. TXT "v=spf1 a mx -all"\n',
    ],
    ['a zone line without quotes', `a.example. IN TXT ${GOOD} ; mine`, `a.example. IN TXT "${GOOD}" ; mine`],
    ['a row of a panel, the type first', `TXT\t@\t"${GOOD}"\t3600`, GOOD],
    ['a row of a panel without a type', `example.com\t3600\t${GOOD}`, GOOD],
    ['a row of a panel with titles', `Type: TXT | Name: @ | Value: ${GOOD} | 3600`, GOOD],
    ['a time behind the quotes', `"${GOOD}" 3600`, GOOD],
    ['a sign apart from all', 'v=spf1 include:a.example - all', GOOD],
    ['another tilde', 'v=spf1 include:a.example ∼all', 'v=spf1 include:a.example ~all'],
    ['brackets around a name', 'v=spf1 include:<a.example> -all', GOOD],
    ['quotes around a name', 'v=spf1 include:"a.example" -all', GOOD],
    ['punctuation behind it', `${GOOD} .`, GOOD],
    [
      'several slips at once',
      '“v=spf1; ipv4:8.8.8.8,ipv4:8.8.4.4;–all”',
      'v=spf1 ip4:8.8.8.8 ip4:8.8.4.4 -all',
    ],
  ])('%s', (_, text, fixed) => {
    expect(withEveryFix(SPF, text)).toBe(fixed);
  });

  it.each<[reason: string, text: string]>([
    ['nothing is wrong', GOOD],
    ['another version', 'v=spf2 mx -all'],
    ['a version with a digit more', 'v=spf10 mx -all'],
    ['all or a, who knows', 'v=spf1 mx -al'],
    ['mx and all without a space, which would let everybody in, or all behind a slip', 'v=spf1 mxall'],
    ['a and all, or all with a letter too many', 'v=spf1 mx -aall'],
    ['an address without a mechanism', 'v=spf1 ip4:8.8.8.8,8.8.4.4 -all'],
    ['a name for an address', 'v=spf1 ip4:mail.example.com -all'],
    ['an address for a name', 'v=spf1 a:8.8.8.8 -all'],
    ['a web address', 'v=spf1 include:https://a.example/ -all'],
    ['a prefix that there is none of', 'v=spf1 ip4:8.8.8.8/33 -all'],
    ['two signs that disagree', 'v=spf1 mx ~-all'],
    ['a sign before a value', 'v=spf1 mx:-a.example -all'],
    ['a sign behind', 'v=spf1 mx all-'],
    ['a word that is no term at all', 'v=spf1 hello -all'],
    ['a name without a dot', 'v=spf1 include:localhost -all'],
    ['records that end otherwise', 'v=spf1 mx ~all\nv=spf1 a -all'],
    [
      'records with more than ten look-ups together, of which receivers would use no more',
      [0, 6]
        .map(
          (from) =>
            `v=spf1 ${[0, 1, 2, 3, 4, 5].map((at) => `include:p${at + from}.example`).join(' ')} -all`,
        )
        .join('\n'),
    ],
    ['records without an end', 'v=spf1 mx\nv=spf1 a'],
    ['a record that refuses somebody', 'v=spf1 -a mx -all\nv=spf1 ip4:8.8.8.8 -all'],
    ['a redirect beside a record', 'v=spf1 redirect=a.example\nv=spf1 mx -all'],
    ['everybody would be let in', 'v=spf1; +all'],
    ['two records in a line', 'v=spf1 include:a.example; v=spf1 include:b.example ~all'],
    ['a sign apart from a term, which may be the dot of a list', 'v=spf1 - mx -all'],
    ['a record on two lines', 'v=spf1 mx\n-all'],
    ['everybody would be let in by an all without a sign', 'v=spf1 all.'],
    ['a modifier that nobody knows, which is allowed', 'v=spf1 foo=8.8.8.8 -all'],
    ['a redirect that is misspelt, and takes the place of an end', 'v=spf1 mx redirct=a.example'],
    ['a name that no host has', 'v=spf1; include:a.com2-all'],
    ['the same before an end', 'v=spf1 mx include:a.example-all ~all'],
    ['eleven look-ups', `v=spf1;${Array.from({ length: 11 }, (_, at) => ` a:h${at}.example`).join('')} -all`],
    ['the same range with another sign', 'v=spf1 ip4:8.8.8.8 ?ip4:8.8.8.8 -all'],
    ['a redirect beside an end, which may be an include as well', 'v=spf1 redirect:a.example -all'],
    ['and which receivers ignore, once they can read it', 'v=spf1; redirect=a.example -all'],
    [
      'the same record twice, in which they do',
      'v=spf1 redirect=a.example -all\nv=spf1 redirect=a.example -all',
    ],
    ['the same record twice, which lets everybody in', 'v=spf1 mx +all\nv=spf1 mx +all'],
    ['terms behind an end, which would be refused', 'v=spf1; -all include:a.example'],
    ['two ends in one word', 'v=spf1 mx ?all~all'],
    ['two ends with a separator between them', 'v=spf1 mx -all; ~all'],
    ['blanks on both sides of a sign that no mechanism has', 'v=spf1 include = a.example -all'],
    ['two names with signs, and no colon', 'v=spf1 +include +a.example -all'],
    ['two modifiers that differ', 'v=spf1 redirect=a.example redirect=b.example'],
    ['letters that ASCII has not', 'v=spf1 include:bücher.example -all'],
  ])('and what has not is left: %s', (_, text) => {
    expect(withEveryFix(SPF, text)).toBe(text);
  });
});

describe('the workshop says of SPF records', () => {
  it.each<[text: string, key: string]>([
    ['v=spf1 -all', 'end.fail'],
    ['v=spf1 ~all', 'end.softfail'],
    ['v=spf1 ?all', 'end.neutral'],
    ['v=spf1 all', 'end.pass'],
    ['v=spf1 redirect=a.example', 'end.redirect'],
    ['v=spf1 mx', 'end.missing'],
    ['v=spf1 foo -all', 'invalid'],
    ['v=spf1 -all\nv=spf1 -all', 'invalid'],
    ['x=y', 'none'],
    ['a.example. TXT "v=spf1 -all"\nb.example. TXT "v=spf1 foo"', 'names'],
  ])('%j: %s', (text, key) => {
    expect(SPF_TEXT.says(text).key).toBe(`workshop.spf.${key}`);
  });

  const itemsOf = (text: string) =>
    SPF_TEXT.tells(text, WORDS, null).flatMap((block) =>
      block.kind === 'list' ? block.items.map((item) => [plain(item.text), plain(item.fault)]) : [],
    );
  const paragraphsOf = (...args: Parameters<typeof SPF_TEXT.tells>) =>
    SPF_TEXT.tells(...args).flatMap((block) => (block.kind === 'paragraph' ? [plain(block.text)] : []));

  it('what each term means', () => {
    expect(itemsOf('v=spf1 a mx:b.example ip4:8.8.8.0/24 ?include:a.example x=y foo -all ptr')).toEqual([
      ['a · the addresses of the domain itself may send · look-ups: 1', ''],
      ['mx:b.example · the mail servers of b.example may send · look-ups: 1', ''],
      ['ip4:8.8.8.0/24 · the addresses 8.8.8.0/24 may send', ''],
      [
        '?include:a.example · every server that passes the record of a.example may send · but here nothing is said for or against it · look-ups: 1',
        '',
      ],
      ['x=y · receivers ignore this', ''],
      ['foo', 'no receiver can read this'],
      ['-all · mail from all other servers fails', ''],
      ['ptr', 'receivers never get here, because all comes first'],
    ]);
  });

  it('how many look-ups its own terms need, and no more than that where no domain was looked up', () => {
    expect(paragraphsOf('v=spf1 a mx -all a', WORDS, null)).toEqual(['DNS look-ups: 2 of 10.']);
    expect(paragraphsOf('v=spf1 a include:a.example -all', WORDS, null)).toEqual([
      'DNS look-ups: at least 2 of 10. Waxseal counts those behind its includes once you check a domain that has them.',
    ]);
    const eleven = Array.from({ length: 11 }, (_, index) => `a:a${index}.example`).join(' ');
    expect(paragraphsOf(`v=spf1 ${eleven} -all`, WORDS, null)).toEqual([
      'DNS look-ups: 11 of 10. That is too many. The limit is passed at a:a10.example, and receivers report a permanent error.',
    ]);
  });

  it('how many it needs with those behind its includes, as far as they were found', () => {
    const row = {
      ...STRICT_SPF.tree!.rows[0]!,
      kind: 'include',
      target: 'a.example',
      term: 'include:a.example',
      count: 8,
    } as const;
    const live = { spf: { ...STRICT_SPF, tree: { ...STRICT_SPF.tree!, rows: [row] } } };
    expect(paragraphsOf('v=spf1 mx include:A.example -all', WORDS, live)).toEqual(['DNS look-ups: 9 of 10.']);
    expect(paragraphsOf('v=spf1 mx a include:a.example a:b.example -all', WORDS, live)[0]).toContain(
      'The limit is passed at a:b.example',
    );
    expect(paragraphsOf('v=spf1 include:b.example include:a.example -all', WORDS, live)).toEqual([
      'DNS look-ups: at least 9 of 10.',
    ]);
    const open = { spf: { ...live.spf, tree: { ...live.spf.tree, rows: [{ ...row, isAtLeast: true }] } } };
    expect(paragraphsOf('v=spf1 include:a.example -all', WORDS, open)).toEqual([
      'DNS look-ups: at least 8 of 10.',
    ]);
  });

  it('which string is too long for a zone', () => {
    const long = `v=spf1 ${'ip4:8.8.8.8 '.repeat(25)}-all`;
    expect(paragraphsOf(`a.example. TXT "${long}"`, WORDS, null).join(' ')).toContain('255 are the limit');
    expect(paragraphsOf(long, WORDS, null).join(' ')).toContain('split it into strings');
    expect(
      paragraphsOf(`a.example. TXT "${long.slice(0, 200)}" "${long.slice(200)}"`, WORDS, null),
    ).toHaveLength(1);
  });

  it('what a zone would not take', () => {
    expect(paragraphsOf(`a.example. TXT "${GOOD}`, WORDS, null).join(' ')).toContain('never closed');
    expect(paragraphsOf(`a.example. TXT ( "${GOOD}"`, WORDS, null).join(' ')).toContain('never closed');
    expect(paragraphsOf(`a.example. TXT ( "${GOOD}" )`, WORDS, null).join(' ')).not.toContain('never closed');
    expect(paragraphsOf(`a.example. IN SPF "${GOOD}"`, WORDS, null)).toEqual([
      'Lines with records of other types, which Waxseal leaves out here: 1',
    ]);
  });

  it('its parts, each where it stands in its line', () => {
    const line = 'a.example. TXT "v=spf1 -include:b.example" " ~all"';
    const parts = SPF_TEXT.tokensOf!(line).map(({ kind, from, to }) => `${kind} ${line.slice(from, to)}`);
    expect(parts).toEqual(['key v', 'value spf1', 'key -include', 'value b.example', 'key ~all']);
  });
});

it('takes up what is published, unless a part of it is cut or could not be known', () => {
  const facts = STRICT_SPF;
  expect(WRITTEN_SPF.published({ spf: { ...facts, texts: [GOOD, `"${GOOD}"`] } }, WORDS)).toBe(
    `${GOOD}\n"${GOOD}"`,
  );
  expect(WRITTEN_SPF.published({ spf: { ...facts, state: 'absent', texts: [] } }, WORDS)).toBe('');
  expect(WRITTEN_SPF.published({ spf: { ...facts, texts: ['x'.repeat(4000)] } }, WORDS)).toBeNull();
  expect(
    WRITTEN_SPF.published({ spf: { state: 'unavailable', reason: 'timeout', detail: null } }, WORDS),
  ).toBeNull();
  expect(WRITTEN_SPF.published({ spf: { state: 'pending' } }, WORDS)).toBeNull();
});
