import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import type { Section } from '../../../lib/report/blocks.ts';
import { conclusions, course, generalSection } from '../../../lib/report/sections.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';
import { WORDS, textsOf } from '../../support/words.ts';

const section = (id: string, sections: readonly Section[]): Section =>
  sections.find((each) => each.id === id)!;
const concluded = (id: string, change: Partial<Assessment> = {}) => {
  const assessment = assessmentOf(change);
  return section(id, conclusions(assessment, digestOf(assessment, NOW), NOW, WORDS));
};
const followed = (id: string, change: Partial<Assessment> = {}) =>
  section(id, course(assessmentOf(change), WORDS));
const says = ({ blocks }: Section) => blocks.flatMap(textsOf);
const pending = { state: 'pending' } as const;
const query = {
  name: 'example.com',
  type: 'MX',
  outcome: 'servfail',
  authentic: false,
  startedAfterMs: 5,
  tookMs: 45,
} as const;

describe('the order of the sections', () => {
  it('is that of the page', () => {
    const assessment = assessmentOf();
    const all = [
      ...conclusions(assessment, digestOf(assessment, NOW), NOW, WORDS),
      ...course(assessment, WORDS),
    ];
    expect(all.map(({ id, heading }) => [id, heading])).toEqual([
      ['consequences', say('report.servers')],
      ['reports', say('tlsrpt.title')],
      ['dane', say('mechanism.dane.name')],
      ['dnssec', say('mechanism.dnssec.name')],
      ['senders', say('senders.title')],
      ['delegation', say('report.delegation')],
      ['time-line', say('report.timeLine')],
      ['receipt', say('report.receipt')],
      ['limits', say('report.limits')],
    ]);
  });

  it('has places before anything is known', () => {
    expect(conclusions(null, null, NOW, WORDS).flatMap(says)).toEqual(['pending 280', 'pending 150']);
  });
});

describe('the mail servers', () => {
  it('are rows, the uncovered first', () => {
    const mx = mxOf(
      host('mail.example.com', 10),
      host('b.test', 20, { address: 'absent', aliasOf: 'c.test' }),
    );
    const told = concluded('consequences', { mx });
    expect(says(told).slice(1)).toEqual([
      `20 | b.test | none | c.test | no pattern | ${say('servers.consequence.unreachable')}`,
      `10 | mail.example.com | yes | no | mail.example.com | ${say('servers.consequence.verified')}`,
    ]);
    const [hint, table] = told.blocks;
    expect(hint).toEqual({ kind: 'paragraph', text: say('report.serversHint'), look: 'quiet' });
    expect(table).toMatchObject({
      columns: ['Preference', 'Mail server', 'Address', 'Alias of', 'Covered by', 'Consequence'].map(
        (title) => ({ title }),
      ),
      rows: [{ class: 'unreachable' }, { class: 'verified' }],
    });
    const roles = table?.kind === 'table' ? table.columns.map(({ role }) => role) : [];
    expect(roles).toEqual(['number', 'head', undefined, undefined, 'by', 'by']);
  });

  it('may be the domain itself, and not known what becomes of its mail', () => {
    const mx = { ...mxOf(host('example.com', 0)), implicit: true } as never;
    const [, row] = says(
      concluded('consequences', { mx, stsRecord: unknown(), policy: { state: 'unavailable', problems: [] } }),
    );
    expect(row).toBe(
      `– | example.com (no MX record, so the domain itself) | yes | no | – | ${say('report.consequenceUnknown')}`,
    );
  });

  const absent = {
    state: 'absent',
    reason: 'nxdomain',
    nullPreferences: [],
    authentic: false,
    ttlSeconds: 1,
  } as const;
  it.each<[what: string, mx: Assessment['mx'], text: string, look: string | undefined]>([
    ['asked for', pending, 'pending 280', undefined],
    ['none', absent, say('servers.none'), 'quiet'],
    ['not known', unknown('timeout'), 'Could not be looked up: the resolver did not answer in time', 'quiet'],
  ])('%s', (_, mx, text, look) => {
    const told = concluded('consequences', { mx });
    expect(says(told)).toEqual([text]);
    expect((told.blocks[0] as { look?: string }).look).toBe(look);
  });
});

describe('the failure reports', () => {
  it('are target by target, eight in sight', () => {
    const told = concluded('reports', { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test,ftp:x') });
    expect(says(told)).toEqual(['mailto:a@b.test', 'ftp:x (not usable)']);
    expect(told).toMatchObject({ state: 'found', blocks: [{ name: 'targets', first: 8 }] });
  });

  it.each<[state: string, tlsrpt: Assessment['tlsrpt'], text: string, look: string | undefined]>([
    ['pending', pending, 'pending 150', undefined],
    ['absent', tlsrptRecord(), say('tlsrpt.absent'), 'quiet'],
    ['invalid', tlsrptRecord('v=TLSRPTv1;'), say('tlsrpt.invalid'), 'no'],
    [
      'unavailable',
      unknown('timeout'),
      'Could not be looked up: the resolver did not answer in time',
      'quiet',
    ],
  ])('%s', (state, tlsrpt, text, look) => {
    const told = concluded('reports', { tlsrpt });
    expect([told.state, says(told)]).toEqual([state, [text]]);
    expect((told.blocks[0] as { look?: string }).look).toBe(look);
  });
});

describe('the senders', () => {
  it('are rows with a sign, and counted', () => {
    const told = followed('senders', {
      policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`),
    });
    expect(told.aside).toBe('3 of 8 ignore it');
    const [hint, first, , third] = says(told);
    expect(hint).toBe(say('senders.hint'));
    expect(first).toBe(`postfix-tlspol (Postfix) | no ignores it | ${say('senders.reason.blank_line')}`);
    expect(third).toBe(`chasquid | yes follows it | ${say('senders.asRfc')}`);
    const [, table] = told.blocks;
    expect(table).toMatchObject({
      columns: [{ title: 'Sender', role: 'head' }, { role: 'judged' }, {}],
      rows: { 0: { class: 'ignores' } },
    });
  });

  it.each<[aside: string | undefined, change: Partial<Assessment>]>([
    ['not known for 8 of 8', { policy: { state: 'unavailable', problems: [] } }],
    ['1 of 8 ignore it, not known for 1', { stsRecord: stsRecord('v=STSv1; id=1', 'x') }],
    [undefined, { stsRecord: stsRecord(), policy: { state: 'absent' } }],
  ])('%s', (aside, change) => {
    expect(followed('senders', change).aside).toBe(aside);
  });

  it('have nothing to ignore where nothing is announced', () => {
    expect(says(followed('senders', { stsRecord: stsRecord() }))).toEqual([say('senders.none')]);
  });
});

describe('where the names lead', () => {
  it('is a chain each, with what stands at its end', () => {
    const away = { ...stsRecord('v=STSv1; id=1'), aliases: ['a.test', 'b.test'] };
    const told = followed('delegation', { stsRecord: away, policyHost: { state: 'absent', aliases: [] } });
    expect(says(told)).toEqual([
      say('report.delegationHint'),
      '_mta-sts.example.com > a.test > b.test: answered there',
      'mta-sts.example.com: no address',
      '_smtp._tls.example.com: not an alias, answered there',
    ]);
    const fault = { code: 'host-missing', title: 'half-delegated', text: say('report.fault.host_missing') };
    expect(told.blocks.slice(1)).toMatchObject([
      { chain: { state: 'found', fault: null } },
      { chain: { state: 'faulty', fault } },
      { chain: { state: 'found', fault: null } },
    ]);
  });

  it('tells a broken record from one that is not there', () => {
    const [, , , reports] = says(followed('delegation', { tlsrpt: tlsrptRecord('v=TLSRPTv1;') }));
    expect(reports).toBe(`_smtp._tls.example.com: ${say('report.end.invalid')}`);
  });
});

describe('the time line', () => {
  it('has each step with its share and its numbers', () => {
    const told = followed('time-line', { queries: [query, { ...query, outcome: 'NOERROR' }] });
    expect(says(told)).toEqual([
      'Offsets are from the start of the check, 2026-06-01T11:59:59.800Z. It took 180 ms in all.',
      `MX example.com the resolver failed (SERVFAIL) · starts at 5 ms, takes 45 ms ${500 / 180}+25`,
      `MX example.com NOERROR · starts at 5 ms, takes 45 ms ${500 / 180}+25`,
      `GET https://mta-sts.example.com/.well-known/mta-sts.txt valid policy · starts at 100 ms, takes 80 ms ${10_000 / 180}+${8000 / 180}`,
    ]);
    const [, steps] = told.blocks;
    expect(steps).toMatchObject({ steps: [{ class: 'question' }, { class: 'question' }, { class: 'file' }] });
  });

  it('may be empty', () => {
    expect(says(followed('time-line', { policyFetch: null }))).toEqual([say('report.timeLineEmpty')]);
  });
});

describe('the receipt', () => {
  it('has each name, of whom it was asked and by which permission', () => {
    expect(says(followed('receipt', { queries: [query] }))).toEqual([
      say('report.receiptHint'),
      'example.com | MX | cloudflare-dns.com | https://cloudflare-dns.com/*, the resolver that you use',
      'https://mta-sts.example.com/.well-known/mta-sts.txt | GET | mta-sts.example.com | https://mta-sts.example.com/*, which you allowed for this domain or for all',
    ]);
  });

  it.each<[change: Partial<Assessment>, text: string]>([
    [{}, 'No policy file was requested: the copy fetched 2026-06-01T12:00:00.000Z is still valid.'],
    [{ policy: { state: 'absent' } }, say('report.noFetch')],
  ])('says why no file is on it: %j', (change, text) => {
    expect(says(followed('receipt', { ...change, policyFetch: null }))).toEqual([
      say('report.receiptHint'),
      text,
    ]);
  });
});

it('the limits are a list', () => {
  expect(says(followed('limits'))).toHaveLength(7);
});

it('a mechanism without a drawing of its own has its name, its headline in a word, and its evidence', () => {
  const evidence = [{ heading: 'TLSA', blocks: [] }];
  const told = generalSection({ name: 'tlsrpt', headline: 'unusable', tone: 'warn', evidence }, WORDS);
  expect(told).toMatchObject({ id: 'tlsrpt', heading: 'TLSRPT', aside: 'failure reports', parts: evidence });
  expect(says(told)).toEqual(['differs not usable']);
});
