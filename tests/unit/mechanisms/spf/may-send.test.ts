import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { Discretion } from '../../../../lib/mechanisms/spf/discretion.ts';
import { maySend } from '../../../../lib/mechanisms/spf/may-send.ts';
import {
  readSendQuestion,
  type Agreement,
  type SendQuestion,
} from '../../../../lib/mechanisms/spf/send-question.ts';

type Zone = Readonly<Record<string, readonly unknown[]>>;

/** A look-up that knows these names by type, `'example.com TXT'`, and nothing else; `asked` are the questions that reached it. */
function lookUpOf(zone: Zone) {
  const asked: string[] = [];
  const lookUp = (async (name: string, type: string) => {
    asked.push(`${name} ${type}`);
    const records = zone[`${name} ${type}`];
    const rest = { aliases: [], authentic: false, ttlSeconds: 60 };
    return records ? { state: 'found', records, ...rest } : { state: 'absent', reason: 'nxdomain', ...rest };
  }) as LookUp;
  return { lookUp, asked };
}

const DOMAIN = 'example.com';
const TYPED = { ip: '192.0.2.55', sender: 'anna-secret@example.com', helo: 'helo-secret.example.net' };
const ownerOf = (name: string) => name.split('.').slice(-2).join('.');

async function ask(zone: Zone, typed: Partial<SendQuestion> = {}, agreed: readonly Agreement[] = []) {
  const question = readSendQuestion({ ip: '192.0.2.55', sender: '', helo: '', ...typed }, DOMAIN);
  if ('refused' in question) throw new Error(question.refused);
  const { lookUp, asked } = lookUpOf(zone);
  const result = await maySend(question, agreed, lookUp, ownerOf, () => 0);
  return { ...result, asked };
}

const records = (...texts: readonly string[]): Zone => ({ 'example.com TXT': texts });
const own = (text: string) => records(`v=spf1 ${text} -all`);

describe('a question that would tell what was typed', () => {
  it.each<[why: string, terms: string, typed: Partial<SendQuestion>, withheld: object]>([
    [
      'the address',
      'exists:%{i}.spf.other.test',
      {},
      { name: '192.0.2.55.spf.other.test', owner: 'other.test', tells: ['address'] },
    ],
    [
      'the address, turned round and in part',
      'exists:%{i2r}.other.test',
      {},
      { name: '0.192.other.test', owner: 'other.test', tells: ['address'] },
    ],
    [
      'the local part of the sender',
      'include:%{l}.users.example.com',
      { sender: 'anna@example.com' },
      { name: 'anna.users.example.com', owner: 'example.com', tells: ['sender'] },
    ],
    [
      'the whole sender',
      'exists:%{s}.other.test',
      { sender: 'anna@example.com' },
      { name: 'anna@example.com.other.test', owner: 'other.test', tells: ['sender'] },
    ],
    [
      'what the client calls itself, at the end of the name: its own domain gets the question',
      'a:mail.%{h}',
      { helo: 'host.client.test' },
      { name: 'mail.host.client.test', owner: 'client.test', tells: ['helo'] },
    ],
    [
      'several at once',
      'exists:%{i}.%{h}.%{d}.other.test',
      { helo: 'h' },
      { name: '192.0.2.55.h.example.com.other.test', owner: 'other.test', tells: ['address', 'helo'] },
    ],
    [
      'ptr: whoever names the addresses of the network',
      'ptr',
      {},
      { name: '55.2.0.192.in-addr.arpa', owner: 'in-addr.arpa', tells: ['address'] },
    ],
    [
      'the macro p, for which the names of the address are asked first',
      'exists:%{p}.other.test',
      {},
      { name: '55.2.0.192.in-addr.arpa', owner: 'in-addr.arpa', tells: ['address'] },
    ],
  ])('is not sent: %s', async (_, terms, typed, withheld) => {
    const result = await ask(own(terms), typed);
    expect(result).toMatchObject({ withheld: [withheld], isDecided: false });
    expect(result.asked).toEqual(['example.com TXT']);
    expect(result.answer.path[0]?.term).toBe(terms);
  });

  it.each<[why: string, terms: string, typed: Partial<SendQuestion>, asked: string]>([
    ['the domain itself is in view', 'exists:%{d}.other.test', {}, 'example.com.other.test A'],
    [
      'a sender that nobody typed is postmaster',
      'exists:%{s}.other.test',
      {},
      'postmaster@example.com.other.test A',
    ],
    [
      'the domain of the sender is the one in view',
      'exists:%{o}.other.test',
      { sender: 'a@example.com' },
      'example.com.other.test A',
    ],
    ['a name that nobody typed is unknown', 'exists:%{h}.other.test', {}, 'unknown.other.test A'],
    [
      'the family of the address is in no way the address',
      'exists:%{v}.other.test',
      {},
      'in-addr.other.test A',
    ],
    ['servers of the domain', 'mx', {}, 'example.com MX'],
  ])('is no other one: %s', async (_, terms, typed, asked) => {
    const result = await ask(own(terms), typed);
    expect(result).toMatchObject({ withheld: [], isDecided: true, answer: { result: 'fail' } });
    expect(result.asked).toEqual(['example.com TXT', asked]);
  });

  it('is never sent to anybody where the name is one of the machine or its network, so nobody is asked to agree', async () => {
    const result = await ask(own('exists:%{i}.host.local exists:%{d}.%{i}'));
    expect(result).toMatchObject({ withheld: [], isDecided: true, answer: { result: 'fail' } });
    expect(result.asked).toEqual(['example.com TXT']);
  });

  it('is not reached where a term before it matches', async () => {
    const result = await ask(own('ip4:192.0.2.0/24 exists:%{i}.other.test'));
    expect(result).toMatchObject({ withheld: [], answer: { result: 'pass' } });
  });

  it('is found in a record that is included, too', async () => {
    const result = await ask({
      ...own('include:spf.other.test'),
      'spf.other.test TXT': ['v=spf1 exists:%{ir}.list.third.test ~all'],
    });
    expect(result.withheld).toEqual([
      { name: '55.2.0.192.list.third.test', owner: 'third.test', tells: ['address'] },
    ]);
    expect(result.answer.path.map(({ domain }) => domain)).toEqual(['example.com', 'spf.other.test']);
  });

  it('takes no cover behind a record that lists every name beside the macro that chooses among them', async () => {
    const every = Array.from({ length: 256 }, (_, octet) => `exists:${octet}.other.test`).join(' ');
    const result = await ask(own(`exists:%{i1}.other.test -all ${every}`));
    expect(result).toMatchObject({ isDecided: false, withheld: [{ name: '55.other.test' }] });
    expect(result.asked).toEqual(['example.com TXT']);
  });
});

it('a name that nothing accounts for is not sent, and might tell everything', async () => {
  const question = readSendQuestion(TYPED, DOMAIN);
  if ('refused' in question) throw new Error(question.refused);
  const { lookUp, asked } = lookUpOf({});
  const discretion = new Discretion(question, lookUp, [], ownerOf);
  await expect(discretion.lookUp('of-nowhere.other.test', 'A')).rejects.toThrow('Not agreed to.');
  expect(asked).toEqual([]);
  expect(discretion.withheld).toEqual([
    { name: 'of-nowhere.other.test', owner: 'other.test', tells: ['address', 'sender', 'helo'] },
  ]);
});

describe('after the agreement', () => {
  const other: Agreement = { owner: 'other.test', tells: ['address'] };

  it('the question is sent, and its answer counts', async () => {
    const zone = { ...own('exists:%{i}.other.test'), '192.0.2.55.other.test A': ['127.0.0.2'] };
    const result = await ask(zone, {}, [other]);
    expect(result).toMatchObject({ withheld: [], isDecided: true, answer: { result: 'pass' } });
    expect(result.asked).toContain('192.0.2.55.other.test A');
  });

  it.each<[why: string, terms: string, typed: Partial<SendQuestion>]>([
    ['another domain', 'exists:%{i}.third.test', {}],
    ['another thing that was typed', 'exists:%{l}.other.test', { sender: 'anna@example.com' }],
    ['one thing more', 'exists:%{i}.%{h}.other.test', { helo: 'h' }],
  ])('%s wants another one', async (_, terms, typed) => {
    const result = await ask(own(terms), typed, [other]);
    expect(result.isDecided).toBe(false);
    expect(result.asked).toEqual(['example.com TXT']);
  });

  it('a record that was found by the address has it in its own name: %{d} tells it to the next', async () => {
    const zone = {
      ...own('include:%{i}.other.test'),
      '192.0.2.55.other.test TXT': ['v=spf1 exists:%{d}.third.test -all'],
    };
    const result = await ask(zone, {}, [other]);
    expect(result.withheld).toEqual([
      { name: '192.0.2.55.other.test.third.test', owner: 'third.test', tells: ['address'] },
    ]);
  });

  it('the names of the address are asked for one by one, each of its own domain', async () => {
    const zone = {
      ...own('ptr:client.test'),
      '55.2.0.192.in-addr.arpa PTR': ['mail.client.test.', 'www.client2.test.'],
      'mail.client.test A': ['192.0.2.55'],
    };
    const reverse: Agreement = { owner: 'in-addr.arpa', tells: ['address'] };
    const first = await ask(zone, {}, [reverse]);
    expect(first.withheld.map(({ name }) => name)).toEqual(['mail.client.test', 'www.client2.test']);
    expect(first.asked).toEqual(['example.com TXT', '55.2.0.192.in-addr.arpa PTR']);
    const second = await ask(zone, {}, [reverse, ...first.withheld]);
    expect(second).toMatchObject({ withheld: [], answer: { result: 'pass' } });
  });

  it('what %{p} stands for is told to nobody without another one', async () => {
    const zone = {
      ...own('exists:%{p}.third.test'),
      '55.2.0.192.in-addr.arpa PTR': ['mail.client.test.'],
      'mail.client.test A': ['192.0.2.55'],
    };
    const agreed = ['in-addr.arpa', 'client.test'].map((owner): Agreement => ({ owner, tells: ['address'] }));
    const result = await ask(zone, {}, agreed);
    expect(result.withheld).toEqual([
      { name: 'mail.client.test.third.test', owner: 'third.test', tells: ['address'] },
    ]);
  });
});

describe('the explanation of a fail', () => {
  const zone = { ...own('exp=%{i}.why.other.test'), '192.0.2.55.why.other.test TXT': ['Not from %{i}.'] };

  it('is not asked for without agreement, and the fail stands', async () => {
    const result = await ask(zone);
    expect(result).toMatchObject({ isDecided: true, answer: { result: 'fail', explanation: null } });
    expect(result.withheld).toEqual([
      { name: '192.0.2.55.why.other.test', owner: 'other.test', tells: ['address'] },
    ]);
  });

  it('is there with it', async () => {
    const { answer } = await ask(zone, {}, [{ owner: 'other.test', tells: ['address'] }]);
    expect(answer.explanation).toBe('Not from 192.0.2.55.');
  });
});

describe('what a person may type', () => {
  const text = (typed: Partial<SendQuestion>) =>
    readSendQuestion({ ip: '192.0.2.1', sender: '', helo: '', ...typed }, DOMAIN);

  it.each<[why: string, typed: Partial<SendQuestion>, refused: string]>([
    ['nothing', { ip: '' }, 'ip'],
    ['a name', { ip: 'mail.example.com' }, 'ip'],
    ['a range', { ip: '192.0.2.0/24' }, 'ip'],
    ['three numbers', { ip: '192.0.2' }, 'ip'],
    ['a leading zero, which some read as octal', { ip: '192.0.02.1' }, 'ip'],
    ['a zone of the own machine', { ip: 'fe80::1%eth0' }, 'ip'],
    ['a very long text', { ip: `::${'0'.repeat(1000)}1` }, 'ip'],
    ['a sender without a local part', { sender: '@example.com' }, 'sender'],
    ['a sender without a domain sign', { sender: 'anna' }, 'sender'],
    ['a line break in it', { sender: 'an\nna@example.com' }, 'sender'],
    ['a sender that is too long', { sender: `${'a'.repeat(300)}@example.com` }, 'sender'],
    [
      'a sender of another domain, whose record would be asked',
      { sender: 'anna@other.test' },
      'sender-elsewhere',
    ],
    [
      'one below the domain, which inherits nothing',
      { sender: 'anna@bounce.example.com' },
      'sender-elsewhere',
    ],
    ['a greeting with a space', { helo: 'my host' }, 'helo'],
    ['a greeting that is too long', { helo: 'h'.repeat(256) }, 'helo'],
  ])('not %s', (_, typed, refused) => {
    expect(text(typed)).toEqual({ refused });
  });

  it('an IPv4 address that is mapped into IPv6 is one of IPv4', () => {
    expect(text({ ip: ' ::ffff:192.0.2.1 ' })).toEqual(text({ ip: '192.0.2.1' }));
  });

  it('sender and greeting, with spaces around them, in any case', () => {
    expect(text({ sender: ' Anna@EXAMPLE.com ', helo: ' [192.0.2.1] ' })).toMatchObject({
      local: 'Anna',
      helo: '[192.0.2.1]',
    });
  });
});
