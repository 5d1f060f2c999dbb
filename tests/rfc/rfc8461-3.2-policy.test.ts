import { describe, expect, it } from 'vitest';
import { policyUrlOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { parseStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { bytes, lines } from '../support/reading.ts';
import { fetchFrom, name } from './fakes.ts';

const parse = (...texts: string[]) => parsePolicy(bytes(lines(...texts)));

/** The codes of the problems for which the policy of these lines is refused. */
function refusal(...texts: string[]): string[] {
  const { state, problems } = parse(...texts);
  expect(state).toBe('invalid');
  return problems.map(({ code }) => code);
}

const [VERSION, MODE, MX, MAX_AGE] = ['version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: 604800'];
const FIELDS = [VERSION, MODE, MX, MAX_AGE];
const GOOD = { state: 'valid', value: { mode: 'enforce', maxAgeSeconds: 604800, mx: ['a.example'] } };

/** The codes of the problems of a good policy that comes with this content type. */
async function problemsWith(type: string): Promise<string[]> {
  const facts = await fetchFrom(new Response(lines(...FIELDS), { headers: { 'content-type': type } }));
  return facts.state === 'found' ? facts.problems.map(({ code }) => code) : [facts.state];
}

describe('RFC 8461 §3.2', () => {
  it('the URL is https://mta-sts.<policy domain>/.well-known/mta-sts.txt', () => {
    expect(policyUrlOf(name('example.com'))).toBe('https://mta-sts.example.com/.well-known/mta-sts.txt');
  });

  it('the media type SHOULD be text/plain, its parameters ignored', async () => {
    for (const type of ['text/plain', 'Text/Plain; charset=us-ascii', 'text/plain; charset=latin1; x=y'])
      expect(await problemsWith(type)).toEqual([]);
    expect(await problemsWith('text/html')).toEqual(['policy-media-type']);
  });

  it('"version" is required, and only "STSv1" is supported', () => {
    expect(refusal(MODE, MX, MAX_AGE)).toEqual(['policy-version-missing']);
    expect(refusal('version: STSv2', MODE, MX, MAX_AGE)).toEqual(['policy-version-unknown']);
  });

  it('"mode" is required and one of "enforce", "testing" and "none"', () => {
    for (const mode of ['enforce', 'testing', 'none'])
      expect(parse(VERSION, `mode: ${mode}`, MX, MAX_AGE)).toMatchObject({ state: 'valid', value: { mode } });
    expect(refusal(VERSION, MX, MAX_AGE)).toEqual(['policy-mode-missing']);
    expect(refusal(VERSION, 'mode: report', MX, MAX_AGE)).toEqual(['policy-mode-unknown']);
  });

  it('"max_age" is required and 1 to 10 digits', () => {
    for (const [text, maxAgeSeconds] of [
      ['0', 0],
      ['0000604800', 604800],
      ['31557600', 31557600],
    ] as const)
      expect(parse(VERSION, MODE, MX, `max_age: ${text}`)).toMatchObject({
        state: 'valid',
        value: { maxAgeSeconds },
        problems: [],
      });
    expect(refusal(VERSION, MODE, MX)).toEqual(['policy-max-age-missing']);
    for (const text of ['-1', '+1', '1.0', '1e3', '0x1', '00000000001'])
      expect(refusal(VERSION, MODE, MX, `max_age: ${text}`)).toEqual(['policy-max-age-syntax']);
  });

  it('"max_age" is at most 31557600', () => {
    expect(parse(VERSION, MODE, MX, 'max_age: 31557601').problems.map(({ code }) => code)).toEqual([
      'policy-max-age-too-large',
    ]);
  });

  it('"mx" is required at least once, except when the mode is "none"', () => {
    expect(refusal(VERSION, MODE, MAX_AGE)).toEqual(['policy-mx-missing']);
    expect(refusal(VERSION, 'mode: testing', MAX_AGE)).toEqual(['policy-mx-missing']);
    expect(parse(VERSION, 'mode: none', MAX_AGE)).toMatchObject({ state: 'valid', value: { mx: [] } });
  });

  it('each MX MUST have its own "mx:" key on its own line', () => {
    expect(parse(VERSION, MODE, MX, 'mx: *.b.example', MAX_AGE)).toMatchObject({
      state: 'valid',
      value: { mx: ['a.example', '*.b.example'] },
    });
    for (const list of ['mx: a.example, b.example', 'mx: a.example b.example', 'mx: a.example;b.example'])
      expect(refusal(VERSION, MODE, list, MAX_AGE)).toEqual(['policy-mx-list']);
  });

  it('"mx" MUST specify A-labels, not U-labels', () => {
    expect(parse(VERSION, MODE, 'mx: xn--mnchen-3ya.example', MAX_AGE).state).toBe('valid');
    expect(refusal(VERSION, MODE, 'mx: münchen.example', MAX_AGE)).toEqual(['policy-mx-u-label']);
  });

  it('"mx" is a domain of RFC 5321 §4.1.2, or one behind "*."', () => {
    expect(refusal(VERSION, MODE, 'mx: a.example.', MAX_AGE)).toEqual(['policy-mx-trailing-dot']);
    expect(refusal(VERSION, MODE, 'mx: a_b.example', MAX_AGE)).toEqual(['policy-mx-underscore']);
    expect(refusal(VERSION, MODE, 'mx: a.*.example', MAX_AGE)).toEqual(['policy-mx-wildcard']);
    expect(refusal(VERSION, MODE, 'mx: a*.example', MAX_AGE)).toEqual(['policy-mx-wildcard']);
    expect(refusal(VERSION, MODE, 'mx: [192.0.2.1]', MAX_AGE)).toEqual(['policy-mx-syntax']);
    expect(refusal(VERSION, MODE, 'mx: .example', MAX_AGE)).toEqual(['policy-mx-syntax']);
  });

  it('keys and values are case-sensitive (%s of RFC 7405)', () => {
    expect(refusal('Version: STSv1', MODE, MX, MAX_AGE)).toEqual(['policy-key-misspelt']);
    expect(refusal('version: stsv1', MODE, MX, MAX_AGE)).toEqual(['policy-version-unknown']);
    expect(refusal(VERSION, 'mode: Enforce', MX, MAX_AGE)).toEqual(['policy-mode-unknown']);
  });

  it('a field delimiter is ":" *WSP', () => {
    expect(parse('version:STSv1', 'mode:\tenforce', 'mx: \t a.example', MAX_AGE)).toMatchObject({
      ...GOOD,
      problems: [],
    });
    expect(refusal(VERSION, MODE, MX, MAX_AGE, 'x=y')).toEqual(['policy-line-syntax']);
  });

  it('WSP may stand behind a value', () => {
    expect(parse(...FIELDS.map((field) => `${field} \t`))).toEqual({ ...GOOD, problems: [] });
  });

  it('a line ends with LF or CRLF, the last one optionally', () => {
    for (const text of [
      FIELDS.join('\n'),
      FIELDS.join('\r\n'),
      `${FIELDS.join('\r\n')}\r\n`,
      `${FIELDS.join('\n')}\n`,
    ])
      expect(parsePolicy(bytes(text))).toEqual({ ...GOOD, problems: [] });
    const withCr = parsePolicy(bytes(`${FIELDS.join('\n')}\r`));
    expect(withCr.state).toBe('invalid');
    expect(withCr.problems.map(({ code }) => code)).toContain('policy-lone-cr');
  });

  it('the order of the fields is free', () => {
    expect(parse(MAX_AGE, MX, MODE, VERSION)).toEqual({ ...GOOD, problems: [] });
  });

  it('extension values may hold UTF-8, but no control characters', () => {
    expect(parse(...FIELDS, 'note: Grüße: 😀')).toMatchObject(GOOD);
    expect(refusal(...FIELDS, 'note: a\tb')).toContain('policy-control-character');
    const latin1 = parsePolicy(new Uint8Array([...bytes(`${lines(...FIELDS)}x: `), 0xe9]));
    expect(latin1.state).toBe('invalid');
    expect(latin1.problems.map(({ code }) => code)).toEqual(['policy-not-utf8']);
  });

  it('parsers MUST accept additional key/value pairs, and unknown fields SHALL be ignored: policy', () => {
    expect(parse('x: 1', ...FIELDS, 'y-2_z.: http://b.example/')).toMatchObject(GOOD);
  });

  it('parsers MUST accept additional key/value pairs, and unknown fields SHALL be ignored: record', () => {
    expect(parseStsRecord('v=STSv1; x=1; id=2; y=3')).toMatchObject({ state: 'valid', value: { id: '2' } });
  });

  it('of a duplicated field all entries except for the first SHALL be ignored: policy', () => {
    expect(parse(...FIELDS, 'mode: none', 'max_age: 1', 'version: STSv2', 'mode: junk')).toMatchObject(GOOD);
    expect(refusal('mode: junk', ...FIELDS)).toEqual(['policy-duplicate-field', 'policy-mode-unknown']);
  });

  it('of a duplicated field all entries except for the first SHALL be ignored: record', () => {
    expect(parseStsRecord('v=STSv1; id=1; id=2')).toMatchObject({ state: 'valid', value: { id: '1' } });
  });

  it('"mx" is the field that may be repeated', () => {
    expect(parse(...FIELDS, 'mx: b.example')).toMatchObject({
      state: 'valid',
      value: { mx: ['a.example', 'b.example'] },
      problems: [],
    });
  });
});
