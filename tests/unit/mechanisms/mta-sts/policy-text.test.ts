import { STS_PROBLEMS } from '../../../../lib/mechanisms/mta-sts/problems.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { decodePolicyText, policyTextForDisplay } from '../../../../lib/mechanisms/mta-sts/policy-text.ts';
import { Problems } from '../../../../lib/problem.ts';
import { bytes, told, type Told } from '../../../support/reading.ts';

/** Text and raw bytes in a row. */
const raw = (...parts: (string | number)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'number' ? part : Array.from(bytes(part)))));

describe('decodePolicyText', () => {
  it.each([
    ['ASCII', 'version: STSv1\r\n'],
    ['two, three and four bytes', 'x: é€😀\n'],
    ['a byte order mark, kept as the first character', '\ufeffx: y'],
    ['U+FFFD that was written as such', 'x: \ufffd'],
    ['nothing', ''],
  ])('gives the text of %s', (_, text) => {
    const problems = new Problems(STS_PROBLEMS);
    expect(decodePolicyText(bytes(text), problems)).toBe(text);
    expect(problems.list).toEqual([]);
  });

  it.each<[reason: string, body: Uint8Array, offset: number, line: number]>([
    ['Latin-1', raw('x: caf', 0xe9, '\n'), 6, 1],
    ['a byte that begins nothing', raw('a\nb\n', 0x80, 'c'), 4, 3],
    ['a sequence cut off at the end', raw('x: ', 0xe2, 0x82), 3, 1],
    ['a sequence cut off at its first byte', raw('x: ', 0xef), 3, 1],
    ['a sequence that begins as U+FFFD does', raw('x: ', 0xef, 0xbf, '!'), 3, 1],
    ['the same at the end of all', raw('x: ', 0xef, 0xbf), 3, 1],
    ['an overlong form', raw('x: ', 0xc0, 0x80), 3, 1],
    ['half of a surrogate pair', raw('x: ', 0xed, 0xa0, 0x80), 3, 1],
    ['UTF-16', raw(0xff, 0xfe, 'v', 0), 0, 1],
    ['offsets are those of UTF-16 units', raw('x: é😀', 0xff), 6, 1],
    ['behind a good U+FFFD', raw('x: \ufffd', 0xff), 4, 1],
  ])('refuses what is not UTF-8 and says where: %s', (_, body, offset, line) => {
    const problems = new Problems(STS_PROBLEMS);
    expect(decodePolicyText(body, problems)).toBeNull();
    expect(problems.list).toEqual([
      { code: 'policy-not-utf8', parameters: {}, position: { offset, length: 1, line } },
    ]);
    expect(policyTextForDisplay(body)[offset]).toBe('\ufffd');
  });
});

describe('parsePolicy: bodies that are no policy text', () => {
  it.each<[reason: string, body: Uint8Array, problems: Told[]]>([
    ['nothing', raw(), [{ code: 'policy-empty' }]],
    ['a byte order mark alone', raw('\ufeff'), [{ code: 'policy-empty' }]],
    ['not UTF-8', raw('version: STSv1\nx: ', 0xe9), [{ code: 'policy-not-utf8', at: '\ufffd' }]],
    ['a page', raw('<!DOCTYPE html>\n<p>'), [{ code: 'policy-html', at: '<!DOCTYPE html>\n<p>' }]],
    ['a page in small letters', raw('<html>'), [{ code: 'policy-html', at: '<html>' }]],
    ['a page behind space', raw('\ufeff\r\n <head>'), [{ code: 'policy-html', at: '\ufeff\r\n <head>' }]],
    ['the page of a body', raw('<body>404'), [{ code: 'policy-html', at: '<body>404' }]],
    ['XHTML', raw('<?xml version="1.0"?>'), [{ code: 'policy-html', at: '<?xml version="1.0"?>' }]],
    ['a long page', raw('<html>', 'x'.repeat(99)), [{ code: 'policy-html', at: `<html>${'x'.repeat(74)}` }]],
  ])('%s', (_, body, problems) => {
    const parsed = parsePolicy(body);
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, policyTextForDisplay(body))).toEqual(problems);
  });

  it('a policy that mentions a page is none', () => {
    const text = 'version: STSv1\nmode: none\nmax_age: 1\nx: <html>\n';
    expect(parsePolicy(bytes(text))).toMatchObject({ state: 'valid', value: { mode: 'none' } });
  });

  it.each([
    ['JSON in one line', '{"version": "STSv1"}', 'policy-json'],
    ['JSON in lines', '{\n  "version": "STSv1",\n  "mode": "enforce"\n}\n', 'policy-json'],
    ['the text of the record', 'v=STSv1; id=20260101;', 'policy-is-record'],
    ['as a line of the zone', '_mta-sts.example.com. IN TXT "v=STSv1; id=1"', 'policy-is-record'],
    ['the TLSRPT record', 'v=TLSRPTv1; rua=mailto:a@b.example', 'policy-is-record'],
    ['both records', 'v=STSv1; id=1\nv=TLSRPTv1; rua=mailto:a@b.example\n', 'policy-is-record'],
    ['the message of a service', '\ufeff {"error":"not found"}', 'policy-json'],
    ['nothing in braces', '{}', 'policy-json'],
    ['a list', '["version: STSv1"]', 'policy-json'],
    ['the same in quotes, and a line end', '"v=STSv1; id=20260101;"\r\n', 'policy-is-record'],
  ])('%s is one finding', (_, text, code) => {
    expect(told(parsePolicy(bytes(text)).problems, text)).toEqual([{ code, at: text.slice(0, 80) }]);
  });

  it.each([
    ['a message', 'Not Found', 'Not Found'],
    ['with its status before it', '404: Not Found', '404: Not Found'],
    ['with what it is before it', 'Error: no such file\n', 'Error: no such file'],
    ['on several lines', '\r\nIt works!\r\n\r\nNothing here.\r\n', 'It works!'],
    [
      'the answer of a tool',
      ';; ANSWER SECTION:\nexample.com. 3600 IN MX 10 a.example.',
      ';; ANSWER SECTION:',
    ],
  ])('a text that says nothing of a policy is one finding: %s', (_, text, shown) => {
    const at = text.slice(0, 80);
    expect(told(parsePolicy(bytes(text)).problems, text)).toEqual([
      { code: 'policy-other-text', text: shown, at },
    ]);
  });

  it.each<[reason: string, text: string]>([
    ['a field that nobody knows', 'x: y'],
    ['a key without its colon', 'mode enforce'],
    ['a misspelt key', 'mdoe = enforce'],
    ['a value', 'enforce'],
    ['a version in the form of the record, and more', 'v=STSv1; mode=enforce; mx=a.example; max_age=604800'],
    ['a brace before the lines', '{\nversion: STSv1\n}'],
    ['JSON above the lines', '{"x": 1}\nversion: STSv1\nmode: enforce\nmx: a.example\nmax_age: 604800\n'],
    ['nothing but a comment', '# to do'],
    ['another fault of all the text', 'a\0b'],
  ])('an attempt is read line by line: %s', (_, text) => {
    const codes = parsePolicy(bytes(text)).problems.map(({ code }) => code);
    expect(codes).not.toEqual([]);
    for (const code of ['policy-json', 'policy-is-record', 'policy-other-text'])
      expect(codes).not.toContain(code);
  });
});
