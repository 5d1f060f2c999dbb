import { describe, expect, it } from 'vitest';
import type { MxValueFault } from '../../../../lib/mechanisms/mta-sts/mx-faults.ts';
import { readMxValue } from '../../../../lib/mechanisms/mta-sts/mx-value.ts';

type Row = [
  reason: string,
  value: string,
  patterns: readonly string[],
  faults: readonly MxValueFault[],
  extra?: readonly string[],
];

describe('readMxValue: one reading', () => {
  it.each<Row>([
    ['quotes are named', '„a.example“', ['a.example'], ['quotes']],
    ['brackets of an address with its port', '[a.example]:25', ['a.example'], ['quotes', 'port']],
    ['a quote within the final dot', '"a.example".', ['a.example'], ['quotes', 'trailing-dot']],
    [
      'each slip of a word is a fault of its own',
      '“mail–1.a.example.”',
      ['mail-1.a.example'],
      ['quotes', 'dash', 'trailing-dot'],
    ],
    ['the case stays', '10 Mail.A.example', ['Mail.A.example'], ['extra'], ['10']],
    ['one label can be meant if nothing else is there', '“localhost”', ['localhost'], ['quotes']],
    [
      'separators between names are no extra text',
      'a.example, b.example',
      ['a.example', 'b.example'],
      ['list'],
      [','],
    ],
    ['a separator at the end is', 'a.example,', ['a.example'], ['extra'], [',']],
    [
      'what is dropped is told',
      'example.com. 3600 IN MX 10 a.example',
      ['a.example'],
      ['extra'],
      ['example.com. 3600 IN MX 10'],
    ],
    [
      'class before TTL',
      'example.com. IN 1h MX 10 a.example',
      ['a.example'],
      ['extra'],
      ['example.com. IN 1h MX 10'],
    ],
    [
      'an owner above its exchange',
      'mail.example.com MX 10 mx.mail.example.com',
      ['mx.mail.example.com'],
      ['extra'],
      ['mail.example.com MX 10'],
    ],
    ['words between names', 'a.example & b.example', ['a.example', 'b.example'], ['list', 'extra'], ['&']],
    ['the same name twice', 'a.example a.example', ['a.example', 'a.example'], ['list']],
    ['an ideographic space', 'a.example\u3000b.example', ['a.example', 'b.example'], ['list', 'invisible']],
    ['a space behind a dot', 'mail. a.example', ['mail.a.example'], ['space']],
    ['a space before a dot', 'mail .a.example', ['mail.a.example'], ['space']],
    ['on either side', 'mail . a.example', ['mail.a.example'], ['space']],
    ['before the last label', 'mail.a .example', ['mail.a.example'], ['space']],
    ['behind the wildcard', '*. a.example', ['*.a.example'], ['space']],
    ['with a final dot', 'mail. a.example.', ['mail.a.example'], ['space', 'trailing-dot']],
    [
      'two names with their final dots',
      'a.example. b.example.',
      ['a.example', 'b.example'],
      ['list', 'trailing-dot'],
    ],
    ['a number is no label', '10. a.example', ['a.example'], ['extra'], ['10.']],
    ['what stands together is told together', 'a.example ;;', ['a.example'], ['extra'], [';;']],
    ['an ideographic full stop', 'почта。example', ['xn--80a1acny.example'], ['u-label']],
  ])('%s: %j', (_, value, patterns, faults, extra = []) => {
    expect(readMxValue(value)).toEqual({ patterns, faults, extra, isPlain: true });
  });
});

describe('readMxValue: more than one', () => {
  it.each<[reason: string, value: string, fault: MxValueFault]>([
    ['an owner that may be a server', 'mx1.example.com MX 20 mx2.example.com', 'extra'],
    ['a preference behind a server, which is no TTL', 'mail.a.example 10 IN MX 10 mx1.b.example', 'extra'],
    ['nor is that of a third', 'mail.a.example 100 IN MX 10 mx1.b.example', 'extra'],
    ['a wildcard is no exchange', 'example.com. IN MX 10 *.example.com', 'extra'],
    ['a TTL without an owner behind a server', 'IN MX 10 a.example 3600 IN MX 10 b.example', 'list'],
    [
      'an owner in which a space is lost',
      'a.example\u200bb.example mail is handled by 10 c.example',
      'extra',
    ],
    ['an exchange that belongs to a zone', '@ IN MX 10 mail', 'extra'],
    ['a server in a comment', 'a.example # b.example', 'extra'],
    ['also where it is glued to a word', 'a.example # not\u200bb.example', 'extra'],
    ['a host behind a semicolon', 'a.example ; mail2', 'extra'],
    ['another address', 'a.example 192.0.2.1', 'extra'],
    ['two dots at the end', 'a.example..', 'trailing-dot'],
    ['letters of two alphabets', 'm\u0430il.example', 'u-label'],
    ['something invisible within', 'ma\u200bil.example', 'invisible'],
    ['an address in brackets', '[192.0.2.1]', 'syntax'],
    ['a space that may part two names', 'mail.example. com', 'space'],
    ['two spaces, of which one may', 'mail. example. com', 'space'],
    ['two names, of which one has a dot before it', 'a.example.com .b.example.com', 'space'],
    ['two servers of a series', 'mx1. mx2.example.com', 'space'],
    ['a space within a label', 'mail.exam ple.com', 'space'],
    ['a comma that may be a dot', 'mail,example.com', 'comma'],
    ['a comma before the last label', 'mail.example,com', 'comma'],
    ['a comma with space behind it', 'mail, example.com', 'comma'],
    ['names of one label', 'mx1,mx2', 'comma'],
    ['a template of Jinja', '{{ mx_host }}', 'placeholder'],
    ['with the domain behind it', '{{mx}}.example.com', 'placeholder'],
    ['a variable of a shell', '${MX_HOST}', 'placeholder'],
    ['without its braces', '$MX_HOST', 'placeholder'],
    ['a variable of Windows', '%MX%', 'placeholder'],
    ['a tag of ERB', '<%= mx %>', 'placeholder'],
    ['what an instruction says in brackets', '<your mail server>', 'placeholder'],
    ['in square ones', '[YOUR_MX_HOST]', 'placeholder'],
    ['in curly ones', '{mx}', 'placeholder'],
    ['underscores of a build', '__MX__', 'placeholder'],
    ['more than a person writes', `10 ${'a.example '.repeat(2000)}`, 'extra'],
  ])('%s', (_, value, fault) => {
    const read = readMxValue(value);
    expect(read.isPlain).toBe(false);
    expect(read.faults).toEqual([fault]);
  });
});
