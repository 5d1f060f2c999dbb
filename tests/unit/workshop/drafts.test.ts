import { describe, expect, it } from 'vitest';
import { MAX_POLICY_BYTES } from '../../../lib/mechanisms/mta-sts/served-policy.ts';
import { ignoredBy, sendersOf } from '../../../lib/mechanisms/mta-sts/senders/senders.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import {
  asIfPublished,
  evidenceOf,
  publishedTexts,
  readDraftPolicy,
  type Draft,
} from '../../../lib/workshop/draft.ts';
import { MAX_FILE_BYTES, bytesOf } from '../../../lib/workshop/file-bytes.ts';
import { STS_RECORD } from '../../../lib/workshop/kinds.ts';
import { TLSRPT } from '../../support/kinds.ts';
import {
  lineEndsOf,
  linesWithEnds,
  mapLines,
  textsOf,
  usualLineEnd,
  withLineEnds,
} from '../../../lib/text/text-lines.ts';
import { policyTokens, recordTokens } from '../../../lib/workshop/tokens.ts';
import { EMPTY_TEXTS } from '../../../lib/workshop/writing.ts';
import {
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
} from '../../support/assessments.ts';
import { guidedKeys } from '../../support/dkim-guided.ts';
import { gathered } from '../../support/dmarc.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { bytes } from '../../support/reading.ts';
import { WORDS } from '../../support/words.ts';

const GOOD = policyText('enforce', 'mx: mail.example.com');
const draft = (policy: string | null, change: Partial<Draft> = {}): Draft => ({
  policy: policy === null ? null : bytes(policy),
  stsRecord: '',
  tlsrpt: '',
  ...change,
});

describe('a draft, as if it were published', () => {
  const live = assessmentOf({ mx: mxOf(host('mail.example.com'), host('other.example.com', 20)) });

  it('is held against the live servers', () => {
    const { standing, servers } = standingOf(asIfPublished(draft(GOOD), live));
    expect(standing).toBe('uncovered');
    expect(servers.map(({ consequence }) => consequence)).toEqual(['verified', 'refused']);
  });

  it('is broken by its own record, whatever is live', () => {
    const broken = asIfPublished(draft(GOOD, { stsRecord: 'v=STSv1;' }), live);
    expect(standingOf(broken).headline).toBe('broken-record');
  });

  it('has a record as the engine reads it', () => {
    const drafted = asIfPublished(draft(GOOD, { stsRecord: 'v=STSv1; id=2' }), live);
    expect(drafted.stsRecord).toEqual({
      ...stsRecord('v=STSv1; id=2'),
      ttlSeconds: 0,
      beside: undefined,
    });
  });

  it.each([
    ['is invalid', 'v=STSv1;', 'broken-record'],
    ['is no such record', 'hello', 'absent'],
  ])('has no policy where its record %s, whatever the file says', (_, record, headline) => {
    const drafted = asIfPublished(draft(GOOD, { stsRecord: record }), live);
    expect(drafted.policy).toEqual({ state: 'absent' });
    const unannounced = standingOf(drafted);
    expect(unannounced.headline).toBe(headline);
    expect(unannounced.servers.map(({ consequence }) => consequence)).toEqual(['unprotected', 'unprotected']);
    expect(unannounced.findings.filter(({ code }) => code.startsWith('mx-'))).toEqual([]);
  });

  it('has the reports that it asks for, or the live ones where it says nothing', () => {
    const asked = asIfPublished(draft(GOOD, { tlsrpt: 'v=TLSRPTv1; rua=https://x.example/' }), live);
    expect(asked.tlsrpt).toMatchObject({ state: 'found', value: { rua: ['https://x.example/'] } });
    expect(asIfPublished(draft(GOOD), live).tlsrpt).toBe(live.tlsrpt);
  });

  it('beyond 64 KiB is what a sender gets of it: nothing', () => {
    const large = bytes(GOOD + 'x: y\n'.repeat(20_000));
    const { state, problems } = readDraftPolicy(large);
    expect([state, problems[0]?.code]).toEqual(['invalid', 'policy-too-large']);
    const drafted = asIfPublished({ ...draft(null), policy: large }, live);
    expect(standingOf(drafted).standing).toBe('broken');
    expect(drafted.policy).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'policy-too-large', parameters: {} }],
      text: null,
    });
  });

  it('of exactly 64 KiB is read', () => {
    const full = bytes(`${GOOD}x: ${'y'.repeat(MAX_POLICY_BYTES - GOOD.length - 3)}`);
    expect(full.length).toBe(MAX_POLICY_BYTES);
    expect(readDraftPolicy(full).state).toBe('valid');
    expect(asIfPublished({ ...draft(null), policy: full }, live).policy.state).toBe('found');
  });

  it('is judged without a media type to find fault with', () => {
    expect(readDraftPolicy(bytes(GOOD)).problems).toEqual([]);
  });
});

describe('a draft beyond 64 KiB', () => {
  it('is not said to miss what may stand behind the cut', () => {
    const text = `version: STSv1\nMode: enforce\n${'x: y\n'.repeat(20_000)}mode: testing\nmx: a.example\nmax_age: 1\n`;
    const codes = readDraftPolicy(bytes(text)).problems.map(({ code }) => code);
    expect(new Set(codes)).toEqual(
      new Set(['policy-too-large', 'policy-unknown-field', 'policy-duplicate-field']),
    );
  });

  it.each([
    [MAX_POLICY_BYTES - 5, true, 'a line that ends there is read'],
    [MAX_POLICY_BYTES - 4, false, 'one that ends behind it may have gone on'],
  ])('is read to its last line within: after %i bytes "oops" is a fault: %s (%s)', (before, expected) => {
    const text = `${'x: y\n'.repeat(10)}${'z'.repeat(before - 51)}\noops\nx: y\n`;
    const codes = readDraftPolicy(bytes(text)).problems.map(({ position }) => position?.line);
    expect(codes.includes(12)).toBe(expected);
  });

  it('of one line has nothing that is sure but its size', () => {
    expect(readDraftPolicy(bytes('x'.repeat(MAX_POLICY_BYTES + 1))).problems).toEqual([
      { code: 'policy-too-large', parameters: {} },
    ]);
  });
});

describe('the records of a draft', () => {
  it('are its lines but the blank ones', () => {
    expect(textsOf('a\r\n \t\n\nb \n')).toEqual(['a', 'b ']);
  });
});

describe('who would ignore a draft', () => {
  it('is known without any domain, and what is left empty is no fault', () => {
    const accepts = (evidence: ReturnType<typeof evidenceOf>) =>
      new Set(sendersOf(evidence).map((verdict) => verdict.accepts));
    expect(evidenceOf(draft(GOOD)).mx).toEqual({ state: 'pending' });
    expect(accepts(evidenceOf(draft(GOOD)))).toEqual(new Set(['accepts']));
    expect(accepts(evidenceOf(draft(null, { stsRecord: 'v=STSv1; id=1' })))).toEqual(new Set(['accepts']));
  });

  it('is told for each problem by itself', () => {
    const evidence = evidenceOf(draft(`\n${GOOD} x: a\n`));
    expect(ignoredBy('policy-blank-line', evidence)).toEqual(['postfix-tlspol', 'mox', 'go-mtasts']);
    expect(ignoredBy('policy-indented-key', evidence)).toEqual([
      'postfix-tlspol',
      'mox',
      'postfix-mta-sts-resolver',
      'go-mtasts',
    ]);
    expect(ignoredBy('policy-unknown-field', evidence)).toEqual([]);
    expect(ignoredBy('policy-comment-line', evidence)).toEqual([]);
  });

  it.each([
    ['a repeated field is no fault of an extension', 'mode: enforce\nx: a\n', [], ['kumomta']],
    ['nor an extension one of a repeated field', 'mode: enforce\nx: a:b\n', ['go-mtasts'], ['kumomta']],
    ['an extension alone', 'x: a:b\n', ['go-mtasts'], []],
    ['an extension that is repeated', 'x: a\nx: b\n', [], []],
  ])('is told for a field by its own fault: %s', (_, more, forUnknown, forRepeated) => {
    const evidence = evidenceOf(draft(GOOD + more));
    expect(ignoredBy('policy-unknown-field-colon', evidence)).toEqual(forUnknown);
    expect(ignoredBy('policy-duplicate-field', evidence)).toEqual(forRepeated);
  });
});

describe('the bytes that are read', () => {
  it('are those of the file while its text stands, and UTF-8 from the first change on', () => {
    const latin = new Uint8Array([0x61, 0xe9, 0x0d, 0x0a]);
    expect(bytesOf('a\ufffd\r\n', latin)).toBe(latin);
    expect(bytesOf('b\ufffd\r\n', latin)).toEqual(bytes('b\ufffd\r\n'));
  });

  it('are its UTF-8 where it comes from no file', () => {
    expect(bytesOf('é\n', null)).toEqual(bytes('é\n'));
    expect(bytesOf('', null)).toEqual(bytes(''));
  });

  it('are at most 64 times what senders read', () => {
    expect(MAX_FILE_BYTES).toBe(64 * MAX_POLICY_BYTES);
  });

  it.each([
    ['CRLF', 'a\r\nb\r\n', { crlf: 2, lf: 0, cr: 0 }, '\r\n'],
    ['LF', 'a\nb', { crlf: 0, lf: 1, cr: 0 }, '\n'],
    ['CR alone', 'a\rb\r', { crlf: 0, lf: 0, cr: 2 }, '\r\n'],
    ['all of them', 'a\r\r\nb\nc', { crlf: 1, lf: 1, cr: 1 }, '\r\n'],
    ['none', 'a', { crlf: 0, lf: 0, cr: 0 }, '\r\n'],
  ])('have the line ends that they have: %s', (_, text, ends, usual) => {
    expect(lineEndsOf(text)).toEqual(ends);
    expect(usualLineEnd(text)).toBe(usual);
    expect(
      linesWithEnds(text)
        .map(({ body, end }) => body + end)
        .join(''),
    ).toBe(text);
  });

  it('are split after each line end, and nothing is made of what follows the last', () => {
    expect(linesWithEnds('\ra\nb\r\n')).toEqual([
      { body: '\ra', end: '\n' },
      { body: 'b', end: '\r\n' },
    ]);
  });

  it.each([
    ['\ufeffa\nb\n', '\ufeff0a\n0a\n1b\n1b\n', 'a byte order mark stays in front'],
    ['a\nb\ufeff', '0a\n0a\n1b\ufeff\n1b\ufeff', 'it is none at the end, where no line end is added either'],
    ['a\nb\r\nc\r\n', '0a\n0a\n1b\r\n1b\r\n2c\r\n2c\r\n', 'each line keeps its own end'],
    ['a', '0a\r\n0a', 'without any it is CRLF'],
  ])('have lines that can be doubled: %j to %j (%s)', (text, doubled) => {
    expect(mapLines(text, (body, index) => [`${index}${body}`, `${index}${body}`])).toBe(doubled);
  });

  it('change their line ends only when told to', () => {
    expect(withLineEnds('a\rb\r\r\nc\nd\r\n', '\n')).toBe('a\nb\nc\nd\n');
    expect(withLineEnds('a\r\rb', '\r\n')).toBe('a\r\n\r\nb');
  });
});

describe('records, one a line', () => {
  it('have their problems at their place in the whole text', () => {
    const text = 'other\r\nv=STSv1; id=1; ; x=1;';
    const empty = STS_RECORD.problemsOf(text).find(({ code }) => code === 'sts-record-empty-field');
    expect(empty?.position).toEqual({ offset: text.indexOf('; ;') + 2, length: 0, line: 2 });
  });

  it('and those that are about all of one record, all of it', () => {
    const [problem] = TLSRPT.problemsOf('v=tlsrptv1; rua=mailto:a@b.example');
    expect(problem).toMatchObject({ code: 'tlsrpt-version', position: { offset: 0, length: 34, line: 1 } });
  });

  it.each<[why: string, kind: typeof TLSRPT, text: string, code: string, offset: number, line: number]>([
    [
      'in the one record that there is, though its version does not end as it must',
      STS_RECORD,
      '\r\nv=STSv1 ; id=1',
      'sts-record-space-after-version',
      9,
      2,
    ],
    [
      'in the one of several that begins as it must',
      TLSRPT,
      'other\nv=TLSRPTv1; rua=mailto:a@b.example; ; x=1',
      'tlsrpt-empty-field',
      42,
      2,
    ],
    [
      'or all of the one that it quotes',
      STS_RECORD,
      'V=stsv1; id=2\r\nv=STSv1; id=1',
      'sts-record-near-miss',
      0,
      1,
    ],
    ['a lone CR is part of it', STS_RECORD, 'v=STSv1; id=1\nV=stsv1;\rid=2', 'sts-record-near-miss', 14, 2],
    [
      'of equal ones the first',
      STS_RECORD,
      'V=stsv1; id=2\nv=STSv1; id=1\nV=stsv1; id=2',
      'sts-record-near-miss',
      0,
      1,
    ],
  ])('and at the right one: %s', (_, kind, text, code, offset, line) => {
    const found = kind.problemsOf(text).find((problem) => problem.code === code);
    expect(found?.position).toMatchObject({ offset, line });
  });

  it('are taken from what is published; what could not be read is left out', () => {
    const texts = publishedTexts(assessmentOf({ tlsrpt: tlsrptRecord('a', 'b') }), WORDS);
    expect(texts).toMatchObject({
      policy: GOOD,
      dane: '',
      stsRecord: 'v=STSv1; id=20260601',
      tlsrpt: 'a\nb',
    });
    const useless = assessmentOf({ policy: policyOf('nonsense'), stsRecord: stsRecord('a', 'b') });
    expect(publishedTexts(useless, WORDS)).toMatchObject({ policy: 'nonsense', stsRecord: 'a\nb' });
    const unread = assessmentOf({ policy: { state: 'unavailable', problems: [] } });
    expect(publishedTexts(unread, WORDS)).not.toHaveProperty('policy');
  });
});

describe('the parts of a line', () => {
  const parts = (line: string, tokens: ReturnType<typeof policyTokens>) =>
    tokens.map(({ kind, from, to }) => [kind, line.slice(from, to)]);
  it('are what the parsers take them for', () => {
    const line = ' mx : a.example ';
    expect(parts(line, policyTokens(line))).toEqual([
      ['key', 'mx'],
      ['value', 'a.example'],
    ]);
    expect(policyTokens('# a: b')).toEqual([]);
    const record = 'v=STSv1; id=1';
    expect(parts(record, recordTokens(record))).toEqual([
      ['key', 'v'],
      ['value', 'STSv1'],
      ['key', 'id'],
      ['value', '1'],
    ]);
  });

  it.each([
    ['v=STSv1; id=a=b', ['v', 'STSv1', 'id', 'a=b'], 'an id as it is written'],
    ['v=TLSRPTv1; rua=mailto:a@b?c=d', ['v', 'TLSRPTv1', 'rua', 'mailto:a@b?c=d'], 'a URI too'],
    ['v=STSv10; id=1', [], 'another version'],
    ['x v=STSv1; id=1', [], 'a version that is not the first'],
    ['hello', [], 'no record'],
  ])('of %j are %j: %s', (line, texts) => {
    expect(recordTokens(line).map(({ from, to }) => line.slice(from, to))).toEqual(texts);
  });
});

it('the editors begin with what a domain has that publishes nothing', async () => {
  const bare = assessmentOf({
    stsRecord: stsRecord(),
    tlsrpt: tlsrptRecord(),
    policy: policyOf(''),
    spf: await spfFactsOf({}),
    ...(await gathered('example.com', {})).parts,
    dkim: (await guidedKeys({ zone: {} })).parts.dkim,
  });
  expect(publishedTexts(bare, WORDS)).toEqual(EMPTY_TEXTS);
});
