import { Buffer } from 'node:buffer';
import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { unavailable, type DohAnswer } from '../../../lib/dns/doh.ts';
import { followAliases } from '../../../lib/dns/follow-aliases.ts';
import type { RecordType } from '../../../lib/dns/lookup.ts';
import { decodeResponse } from '../../../lib/dns/message.ts';
import { a, aaaa, cname, encodeReply, mx, ns, soa, txt, type Reply } from '../../support/dns-wire.ts';

const NAME = '_mta-sts.example.com';

/** Answers each name as prepared and refuses every other; `asked` are the names in their order. */
function resolving(type: RecordType, zone: Record<string, Reply & { age?: number }>) {
  const asked: string[] = [];
  const ask = async (name: string): Promise<DohAnswer> => {
    asked.push(name);
    const prepared = zone[name];
    if (!prepared) throw new Error(`Not prepared: ${name}`);
    const response = decodeResponse(encodeReply({ name, type }, prepared), name, type);
    if ('failure' in response) throw new Error(response.failure);
    return { state: 'answered', response, ageSeconds: prepared.age ?? 0 };
  };
  return { asked, ask };
}

const lookUp = (type: RecordType, reply: Reply & { age?: number }) =>
  followAliases(NAME, type, resolving(type, { [NAME]: reply }).ask);

describe('records', () => {
  const split = Buffer.from('v=STSv1; id=é');
  const rows: readonly (readonly [why: string, type: RecordType, answers: Answer[], records: unknown[]])[] = [
    ['one string', 'TXT', [txt(NAME, 'v=STSv1; id=1')], ['v=STSv1; id=1']],
    [
      'several strings joined without spaces (§3.1)',
      'TXT',
      [txt(NAME, ['v=STS', 'v1; id', '=1'])],
      ['v=STSv1; id=1'],
    ],
    [
      'a character split between two strings is whole again',
      'TXT',
      [txt(NAME, [split.subarray(0, split.length - 1), split.subarray(split.length - 1)])],
      ['v=STSv1; id=é'],
    ],
    ['a byte order mark stays', 'TXT', [txt(NAME, '\ufeffv=STSv1')], ['\ufeffv=STSv1']],
    ['an empty string', 'TXT', [txt(NAME, '')], ['']],
    ['several records', 'TXT', [txt(NAME, 'one'), txt(NAME, 'two')], ['one', 'two']],
    ['an IPv4 address', 'A', [a(NAME, '192.0.2.7')], ['192.0.2.7']],
    ['an IPv6 address', 'AAAA', [aaaa(NAME, '2001:db8::7')], ['2001:db8::7']],
    [
      'an MX in lower case without the final dot',
      'MX',
      [mx(NAME, 10, 'Mail.Example.COM.')],
      [{ preference: 10, exchange: 'mail.example.com' }],
    ],
    ['a null MX as ""', 'MX', [mx(NAME, 0, '.')], [{ preference: 0, exchange: '' }]],
    ['only the type that was asked for', 'TXT', [a(NAME), txt(NAME, 'x')], ['x']],
    ['only the name that was asked for', 'TXT', [txt('_mta-sts.example.net', 'y'), txt(NAME, 'x')], ['x']],
    ['the owner in another case', 'TXT', [txt('_MTA-STS.EXAMPLE.com', 'x')], ['x']],
    ['an alias that was itself asked for', 'CNAME', [cname(NAME, 'X.example.net')], ['x.example.net']],
  ];
  it.each(rows)('%s', async (_, type, answers, records) => {
    expect(await lookUp(type, { answers })).toMatchObject({ state: 'found', records, aliases: [] });
  });
});

describe('absence', () => {
  it('NXDOMAIN', async () => {
    expect(await lookUp('TXT', { rcode: 'NXDOMAIN', authorities: [soa('example.com')] })).toEqual({
      state: 'absent',
      reason: 'nxdomain',
      aliases: [],
      authentic: false,
      ttlSeconds: 900,
    });
  });

  it('NODATA: the name is there, the type is not', async () => {
    const answers = [txt('elsewhere.example.com', 'x')];
    const authorities = [soa('example.com')];
    expect(await lookUp('TXT', { answers, authorities })).toMatchObject({
      state: 'absent',
      reason: 'nodata',
    });
  });

  it('hands on what the resolver could not say', async () => {
    const refused = unavailable('refused', 'no');
    expect(await followAliases(NAME, 'TXT', async () => refused)).toBe(refused);
  });
});

describe('aliases', () => {
  const found = (aliases: string[]) => ({ state: 'found', records: ['x'], aliases });

  it('are followed within the answer, in whatever order it has them', async () => {
    const answers = [txt('c.example', 'x'), cname('b.example', 'c.example'), cname(NAME, 'B.example.')];
    const { ask, asked } = resolving('TXT', { [NAME]: { answers } });
    expect(await followAliases(NAME, 'TXT', ask)).toMatchObject(found(['b.example', 'c.example']));
    expect(asked).toEqual([NAME]);
  });

  it('are followed beyond the answer, with a question for the name they led to', async () => {
    const { ask, asked } = resolving('TXT', {
      [NAME]: { answers: [cname(NAME, 'b.example')] },
      'b.example': { answers: [cname('b.example', 'c.example')] },
      'c.example': { answers: [txt('c.example', 'x')] },
    });
    expect(await followAliases(NAME, 'TXT', ask)).toMatchObject(found(['b.example', 'c.example']));
    expect(asked).toEqual([NAME, 'b.example', 'c.example']);
  });

  it('to a name that does not exist: absent, with the aliases', async () => {
    const reply: Reply = {
      rcode: 'NXDOMAIN',
      answers: [cname(NAME, 'gone.example')],
      authorities: [soa('example')],
    };
    expect(await lookUp('TXT', reply)).toMatchObject({
      state: 'absent',
      reason: 'nxdomain',
      aliases: ['gone.example'],
    });
  });

  it('to a name without the type: absent once that name has been asked', async () => {
    const { ask } = resolving('TXT', {
      [NAME]: { answers: [cname(NAME, 'b.example')] },
      'b.example': { authorities: [soa('example')] },
    });
    expect(await followAliases(NAME, 'TXT', ask)).toMatchObject({
      state: 'absent',
      reason: 'nodata',
      aliases: ['b.example'],
    });
  });

  it('to a name that cannot be asked: unavailable, not absent', async () => {
    const { ask } = resolving('TXT', { [NAME]: { answers: [cname(NAME, 'b.example')] } });
    const broken = async (name: string) => (name === NAME ? ask(name) : unavailable('servfail'));
    expect(await followAliases(NAME, 'TXT', broken)).toEqual(unavailable('servfail'));
  });

  const loops: readonly (readonly [why: string, answers: Answer[], at: string])[] = [
    ['of itself', [cname(NAME, NAME)], NAME],
    ['of itself in another case', [cname(NAME, NAME.toUpperCase())], NAME],
    ['two in a circle', [cname(NAME, 'b.example'), cname('b.example', NAME)], NAME],
    [
      'a circle behind the name',
      [cname(NAME, 'b.example'), cname('b.example', 'c.example'), cname('c.example', 'b.example')],
      'b.example',
    ],
    [
      'a circle further behind',
      [
        cname(NAME, 'b.example'),
        cname('b.example', 'c.example'),
        cname('c.example', 'd.example'),
        cname('d.example', 'c.example'),
      ],
      'c.example',
    ],
  ];
  it.each(loops)('that lead in a circle end: %s', async (_, answers, at) => {
    expect(await lookUp('TXT', { answers })).toEqual(unavailable('alias-loop', at));
  });

  it('in a circle through further questions end', async () => {
    const { ask } = resolving('TXT', {
      [NAME]: { answers: [cname(NAME, 'b.example')] },
      'b.example': { answers: [cname('b.example', NAME)] },
    });
    expect(await followAliases(NAME, 'TXT', ask)).toEqual(unavailable('alias-loop', NAME));
  });

  const chain = (length: number) => {
    const names = [NAME, ...Array.from({ length }, (_, index) => `n${index + 1}.example`)];
    const answers = names.slice(1).map((target, index) => cname(names[index]!, target));
    return [...answers, txt(names.at(-1)!, 'x')];
  };
  it('are followed 16 times', async () => {
    const lookup = await lookUp('TXT', { answers: chain(16) });
    expect(lookup).toMatchObject({ state: 'found', records: ['x'] });
    expect(lookup).toHaveProperty('aliases.length', 16);
  });

  it('are not followed 17 times', async () => {
    expect(await lookUp('TXT', { answers: chain(17) })).toEqual(unavailable('alias-loop', 'n17.example'));
  });
});

const referral = unavailable('other-rcode', 'referral');

describe('an answer without records', () => {
  const absent = (reason: string) => expect.objectContaining({ state: 'absent', reason });
  const rows: readonly (readonly [why: string, reply: Reply, outcome: unknown])[] = [
    ['that names other servers has not looked (RFC 2308 §2.2)', { authorities: [ns('com')] }, referral],
    ['whatever else it says of them', { authorities: [a('ns.com'), ns('com')] }, referral],
    ['has looked if an SOA says so', { authorities: [ns('com'), soa('example.com')] }, absent('nodata')],
    ['and names none with other records', { authorities: [a('com')] }, unavailable('unproven', 'NOERROR')],
    ['and not if nothing says anything', {}, unavailable('unproven', 'NOERROR')],
    [
      'nor does NXDOMAIN if servers are all it names (RFC 2308 §2.1, type 4)',
      { rcode: 'NXDOMAIN', authorities: [ns('com')] },
      unavailable('unproven', 'NXDOMAIN'),
    ],
    [
      'NXDOMAIN with the SOA of its zone is an answer',
      { rcode: 'NXDOMAIN', authorities: [ns('com'), soa('com')] },
      absent('nxdomain'),
    ],
    [
      'the SOA of the name that was asked proves nothing about the alias',
      { rcode: 'NXDOMAIN', answers: [cname(NAME, 'b.example')], authorities: [soa('example.com')] },
      unavailable('unproven', 'NXDOMAIN'),
    ],
  ];
  it.each(rows)('%s', async (_, reply, outcome) => {
    expect(await lookUp('TXT', reply)).toEqual(outcome);
  });
});

describe('a resolver that never gives proof', () => {
  const believing = (reply: Reply, isBelieved = true) => {
    let asked = 0;
    const mayBelieve = async () => {
      asked += 1;
      return isBelieved;
    };
    const result = followAliases(NAME, 'TXT', resolving('TXT', { [NAME]: reply }).ask, mayBelieve);
    return result.then((lookup) => ({ lookup, asked }));
  };

  it('is believed, and its no is not kept', async () => {
    const { lookup } = await believing({ rcode: 'NXDOMAIN' });
    expect(lookup).toMatchObject({ state: 'absent', reason: 'nxdomain', ttlSeconds: 0 });
  });

  it('is not asked after if the no has its proof, or a record is there', async () => {
    expect(await believing({ authorities: [soa('com')] })).toMatchObject({ asked: 0 });
    expect(await believing({ answers: [txt(NAME, 'x')] })).toMatchObject({ asked: 0 });
  });

  it('is none if it sends an SOA of whatever zone', async () => {
    const { lookup, asked } = await believing({ authorities: [soa('rpz.example.net')] });
    expect(lookup).toEqual(unavailable('unproven', 'NOERROR'));
    expect(asked).toBe(0);
  });

  it('is not believed when it sends somebody on', async () => {
    expect(await believing({ authorities: [ns('com')] })).toMatchObject({ lookup: referral, asked: 0 });
  });

  it('is unproven if that is not its habit', async () => {
    const { lookup } = await believing({}, false);
    expect(lookup).toEqual(unavailable('unproven', 'NOERROR'));
  });
});

describe('the AD bit', () => {
  const beyond = (first: boolean, second: boolean) =>
    resolving('TXT', {
      [NAME]: { answers: [cname(NAME, 'b.example')], authentic: first },
      'b.example': { answers: [txt('b.example', 'x')], authentic: second },
    }).ask;
  const rows = [
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ] as const;
  it.each(rows)(
    'counts only where every answer on the way has it: %s, %s -> %s',
    async (first, second, authentic) => {
      expect(await followAliases(NAME, 'TXT', beyond(first, second))).toMatchObject({ authentic });
    },
  );
});

describe('how long an answer may be kept', () => {
  const rows: readonly (readonly [why: string, reply: Reply & { age?: number }, ttlSeconds: number])[] = [
    ['the TTL', { answers: [txt(NAME, 'x', 600)] }, 600],
    ['the smallest TTL', { answers: [txt(NAME, 'x', 600), txt(NAME, 'y', 60)] }, 60],
    ['less the age of the response (RFC 8484 §5.1)', { answers: [txt(NAME, 'x', 600)], age: 100 }, 500],
    ['never less than nothing', { answers: [txt(NAME, 'x', 60)], age: 100 }, 0],
    ['the smallest on the way', { answers: [cname(NAME, 'b.example', 30), txt('b.example', 'x', 600)] }, 30],
    [
      'not of a record beside the way',
      { answers: [txt(NAME, 'x', 600), a('b.example', '192.0.2.1', 5)] },
      600,
    ],
    ['of nothing: MINIMUM of the SOA', { authorities: [soa('example.com', 120, 900)] }, 120],
    ['of nothing: not that of an NS', { authorities: [ns('com', 'ns.com', 5), soa('com', 900, 900)] }, 900],
    [
      'of nothing: that of the SOA which proves it',
      { authorities: [soa('rpz.test', 5), soa('com', 900, 900)] },
      900,
    ],
    ['of nothing: the TTL of the SOA where less', { authorities: [soa('example.com', 900, 100)] }, 100],
    ['of nothing, less the age', { authorities: [soa('example.com', 900, 900)], age: 300 }, 600],
    [
      'of an alias to nothing: the least of both',
      { rcode: 'NXDOMAIN', answers: [cname(NAME, 'b.example', 50)], authorities: [soa('example', 900)] },
      50,
    ],
  ];
  it.each(rows)('%s', async (_, reply, ttlSeconds) => {
    expect(await lookUp('TXT', reply)).toMatchObject({ ttlSeconds });
  });
});
