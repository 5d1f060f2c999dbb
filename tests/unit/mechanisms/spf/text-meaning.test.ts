import { describe, expect, it } from 'vitest';
import { SPF_TEXT } from '../../../../lib/mechanisms/spf/workshop.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

describe('what the workshop says of SPF records', () => {
  it.each<[why: string, text: string, says: string, tells: readonly string[]]>([
    [
      'one that refuses everybody else',
      'v=spf1 a mx:m.example ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:2001:db8::1 -all',
      'Receivers can read it. Mail from all other servers fails.',
      [
        'a · the addresses of the domain itself may send · look-ups: 1',
        'mx:m.example · the mail servers of m.example may send · look-ups: 1',
        'ip4:192.0.2.1 · the address 192.0.2.1 may send',
        'ip4:192.0.2.0/24 · the addresses 192.0.2.0/24 may send',
        'ip6:2001:db8::/32 · the addresses 2001:db8::/32 may send',
        'ip6:2001:db8::1 · the address 2001:db8::1 may send',
        '-all · mail from all other servers fails',
        'DNS look-ups: 2 of 10.',
      ],
    ],
    [
      'a redirect beside an end, in front of it',
      'v=spf1 redirect=a.example ~all',
      'Receivers can read it. Mail from all other servers is suspicious, but not refused for this alone.',
      [
        'redirect=a.example (receivers never get here, because `all` comes first)',
        '~all · mail from all other servers is suspicious, but not refused for this alone',
        'DNS look-ups: 0 of 10.',
      ],
    ],
    [
      'names of others',
      'v=spf1 include:i.example exists:%{i}.e.example ptr ptr:p.example a:h.example mx ~all',
      'Receivers can read it. Mail from all other servers is suspicious, but not refused for this alone.',
      [
        'include:i.example · every server that passes the record of i.example may send · look-ups: 1',
        'exists:%{i}.e.example · who may send is decided by a look-up of %{i}.e.example for each message · look-ups: 1',
        'ptr · servers whose reverse name is in the domain may send; many receivers skip this · look-ups: 1',
        'ptr:p.example · servers whose reverse name is in p.example may send; many receivers skip this · look-ups: 1',
        'a:h.example · the addresses of h.example may send · look-ups: 1',
        'mx · the mail servers of the domain may send · look-ups: 1',
        '~all · mail from all other servers is suspicious, but not refused for this alone',
        'DNS look-ups: at least 6 of 10. Waxseal counts those behind its includes once you check a domain that has them.',
      ],
    ],
    [
      'terms with signs',
      'v=spf1 -a ~mx ?include:i.example +ip4:192.0.2.1 ?all',
      'Receivers can read it. It says nothing for or against all other servers.',
      [
        '-a · the addresses of the domain itself may send · but here mail fails · look-ups: 1',
        '~mx · the mail servers of the domain may send · but here mail is suspicious · look-ups: 1',
        '?include:i.example · every server that passes the record of i.example may send · but here nothing is said for or against it · look-ups: 1',
        '+ip4:192.0.2.1 · the address 192.0.2.1 may send',
        '?all · nothing for or against all other servers',
        'DNS look-ups: at least 3 of 10. Waxseal counts those behind its includes once you check a domain that has them.',
      ],
    ],
    [
      'modifiers',
      'v=spf1 mx redirect=r.example exp=x.example foo=bar',
      'Receivers can read it. For all other servers, the record of r.example decides.',
      [
        'mx · the mail servers of the domain may send · look-ups: 1',
        'redirect=r.example · the record of r.example decides about everything that is not listed',
        'exp=x.example · the reason that a receiver can give when mail fails, from x.example',
        'foo=bar · receivers ignore this',
        'DNS look-ups: at least 2 of 10. Waxseal counts those behind its includes once you check a domain that has them.',
      ],
    ],
    [
      'everybody',
      'v=spf1 +all',
      'Receivers can read it, and it lets anyone send.',
      ['+all · anyone may send', 'DNS look-ups: 0 of 10.'],
    ],
    [
      'no end',
      'v=spf1 mx',
      'Receivers can read it. It says nothing about all other servers.',
      ['mx · the mail servers of the domain may send · look-ups: 1', 'DNS look-ups: 1 of 10.'],
    ],
    [
      'terms behind all',
      'v=spf1 -all mx redirect=r.example exp=x.example',
      'Receivers can read it. Mail from all other servers fails.',
      [
        '-all · mail from all other servers fails',
        'mx (receivers never get here, because `all` comes first)',
        'redirect=r.example (receivers never get here, because `all` comes first)',
        'exp=x.example · the reason that a receiver can give when mail fails, from x.example',
        'DNS look-ups: 0 of 10.',
      ],
    ],
    [
      'a word that is no term',
      'v=spf1 foo -all',
      'Receivers cannot use this. They report a permanent error for every message.',
      ['foo (no receiver can read this)', '-all · mail from all other servers fails'],
    ],
    [
      'too many look-ups',
      'v=spf1 a mx ptr exists:e.example a:a1.example a:a2.example a:a3.example a:a4.example a:a5.example a:a6.example a:a7.example -all',
      'Receivers can read it. Mail from all other servers fails.',
      [
        'a · the addresses of the domain itself may send · look-ups: 1',
        'mx · the mail servers of the domain may send · look-ups: 1',
        'ptr · servers whose reverse name is in the domain may send; many receivers skip this · look-ups: 1',
        'exists:e.example · who may send is decided by a look-up of e.example for each message · look-ups: 1',
        'a:a1.example · the addresses of a1.example may send · look-ups: 1',
        'a:a2.example · the addresses of a2.example may send · look-ups: 1',
        'a:a3.example · the addresses of a3.example may send · look-ups: 1',
        'a:a4.example · the addresses of a4.example may send · look-ups: 1',
        'a:a5.example · the addresses of a5.example may send · look-ups: 1',
        'a:a6.example · the addresses of a6.example may send · look-ups: 1',
        'a:a7.example · the addresses of a7.example may send · look-ups: 1',
        '-all · mail from all other servers fails',
        'DNS look-ups: 11 of 10. That is too many. The limit is passed at a:a7.example, and receivers report a permanent error.',
      ],
    ],
    [
      'two records of one name',
      'v=spf1 mx -all\nv=spf1 a -all',
      'Receivers cannot use this. They report a permanent error for every message.',
      [
        'Line 1',
        'mx · the mail servers of the domain may send · look-ups: 1',
        '-all · mail from all other servers fails',
        'DNS look-ups: 1 of 10.',
        'Line 2',
        'a · the addresses of the domain itself may send · look-ups: 1',
        '-all · mail from all other servers fails',
        'DNS look-ups: 1 of 10.',
      ],
    ],
    [
      'records of two names',
      'a.example. IN TXT "v=spf1 mx -all"\nb.example. IN TXT "v=spf1 foo -all"',
      'Names with an SPF record: 2. Receivers can read those of 1.',
      [
        'Line 1 · a.example',
        'mx · the mail servers of the domain may send · look-ups: 1',
        '-all · mail from all other servers fails',
        'DNS look-ups: 1 of 10.',
        'Line 2 · b.example',
        'foo (no receiver can read this)',
        '-all · mail from all other servers fails',
      ],
    ],
    [
      'other texts beside it',
      'v=spf1 mx -all\nhello\nv=DMARC1; p=none',
      'Receivers can read it. Mail from all other servers fails.',
      [
        'mx · the mail servers of the domain may send · look-ups: 1',
        '-all · mail from all other servers fails',
        'DNS look-ups: 1 of 10.',
      ],
    ],
    ['no record at all', 'hello', 'There is no SPF record here, so receivers find none.', []],
    [
      'a version in capitals',
      'V=SPF1 MX -ALL',
      'Receivers can read it. Mail from all other servers fails.',
      [
        'MX · the mail servers of the domain may send · look-ups: 1',
        '-ALL · mail from all other servers fails',
        'DNS look-ups: 1 of 10.',
      ],
    ],
  ])('%s', (_, text, says, tells) => {
    const { key, parameters } = SPF_TEXT.says(text);
    expect(bare(WORDS.say(key, parameters))).toBe(says);
    expect(SPF_TEXT.tells(text, WORDS, null).flatMap(textsOf).map(bare)).toEqual(tells);
  });
});
