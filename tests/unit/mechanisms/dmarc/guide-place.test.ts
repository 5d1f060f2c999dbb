import { describe, expect, it } from 'vitest';
import { dmarcSteps } from '../../../../lib/mechanisms/dmarc/guide.ts';
import { addressQuestion, typedAddresses } from '../../../../lib/mechanisms/dmarc/guide-address.ts';
import { asksForMore } from '../../../../lib/mechanisms/dmarc/guide-calm.ts';
import { isSilent, placeOf } from '../../../../lib/mechanisms/dmarc/guide-place.ts';
import { hasReports, withReports } from '../../../../lib/mechanisms/dmarc/guide-record.ts';
import { doReportsArrive } from '../../../../lib/mechanisms/dmarc/guide-reports.ts';
import type { DmarcFacts, ReportHost } from '../../../../lib/mechanisms/dmarc/facts.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { name, noMail, unknown } from '../../../support/assessments.ts';
import { factsIn, saidIn, type GuideQuestion } from '../../../support/guided.ts';
import type { Zone } from '../../../support/spf-world.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const EXAMPLE = 'example.com';
const AT = `_dmarc.${EXAMPLE}`;
const MAIL: Zone = { [EXAMPLE]: { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' } };
const SILENT: Zone = { [EXAMPLE]: { MX: '0 ', TXT: 'v=spf1 -all' } };
const RUA = 'rua=mailto:dmarc@example.com';
const SOUND = `v=DMARC1; p=reject; ${RUA}`;
const context = (domain: string) => ({
  policyDomain: name(domain),
  registrableOf,
  now: NOW,
  say: WORDS.say,
  answers: {},
});

/** What the steps say of such a DNS, with something else in what was found. */
async function stepsFor(zone: Zone, change: Partial<DmarcFacts> = {}, more: Partial<GuideQuestion> = {}) {
  const question: GuideQuestion = { of: 'dmarc', domain: EXAMPLE, zone, ...more };
  const parts = await factsIn(question);
  const dmarc = { ...parts.dmarc, ...change } as DmarcFacts;
  const steps = dmarcSteps({ ...parts, dmarc }, context(question.domain));
  return steps.map((step) => [step.name.replace(/^dmarc-/, ''), step.state, saidIn(step, 'dmarc')]);
}

/** The same name as an alias of another one. */
async function aliasedTo(zone: Zone, more: Partial<GuideQuestion> = {}) {
  const { dmarc } = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone, ...more });
  const { steps } = dmarc as DmarcFacts;
  return stepsFor(
    zone,
    {
      steps: steps.map((step) =>
        step.domain === EXAMPLE
          ? { ...step, aliases: ['x.provider.example', 'w.provider.example', 'y.provider.example'].map(name) }
          : step,
      ),
    },
    more,
  );
}

describe('a name that is an alias is somebody else\u2019s to change', () => {
  const says = ['record.alias | _dmarc.example.com | y.provider.example'];
  it('and is done where there is a record', async () => {
    const steps = await aliasedTo({ ...MAIL, [AT]: SOUND });
    expect(steps.map(([step]) => step)).toEqual(['record', 'verify']);
    expect(steps[0]).toEqual(['record', 'done', says]);
  });

  it('and open where there is none that counts', async () => {
    expect((await aliasedTo({ ...MAIL, [AT]: 'v=spf1 -all' }))[0]).toEqual(['record', 'unknown', says]);
  });

  it('and what has to hold is not known where nothing above it is', async () => {
    const steps = await aliasedTo({ ...MAIL, [AT]: 'v=spf1 -all', '_dmarc.com': { fails: 'all' } });
    expect(steps.map(([step, state]) => [step, state])).toEqual([
      ['record', 'unknown'],
      ['verify', 'unknown'],
    ]);
  });

  it('also for a domain that sends nothing', async () => {
    const steps = await aliasedTo({ ...SILENT, [AT]: SOUND }, { mx: noMail('null-mx') });
    expect(steps.map(([step]) => step)).toEqual(['record', 'verify']);
  });
});

describe('what stands at its name beside a record', () => {
  it.each<[why: string, texts: readonly string[], says: readonly string[]]>([
    ['psd=n is right at an organization', [`v=DMARC1; p=none; psd=n; ${RUA}`], ['record.sound']],
    [
      'of a text that receivers ignore the addresses are kept',
      [SOUND, 'v=dmarc1; p=none; rua=mailto:b@example.com'],
      [
        'record.beside | 1',
        'record.calm | reject',
        'record | v=DMARC1; p=reject; rua=mailto:dmarc@example.com,mailto:b@example.com',
      ],
    ],
    [
      'where they can use neither, both count',
      ['v=DMARC1; p=foo', `v=dmarc1; p=none; fo=1; ${RUA}`],
      [
        'record.beside | 1',
        'record.calm | none',
        'record | v=DMARC1; p=none; fo=1; rua=mailto:dmarc@example.com',
      ],
    ],
  ])('%s', async (_, texts, says) => {
    const [record] = await stepsFor({ ...MAIL, [AT]: { TXT: texts } });
    expect(record?.[2]).toEqual(says);
  });
});

describe('what could not be known is no reason to propose anything', () => {
  const unknownRecord = ['record', 'unknown', ['record.unknown | _dmarc.example.com']];
  it.each<[why: string, zone: Zone, mx?: GuideQuestion['mx']]>([
    ['no answer at the domain itself', { [EXAMPLE]: { MX: '10 mail.example.com', fails: 'TXT' } }],
    ['no answer at its name', { ...MAIL, [AT]: { fails: 'all' } }],
    ['nor for a domain that sends nothing', { ...SILENT, [AT]: { fails: 'all' } }, noMail('null-mx')],
    [
      'no answer there, though a record stands at the domain itself',
      { [EXAMPLE]: { MX: '10 mail.example.com', TXT: ['v=spf1 mx -all', SOUND] }, [AT]: { fails: 'all' } },
    ],
    ['a text that is cut', { ...MAIL, [AT]: `v=DMARC1; p=none; x=${'y'.repeat(4000)}` }],
    [
      'as many texts as are kept',
      { ...MAIL, [AT]: { TXT: Array.from({ length: 20 }, (_, at) => `x${at}`) } },
    ],
  ])('%s', async (_, zone, mx) => {
    const [record, verify, ...others] = await stepsFor(zone, {}, mx ? { mx } : {});
    expect([record, verify?.[1], others]).toEqual([unknownRecord, 'unknown', []]);
  });

  it.each<[why: string, zone: Zone]>([
    ['a record above may apply', {}],
    ['or be less than what is broken here', { '_dmarc.news.example.com': 'v=dmarc1; p=none' }],
  ])('no answer above: %s', async (_, zone) => {
    const news = {
      'news.example.com': { MX: '10 mail.example.com' },
      [AT]: { fails: 'all' },
      ...zone,
    } as const;
    const [record, verify] = await stepsFor({ ...MAIL, ...news }, {}, { domain: 'news.example.com' });
    expect(record).toEqual(['record', 'unknown', ['record.unknown | _dmarc.news.example.com']]);
    expect(verify?.[1]).toBe('unknown');
  });

  it('nineteen texts are all of them, and none is a record', async () => {
    const texts = Array.from({ length: 19 }, (_, at) => `x${at}`);
    expect((await stepsFor({ ...MAIL, [AT]: { TXT: texts } }))[0]?.slice(0, 2)).toEqual(['record', 'needed']);
  });

  it('reports that were not looked at yet may arrive', async () => {
    const parts = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone: { ...MAIL, [AT]: SOUND } });
    const steps = dmarcSteps({ ...parts, dmarcReports: PENDING }, context(EXAMPLE));
    expect(steps.find(({ name: step }) => step === 'dmarc-reports')?.state).toBe('unknown');
    expect(saidIn(steps.at(-1), 'dmarc')).toEqual([
      'done | check.record',
      'unknown | check.reports',
      'done | check.enforced',
      'done | check.below',
    ]);
  });

  it('a record that was not looked up yet has no place and no steps', async () => {
    const parts = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone: { ...MAIL, [AT]: SOUND } });
    const pending = { ...parts, dmarc: PENDING };
    expect(dmarcSteps(pending, context(EXAMPLE))).toEqual([]);
    expect(placeOf(pending, context(EXAMPLE))).toEqual({ state: 'unknown' });
    expect(isSilent(pending)).toBe(false);
  });
});

describe('nobody sends in the name of a domain', () => {
  it.each<[why: string, zone: Zone, mx: GuideQuestion['mx'], isSilent: boolean]>([
    ['a null MX, and no SPF', { [EXAMPLE]: { MX: '0 ' } }, noMail('null-mx'), true],
    ['a null MX, and SPF that refuses all', SILENT, noMail('null-mx'), true],
    ['a null MX, and SPF that lets somebody send', { [EXAMPLE]: 'v=spf1 a -all' }, noMail('null-mx'), false],
    ['no address, and SPF that refuses all', { [EXAMPLE]: 'v=spf1 -all' }, noMail('no-address'), true],
    ['no address, which may be a mistake', { [EXAMPLE]: { A: '192.0.2.1' } }, noMail('no-address'), false],
    ['mail is received', { ...SILENT }, undefined, false],
    ['whether it is, is not known', SILENT, unknown(), false],
    ['what SPF says is not known', { [EXAMPLE]: { MX: '0 ', fails: 'TXT' } }, noMail('null-mx'), false],
  ])('%s', async (_, zone, mx, expected) => {
    expect(isSilent(await factsIn({ of: 'dmarc', domain: EXAMPLE, zone, ...(mx ? { mx } : {}) }))).toBe(
      expected,
    );
  });

  it('a domain that there is not has no steps', async () => {
    expect(await stepsFor(SILENT, {}, { mx: noMail('nxdomain') })).toEqual([]);
  });
});

describe('what has to hold in the end', () => {
  const below = { domain: 'news.example.com' };
  it.each<[why: string, zone: Zone, question: Partial<GuideQuestion>, checks: readonly string[]]>([
    [
      'one above that asks for nothing below',
      {
        ...MAIL,
        [AT]: `v=DMARC1; p=reject; sp=none; ${RUA}`,
        'news.example.com': { MX: '10 m.example.com' },
      },
      below,
      ['done | check.record', 'done | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
    [
      'one of its own, where the one above is for names below and asks for nothing',
      {
        ...MAIL,
        [AT]: `v=DMARC1; p=reject; sp=none; ${RUA}`,
        'news.example.com': { MX: '10 m.example.com' },
        '_dmarc.news.example.com': `v=DMARC1; p=reject; ${RUA}`,
      },
      below,
      ['done | check.record', 'done | check.reports', 'done | check.enforced', 'done | check.below'],
    ],
    [
      'one of its own that asks for less where nothing is',
      { ...MAIL, [AT]: `v=DMARC1; p=reject; np=none; ${RUA}` },
      {},
      ['done | check.record', 'done | check.reports', 'done | check.enforced', 'open | check.below'],
    ],
    [
      'an address of a kind that nobody can send to',
      { ...MAIL, [AT]: 'v=DMARC1; p=none; rua=maito:a@example.com' },
      {},
      ['done | check.record', 'open | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
    [
      'nothing at all',
      { ...MAIL, [AT]: 'v=DMARC1; p=none' },
      {},
      ['done | check.record', 'open | check.reports', 'open | check.enforced', 'open | check.below'],
    ],
    [
      'a broken one that receivers read as quarantine',
      { ...MAIL, [AT]: `v=DMARC1; p=quarantine; hello; ${RUA}` },
      {},
      ['open | check.record', 'done | check.reports', 'done | check.enforced', 'done | check.below'],
    ],
    [
      'a broken one of a domain that sends nothing',
      { ...SILENT, [AT]: 'v=DMARC1; p=reject; hello' },
      { mx: noMail('null-mx') },
      ['open | check.record', 'done | check.silent', 'done | check.below'],
    ],
    [
      'quarantine where nobody sends',
      { ...SILENT, [AT]: 'v=DMARC1; p=quarantine' },
      { mx: noMail('null-mx') },
      ['done | check.record', 'open | check.silent', 'done | check.below'],
    ],
  ])('%s', async (_, zone, question, checks) => {
    expect((await stepsFor(zone, {}, question)).at(-1)?.[2]).toEqual(checks);
  });
});

it('a domain that sends nothing keeps what its record says of names below, and says so itself', async () => {
  const steps = await stepsFor(
    { ...SILENT, [AT]: 'v=DMARC1; p=quarantine; sp=none; np=reject; adkim=s; pct=50; T=n' },
    {},
    { mx: noMail('null-mx') },
  );
  expect(steps[0]?.[2]).toContain('record | v=DMARC1; p=reject; sp=none; np=reject; adkim=s');
  expect(steps.map(([step]) => step)).toEqual(['silent', 'below', 'verify']);
});

describe('an address for reports, as it is typed', () => {
  it.each<
    [why: string, lines: readonly string[], uris: readonly string[], fault: string | null, isDead?: boolean]
  >([
    ['none', [], [], null],
    ['an address', ['a@b.example'], ['mailto:a@b.example'], null],
    ['blanks around it, and a line of nothing else', [' a@b.example ', '  '], ['mailto:a@b.example'], null],
    ['twice', ['a@b.example', 'mailto:a@b.example'], ['mailto:a@b.example'], null],
    ['with the tag before it', ['RUA = mailto:a@b.example'], ['mailto:a@b.example'], null],
    ['with what separates in a record', ['a,b;c!@b.example'], ['mailto:a%2Cb%3Bc%21@b.example'], null],
    ['the tag within', ['xrua=a@b.example'], ['mailto:xrua=a@b.example'], null],
    ['a scheme within', ['xmailto:a@b.example'], [], 'xmailto:a@b.example'],
    ['no address, behind a right one', ['a@b.example', 'nobody'], [], 'nobody'],
    ['a host with one label', ['a@localhost'], [], 'a@localhost'],
    ['a host that takes no mail', ['a@dead.example', 'nobody'], [], 'a@dead.example', true],
  ])('%s', (_, lines, uris, fault, isDead = false) => {
    const typed = typedAddresses({ answers: { 'dmarc-rua': lines }, deadHosts: ['dead.example'] });
    expect(typed).toEqual({ uris, fault, isDead });
  });

  it('is asked for in lines, of which none is chosen', () => {
    const given = { ...context(EXAMPLE), deadHosts: [] };
    expect(addressQuestion(given)).toMatchObject({
      name: 'dmarc-rua',
      form: 'lines',
      options: [],
      fault: null,
    });
  });

  it('no answer is none', () => {
    expect(typedAddresses({ answers: {}, deadHosts: [] })).toEqual({ uris: [], fault: null, isDead: false });
  });
});

describe('a record asks for more than another one', () => {
  it.each<[more: string, less: string, asks: boolean, why: string]>([
    ['v=DMARC1; p=reject', 'v=DMARC1; p=none', true, 'of mail of the domain'],
    ['v=DMARC1; p=none', 'v=DMARC1; p=reject', false, 'the other way around'],
    ['v=DMARC1; p=none; sp=reject', 'v=DMARC1; p=none', true, 'of names below'],
    ['v=DMARC1; p=none; np=reject', 'v=DMARC1; p=none', true, 'of names that there are not'],
    ['v=DMARC1; p=reject; t=y', 'v=DMARC1; p=quarantine', false, 'a test of reject is quarantine'],
    ['v=DMARC1; p=reject', 'v=DMARC1; p=reject; t=y', true, 'and no test is more'],
    ['v=DMARC1; p=none; adkim=s', 'v=DMARC1; p=none', true, 'of signatures'],
    ['v=DMARC1; p=none; aspf=s', 'v=DMARC1; p=none', true, 'of servers'],
    ['v=DMARC1; p=none', 'v=DMARC1; p=none; aspf=s', false, 'less of them'],
    [
      'v=DMARC1; p=none; psd=n',
      'v=DMARC1; p=none',
      false,
      'which organization it is of is offered by neither',
    ],
    ['v=DMARC1; p=none', 'v=DMARC1; p=none', false, 'the same'],
    ['v=spf1 -all', 'v=DMARC1; p=none', false, 'what is no record asks for nothing'],
    ['v=DMARC1; p=reject', 'v=spf1 -all', false, 'and nothing is said of what is none'],
  ])('%s and %s: %s (%s)', (more, less, asks) => {
    expect(asksForMore(more, less)).toBe(asks);
  });
});

describe('addresses behind those of a record', () => {
  it.each<[why: string, text: string, uris: readonly string[], record: string]>([
    ['none so far', 'v=DMARC1; p=none', ['mailto:a@b.example'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    [
      'in capitals, with blanks, and one that is there',
      'v=DMARC1; p=none; RUA=mailto:a@b.example , mailto:c@d.example',
      ['mailto:c@d.example', 'mailto:e@f.example'],
      'v=DMARC1; p=none; RUA=mailto:a@b.example,mailto:c@d.example,mailto:e@f.example',
    ],
  ])('%s', (_, text, uris, record) => {
    expect(withReports(text, uris)).toBe(record);
  });

  it('a record has some where receivers read one', () => {
    expect(hasReports(`v=DMARC1; p=none; ${RUA}`)).toBe(true);
    expect(hasReports('v=DMARC1; p=none')).toBe(false);
    expect(hasReports('v=DMARC1; p=none; rua=https://example.com/r,ftp:a@example.com,mailto:a')).toBe(false);
    expect(hasReports(`v=DMARC2; p=none; ${RUA}`)).toBe(false);
  });
});

describe('reports arrive', () => {
  const HOST = { host: 'b.example', name: 'x', tags: ['rua'], state: 'same', reason: null, mail: 'yes' };
  const hostWith = (change: object) => ({ ...HOST, ...change }) as unknown as ReportHost;
  it.each<[why: string, change: object, arrive: boolean]>([
    ['at the domain itself', {}, true],
    ['at a host that agrees', { state: 'authorised' }, true],
    ['at one that does not', { state: 'unauthorised', reason: 'no-record' }, false],
    ['at one that says something else', { state: 'unauthorised', reason: 'other' }, false],
    ['of single failures alone', { tags: ['ruf'] }, false],
    ['at a host without mail', { mail: 'no' }, false],
    ['at one with a null MX', { mail: 'null-mx' }, false],
    ['at one that was not asked', { mail: 'unasked' }, false],
    ['at one that did not answer', { mail: 'unavailable' }, false],
    ['at one whose agreement is not known', { state: 'unavailable' }, false],
  ])('%s: %s', (_, change, arrive) => {
    expect(doReportsArrive([hostWith(change)])).toBe(arrive);
    expect(doReportsArrive([hostWith(change), hostWith({})])).toBe(true);
  });

  it('nowhere', () => {
    expect(doReportsArrive([])).toBe(false);
  });
});
