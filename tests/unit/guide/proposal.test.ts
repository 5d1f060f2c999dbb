import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { usualChoices, type Choices } from '../../../lib/guide/choices.ts';
import type { ImpossibleReason } from '../../../lib/guide/codes.ts';
import type { Impossible } from '../../../lib/guide/obstacle.ts';
import { NOTE_PLACES } from '../../../lib/guide/notes.ts';
import { SAFE_POLICY_BYTES } from '../../../lib/guide/policy-file.ts';
import { proposalFor, type Proposal } from '../../../lib/guide/proposal.ts';
import { MAX_POLICY_BYTES } from '../../../lib/mechanisms/mta-sts/served-policy.ts';
import { sendersOf } from '../../../lib/mechanisms/mta-sts/senders/senders.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { applied } from '../../support/applied.ts';
import {
  assessmentOf,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { mxOfFile } from '../../support/mx-of-file.ts';
import { NOW } from '../../support/time.ts';

const FRESH: Partial<Assessment> = {
  stsRecord: stsRecord(),
  policy: { state: 'absent' },
  tlsrpt: tlsrptRecord(),
};

function proposalOf(change: Partial<Assessment>, choice: Partial<Choices> = {}): Proposal | Impossible {
  const assessment = assessmentOf(change);
  return proposalFor(assessment, { ...usualChoices(assessment), ...choice }, NOW, registrableOf);
}

function proposed(change: Partial<Assessment>, choice: Partial<Choices> = {}): Proposal {
  const proposal = proposalOf(change, choice);
  if (proposal.state === 'impossible') throw new Error(proposal.reason);
  return proposal;
}

describe('proposalFor: a domain without anything', () => {
  it('gets a trial, a record and reports, each to the byte', () => {
    const proposal = proposed(FRESH, { rua: ['tls@example.com'] });
    expect(proposal).toMatchObject({
      state: 'proposed',
      policyUrl: 'https://mta-sts.example.com/.well-known/mta-sts.txt',
      policyId: '20260601120000',
      notes: [],
    });
    expect(proposal.policy.text).toBe(
      'version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 604800\r\n',
    );
    expect(proposal.record.zoneLine).toBe('_mta-sts.example.com. IN TXT "v=STSv1; id=20260601120000;"');
    expect(proposal.tlsrpt?.zoneLine).toBe(
      '_smtp._tls.example.com. IN TXT "v=TLSRPTv1;rua=mailto:tls@example.com"',
    );
  });

  it('gets no TLSRPT record without a target of use; each target says what became of it', () => {
    const proposal = proposed(FRESH, { rua: ['', 'http://a.example/'] });
    expect(proposal.tlsrpt).toBeNull();
    expect(proposal.rua.map((target) => target.state === 'invalid' && target.fault)).toEqual([
      'empty',
      'plain-http',
    ]);
  });

  it.each([
    ['a@b.test', 450, []],
    ['a@bc.test', 451, [{ code: 'tlsrpt-large', parameters: { octets: 451, count: 15 } }]],
  ])(
    'is told of a TLSRPT record that may be too large for UDP: with %s it has %i octets',
    (last, octets, notes) => {
      const rua = Array.from({ length: 14 }, (_, index) => `tls-${index + 10}@reports.example`);
      const proposal = proposed(FRESH, { rua: [...rua, last] });
      expect(proposal.tlsrpt?.value.length).toBe(octets);
      expect(proposal.notes).toEqual(notes);
    },
  );

  it('gets one rua with every target once, in order, without space', () => {
    const rua = ['a@b.example', 'https://c.example/', 'mailto:a@B.example', 'nonsense'];
    expect(proposed(FRESH, { rua }).tlsrpt?.value).toBe(
      'v=TLSRPTv1;rua=mailto:a@b.example,https://c.example/',
    );
  });
});

describe('proposalFor: the id', () => {
  it.each<[change: Partial<Assessment>, id: string, reason: string]>([
    [{ stsRecord: stsRecord('v=STSv1; id=20260601120000') }, '20260601120001', 'not the live one'],
    [
      { stsRecord: stsRecord('v=STSv1; id=20270101000000', 'v=STSv1; id=1') },
      '20270101000001',
      'nor one of several that senders may have taken',
    ],
    [
      { stsRecord: stsRecord('v=STSv1; id=20270101000000-1') },
      '20270101000001',
      'nor one of a broken record',
    ],
    [{ stsRecord: stsRecord('v=STSv1; id =20270101000000') }, '20270101000001', 'with space before "="'],
    [
      {
        ...FRESH,
        remembered: {
          policyDomain: name('example.com'),
          policyId: '20270101000000',
          policyText: '',
          maxAgeSeconds: 1,
          fetchedAt: NOW,
          mediaType: null,
          mode: 'enforce',
          replaced: null,
        },
      },
      '20270101000001',
      'nor one that was seen here before',
    ],
  ])('%#: %s (%s)', (change, id) => {
    expect(proposed(change).policyId).toBe(id);
  });
});

describe('proposalFor: impossible', () => {
  const odd = (hostName: string) => ({
    mx: mxOf(host('mail.example.com'), host(hostName, 20, { isHostName: false })),
  });
  it.each<[string, Partial<Assessment>, Partial<Choices>, ImpossibleReason, object]>([
    ['null MX receives no mail (RFC 7505)', { mx: noMail('null-mx') }, {}, 'null-mx', {}],
    ['no such domain', { mx: noMail('nxdomain') }, {}, 'no-such-domain', {}],
    ['neither MX nor address', { mx: noMail('no-address') }, {}, 'no-mail-server', {}],
    ['we do not know the servers', { mx: unknown('servfail') }, {}, 'mx-unknown', { reason: 'servfail' }],
    ['not yet', { mx: { state: 'pending' } }, {}, 'mx-pending', {}],
    [
      'no server has an address',
      { mx: mxOf(host('mail.example.com', 10, { address: 'absent' })) },
      {},
      'mx-unreachable',
      {},
    ],
    [
      'an underscore can stand in no mx line',
      odd('mx_1.example.com'),
      {},
      'mx-underscore',
      { host: 'mx_1.example.com' },
    ],
    ['an address is no host name', odd('192.0.2.1'), {}, 'mx-ip-address', { host: '192.0.2.1' }],
    [
      'U-labels in DNS: the A-labels are told',
      odd('münchen.example'),
      {},
      'mx-u-label',
      { host: 'münchen.example', aLabels: 'xn--mnchen-3ya.example' },
    ],
    [
      'U-labels that stand for nothing',
      odd('a b\u00fc.example'),
      {},
      'mx-not-a-host-name',
      { host: 'a bü.example' },
    ],
    [
      'another name that is none',
      odd('-a.example.com'),
      {},
      'mx-not-a-host-name',
      { host: '-a.example.com' },
    ],
    ['a max_age of an hour', {}, { maxAgeSeconds: 3600 }, 'max-age-out-of-range', { seconds: 3600 }],
    ['more than a year', {}, { maxAgeSeconds: 31557600 }, 'max-age-out-of-range', { seconds: 31557600 }],
    ['no number', {}, { maxAgeSeconds: Number.NaN }, 'max-age-out-of-range', { seconds: Number.NaN }],
    ['no whole number', {}, { maxAgeSeconds: 604800.5 }, 'max-age-out-of-range', { seconds: 604800.5 }],
    [
      'a name that leaves no room for "_mta-sts."',
      { policyDomain: name(`${`${'l'.repeat(60)}.`.repeat(4)}example`) },
      {},
      'name-too-long',
      { host: `_mta-sts.${`${'l'.repeat(60)}.`.repeat(4)}example` },
    ],
  ])('%s', (_, change, choice, reason, parameters) => {
    expect(proposalOf(change, choice)).toEqual({ state: 'impossible', reason, parameters });
  });
});

describe('proposalFor: a name near the limit of DNS', () => {
  const near = (length: number): Proposal => {
    const domain = `${`${'l'.repeat(60)}.`.repeat(3)}${'l'.repeat(length - 191)}.example`;
    return proposed({ policyDomain: name(domain), mx: mxOf(host(domain)) }, { rua: ['a@b.example'] });
  };

  it('has just room for "_smtp._tls."', () => {
    const { tlsrpt, notes } = near(242);
    expect(tlsrpt?.ownerName.length).toBe(253);
    expect(notes).toEqual([]);
  });

  it.each([243, 244])('has a policy, but no room for "_smtp._tls.": %i characters', (length) => {
    const { record, tlsrpt, notes } = near(length);
    expect(record.ownerName.length).toBeLessThanOrEqual(253);
    expect(tlsrpt).toBeNull();
    expect(notes).toEqual([{ code: 'tlsrpt-name-too-long', parameters: {} }]);
  });
});

describe('proposalFor: a max_age', () => {
  it.each([
    [86400, 'of a day'],
    [365 * 86400, 'of a year'],
  ])('of %i seconds is taken as it is: %s', (maxAgeSeconds) => {
    expect(proposed({}, { maxAgeSeconds }).policy.value.maxAgeSeconds).toBe(maxAgeSeconds);
  });
});

describe('proposalFor: a file', () => {
  const exact = { patterns: 'exact' } as const;
  const twins = [host('a.set-apart.example.com', 500), host('b.set-apart.example.com', 501)];

  it.each([
    [SAFE_POLICY_BYTES, 0, [], 'of as much as every sender reads'],
    [SAFE_POLICY_BYTES + 1, 0, [{ code: 'policy-large', parameters: { kilobytes: 11 } }], 'of a byte more'],
    [
      SAFE_POLICY_BYTES - 29,
      2,
      [{ code: 'policy-large-wildcards-help', parameters: { kilobytes: 11 } }],
      'that wildcards make just as short',
    ],
    [
      SAFE_POLICY_BYTES - 28,
      2,
      [{ code: 'policy-large', parameters: { kilobytes: 11 } }],
      'that wildcards leave a byte too long',
    ],
  ])('of %i bytes and %i lines with a name in common: %j (%s)', (size, more, notes) => {
    const mx = mxOfFile(size);
    const proposal = proposed({ mx: { ...mx, hosts: [...mx.hosts, ...twins.slice(0, more)] } }, exact);
    expect(proposal.policy.text.length).toBe(size + more * 29);
    expect(proposal.notes).toEqual(notes);
  });

  it('of 64 KiB is proposed, and not one of a byte more', () => {
    expect(proposed({ mx: mxOfFile(MAX_POLICY_BYTES) }, exact).policy.text.length).toBe(MAX_POLICY_BYTES);
    expect(proposalOf({ mx: mxOfFile(MAX_POLICY_BYTES + 1) }, exact)).toEqual({
      state: 'impossible',
      reason: 'policy-too-large',
      parameters: { count: 300, kilobytes: 65 },
    });
  });

  it.each([
    [SAFE_POLICY_BYTES, 300, 'keeps the servers while every sender reads them'],
    [SAFE_POLICY_BYTES + 1, 1, 'names the domain itself beyond that'],
  ])('of mode none with %i bytes has %i lines: it %s', (size, count) => {
    // "none" and a day are as much shorter than "enforce" and two weeks as this says.
    const mx = mxOfFile(size + 'enforce'.length - 'none'.length + '1209600'.length - '86400'.length);
    const proposal = proposed({ mx }, { ...exact, mode: 'none', maxAgeSeconds: 86400 });
    expect(proposal.policy.patterns.length).toBe(count);
  });
});

describe('proposalFor: 300 MX hosts', () => {
  const hosts = (make: (i: number) => string) => ({
    mx: mxOf(
      ...Array.from({ length: 300 }, (_, i) => host(make(i), i, { address: i < 30 ? 'found' : 'unchecked' })),
    ),
  });
  const codes = (proposal: Proposal) => proposal.notes.map(({ code }) => code);

  it('with short names fit into what every sender reads', () => {
    const change = hosts((i) => `mx${i}.example.com`);
    const proposal = proposed(change, { patterns: 'exact' });
    expect(proposal.policy.patterns.length).toBe(300);
    expect(proposal.policy.text.length).toBeLessThanOrEqual(SAFE_POLICY_BYTES);
    const live = applied(assessmentOf(change), proposal);
    expect(standingOf(live).standing).toBe('testing');
    expect(sendersOf(live).every(({ accepts }) => accepts === 'accepts')).toBe(true);
  });

  it('with long names under one parent become one wildcard', () => {
    const change = hosts((i) => `inbound-server-number-${i}.europe-west.mail.example.com`);
    const proposal = proposed(change);
    expect(proposal.policy.value.mx).toEqual(['*.europe-west.mail.example.com']);
    expect(standingOf(applied(assessmentOf(change), proposal)).coverage).toEqual({
      covered: 300,
      total: 300,
    });
    const exact = proposed(change, { patterns: 'exact' });
    expect(exact.policy.patterns.length).toBe(300);
    expect(codes(exact)).toEqual(['policy-large-wildcards-help']);
  });

  it('with long names under as many parents are told to be too long for one sender', () => {
    const change = hosts((i) => `inbound-server.data-center-${i}.europe-west.mail.example.com`);
    const proposal = proposed(change);
    expect(codes(proposal)).toEqual(['policy-large']);
    const straying = sendersOf(applied(assessmentOf(change), proposal)).filter(
      ({ accepts }) => accepts !== 'accepts',
    );
    expect(straying.map(({ sender }) => sender)).toEqual(['chasquid']);
  });

  it('with the longest names make more than any sender reads', () => {
    const label = 'l'.repeat(63);
    const change = hosts((i) => `${label}.${label}.${label}.${'x'.repeat(30)}${i}.example.com`);
    const proposal = proposalOf(change);
    expect(proposal).toMatchObject({
      state: 'impossible',
      reason: 'policy-too-large',
      parameters: { count: 300 },
    });
    const none = proposed(change, { mode: 'none', maxAgeSeconds: 86400 });
    expect(none.policy.value.mx).toEqual(['example.com']);
    expect(none.policy.text.length).toBeLessThan(MAX_POLICY_BYTES);
  });
});

describe('proposalFor: mode none', () => {
  it.each<[string, Partial<Assessment>, string[]]>([
    ['keeps the servers, although nothing is asked of them', {}, ['mail.example.com']],
    ['names the domain itself where there are none', { mx: noMail('null-mx') }, ['example.com']],
    ['or where we do not know them', { mx: unknown('timeout') }, ['example.com']],
    [
      'or where none can stand in a policy',
      { mx: mxOf(host('mx_1.example.com', 10, { isHostName: false })) },
      ['example.com'],
    ],
  ])('%s', (_, change, mx) => {
    const proposal = proposed(change, { mode: 'none', maxAgeSeconds: 86400, patterns: 'exact' });
    expect(proposal.policy.value).toEqual({ mode: 'none', maxAgeSeconds: 86400, mx });
    expect(
      sendersOf(applied(assessmentOf(change), proposal)).every(({ accepts }) => accepts === 'accepts'),
    ).toBe(true);
  });
});

it('one of two servers without an address stands in nobody’s way: the other takes the mail', () => {
  const servers = mxOf(host('mail.example.com', 10, { address: 'absent' }), host('b.example.com', 20));
  expect(proposed({ mx: servers }).policy.value.mx).toEqual(['mail.example.com', 'b.example.com']);
});

describe('the notes of a proposal', () => {
  /** What begins the codes of the notes that are read elsewhere than at the policy file. */
  const ELSEWHERE = { record: 'record', tlsrpt: 'tlsrpt', host: 'hosting', enforce: 'mode' } as const;

  it('stand where their codes begin: a note on the record in its step, and what is about the file at the file', () => {
    const places = Object.entries(NOTE_PLACES);
    expect(new Set(places.map(([, place]) => place)).size).toBe(6);
    // What stays beside the record is for the end: nobody has to do anything about it.
    expect(NOTE_PLACES['record-beside']).toBe('verify');
    for (const [code, place] of places) {
      if (code === 'record-beside') continue;
      const [topic] = code.split('-');
      expect(place, code).toBe(ELSEWHERE[topic as keyof typeof ELSEWHERE] ?? 'policy');
    }
  });

  it.each<[string, Partial<Assessment>, Partial<Choices>, object]>([
    ['enforce from nothing', FRESH, { mode: 'enforce' }, { code: 'enforce-without-trial', parameters: {} }],
    [
      'enforce from a policy that is withdrawn',
      { policy: policyOf(policyText('none')) },
      { mode: 'enforce' },
      { code: 'enforce-without-trial', parameters: {} },
    ],
    [
      'enforce for a day',
      {},
      { mode: 'enforce', maxAgeSeconds: 86400 },
      { code: 'max-age-below-week', parameters: { seconds: 86400 } },
    ],
  ])('%s', (_, change, choice, note) => {
    expect(proposed(change, choice).notes).toContainEqual(note);
  });

  it.each<[string, Partial<Assessment>, Partial<Choices>]>([
    ['all is well', {}, {}],
    [
      'enforce follows a trial',
      { policy: policyOf(policyText('testing', 'mx: mail.example.com')) },
      { mode: 'enforce' },
    ],
    [
      'the policy cannot be read, so that there may have been a trial',
      { policy: unreadPolicy('policy-not-permitted') },
      { mode: 'enforce' },
    ],
    ['enforce lives for a week', {}, { mode: 'enforce', maxAgeSeconds: 7 * 86400 }],
    ['a trial lives for a day', {}, { mode: 'testing', maxAgeSeconds: 86400 }],
  ])('are none where %s', (_, change, choice) => {
    expect(proposed(change, choice).notes).toEqual([]);
  });
});

describe('the id of a proposal', () => {
  it('is another for each text that was shown, and the same for the same', () => {
    const assessment = assessmentOf(FRESH);
    const choices = usualChoices(assessment);
    const offers = new Map<string, string>();
    const shown = (mode: Choices['mode']): string => {
      const proposal = proposalFor(assessment, { ...choices, mode }, NOW, registrableOf, offers);
      if (proposal.state === 'impossible') throw new Error(proposal.reason);
      offers.set(proposal.policyId, proposal.policy.text);
      return proposal.policyId;
    };
    const [trial, again, enforced, back] = [
      shown('testing'),
      shown('testing'),
      shown('enforce'),
      shown('testing'),
    ];
    expect(again).toBe(trial);
    expect(enforced > trial).toBe(true);
    // Whoever has published what was enforced needs a new id for the way back, too.
    expect(back > enforced).toBe(true);
  });
});
