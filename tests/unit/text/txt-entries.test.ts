import { describe, expect, it } from 'vitest';
import { txtEntriesOf, type TxtEntry } from '../../../lib/text/txt-entries.ts';

/** Each entry as its owner, its form and its value. */
const outline = (text: string) =>
  txtEntriesOf(text).entries.map(
    ({ owner, form, value, isOpen }) => `${owner}|${form}${isOpen ? ' open' : ''}|${value}`,
  );
const only = (text: string): TxtEntry => {
  const [entry, ...more] = txtEntriesOf(text).entries;
  if (!entry || more.length > 0) throw new Error('Not one entry.');
  return entry;
};

describe('a text alone', () => {
  it.each<[why: string, text: string, entries: readonly string[]]>([
    ['nothing', '', []],
    ['blank lines', ' \n\t\r\n', []],
    ['a record', 'v=spf1 -all', ['|line|v=spf1 -all']],
    ['with the spaces around it', ' v=spf1 -all ', ['|line| v=spf1 -all ']],
    ['one a line', 'a\r\nb\nc\r', ['|line|a', '|line|b', '|line|c']],
    ['a CR within a line belongs to it', 'a\rb', ['|line|a\rb']],
    ['its quotes may belong to it', '"v=spf1 -all"', ['|line|"v=spf1 -all"']],
    ['a semicolon within it is no comment', 'v=DMARC1; p=none', ['|line|v=DMARC1; p=none']],
    ['a word that is a type is one of the text', 'v=spf1 a mx ptr', ['|line|v=spf1 a mx ptr']],
    ['a comment', '; a\n  ; b', []],
    ['what only zone files have', '$ORIGIN a.example.\n$ttl 60\n\t$INCLUDE x', []],
    ['what only begins like those', '$ORIGINAL', ['|line|$ORIGINAL']],
    ['the row of a panel', 'TXT\t@\tv=spf1 -all', ['|line|TXT\t@\tv=spf1 -all']],
    ['with bars', '| TXT | 3600 | "v=spf1 -all" |', ['|line|| TXT | 3600 | "v=spf1 -all" |']],
  ])('%s', (_, text, entries) => {
    expect(outline(text)).toEqual(entries);
  });
});

describe('a line of a zone file', () => {
  it.each<[why: string, text: string, entries: readonly string[]]>([
    ['in quotes', 'a.example. IN TXT "x"', ['a.example|strings|x']],
    ['in lower case, a name without its dot', 'A.Example in txt "x"', ['a.example|strings|x']],
    ['time before class', 'a 3600 IN TXT "x"', ['a|strings|x']],
    ['class before time', 'a IN 1h30m TXT "x"', ['a|strings|x']],
    ['the origin', '@ TXT "x"', ['@|strings|x']],
    ['a wildcard, an underscore, an escape', String.raw`*.a_b\.c TXT "x"`, [String.raw`*.a_b\.c|strings|x`]],
    ['the type by its number', 'a TYPE16 "x"', ['a|strings|x']],
    ['no space behind the type', 'a TXT"x"', ['a|strings|x']],
    ['no name: none', 'TXT "x"', ['|strings|x']],
    [
      'indented: the name before',
      'a TXT "x"\n  TXT "y"\n\tIN TXT "z"',
      ['a|strings|x', 'a|strings|y', 'a|strings|z'],
    ],
    ['not indented: no name', 'a TXT "x"\nTXT "y"\n TXT "z"', ['a|strings|x', '|strings|y', '|strings|z']],
    ['a class alone is no name', 'IN TXT "x"\nin txt "y"', ['|strings|x', '|strings|y']],
    ['a name that begins like one', 'in-a IN TXT "x"\nina TXT "y"', ['in-a|strings|x', 'ina|strings|y']],
    [
      'indented: a time is no name',
      'a TXT "x"\n 60 IN TXT "y"\n\t1h TXT "z"',
      ['a|strings|x', 'a|strings|y', 'a|strings|z'],
    ],
    [
      'but it may be one where nothing is before it',
      '10 IN TXT "x"\n1h TXT "y"',
      ['10|strings|x', '1h|strings|y'],
    ],
    ['indented with a name all the same', '  a IN TXT "x"\n  b 60 TXT "y"', ['a|strings|x', 'b|strings|y']],
    ['as host prints it', 'a.example descriptive text "x"', ['a.example|strings|x']],
    ['as nslookup prints it', 'a.example\ttext = "x"', ['a.example|strings|x']],
    ['strings are joined without a space', 'a TXT "x" \t"y"', ['a|strings|xy']],
    ['an empty one is none', 'a TXT ""', []],
    ['an empty one among others', 'a TXT "" "x"', ['a|strings|x']],
    ['a comment behind it', 'a TXT "x" ; "y"', ['a|strings|x']],
    ['a semicolon in a string', 'a TXT "x;y"', ['a|strings|x;y']],
    ['words, whose spaces are lost', 'a TXT x y', ['a|words|xy']],
    ['words up to a semicolon', 'a TXT v=DMARC1; p=none', ['a|words|v=DMARC1']],
    ['words up to a quote or a parenthesis', 'a TXT x"y"z(w)', ['a|words|xyzw']],
    ['over lines in parentheses', 'a TXT ( "x"\n  "y" ; c\r\n "z" )', ['a|strings|xyz']],
    ['several records of words', 'a TXT x\nb TXT y', ['a|words|x', 'b|words|y']],
    [
      'a quote that is not closed ends with its line',
      'a TXT "x\nb TXT "y"',
      ['a|strings open|x', 'b|strings|y'],
    ],
    ['so it does before CRLF', 'a TXT "x\r\nb TXT "y"', ['a|strings open|x', 'b|strings|y']],
    [
      'parentheses that are not closed end before the next record',
      'a TXT ("x"\n"y"\nb TXT "z"',
      ['a|strings open|xy', 'b|strings|z'],
    ],
    ['and before one of another type', 'a TXT ("x"\nb. MX 1 c.', ['a|strings open|x']],
    ['and at the end', 'a TXT ("x"\n', ['a|strings open|x']],
    ['one that was not opened says nothing', 'a TXT ) "x" ( "y"\n"z" )', ['a|strings|xyz']],
    ['escapes: a sign, an octet', String.raw`a TXT "\"\\\;\065\255"`, ['a|strings|"\\;A\u00ff']],
    ['two octets of one character (UTF-8)', String.raw`a TXT "x\195\169y"`, ['a|strings|x\u00e9y']],
    ['four', String.raw`a TXT "\240\159\152\128"`, ['a|strings|\u{1f600}']],
    ['three', String.raw`a TXT "\226\128\147all"`, ['a|strings|\u2013all']],
    [
      'one without those that belong to it',
      String.raw`a TXT "\195x\226\128"`,
      ['a|strings|\u00c3x\u00e2\u0080'],
    ],
    ['one that begins no character', String.raw`a TXT "\169\195"`, ['a|strings|\u00a9\u00c3']],
    ['an octet that there is not', String.raw`a TXT "\256\0"`, ['a|strings|2560']],
    ['a backslash at the end of a line', 'a TXT "x\\\ny', ['a|strings open|x\\', '|line|y']],
    ['a backslash at the end', 'a TXT "x\\', ['a|strings open|x\\']],
    ['outside ASCII', 'a TXT "\u00e9\ud83d\ude00"', ['a|strings|\u00e9\ud83d\ude00']],
  ])('%s', (_, text, entries) => {
    expect(outline(text)).toEqual(entries);
  });

  it.each<[why: string, text: string, entries: readonly string[]]>([
    ['as dig +short prints it', '"x" "y"', ['|strings|xy']],
    ['without a space between them', '"x""y"', ['|strings|xy']],
    ['in parentheses over lines', '( "x" "y"\n"z" )', ['|strings|xyz']],
    ['indented, with escapes', String.raw`  "x\"" "\\y"`, [String.raw`|strings|x"\y`]],
    ['one after the other', '"a" "b"\n"c" "d"', ['|strings|ab', '|strings|cd']],
    ['with more behind them', '"x" "y" z', ['|words|xyz']],
    ['a word before them', 'w "x" "y"', ['|line|w "x" "y"']],
    ['a word between them', '"x" w "y"', ['|line|"x" w "y"']],
    ['over two lines are two', '"x"\n"y"', ['|line|"x"', '|line|"y"']],
    ['empty ones', '"" ""', ['|strings|']],
  ])('strings alone: %s', (_, text, entries) => {
    expect(outline(text)).toEqual(entries);
  });
});

describe('records of other types', () => {
  it.each([
    'a.example. MX 10 b.',
    'a.example. 3600 MX 10 b.',
    'a.example. IN MX 10 b.',
    'a.example. 1h IN A 192.0.2.1',
    'a.example. IN 60 AAAA ::1',
    'a IN CNAME b',
    'a 300 IN SOA b. c. 1 2 3 4 5',
    '@ NS b.',
    '\tIN MX 10 b.',
    '  60 IN MX 10 b.',
    'IN 60 A 192.0.2.1',
    '@ 60 CAA 0 issue "a"',
    ' \t*.a.example. in dname b.',
    'a. DNSKEY 257',
    'a. DS 1',
    'a. HTTPS 1',
    'a. NAPTR 1',
    'a. NSEC b.',
    'a. NSEC3 1',
    'a. PTR b.',
    'a. RRSIG A',
    'a. SPF "v=spf1"',
    'a. SRV 1',
    'a. SSHFP 1',
    'a. SVCB 1',
    String.raw`_25._tcp\.a. TLSA 3 1 1 00`,
  ])('are counted by their lines: %s', (line) => {
    expect(txtEntriesOf(`x\n${line}\ny`)).toMatchObject({
      entries: [
        { value: 'x', line: 1 },
        { value: 'y', line: 3 },
      ],
      others: [2],
    });
  });

  it.each([
    ['a name that is not whole, and no class', 'a.example MX 10 b'],
    ['a type that nobody knows', 'a.example. FOO 1'],
    ['a type at the end', 'a.example. MX'],
    ['no name and no class', '60 MX 10 b'],
    ['a name that is only a class', 'IN'],
    ['another word before it', 'see a.example. MX 10 b'],
    ['a type that goes on', 'a.example. MXX 10 b'],
    ['a time that is none', 'a.example. x60 MX 10 b'],
  ])('are none: %s', (_, line) => {
    expect(txtEntriesOf(line)).toMatchObject({ entries: [{ form: 'line', value: line }], others: [] });
  });

  it.each<[why: string, text: string, entries: readonly string[], others: readonly number[]]>([
    [
      'in parentheses over lines, with comments',
      '@ IN SOA a. b. (\n 1 ; serial (\n 2 )\n IN NS c.\n IN TXT "x"',
      ['@|strings|x'],
      [1, 4],
    ],
    ['that are not closed: on its line alone', '@ IN SOA a. b. (\n1\nx', ['|line|1', '|line|x'], [1]],
    ['that are not closed before the next record', '@ IN SOA a. b. (\n1\n@ NS c.', ['|line|1'], [1, 3]],
    ['with a parenthesis in quotes', 'a. CAA 0 issue "("\nx', ['|line|x'], [1]],
  ])('are read to their end %s', (_, text, entries, lines) => {
    expect(outline(text)).toEqual(entries);
    expect(txtEntriesOf(text).others).toEqual(lines);
  });

  it.each<[why: string, text: string, entries: readonly string[]]>([
    ['indented: their name', 'a TXT "x"\nb. MX 1 c.\n TXT "y"', ['a|strings|x', 'b|strings|y']],
    ['indented behind several', 'b. SOA c. d. 1 2 3 4 5\n\tIN NS e.\n\tIN TXT "y"', ['b|strings|y']],
    ['the origin', '@ 60 IN NS e.\n IN TXT "y"', ['@|strings|y']],
    [
      'not indented, and without a name: none',
      'a TXT "x"\nIN MX 1 c.\n TXT "y"',
      ['a|strings|x', '|strings|y'],
    ],
    ['not indented: its own', 'b. MX 1 c.\na TXT "y"', ['a|strings|y']],
  ])('give their name to what follows %s', (_, text, entries) => {
    expect(outline(text)).toEqual(entries);
  });
});

describe('a name', () => {
  it.each<[why: string, text: string, isWhole: boolean[]]>([
    ['with the final dot is whole', 'a.example. TXT "x"', [true]],
    ['without it is one of the zone', 'a.example TXT "x"', [false]],
    ['is whole for the lines that have it from that one', 'a.example. TXT "x"\n  TXT "y"', [true, true]],
    ['of a record of another type too', 'a.example. MX 1 b.\n  TXT "y"', [true]],
    ['that is none is not', 'TXT "x"', [false]],
    ['nor that of strings alone below one', 'a.example. TXT "x"\n"y" "z"', [true, false]],
  ])('%s', (_, text, isWhole) => {
    expect(txtEntriesOf(text).entries.map((each) => each.isWhole)).toEqual(isWhole);
  });
});

describe('where it stands', () => {
  it('is told of a line unit by unit', () => {
    expect(txtEntriesOf('x\nab').entries[1]).toEqual({
      owner: '',
      isWhole: false,
      value: 'ab',
      starts: [2, 3],
      ends: [3, 4],
      seams: [],
      form: 'line',
      isOpen: false,
      from: 2,
      to: 4,
      dataFrom: 2,
      line: 2,
    });
  });

  it('is told of strings as they are written', () => {
    const text = String.raw`a TXT "x\;" "\065y"`;
    expect(only(text)).toEqual({
      owner: 'a',
      isWhole: false,
      value: 'x;Ay',
      starts: [7, 8, 13, 17],
      ends: [8, 10, 17, 18],
      seams: [2],
      form: 'strings',
      isOpen: false,
      from: 0,
      to: text.length,
      dataFrom: 6,
      line: 1,
    });
  });

  it('ends with what was read, and not with spaces or a comment', () => {
    expect(only('a TXT "x"  ; c').to).toBe(9);
    expect(only('a TXT ( "x"\n ) \n').to).toBe(14);
    expect(only('a TXT xy  ').to).toBe(8);
  });

  it('counts lines, also those within a record', () => {
    const { entries } = txtEntriesOf('a TXT ( "x"\n"y"\n)\n\nb\r\nc TXT "z"');
    expect(entries.map(({ line }) => line)).toEqual([1, 5, 6]);
  });

  it('of strings alone over lines goes on behind them', () => {
    const { entries } = txtEntriesOf('("x" "y"\n"z")\nb');
    expect(entries.map(({ value, line }) => [value, line])).toEqual([
      ['xyz', 1],
      ['b', 3],
    ]);
  });

  it('has a seam where another string or word begins, and none before the first', () => {
    expect(only('a TXT "" "x" "yy" z').seams).toEqual([1, 3]);
  });
});

it('all units of a character that was written by its octets stand where those do', () => {
  const text = String.raw`a TXT "x\240\159\152\128y"`;
  const [entry] = txtEntriesOf(text).entries;
  const of = (index: number) => text.slice(entry?.starts[index], entry?.ends[index]);
  const octets = String.raw`\240\159\152\128`;
  expect([0, 1, 2, 3].map(of)).toEqual(['x', octets, octets, 'y']);
});
