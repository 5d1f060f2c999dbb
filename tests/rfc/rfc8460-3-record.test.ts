import { describe, expect, it } from 'vitest';
import { followAliases } from '../../lib/dns/follow-aliases.ts';
import { parseTlsrptRecord, selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { zone } from './fakes.ts';

const A = 'mailto:reports@example.com';
const B = 'https://reporting.example.com/v1/tlsrpt';
const GOOD = `v=TLSRPTv1; rua=${A}`;
const FOUND = { state: 'found', text: GOOD, value: { rua: [A] } };

/** The codes of the problems for which the text is refused. */
function refusal(text: string): string[] {
  const { state, problems } = parseTlsrptRecord(text);
  expect(state).toBe('invalid');
  return problems.map(({ code }) => code);
}

describe('RFC 8460 §3', () => {
  it('"v" MUST be equal to "TLSRPTv1", in this case (%s of RFC 7405), and first', () => {
    for (const text of [
      `rua=${A}`,
      `v=TLSRPTv2; rua=${A}`,
      `v=tlsrptv1; rua=${A}`,
      `V=TLSRPTv1; rua=${A}`,
      `rua=${A}; v=TLSRPTv1`,
    ])
      expect(refusal(text)).toEqual(['tlsrpt-version']);
  });

  it('"rua" is required', () => {
    expect(refusal('v=TLSRPTv1;')).toEqual(['tlsrpt-no-rua']);
    expect(refusal('v=TLSRPTv1; RUA=x')).toEqual(['tlsrpt-no-rua']);
  });

  it('"rua" is a comma-separated list of URIs, space around commas allowed', () => {
    for (const list of [`${A},${B}`, `${A} ,\t${B}`])
      expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${list}`)).toMatchObject({
        state: 'valid',
        value: { rua: [A, B] },
      });
  });

  it('the grammar allows more than one "rua", and they add up', () => {
    expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${A}; rua=${B}`)).toMatchObject({
      state: 'valid',
      value: { rua: [A, B] },
    });
  });

  it('two URI schemes are supported: "mailto" and "https"', () => {
    expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${A},${B}`).problems).toEqual([]);
    const parsed = parseTlsrptRecord('v=TLSRPTv1; rua=http://example.com/');
    expect(parsed.problems.map(({ code }) => code)).toEqual(['tlsrpt-rua-scheme', 'tlsrpt-rua-unusable']);
  });

  it('commas, exclamation points and semicolons in a URI MUST be encoded', () => {
    expect(parseTlsrptRecord('v=TLSRPTv1; rua=mailto:a%2Cb%21c%3Bd@example.com')).toMatchObject({
      state: 'valid',
      value: { rua: ['mailto:a%2Cb%21c%3Bd@example.com'] },
      problems: [],
    });
    expect(refusal(`v=TLSRPTv1; rua=${A}!10m`)).toEqual(['tlsrpt-rua-reserved-character']);
    expect(refusal('v=TLSRPTv1; rua=mailto:a,b@example.com')).toContain('tlsrpt-rua-syntax');
    expect(refusal('v=TLSRPTv1; rua=mailto:a;b@example.com')).toContain('tlsrpt-field-syntax');
  });

  it('"URI" is that of RFC 3986: with a scheme, without spaces', () => {
    expect(refusal('v=TLSRPTv1; rua=reports@example.com')).toEqual(['tlsrpt-rua-syntax']);
    expect(refusal('v=TLSRPTv1; rua=mailto:a b@example.com')).toEqual(['tlsrpt-rua-syntax']);
  });

  it('a field delimiter is *WSP ";" *WSP, and the last one is optional', () => {
    for (const text of [`v=TLSRPTv1;rua=${A}`, `v=TLSRPTv1 ;\trua=${A}\t; `])
      expect(parseTlsrptRecord(text)).toMatchObject({ state: 'valid', value: { rua: [A] } });
    expect(refusal(`v=TLSRPTv1;; rua=${A}`)).toEqual(['tlsrpt-empty-field']);
  });

  it('of several records those that do not begin with "v=TLSRPTv1;" are discarded', () => {
    for (const other of [
      'v=spf1 -all',
      `v=TLSRPTv10; rua=${A}`,
      `V=TLSRPTv1; rua=${A}`,
      `v=TLSRPTv1 ; rua=${B}`,
    ])
      expect(selectTlsrptRecord([other, GOOD])).toMatchObject(FOUND);
  });

  it('where the number of resulting records is not one, TLSRPT MUST be taken as not implemented', () => {
    const several = selectTlsrptRecord([GOOD, `v=TLSRPTv1; rua=${B}`]);
    expect(several).toEqual({
      state: 'invalid',
      problems: [{ code: 'tlsrpt-records-several', parameters: { count: 2 } }],
    });
    expect(selectTlsrptRecord(['v=spf1 -all', 'x']).state).toBe('absent');
  });

  it('multiple strings MUST be treated as concatenated without adding spaces', async () => {
    const strings = ['v=TLSRPTv1; rua=mailto:rep', 'orts@example.com'];
    const owner = '_smtp._tls.example.com';
    const answer = await followAliases(owner, 'TXT', zone({ [owner]: { txt: [strings] } }));
    expect(answer).toMatchObject({ state: 'found', records: [GOOD] });
    expect(selectTlsrptRecord([strings.join('')])).toMatchObject(FOUND);
  });

  it('parsers MUST accept a superset, and unknown fields SHALL be ignored', () => {
    expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${A}; ext-1_a.b=c:d`)).toMatchObject({
      state: 'valid',
      value: { rua: [A] },
    });
  });
});
