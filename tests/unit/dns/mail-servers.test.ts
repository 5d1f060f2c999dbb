import { describe, expect, it } from 'vitest';
import type { Lookup, LookUp, MxRecord } from '../../../lib/dns/lookup.ts';
import { lookUpSecuredAddress, mailServersIn } from '../../../lib/dns/mail-servers.ts';
import { EXAMPLE, unknown } from '../../support/assessments.ts';

const answered = { aliases: [], authentic: true, ttlSeconds: 300 };
const records = (...hosts: readonly (readonly [number, string])[]): Lookup<MxRecord> => ({
  state: 'found',
  records: hosts.map(([preference, exchange]) => ({ preference, exchange })),
  ...answered,
});
const absent = (reason: 'nodata' | 'nxdomain'): Lookup<never> => ({ state: 'absent', reason, ...answered });

describe('the mail servers in an answer for MX', () => {
  it.each<[why: string, answer: Lookup<MxRecord>, servers: string[]]>([
    [
      'stand in order of preference, then of name',
      records([20, 'a.test'], [10, 'c.test'], [10, 'b.test']),
      ['b.test', 'c.test', 'a.test'],
    ],
    ['stand there once', records([20, 'a.test'], [10, 'a.test']), ['a.test']],
    ['are none beside a null MX', records([0, '']), []],
    ['are those beside the root', records([0, ''], [10, 'a.test']), ['a.test']],
    ['are the domain itself without MX records (RFC 5321 §5.1)', absent('nodata'), ['example.com']],
    ['are none where the domain does not exist', absent('nxdomain'), []],
    ['are none where nobody answered', unknown('servfail'), []],
  ])('%s', (_, answer, servers) => {
    expect(mailServersIn(answer, EXAMPLE)).toEqual(servers);
  });
});

describe('the address of a server', () => {
  const lookUpOf = (v4: Lookup<string>, v6: Lookup<string> = absent('nodata')) => {
    const asked: string[] = [];
    const lookUp = (async (_: string, type: string) => {
      asked.push(type);
      return type === 'A' ? v4 : v6;
    }) as LookUp;
    return { lookUp, asked };
  };
  const found: Lookup<string> = { state: 'found', records: ['192.0.2.1'], ...answered };

  it.each<[why: string, v4: Lookup<string>, asked: string[]]>([
    ['is IPv4, as everybody asks', found, ['A']],
    ['is IPv6 where there is no IPv4', absent('nodata'), ['A', 'AAAA']],
    ['is none of a name that does not exist', absent('nxdomain'), ['A']],
    ['is not known where IPv4 is not', unknown('timeout'), ['A']],
  ])('%s', async (_, v4, expected) => {
    const { lookUp, asked } = lookUpOf(v4, found);
    const { answer } = await lookUpSecuredAddress('mx.test', lookUp);
    expect(asked).toEqual(expected);
    expect(answer).toBe(expected.length === 2 ? found : v4);
  });
});
