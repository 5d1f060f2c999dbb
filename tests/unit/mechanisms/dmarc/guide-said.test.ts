import { describe, expect, it } from 'vitest';
import { noMail } from '../../../support/assessments.ts';
import { guided, saidIn, type GuideQuestion } from '../../../support/guided.ts';
import type { Zone } from '../../../support/spf-world.ts';

const EXAMPLE = 'example.com';
const AT = `_dmarc.${EXAMPLE}`;
const MAIL: Zone = { [EXAMPLE]: { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' } };
const RUA = 'rua=mailto:dmarc@example.com';
const answers = { 'dmarc-rua': ['dmarc@example.com'] };
const withTexts = (...texts: readonly string[]): Zone => ({ ...MAIL, [AT]: { TXT: texts } });
const asked = (zone: Zone, more: Partial<GuideQuestion> = {}): GuideQuestion => ({
  of: 'dmarc',
  domain: EXAMPLE,
  zone,
  ...more,
});

type Row = readonly [why: string, question: GuideQuestion, state: string | null, says: readonly string[]];
async function said(question: GuideQuestion, name: string) {
  const step = (await guided(question)).steps.find((each) => each.name === `dmarc-${name}`);
  return [step?.state ?? null, saidIn(step, 'dmarc')];
}

describe('the step about one record', () => {
  it.each<Row>([
    [
      'no record',
      asked(MAIL),
      'needed',
      ['record.first', 'ask | address.label ; address.hint | example.com', 'record.address'],
    ],
    [
      'no record, and an address',
      asked(MAIL, { answers }),
      'needed',
      [
        'record.first',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'an address that cannot be read',
      asked(MAIL, { answers: { 'dmarc-rua': ['nobody'] } }),
      'needed',
      [
        'record.first',
        'ask | address.label ; address.hint | example.com ; address.fault | nobody',
        'record.address',
      ],
    ],
    [
      'an address at a domain that takes no mail',
      asked(MAIL, { answers, mx: noMail('no-address') }),
      'needed',
      [
        'record.first',
        'ask | address.label ; address.hint | example.com ; address.dead | dmarc@example.com',
        'record.address',
      ],
    ],
    [
      'no answer',
      asked({ ...MAIL, [AT]: { fails: 'all' } }),
      'unknown',
      ['record.unknown | _dmarc.example.com'],
    ],
    ['a sound one', asked(withTexts(`v=DMARC1; p=none; ${RUA}`)), 'done', ['record.sound']],
    [
      'one with blanks between its addresses, as it may have (RFC 9989 §4.8)',
      asked(withTexts(`v=DMARC1;p=none ;${RUA} , https://example.com/r!10m`)),
      'done',
      ['record.sound'],
    ],
    [
      'an SPF record beside it',
      asked(withTexts('v=spf1 mx -all', `v=DMARC1; p=none; ${RUA}`)),
      'done',
      ['record.spf | _dmarc.example.com | example.com', 'record.sound'],
    ],
    [
      'an SPF record in its place',
      asked(withTexts('v=spf1 mx -all')),
      'needed',
      [
        'record.spf | _dmarc.example.com | example.com',
        'record.first',
        'ask | address.label ; address.hint | example.com',
        'record.address',
      ],
    ],
    [
      'a policy that cannot be read',
      asked(withTexts(`v=DMARC1; p=rejct; ${RUA}`)),
      'needed',
      ['record.broken', 'record.calm | none', 'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
    ],
    [
      'no policy at all',
      asked(withTexts(`v=DMARC1; ${RUA}`)),
      'needed',
      ['record.broken', 'record.calm | none', 'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
    ],
    [
      'nor an address',
      asked(withTexts('v=DMARC1; p=rejct')),
      'needed',
      [
        'record.broken',
        'record.calm | none',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none',
      ],
    ],
    [
      'nor an address, which is typed',
      asked(withTexts('v=DMARC1; p=rejct'), { answers }),
      'needed',
      [
        'record.broken',
        'record.calm | none',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a strict one that receivers do not read',
      asked(withTexts(`v=DMARC1 p=reject; ${RUA}`)),
      'needed',
      [
        'record.broken',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
        'record.strictCase:',
        '> record.strict',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'the version in small letters',
      asked(withTexts(`v=dmarc1; p=quarantine; ${RUA}`)),
      'needed',
      [
        'record.broken',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
        'record.strictCase:',
        '> record.strict',
        '> record | v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'two, one of which is stricter',
      asked(withTexts('v=DMARC1; p=none', `v=DMARC1; p=reject; ${RUA}`)),
      'needed',
      ['record.several | 2', 'record.calm | none', 'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
    ],
    [
      'one, and something like it',
      asked(withTexts(`v=DMARC1; p=reject; ${RUA}`, 'v=dmarc1; p=none')),
      'needed',
      [
        'record.beside | 1',
        'record.calm | reject',
        'record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'one at the domain itself',
      asked({
        'example.com': { MX: '10 mail.example.com', TXT: ['v=spf1 mx -all', `v=DMARC1; p=reject; ${RUA}`] },
      }),
      'needed',
      [
        'record.apex | example.com',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
        'copy record.apexDelete | example.com | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
        'record.strictCase:',
        '> record.strict',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a wrong np, which older receivers do not know',
      asked(withTexts(`v=DMARC1; p=reject; np=bogus; ${RUA}`)),
      'needed',
      [
        'record.broken',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
        'record.strictCase:',
        '> record.strict',
        '> record.unreadBelow',
        '> record.older | reject',
        '> record | v=DMARC1; p=reject; np=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a right one, and one at the domain itself, where nobody looks',
      asked({
        'example.com': { MX: '10 mail.example.com', TXT: ['v=spf1 mx -all', 'v=DMARC1; p=none'] },
        [AT]: `v=DMARC1; p=reject; ${RUA}`,
      }),
      'done',
      ['record.sound'],
    ],
    [
      'a broken one by which mail is put aside, and nobody gets reports',
      asked(withTexts('v=DMARC1; p=quarantine; adkim=x')),
      'needed',
      ['record.broken', 'record.calm | quarantine', 'record | v=DMARC1; p=quarantine'],
    ],
    [
      'a wrong np, and something like a record beside it',
      asked(withTexts(`v=DMARC1; p=reject; np=bogus; ${RUA}`, 'v=dmarc1; p=none')),
      'needed',
      [
        'record.beside | 1',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
        'record.strictCase:',
        '> record.strict',
        '> record.unreadBelow',
        '> record.older | reject',
        '> record | v=DMARC1; p=reject; np=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'two strict ones, of which older receivers use none either',
      asked(withTexts(`v=DMARC1; p=reject; ${RUA}`, `v=DMARC1; p=reject; fo=0; ${RUA}`)),
      'needed',
      [
        'record.several | 2',
        'record.calm | none',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com; fo=0',
        'record.strictCase:',
        '> record.strict',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com; fo=0',
      ],
    ],
    [
      'no record, and two addresses',
      asked(MAIL, { answers: { 'dmarc-rua': ['a@example.com', 'b@example.com'] } }),
      'needed',
      [
        'record.first',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com',
      ],
    ],
    [
      'a version of SPF alone beside it',
      asked(withTexts('v=spf1', `v=DMARC1; p=none; ${RUA}`)),
      'done',
      ['record.spf | _dmarc.example.com | example.com', 'record.sound'],
    ],
    [
      'a text that has one within',
      asked(withTexts('x v=spf1 mx -all', `v=DMARC1; p=none; ${RUA}`)),
      'done',
      ['record.sound'],
    ],
    [
      'psd=y at an organization',
      asked(withTexts(`v=DMARC1; p=none; psd=y; ${RUA}`)),
      'unknown',
      [
        'record.sound',
        'record.suffixCase:',
        '> record.suffix',
        '> record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'inherited',
      asked(
        { ...withTexts(`v=DMARC1; p=reject; ${RUA}`), 'news.example.com': { MX: '10 mail.example.com' } },
        { domain: 'news.example.com' },
      ),
      'done',
      ['record.inherited | example.com'],
    ],
    [
      'a broken one below a strict one',
      asked(
        {
          ...withTexts(`v=DMARC1; p=reject; ${RUA}`),
          'news.example.com': { MX: '10 mail.example.com' },
          '_dmarc.news.example.com': 'v=dmarc1; p=none',
        },
        { domain: 'news.example.com' },
      ),
      'needed',
      [
        'record.broken',
        'record.weaker | none | reject',
        'ask | address.label ; address.hint | news.example.com',
        'record | v=DMARC1; p=none',
      ],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'record')).toEqual([state, says]);
  });
});

describe('the step about reports', () => {
  it.each<Row>([
    ['they arrive', asked(withTexts(`v=DMARC1; p=none; ${RUA}`)), 'done', ['reports.why']],
    [
      'no address',
      asked(withTexts('v=DMARC1; p=none')),
      'needed',
      ['reports.why', 'ask | address.label ; address.hint | example.com'],
    ],
    [
      'no address, which is typed',
      asked(withTexts('v=DMARC1; p=none'), { answers }),
      'needed',
      [
        'reports.why',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a host that has to agree',
      asked({
        ...withTexts('v=DMARC1; p=none; rua=mailto:x@other.example'),
        'other.example': { MX: '10 mx.other.example' },
      }),
      'needed',
      ['reports.why', 'reports.permission | other.example | other.example', 'record | v=DMARC1;'],
    ],
    [
      'a host that takes no mail',
      asked({ ...withTexts('v=DMARC1; p=none; rua=mailto:x@dead.example'), 'dead.example': { MX: '0 ' } }),
      'needed',
      ['reports.why', 'reports.dead | dead.example', 'ask | address.label ; address.hint | example.com'],
    ],
    [
      'such a host beside one that does',
      asked({ ...withTexts(`v=DMARC1; p=none; ${RUA},mailto:x@dead.example`), 'dead.example': { MX: '0 ' } }),
      'needed',
      [
        'reports.why',
        'reports.dead | dead.example',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a host that has to agree, and takes no mail: nobody else has to do anything',
      asked(withTexts('v=DMARC1; p=none; rua=mailto:x@gone.example')),
      'needed',
      ['reports.why', 'reports.dead | gone.example', 'ask | address.label ; address.hint | example.com'],
    ],
    [
      'a host that sends them on to another one, which is as good as none',
      asked({
        ...withTexts('v=DMARC1; p=none; rua=mailto:x@on.example'),
        'on.example': { MX: '10 mx.on.example' },
        'example.com._report._dmarc.on.example': 'v=DMARC1; rua=mailto:x@else.example',
      }),
      'needed',
      ['reports.why', 'reports.dead | on.example', 'ask | address.label ; address.hint | example.com'],
    ],
    [
      'an address typed at a host that takes no mail',
      asked(
        { ...withTexts('v=DMARC1; p=none; rua=mailto:x@dead.example'), 'dead.example': { MX: '0 ' } },
        { answers: { 'dmarc-rua': ['y@dead.example'] } },
      ),
      'needed',
      [
        'reports.why',
        'reports.dead | dead.example',
        'ask | address.label ; address.hint | example.com ; address.dead | y@dead.example',
      ],
    ],
    [
      'a host for single failures that takes no mail: summaries arrive',
      asked({
        ...withTexts(`v=DMARC1; p=none; ${RUA}; ruf=mailto:x@dead.example`),
        'dead.example': { MX: '0 ' },
        'example.com._report._dmarc.dead.example': 'v=DMARC1',
      }),
      'done',
      ['reports.why'],
    ],
    [
      'a web address beside a mailbox',
      asked(withTexts(`v=DMARC1; p=none; ${RUA},https://example.com/r`)),
      'done',
      ['reports.why'],
    ],
    [
      'a web address of the organization beside a mailbox',
      asked(withTexts(`v=DMARC1; p=none; ${RUA},https://r.example.com/x`)),
      'done',
      ['reports.why'],
    ],
    [
      'two hosts that do not answer',
      asked({
        ...withTexts('v=DMARC1; p=none; rua=mailto:x@silent.example,mailto:x@mute.example'),
        'silent.example': { fails: 'all' },
        'mute.example': { fails: 'all' },
        'example.com._report._dmarc.silent.example': 'v=DMARC1',
        'example.com._report._dmarc.mute.example': 'v=DMARC1',
      }),
      'unknown',
      ['reports.why', 'reports.unknown | silent.example, mute.example'],
    ],
    [
      'such a host beside one that does, with a blank between them',
      asked({
        ...withTexts(`v=DMARC1; p=none; rua=mailto:x@dead.example , mailto:dmarc@example.com`),
        'dead.example': { MX: '0 ' },
      }),
      'needed',
      [
        'reports.why',
        'reports.dead | dead.example',
        'ask | address.label ; address.hint | example.com',
        'record | v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'a host that does not answer',
      asked({
        ...withTexts('v=DMARC1; p=none; rua=mailto:x@silent.example'),
        'silent.example': { fails: 'all' },
        'example.com._report._dmarc.silent.example': 'v=DMARC1',
      }),
      'unknown',
      ['reports.why', 'reports.unknown | silent.example'],
    ],
    ...['maito:a@example.com', 'mail:a@example.com', 'http://example.com/r'].map((uri): Row => [
      `a kind of address that no receiver has to know: ${uri}`,
      asked(withTexts(`v=DMARC1; p=none; rua=${uri}`), { answers }),
      'needed',
      [
        'reports.why',
        'ask | address.label ; address.hint | example.com',
        `record | v=DMARC1; p=none; rua=${uri},mailto:dmarc@example.com`,
      ],
    ]),
    [
      'a web address alone',
      asked(withTexts('v=DMARC1; p=none; rua=https://example.com/r')),
      'needed',
      ['reports.why', 'ask | address.label ; address.hint | example.com'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'reports')).toEqual([state, says]);
  });
});

describe('the step about DKIM', () => {
  it.each<Row>([
    [
      'in any case',
      asked(withTexts(`v=DMARC1; p=none; ${RUA}`)),
      'unknown',
      ['dkim.why', 'dkim.keys', 'dkim.how', 'dkim.lists'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'dkim')).toEqual([state, says]);
  });
});

describe('the step about asking for more', () => {
  it.each<Row>([
    [
      'none',
      asked(withTexts(`v=DMARC1; p=none; ${RUA}`)),
      'needed',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | quarantine | plan.quarantine.what | plan.quarantine.why',
        'day 56 | reject | plan.reject.what | plan.reject.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.quarantine.text',
        '> record | v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    [
      'none, without reports',
      asked(withTexts('v=DMARC1; p=none')),
      'needed',
      ['enforce.why', 'enforce.below', 'enforce.first'],
    ],
    [
      'quarantine',
      asked(withTexts(`v=DMARC1; p=quarantine; ${RUA}`)),
      'done',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | reject | plan.reject.what | plan.reject.why',
        'enforce.memory',
        'enforce.reject.case | 4:',
        '> enforce.reject.text',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    [
      'quarantine, tested',
      asked(withTexts(`v=DMARC1; p=quarantine; t=y; ${RUA}`)),
      'needed',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | untested | plan.untested.what | plan.untested.why',
        'day 56 | reject | plan.reject.what | plan.reject.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.untested.text',
        '> record | v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    [
      'reject, tested',
      asked(withTexts(`v=DMARC1; p=reject; t=y; ${RUA}`)),
      'done',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | untested | plan.untested.what | plan.untested.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.untested.text',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    [
      'reject, for a part of mail',
      asked(withTexts(`v=DMARC1; p=reject; pct=50; ${RUA}`)),
      'needed',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | unsampled | plan.unsampled.what | plan.unsampled.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.unsampled.text',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    [
      'both',
      asked(withTexts(`v=DMARC1; p=quarantine; t=y; pct=50; ${RUA}`)),
      'needed',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | untested | plan.untested.what | plan.untested.why',
        'day 56 | unsampled | plan.unsampled.what | plan.unsampled.why',
        'day 84 | reject | plan.reject.what | plan.reject.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.untested.text',
        '> record | v=DMARC1; p=quarantine; pct=50; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
    ['reject', asked(withTexts(`v=DMARC1; p=reject; ${RUA}`)), 'done', ['enforce.done', 'enforce.watch']],
    [
      'none, but more below',
      asked(withTexts(`v=DMARC1; p=none; sp=reject; pct=50; ${RUA}`)),
      'needed',
      [
        'enforce.why',
        'enforce.below',
        'day 7 | read | plan.read.what | plan.read.why',
        'day 28 | unsampled | plan.unsampled.what | plan.unsampled.why',
        'day 56 | quarantine | plan.quarantine.what | plan.quarantine.why',
        'day 84 | reject | plan.reject.what | plan.reject.why',
        'enforce.memory',
        'enforce.quarantine.case | 4:',
        '> enforce.unsampled.text',
        '> record | v=DMARC1; p=none; sp=reject; rua=mailto:dmarc@example.com',
        '> enforce.back',
      ],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'enforce')).toEqual([state, says]);
  });
});

describe('the step about names below', () => {
  it.each<Row>([
    [
      'as the domain itself',
      asked(withTexts(`v=DMARC1; p=reject; ${RUA}`)),
      'done',
      ['below.why', 'below.own'],
    ],
    [
      'none below',
      asked(withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`)),
      'needed',
      [
        'below.why',
        'below.own',
        'below.ghostsCase:',
        '> below.ghosts | reject',
        '> record | v=DMARC1; p=reject; np=reject; sp=none; rua=mailto:dmarc@example.com',
        'below.allCase:',
        '> below.all | reject',
        '> record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'less for names that do not exist',
      asked(withTexts(`v=DMARC1; p=reject; np=none; ${RUA}`)),
      'needed',
      [
        'below.why',
        'below.own',
        'below.ghostsCase:',
        '> below.ghosts | reject',
        '> record | v=DMARC1; p=reject; np=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    [
      'none below, and more for names that do not exist',
      asked(withTexts(`v=DMARC1; p=quarantine; sp=none; np=reject; ${RUA}`)),
      'needed',
      [
        'below.why',
        'below.own',
        'below.allCase:',
        '> below.all | quarantine',
        '> record | v=DMARC1; p=quarantine; np=reject; rua=mailto:dmarc@example.com',
      ],
    ],
    ['nothing to protect', asked(withTexts(`v=DMARC1; p=none; ${RUA}`)), null, []],
    [
      'a record of its own below an organization, whose record speaks for names below',
      asked(
        {
          ...withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`),
          'news.example.com': { MX: '10 mail.example.com' },
          '_dmarc.news.example.com': `v=DMARC1; p=reject; ${RUA}`,
        },
        { domain: 'news.example.com' },
      ),
      null,
      [],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'below')).toEqual([state, says]);
  });
});

describe('the step about a domain that sends nothing', () => {
  it.each<Row>([
    [
      'a null MX, and no record',
      asked({ 'example.com': { MX: '0 ' } }, { mx: noMail('null-mx') }),
      'needed',
      [
        'silent.why',
        'silent.below',
        'ask | address.optional ; address.hint | example.com',
        'record | v=DMARC1; p=reject',
      ],
    ],
    [
      'and an address',
      asked(
        { 'example.com': { MX: '0 ' } },
        { mx: noMail('null-mx'), answers: { 'dmarc-rua': ['a@other.example'] } },
      ),
      'needed',
      [
        'silent.why',
        'silent.below',
        'ask | address.optional ; address.hint | example.com',
        'record | v=DMARC1; p=reject; rua=mailto:a@other.example',
      ],
    ],
    [
      'and a record that tests',
      asked(
        { 'example.com': { MX: '0 ' }, [AT]: 'v=DMARC1; p=none; t=y; pct=10' },
        { mx: noMail('null-mx') },
      ),
      'needed',
      [
        'silent.why',
        'silent.below',
        'ask | address.optional ; address.hint | example.com',
        'record | v=DMARC1; p=reject',
      ],
    ],
    [
      'and a broken one',
      asked({ 'example.com': { MX: '0 ' }, [AT]: 'v=DMARC1; p=rejct' }, { mx: noMail('null-mx') }),
      'needed',
      [
        'silent.why',
        'silent.below',
        'ask | address.optional ; address.hint | example.com',
        'record | v=DMARC1; p=reject',
      ],
    ],
    [
      'and one that rejects',
      asked({ 'example.com': { MX: '0 ' }, [AT]: 'v=DMARC1; p=reject' }, { mx: noMail('null-mx') }),
      'done',
      ['silent.done'],
    ],
    [
      'no address, and SPF that lets nobody send',
      asked({ 'example.com': 'v=spf1 -all', [AT]: 'v=DMARC1; p=none' }, { mx: noMail('no-address') }),
      'needed',
      [
        'silent.why',
        'silent.below',
        'ask | address.optional ; address.hint | example.com',
        'record | v=DMARC1; p=reject',
      ],
    ],
    [
      'SPF that lets somebody send',
      asked({ 'example.com': 'v=spf1 a ~all' }, { mx: noMail('null-mx') }),
      null,
      [],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'silent')).toEqual([state, says]);
  });
});

describe('the step about what has to hold in the end', () => {
  it.each<Row>([
    [
      'no record',
      asked(MAIL),
      'needed',
      ['open | check.record', 'open | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
    [
      'no answer',
      asked({ ...MAIL, [AT]: { fails: 'all' } }),
      'unknown',
      [
        'unknown | check.record',
        'unknown | check.reports',
        'unknown | check.enforced',
        'unknown | check.below',
      ],
    ],
    [
      'none',
      asked(withTexts(`v=DMARC1; p=none; ${RUA}`)),
      'needed',
      ['done | check.record', 'done | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
    [
      'quarantine',
      asked(withTexts(`v=DMARC1; p=quarantine; ${RUA}`)),
      'done',
      ['done | check.record', 'done | check.reports', 'done | check.enforced', 'done | check.below'],
    ],
    [
      'reject, but not below',
      asked(withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`)),
      'needed',
      ['done | check.record', 'done | check.reports', 'done | check.enforced', 'open | check.below'],
    ],
    [
      'nobody sends',
      asked({ 'example.com': { MX: '0 ' }, [AT]: 'v=DMARC1; p=reject' }, { mx: noMail('null-mx') }),
      'done',
      ['done | check.record', 'done | check.silent', 'done | check.below'],
    ],
    [
      'nobody sends, and that is not said',
      asked({ 'example.com': { MX: '0 ' } }, { mx: noMail('null-mx') }),
      'needed',
      ['open | check.record', 'open | check.silent', 'open | check.below'],
    ],
    [
      'inherited',
      asked(
        { ...withTexts(`v=DMARC1; p=reject; ${RUA}`), 'news.example.com': { MX: '10 mail.example.com' } },
        { domain: 'news.example.com' },
      ),
      'done',
      ['done | check.record', 'done | check.reports', 'done | check.enforced', 'done | check.below'],
    ],
    [
      'a broken one',
      asked(withTexts(`v=DMARC1; p=rejct; ${RUA}`)),
      'needed',
      ['open | check.record', 'done | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
  ])('%s', async (_why, question, state, says) => {
    expect(await said(question, 'verify')).toEqual([state, says]);
  });
});
