import { describe, expect, it } from 'vitest';
import { followAliases } from '../../lib/dns/follow-aliases.ts';
import { isIpAddress, parseDomainName } from '../../lib/names/domain-name.ts';
import { matchesMx } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { parseStsRecord, selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { subjectOfText, subjectOfUrl } from '../../lib/names/subject.ts';
import { bytes, lines, told } from '../support/reading.ts';
import { zone } from './fakes.ts';

/**
 * Faults that other readers of these records have or had, each by its number in the catalogue of this project. What
 * concerns the network stands in bug-museum-network.test.ts.
 */

const [VERSION, MODE, MX, MAX_AGE] = ['version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: 604800'];
const VALUE = { mode: 'enforce', maxAgeSeconds: 604800, mx: ['a.example'] };

const parse = (...texts: string[]) => {
  const text = lines(...texts);
  const parsed = parsePolicy(bytes(text));
  return { ...parsed, problems: told(parsed.problems, text) };
};

describe('bug museum', () => {
  it('1: a wildcard that covers two labels', () => {
    expect(matchesMx('*.example.com', 'a.b.example.com')).toBe(false);
    expect(matchesMx('*.mx.microsoft', 'contoso-com.h-v1.mx.microsoft')).toBe(false);
    expect(matchesMx('*.h-v1.mx.microsoft', 'contoso-com.h-v1.mx.microsoft')).toBe(true);
  });

  it('2: a pattern found anywhere within a host name', () => {
    expect(matchesMx('mail.example.com', 'notmail.example.com.evil.test')).toBe(false);
    expect(matchesMx('*.example.com', 'mail.example.com.evil.test')).toBe(false);
    expect(matchesMx('mail.example.com', 'mailxexample.com')).toBe(false);
  });

  it('3: of two modes the last wins, or the policy is refused', () => {
    expect(parse(VERSION, MODE, 'mode: none', MX, MAX_AGE)).toEqual({
      state: 'valid',
      value: VALUE,
      problems: [
        { code: 'policy-duplicate-field', key: 'mode', first: 'enforce', other: 'none', at: 'mode: none' },
      ],
    });
  });

  it('4: an unknown field is an error', () => {
    expect(parse(VERSION, MODE, MX, MAX_AGE, 'x: y')).toEqual({
      state: 'valid',
      value: VALUE,
      problems: [{ code: 'policy-unknown-field', key: 'x', at: 'x: y' }],
    });
    expect(parseStsRecord('v=STSv1; id=1; x=y')).toMatchObject({ state: 'valid', value: { id: '1' } });
  });

  it('5: a missing mode or max_age gets a default', () => {
    expect(parse(VERSION, MX, MAX_AGE)).toEqual({
      state: 'invalid',
      problems: [{ code: 'policy-mode-missing' }],
    });
    expect(parse(VERSION, MODE, MX)).toEqual({
      state: 'invalid',
      problems: [{ code: 'policy-max-age-missing' }],
    });
  });

  it('6: an empty max_age is 0, 1e3 is 1000, a century is taken as it is', () => {
    expect(parse(VERSION, MODE, MX, 'max_age:')).toEqual({
      state: 'invalid',
      problems: [
        { code: 'policy-empty-value', key: 'max_age', at: 'max_age:' },
        { code: 'policy-max-age-missing' },
      ],
    });
    expect(parse(VERSION, MODE, MX, 'max_age: 1e3')).toEqual({
      state: 'invalid',
      problems: [{ code: 'policy-max-age-syntax', value: '1e3', at: '1e3' }],
    });
    expect(parse(VERSION, MODE, MX, 'max_age: 3155760000')).toEqual({
      state: 'valid',
      value: { ...VALUE, maxAgeSeconds: 3155760000 },
      problems: [{ code: 'policy-max-age-too-large', value: 3155760000, at: '3155760000' }],
    });
  });

  it('7: an unrelated TXT beside the record costs the policy', () => {
    expect(selectStsRecord(['google-site-verification=x', 'v=STSv1; id=1'])).toMatchObject({
      state: 'found',
      value: { id: '1' },
      problems: [{ code: 'sts-record-unrelated', parameters: { count: 1 } }],
    });
  });

  it('8: of two records one is used', () => {
    expect(selectStsRecord(['v=STSv1; id=1', 'v=STSv1; id=2'])).toEqual({
      state: 'invalid',
      problems: [{ code: 'sts-records-several', parameters: { count: 2 } }],
    });
  });

  it('9: another version, the wrong case or the wrong order is taken for a record', () => {
    for (const text of ['v=STSv10; id=1', 'V=stsv1; id=1', 'id=1; v=STSv1'])
      expect(selectStsRecord([text])).toEqual({
        state: 'invalid',
        problems: [{ code: 'sts-record-version', parameters: { text, corrected: 'v=STSv1; id=1' } }],
      });
  });

  it('10: a colon in the value of an unknown field costs the policy', () => {
    expect(parse(VERSION, MODE, MX, MAX_AGE, 'see: https://a.example:443/')).toMatchObject({
      state: 'valid',
      value: VALUE,
    });
  });

  it('20: an IP address is a host name with a registrable domain of "2.1"', () => {
    expect(parseDomainName('192.0.2.1')).toBeNull();
    expect(isIpAddress('192.0.2.1')).toBe(true);
    for (const subject of [subjectOfText('192.0.2.1'), subjectOfUrl('https://192.0.2.1/')])
      expect(subject).toEqual({ state: 'unsupported', reason: 'ip-address', text: '192.0.2.1' });
  });

  it('21: a subdomain without a policy takes that of its parent', () => {
    expect(subjectOfText('user@mail.example.com')).toMatchObject({
      state: 'found',
      policyDomain: 'mail.example.com',
    });
    expect(selectStsRecord([])).toEqual({ state: 'absent', problems: [] });
  });

  it('22: the strings of a TXT are joined with spaces, or only the first is read', async () => {
    const owner = '_mta-sts.example.com';
    const ask = zone({ [owner]: { txt: [['v=STSv1', '; id=2024', '0101;']] } });
    const answer = await followAliases(owner, 'TXT', ask);
    expect(answer).toMatchObject({ state: 'found', records: ['v=STSv1; id=20240101;'] });
    expect(selectStsRecord(answer.state === 'found' ? answer.records : [])).toMatchObject({
      state: 'found',
      value: { id: '20240101' },
    });
  });
});
