import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { keptPatternsOf, withMissing } from '../../../lib/guide/kept-patterns.ts';
import { hostsAtFault, hostsToCover, refusesAll, uncoveredOf } from '../../../lib/guide/mx-culprits.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  policyText,
  stsRecord,
} from '../../support/assessments.ts';

const file = (mode: string, ...patterns: readonly string[]) => ({
  policy: policyOf(policyText(mode, ...patterns.map((pattern) => `mx: ${pattern}`))),
});
const gone = (hostName: string) => host(hostName, 10, { address: 'absent' });

describe('keptPatternsOf', () => {
  it.each<[why: string, change: Partial<Assessment>, kept: readonly string[]]>([
    ['names that cover', file('enforce', 'mail.example.com'), ['mail.example.com']],
    [
      'the wildcard of a provider',
      { ...file('enforce', '*.provider.example'), mx: mxOf(host('a.provider.example')) },
      ['*.provider.example'],
    ],
    [
      'one that is unused: its server may come back',
      file('enforce', 'mail.example.com', 'old.example.com'),
      ['mail.example.com', 'old.example.com'],
    ],
    [
      'in lower case, and once',
      file('testing', 'MAIL.example.com', 'mail.example.com'),
      ['mail.example.com'],
    ],
    [
      'no address, which no server matches',
      file('enforce', '192.0.2.1', 'mail.example.com'),
      ['mail.example.com'],
    ],
    [
      'no wildcard that was meant for a server and is a label short',
      { ...file('enforce', '*.example.com'), mx: mxOf(host('mx.eu.example.com')) },
      [],
    ],
    [
      'such a one where it covers another server',
      { ...file('enforce', '*.example.com'), mx: mxOf(host('mx.eu.example.com'), host('mail.example.com')) },
      ['*.example.com'],
    ],
    ['those of a policy that is being withdrawn', file('none', 'mail.example.com'), ['mail.example.com']],
    ['nothing of a file that is no policy', { policy: policyOf('mx: mail.example.com') }, []],
    ['nothing where there is no file', { policy: failedFetch('policy-status', { status: 404 }) }, []],
    [
      'those of a file that no record announces, once it was read',
      {
        stsRecord: stsRecord(),
        policy: { state: 'absent' },
        policyFile: file('enforce', 'x.example').policy,
      },
      ['x.example'],
    ],
    [
      'all of them where the servers are not known',
      { ...file('enforce', 'x.example'), mx: noMail('null-mx') },
      ['x.example'],
    ],
  ])('keeps %s', (_, change, kept) => {
    expect(keptPatternsOf(assessmentOf(change))).toEqual(kept);
  });
});

describe('withMissing', () => {
  it('adds a line for each host that no pattern covers, and says which covers the others', () => {
    const hosts = ['a.p.example', 'b.example', 'b.example', 'c.p.example'].map(name);
    expect(withMissing(['*.p.example', 'c.p.example', 'unused.example'], hosts)).toEqual([
      { pattern: '*.p.example', hosts: ['a.p.example'], counterExamples: [] },
      { pattern: 'c.p.example', hosts: ['c.p.example'], counterExamples: [] },
      { pattern: 'unused.example', hosts: [], counterExamples: [] },
      { pattern: 'b.example', hosts: ['b.example'], counterExamples: [] },
    ]);
  });
});

describe('an MX record at fault', () => {
  const two = (other: ReturnType<typeof host>) => ({ mx: mxOf(host('mail.example.com'), other) });

  it.each<
    [why: string, change: Partial<Assessment>, atFault: string[], uncovered: string[], covers: string[]]
  >([
    ['none', {}, [], [], ['mail.example.com']],
    [
      'a server that is left out is the fault of the file',
      two(host('new.example.com')),
      [],
      ['new.example.com'],
      ['mail.example.com', 'new.example.com'],
    ],
    [
      'unless it has no address: a name that nobody meant would be trusted',
      two(gone('mial.example.com')),
      ['mial.example.com'],
      [],
      ['mail.example.com'],
    ],
    [
      'one without an address that the file names stays',
      { mx: mxOf(gone('mail.example.com'), host('b.example.com')) },
      [],
      ['b.example.com'],
      ['mail.example.com', 'b.example.com'],
    ],
    [
      'without a file every server is named',
      { ...two(gone('b.example.com')), policy: failedFetch('policy-status', { status: 404 }) },
      [],
      [],
      ['mail.example.com', 'b.example.com'],
    ],
    ['all may be at fault', { mx: mxOf(gone('a.example.com')) }, ['a.example.com'], [], []],
    [
      'mode none leaves nobody out',
      { ...file('none', 'x.example'), ...two(gone('b.example.com')) },
      [],
      [],
      ['mail.example.com', 'b.example.com'],
    ],
  ])('%s', (_, change, atFault, uncovered, covers) => {
    const assessment = assessmentOf(change);
    expect([...hostsAtFault(assessment)]).toEqual(atFault);
    expect(uncoveredOf(assessment)).toEqual(uncovered);
    expect(hostsToCover(assessment)).toEqual(covers);
  });

  it.each<[why: string, change: Partial<Assessment>, refuses: boolean]>([
    ['every server is left out', { mx: mxOf(host('a.example'), host('b.example')) }, true],
    ['one is covered', two(host('b.example')), false],
    ['one of those left out has no address', { mx: mxOf(host('a.example'), gone('b.example')) }, false],
    [
      'in testing nothing is refused',
      { ...file('testing', 'x.example'), mx: mxOf(host('a.example')) },
      false,
    ],
    ['no mail is received', { mx: noMail('null-mx') }, false],
    [
      'so it would be once the record is there',
      {
        stsRecord: stsRecord(),
        policy: { state: 'absent' },
        policyFile: file('enforce', 'x.example').policy,
      },
      true,
    ],
  ])('an enforced file refuses all mail: %s', (_, change, refuses) => {
    expect(refusesAll(assessmentOf(change))).toBe(refuses);
  });
});
