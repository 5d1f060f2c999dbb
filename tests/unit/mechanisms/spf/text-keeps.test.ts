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
  [
    'that parts a name and the end behind it',
    'v=spf1 include:a.example-all',
    'v=spf1 include:a.example -all',
    true,
  ],
])('a fix %s', (_, before, after, keeps) => {
  expect(keepsSenders(before, after)).toBe(keeps);
});
