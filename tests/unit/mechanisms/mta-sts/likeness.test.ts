import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../../lib/mechanisms/mta-sts/coverage.ts';
import { likenessOf } from '../../../../lib/mechanisms/mta-sts/likeness.ts';
import type { MxHost } from '../../../../lib/mechanisms/mx/assess.ts';
import { standingOf } from '../../../../lib/verdict/standing.ts';
import {
  assessmentOf,
  host,
  mxOf,
  name,
  policyOf,
  policyText,
  stsRecord,
} from '../../../support/assessments.ts';

type Address = MxHost['address'];
type Servers = Readonly<Record<string, Address>>;

function likeness(servers: Servers, patterns: readonly string[], domain = 'example.com') {
  const hosts = Object.entries(servers).map(([each, address]) => host(each, 10, { address }));
  const policy =
    patterns.length === 0 ? null : ({ mode: 'enforce', maxAgeSeconds: 86400, mx: patterns } as const);
  const { faults, patterns: likes } = likenessOf(coverageOf(hosts, policy), patterns, domain);
  return [...faults.values(), ...likes.values()].map(({ code, parameters }) =>
    [code, ...Object.values(parameters)].join(' '),
  );
}

describe('the final dot that an MX record lacks (RFC 1035 §5.1)', () => {
  const rows: readonly (readonly [
    why: string,
    servers: Servers,
    patterns: readonly string[],
    expected: readonly string[],
    domain?: string,
  ])[] = [
    [
      'the domain twice, and no address: certain',
      { 'mail.example.com.example.com': 'absent' },
      ['mail.example.com'],
      ['mx-domain-doubled mail.example.com.example.com mail.example.com'],
    ],
    [
      'without a policy it is the same',
      { 'mail.example.com.example.com': 'absent' },
      [],
      ['mx-domain-doubled mail.example.com.example.com mail.example.com'],
    ],
    [
      'even where the policy was copied from the broken record',
      { 'mail.example.com.example.com': 'absent' },
      ['mail.example.com.example.com'],
      ['mx-domain-doubled mail.example.com.example.com mail.example.com'],
    ],
    [
      'the domain itself was meant',
      { 'example.com.example.com': 'absent' },
      [],
      ['mx-domain-doubled example.com.example.com example.com'],
    ],
    [
      'a subdomain within the zone of its parent',
      { 'mail.example.com.example.com': 'absent' },
      [],
      ['mx-domain-doubled mail.example.com.example.com mail.example.com'],
      'sub.example.com',
    ],
    [
      'a host of the parent, with a zone of its own appended',
      { 'mail.example.com.sub.example.com': 'absent' },
      [],
      ['mx-domain-doubled mail.example.com.sub.example.com mail.example.com'],
      'sub.example.com',
    ],
    [
      'twice, with an address by a wildcard in the zone, and the policy says what was meant: probable',
      { 'mail.example.com.example.com': 'found' },
      ['mail.example.com'],
      ['mx-final-dot mail.example.com.example.com mail.example.com'],
    ],
    [
      'twice, and the address is not known: probable, since the policy says what was meant',
      { 'mail.example.com.example.com': 'unavailable' },
      ['*.example.com'],
      ['mx-final-dot mail.example.com.example.com mail.example.com'],
    ],
    [
      'twice, and the address is not known, and nothing says what was meant',
      { 'mail.example.com.example.com': 'unavailable' },
      [],
      [],
    ],
    ['twice, with an address that works', { 'mail.example.com.example.com': 'found' }, [], []],
    [
      'the name of a provider: probable',
      { 'mx1.provider.net.example.com': 'absent' },
      [],
      ['mx-final-dot mx1.provider.net.example.com mx1.provider.net'],
    ],
    [
      'that of one below the same top-level domain',
      { 'mx1.provider.shop.example.shop': 'absent' },
      [],
      ['mx-final-dot mx1.provider.shop.example.shop mx1.provider.shop'],
      'example.shop',
    ],
    [
      'the newer name at Microsoft',
      { 'x.h-v1.mx.microsoft.example.com': 'absent' },
      ['*.h-v1.mx.microsoft'],
      ['mx-final-dot x.h-v1.mx.microsoft.example.com x.h-v1.mx.microsoft'],
    ],
    [
      'any ending, where the policy names it',
      { 'mx.mail.example.example.com': 'absent' },
      ['mx.mail.example'],
      ['mx-final-dot mx.mail.example.example.com mx.mail.example'],
    ],
    ['a host below the domain is no such name', { 'mail.example.com': 'absent' }, [], []],
    ['nor is one two labels below', { 'mx1.eu.example.com': 'absent' }, [], []],
    ['nor one below a label that is no ending', { 'a.mx1.rack.example.com': 'absent' }, [], []],
    ['nor one whose name only ends alike', { 'mail.example.com.notexample.com': 'absent' }, [], []],
    ['of a host that works nothing is said', { 'mx1.provider.net.example.com': 'found' }, [], []],
    ['a pattern of one label is no name', { 'mail.example.com': 'absent' }, ['mail'], []],
  ];
  it.each(rows.map(([why, ...row]) => [why, row] as const))('%s', (_, row) => {
    const [servers, patterns, expected, domain] = row;
    expect(likeness(servers, patterns, domain)).toEqual(expected);
  });
});

describe('a letter between an MX host and a pattern', () => {
  const rows: readonly (readonly [
    why: string,
    servers: Servers,
    patterns: readonly string[],
    expected: readonly string[],
  ])[] = [
    [
      'another letter: the host works, so the pattern',
      { 'mail.example.com': 'found' },
      ['mall.example.com'],
      ['mx-pattern-misspelt mall.example.com mail.example.com'],
    ],
    [
      'the host has no address, so the MX record',
      { 'mall.example.com': 'absent' },
      ['mail.example.com'],
      ['mx-misspelt mall.example.com mail.example.com'],
    ],
    [
      'one letter less',
      { 'mail.example.com': 'found' },
      ['mail.exmple.com'],
      ['mx-pattern-misspelt mail.exmple.com mail.example.com'],
    ],
    [
      'one letter more',
      { 'mail.example.com': 'found' },
      ['mail.exaample.com'],
      ['mx-pattern-misspelt mail.exaample.com mail.example.com'],
    ],
    [
      'at the very end',
      { 'mail.example.com': 'found' },
      ['mail.example.co'],
      ['mx-pattern-misspelt mail.example.co mail.example.com'],
    ],
    [
      'two in the wrong order',
      { 'mail.example.com': 'absent' },
      ['mial.example.com'],
      ['mx-misspelt mail.example.com mial.example.com'],
    ],
    [
      'a dot less',
      { 'mail.example.com': 'found' },
      ['mailexample.com'],
      ['mx-pattern-misspelt mailexample.com mail.example.com'],
    ],
    [
      'a digit for a letter',
      { 'mx1.example.com': 'found' },
      ['mxl.example.com'],
      ['mx-pattern-misspelt mxl.example.com mx1.example.com'],
    ],
    [
      'in a wildcard, in any case',
      { 'mail.example.com': 'found' },
      ['*.Exampel.com'],
      ['mx-pattern-misspelt *.Exampel.com mail.example.com'],
    ],
    ['two letters are no slip', { 'mail.example.com': 'found' }, ['moil.exemple.com'], []],
    [
      'two letters in the wrong order, and another',
      { 'mail.example.com': 'found' },
      ['mial.example.cam'],
      [],
    ],
    [
      'a pattern that another server needs is right',
      { 'mx1.example.com': 'found', 'mx2.example.com': 'found' },
      ['mx1.example.com'],
      [],
    ],
    [
      'a pattern like two servers was meant for neither',
      { 'mx1.example.com': 'found', 'mx2.example.com': 'found' },
      ['mx3.example.com'],
      [],
    ],
    [
      'a server like two patterns was meant by neither',
      { 'mx1.example.com': 'absent' },
      ['mx2.example.com', 'mx3.example.com'],
      [],
    ],
    ['labels of one letter count servers', { 'a.mx.example.com': 'found' }, ['b.mx.example.com'], []],
    [
      'where the address is not known, neither is blamed',
      { 'mail.example.com': 'unavailable' },
      ['mall.example.com'],
      [],
    ],
  ];
  it.each(rows)('%s', (_, servers, patterns, expected) => {
    expect(likeness(servers, patterns)).toEqual(expected);
  });
});

describe('a pattern above, below or beside the MX host', () => {
  const rows: readonly (readonly [
    why: string,
    mx: string,
    patterns: readonly string[],
    expected: readonly string[],
  ])[] = [
    [
      'the apex of a provider',
      'example-com.mail.protection.outlook.com',
      ['mail.protection.outlook.com'],
      ['mx-pattern-parent mail.protection.outlook.com example-com.mail.protection.outlook.com'],
    ],
    [
      'one several labels above',
      'aspmx.l.google.com',
      ['google.com'],
      ['mx-pattern-parent google.com aspmx.l.google.com'],
    ],
    [
      'a wildcard that is a label short is told apart',
      'x.y.mx.microsoft',
      ['*.mx.microsoft'],
      ['mx-wildcard-depth *.mx.microsoft x.y.mx.microsoft'],
    ],
    [
      'one that is two labels short',
      'x.y.z.mx.microsoft',
      ['*.mx.microsoft'],
      ['mx-wildcard-depth *.mx.microsoft x.y.z.mx.microsoft'],
    ],
    [
      'a wildcard that is a label too deep',
      'mail.example.com',
      ['*.mail.example.com'],
      ['mx-wildcard-below *.mail.example.com mail.example.com'],
    ],
    [
      'the whole domain, where the domain itself is the server',
      'example.com',
      ['*.example.com'],
      ['mx-wildcard-below *.example.com example.com'],
    ],
    [
      'the domain twice in the pattern',
      'mail.example.com',
      ['mail.example.com.example.com'],
      ['mx-pattern-doubled mail.example.com.example.com mail.example.com'],
    ],
    [
      'the same in a wildcard',
      'mail.example.com',
      ['*.example.com.example.com'],
      ['mx-pattern-doubled *.example.com.example.com mail.example.com'],
    ],
    ['a top-level domain is nobody’s apex', 'mail.example.com', ['com'], []],
    ['a name that only ends alike', 'mail.example.com', ['ample.com'], []],
    ['a name below the server', 'example.com', ['mail.example.com'], []],
    ['another zone behind the name', 'mail.example.com', ['mail.example.com.example.net'], []],
  ];
  it.each(rows)('%s', (_, mx, patterns, expected) => {
    expect(likeness({ [mx]: 'found' }, patterns)).toEqual(expected);
  });
});

describe('what is said of a wrong MX record', () => {
  const findings = (mode: string, servers: Servers, ...mx: string[]) => {
    const hosts = Object.entries(servers).map(([each, address], at) => host(each, 10 * at, { address }));
    const policy = policyOf(policyText(mode, ...mx.map((each) => `mx: ${each}`)));
    return standingOf(assessmentOf({ mx: mxOf(...hosts), policy })).findings.map(({ code }) => code);
  };
  const doubled = 'mail.example.com.example.com';

  it.each<[why: string, found: readonly string[], expected: readonly string[]]>([
    [
      'the record comes first, and nothing is said against a policy that is right',
      findings('enforce', { [doubled]: 'absent' }, 'mail.example.com'),
      ['mx-domain-doubled', 'mx-all-no-address'],
    ],
    [
      'in testing too',
      findings('testing', { [doubled]: 'absent' }, 'mail.example.com'),
      ['mx-domain-doubled', 'mx-all-no-address', 'policy-mode-testing'],
    ],
    [
      'beside a server that works and is covered',
      findings(
        'enforce',
        { 'mx1.example.com': 'found', [doubled]: 'absent' },
        'mail.example.com',
        'mx1.example.com',
      ),
      ['mx-domain-doubled'],
    ],
    [
      'all mail is refused, since a wildcard of the zone gives the wrong name an address: the record first, not testing',
      findings('enforce', { [doubled]: 'found' }, 'mail.example.com'),
      ['mx-final-dot', 'mx-all-uncovered-mx-first'],
    ],
    [
      'a server that is left out beside it: both are said',
      findings('enforce', { [doubled]: 'absent', 'mx7.example.org': 'found' }, 'mail.example.com'),
      ['mx-domain-doubled', 'mx-all-uncovered-mx-first', 'mx-uncovered'],
    ],
    [
      'a server without address, whose name is like nothing: no testing, no line for it at once',
      findings('enforce', { 'gone.example.org': 'absent' }, 'mail.example.com'),
      ['mx-all-no-address', 'mx-uncovered-no-address', 'mx-pattern-unused'],
    ],
    [
      'an IP address in the MX record: no final dot makes it a name',
      findings('enforce', { '192.0.2.1.example.com': 'absent' }, 'mail.example.com'),
      ['mx-ip-address', 'mx-all-no-address', 'mx-pattern-unused'],
    ],
    [
      'a name of the local network: the MX record is to be corrected, not the policy',
      findings('enforce', { mail: 'unavailable' }, 'mail.example.com'),
      ['mx-all-uncovered-mx-first', 'mx-local-name', 'mx-address-unavailable'],
    ],
    [
      'a misspelt record: the policy that names the right one is not left over',
      findings('enforce', { 'mial.example.com': 'absent' }, 'mail.example.com'),
      ['mx-misspelt', 'mx-all-no-address'],
    ],
    [
      'a misspelt pattern is a fault of the policy, and all mail is refused',
      findings('enforce', { 'mail.example.com': 'found' }, 'mial.example.com'),
      ['mx-all-uncovered-mx-first', 'mx-pattern-misspelt'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('is said without a policy', () => {
    const change = {
      mx: mxOf(host(doubled, 10, { address: 'absent' })),
      stsRecord: stsRecord(),
      policy: { state: 'absent' },
    } as const;
    const { findings: list } = standingOf(assessmentOf({ ...change, policyDomain: name('example.com') }));
    expect(list.map(({ code }) => code).slice(0, 2)).toEqual(['mx-domain-doubled', 'mx-all-no-address']);
  });

  it('is found in a moment among thousands of servers and patterns', () => {
    const servers = Object.fromEntries(
      Array.from({ length: 2000 }, (_, n) => [`mx${n}x.example.com`, 'found' as const]),
    );
    const patterns = Array.from({ length: 4000 }, (_, n) => `mx${n}y.example.com`);
    const before = performance.now();
    likeness(servers, patterns);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
