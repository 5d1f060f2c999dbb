import { describe, expect, it } from 'vitest';
import type { Security } from '../../../../lib/dns/security.ts';
import type { DnssecFacts } from '../../../../lib/mechanisms/dnssec/facts.ts';
import { judgeDnssec } from '../../../../lib/mechanisms/dnssec/judge.ts';
import { dnssec } from '../../../../lib/mechanisms/dnssec/mechanism.ts';
import { EXAMPLE, host, mxOf, noMail } from '../../../support/assessments.ts';
import { BOGUS, INSECURE, SECURE, SERVFAIL, TIMEOUT } from '../../../support/dane.ts';
import { HOST, addressOf, checkDane } from '../../../support/dane-world.ts';
import { a, cname, mx } from '../../../support/dns-wire.ts';
import { bogus, reply, servfail, signed } from '../../../support/network.ts';
import { NOW } from '../../../support/time.ts';

const facts = (change: Partial<DnssecFacts> = {}): DnssecFacts => ({
  state: 'found',
  domain: SECURE,
  mx: SECURE,
  policyHost: null,
  hosts: [],
  validates: true,
  resolver: 'Quad9',
  ttlSeconds: 300,
  ...change,
});
const judge = (change: Partial<DnssecFacts>, servers = mxOf(host('mx.test')) as never) => {
  const { headline, findings } = judgeDnssec(
    { dnssec: facts(change) },
    { mx: servers },
    { policyDomain: EXAMPLE, now: NOW },
  );
  return [headline, ...findings.map(({ code }) => code)];
};
const said = (detail: string): Security => ({ state: 'bogus', detail });

describe('how the answers about a domain are signed', () => {
  it.each<[why: string, change: Partial<DnssecFacts>, expected: string[]]>([
    ['signed', {}, ['secure', 'dnssec-secure']],
    ['not signed', { domain: INSECURE, mx: INSECURE }, ['insecure', 'dnssec-insecure']],
    [
      'without AD from a resolver that never says it: not known, and never “not signed”',
      { domain: INSECURE, mx: INSECURE, validates: false },
      ['not-validating', 'dnssec-resolver-not-validating'],
    ],
    [
      'without AD, and the habit is not known',
      { domain: INSECURE, mx: INSECURE, validates: null },
      ['unknown'],
    ],
    ['no answer', { domain: TIMEOUT, mx: TIMEOUT }, ['unknown']],
    ['broken servers', { domain: SERVFAIL, mx: SERVFAIL }, ['unknown']],
    ['a signature that does not hold', { domain: BOGUS, mx: BOGUS }, ['bogus', 'dnssec-bogus']],
    ['of the domain alone, which is an alias', { domain: BOGUS }, ['bogus', 'dnssec-bogus']],
    ['of the MX answer alone', { mx: BOGUS }, ['bogus', 'dnssec-bogus', 'dnssec-secure']],
    [
      'of a server',
      { hosts: [{ name: 'mx.test', security: BOGUS }] },
      ['secure', 'dnssec-bogus', 'dnssec-secure'],
    ],
    ['of the policy host', { policyHost: BOGUS }, ['secure', 'dnssec-bogus', 'dnssec-secure']],
    [
      'expired, as the resolver says (EDE 7)',
      { mx: said('EDE 7 sig expired') },
      ['bogus', 'dnssec-signature-expired', 'dnssec-secure'],
    ],
    ['not yet valid (EDE 8)', { mx: said('EDE 8') }, ['bogus', 'dnssec-signature-future', 'dnssec-secure']],
    [
      'a DS without its key (EDE 9)',
      { domain: said('EDE 9'), mx: said('EDE 9') },
      ['bogus', 'dnssec-key-missing'],
    ],
    [
      'no signature (EDE 10)',
      { mx: said('EDE 22; EDE 10 x') },
      ['bogus', 'dnssec-signature-missing', 'dnssec-secure'],
    ],
    [
      'no proof of a no (EDE 12)',
      { mx: said('EDE 12') },
      ['bogus', 'dnssec-denial-incomplete', 'dnssec-secure'],
    ],
    [
      'a code that says nothing more (EDE 6)',
      { mx: said('EDE 6') },
      ['bogus', 'dnssec-bogus', 'dnssec-secure'],
    ],
  ])('%s', (_, change, expected) => {
    expect(judge(change)).toEqual(expected);
  });

  it('of a name that does not exist, nothing is to be signed', () => {
    expect(judge({ domain: INSECURE, mx: INSECURE }, noMail('nxdomain') as never)).toEqual(['no-domain']);
    expect(judge({ domain: SECURE, mx: SECURE }, noMail('nxdomain') as never)).toEqual(['no-domain']);
  });

  it.each(['null-mx', 'no-address'] as const)(
    'a domain without mail can be signed like any other: %s',
    (reason) => {
      expect(judge({ domain: INSECURE, mx: INSECURE }, noMail(reason) as never)).toEqual([
        'insecure',
        'dnssec-insecure',
      ]);
      expect(judge({}, noMail(reason) as never)).toEqual(['secure', 'dnssec-secure']);
    },
  );

  it('is not known while it is asked', () => {
    const context = { policyDomain: EXAMPLE, now: NOW };
    expect(judgeDnssec({ dnssec: { state: 'pending' } }, { mx: mxOf() }, context)).toEqual({
      headline: 'checking',
      findings: [],
    });
  });

  it.each<[why: string, change: Partial<DnssecFacts>, finding: object]>([
    ['that is signed', {}, { code: 'dnssec-secure', parameters: { zone: 'example.com' } }],
    [
      'that is not',
      { domain: INSECURE, mx: INSECURE },
      { code: 'dnssec-insecure', parameters: { zone: 'example.com' } },
    ],
    [
      'whose name fails, without a word of the resolver',
      { mx: BOGUS },
      { code: 'dnssec-bogus', parameters: { name: 'example.com', detail: '' } },
    ],
    [
      'whose name fails, with a word that names no fault',
      { mx: said('EDE 6') },
      { code: 'dnssec-bogus', parameters: { name: 'example.com', detail: 'EDE 6' } },
    ],
    [
      'whose policy host fails',
      { policyHost: said('EDE 7') },
      { code: 'dnssec-signature-expired', parameters: { name: 'mta-sts.example.com' } },
    ],
    [
      'whose server fails',
      { hosts: [{ name: 'mx.test', security: said('EDE 9') }] },
      { code: 'dnssec-key-missing', parameters: { name: 'mx.test' } },
    ],
    [
      'that a resolver tells of which does not validate',
      { domain: INSECURE, mx: INSECURE, validates: false },
      { code: 'dnssec-resolver-not-validating', parameters: { resolver: 'Quad9' } },
    ],
  ])('names what it is about: a domain %s', (_, change, finding) => {
    const context = { policyDomain: EXAMPLE, now: NOW };
    const { findings } = judgeDnssec({ dnssec: facts(change) }, { mx: mxOf(host('mx.test')) }, context);
    expect(findings[0]).toEqual(finding);
  });

  it('is kept where nothing was left open', () => {
    expect(dnssec.kept({ dnssec: facts() })).toEqual({ dnssec: facts() });
    for (const change of [
      { mx: TIMEOUT },
      { hosts: [{ name: 'mx.test', security: SERVFAIL }] },
      { policyHost: TIMEOUT },
    ])
      expect(dnssec.kept({ dnssec: facts(change) })).toEqual({});
    expect(dnssec.kept({ dnssec: { state: 'pending' } })).toEqual({});
  });
});

describe('what is asked for it', () => {
  it('nothing that the others do not ask', async () => {
    const { questions, dnssec: headline } = await checkDane();
    expect(new Set(questions).size).toBe(questions.length);
    expect(headline).toBe('secure');
  });

  it('the first alias of the domain alone, where the chain as a whole is not signed', async () => {
    const end = 'example.net';
    const dns = {
      'example.com MX': reply({ answers: [cname('example.com', end), mx(end, 10, HOST)] }),
      'example.com CNAME': signed(cname('example.com', end)),
    };
    const { dnssec: headline, dane } = await checkDane(dns);
    expect([headline, dane]).toEqual(['secure', 'mx-insecure']);
  });

  it('what failed once more with CD, and nothing else', async () => {
    const { unchecked } = await checkDane({
      'example.com MX': bogus(reply({ answers: [mx('example.com', 10, HOST)] })),
    });
    expect(unchecked).toEqual(['example.com MX']);
    expect((await checkDane({ [`${HOST} A`]: servfail })).unchecked).toEqual([`${HOST} A`]);
    expect((await checkDane({ [`${HOST} A`]: addressOf(HOST) })).unchecked).toEqual([]);
  });

  it('a server in a zone that is not signed leaves the domain signed', async () => {
    const { dnssec: headline, codes } = await checkDane({ [`${HOST} A`]: reply({ answers: [a(HOST)] }) });
    expect(headline).toBe('secure');
    expect(codes).toContain('dane-host-insecure');
    expect(codes).not.toContain('dnssec-insecure');
  });
});
