import type { ProblemCode } from '../../../lib/mechanisms.ts';
import { expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { mxFindingsOf } from '../../../lib/guide/mx-findings.ts';
import {
  assessmentOf,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  tlsrptRecord,
} from '../../support/assessments.ts';

it.each<[string, Partial<Assessment>, readonly ProblemCode[]]>([
  ['all is well', {}, []],
  ['what is wrong elsewhere has its own step', { tlsrpt: tlsrptRecord() }, []],
  [
    'so has a server that the policy leaves out',
    { policy: policyOf(policyText('enforce', 'mx: other.example.com')) },
    [],
  ],
  [
    'the domain itself is the server',
    { mx: { ...mxOf(host('mail.example.com')), implicit: true } },
    ['mx-implicit'],
  ],
  [
    'a null MX stands beside a server',
    { mx: { ...mxOf(host('mail.example.com')), nullPreferences: [0] } },
    ['mx-null-beside-others'],
  ],
  [
    'the null MX has an odd preference',
    { mx: { ...noMail('null-mx'), nullPreferences: [10] } as Assessment['mx'] },
    ['mx-null-preference'],
  ],
  [
    'the server is an alias',
    { mx: mxOf(host('mail.example.com', 10, { aliasOf: 'x.example' })) },
    ['mx-alias'],
  ],
  [
    'no server has an address',
    { mx: mxOf(host('mail.example.com', 10, { address: 'absent' })) },
    ['mx-all-no-address', 'mx-no-address'],
  ],
  [
    'an address is lost beside one that could not be had: the worse comes first',
    {
      mx: mxOf(
        host('mail.example.com', 10, { address: 'unavailable' }),
        host('mail.example.com', 20, { address: 'absent' }),
      ),
    },
    ['mx-no-address', 'mx-address-unavailable'],
  ],
  [
    'a server is neither in the policy nor in DNS',
    { mx: mxOf(host('mail.example.com'), host('gone.test', 20, { address: 'absent' })) },
    ['mx-uncovered-no-address'],
  ],
  [
    'a name of the policy differs by a letter: the MX record may be the wrong one',
    { mx: mxOf(host('mial.example.com')) },
    ['mx-pattern-misspelt'],
  ],
  [
    'a server has no host name, another one of a local network',
    { mx: mxOf(host('mx_1.example.com', 10, { isHostName: false }), host('mail.local', 20)) },
    ['mx-not-a-host-name', 'mx-local-name'],
  ],
])('%s', (_, change, codes) => {
  expect(mxFindingsOf(assessmentOf(change)).map(({ code }) => code)).toEqual(codes);
});
