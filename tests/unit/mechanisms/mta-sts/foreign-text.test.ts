import { describe, expect, it } from 'vitest';
import { foreignText } from '../../../../lib/mechanisms/mta-sts/foreign-text.ts';

const codeOf = (text: string) => foreignText(text)?.code.replace('policy-', '') ?? null;

describe('what stands in the place of a policy', () => {
  it.each<[why: string, text: string, code: string | null]>([
    ['a web page', '<!DOCTYPE html><p>x', 'html'],
    ['one that begins with its root', '<html>', 'html'],
    ['with its head', '<head>', 'html'],
    ['with its body', '<BODY class="x">', 'html'],
    ['XML', '<?xml version="1.0"?>', 'html'],
    ['behind a mark and blank lines', '\ufeff\n \t<html>', 'html'],
    ['a tag that is none of a page', '<policy>', 'other-text'],
    ['a tag with the name of a key', '<version>', null],
    ['a page behind other text', 'x <html>', 'other-text'],
    ['JSON', '{"mode": 1}', 'json'],
    ['an empty object', '{ }', 'json'],
    ['an object in single quotes', "{\n'a': 1}", 'json'],
    ['a list', '[{"a": 1}]', 'json'],
    ['an empty list', '[ ]', 'json'],
    ['a list of texts', '\ufeff["a"]', 'json'],
    ['JSON with the lines of a policy below it', '{"a": 1}\nversion: STSv1', null],
    ['JSON with keys in quotes', '{"a": 1}\nversion: "STSv1"', 'json'],
    ['a brace that is none of JSON', '{x}', 'other-text'],
    ['a record', 'v=STSv1; id=1;', 'is-record'],
    ['a record of something else', 'v = spf1 -all', 'is-record'],
    ['a record of the zone', '_mta-sts TXT "v=STSv1; id=1"', 'is-record'],
    ['a record and a comment', '# a\nv=STSv1; id=1', 'is-record'],
    ['a record with the lines of a policy below it', 'v=STSv1; id=1\nmode: enforce', null],
    ['a record whose tag has the name of a key', 'v=STSv1; mode=enforce', null],
    ['a message of a server', 'Not found', 'other-text'],
    ['with its status', '404: Not found', 'other-text'],
    ['with the word', 'Error: x', 'other-text'],
    ['behind a comment', '# a\n\n  hello', 'other-text'],
    ['comments alone', '# a\n# b', null],
    ['behind a mark comments alone', '\ufeff # a', null],
    ['nothing', '', null],
    ['blank lines', ' \n\t', null],
    ['a policy', 'version: STSv1\nmode: none', null],
    ['a policy by another of its keys', 'mx: a.example', null],
    ['a key in another case', 'Version : STSv1', null],
    ['a key that is misspelt', 'verson STSv1', null],
    ['a key with another sign', 'mode = testing', null],
    ['a key behind a bullet', '- mx a.example', null],
    ['a value that only policies have', 'please enforce', null],
    ['another such value', 'in testing', null],
    ['its version', 'this is STSv1', null],
    ['a word that only begins like one', 'enforced', 'other-text'],
    ['a field of whatever name', 'host: a.example', null],
    ['a field behind a blank', '  x-y_z.1 : a', null],
    ['a name that is too long for a field', `${'a'.repeat(33)}: b`, 'other-text'],
    ['an address of the web, which has the form of a field', 'https://a.example', null],
    ['octets that are no text', 'hello\u0000', null],
    ['more than a message has', 'x '.repeat(1001), null],
    ['as much as one has', 'x '.repeat(1000), 'other-text'],
    ['a page however long', `<html>${'x'.repeat(3000)}`, 'html'],
  ])('%s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('is shown by its beginning, and a message by its first line', () => {
    expect(foreignText('\n  Not found  \nx')).toEqual({
      code: 'policy-other-text',
      parameters: { text: 'Not found' },
      position: { offset: 0, length: 16, line: 1 },
    });
    expect(foreignText(`<html>${'x'.repeat(200)}`)?.position).toEqual({ offset: 0, length: 80, line: 1 });
  });
});
