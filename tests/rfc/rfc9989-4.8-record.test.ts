import { describe, expect, it } from 'vitest';
import { followAliases } from '../../lib/dns/follow-aliases.ts';
import { parseDmarcRecord, selectDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';
import { zone } from './fakes.ts';

const A = 'mailto:a@example.com';

/** What a text comes to, or null where it is ignored. */
function read(text: string) {
  const parsed = parseDmarcRecord(text);
  return parsed.state === 'valid' ? parsed.value : null;
}

function codes(text: string): string[] {
  return parseDmarcRecord(text).problems.map(({ code }) => code);
}

describe('RFC 9989 §4.5', () => {
  it('the strings of one record MUST be joined in order, and parsed as a single string', async () => {
    const strings = ['v=DMARC1; p=rej', 'ect; rua=', A];
    const owner = '_dmarc.example.com';
    const answer = await followAliases(owner, 'TXT', zone({ [owner]: { txt: [strings] } }));
    expect(answer).toMatchObject({ state: 'found', records: [strings.join('')] });
    expect(read(strings.join(''))).toMatchObject({ p: 'reject', rua: [A] });
  });

  it('several records are never joined', () => {
    expect(selectDmarcRecord(['v=DMARC1; p=reject;', 'v=DMARC1; rua=mailto:a@example.com']).state).toBe(
      'invalid',
    );
  });
});

describe('RFC 9989 §4.7', () => {
  it('"v" MUST be the first tag, its value DMARC1 in this case; otherwise the entire record MUST be ignored', () => {
    for (const text of [
      'p=none; v=DMARC1',
      'p=none',
      'v=dmarc1; p=none',
      'v=DMARC2; p=none',
      'v=DMARC1x; p=none',
    ]) {
      expect(read(text)).toBeNull();
      expect(selectDmarcRecord([text]).state).toBe('absent');
    }
    expect(read('v\t = DMARC1;p=none')).not.toBeNull();
  });

  it('unknown tags MUST be ignored', () => {
    expect(read('v=DMARC1; p=reject; future=1')).toEqual(read('v=DMARC1; p=reject'));
  });

  it('the content of "fo" MUST be ignored if there is no "ruf"', () => {
    expect(codes('v=DMARC1; p=none; fo=1')).toEqual(['dmarc-fo-without-ruf']);
    expect(codes(`v=DMARC1; p=none; fo=1; ruf=${A}`)).toEqual([]);
  });

  it('without "np", "sp" or else "p" MUST be applied to subdomains that do not exist', () => {
    expect(read('v=DMARC1; p=none; sp=reject')?.effective.np).toBe('reject');
    expect(read('v=DMARC1; p=reject')?.effective.np).toBe('reject');
    expect(read('v=DMARC1; p=none; sp=none; np=reject')?.effective).toEqual({
      p: 'none',
      sp: 'none',
      np: 'reject',
    });
  });

  it('without "sp", "p" MUST be applied to subdomains', () => {
    expect(read('v=DMARC1; p=quarantine; np=reject')?.effective.sp).toBe('quarantine');
  });

  it('"p" that is missing acts as "p=none" (§4.10.1: with a valid "rua")', () => {
    expect(read(`v=DMARC1; rua=${A}`)?.effective.p).toBe('none');
    expect(read('v=DMARC1; adkim=s')).toBeNull();
  });

  it('without "rua" or "ruf" receivers MUST NOT send reports of that kind', () => {
    expect(read('v=DMARC1; p=none')).toMatchObject({ rua: [], ruf: [] });
  });

  it('URIs of schemes that receivers do not support MUST be ignored; only mailto is a MUST', () => {
    expect(codes('v=DMARC1; p=none; rua=ftp://example.com/x')).toEqual(['dmarc-rua-scheme']);
    expect(codes(`v=DMARC1; p=none; rua=${A}`)).toEqual([]);
  });

  it('"t" asks for one level less, and leaves "none" as it is', () => {
    expect(read('v=DMARC1; p=reject; t=y')?.isTesting).toBe(true);
    expect(read('v=DMARC1; p=reject; t=n')?.isTesting).toBe(false);
  });

  it('the defaults are r, r, 0, u and n', () => {
    expect(read('v=DMARC1; p=none')).toMatchObject({
      adkim: 'r',
      aspf: 'r',
      fo: ['0'],
      psd: 'u',
      isTesting: false,
    });
  });
});

describe('RFC 9989 §4.8', () => {
  it('syntax errors in the remainder MUST be discarded in favor of default values', () => {
    const text = 'v=DMARC1; p=reject; adkim=x; psd=?; t=maybe; fo:1; ;';
    expect(read(text)).toMatchObject({ p: 'reject', adkim: 'r', psd: 'u', isTesting: false, fo: ['0'] });
  });

  it('values are ABNF strings, which have no case', () => {
    expect(read('v=DMARC1; p=REJECT; adkim=S; psd=N')).toMatchObject({ p: 'reject', adkim: 's', psd: 'n' });
  });

  it('commas and exclamation points in a URI MUST be encoded', () => {
    expect(read('v=DMARC1; p=none; rua=mailto:a%2Cb%21c@example.com')?.rua).toEqual([
      'mailto:a%2Cb%21c@example.com',
    ]);
    expect(read('v=DMARC1; p=none; rua=mailto:a!b@example.com')?.rua).toEqual([]);
  });

  it('the obsolete report size is ignored', () => {
    expect(read(`v=DMARC1; p=none; rua=${A}!50m,mailto:b@example.com!1`)?.rua).toEqual([
      A,
      'mailto:b@example.com',
    ]);
  });

  it('a list has *WSP "," *WSP', () => {
    expect(read(`v=DMARC1; p=none; rua=${A}\t, mailto:b@example.com`)?.rua).toEqual([
      A,
      'mailto:b@example.com',
    ]);
  });

  it('dmarc-fo: 0 and 1 exclude each other, and each option stands once', () => {
    for (const fo of ['0', '1', 'd', 's', '0:d:s', '1:s', 'd:1:s', 'd:s:0', 'd:s'])
      expect(codes(`v=DMARC1; p=none; ruf=${A}; fo=${fo}`)).toEqual([]);
    for (const fo of ['0:1', 'd:d', '0:0', 'x', 'd s'])
      expect(codes(`v=DMARC1; p=none; ruf=${A}; fo=${fo}`)).toEqual(['dmarc-value-invalid']);
  });
});

describe('RFC 6376 §3.2, on which the list of tags is built', () => {
  it('a tag that stands twice makes the list invalid', () => {
    expect(codes('v=DMARC1; p=reject; p=reject')).toEqual(['dmarc-tag-repeated']);
    expect(read('v=DMARC1; p=reject; p=reject')).toBeNull();
  });
});
