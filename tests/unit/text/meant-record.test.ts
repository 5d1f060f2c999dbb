import { describe, expect, it } from 'vitest';
import { correctedStsRecord } from '../../../lib/mechanisms/mta-sts/record.ts';
import { folded, isPolicyText, onceOf, plain, protectionOf } from '../../../lib/text/meant-record.ts';

const STS = 'v=STSv1; id=1';

describe('what typing aids and copied pages put in the place of ASCII', () => {
  it.each<[why: string, text: string, folded: string]>([
    [
      'ASCII stays, all of it',
      String.raw` !"'()*,-./:;<=>?@[\]^_{|}~`,
      String.raw` !"'()*,-./:;<=>?@[\]^_{|}~`,
    ],
    ['quotes', '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033', '"""""""'],
    ['single quotes', '\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4', "''''''''"],
    ['dashes', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63', '---------'],
    ['semicolons', '\u037e\u061b\ufe54', ';;;'],
    ['spaces', '\u00a0\u2003\u3000', '   '],
    ['wide forms', '\uff01\uff36\uff1d\uff5e', '!V=~'],
    ['and what is beside those', '\uff00\uff5f', '\uff00\uff5f'],
    ['letters stay', '\u00e9\u4e2d', '\u00e9\u4e2d'],
  ])('%s', (_, text, wanted) => {
    expect(folded(text)).toBe(wanted);
    expect(folded(text)).toHaveLength(text.length);
  });

  it('goes with what nobody sees, and lines become spaces', () => {
    expect(plain('a\tb\r\nc\vd\fe\u200b\u00adf\ufeff')).toBe('a b  c d ef');
  });
});

describe('whose record a text was meant to be', () => {
  it.each<[text: string, of: string | null]>([
    [STS, 'sts'],
    ['v=TLSRPTv1; rua=mailto:a@b.example', 'tlsrpt'],
    ['v=DMARC1; p=none', 'dmarc'],
    ['V = stsv1', 'sts'],
    ['version: STSv1', 'sts'],
    ['v==STSv1', 'sts'],
    ['v=v=STSv1', 'sts'],
    ['v="STSv1"', 'sts'],
    ["v='STSv1'", 'sts'],
    ['v=MTA-STSv1', 'sts'],
    ['v=mta_sts1', 'sts'],
    ['v=mtasts', 'sts'],
    ['v=SMTP-TLSRPTv1', 'tlsrpt'],
    ['v=STSv2', 'sts'],
    ['v=STSv1.0', 'sts'],
    ['v=STS-v1', 'sts'],
    ['v=STSvl', 'sts'],
    ['v=STSvi; id=1', 'sts'],
    ['v=STS', 'sts'],
    ['v=TSTv1', 'sts'],
    ['v=TSv1', 'sts'],
    ['v=STSTSv1', null],
    ['v=SSv1', null],
    ['xSTS1', null],
    ['v=xTLSRPTv1', null],
    ['v=TLSXXv1', null],
    ['v=STS\u00b7', 'sts'],
    ['x;  STSv1', 'sts'],
    ['av=STSv9x', null],
    ['x v=TLSRPT1x', 'tlsrpt'],
    ['x v : STSv2y', 'sts'],
    ['v=TTv1', null],
    ['v=STXv1', null],
    ['v=TLSRTPv1', 'tlsrpt'],
    ['v=TLSRTv1', 'tlsrpt'],
    ['v=TLSPTv1', 'tlsrpt'],
    ['v=TLS-RPTv1', 'tlsrpt'],
    ['v=TLS-REPORTv1', 'tlsrpt'],
    ['v=TLSREPORTSv1', 'tlsrpt'],
    ['v=TLSREPORTS-X', null],
    ['v=TLSSv1', null],
    ['v=SRPTTv1', null],
    ['v=DMARC', 'dmarc'],
    ['v=DMARCX1', null],
    ['STSv1; id=1', 'sts'],
    ['sts1 id=1', 'sts'],
    ['TLSRPTv1', 'tlsrpt'],
    ['TLS-RPTv1', 'tlsrpt'],
    ['DMARC1', 'dmarc'],
    ['STS', null],
    ['TLSRTPv1', null],
    ['v=STSv1id=1', 'sts'],
    ['v=STSv1-id=1', 'sts'],
    ['v=TLSRPTv1rua=mailto:a@b.example', 'tlsrpt'],
    ['v=TLSRPTv1mailto:a@b.example', 'tlsrpt'],
    ['v=STSv1x', 'sts'],
    ['hello v=STSv1', 'sts'],
    ['(v=STSv1)', 'sts'],
    ['x; STSv1', 'sts'],
    ['x;STSv1', 'sts'],
    ['"STSv1"', 'sts'],
    ['x STSv1', null],
    ['id=1; v=STSv1', 'sts'],
    ['x|v=STSv1', 'sts'],
    ['v=spf1 -all', null],
    ['hello', null],
    ['', null],
    ['v\u00a0= \u201cSTSv1\u201d', 'sts'],
    ['_mta-sts.example.com. 3600 IN TXT "v=STSv1; id=1"', 'sts'],
  ])('%s: %s', (text, of) => {
    expect(protectionOf(text)).toBe(of);
  });

  it('is looked for in its first thousand characters', () => {
    expect(protectionOf(`${' '.repeat(900)}${STS}`)).toBe('sts');
    expect(protectionOf(`${'x; '.repeat(340)}${STS}`)).toBeNull();
  });
});

describe('lines of the policy file', () => {
  it.each([
    'version: STSv1',
    'Version = stsv1',
    '"version: STSv1"',
    'x; mode: enforce',
    'x, mode=testing',
    'mode: "none"',
    'mx: a.example',
    '- mx : a.example',
    'max_age: 1',
    'https://mta-sts.a.example/.well-known/mta-sts.txt',
  ])('are known by one of them: %s', (text) => {
    expect(isPolicyText(text)).toBe(true);
  });

  it.each([
    STS,
    'x version: STSv1',
    'mode: enforced',
    'amode: enforce',
    'x mx: a.example',
    'mta-sts.txtx',
    'version: 1',
    '',
  ])('are none: %s', (text) => {
    expect(isPolicyText(text)).toBe(false);
  });
});

describe('a record that was pasted twice', () => {
  it.each<[why: string, text: string, once: string]>([
    ['with nothing between', `${STS}${STS}`, STS],
    ['with what parts them', ` ${STS}; "${STS}"; `, STS],
    ['three times', `${STS} ${STS} ${STS}`, STS],
    ['once', STS, STS],
    ['twice, with different ids', `${STS} v=STSv1; id=2`, `${STS} v=STSv1; id=2`],
    ['twice, behind something', `x ${STS} ${STS}`, `x ${STS} ${STS}`],
    ['twice its version', 'v=STSv1; v=STSv1;', 'v=STSv1; v=STSv1;'],
    ['more than any record has', `${STS}${' '.repeat(1000)}${STS}`, `${STS}${' '.repeat(1000)}${STS}`],
  ])('%s', (_, text, once) => {
    expect(onceOf(text, 'v=STSv1')).toBe(once);
  });
});

describe('the record that a text was meant to be', () => {
  it.each<[why: string, text: string]>([
    ['a line of a zone', '_mta-sts.example.com. IN TXT "v=STSv1; id=1"'],
    ['with a time before the class', '_mta-sts 1h30m IN TXT "v=STSv1; id=1"'],
    ['with a time behind the class', '@ IN 3600 TXT "v=STSv1; id=1"'],
    ['with several blanks', 'a.b-c_*  60\t IN  60  TXT   "v=STSv1; id=1"'],
    ['without a name', 'IN TXT "v=STSv1; id=1"'],
    ['the type alone', 'TXT "v=STSv1; id=1"'],
    ['without a space behind the type', 'TXT"v=STSv1; id=1"'],
    ['in parentheses', "TXT('v=STSv1; id=1')"],
    ['in lower case', '_mta-sts in txt "v=STSv1; id=1"'],
    ['as host prints it', '_mta-sts.a.example descriptive text "v=STSv1; id=1"'],
    ['as nslookup prints it', '_mta-sts.a.example text = "v=STSv1; id=1"'],
    ['with its title', 'text: v=STSv1; id=1'],
    ['its name and a sign', '_mta-sts = v=STSv1; id=1'],
    ['its name and a colon', '_mta-sts: v=STSv1; id=1'],
    ['its whole name and a sign', '_mta-sts.a-b.example = IN v=STSv1; id=1'],
    ['the name of the other record', '_smtp._tls.example.com v=STSv1; id=1'],
    ['with more blanks', 'id   1'],
    ['with blanks and bars behind', 'v=STSv1; id=1 ,| '],
    ['its titles and a tab', 'TYPE\t:\tTXT\tVALUE\t=\tv=STSv1; id=1'],
    ['a row with the other name', '@ | _smtp._tls.a.example | TXT | v=STSv1; id=1'],
    ['a row of a version with a blank', 'TXT @ version : STSv1; id=1'],
    ['quotes around the last value', "v=STSv1; id='1'"],
    ['its name and a blank', '_mta-sts.example.com v=STSv1; id=1'],
    ['its name and a class', '_mta-sts IN v=STSv1; id=1'],
    ['a row with bars', '| TXT | _mta-sts | v=STSv1; id=1'],
    ['a row with names', 'TXT, @, 3600, v=STSv1; id=1'],
    ['a row with titles', 'Type: TXT Name: _mta-sts.a.example Value: v=STSv1; id=1'],
    ['all titles', 'record: host: content: data: ttl: 60 value= "v=STSv1; id=1"'],
    ['a time behind it', 'TXT _mta-sts "v=STSv1; id=1" 3600'],
    ['a time with its unit', 'TXT @ "v=STSv1; id=1" | 60s'],
    ['automatic', 'TXT @ "v=STSv1; id=1", Auto'],
    ['automatically', 'TXT @ "v=STSv1; id=1" automatic'],
    ['in brackets', '[v=STSv1; id=1]'],
    ['in braces', '{v=STSv1; id=1}'],
    ['in angles', '<v=STSv1; id=1>'],
    ['in two strings', '"v=STSv1; " "id=1"'],
    ['with a remark behind', '"v=STSv1; id=1" ; ours'],
    ['with escapes', String.raw`"v=STSv1\; id=1"`],
    ['with a quote that has no partner', '"v=STSv1; id=1'],
    ['with one behind', 'v=STSv1; id=1"'],
    ['with several', "''v=STSv1; id=1'`"],
    ['with commas', 'v=STSv1, id=1'],
    ['with a bar', 'v=STSv1 | id=1'],
    ['with a blank', 'v=STSv1 id=1'],
    ['with a dash', 'v=STSv1 - id=1'],
    ['with an equals sign behind the version', 'v=STSv1=id=1'],
    ['with a full stop', 'v=STSv1. id=1'],
    ['a colon for the sign', 'v=STSv1; id: 1'],
    ['a blank for the sign', 'v=STSv1; id 1'],
    ['the name in upper case', 'v=STSv1; ID=1'],
    ['the id alone', 'id=1'],
    ['the version last', 'id=1; v=STSv1'],
    ['empty fields', ';; v=STSv1;; id=1 ;;'],
    ['another version', 'v=STSv2; id=1'],
    ['twice', `${STS}; ${STS}`],
  ])('%s', (_, text) => {
    expect(correctedStsRecord(text)).toBe(STS);
  });

  it('has its other fields too', () => {
    expect(correctedStsRecord('STSv1; x=2, id=1; y=3')).toBe('v=STSv1; x=2; id=1; y=3');
  });

  it.each<[why: string, text: string]>([
    ['two ids', 'v=STSv1; id=1; id=2'],
    ['parentheses with more behind', '(v=STSv1; id=1) x'],
    ['brackets with more behind', '[v=STSv1; id=1] x'],
    ['angles with more behind', '<v=STSv1; id=1> x'],
    ['a field whose value is none', 'v=STSv1; id=1; x=a=b'],
    ['a name of the zone in its middle', 'v=STSv1; _mta-sts.example id=1'],
    ['two ids, in two cases', 'v=STSv1; ID=1; Id=2'],
    ['two records', 'v=STSv1; id=1 v=STSv1; id=2'],
    ['two versions', 'v=STSv1; v=STSv1; id=1'],
    ['no id', 'v=STSv1;'],
    ['the record of something else', 'v=TLSRPTv1; id=1'],
    ['a version of something else beside it', 'v=STSv1; id=1; v=TLSRPTv1'],
    ['a version that nobody knows', 'v=XYZ1; id=1'],
    ['a word that is no field', 'v=STSv1; hello; id=1'],
    ['another field with a colon', 'v=STSv1; x:2; id=1'],
    ['an id in the place of another field', 'v=STSv1; id=1; x=a b'],
    ['a remark that may be more', '"v=STSv1; id=1" ; id=2'],
    ['words around it', 'foo "v=STSv1; id=1" bar'],
    ['an id with a dash', 'v=STSv1; id=2024-01-01'],
    ['more than any record has', `v=STSv1; id=1${' '.repeat(1000)}`],
  ])('is open: %s', (_, text) => {
    expect(correctedStsRecord(text)).toBeNull();
  });
});
