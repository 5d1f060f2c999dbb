import { describe, expect, it } from 'vitest';
import { spfSteps } from '../../../../lib/mechanisms/spf/guide.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { EXAMPLE, host, mxOf, noMail } from '../../../support/assessments.ts';
import { factsIn, guided, saidIn, type GuideQuestion } from '../../../support/guided.ts';
import type { Entry, Zone } from '../../../support/spf-world.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const KNOWN: Zone = {
  '_spf.a.example': 'v=spf1 ip4:192.0.2.0/24 -all',
  '_spf.b.example': 'v=spf1 ip4:198.51.100.0/24 -all',
  'mail.example.com': { A: '203.0.113.9' },
};
const SILENT: Zone = { 'silent.example': { fails: 'all' } };
const OLD = 'v=spf1 include:old.example mx ~all';
/** A domain with these TXT, or with another answer, in a small DNS. */
function asked(
  own: Entry | readonly string[],
  { also, ...more }: Partial<GuideQuestion> & { readonly also?: Zone } = {},
): GuideQuestion {
  const entry = typeof own === 'string' || Array.isArray(own) ? { TXT: own } : (own as object);
  const zone = { ...KNOWN, ...also, [EXAMPLE]: { MX: '10 mail.example.com', A: '203.0.113.8', ...entry } };
  return { of: 'spf', domain: EXAMPLE, ...more, zone };
}
/** So many includes, each of which is one look-up, and what they lead to. */
const includes = (count: number, letter = 'p') =>
  Array.from({ length: count }, (_, index) => `include:${letter}${index}.example`).join(' ');
const zoneOf = (count: number, letter = 'p'): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${letter}${index}.example`,
      `v=spf1 ip4:192.0.2.${index} -all`,
    ]),
  );
const dmarc = (policy: string) => ({ also: { '_dmarc.example.com': `v=DMARC1; p=${policy}` } });

type Row = readonly [why: string, question: GuideQuestion, state: string | null, says: readonly string[]];
async function said(question: GuideQuestion, name: string) {
  const step = (await guided(question)).steps.find((each) => each.name === `spf-${name}`);
  return [step?.state ?? null, saidIn(step, 'spf')];
}

describe('the step about a record that can be read', () => {
  it.each<Row>([
    [
      'another version beside it, which nobody reads',
      asked(['v=spf1 mx -all', 'v=spf2.0 mx']),
      'done',
      ['record.sound', 'record.beside | v=spf2.0 mx'],
    ],
    [
      'terms beside it, without a version',
      asked(['v=spf1 mx -all', 'include:_spf.a.example ~all']),
      'done',
      ['record.sound', 'record.beside | include:_spf.a.example ~all'],
    ],
    ['terms behind all', asked('v=spf1 -all mx'), 'done', ['record.sound', 'record.afterAll']],
    ['ptr', asked('v=spf1 ptr mx -all'), 'done', ['record.sound', 'record.ptr']],
    [
      'a range of sixteen million addresses',
      asked('v=spf1 ip4:17.0.0.0/8 -all'),
      'done',
      ['record.sound', 'record.wide | ip4:17.0.0.0/8'],
    ],
    [
      'one of half of all addresses',
      asked('v=spf1 ip4:0.0.0.0/1 -all'),
      'needed',
      ['record.sound', 'record.wide | ip4:0.0.0.0/1'],
    ],
    ['nothing to be said', asked('v=spf1 mx -all'), 'done', ['record.sound']],
    [
      'a broken one, and another version beside it',
      asked(['v=spf1 foo -all', 'v=spf2.0 mx']),
      'needed',
      ['repair.open'],
    ],
    [
      'two that contradict each other',
      asked(['v=spf1 redirect=_spf.a.example', 'v=spf1 a -all']),
      'needed',
      ['merge.why | 2', 'merge.open'],
    ],
    [
      'two with too many look-ups together',
      asked([`v=spf1 ${includes(6)} -all`, `v=spf1 ${includes(6, 'q')} -all`], {
        also: { ...zoneOf(6), ...zoneOf(6, 'q') },
      }),
      'needed',
      ['merge.why | 2', 'merge.tooMany | 12'],
    ],
    [
      'two with different ends',
      asked(['v=spf1 include:_spf.a.example -all', 'v=spf1 include:_spf.b.example ~all']),
      'needed',
      [
        'merge.why | 2',
        'merge.how',
        'record | v=spf1 include:_spf.a.example include:_spf.b.example ~all',
        'merge.count',
      ],
    ],
    [
      'two that refuse, and refused nobody so far',
      asked(['v=spf1 include:_spf.a.example -all', 'v=spf1 include:_spf.b.example -all']),
      'needed',
      [
        'merge.why | 2',
        'merge.how',
        'repair.soft',
        'record | v=spf1 include:_spf.a.example include:_spf.b.example ~all',
        'end.case:',
        '> record | v=spf1 include:_spf.a.example include:_spf.b.example -all',
        'merge.count',
      ],
    ],
    [
      'a slip in one that refuses',
      asked('v=spf1 ipv4:192.0.2.1 -all'),
      'needed',
      [
        'repair.how',
        'repair.soft',
        'record | v=spf1 ip4:192.0.2.1 ~all',
        'end.case:',
        '> record | v=spf1 ip4:192.0.2.1 -all',
      ],
    ],
    [
      'a slip in another one',
      asked('v=spf1 ipv4:192.0.2.1 ~all'),
      'needed',
      ['repair.how', 'record | v=spf1 ip4:192.0.2.1 ~all'],
    ],
    [
      'a slip with more than one answer',
      asked('v=spf1 ip4:mail.example.com ~all'),
      'needed',
      ['repair.open'],
    ],
    ['no answer', asked({ fails: 'all' }), 'unknown', ['record.unknown | example.com']],
    [
      'no record',
      asked({}),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint',
        'new.waiting',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'no record of a domain that takes no mail',
      asked({}, { mx: noMail('null-mx') }),
      'needed',
      [
        'new.nullMx',
        'new.closed',
        'record | v=spf1 -all',
        'new.sendsCase:',
        '> new.who',
        '> ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        '> ask | new.own ; new.ownHint',
        '> new.waiting',
      ],
    ],
    [
      'senders that are named; of a name that was not offered nothing is taken',
      asked(
        {},
        { answers: { 'spf-own': ['192.0.2.1'], 'spf-providers': ['_spf.google.com', 'nowhere.example'] } },
      ),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint',
        'new.soft',
        'record | v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all',
        'new.count | 1',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'a sender that cannot be read',
      asked({}, { answers: { 'spf-own': ['hello world'] } }),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint ; new.fault | hello',
        'new.waiting',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'senders with too many look-ups',
      asked({}, { answers: { 'spf-own': includes(11).split(' ') } }),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint',
        'new.tooMany',
        'new.waiting',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'a provider that receives the mail',
      asked({}, { mx: mxOf(host('aspmx.l.google.com')) }),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.receives | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint',
        'new.waiting',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'no record of a domain without a mail server',
      asked({}, { mx: noMail('no-address') }),
      'needed',
      [
        'new.who',
        'ask | new.providers ; new.providersHint ; new.provider | Google Workspace | _spf.google.com',
        'ask | new.own ; new.ownHint',
        'new.waiting',
        'new.closedCase:',
        '> new.closed',
        '> record | v=spf1 -all',
      ],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'record')).toEqual([state, says]);
  });
});

describe('the step about a domain that takes no mail', () => {
  it.each<Row>([
    [
      'a null MX, and a record that lets somebody send',
      asked('v=spf1 mx ~all', { mx: noMail('null-mx') }),
      'needed',
      ['silent.why', 'new.closedCase:', '> record | v=spf1 -all'],
    ],
    ['one that says already that nobody sends', asked('v=spf1  -all ', { mx: noMail('null-mx') }), null, []],
    [
      'terms behind the end',
      asked('v=spf1 -all mx', { mx: noMail('null-mx') }),
      'needed',
      ['silent.why', 'new.closedCase:', '> record | v=spf1 -all'],
    ],
    ['a mail server without an address', asked('v=spf1 mx ~all', { mx: noMail('no-address') }), null, []],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'silent')).toEqual([state, says]);
  });
});

describe('the step about ten look-ups', () => {
  it.each<Row>([
    ['one', asked('v=spf1 mx -all'), 'done', ['lookUps.count | 1']],
    [
      'nine, which is near',
      asked(`v=spf1 ${includes(9)} -all`, { also: zoneOf(9) }),
      'done',
      ['lookUps.count | 9', 'lookUps.near'],
    ],
    ['eight', asked(`v=spf1 ${includes(8)} -all`, { also: zoneOf(8) }), 'done', ['lookUps.count | 8']],
    [
      'three void ones: an exists depends on nobody who sends, and stays',
      asked('v=spf1 a:x.example.com exists:y.example.com mx:z.example.com -all'),
      'needed',
      ['lookUps.count | 3', 'lookUps.free | a:x.example.com, mx:z.example.com', 'repair.stillOpen'],
    ],
    [
      'a null MX, within the limits: its owner may put servers there',
      asked('v=spf1 mx:null.example mx -all', { also: { 'null.example': { MX: '0 .' } } }),
      'done',
      ['lookUps.count | 2'],
    ],
    [
      'the same beyond them',
      asked(`v=spf1 ${includes(10)} mx:null.example -all`, {
        also: { ...zoneOf(10), 'null.example': { MX: '0 .' } },
      }),
      'needed',
      [
        'lookUps.count | 11',
        'lookUps.eleventh | mx:null.example | mx:null.example',
        'lookUps.free | mx:null.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:p0.example | 1',
        'repair.soft',
        `record | v=spf1 ${includes(10)} ~all`,
        'end.case:',
        `> record | v=spf1 ${includes(10)} -all`,
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'one that is there twice beside a record that did not answer, within the limits',
      asked('v=spf1 mx mx include:silent.example -all', { also: SILENT }),
      'unknown',
      ['lookUps.atLeast | 3', 'lookUps.free | mx', 'record | v=spf1 mx include:silent.example -all'],
    ],
    [
      'the same beyond them: what is left may still be too much',
      asked(`v=spf1 include:silent.example ${includes(9)} include:p0.example -all`, {
        also: { ...zoneOf(9), ...SILENT },
      }),
      'needed',
      [
        'lookUps.atLeast | 11',
        'lookUps.eleventh | include:p0.example | include:p0.example',
        'lookUps.free | include:p0.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:silent.example | 1',
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'eleven, the first of a provider',
      asked(`v=spf1 include:sendgrid.net ${includes(10)} -all`, {
        also: { ...zoneOf(10), 'sendgrid.net': 'v=spf1 ip4:192.0.2.77 -all' },
      }),
      'needed',
      [
        'lookUps.count | 11',
        'lookUps.eleventh | include:p9.example | include:p9.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:sendgrid.net, SendGrid | 1',
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'twelve',
      asked(`v=spf1 ${includes(12)} -all`, { also: zoneOf(12) }),
      'needed',
      [
        'lookUps.count | 12',
        'lookUps.eleventh | include:p10.example | include:p10.example, include:p11.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:p0.example | 1',
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'eleven, of which one is there twice',
      asked(`v=spf1 ${includes(10)} include:p0.example -all`, { also: zoneOf(10) }),
      'needed',
      [
        'lookUps.count | 11',
        'lookUps.eleventh | include:p0.example | include:p0.example',
        'lookUps.free | include:p0.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:p0.example | 1',
        'repair.soft',
        'record | v=spf1 include:p0.example include:p1.example include:p2.example include:p3.example include:p4.example include:p5.example include:p6.example include:p7.example include:p8.example include:p9.example ~all',
        'end.case:',
        '> record | v=spf1 include:p0.example include:p1.example include:p2.example include:p3.example include:p4.example include:p5.example include:p6.example include:p7.example include:p8.example include:p9.example -all',
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'one that could not be followed',
      asked('v=spf1 include:silent.example ~all', { also: SILENT }),
      'unknown',
      ['lookUps.atLeast | 1'],
    ],
    [
      'twelve, without one of them',
      asked(`v=spf1 ${includes(12)} -all`, {
        also: zoneOf(12),
        answers: { 'spf-unused': ['include:p3.example'] },
      }),
      'needed',
      [
        'lookUps.count | 12',
        'lookUps.eleventh | include:p10.example | include:p10.example, include:p11.example',
        'ask | lookUps.unused ; lookUps.unusedHint ; lookUps.term | include:p0.example | 1 ; lookUps.left | 11',
        'lookUps.subdomain',
        'lookUps.order',
        'lookUps.flatten',
      ],
    ],
    [
      'three names without an address',
      asked('v=spf1 a:x.example.com a:y.example.com a:z.example.com mx ~all'),
      'needed',
      [
        'lookUps.count | 4',
        'lookUps.free | a:x.example.com, a:y.example.com, a:z.example.com',
        'record | v=spf1 mx ~all',
      ],
    ],
    [
      'ten',
      asked(`v=spf1 ${includes(10)} -all`, { also: zoneOf(10) }),
      'done',
      ['lookUps.count | 10', 'lookUps.near'],
    ],
    [
      'two names without an address',
      asked('v=spf1 a:x.example.com a:y.example.com mx ~all'),
      'done',
      ['lookUps.count | 3'],
    ],
    [
      'three hosts without mail servers',
      asked('v=spf1 mx:x.example.com mx:y.example.com mx:z.example.com a ~all'),
      'needed',
      [
        'lookUps.count | 4',
        'lookUps.free | mx:x.example.com, mx:y.example.com, mx:z.example.com',
        'record | v=spf1 a ~all',
      ],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'look-ups')).toEqual([state, says]);
  });
});

describe('the step about a mechanism with the sign of a modifier', () => {
  it.each<Row>([
    [
      'an address',
      asked('v=spf1 ip4=192.0.2.1 -all'),
      'needed',
      ['meant.why | ip4=192.0.2.1', 'record | v=spf1 ip4:192.0.2.1 -all'],
    ],
    [
      'an include, of which nobody knows what it leads to',
      asked('v=spf1 include=_spf.a.example mx ~all'),
      'needed',
      [
        'meant.why | include=_spf.a.example',
        'meant.case | _spf.a.example | 8:',
        '> record | v=spf1 mx include:_spf.a.example ~all',
      ],
    ],
    [
      'the tenth look-up',
      asked(`v=spf1 ${includes(9)} a=mail.example.com -all`, { also: zoneOf(9) }),
      'needed',
      [
        'meant.why | a=mail.example.com',
        'meant.hosts | mail.example.com:',
        `> record | v=spf1 ${includes(9)} a:mail.example.com -all`,
      ],
    ],
    [
      'the eleventh',
      asked(`v=spf1 ${includes(10)} a=mail.example.com -all`, { also: zoneOf(10) }),
      'needed',
      ['meant.why | a=mail.example.com', 'meant.tooMany | 11'],
    ],
    [
      'a name that would match everybody, if it exists',
      asked('v=spf1 mx exists=a.example -all'),
      'needed',
      ['meant.why | exists=a.example', 'repair.open'],
    ],
    [
      'a range of everybody',
      asked('v=spf1 mx ip4=0.0.0.0/0 -all'),
      'needed',
      ['meant.why | ip4=0.0.0.0/0', 'repair.open'],
    ],
    [
      'the same around a host',
      asked('v=spf1 mx a=a.example/0 -all'),
      'needed',
      ['meant.why | a=a.example/0', 'repair.open'],
    ],
    [
      'an address of the web, which the grammar takes',
      asked('v=spf1 mx a=http://mail.example.com -all'),
      'needed',
      ['meant.why | a=http://mail.example.com', 'repair.open'],
    ],
    ['one behind the end, where it would be as idle', asked('v=spf1 mx -all a=mail.example.com'), null, []],
    [
      'one on either side of the end',
      asked('v=spf1 ip4=192.0.2.1 -all ip4=192.0.2.2'),
      'needed',
      ['meant.why | ip4=192.0.2.1', 'record | v=spf1 ip4:192.0.2.1 -all ip4=192.0.2.2'],
    ],
    ['none', asked('v=spf1 mx x=y -all'), null, []],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'meant')).toEqual([state, says]);
  });
});

describe('when a step is to be taken', () => {
  it.each<[name: string, question: GuideQuestion, phase: string | undefined]>([
    ['record', asked({}), 'senders'],
    ['record', asked('v=spf1 mx -all'), 'senders'],
    ['record', asked('v=spf1 foo -all'), 'senders'],
    ['record', asked({ fails: 'TXT' }), 'senders'],
    ['silent', asked('v=spf1 mx ~all', { mx: noMail('null-mx') }), 'senders'],
    ['look-ups', asked('v=spf1 mx -all'), 'senders'],
    ['dangling', asked('v=spf1 a:nobody-has-this-one.com mx ~all'), 'senders'],
    ['targets', asked('v=spf1 include:mail.example.com ~all'), 'senders'],
    ['meant', asked('v=spf1 ip4=192.0.2.1 -all'), 'senders'],
    ['end', asked('v=spf1 mx ~all'), 'tighten'],
    ['verify', asked('v=spf1 mx ~all'), undefined],
  ])('%s (%#)', async (name, question, phase) => {
    const step = (await guided(question)).steps.find((each) => each.name === `spf-${name}`);
    expect([step?.name, step?.phase]).toEqual([`spf-${name}`, phase]);
  });
});

describe('the step about names that anybody can buy', () => {
  it.each<Row>([
    [
      'a name that nobody has, in a record that refuses',
      asked('v=spf1 include:_spf.nobody-has-this-one.com mx -all'),
      'needed',
      [
        'dangling.why | nobody-has-this-one.com',
        'dangling.remove',
        'repair.soft',
        'record | v=spf1 mx ~all',
        'end.case:',
        '> record | v=spf1 mx -all',
      ],
    ],
    [
      'strangers would pass without it, by what is left',
      asked('v=spf1 include:_spf.nobody-has-this-one.com ip4:0.0.0.0/0 -all'),
      'needed',
      ['dangling.why | nobody-has-this-one.com', 'dangling.remove', 'repair.stillOpen'],
    ],
    [
      'nobody is left without it',
      asked('v=spf1 include:_spf.nobody-has-this-one.com -all'),
      'needed',
      [
        'dangling.why | nobody-has-this-one.com',
        'dangling.remove',
        'repair.soft',
        'record | v=spf1 ~all',
        'new.closedCase:',
        '> record | v=spf1 -all',
      ],
    ],
    [
      'a name in a record of somebody else',
      asked('v=spf1 include:up.example ~all', {
        also: { 'up.example': 'v=spf1 include:nobody-has-this-one.com -all' },
      }),
      'needed',
      [
        'dangling.why | nobody-has-this-one.com',
        'dangling.other | include:nobody-has-this-one.com | up.example',
      ],
    ],
    [
      'two terms that have run together',
      asked('v=spf1 include:_spf.a.example,include:_spf.nobody-has-this-one.com mx ~all'),
      'needed',
      ['dangling.why | nobody-has-this-one.com', 'repair.open'],
    ],
    ['nothing of that', asked('v=spf1 mx ~all'), null, []],
    [
      'the name of a mail server that nobody has',
      asked({ TXT: 'v=spf1 mx ~all', MX: '10 mx.nobody-has-this-one.com' }),
      'needed',
      ['dangling.why | nobody-has-this-one.com', 'dangling.behind'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'dangling')).toEqual([state, says]);
  });
});

describe('the step about what the record leads to', () => {
  it.each<Row>([
    [
      'no record there',
      asked(OLD, { also: { 'old.example': { TXT: 'hello' } } }),
      'needed',
      [
        'targets.why',
        'targets.none | old.example | include:old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'a broken record there',
      asked(OLD, { also: { 'old.example': 'v=spf1 foo:bar -all' } }),
      'needed',
      [
        'targets.why',
        'targets.broken | old.example | include:old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'a record there that lets everybody in',
      asked(OLD, { also: { 'old.example': 'v=spf1 +all' } }),
      'needed',
      [
        'targets.why',
        'targets.open | include:old.example | old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'a range there that is as good as everybody',
      asked('v=spf1 include:old.example mx -all', { also: { 'old.example': 'v=spf1 ip4:64.0.0.0/2 -all' } }),
      'needed',
      ['targets.why', 'targets.wide | ip4:64.0.0.0/2 | old.example'],
    ],
    [
      'the same before an end that nobody came to so far',
      asked('v=spf1 mx include:old.example -all', { also: { 'old.example': 'v=spf1 +all' } }),
      'needed',
      [
        'targets.why',
        'targets.open | include:old.example | old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> repair.wasOpen',
        '> record | v=spf1 mx ~all',
        '> end.case:',
        '> > record | v=spf1 mx -all',
      ],
    ],
    [
      'a record there that leads to itself',
      asked(OLD, { also: { 'old.example': 'v=spf1 include:old.example -all' } }),
      'needed',
      ['targets.why', 'targets.loop | include:old.example | old.example', 'targets.other | old.example'],
    ],
    [
      'a name that exists, so that everybody is let in',
      asked('v=spf1 exists:old.example mx ~all', { also: { 'old.example': { A: '198.41.0.4' } } }),
      'needed',
      [
        'targets.why',
        'targets.always | exists:old.example | old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'a name that each sender chooses',
      asked('v=spf1 a:%{h} mx ~all'),
      'needed',
      [
        'targets.why',
        'targets.theirs | a:%{h}',
        'targets.case | a:%{h}:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'more than ten mail servers',
      asked('v=spf1 mx:old.example mx ~all', {
        also: { 'old.example': { MX: Array.from({ length: 11 }, (_, index) => `10 m${index}.example`) } },
      }),
      'needed',
      [
        'targets.why',
        'targets.hosts | mx:old.example | old.example',
        'targets.case | old.example:',
        '> targets.remove',
        '> record | v=spf1 mx ~all',
      ],
    ],
    [
      'a record of somebody else leads there',
      asked('v=spf1 include:up.example mx ~all', {
        also: { 'up.example': 'v=spf1 include:old.example ~all', 'old.example': { TXT: 'hello' } },
      }),
      'needed',
      ['targets.why', 'targets.none | old.example | include:old.example', 'targets.other | up.example'],
    ],
    [
      'two terms that have run together',
      asked('v=spf1 include:_spf.a.example,include:b.example mx ~all', {
        also: { 'b.example': 'v=spf1 -all' },
      }),
      'needed',
      [
        'targets.why',
        'targets.none | _spf.a.example,include:b.example | include:_spf.a.example,include:b.example',
        'repair.open',
      ],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'targets')).toEqual([state, says]);
  });
});

describe('the step about everybody else', () => {
  it.each<Row>([
    [
      'a redirect beside an end, which nobody reads',
      asked('v=spf1 mx redirect=_spf.a.example ?all'),
      'needed',
      [
        'end.neutral',
        'end.list',
        'end.case:',
        '> end.then',
        '> record | v=spf1 mx redirect=_spf.a.example ~all',
      ],
    ],
    [
      'everybody but one who is refused',
      asked('v=spf1 -ip4:192.0.2.1 +all'),
      'needed',
      ['end.open', 'end.list', 'end.case:', '> end.then', '> record | v=spf1 -ip4:192.0.2.1 ~all'],
    ],
    [
      'an end in another record that there is not',
      asked('v=spf1 mx redirect=gone.example'),
      'unknown',
      ['end.unknown'],
    ],
    ['strict', asked('v=spf1 mx -all'), 'done', ['end.strict']],
    [
      'soft, under a DMARC policy that refuses',
      asked('v=spf1 mx ~all', dmarc('reject')),
      'done',
      ['end.soft', 'end.why'],
    ],
    [
      'soft, under one that moves to junk',
      asked('v=spf1 mx ~all', dmarc('quarantine')),
      'done',
      ['end.soft', 'end.why'],
    ],
    [
      'soft, under one that does nothing',
      asked('v=spf1 mx ~all', dmarc('none')),
      'needed',
      ['end.softAlone', 'end.why'],
    ],
    ['soft, without any', asked('v=spf1 mx ~all'), 'needed', ['end.softAlone', 'end.why']],
    [
      'soft, and what DMARC says is not known',
      asked('v=spf1 mx ~all', { also: { '_dmarc.example.com': { fails: 'all' } } }),
      'unknown',
      ['end.softAlone', 'end.why'],
    ],
    [
      'neutral',
      asked('v=spf1 mx ?all', dmarc('none')),
      'needed',
      ['end.neutral', 'end.list', 'end.case:', '> end.then', '> record | v=spf1 mx ~all'],
    ],
    [
      'none, under DMARC',
      asked('v=spf1 mx', dmarc('reject')),
      'needed',
      ['end.neutral', 'end.list', 'end.case:', '> end.underDmarc', '> record | v=spf1 mx ~all'],
    ],
    [
      'open, under DMARC',
      asked('v=spf1 mx +all', dmarc('quarantine')),
      'needed',
      ['end.open', 'end.list', 'end.case:', '> end.underDmarc', '> record | v=spf1 mx ~all'],
    ],
    [
      'open, in a record that this one leads to',
      asked('v=spf1 mx redirect=open.example', { also: { 'open.example': 'v=spf1 +all' } }),
      'needed',
      ['end.open', 'end.elsewhere', 'end.list'],
    ],
    [
      'in a record that did not answer',
      asked('v=spf1 mx redirect=silent.example', { also: SILENT }),
      'unknown',
      ['end.unknown'],
    ],
    ['neutral, before other terms', asked('v=spf1 ?all mx'), 'needed', ['end.neutral', 'end.list']],
    [
      'neutral, by a term before an end that refuses, which is right as it is',
      asked('v=spf1 mx ?ip4:0.0.0.0/0 -all'),
      'needed',
      ['end.neutral', 'end.decides | ?ip4:0.0.0.0/0', 'end.list'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'end')).toEqual([state, says]);
  });
});

describe('the step about what has to hold in the end', () => {
  it.each<Row>([
    [
      'all holds',
      asked('v=spf1 mx -all'),
      'done',
      ['done | check.record', 'done | check.lookUps', 'done | check.targets', 'done | check.end'],
    ],
    [
      'no record',
      asked({}),
      'needed',
      ['open | check.record', 'open | check.lookUps', 'open | check.targets', 'open | check.end'],
    ],
    [
      'a neutral end',
      asked('v=spf1 mx ?all'),
      'needed',
      ['done | check.record', 'done | check.lookUps', 'done | check.targets', 'open | check.end'],
    ],
    [
      'a record that did not answer',
      asked('v=spf1 include:silent.example ~all', { also: SILENT }),
      'unknown',
      ['done | check.record', 'unknown | check.lookUps', 'unknown | check.targets', 'done | check.end'],
    ],
    [
      'a record that is not there',
      asked('v=spf1 include:gone.example ~all'),
      'needed',
      ['done | check.record', 'done | check.lookUps', 'open | check.targets', 'done | check.end'],
    ],
    [
      'three names without an address',
      asked('v=spf1 a:x.example.com a:y.example.com a:z.example.com mx ~all'),
      'needed',
      ['done | check.record', 'open | check.lookUps', 'done | check.targets', 'done | check.end'],
    ],
    [
      'a record that lets everybody in',
      asked('v=spf1 include:open.example ~all', { also: { 'open.example': 'v=spf1 +all' } }),
      'needed',
      ['done | check.record', 'done | check.lookUps', 'open | check.targets', 'done | check.end'],
    ],
    [
      'an end that is not known',
      asked('v=spf1 mx redirect=silent.example', { also: SILENT }),
      'unknown',
      ['done | check.record', 'unknown | check.lookUps', 'unknown | check.targets', 'unknown | check.end'],
    ],
    [
      'ten look-ups',
      asked(`v=spf1 ${includes(10)} ~all`, { also: zoneOf(10) }),
      'done',
      ['done | check.record', 'done | check.lookUps', 'done | check.targets', 'done | check.end'],
    ],
    [
      'eleven',
      asked(`v=spf1 ${includes(11)} ~all`, { also: zoneOf(11) }),
      'needed',
      ['done | check.record', 'open | check.lookUps', 'done | check.targets', 'done | check.end'],
    ],
    [
      'two names without an address',
      asked('v=spf1 a:x.example.com a:y.example.com mx ~all'),
      'done',
      ['done | check.record', 'done | check.lookUps', 'done | check.targets', 'done | check.end'],
    ],
    [
      'a name that anybody can buy',
      asked('v=spf1 a:nobody-has-this-one.com mx ~all'),
      'needed',
      ['done | check.record', 'done | check.lookUps', 'open | check.targets', 'done | check.end'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'verify')).toEqual([state, says]);
  });
});

describe('what Waxseal does not know is not proposed', () => {
  const stepsWith = async (change: object) => {
    const parts = await factsIn(asked('v=spf1 mx ~all'));
    const context = { policyDomain: EXAMPLE, registrableOf, now: NOW, say: WORDS.say, answers: {} };
    return spfSteps({ ...parts, spf: { ...parts.spf, ...change } as typeof parts.spf }, context);
  };

  it.each<[why: string, change: object, says: string]>([
    [
      'the domain is an alias',
      { aliases: ['a.example', 'c.example', 'b.example'] },
      'record.alias | example.com | b.example',
    ],
    [
      'as many texts as are kept',
      { texts: Array.from({ length: 10 }, () => 'hello') },
      'record.long | example.com',
    ],
    ['a text as long as is kept', { texts: ['a'.repeat(4000)] }, 'record.long | example.com'],
  ])('%s', async (_why, change, says) => {
    const steps = await stepsWith(change);
    expect(steps.map(({ name, state }) => [name, state])).toEqual([['spf-record', 'unknown']]);
    expect(saidIn(steps[0], 'spf')).toEqual([says]);
  });

  it.each<[why: string, change: object]>([
    ['one text less', { texts: ['v=spf1 mx ~all', ...Array.from({ length: 8 }, () => 'hello')] }],
    ['one character less', { texts: ['v=spf1 mx ~all', 'a'.repeat(3999)] }],
  ])('but is with %s', async (_why, change) => {
    expect((await stepsWith(change)).length).toBeGreaterThan(1);
  });

  it('a soft end is enough under a policy that is enforced, and that is not known yet', async () => {
    const parts = await factsIn(asked('v=spf1 mx ~all'));
    const context = { policyDomain: EXAMPLE, registrableOf, now: NOW, say: WORDS.say, answers: {} };
    const steps = spfSteps({ ...parts, dmarc: { state: 'pending' } }, context);
    expect(steps.find(({ name }) => name === 'spf-end')?.state).toBe('unknown');
  });

  it('a record that was not read may need more look-ups, and be broken', async () => {
    const parts = await factsIn(asked(`v=spf1 include:_spf.a.example ~all`));
    const { tree } = parts.spf as { tree: { rows: readonly object[] } };
    const rows = tree.rows.map((row) => ({ ...row, state: 'unread', isAtLeast: true }));
    const steps = await stepsWith({ tree: { ...tree, rows, isAtLeast: true } });
    expect(saidIn(steps.at(-1), 'spf')).toEqual([
      'done | check.record',
      'unknown | check.lookUps',
      'unknown | check.targets',
      'done | check.end',
    ]);
    const names = steps
      .at(-1)
      ?.body.flatMap((text) => (text.kind === 'checks' ? text.checks.map((each) => each.name) : []));
    expect(names).toEqual(['spf-record', 'spf-look-ups', 'spf-targets', 'spf-end']);
  });

  it('while nothing is known there is no step', async () => {
    expect(await stepsWith({ state: 'pending' })).toEqual([]);
  });
});
