import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeResponse, encodeQuery } from '../../../lib/dns/message.ts';
import type { RecordType } from '../../../lib/dns/record-types.ts';
import type { DnsKind } from '../../lab/dns-server.ts';
import type { Lab } from '../../lab/lab.ts';
import { findServer } from '../../lab/servers.ts';
import { startLab } from '../../lab/start.ts';
import { SIGNED, WORLD } from '../../lab/world.ts';
import type { PublishedDomain, World } from '../../lab/description/types.ts';

/**
 * The signed part of the lab: the embedded server answers by description what BIND and Unbound, who know only keys and signatures, find out by
 * themselves. On a machine without one of the two, the other is asked.
 */

const SIGNED_WORLD: World = { domains: SIGNED, support: WORLD.support };
const REAL: DnsKind[] = (await bindRuns())
  ? ['bind', ...(findServer('unbound') ? (['unbound'] as const) : [])]
  : [];

/** Some systems forbid BIND to read temporary files; anything else that keeps it from running is a fault of the lab, and is to be seen. */
async function bindRuns(): Promise<boolean> {
  if (!findServer('named')) return false;
  try {
    await (await startLab({ dns: 'bind', world: { domains: [], support: WORLD.support } })).stop();
    return true;
  } catch (error) {
    return !String(error).includes('permission denied');
  }
}

/** Starts the lab with that very server: where another one stood in for it, it would be held against itself. */
async function startWith(dns: DnsKind): Promise<Lab> {
  const lab = await startLab({ dns, world: SIGNED_WORLD });
  expect(lab.dns).toBe(dns);
  return lab;
}

interface Question {
  readonly name: string;
  readonly type: RecordType;
  readonly isUnchecked: boolean;
}

/** What is compared of an answer. */
interface Told {
  readonly rcode: string;
  readonly authentic: boolean;
  readonly answers: readonly string[];
  /** Whose SOA proves a no. */
  readonly zones: readonly string[];
  readonly extendedErrors: readonly number[];
}

/** Asks as Waxseal does. */
async function ask(lab: Lab, { name, type, isUnchecked }: Question): Promise<Told> {
  const message = Buffer.from(encodeQuery(name, type, isUnchecked)).toString('base64url');
  const response = await lab.nodeFetch(`${lab.dohUrl}?dns=${message}`);
  const decoded = decodeResponse(new Uint8Array(await response.arrayBuffer()), name, type);
  if ('failure' in decoded) throw new Error(`${name} ${type}: ${JSON.stringify(decoded.failure)}`);
  return {
    rcode: decoded.rcode,
    authentic: decoded.authentic,
    answers: decoded.answers.map((each) => JSON.stringify([each.name, each.type, each.data])).toSorted(),
    zones: decoded.authorities.filter((each) => each.type === 'SOA').map((each) => each.name),
    extendedErrors: decoded.extendedErrors.map(({ code }) => code),
  };
}

/** Everything that a check of the domain may ask, and a name that is not there, each with validation and without. */
function questionsAbout({ domain, records }: PublishedDomain): Question[] {
  const hosts = records.flatMap((record) => (record.type === 'MX' ? record.data.exchange : []));
  const targets = records.flatMap((record) => (record.type === 'CNAME' ? record.data : []));
  const asked = new Map<string, readonly [string, RecordType]>();
  const add = (name: string, ...types: readonly RecordType[]): void => {
    for (const type of types) asked.set(`${name} ${type}`, [name, type]);
  };
  add(domain, 'MX', 'A', 'AAAA', 'TXT');
  add(`_mta-sts.${domain}`, 'TXT');
  add(`_smtp._tls.${domain}`, 'TXT');
  add(`mta-sts.${domain}`, 'A', 'AAAA');
  add(`absent.${domain}`, 'A');
  for (const { name, type } of records) add(name, type);
  for (const host of [...hosts, ...targets]) {
    add(host, 'A', 'AAAA');
    add(`_25._tcp.${host}`, 'TLSA');
  }
  return [...asked.values()].flatMap(([name, type]) => bothWays(name, type));
}

function bothWays(name: string, type: RecordType): Question[] {
  return [false, true].map((isUnchecked) => ({ name, type, isUnchecked }));
}

let described: Lab;
beforeAll(async () => {
  described = await startLab({ dns: 'embedded', world: SIGNED_WORLD });
});
afterAll(() => described?.stop());

const told = (name: string, type: RecordType, isUnchecked = false) =>
  ask(described, { name, type, isUnchecked });

describe('what the embedded server says of a signed zone', () => {
  it.each([
    ['dane.test', 'MX', { rcode: 'NOERROR', authentic: true, extendedErrors: [] }, 'signed'],
    [
      'absent.dane.test',
      'A',
      { rcode: 'NXDOMAIN', authentic: true, zones: ['dane.test'] },
      'so is the proof',
    ],
    ['dane-unsigned.test', 'MX', { rcode: 'NOERROR', authentic: false }, 'not signed'],
    ['island.test', 'MX', { rcode: 'NOERROR', authentic: false }, 'nobody vouches for it'],
    ['signature-expired.test', 'MX', { rcode: 'SERVFAIL', extendedErrors: [7] }, 'expired'],
    ['moved.test', 'MX', { rcode: 'SERVFAIL', extendedErrors: [9] }, 'the key is not the one vouched for'],
    ['mx-bogus.test', 'MX', { rcode: 'SERVFAIL', extendedErrors: [6], answers: [] }, 'not what was signed'],
    ['mx-bogus.test', 'A', { rcode: 'NOERROR', authentic: true }, 'the rest of the zone is'],
    ['_25._tcp.mx1.dane-denial.test', 'TLSA', { rcode: 'SERVFAIL', extendedErrors: [6] }, 'a bogus no'],
    ['_25._tcp.mx1.dane-servfail.test', 'TLSA', { rcode: 'SERVFAIL', extendedErrors: [] }, 'a failure'],
    ['mx.dane-alias.test', 'A', { rcode: 'NOERROR', authentic: true }, 'both parts are signed'],
    ['mx.dane-alias-first.test', 'A', { rcode: 'NOERROR', authentic: false }, 'the second is not'],
    ['mx.dane-alias-first.test', 'CNAME', { rcode: 'NOERROR', authentic: true }, 'the first alone is'],
    ['enforce.example', 'MX', { rcode: 'NXDOMAIN', authentic: true, zones: [''] }, 'the root is signed'],
    // By that a reader can learn whether a resolver validates.
    ['arpa', 'TXT', { rcode: 'NXDOMAIN', authentic: true, zones: [''] }, 'the root is signed'],
  ] as const)('%s %s: %j, since %s', async (name, type, expected, _why) => {
    expect(await told(name, type)).toMatchObject(expected);
  });

  it('is the answer itself, unvalidated, to whoever wants it unchecked', async () => {
    const answer = await told('moved.test', 'MX', true);
    expect(answer).toMatchObject({ rcode: 'NOERROR', authentic: false, extendedErrors: [] });
    expect(answer.answers).toHaveLength(2);
  });
});

describe.each(REAL)('%s finds out by itself what is described', (dns) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startWith(dns);
  });
  afterAll(() => lab?.stop());

  const asked = [
    ...SIGNED.map((each) => [each.domain, questionsAbout(each)] as const),
    [
      'names outside of the lab',
      ['arpa', 'enforce.example'].flatMap((name) => bothWays(name, 'TXT')),
    ] as const,
  ];
  it.each(asked)('of %s', async (_about, questions) => {
    for (const question of questions) {
      const { extendedErrors: reasons, ...answer } = await ask(described, question);
      const { extendedErrors, ...real } = await ask(lab, question);
      expect({ question, ...real }).toEqual({ question, ...answer });
      // BIND gives no reasons yet. Unbound forgets the reason for a key that it keeps as bad.
      const keptAsBad = reasons.includes(9) && extendedErrors.includes(6);
      if (dns === 'unbound' && !keptAsBad)
        expect({ question, extendedErrors }).toEqual({ question, extendedErrors: reasons });
    }
  });
});

describe.each([...REAL, 'embedded'] as const)('a change in a signed zone, with %s', (dns) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startWith(dns);
  });
  afterAll(() => lab?.stop());

  it.each(['signed.test', 'record-bogus.test'])('is signed as well, and seen at once: %s', async (domain) => {
    const question = { name: `_mta-sts.${domain}`, type: 'TXT', isUnchecked: false } as const;
    await ask(lab, question);
    await lab.publish(domain, { texts: { [question.name]: ['v=STSv1; id=new;'] } });
    expect(await ask(lab, question)).toMatchObject({
      rcode: 'NOERROR',
      authentic: true,
      answers: [JSON.stringify([question.name, 'TXT', 'v=STSv1; id=new;'])],
    });
  });
});
