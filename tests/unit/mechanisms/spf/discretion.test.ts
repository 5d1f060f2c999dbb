import { describe, expect, it } from 'vitest';
import type { RecordType } from '../../../../lib/dns/lookup.ts';
import { Discretion } from '../../../../lib/mechanisms/spf/discretion.ts';
import { readSendQuestion, type Agreement } from '../../../../lib/mechanisms/spf/send-question.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

const DOMAIN = 'example.test';
const ownerOf = (name: string) => name.split('.').slice(-2).join('.');
/** The resolver may be asked for the names of the address, which its network learns. */
const REVERSE: Agreement = { owner: 'in-addr.arpa', tells: ['address'] };

type Asked = readonly [type: RecordType, name: string];
interface Typing {
  readonly ip?: string;
  readonly sender?: string;
  readonly helo?: string;
}

/** Asks one after the other: for each what it would tell where it was withheld, or that it was sent. */
async function asking(
  zone: Zone,
  questions: readonly Asked[],
  { ip = '192.0.2.3', sender = `me@${DOMAIN}`, helo = 'client.test' }: Typing = {},
  agreed: readonly Agreement[] = [],
) {
  const question = readSendQuestion({ ip, sender, helo }, DOMAIN);
  if ('refused' in question) throw new Error(question.refused);
  const { lookUp, asked } = spfWorld(zone);
  const discretion = new Discretion(question, lookUp, agreed, ownerOf);
  const outcomes: unknown[] = [];
  for (const [type, name] of questions) {
    const before = discretion.withheld.length;
    const answer = await discretion.lookUp(name, type).catch(() => null);
    outcomes.push(answer === null ? (discretion.withheld[before]?.tells ?? 'again') : answer.state);
  }
  return { outcomes, asked, withheld: discretion.withheld };
}

const record = (terms: string): Zone => ({ [DOMAIN]: `v=spf1 ${terms} -all` });
const OWN: Asked = ['TXT', DOMAIN];
const REVERSE_NAME = '3.2.0.192.in-addr.arpa';

describe('a name is asked for that holds nothing of what was typed', () => {
  it.each<[why: string, terms: string, name: string, typing?: Typing]>([
    ['a name in the record', 'include:b.test', 'b.test'],
    ['in any case', 'include:B.Test', 'b.test'],
    ['the domain in it', 'exists:%{d}.b.test', `${DOMAIN}.b.test`],
    ['the domain of the sender, which is the same', 'exists:%{o}.b.test', `${DOMAIN}.b.test`],
    ['the family of the address', 'exists:%{v}.b.test', 'in-addr.b.test'],
    ['that of IPv6', 'exists:%{v}.b.test', 'ip6.b.test', { ip: '2001:db8::1' }],
    ['no sender', 'exists:%{l}.b.test', 'postmaster.b.test', { sender: '' }],
    ['no sender, whole', 'exists:%{s}.b.test', `postmaster@${DOMAIN}.b.test`, { sender: '' }],
    ['no name of a client', 'exists:%{h}.b.test', 'unknown.b.test', { helo: '' }],
  ])('%s', async (_, terms, name, typing) => {
    const { outcomes, asked, withheld } = await asking(record(terms), [OWN, ['A', name]], typing);
    expect([outcomes, asked.at(-1), withheld]).toEqual([['found', 'absent'], `A ${name}`, []]);
  });

  it('a mail server that the domain names', async () => {
    const zone = { [DOMAIN]: { MX: ['10 Mail.b-c.test.', '20 mx.c.test'] } };
    const questions: Asked[] = [
      ['MX', DOMAIN],
      ['A', 'mail.b-c.test'],
      ['A', 'mx.c.test'],
    ];
    expect((await asking(zone, questions)).withheld).toEqual([]);
  });
});

describe('a name is withheld that tells something of it', () => {
  it.each<[why: string, terms: string, name: string, tells: readonly string[], typing?: Typing]>([
    ['the address', 'exists:%{i}.b.test', '192.0.2.3.b.test', ['address']],
    ['the sender', 'exists:%{l}.b.test', 'me.b.test', ['sender']],
    ['the whole of it', 'exists:%{s}.b.test', `me@${DOMAIN}.b.test`, ['sender']],
    ['the name of the client', 'exists:%{h}.b.test', 'client.test.b.test', ['helo']],
    ['two of them', 'exists:%{i}.%{l}.b.test', '192.0.2.3.me.b.test', ['address', 'sender']],
    [
      'as a name that stands beside the macro',
      'a:192.0.2.3.b.test exists:%{i}.b.test',
      '192.0.2.3.b.test',
      ['address'],
    ],
    ['what nothing accounts for', 'mx', 'x.b.test', ['address', 'sender', 'helo']],
    ['the same where only an address was typed', 'mx', 'x.b.test', ['address'], { sender: '', helo: '' }],
    [
      'what a text says that is no record of SPF',
      'foo include:x.b.test',
      'x.b.test',
      ['address', 'sender', 'helo'],
    ],
    [
      'names of the address, which are not known yet',
      'exists:%{p}.b.test',
      'unknown.b.test',
      ['address', 'sender', 'helo'],
    ],
  ])('%s', async (_, terms, name, tells, typing) => {
    const { outcomes, asked } = await asking(record(terms), [OWN, ['A', name]], typing);
    expect([outcomes, asked]).toEqual([['found', tells], [`TXT ${DOMAIN}`]]);
  });

  it('once, however often it is asked for', async () => {
    const { outcomes, withheld } = await asking(record('exists:%{i}.b.test'), [
      OWN,
      ['A', '192.0.2.3.b.test'],
      ['A', '192.0.2.3.b.test'],
      ['PTR', REVERSE_NAME],
    ]);
    expect(outcomes).toEqual(['found', ['address'], 'again', ['address']]);
    expect(withheld).toEqual([
      { name: '192.0.2.3.b.test', owner: 'b.test', tells: ['address'] },
      { name: REVERSE_NAME, owner: 'in-addr.arpa', tells: ['address'] },
    ]);
  });

  it('until its owner may learn all of it', async () => {
    const zone = record('exists:%{i}.%{l}.b.test');
    const question: Asked = ['A', '192.0.2.3.me.b.test'];
    const outcomeWith = async (...agreed: Agreement[]) =>
      (await asking(zone, [OWN, question], {}, agreed)).outcomes[1];
    expect(await outcomeWith({ owner: 'b.test', tells: ['address'] })).toEqual(['address', 'sender']);
    expect(await outcomeWith({ owner: 'c.test', tells: ['address', 'sender'] })).toEqual([
      'address',
      'sender',
    ]);
    expect(await outcomeWith({ owner: 'b.test', tells: ['sender', 'address'] })).toBe('absent');
    expect(
      await outcomeWith({ owner: 'b.test', tells: ['address'] }, { owner: 'b.test', tells: ['sender'] }),
    ).toBe('absent');
  });
});

describe('what follows from what was typed', () => {
  const hosts = Array.from({ length: 11 }, (_, index) => `Host-${index}.c.test.`);
  const zone: Zone = { ...record('exists:%{p}.b.test'), [REVERSE_NAME]: { PTR: hosts } };

  it('the first ten names of an address tell which one it is, and so does what they are put into', async () => {
    const questions: Asked[] = [
      OWN,
      ['PTR', REVERSE_NAME],
      ['A', 'host-0.c.test'],
      ['A', 'host-9.c.test'],
      ['A', 'host-0.c.test.b.test'],
      ['A', 'unknown.b.test'],
      ['A', 'host-10.c.test'],
    ];
    const all = ['address', 'sender', 'helo'];
    const tells = ['found', 'found', ['address'], ['address'], ['address'], ['address'], all];
    expect((await asking(zone, questions, {}, [REVERSE])).outcomes).toEqual(tells);
  });

  it('also where they are known before the record that asks for them', async () => {
    const questions: Asked[] = [['PTR', REVERSE_NAME], OWN, ['A', 'host-1.c.test.b.test']];
    expect((await asking(zone, questions, {}, [REVERSE])).outcomes).toEqual(['found', 'found', ['address']]);
  });

  it('the name of a record that holds it is told by %{d}, and not by another name', async () => {
    const found = {
      ...record('include:%{i}.b.test'),
      '192.0.2.3.b.test': 'v=spf1 a:%{d}.c.test a:x.c.test -all',
    };
    const questions: Asked[] = [
      OWN,
      ['TXT', '192.0.2.3.b.test'],
      ['A', '192.0.2.3.b.test.c.test'],
      ['A', 'x.c.test'],
    ];
    const agreed: Agreement[] = [{ owner: 'b.test', tells: ['address'] }];
    expect((await asking(found, questions, {}, agreed)).outcomes).toEqual([
      'found',
      'found',
      ['address'],
      'absent',
    ]);
  });
});

it.each(['localhost', 'printer.local', '192.0.2.9'])(
  'nobody is ever asked for %s, agreed or not',
  async (name) => {
    const { lookUp, asked } = spfWorld({});
    const question = readSendQuestion({ ip: '192.0.2.3', sender: '', helo: '' }, DOMAIN);
    if ('refused' in question) throw new Error(question.refused);
    const discretion = new Discretion(question, lookUp, [], ownerOf);
    expect(await discretion.lookUp(name, 'A')).toEqual({
      state: 'unavailable',
      reason: 'never-asked',
      detail: name,
    });
    expect([asked, discretion.withheld]).toEqual([[], []]);
  },
);
