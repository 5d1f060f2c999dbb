import { describe, expect, it } from 'vitest';
import { followAliases } from '../../lib/dns/follow-aliases.ts';
import { parseStsRecord, selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { told } from '../support/reading.ts';
import { zone } from './fakes.ts';

const GOOD = 'v=STSv1; id=20160831085700Z;';
const FOUND = { state: 'found', text: GOOD, value: { id: '20160831085700Z' } };

/** The codes of the problems for which the text is refused. */
function refusal(text: string): string[] {
  const { state, problems } = parseStsRecord(text);
  expect(state).toBe('invalid');
  return problems.map(({ code }) => code);
}

describe('RFC 8461 §3.1', () => {
  it('records MUST be US-ASCII', () => {
    expect(refusal('v=STSv1; id=1; x=é')).toContain('sts-record-not-ascii');
  });

  it('records MUST be semicolon-separated key/value pairs', () => {
    expect(refusal('v=STSv1, id=1')).toEqual(['sts-record-delimiter']);
    expect(refusal('v=STSv1; id=1; x')).toEqual(['sts-record-field-syntax']);
  });

  it('"v" is required, and only "STSv1" is supported', () => {
    expect(refusal('id=1')).toEqual(['sts-record-version']);
    expect(refusal('v=STSv2; id=1')).toEqual(['sts-record-version']);
  });

  it('"id" is required', () => {
    expect(refusal('v=STSv1;')).toEqual(['sts-record-no-id']);
  });

  it('"id" is 1 to 32 letters and digits', () => {
    for (const id of ['1', 'aZ9', 'x'.repeat(32)])
      expect(parseStsRecord(`v=STSv1; id=${id}`)).toMatchObject({ state: 'valid', value: { id } });
    for (const id of ['x'.repeat(33), '2024-01-01', '2024_01'])
      expect(refusal(`v=STSv1; id=${id}`)).toEqual(['sts-record-id-syntax']);
  });

  it('"id" has no implied ordering: it is text, not a number', () => {
    expect(parseStsRecord('v=STSv1; id=007')).toMatchObject({ value: { id: '007' } });
  });

  it('"v=STSv1" and "id=" are case-sensitive (%s of RFC 7405)', () => {
    expect(refusal('v=stsv1; id=1')).toEqual(['sts-record-version']);
    expect(refusal('V=STSv1; id=1')).toEqual(['sts-record-version']);
    expect(refusal('v=STSv1; ID=1')).toEqual(['sts-record-no-id']);
  });

  it('a field delimiter is *WSP ";" *WSP, and the last one is optional', () => {
    for (const text of ['v=STSv1;id=1', 'v=STSv1; id=1;', 'v=STSv1\t ;\t id=1 \t;\t '])
      expect(parseStsRecord(text)).toMatchObject({ state: 'valid', value: { id: '1' } });
    expect(refusal('v=STSv1; id=1;;')).toEqual(['sts-record-empty-field']);
  });

  it('the record MUST begin with the version', () => {
    for (const text of ['id=1; v=STSv1', ' v=STSv1; id=1'])
      expect(refusal(text)).toEqual(['sts-record-version']);
  });

  it('the order of the other fields is not significant', () => {
    for (const text of ['v=STSv1; a=b; id=1; c=d', 'v=STSv1; c=d; a=b; id=1', 'v=STSv1; id=1; a=b; c=d'])
      expect(parseStsRecord(text)).toMatchObject({
        state: 'valid',
        value: { id: '1', extensions: { a: 'b', c: 'd' } },
      });
  });

  it('of several records those that do not begin with "v=STSv1;" are discarded', () => {
    const others = ['v=spf1 -all', 'v=STSv10; id=1', 'V=STSv1; id=1', ' v=STSv1; id=1', 'v=STSv1 ; id=1', ''];
    for (const other of others) {
      expect(selectStsRecord([other, GOOD])).toMatchObject(FOUND);
      expect(selectStsRecord([GOOD, other])).toMatchObject(FOUND);
    }
  });

  it('where the number of resulting records is not one, there MUST be no policy', () => {
    const several = selectStsRecord([GOOD, 'v=STSv1; id=2', 'v=spf1 -all']);
    expect(several.state).toBe('invalid');
    expect(told(several.problems, '')).toContainEqual({ code: 'sts-records-several', count: 2 });
    expect(selectStsRecord(['v=spf1 -all', 'x']).state).toBe('absent');
    expect(selectStsRecord([])).toEqual({ state: 'absent', problems: [] });
  });

  it('where the resulting record is syntactically invalid, there MUST be no policy', () => {
    const selected = selectStsRecord(['v=spf1 -all', 'v=STSv1; id=a b']);
    expect(selected.state).toBe('invalid');
    expect(selected.problems.map(({ code }) => code)).toContain('sts-record-id-syntax');
    // It is not discarded for a better one either.
    expect(selectStsRecord(['v=STSv1; id=a b', GOOD]).state).toBe('invalid');
  });

  it('multiple strings MUST be treated as concatenated without adding spaces', async () => {
    const strings = ['v=STS', 'v1; id=2016', '0831085700Z;'];
    const answer = await followAliases(
      '_mta-sts.example.com',
      'TXT',
      zone({ '_mta-sts.example.com': { txt: [strings] } }),
    );
    expect(answer).toMatchObject({ state: 'found', records: [GOOD] });
    expect(selectStsRecord([strings.join('')])).toMatchObject(FOUND);
  });

  it('CNAME pointers MUST be followed, directly and via others', async () => {
    const ask = zone({
      '_mta-sts.example.com': { cname: '_mta-sts.provider.example' },
      '_mta-sts.provider.example': { cname: 'customers.provider.example' },
      'customers.provider.example': { txt: [[GOOD]] },
    });
    expect(await followAliases('_mta-sts.example.com', 'TXT', ask)).toMatchObject({
      state: 'found',
      records: [GOOD],
      aliases: ['_mta-sts.provider.example', 'customers.provider.example'],
    });
  });
});
