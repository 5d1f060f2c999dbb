import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { decodeResponse } from '../../../lib/dns/message.ts';
import { proofOf } from '../../../lib/dns/negative-proof.ts';
import { a, encodeReply, madeUpSoa, ns, soa, txt, type Reply } from '../../support/dns-wire.ts';

const NAME = '_mta-sts.example.com';

/** The owner of the SOA that proves it; null for none. */
function provenBy(reply: Reply, name = NAME): string | null {
  const response = decodeResponse(encodeReply({ name: NAME, type: 'TXT' }, reply), NAME, 'TXT');
  if ('failure' in response) throw new Error(response.failure);
  return proofOf(response, name)?.name ?? null;
}

const ROOT: Answer = { ...soa('test'), name: '.' };

describe.each(['NOERROR', 'NXDOMAIN'] as const)('%s', (rcode) => {
  const rows: readonly (readonly [why: string, authorities: Answer[], zone: string | null])[] = [
    ['the zone above the name', [soa('example.com')], 'example.com'],
    ['the ending: the domain is not delegated', [soa('com')], 'com'],
    ['the root: the ending does not exist', [ROOT], ''],
    ['in another case', [soa('EXAMPLE.Com')], 'example.com'],
    ['beside other records', [ns('example.com'), soa('example.com')], 'example.com'],
    ['beside the SOA of a list of blocked names', [soa('rpz.local'), soa('com')], 'com'],
    ['nothing', [], null],
    ['servers alone', [ns('example.com')], null],
    ['a list of blocked names, as RPZ sends it', [soa('rpz.local')], null],
    ['the name within such a list', [soa('_mta-sts.example.com.rpz.local')], null],
    ['a zone beside', [soa('example.net')], null],
    ['a name below', [soa('a._mta-sts.example.com')], null],
    ['a name that ends in the same letters', [soa('ample.com')], null],
    ['letters in front of the ending', [soa('notexample.com')], null],
    ['what stands in for an SOA', [txt('example.com', 'SOA'), a('example.com')], null],
    ['an SOA that says that it is made up', [madeUpSoa(NAME)], null],
    ['whatever zone it is of', [madeUpSoa('com', 'Fake-for-negative-caching.blocker.invalid')], null],
  ];
  it.each(rows)('%s', (_, authorities, zone) => {
    expect(provenBy({ rcode, authorities })).toBe(zone);
  });

  it('an SOA among the answers proves nothing', () => {
    expect(provenBy({ rcode, answers: [soa('example.com')] })).toBeNull();
  });

  it('what counts is the name that the aliases led to', () => {
    expect(provenBy({ rcode, authorities: [soa('example.com')] }, 'b.example.net')).toBeNull();
    expect(provenBy({ rcode, authorities: [soa('example.net')] }, 'b.example.net')).toBe('example.net');
  });
});

describe('a zone that begins at the name', () => {
  it('proves that the name is there, without such a record', () => {
    expect(provenBy({ authorities: [soa(NAME)] })).toBe(NAME);
  });

  it('and proves no NXDOMAIN, which says that it is not: Knot and AdGuard block so', () => {
    expect(provenBy({ rcode: 'NXDOMAIN', authorities: [soa(NAME)] })).toBeNull();
  });
});
