import { describe, expect, it } from 'vitest';
import type { DaneHost } from '../../../../lib/mechanisms/dane/facts.ts';
import { hostFindings } from '../../../../lib/mechanisms/dane/host-findings.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  SECURE,
  SERVFAIL,
  TIMEOUT,
  daneHost,
  failingHost,
  tlsaLookup,
  unsignedHost,
} from '../../../support/dane.ts';
import { NOW } from '../../../support/time.ts';

const HOST = 'mx.test';
const END = 'end.test';
const key = [`3 1 1 ${DIGEST}`, `3 1 1 ${'cd'.repeat(32)}`];
const host = { host: HOST };
const aliased = (firstAlias: DaneHost['firstAlias'], change: Partial<DaneHost> = {}) =>
  daneHost(HOST, [], { security: INSECURE, aliases: [END], firstAlias, lookups: [], ...change });
const found = (...lookups: DaneHost['lookups']) => daneHost(HOST, [], { lookups });

describe('what is said of one server', () => {
  it.each<[why: string, host: DaneHost, said: Readonly<Record<string, object>>]>([
    ['two keys: nothing', daneHost(HOST), {}],
    ['no records: that is said of the domain', daneHost(HOST, []), {}],
    [
      'an address that fails validation',
      daneHost(HOST, [], { address: 'unavailable', security: BOGUS, lookups: [] }),
      { 'dane-host-address-failed': { ...host, reason: 'dnssec-bogus' } },
    ],
    [
      'one that broken servers keep: every sender is stopped, and its mechanism says so',
      daneHost(HOST, [], { address: 'unavailable', security: SERVFAIL, lookups: [] }),
      {},
    ],
    ['one in a zone that is not signed', unsignedHost(HOST), { 'dane-host-insecure': host }],
    [
      'no address in such a zone: there is no server',
      daneHost(HOST, [], { address: 'absent', security: INSECURE, lookups: [] }),
      {},
    ],
    ['an IP address', daneHost(HOST, [], { address: 'literal', security: null, lookups: [] }), {}],
    ['one of which nothing is known', daneHost(HOST, [], { security: null, lookups: [] }), {}],
    ['an alias that is not signed', aliased(INSECURE), { 'dane-host-insecure': host }],
    [
      'a signed alias into a zone that is not: the zone of the server is signed',
      aliased(SECURE, { lookups: [tlsaLookup(HOST, [])] }),
      {},
    ],
    [
      'an alias that fails',
      aliased(SERVFAIL),
      { 'dane-host-address-failed': { ...host, reason: 'servfail' } },
    ],
    ['an alias that was lost', aliased(TIMEOUT), { 'dane-tlsa-unavailable': { ...host, reason: 'timeout' } }],
    [
      'a look-up that was lost',
      failingHost(HOST, TIMEOUT),
      { 'dane-tlsa-unavailable': { ...host, reason: 'timeout' } },
    ],
    [
      'one that fails',
      failingHost(HOST, SERVFAIL),
      { 'dane-tlsa-lookup-failed': { ...host, reason: 'servfail' } },
    ],
    [
      'one that fails for another cause than validation, whatever is there',
      failingHost(HOST, SERVFAIL, { unvalidated: 'absent' }),
      { 'dane-tlsa-lookup-failed': { ...host, reason: 'servfail' } },
    ],
    [
      'a no that fails validation',
      failingHost(HOST, BOGUS, { unvalidated: 'absent' }),
      { 'dane-tlsa-denial-bogus': host },
    ],
    [
      'records that fail it',
      failingHost(HOST, BOGUS, { unvalidated: 'found' }),
      { 'dane-tlsa-lookup-failed': { ...host, reason: 'dnssec-bogus' } },
    ],
    [
      'records that are not signed, and no others',
      found(tlsaLookup(END, key, INSECURE), tlsaLookup(HOST, [])),
      { 'dane-tlsa-insecure': host },
    ],
    [
      'the same behind aliases, of which the last is where they stand',
      found(tlsaLookup(HOST, key, INSECURE, { aliases: ['a.test', 'keys.test'] })),
      { 'dane-tlsa-alias-insecure': { ...host, target: 'keys.test' } },
    ],
    [
      'such records before those that decide',
      found(tlsaLookup(END, key, INSECURE), tlsaLookup(HOST, key)),
      {},
    ],
    [
      'records that decide behind aliases',
      found(tlsaLookup(HOST, key, SECURE, { aliases: ['a.test', 'keys.test'] })),
      { 'dane-tlsa-alias': { ...host, target: 'keys.test' } },
    ],
    [
      'what is wrong with the records themselves',
      daneHost(HOST, [`3 1 1 ${DIGEST}`]),
      { 'dane-no-rollover': host },
    ],
  ])('%s', (_, one, said) => {
    const findings = hostFindings(one, true, NOW);
    expect(findings.map(({ code, parameters }) => [code, parameters])).toEqual(Object.entries(said));
  });

  it('where the MX records are not signed, no single server is said to be', () => {
    expect(hostFindings(unsignedHost(HOST), false, NOW)).toEqual([]);
    expect(hostFindings(failingHost(HOST, SERVFAIL), false, NOW)).toHaveLength(1);
  });
});
