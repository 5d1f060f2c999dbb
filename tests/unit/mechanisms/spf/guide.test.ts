import { describe, expect, it } from 'vitest';
import { mergedSpf } from '../../../../lib/mechanisms/spf/guide-merge.ts';
import { repairedSpf } from '../../../../lib/mechanisms/spf/guide-repair.ts';
import {
  includeBehind,
  recordForSenders,
  typedSenders,
} from '../../../../lib/mechanisms/spf/guide-senders.ts';
import { host, mxOf, noMail } from '../../../support/assessments.ts';
import {
  followed,
  guided,
  recordsIn,
  statesOf,
  textsIn,
  type GuideQuestion,
} from '../../../support/guided.ts';
import type { Entry, Zone } from '../../../support/spf-world.ts';

const EXAMPLE = 'example.com';
const PROVIDERS: Zone = {
  '_spf.a.example': 'v=spf1 ip4:192.0.2.0/24 -all',
  '_spf.b.example': 'v=spf1 ip4:198.51.100.0/24 -all',
  'mail.example.com': { A: '203.0.113.9' },
};
const asked = (
  own: Entry | readonly string[],
  more: Partial<GuideQuestion> & { also?: Zone } = {},
): GuideQuestion => {
  const entry: Entry =
    typeof own === 'string' ? own : Array.isArray(own) ? { TXT: own as readonly string[] } : (own as Entry);
  const full = typeof entry === 'string' ? { TXT: entry } : entry;
  return {
    of: 'spf',
    domain: EXAMPLE,
    ...more,
    zone: { ...PROVIDERS, ...more.also, [EXAMPLE]: { MX: '10 mail.example.com', A: '203.0.113.8', ...full } },
  };
};
const stepIn = async (question: GuideQuestion, name: string) =>
  (await guided(question)).steps.find((step) => step.name === `spf-${name}`);
const valuesIn = async (question: GuideQuestion, name: string, isInCases = false) =>
  recordsIn(await stepIn(question, name), isInCases).map(({ value }) => value);

describe('several records made one', () => {
  it.each<[texts: readonly string[], one: string | null, reason: string]>([
    [
      ['v=spf1 redirect=a.example', 'v=spf1  redirect=a.example'],
      'v=spf1 redirect=a.example',
      'the same twice',
    ],
    [
      ['v=spf1 mx +all', 'v=spf1 mx +all'],
      'v=spf1 mx ?all',
      'the same twice, and nobody could use it so far',
    ],
    [['v=spf1 redirect=a.example +all', 'v=spf1 redirect=a.example +all'], null, 'nor with a redirect'],
    [
      ['v=spf1 exists:%{L}.a.example -all', 'v=spf1 exists:%{l}.a.example -all'],
      'v=spf1 exists:%{L}.a.example exists:%{l}.a.example -all',
      'a macro in upper case is another one (RFC 7208 §7.3)',
    ],
    [['v=spf1;mx;-all', 'v=spf1\tmx\t~all'], 'v=spf1 mx ~all', 'two that nobody reads'],
    [
      ['v=spf1 include:a.example -all', 'v=spf1 include:b.example ~all'],
      'v=spf1 include:a.example include:b.example ~all',
      'the weaker all',
    ],
    [
      ['v=spf1 include:a.example -all', 'v=spf1 include:b.example -all'],
      'v=spf1 include:a.example include:b.example -all',
      'both refuse',
    ],
    [
      ['v=spf1 mx -all', 'v=spf1 a'],
      'v=spf1 mx a ?all',
      'one without all says nothing of others (RFC 7208 §4.7)',
    ],
    [['v=spf1 mx +all', 'v=spf1 a -all'], 'v=spf1 mx a ?all', 'nobody is told to let everybody in'],
    [
      ['v=spf1 mx a -all', 'v=spf1 MX include:b.example -all'],
      'v=spf1 mx a include:b.example -all',
      'each term once, in any case',
    ],
    [
      ['v=spf1 -all', 'v=spf1 include:b.example ~all'],
      'v=spf1 include:b.example ~all',
      'one that nobody stands in',
    ],
    [
      ['v=spf1 mx -all exp=why.example.com', 'v=spf1 a -all'],
      'v=spf1 mx a -all exp=why.example.com',
      'an explanation stays',
    ],
    [
      ['v=spf1 mx -all ra=postmaster', 'v=spf1 a -all'],
      'v=spf1 mx a -all ra=postmaster',
      'and so does a modifier of others',
    ],
    [
      ['v=spf1 mx -all', 'v=spf1 ipv4:192.0.2.1 -all'],
      'v=spf1 mx ip4:192.0.2.1 -all',
      'a slip with one answer in one of them',
    ],
    [['v=spf1 mx -all', 'v=spf1 include:nowhere -all'], null, 'a term with no answer in one of them'],
    [
      ['v=spf1 -ip4:192.0.2.1 mx -all', 'v=spf1 ip4:192.0.2.0/24 -all'],
      null,
      'a term that refuses: the order would decide',
    ],
    [['v=spf1 -all mx', 'v=spf1 a -all'], null, 'a term that nobody reads'],
    [['v=spf1 redirect=_spf.a.example', 'v=spf1 a -all'], null, 'a redirect has an end of its own'],
    [['v=spf1 include::a.example -all', 'v=spf1 mx -all'], null, 'a name that no host has'],
    [['v=spf1 a:%{h} -all', 'v=spf1 mx -all'], null, 'a name that each sender chooses'],
    [['v=spf1 mx exp=a.example.com -all', 'v=spf1 a exp=b.example.com -all'], null, 'two explanations'],
  ])('%j become %j (%s)', (texts, one) => {
    const merged = mergedSpf(texts);
    expect(merged.state === 'one' ? merged.text : null).toBe(one);
  });

  it('are not offered with more than ten look-ups of their own', () => {
    const record = (letter: string) =>
      `v=spf1 ${Array.from({ length: 6 }, (_, index) => `include:${letter}${index}.example`).join(' ')} -all`;
    expect(mergedSpf([record('a'), record('b')])).toEqual({ state: 'too-many', lookUps: 12 });
  });

  it('replaces all of them, and an end that nobody reached so far is soft, but for whoever says that the list is whole', async () => {
    const texts = ['v=spf1 include:_spf.a.example -all', 'v=spf1 include:_spf.b.example -all'];
    const step = await stepIn(asked(texts), 'record');
    expect(recordsIn(step)).toMatchObject([
      {
        ownerName: EXAMPLE,
        zone: EXAMPLE,
        replaces: texts,
        separator: ' ',
        value: 'v=spf1 include:_spf.a.example include:_spf.b.example ~all',
      },
    ]);
    expect(recordsIn(step, true)[1]?.value).toBe('v=spf1 include:_spf.a.example include:_spf.b.example -all');
  });
});

describe('a broken record', () => {
  it.each<[text: string, repaired: string | null, reason: string]>([
    ['v=spf1 ipv4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all', 'a name that people write'],
    ['v=spf1 inlcude:a.example ~all', 'v=spf1 include:a.example ~all', 'two letters that changed places'],
    ['v=spf1 ip4:192.0.2.1~all', 'v=spf1 ip4:192.0.2.1 ~all', 'a space too few'],
    ['v=spf1 mx-all', 'v=spf1 mx -all', 'the same'],
    [
      'v=spf1 include:a.exampleinclude:b.example -all',
      'v=spf1 include:a.example include:b.example -all',
      'which the grammar takes for one name',
    ],
    ['v=spf1 include:a.example-all', 'v=spf1 include:a.example -all', 'and its end for a part of it'],
    ['v=spf1 include: a.example ~all', 'v=spf1 include:a.example ~all', 'a space too many'],
    ['v=spf1 mx, include:a.example; ~all', 'v=spf1 mx include:a.example ~all', 'separators of another list'],
    ['v=spf1;mx;-all', 'v=spf1 mx -all', 'separators alone'],
    ['v=spf1 mx –all', 'v=spf1 mx -all', 'a dash of a word processor'],
    ['“v=spf1 mx -all”', 'v=spf1 mx -all', 'its quotes'],
    ['"v=spf1 mx -all"', 'v=spf1 mx -all', 'quotes that were published'],
    [' v=spf1 mx -all', 'v=spf1 mx -all', 'a space before it'],
    ['v=spf1\tmx\t-all', 'v=spf1 mx -all', 'tabs'],
    ['v=spf1include:a.example -all', 'v=spf1 include:a.example -all', 'run into the first term'],
    ['v = spf1 mx -all', 'v=spf1 mx -all', 'spaces around the sign'],
    ['spf1 mx -all', 'v=spf1 mx -all', 'no v='],
    ['v=spf1 mx --all', 'v=spf1 mx -all', 'a sign twice'],
    ['v=spf1 mx - all', 'v=spf1 mx -all', 'a sign and a space'],
    ['v=spf1 mx + all', null, 'a sign that lets everybody in'],
    ['v=spf1 mx -al', 'v=spf1 mx -all', 'a letter too few'],
    ['v=spf1 ip4:2001:db8::1 -all', 'v=spf1 ip6:2001:db8::1 -all', 'the other family'],
    ['v=spf1 ip6:192.0.2.0/24 -all', 'v=spf1 ip4:192.0.2.0/24 -all', 'and back'],
    ['v=spf1 a:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all', 'an address for a name'],
    ['v=spf1 192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all', 'an address by itself'],
    ['v=spf1 ip4:192.0.2.0/08 -all', 'v=spf1 ip4:192.0.2.0/8 -all', 'a leading zero'],
    ['v=spf1 mx exp= -all', 'v=spf1 mx -all', 'an explanation that is none'],
    ['v=spf1 mx redirect=a.example redirect=a.example', 'v=spf1 mx redirect=a.example', 'twice the same'],
    ['v=spf1 mx redirect=a.example redirect=b.example', null, 'two that differ'],
    ['v=spf1 ip4:192.0.2.0/33 -all', null, 'no such length'],
    ['v=spf1 ip4:mail.example.com -all', null, 'a name or an address'],
    ['v=spf1 include:https://a.example/ -all', null, 'an address of the web'],
    ['v=spf1 include -all', null, 'no name'],
    ['v=spf1 a -all v=spf1 mx ~all', null, 'two records in one'],
    ['v=spf2.0 mx -all', null, 'another version'],
    ['v=spf10 mx -all', null, 'another version'],
    ['hello', null, 'no SPF at all'],
    ['v=spf1 mx %{x} -all', null, 'a macro that there is none of'],
  ])('%j becomes %j (%s)', (text, repaired) => {
    expect(repairedSpf(text)).toBe(repaired);
  });

  it('is one as well where two terms are read as one, so that nothing is taken out for it', async () => {
    const text = 'v=spf1 include:_spf.a.exampleinclude:_spf.b.example -all';
    const { steps } = await guided(asked(text));
    expect(steps.map(({ name }) => name)).toEqual(['spf-record', 'spf-verify']);
    expect(recordsIn(steps[0]).map(({ value }) => value)).toEqual([
      'v=spf1 include:_spf.a.example include:_spf.b.example ~all',
    ]);
  });

  it('is offered in the place of the one that is there, and not where more than one answer is right', async () => {
    expect(recordsIn(await stepIn(asked('v=spf1 ipv4:192.0.2.1 ~all'), 'record'))).toMatchObject([
      { value: 'v=spf1 ip4:192.0.2.1 ~all', replaces: ['v=spf1 ipv4:192.0.2.1 ~all'] },
    ]);
    expect(recordsIn(await stepIn(asked('v=spf1 ip4:mail.example.com ~all'), 'record'), true)).toEqual([]);
  });
});

describe('a first record', () => {
  const answers = { 'spf-providers': ['_spf.google.com'], 'spf-own': ['192.0.2.1'] };

  it('has whom the owner names and nobody else, and refuses nobody', async () => {
    expect(await valuesIn(asked({}), 'record')).toEqual([]);
    expect(await valuesIn(asked({}, { answers }), 'record')).toEqual([
      'v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all',
    ]);
  });

  it('refuses everybody only behind a null MX, or where the owner says that nobody sends', async () => {
    expect(await valuesIn(asked({}), 'record', true)).toEqual(['v=spf1 -all']);
    expect(await valuesIn(asked({}, { mx: noMail('null-mx') }), 'record')).toEqual(['v=spf1 -all']);
  });

  it.each<[typed: string, terms: readonly string[] | null, reason: string]>([
    ['192.0.2.1', ['ip4:192.0.2.1'], 'an address'],
    ['192.0.2.0/24 2001:db8::/32', ['ip4:192.0.2.0/24', 'ip6:2001:db8::/32'], 'ranges'],
    ['include:spf.example.net', ['include:spf.example.net'], 'a term of a provider'],
    ['+mx', ['mx'], 'a sign that says nothing'],
    ['-mx', null, 'a term that refuses is no sender'],
    ['all', null, 'nor is everybody'],
    ['ptr', null, 'nor is what should not be used'],
    ['spf.example.net', null, 'a name can be a server or an include'],
    ['192.0.2.0/33', null, 'no such range'],
  ])('reads %j as %j (%s)', (typed, terms) => {
    const read = typedSenders([typed]);
    expect(read.fault === null ? read.terms : null).toEqual(terms);
  });

  it('is none with more than ten look-ups, nor without a sender', () => {
    const many = Array.from({ length: 11 }, (_, index) => `include:a${index}.example`);
    expect(recordForSenders([], many)).toBeNull();
    expect(recordForSenders([], many.slice(1))?.lookUps).toBe(10);
    expect(recordForSenders([], [])).toBeNull();
  });

  it('names the provider that receives the mail first, and chooses it for nobody', async () => {
    const mx = mxOf(host('aspmx.l.google.com'), host('alt1.aspmx.l.google.com'));
    expect(includeBehind(mx)).toBe('_spf.google.com');
    expect(includeBehind(mxOf(host('aspmx.l.google.com'), host('mail.example.com')))).toBeNull();
    expect(includeBehind(mxOf(host('notgoogle.com')))).toBeNull();
    const [question] = textsIn(await stepIn(asked({}, { mx }), 'record')).flatMap((text) =>
      text.kind === 'question' ? [text.question] : [],
    );
    expect(question?.options[0]?.value).toBe('_spf.google.com');
    expect(await valuesIn(asked({}, { mx }), 'record')).toEqual([]);
  });
});

/** So many includes, each of which is one look-up. */
const includes = (count: number) => Array.from({ length: count }, (_, index) => `include:p${index}.example`);
const zoneOf = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`p${index}.example`, `v=spf1 ip4:192.0.2.${index} -all`]),
  );

describe('ten look-ups', () => {
  it.each<[reason: string, own: string, count: number, state: string, offered: string | undefined]>([
    ['ten', `v=spf1 ${includes(10).join(' ')} ~all`, 10, 'done', undefined],
    [
      'eleven, all of them needed as far as anybody knows',
      `v=spf1 ${includes(11).join(' ')} ~all`,
      11,
      'needed',
      undefined,
    ],
    [
      'eleven with one twice',
      `v=spf1 ${includes(10).join(' ')} include:P0.example ~all`,
      10,
      'needed',
      `v=spf1 ${includes(10).join(' ')} ~all`,
    ],
    [
      'eleven with a name that has no address',
      `v=spf1 ${includes(10).join(' ')} a:gone.example.com ~all`,
      10,
      'needed',
      `v=spf1 ${includes(10).join(' ')} ~all`,
    ],
    [
      'eleven with two hosts that have run together, of which one is left to be of use',
      `v=spf1 ${includes(10).join(' ')} a:www.example.com,mx:example.com ~all`,
      10,
      'needed',
      undefined,
    ],
    [
      'one name without an address, which may get one again',
      'v=spf1 a:x.example.com mx -all',
      0,
      'done',
      undefined,
    ],
    ['a macro in two cases', 'v=spf1 exists:%{L}.a.example exists:%{l}.a.example -all', 0, 'done', undefined],
    [
      'three names without an address',
      'v=spf1 a:x.example.com a:y.example.com a:z.example.com mx ~all',
      0,
      'needed',
      'v=spf1 mx ~all',
    ],
  ])('%s', async (_reason, own, count, state, offered) => {
    const step = await stepIn(asked(own, { also: zoneOf(count) }), 'look-ups');
    expect(step?.state).toBe(state);
    expect(recordsIn(step, true)[0]?.value).toBe(offered);
  });

  it('keep the rest once the owner says what is not needed, and show nothing that is still too much', async () => {
    const own = `v=spf1 ${includes(12).join(' ')} ~all`;
    const also = zoneOf(12);
    const drop = (...terms: readonly string[]) => ({ 'spf-unused': terms });
    const one = asked(own, { also, answers: drop('include:p3.example') });
    expect(await valuesIn(one, 'look-ups')).toEqual([]);
    expect(JSON.stringify(await stepIn(one, 'look-ups'))).toContain('still too many');
    const two = asked(own, { also, answers: drop('include:p3.example', 'include:p7.example') });
    expect(await valuesIn(two, 'look-ups')).toEqual([
      `v=spf1 ${includes(12)
        .filter((term) => !/p[37]\./.test(term))
        .join(' ')} ~all`,
    ]);
  });

  it('are not known where a record did not answer', async () => {
    const own = 'v=spf1 include:silent.example ~all';
    const step = await stepIn(asked(own, { also: { 'silent.example': { fails: 'all' } } }), 'look-ups');
    expect(step?.state).toBe('unknown');
    expect(recordsIn(step, true)).toEqual([]);
  });
});

describe('what the record leads to', () => {
  it('a name that anybody can buy is taken out at once', async () => {
    const question = asked('v=spf1 include:_spf.a.example include:_spf.nobody-has-this-one.com ~all');
    expect(await valuesIn(question, 'dangling')).toEqual(['v=spf1 include:_spf.a.example ~all']);
  });

  it.each([
    ['that nobody could sell', 'include:_spf.a.example,include:b.example', 'targets'],
    ['of which the last is free', 'include:_spf.a.example,include:_spf.nobody-has-this-one.com', 'dangling'],
  ])('two includes that have run together, %s, stay: one of them may be of use', async (_, term, name) => {
    const question = asked(`v=spf1 ${term} mx ~all`, { also: { 'b.example': 'v=spf1 -all' } });
    const step = await stepIn(question, name);
    expect(step?.state).toBe('needed');
    expect(recordsIn(step, true)).toEqual([]);
  });

  it.each<[own: string, offered: string, reason: string]>([
    ['include:nobody-has-this-one.com mx +all', 'mx ?all', 'nobody was let in by it so far'],
    ['include:nobody-has-this-one.com mx all', 'mx ?all', 'the same without its sign'],
    [
      'a:nobody-has-this-one.com a:nor-this-one.com a:nor-that-one.com mx +all',
      'mx ?all',
      'three that find nothing are an error (RFC 7208 §4.6.4)',
    ],
    ['a:nobody-has-this-one.com mx +all', 'mx +all', 'everybody is let in now, which has a step of its own'],
  ])('and the end that is reached then lets nobody in anew: %s becomes %s (%s)', async (own, offered) => {
    expect(await valuesIn(asked(`v=spf1 ${own}`), 'dangling')).toEqual([`v=spf1 ${offered}`]);
    expect(await valuesIn(asked(`v=spf1 ${own}`), 'look-ups')).toEqual([`v=spf1 ${offered}`]);
  });

  it.each<[reason: string, entry: Entry]>([
    ['no record', { TXT: 'hello' }],
    ['a broken one', 'v=spf1 foo:bar -all'],
    ['two', { TXT: ['v=spf1 -all', 'v=spf1 ~all'] }],
    ['everybody', 'v=spf1 +all'],
  ])('%s: taken out only where nobody sends by it any more', async (_reason, entry) => {
    const question = asked('v=spf1 include:_spf.a.example include:old.example ~all', {
      also: { 'old.example': entry },
    });
    expect(await valuesIn(question, 'targets')).toEqual([]);
    expect(await valuesIn(question, 'targets', true)).toEqual(['v=spf1 include:_spf.a.example ~all']);
  });

  it('a name that exists, whoever sends: taken out only where that host does not send', async () => {
    const question = asked('v=spf1 include:_spf.a.example exists:old.example ~all', {
      also: { 'old.example': { A: '198.41.0.4' } },
    });
    expect(JSON.stringify(await stepIn(question, 'targets'))).toContain('in the place of');
    expect(await valuesIn(question, 'targets')).toEqual([]);
    expect(await valuesIn(question, 'targets', true)).toEqual(['v=spf1 include:_spf.a.example ~all']);
  });

  it('in the record of somebody else is for them', async () => {
    const also = { 'up.example': 'v=spf1 include:old.example ~all', 'old.example': { TXT: 'hello' } };
    const step = await stepIn(asked('v=spf1 include:up.example ~all', { also }), 'targets');
    expect(step?.state).toBe('needed');
    expect(recordsIn(step, true)).toEqual([]);
  });
});

describe('a mechanism with the sign of a modifier', () => {
  const TEN = Array.from({ length: 10 }, (_, index) => `a:a${index}.example`).join(' ');
  const A_HOSTS = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`a${index}.example`, { A: '192.0.2.1' }]),
  );

  it.each<[reason: string, own: string, offered: readonly string[], inCases: readonly string[]]>([
    ['an address passes at once', 'v=spf1 ip4=192.0.2.1 -all', ['v=spf1 ip4:192.0.2.1 -all'], []],
    ['case and the rest stay', 'v=spf1 mx IP4=192.0.2.0/24 ~all', ['v=spf1 mx IP4:192.0.2.0/24 ~all'], []],
    [
      'what an include leads to is not known',
      'v=spf1 include=_spf.google.com mx ~all',
      [],
      ['v=spf1 mx include:_spf.google.com ~all'],
    ],
    [
      'an address behind a name that is misspelt',
      'v=spf1 ipv4=192.0.2.1 mx -all',
      ['v=spf1 ip4:192.0.2.1 mx -all'],
      [],
    ],
    [
      'an include behind one, of which nobody knows what it leads to',
      'v=spf1 inlcude=_spf.google.com mx ~all',
      [],
      ['v=spf1 mx include:_spf.google.com ~all'],
    ],
    ['a redirect without a record would end in an error', 'v=spf1 mx redirct=a.example', [], []],
    ['nobody is to use ptr', 'v=spf1 ptr=a.example -all', [], []],
    ['without a value it is open what was meant', 'v=spf1 a= -all', [], []],
    ['what is no address is none', 'v=spf1 ip4=mail.example.com -all', [], []],
    ['a modifier of somebody else', 'v=spf1 mx rp=100 -all', [], []],
  ])('%s', async (_reason, own, offered, inCases) => {
    expect(await valuesIn(asked(own), 'meant')).toEqual(offered);
    expect((await valuesIn(asked(own), 'meant', true)).filter((each) => !offered.includes(each))).toEqual(
      inCases,
    );
  });

  it('is not mended where receivers would stop before the end', async () => {
    const question = asked(`v=spf1 ${TEN} include=more.example -all`, { also: A_HOSTS });
    const step = await stepIn(question, 'meant');
    expect(step?.state).toBe('needed');
    expect(recordsIn(step, true)).toEqual([]);
    expect(JSON.stringify(step)).toContain('11 look-ups');
  });
});

describe('the end of the record', () => {
  const dmarc = (policy: string): { also: Zone } => ({
    also: { '_dmarc.example.com': `v=DMARC1; p=${policy}; rua=mailto:a@example.com` },
  });
  it.each<[own: string, policy: string, state: string, offered: string | undefined, reason: string]>([
    ['v=spf1 mx -all', 'none', 'done', undefined, 'strict is fine'],
    ['v=spf1 mx ~all', 'reject', 'done', undefined, 'DMARC decides'],
    ['v=spf1 mx ~all', 'quarantine', 'done', undefined, 'DMARC decides'],
    ['v=spf1 mx ~all', 'none', 'needed', undefined, 'DMARC is what is missing, and not a -all'],
    ['v=spf1 mx ?all', 'none', 'needed', 'v=spf1 mx ~all', 'says nothing'],
    ['v=spf1 mx', 'none', 'needed', 'v=spf1 mx ~all', 'no end'],
    [
      'v=spf1 mx exp=why.example.com',
      'none',
      'needed',
      'v=spf1 mx ~all exp=why.example.com',
      'in front of modifiers',
    ],
    ['v=spf1 mx +all', 'none', 'needed', 'v=spf1 mx ~all', 'lets everybody in'],
    ['v=spf1 all', 'none', 'needed', 'v=spf1 ~all', 'the same without its sign'],
    ['v=spf1 redirect=open.example', 'none', 'needed', undefined, 'the end is that of somebody else'],
  ])('%s under %s is %s', async (own, policy, state, offered) => {
    const { also } = dmarc(policy);
    const step = await stepIn(asked(own, { also: { ...also, 'open.example': 'v=spf1 +all' } }), 'end');
    expect(step?.state).toBe(state);
    // Never without the condition that everybody who sends is in it.
    expect(recordsIn(step)).toEqual([]);
    expect(recordsIn(step, true)[0]?.value).toBe(offered);
  });
});

describe('the steps of SPF', () => {
  it.each<[reason: string, question: GuideQuestion, states: Record<string, string>]>([
    [
      'a good one',
      asked('v=spf1 mx -all'),
      { record: 'done', 'look-ups': 'done', end: 'done', verify: 'done' },
    ],
    ['none', asked({}), { record: 'needed', verify: 'needed' }],
    ['no answer', asked({ fails: 'all' }), { record: 'unknown' }],
    [
      'a null MX, and somebody who sends',
      asked('v=spf1 include:_spf.a.example ~all', { mx: noMail('null-mx') }),
      { record: 'done', silent: 'needed', 'look-ups': 'done', end: 'needed', verify: 'done' },
    ],
  ])('%s', async (_reason, question, states) => {
    expect(statesOf((await guided(question)).steps)).toEqual(states);
  });

  it('are none for a domain that does not exist', async () => {
    expect((await guided(asked({}, { mx: noMail('nxdomain') }))).steps).toEqual([]);
  });

  it.each<[reason: string, own: Entry | readonly string[]]>([
    ['two records', ['v=spf1 include:_spf.a.example -all', 'v=spf1 include:_spf.b.example ~all']],
    ['a slip', 'v=spf1 ipv4:192.0.2.1 -all'],
    ['everybody', 'v=spf1 +all'],
    ['a sign of equality', 'v=spf1 ip4=192.0.2.1 mx -all'],
    ['a name to buy, twice the same, no end', 'v=spf1 include:nobody-has-this-one.com mx mx'],
    ['nothing', {}],
  ])('followed to the letter leave no error: %s', async (_reason, own) => {
    const answers = { 'spf-own': ['mx'] };
    const { steps, errors } = await followed(asked(own, { answers }), true);
    expect(errors).toEqual([]);
    expect(steps.at(-1)?.state).toBe('done');
  });
});
