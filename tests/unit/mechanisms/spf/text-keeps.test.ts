import { expect, it } from 'vitest';
import { keepsSenders } from '../../../../lib/mechanisms/spf/text-keeps.ts';

const RECORD = 'v=spf1 include:a.example ip4:192.0.2.1 redirect=b.example';

it.each<[why: string, before: string, after: string, keeps: boolean]>([
  ['that changes nothing', RECORD, RECORD, true],
  ['that changes how it is written', `"${RECORD.replace('v=spf1', 'V = SPF1')}"`, RECORD, true],
  ['that loses a name', RECORD, RECORD.replace('include:a.example ', ''), false],
  ['that loses an address', RECORD, RECORD.replace('ip4:192.0.2.1 ', ''), false],
  ['that adds a name', RECORD, RECORD.replace('redirect', 'mx:c.example redirect'), false],
  ['that adds a mechanism without one', 'v=spf1 mx-all', 'v=spf1 mx -all', true],
  ['that begins a second record', `${RECORD} v=spf1 mx`, `${RECORD} v=spf1 mx`, false],
  ['that makes a strict end of none', 'v=spf1 mx', 'v=spf1 mx -all', false],
  ['that makes one softer than it stood', 'v=spf1 mx -all', 'v=spf1 mx ~all', false],
  ['that takes a sign away which stood twice', 'v=spf1 mx --all', 'v=spf1 mx -all', true],
  ['that joins a sign and its all', 'v=spf1 mx ~ all', 'v=spf1 mx ~all', true],
  ['that makes a record readable which lets everybody in', 'v=spf1 foo. +all', 'v=spf1 +all', false],
  ['that leaves one which does', 'v=spf1 mx mx +all', 'v=spf1 mx +all', true],
  ['that has a version in the value of a term', 'v=spf1 x=v=y mx', 'v=spf1 x=v=y mx', true],
  [
    'that makes one of two records readable',
    'v=spf1 mx -all\nv=spf1 foo. +all',
    'v=spf1 mx -all\nv=spf1 +all',
    false,
  ],
  ['that says who else may send before everybody may', 'v=spf1 foo mx +all', 'v=spf1 mx +all', false],
  ['that loses a name in quotes and brackets', 'v=spf1 include:("a.example") mx', 'v=spf1 mx', false],
  ['that loses a name behind a blank', 'v=spf1 redirect= a.example', 'v=spf1 mx', false],
  ['that takes the blank away', 'v=spf1 ip4: 192.0.2.1', 'v=spf1 ip4:192.0.2.1', true],
  ['that takes away the name of a row, which is no term', 'Name: b.example | v=spf1 mx', 'v=spf1 mx', true],
  ['that loses a name of two lines', 'v=spf1 mx\nv=spf1 a:b.example', 'v=spf1 mx', false],
  ['that takes away a word that names nobody', 'v=spf1 x:y mx', 'v=spf1 mx', true],
  [
    'that takes away what nobody sees',
    'v=spf1 include:a.exa\u200b\u200bmple -a\u200bll',
    'v=spf1 include:a.example -all',
    true,
  ],
  ['that takes an all of another name away', 'v=spf1 all=a all:b -all', 'v=spf1 -all', true],
  ['that makes an end of a longer name', 'v=spf1 allow=a mx', 'v=spf1 mx all', false],
  ['of the name of a modifier', 'v=spf1 all.x-y=a mx', 'v=spf1 mx all', false],
  ['of the start of a word', 'v=spf1 -allow mx', 'v=spf1 mx -all', false],
  ['that gives an all its sign', 'v=spf1 mx all', 'v=spf1 mx +all', true],
  [
    'that leaves the name of a host with such an end',
    'v=spf1 a:b-all.example mx',
    'v=spf1 a:b-all.example',
    true,
  ],
  ['that cuts one there', 'v=spf1 a:b-all.example', 'v=spf1 a:b -all', false],
  [
    'that parts a name and the end behind it, of which the name is lost',
    'v=spf1 include:a.example-all',
    'v=spf1 -all',
    false,
  ],
  [
    'that parts a name and the end behind it',
    'v=spf1 include:a.example-all',
    'v=spf1 include:a.example -all',
    true,
  ],
])('a fix %s', (_, before, after, keeps) => {
  expect(keepsSenders(before, after)).toBe(keeps);
});
