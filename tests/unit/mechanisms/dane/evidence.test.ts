import { describe, expect, it } from 'vitest';
import { daneEvidence } from '../../../../lib/mechanisms/dane/evidence.ts';
import type { DaneHost } from '../../../../lib/mechanisms/dane/facts.ts';
import { EXAMPLE } from '../../../support/assessments.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  SERVFAIL,
  daneHost,
  daneOf,
  failingHost,
  tlsaLookup,
  unsignedHost,
} from '../../../support/dane.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

const HOST = 'mx.test';
const AT = 'TLSA at _25._tcp.mx.test';
const SERVERS = 'DANE for each mail server';
const RIGHT_KEY = 'senders that check DANE deliver only over TLS to the right key';
const LONG = '30'.repeat(200);

const sections = (...hosts: readonly DaneHost[]) =>
  daneEvidence({ dane: daneOf(...hosts) }, { ...WORDS, policyDomain: EXAMPLE }).map(
    ({ heading, blocks }) => [bare(heading), blocks.flatMap(textsOf)] as const,
  );

describe('the evidence of DANE', () => {
  it('has nothing before it is known, nor of a domain without servers', () => {
    expect(daneEvidence({ dane: { state: 'pending' } }, { ...WORDS, policyDomain: EXAMPLE })).toEqual([]);
    expect(sections()).toEqual([]);
  });

  it('says what happens at each server, and shows each answer by itself', () => {
    expect(sections(daneHost(HOST, [`3 1 1 ${DIGEST}`]), unsignedHost('b.test'))).toEqual([
      [SERVERS, [`mx.test · ${RIGHT_KEY}`, 'b.test · without DANE']],
      [AT, [`raw: 3 1 1 ${DIGEST}`, 'Senders can use 1 of 1 records.', 'signed and validated']],
    ]);
  });

  it.each<[why: string, host: DaneHost, says: readonly string[]]>([
    [
      'records of which senders use one',
      daneHost(HOST, [`0 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`]),
      [`raw: 0 1 1 ${DIGEST}\n3 1 1 ${DIGEST}`, 'Senders can use 1 of 2 records.', 'signed and validated'],
    ],
    [
      'more records than are kept: how many there are stands beside them',
      daneHost(HOST, [], { lookups: [{ ...tlsaLookup(HOST, [`3 1 1 ${DIGEST}`]), count: 300 }] }),
      [`raw: 3 1 1 ${DIGEST}`, 'Senders can use 1 of 300 records.', 'signed and validated'],
    ],
    [
      'of long data the beginning, with a sign that it goes on',
      daneHost(HOST, [`3 0 0 ${LONG}`]),
      [`raw: 3 0 0 ${LONG.slice(0, 128)}…`, 'Senders can use 0 of 1 records.', 'signed and validated'],
    ],
    [
      'data that just fits has no such sign',
      daneHost(HOST, [`3 1 2 ${'ab'.repeat(64)}`]),
      [`raw: 3 1 2 ${'ab'.repeat(64)}`, 'Senders can use 1 of 1 records.', 'signed and validated'],
    ],
    [
      'aliases of the record on the way',
      daneHost(HOST, [], {
        lookups: [{ ...tlsaLookup(HOST, [`3 1 1 ${DIGEST}`]), aliases: ['a.test', 'b.test'] }],
      }),
      [
        'alias of a.test → b.test',
        `raw: 3 1 1 ${DIGEST}`,
        'Senders can use 1 of 1 records.',
        'signed and validated',
      ],
    ],
    ['no record, signed', daneHost(HOST, []), ['no record', 'signed and validated']],
    [
      'no record at the end of an alias',
      daneHost(HOST, [], { lookups: [{ ...tlsaLookup(HOST, []), aliases: ['a.test'] }] }),
      ['alias of a.test', 'no record', 'signed and validated'],
    ],
    [
      'records that are not signed',
      daneHost(HOST, [], { lookups: [tlsaLookup(HOST, [`3 1 1 ${DIGEST}`], INSECURE)] }),
      [`raw: 3 1 1 ${DIGEST}`, 'Senders can use 1 of 1 records.', 'not signed'],
    ],
    [
      'an answer that fails validation',
      failingHost(HOST, BOGUS),
      ['validation fails (the resolver rejected the answer because DNSSEC validation failed)'],
    ],
    [
      'an answer that did not come',
      failingHost(HOST, SERVFAIL),
      ['not known (the resolver failed (SERVFAIL))'],
    ],
  ])('%s', (_, host, says) => {
    expect(sections(host).slice(1)).toEqual([[AT, says]]);
  });
});
