import type { HeadlineOf, ProblemCode } from '../../../lib/mechanisms.ts';
import { labDomain } from '../description/domain.ts';
import { expecting, withoutPolicy } from '../description/expecting.ts';
import { txt } from '../description/records.ts';
import type { LabDomain, ZoneRecord } from '../description/types.ts';

/** A domain where all is well but SPF. */
function sending(
  domain: string,
  what: string,
  spf: readonly (string | string[])[] | null,
  headline: HeadlineOf<'spf'>,
  findings: readonly ProblemCode[],
  more: readonly ZoneRecord[] = [],
): LabDomain {
  return labDomain(domain, what, { spf, more, expected: { headlines: { spf: headline }, findings } });
}

const ten = (term: string, count = 10) => Array.from({ length: count }, () => term).join(' ');

/** Who may send: records that hold, and everything that goes wrong with them. */
export const SPF: readonly LabDomain[] = [
  sending(
    'spf-good.test',
    'Two addresses and a service that is included; nobody else may send.',
    ['v=spf1 ip4:198.41.0.4 ip6:2a00:1450::4 include:_spf.spf-good.test -all'],
    'strict',
    [],
    [txt('_spf.spf-good.test', 'v=spf1 ip4:198.41.4.0/24 ~all')],
  ),
  sending(
    'spf-provider.test',
    'Google, Microsoft 365 and Amazon SES, as they ask their customers to write it.',
    ['v=spf1 include:_spf.google.com include:spf.protection.outlook.com include:amazonses.com ~all'],
    'soft',
    ['spf-all-softfail'],
  ),
  sending(
    'spf-split.test',
    'A record of several strings, which are joined without a space.',
    [['v=spf1 ip4:198.41.0', '.4 -a', 'll']],
    'strict',
    [],
  ),
  expecting(
    labDomain('spf-null-mx.test', 'A null MX, and senders all the same.', {
      mx: [[0, '.']],
      sts: null,
      tlsrpt: null,
      policyHost: null,
      spf: ['v=spf1 ip4:198.41.0.4 -all'],
    }),
    {
      ...withoutPolicy('no-mail', 'spf-null-mx-senders'),
      score: '100',
      mxTotal: null,
      headlines: { spf: 'strict', mx: 'null', tlsrpt: 'absent' },
      guide: 'proposes-nothing',
    },
  ),
  sending('spf-absent.test', 'A domain with mail and without SPF.', null, 'absent', ['spf-absent']),
  expecting(
    labDomain('spf-closed.test', 'A domain without mail that says so.', {
      mx: [[0, '.']],
      sts: null,
      tlsrpt: null,
      policyHost: null,
      spf: ['v=spf1 -all'],
    }),
    {
      ...withoutPolicy('no-mail'),
      score: '100',
      mxTotal: null,
      headlines: { spf: 'closed', mx: 'null', tlsrpt: 'absent' },
      guide: 'proposes-nothing',
    },
  ),
  sending(
    'spf-two.test',
    'Two records: receivers use neither.',
    ['v=spf1 mx -all', 'v=spf1 include:_spf.google.com ~all'],
    'broken',
    ['spf-records-several'],
  ),
  sending('spf-semicolon.test', 'A semicolon behind the version.', ['v=spf1; mx; -all'], 'broken', [
    'spf-record-near-miss',
  ]),
  sending('spf-dash.test', 'A dash of a typing aid before “all”.', ['v=spf1 mx \u2013all'], 'broken', [
    'spf-not-ascii',
  ]),
  sending(
    'spf-words.test',
    'A misspelt mechanism, a missing value, a missing space, a comma, a sign too many and an unknown word.',
    ['v=spf1 a, ipv4:198.41.0.4 ip4:198.41.0.5~all --mx frobnicate include:'],
    'broken',
    [
      'spf-misspelt-mechanism',
      'spf-term-value-missing',
      'spf-separator',
      'spf-space-missing',
      'spf-qualifier-misplaced',
      'spf-unknown-mechanism',
    ],
  ),
  sending(
    'spf-values.test',
    'An address, a length, a name, two macros and a modifier that are none.',
    [
      'v=spf1 ip4:198.41.0.400 a/33 a:localhost exists:%(i).spf-values.test exists:%{c}.spf-values.test exp= -all.',
    ],
    'broken',
    [
      'spf-ip-syntax',
      'spf-cidr',
      'spf-domain-spec',
      'spf-macro-syntax',
      'spf-macro-exp-only',
      'spf-modifier-empty',
      'spf-all-value',
    ],
  ),
  sending(
    'spf-eleven.test',
    'Eleven look-ups; the last of them is the second term of an included record.',
    [`v=spf1 ${ten('a:www.spf-eleven.test', 8)} include:more.spf-eleven.test include:amazonses.com -all`],
    'too-many',
    ['spf-too-many-lookups'],
    [txt('more.spf-eleven.test', 'v=spf1 mx:spf-eleven.test a:www.spf-eleven.test -all')],
  ),
  sending(
    'spf-void.test',
    'Three names that lead to nothing.',
    ['v=spf1 a:a.spf-void.test a:b.spf-void.test mx:c.spf-void.test -all'],
    'broken',
    ['spf-too-many-void-lookups'],
  ),
  sending(
    'spf-loop.test',
    'An included record includes the first one.',
    ['v=spf1 include:_spf.spf-loop.test -all'],
    'broken',
    ['spf-include-loop'],
    [txt('_spf.spf-loop.test', 'v=spf1 include:spf-loop.test -all')],
  ),
  sending(
    'spf-dangling.test',
    'A service that is gone, and its domain with it.',
    ['v=spf1 mx include:_spf.nobody-has-this-name.test -all'],
    'broken',
    ['spf-include-dangling', 'spf-include-none'],
  ),
  sending(
    'spf-open-include.test',
    'An included record ends in +all, so that everybody may send.',
    ['v=spf1 mx include:_spf.spf-open-include.test -all'],
    'open',
    ['spf-include-all-pass'],
    [txt('_spf.spf-open-include.test', 'v=spf1 mx +all')],
  ),
  sending(
    'spf-exists.test',
    'A name that exists, whoever sends, so that everybody may send.',
    ['v=spf1 exists:mx1.spf-exists.test -all'],
    'open',
    ['spf-exists-always'],
  ),
  sending(
    'spf-helo.test',
    'A name that each client chooses in its HELO, so that everybody may send.',
    ['v=spf1 a:%{h} -all'],
    'open',
    ['spf-name-theirs'],
  ),
  sending(
    'spf-comma.test',
    'Two includes with a comma between them, which are one name, and none that anybody could buy.',
    ['v=spf1 mx include:_spf.google.com,include:amazonses.com ~all'],
    'broken',
    ['spf-all-softfail', 'spf-name-odd', 'spf-include-none'],
  ),
  sending(
    'spf-everywhere.test',
    'All of IPv4, so that the end says nothing any more.',
    ['v=spf1 ip4:0.0.0.0/0 -all'],
    'open',
    ['spf-range-enormous', 'spf-addresses-many'],
  ),
  expecting(sending('spf-open.test', 'Everybody may send.', ['v=spf1 mx +all'], 'open', ['spf-all-pass']), {
    score: '55',
  }),
  sending(
    'spf-neutral.test',
    'An end that says nothing, terms behind it, and a record that uses ptr.',
    ['v=spf1 ptr ?all mx'],
    'neutral',
    ['spf-all-neutral', 'spf-terms-after-all', 'spf-ptr'],
  ),
  sending(
    'spf-macros.test',
    'A service that asks by address, sender and name, as Valimail has it.',
    ['v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email ~all'],
    'soft',
    ['spf-macro-not-expandable', 'spf-all-softfail'],
  ),
  sending(
    'spf-own-macro.test',
    'A macro that stands for the domain itself can be followed.',
    ['v=spf1 include:%{d}._hosts.spf-own-macro.test -all'],
    'strict',
    [],
    [txt('spf-own-macro.test._hosts.spf-own-macro.test', 'v=spf1 ip4:198.41.0.4 -all')],
  ),
  sending(
    'spf-ranges.test',
    'A huge range, a wide one, a private one, one within another and one twice.',
    ['v=spf1 ip4:16.0.0.0/5 ip4:198.0.0.0/9 ip4:10.1.2.3 ip4:198.41.0.4 a/24 a/24 -all'],
    'strict',
    ['spf-range-enormous', 'spf-range-wide', 'spf-range-private', 'spf-covered-term', 'spf-duplicate-term'],
  ),
];
