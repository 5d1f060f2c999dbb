import { describe, expect, it } from 'vitest';
import { isWeaker } from '../../../../lib/mechanisms/dmarc/policy.ts';
import { parseDmarcRecord } from '../../../../lib/mechanisms/dmarc/record.ts';
import { noMail, unknown } from '../../../support/assessments.ts';
import {
  followed,
  guided,
  recordsIn,
  statesOf,
  textsIn,
  type GuideQuestion,
} from '../../../support/guided.ts';
import type { Zone } from '../../../support/spf-world.ts';

const EXAMPLE = 'example.com';
const AT = `_dmarc.${EXAMPLE}`;
const MAIL = { 'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' } };
const RUA = 'rua=mailto:dmarc@example.com';
const answers = { 'dmarc-rua': ['dmarc@example.com'] };
const withTexts = (...texts: readonly string[]): Zone => ({ ...MAIL, [AT]: { TXT: texts } });
const asked = (zone: Zone, more: Partial<GuideQuestion> = {}): GuideQuestion => ({
  of: 'dmarc',
  domain: EXAMPLE,
  zone,
  ...more,
});
const stepIn = async (question: GuideQuestion, name: string) =>
  (await guided(question)).steps.find((step) => step.name === `dmarc-${name}`);

describe('the steps of DMARC', () => {
  it.each<[reason: string, question: GuideQuestion, states: Record<string, string>]>([
    ['no record', asked(MAIL), { record: 'needed', enforce: 'needed', verify: 'needed' }],
    [
      'none with reports',
      asked(withTexts(`v=DMARC1; p=none; ${RUA}`)),
      { record: 'done', reports: 'done', dkim: 'unknown', enforce: 'needed', verify: 'needed' },
    ],
    [
      'none without reports',
      asked(withTexts('v=DMARC1; p=none')),
      { record: 'done', reports: 'needed', dkim: 'unknown', enforce: 'needed', verify: 'needed' },
    ],
    [
      'quarantine is enough for whoever writes to lists',
      asked(withTexts(`v=DMARC1; p=quarantine; ${RUA}`)),
      { record: 'done', reports: 'done', dkim: 'unknown', enforce: 'done', below: 'done', verify: 'done' },
    ],
    [
      'reject, but not below',
      asked(withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`)),
      {
        record: 'done',
        reports: 'done',
        dkim: 'unknown',
        enforce: 'done',
        below: 'needed',
        verify: 'needed',
      },
    ],
    [
      'reject everywhere',
      asked(withTexts(`v=DMARC1; p=reject; ${RUA}`)),
      { record: 'done', reports: 'done', dkim: 'unknown', enforce: 'done', below: 'done', verify: 'done' },
    ],
    [
      'two records',
      asked(withTexts('v=DMARC1; p=none', `v=DMARC1; p=reject; ${RUA}`)),
      { record: 'needed', enforce: 'needed', verify: 'needed' },
    ],
    [
      'an alias, whose target somebody else runs',
      asked({ ...MAIL, [AT]: { fails: 'all' } }),
      { record: 'unknown', verify: 'unknown' },
    ],
    [
      'a policy that is inherited',
      asked(
        { ...MAIL, [AT]: `v=DMARC1; p=reject; ${RUA}`, 'news.example.com': { MX: '10 mail.example.com' } },
        { domain: 'news.example.com' },
      ),
      { record: 'done', verify: 'done' },
    ],
    [
      'a null MX and no record',
      asked({ 'example.com': { MX: '0 ' } }, { mx: noMail('null-mx') }),
      { silent: 'needed', verify: 'needed' },
    ],
    [
      'nobody may send by SPF, and no mail is received',
      asked({ 'example.com': 'v=spf1 -all', [AT]: 'v=DMARC1; p=none' }, { mx: noMail('no-address') }),
      { silent: 'needed', verify: 'needed' },
    ],
    [
      'nobody may send by SPF, but mail is received, and may be answered with a signature alone: reports show it',
      asked({ 'example.com': 'v=spf1 -all', [AT]: 'v=DMARC1; p=none' }),
      { record: 'done', reports: 'needed', dkim: 'unknown', enforce: 'needed', verify: 'needed' },
    ],
    [
      'a null MX, and an SPF record of somebody who sends: not silent',
      asked({ 'example.com': 'v=spf1 a ~all' }, { mx: noMail('null-mx') }),
      { record: 'needed', enforce: 'needed', verify: 'needed' },
    ],
    [
      'it is not known whether mail is received: not silent by SPF alone',
      asked({ 'example.com': 'v=spf1 -all' }, { mx: unknown('timeout') }),
      { record: 'needed', enforce: 'needed', verify: 'needed' },
    ],
  ])('%s', async (_reason, question, states) => {
    expect(statesOf((await guided(question)).steps)).toEqual(states);
  });

  it('are none for a domain that does not exist', async () => {
    expect((await guided(asked({}, { mx: noMail('nxdomain') }))).steps).toEqual([]);
  });

  it('have one step that comes next, the first one to do', async () => {
    const { steps } = await guided(asked(withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`)));
    expect(steps.filter(({ isNext }) => isNext).map(({ name }) => name)).toEqual(['dmarc-below']);
  });
});

describe('a first record', () => {
  it('is proposed once an address is known, and no address is made up', async () => {
    expect(recordsIn(await stepIn(asked(MAIL), 'record'), true)).toEqual([]);
    expect(recordsIn(await stepIn(asked(MAIL, { answers }), 'record'))).toMatchObject([
      { ownerName: AT, zone: EXAMPLE, value: `v=DMARC1; p=none; ${RUA}`, replaces: [], separator: ';' },
    ]);
  });

  it.each<[typed: string, uris: string | null, reason: string]>([
    ['a@example.com', 'mailto:a@example.com', 'an address'],
    ['mailto:a@example.com', 'mailto:a@example.com', 'a URI'],
    ['rua=mailto:a@example.com', 'mailto:a@example.com', 'copied with its tag'],
    [
      'a,b!c@example.com',
      'mailto:a%2Cb%21c@example.com',
      'what separates in a record is escaped (RFC 9989 §4.8)',
    ],
    ['a@localhost', null, 'no domain'],
    ['reports', null, 'no address'],
    ['a@b@example.com', null, 'two signs'],
  ])('reads %j as %s (%s)', async (typed, uri) => {
    const step = await stepIn(asked(MAIL, { answers: { 'dmarc-rua': [typed] } }), 'record');
    expect(recordsIn(step).map(({ value }) => value)).toEqual(
      uri === null ? [] : [`v=DMARC1; p=none; rua=${uri}`],
    );
    const [question] = textsIn(step).flatMap((text) => (text.kind === 'question' ? [text.question] : []));
    expect(question?.fault === null).toBe(uri !== null);
  });
});

describe('a broken record', () => {
  it.each<[texts: readonly string[], calm: string | null, strict: string | null, reason: string]>([
    [
      ['v=dmarc1; p=reject; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      'version in the wrong case: nobody applies it now',
    ],
    [
      [' v=DMARC1; p=none; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'a space before it',
    ],
    [
      ['"v=DMARC1; p=none; rua=mailto:a@example.com"'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'quotes around it',
    ],
    [
      ['v=DMARC1\\; p=none\\; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'backslashes of a zone file',
    ],
    [['p=none; rua=mailto:a@example.com'], 'v=DMARC1; p=none; rua=mailto:a@example.com', null, 'no version'],
    [
      ['p=none; v=DMARC1; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'version not first',
    ],
    [
      ['v=DMARC1; p=rejct; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'a policy that cannot be read acts as none',
    ],
    [
      ['v=DMARC1; p=reject; sp=bogus; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com',
      'an invalid sp costs the whole policy (RFC 9989 §4.10.1)',
    ],
    [
      ['v=DMARC1; p=reject; np=bogus; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; np=none; rua=mailto:a@example.com',
      'so does an invalid np: to receivers that know it, reject is new',
    ],
    [
      ['v=DMARC1; p=none; rua=a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'an address without its scheme',
    ],
    [
      ['v=DMARC1; p=none; rua=mailto:a@example.com; fo=x'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'a value that is ignored',
    ],
    [
      ['v=DMARC1; p=quarantine; rua:mailto:a@example.com'],
      'v=DMARC1; p=quarantine; rua=mailto:a@example.com',
      null,
      'a colon for the sign',
    ],
    [
      ['v=DMARC1; p=quarantine; adkim=strict; pct=50; rua=mailto:a@example.com'],
      'v=DMARC1; p=quarantine; pct=50; rua=mailto:a@example.com',
      null,
      'pct stays: it is right; alignment is relaxed as it is now',
    ],
    [
      ['v=DMARC1; p=reject; p=none; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'twice: the weaker',
    ],
    [
      ['v=DMARC1; p=none; rua=mailto:a@example.com', 'v=DMARC1; p=reject; rua=mailto:b@example.com; adkim=s'],
      'v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com',
      null,
      'two records: every address',
    ],
    [
      [
        'v=DMARC1; p=reject; rua=mailto:a@example.com',
        'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com',
      ],
      'v=DMARC1; p=none; sp=none; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com',
      'two records that nobody applies now',
    ],
    [
      ['v=DMARC1, p=none, rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'commas between the tags',
    ],
    [
      ['v=DMARC1; sp=reject; p=none; rua=mailto:a@example.com; x-note=1'],
      'v=DMARC1; p=none; sp=reject; rua=mailto:a@example.com',
      null,
      'p belongs to the front; the rest stays',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com adkim=s'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; rua=mailto:a@example.com; adkim=s',
      'alignment that stands in an address: receivers go by the relaxed one',
    ],
    [
      ['v=DMARC1; p=none; rua=mailto:a@example.com sp=reject'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=none; rua=mailto:a@example.com; sp=reject',
      'a policy below that stands in an address',
    ],
    [
      ['v=DMARC1; p=none; pct=100 np=reject; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; pct=100; rua=mailto:a@example.com',
      'v=DMARC1; p=none; pct=100; np=reject; rua=mailto:a@example.com',
      'and in a percentage',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com; aspf=s\u201d'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      'v=DMARC1; p=reject; rua=mailto:a@example.com; aspf=s',
      'a quote at its end costs the tag',
    ],
    [
      ['v=DMARC1; p=none; sp=reject\u200b; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=none; sp=reject; rua=mailto:a@example.com',
      'so does what nobody sees',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com t=y'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      null,
      'a test that never began: what is enforced stays',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com', 'v=dmarc1; p=none; adkim=s'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      null,
      'the one of two that receivers read stays as it is',
    ],
    [
      ['v=DMARC1; p=none; rua=mailto:a@example.com', 'v=dmarc1; p=reject'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      null,
      'also where the other is stricter',
    ],
    [
      ['v=DMARC1; p=none; sp=reject; rua=mailto:a@example.com', 'v=dmarc1; p=none'],
      'v=DMARC1; p=none; sp=reject; rua=mailto:a@example.com',
      null,
      'what it says of names below stays, whatever stands beside it',
    ],
    [
      ['v=DMARC1; p=none; np=reject; rua=mailto:a@example.com; fo=x'],
      'v=DMARC1; p=none; np=reject; rua=mailto:a@example.com',
      null,
      'and of names that there are not',
    ],
    [
      ['v=DMARC1; p=quarantine; adkim=r; t=n; rua=mailto:a@example.com; fo=x'],
      'v=DMARC1; p=quarantine; adkim=r; t=n; rua=mailto:a@example.com',
      null,
      'defaults that are written stay',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com psd=n'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      null,
      'an organization of its own that nobody reads: which mail would pass then, no report shows',
    ],
    [
      ['v=DMARC1; p=none; rua=mailto:a@example.com adkim=s'],
      'v=DMARC1; p=none; rua=mailto:a@example.com; adkim=s',
      null,
      'where nothing is asked for, alignment decides nothing',
    ],
    [
      ['v=DMARC1; p=reject; psd=n; rua=mailto:a@example.com; fo=x'],
      'v=DMARC1; p=reject; psd=n; rua=mailto:a@example.com',
      null,
      'an organization of its own that is read stays one',
    ],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@example.com pct=10'],
      'v=DMARC1; p=reject; rua=mailto:a@example.com',
      null,
      'a percentage that nobody reads: all mail is rejected now',
    ],
    [
      ['v=DMARC1; p=none; sp=bogus; np=reject; rua=mailto:a@example.com'],
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'v=DMARC1; p=none; np=reject; rua=mailto:a@example.com',
      'an invalid sp costs np as well',
    ],
  ])('%j becomes %j, and with what was meant %j (%s)', async (texts, calm, strict) => {
    const step = await stepIn(asked(withTexts(...texts)), 'record');
    const [first] = recordsIn(step);
    const [, second] = recordsIn(step, true);
    expect(first?.value ?? null).toBe(calm);
    expect(second?.value ?? null).toBe(strict);
    expect(first?.replaces).toEqual(texts);
  });

  it('that stands at the domain itself is published where receivers look, and deletes nothing there', async () => {
    const zone = { 'example.com': { TXT: ['v=spf1 mx -all', `v=DMARC1; p=reject; ${RUA}`] } };
    const step = await stepIn(asked(zone), 'record');
    expect(recordsIn(step)).toMatchObject([
      { ownerName: AT, value: `v=DMARC1; p=none; ${RUA}`, replaces: [] },
    ]);
    expect(textsIn(step).flatMap((text) => (text.kind === 'copy' ? [text.text] : []))).toEqual([
      `v=DMARC1; p=reject; ${RUA}`,
    ]);
  });

  it('of a domain that a record above protects asks for no more than was written', async () => {
    const zone = {
      ...MAIL,
      [AT]: `v=DMARC1; p=reject; ${RUA}`,
      '_dmarc.news.example.com': { TXT: ['v=dmarc1; p=none'] },
    };
    const step = await stepIn(asked(zone, { domain: 'news.example.com' }), 'record');
    expect(recordsIn(step)[0]?.value).toBe('v=DMARC1; p=none');
    expect(JSON.stringify(step)).toContain('Until now receivers apply');
    const strict = { ...zone, '_dmarc.news.example.com': { TXT: ['v=dmarc1; sp=none'] } };
    const other = await stepIn(asked(strict, { domain: 'news.example.com' }), 'record');
    expect(recordsIn(other)[0]?.value).toBe('v=DMARC1; p=reject; sp=none');
  });

  it.each<[above: string, own: string, calm: string, reason: string]>([
    ['p=quarantine', 'p=reject; adkim=s', 'p=quarantine', 'what is inherited aligns relaxed'],
    ['p=quarantine; adkim=s', 'p=reject; adkim=s', 'p=quarantine; adkim=s', 'it is as strict already'],
    ['p=reject; pct=10', 'p=reject', 'p=reject; pct=10', 'old receivers go by ten percent'],
    ['p=reject', 'p=reject; psd=n', 'p=reject', 'an organization of its own would align with nobody above'],
    [
      'p=reject; psd=n',
      'p=reject; psd=n',
      'p=reject',
      'also where the one above is an organization of its own',
    ],
    ['p=reject', 'p=reject; t=y', 'p=reject; t=y', 'less was written, and is said to be less'],
  ])('below %s, %s that nobody reads becomes %s (%s)', async (above, own, calm) => {
    const zone = {
      ...MAIL,
      [AT]: `v=DMARC1; ${above}; ${RUA}`,
      '_dmarc.news.example.com': { TXT: [`v=dmarc1; ${own}; ${RUA}`] },
    };
    const step = await stepIn(asked(zone, { domain: 'news.example.com' }), 'record');
    expect(parseDmarcRecord(recordsIn(step)[0]?.value ?? '')).toMatchObject({
      value: (parseDmarcRecord(`v=DMARC1; ${calm}; ${RUA}`) as { value: unknown }).value,
    });
    expect(JSON.stringify(step).includes('Until now receivers apply')).toBe(own.includes('t=y'));
  });

  it('says of two of which one is read that the other is ignored, and of older receivers that they know no np', async () => {
    const two = await stepIn(asked(withTexts(`v=DMARC1; p=reject; ${RUA}`, 'v=dmarc1; p=none')), 'record');
    expect(JSON.stringify(two)).toContain('Receivers read one record there');
    expect(JSON.stringify(two)).not.toContain('discard all');
    const np = await stepIn(asked(withTexts(`v=DMARC1; p=reject; np=bogus; ${RUA}`)), 'record');
    expect(JSON.stringify(np)).toContain('Older receivers do not know');
  });

  it('SPF at the name is said to belong elsewhere, and is in no record', async () => {
    const step = await stepIn(asked(withTexts('v=spf1 mx -all', `v=DMARC1; p=none; ${RUA}`)), 'record');
    expect(recordsIn(step, true)).toEqual([]);
    expect(JSON.stringify(step)).toContain('There is an SPF record at');
  });

  it('among more than are kept is not known to be one, so nothing is proposed', async () => {
    const texts = Array.from({ length: 25 }, (_, index) => `v=DMARC1; p=none; x=${index}`);
    const step = await stepIn(asked(withTexts(...texts)), 'record');
    expect(step?.state).toBe('unknown');
    expect(recordsIn(step, true)).toEqual([]);
  });

  it('psd=y at a registered domain goes if nobody else has names below, at a suffix of its own owner it stays', async () => {
    const step = await stepIn(asked(withTexts(`v=DMARC1; p=none; psd=y; ${RUA}`)), 'record');
    expect(recordsIn(step)).toEqual([]);
    expect(recordsIn(step, true).map(({ value }) => value)).toEqual([`v=DMARC1; p=none; ${RUA}`]);
    const zone = {
      'co.uk': { MX: '10 mail.co.uk' },
      '_dmarc.co.uk': 'v=DMARC1; p=none; psd=y; rua=mailto:a@co.uk',
    };
    expect((await stepIn(asked(zone, { domain: 'co.uk' }), 'record'))?.state).toBe('done');
  });
});

describe('reports', () => {
  const at = (hostName: string, zone: Zone = {}) =>
    asked({ ...withTexts(`v=DMARC1; p=none; rua=mailto:x@${hostName}`), ...zone });

  it('to another organization need a record there, given for its owner', async () => {
    const step = await stepIn(
      at('reports.example.net', { 'reports.example.net': { MX: '10 mx.example.net' } }),
      'reports',
    );
    expect(step?.state).toBe('needed');
    expect(recordsIn(step)).toMatchObject([
      {
        ownerName: 'example.com._report._dmarc.reports.example.net',
        zone: 'example.net',
        value: 'v=DMARC1;',
        replaces: [],
        separator: ';',
      },
    ]);
  });

  it.each<[reason: string, zone: Zone, state: string]>([
    [
      'permitted',
      {
        'a.example.net': { MX: '10 mx.example.net' },
        'example.com._report._dmarc.a.example.net': 'v=DMARC1',
      },
      'done',
    ],
    [
      'not known',
      {
        'a.example.net': { MX: '10 mx.example.net' },
        'example.com._report._dmarc.a.example.net': { fails: 'all' },
      },
      'unknown',
    ],
    [
      'no mail there',
      { 'a.example.net': { MX: '0 ' }, 'example.com._report._dmarc.a.example.net': 'v=DMARC1' },
      'needed',
    ],
  ])('%s: %j is %s', async (_reason, zone, state) => {
    expect((await stepIn(at('a.example.net', zone), 'reports'))?.state).toBe(state);
  });

  it('on the web alone are none that every receiver sends', async () => {
    const zone = {
      ...withTexts('v=DMARC1; p=none; rua=https://r.example.net/x'),
      'example.com._report._dmarc.r.example.net': 'v=DMARC1',
    };
    const step = await stepIn(asked(zone, { answers }), 'reports');
    expect(step?.state).toBe('needed');
    expect(recordsIn(step)[0]?.value).toBe(
      `v=DMARC1; p=none; rua=https://r.example.net/x,mailto:dmarc@example.com`,
    );
  });

  it('of single failures need the same permission', async () => {
    const zone = withTexts(`v=DMARC1; p=none; ${RUA}; ruf=mailto:x@f.example.net`);
    const also = { 'f.example.net': { MX: '10 mx.example.net' } };
    const step = await stepIn(asked({ ...zone, ...also }), 'reports');
    expect(recordsIn(step).map(({ ownerName }) => ownerName)).toEqual([
      'example.com._report._dmarc.f.example.net',
    ]);
  });

  it('to the domain itself are none if it takes no mail', async () => {
    const question = asked(
      { 'example.com': { TXT: 'v=spf1 a ~all' } },
      { mx: noMail('no-address'), answers },
    );
    const step = await stepIn(question, 'record');
    expect(recordsIn(step)).toEqual([]);
    expect(JSON.stringify(step)).toContain('takes no mail');
  });

  it('lose an address that takes no mail once another one is named', async () => {
    const question = { ...at('a.example.net', { 'a.example.net': { MX: '0 ' } }), answers };
    const step = await stepIn(question, 'reports');
    expect(recordsIn(step)).toMatchObject([
      { value: `v=DMARC1; p=none; ${RUA}`, replaces: ['v=DMARC1; p=none; rua=mailto:x@a.example.net'] },
    ]);
  });
});

it('a record of a name below a domain is published in the zone of that domain', async () => {
  const zone = { ...MAIL, 'news.example.com': { MX: '10 mail.example.com' } };
  const step = await stepIn(asked(zone, { domain: 'news.example.com', answers }), 'record');
  expect(recordsIn(step)).toMatchObject([{ ownerName: '_dmarc.news.example.com', zone: 'example.com' }]);
});

it('each line of what has to hold has its own name', async () => {
  const { steps } = await guided(asked(MAIL));
  const checks = steps.at(-1)?.body.flatMap((text) => (text.kind === 'checks' ? text.checks : [])) ?? [];
  expect(checks.map(({ name }) => name)).toEqual([
    'dmarc-record',
    'dmarc-reports',
    'dmarc-enforced',
    'dmarc-below',
  ]);
});

describe('when a step is to be taken', () => {
  const NONE = withTexts(`v=DMARC1; p=none; ${RUA}`);
  it.each<[name: string, question: GuideQuestion, phase: string | undefined, why: string]>([
    ['record', asked(MAIL), 'reports', 'a record that asks for nothing has reports sent'],
    ['record', asked(NONE), 'reports', 'also where it is there'],
    ['reports', asked(NONE), 'reports', 'what they need to arrive'],
    ['enforce', asked(NONE), 'tighten', 'more than none'],
    ['enforce', asked(MAIL), 'tighten', 'also before there is a record'],
    ['below', asked(withTexts(`v=DMARC1; p=reject; sp=none; ${RUA}`)), 'tighten', 'more for names below'],
    [
      'silent',
      asked({ 'example.com': { MX: '0 ' } }, { mx: noMail('null-mx') }),
      'reports',
      'at once, where nobody sends',
    ],
  ])('%s (%#)', async (step, question, phase) => {
    expect((await stepIn(question, step))?.phase).toBe(phase);
  });

  it('its dates are those of one plan, of which reading is a trial', async () => {
    const step = await stepIn(asked(NONE), 'enforce');
    const [dates] = textsIn(step).flatMap((text) => (text.kind === 'dates' ? [text.dates] : []));
    expect(dates?.kind).toBe('dmarc-roll-out');
    expect(dates?.events.map(({ phase }) => phase)).toEqual(['trial', undefined, undefined]);
  });
});

describe('more than none', () => {
  it('stands behind dates and a condition, and only where reports arrive', async () => {
    const step = await stepIn(asked(withTexts(`v=DMARC1; p=none; pct=10; ${RUA}`)), 'enforce');
    expect(recordsIn(step)).toEqual([]);
    expect(recordsIn(step, true).map(({ value }) => value)).toEqual([`v=DMARC1; p=quarantine; ${RUA}`]);
    const [dates] = textsIn(step).flatMap((text) => (text.kind === 'dates' ? [text.dates] : []));
    const day = 24 * 3600 * 1000;
    const [first] = dates!.events;
    expect(dates!.events.map(({ code, at }) => [code, Math.round((at - first!.at) / day)])).toEqual([
      ['read', 0],
      ['quarantine', 21],
      ['reject', 49],
    ]);
    const unread = await stepIn(asked(withTexts('v=DMARC1; p=none')), 'enforce');
    expect(recordsIn(unread, true)).toEqual([]);
    expect(textsIn(unread).some(({ kind }) => kind === 'dates')).toBe(false);
  });

  it.each<[text: string, next: string | undefined, reason: string]>([
    [`v=DMARC1; p=quarantine; sp=none; ${RUA}`, `v=DMARC1; p=reject; sp=none; ${RUA}`, 'sp stays'],
    [`v=DMARC1; p=reject; t=y; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`, 'a test that ends'],
    [`v=DMARC1; p=quarantine; t=y; ${RUA}`, `v=DMARC1; p=quarantine; ${RUA}`, 'first the test ends'],
    [`v=DMARC1; p=reject; pct=20; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`, 'old receivers take part of it'],
    [`v=DMARC1; p=none; sp=reject; t=y; ${RUA}`, `v=DMARC1; p=none; sp=reject; ${RUA}`, 'below it is tested'],
    [
      `v=DMARC1; p=none; sp=reject; pct=5; ${RUA}`,
      `v=DMARC1; p=none; sp=reject; ${RUA}`,
      'below it is sampled',
    ],
    [`v=DMARC1; p=reject; t=y; pct=5; ${RUA}`, `v=DMARC1; p=reject; pct=5; ${RUA}`, 'one thing at a time'],
    [`v=DMARC1; p=none; t=y; ${RUA}`, `v=DMARC1; p=quarantine; ${RUA}`, 'a test of nothing'],
    [
      `v=DMARC1; p=reject; t=n; pct=20; ${RUA}`,
      `v=DMARC1; p=reject; t=n; ${RUA}`,
      'that it is no test stays',
    ],
    [`v=DMARC1; p=none; np=reject; ${RUA}`, `v=DMARC1; p=quarantine; np=reject; ${RUA}`, 'np stays'],
    [`v=DMARC1; p=reject; ${RUA}`, undefined, 'nothing is left'],
  ])('%s goes on to %s (%s)', async (text, next) => {
    expect(recordsIn(await stepIn(asked(withTexts(text)), 'enforce'), true)[0]?.value).toBe(next);
  });

  it.each<[text: string, records: readonly string[], reason: string]>([
    [
      `v=DMARC1; p=reject; sp=none; ${RUA}`,
      [`v=DMARC1; p=reject; np=reject; sp=none; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
      'first names that do not exist, then all',
    ],
    [
      `v=DMARC1; p=reject; np=none; ${RUA}`,
      [`v=DMARC1; p=reject; np=reject; ${RUA}`],
      'only names that do not exist',
    ],
    [
      `v=DMARC1; p=reject; sp=none; np=none; ${RUA}`,
      [`v=DMARC1; p=reject; sp=none; np=reject; ${RUA}`, `v=DMARC1; p=reject; ${RUA}`],
      'both say less',
    ],
    [`v=DMARC1; p=reject; ${RUA}`, [], 'nothing is weaker'],
  ])('%s: below %j (%s)', async (text, records) => {
    expect(recordsIn(await stepIn(asked(withTexts(text)), 'below'), true).map(({ value }) => value)).toEqual(
      records,
    );
  });
});

describe('the step towards more, before there is a record', () => {
  it.each<[reason: string, zone: Zone, dates: string[]]>([
    ['no record: the first one is published today', MAIL, ['read', 'quarantine', 'reject']],
    [
      'two records, and reports in one of them',
      withTexts('v=DMARC1; p=none', `v=DMARC1; p=none; ${RUA}`),
      ['read', 'quarantine', 'reject'],
    ],
    [
      'two records without reports: nothing would be read for weeks',
      withTexts('v=DMARC1; p=none', 'v=DMARC1; p=none; fo=1'),
      [],
    ],
    [
      'a broken record by which mail is rejected already',
      withTexts(`v=DMARC1; p=reject; ${RUA}; adkim=x`),
      [],
    ],
  ])('%s', async (_reason, zone, dates) => {
    const step = await stepIn(asked(zone), 'enforce');
    const events = step?.body.flatMap((text) => (text.kind === 'dates' ? text.dates.events : [])) ?? [];
    expect(events.map(({ code }) => code)).toEqual(dates);
    // What comes after the first record is shown once that is there.
    expect(recordsIn(step, true)).toEqual([]);
  });
});

describe('the line about the names below', () => {
  it.each<[record: string, state: string, reason: string]>([
    [
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'open',
      'a policy that asks for nothing protects none of them',
    ],
    ['v=DMARC1; p=reject; rua=mailto:a@example.com', 'done', 'they follow the domain'],
    ['v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com', 'open', 'they are left out'],
  ])('of %s is %s: %s', async (record, state) => {
    const { steps } = await guided(asked({ ...MAIL, '_dmarc.example.com': { TXT: record } }));
    const checks = steps.at(-1)?.body.flatMap((text) => (text.kind === 'checks' ? text.checks : [])) ?? [];
    expect(checks.find(({ name }) => name === 'dmarc-below')?.state).toBe(state);
  });
});

describe('a domain that sends no mail', () => {
  it.each<[reason: string, texts: readonly string[], value: string]>([
    ['no record', [], 'v=DMARC1; p=reject'],
    [
      'none',
      ['v=DMARC1; p=none; rua=mailto:a@other.example'],
      'v=DMARC1; p=reject; rua=mailto:a@other.example',
    ],
    [
      'addresses at the domain itself, which takes no mail',
      [`v=DMARC1; p=none; ${RUA}`],
      'v=DMARC1; p=reject',
    ],
    [
      'one of two addresses there, and a size limit',
      ['v=DMARC1; p=reject; ruf=mailto:b@EXAMPLE.com!10m; rua=mailto:a@other.example,mailto:b@example.com'],
      'v=DMARC1; p=reject; rua=mailto:a@other.example',
    ],
    ['in testing', ['v=DMARC1; p=reject; t=y; pct=5'], 'v=DMARC1; p=reject'],
    ['below another policy', ['v=DMARC1; p=none; sp=quarantine'], 'v=DMARC1; p=reject; sp=quarantine'],
    ['two records', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'v=DMARC1; p=reject'],
  ])('rejects at once: %s', async (_reason, texts, value) => {
    const zone = { 'example.com': 'v=spf1 -all', ...(texts.length > 0 && { [AT]: { TXT: texts } }) };
    const [record] = recordsIn(await stepIn(asked(zone, { mx: noMail('null-mx') }), 'silent'));
    expect(record).toMatchObject({ value, replaces: texts });
  });
});

describe('whoever follows the steps to the letter', () => {
  it.each<[reason: string, texts: readonly string[]]>([
    ['nothing', []],
    ['several', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']],
    ['a broken one', ['v=DMARC1; p=rejct; sp=none; rua=a@example.com']],
    ['one without reports', ['v=DMARC1; p=none']],
    ['a repeated tag', ['v=DMARC1; p=none; p=reject']],
    ['weak below', [`v=DMARC1; p=reject; sp=none; ${RUA}`]],
  ])('ends without an error: %s', async (_reason, texts) => {
    const zone = texts.length > 0 ? withTexts(...texts) : MAIL;
    const calm = await followed(asked(zone, { answers }));
    // No record without a condition asks for more than receivers did before.
    const before = await guided(asked(zone));
    const was =
      before.parts.dmarc.state === 'pending' ? null : (before.parts.dmarc.applied.domain?.policy ?? 'none');
    for (const { value } of calm.done) {
      const parsed = parseDmarcRecord(value);
      expect(parsed.state).toBe('valid');
      expect(parsed.state === 'valid' && was !== null && isWeaker(was, parsed.value.effective.p)).toBe(false);
    }
    const { steps, errors } = await followed(asked(zone, { answers }), true);
    expect(errors).toEqual([]);
    expect(steps.at(-1)?.state).toBe('done');
  });
});
