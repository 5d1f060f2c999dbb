import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { dataUrlOctets } from '../../../lib/octets/data-url.ts';
import { pemBlocksIn } from '../../../lib/octets/pem.ts';

const block = (label: string, content = 'AQID') =>
  `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
const read = (text: string, most = 9) =>
  pemBlocksIn(Buffer.from(text, 'latin1'), most).map(({ label, octets }) => [label, octets && [...octets]]);

describe('pemBlocksIn', () => {
  it.each<[why: string, text: string, wanted: unknown[]]>([
    ['one', block('CERTIFICATE'), [['CERTIFICATE', [1, 2, 3]]]],
    [
      'several, with notes between them',
      `x\n${block('A')}y${block('B')}z`,
      [
        ['A', [1, 2, 3]],
        ['B', [1, 2, 3]],
      ],
    ],
    ['on one line', '-----BEGIN A-----AQID-----END A-----', [['A', [1, 2, 3]]]],
    ['no base64', block('A', 'é'), [['A', null]]],
    ['headers, as of a key with a passphrase', block('A', 'Proc-Type: 4,ENCRYPTED\n\nAQID'), [['A', null]]],
    ['another end', '-----BEGIN A-----\nAQID\n-----END B-----', [['A', null]]],
    ['no end', '-----BEGIN A-----\nAQID', [['A', null]]],
    [
      'another begin in place of the end',
      `-----BEGIN A-----\n${block('B')}`,
      [
        ['A', null],
        ['B', [1, 2, 3]],
      ],
    ],
    ['an end alone', '-----END A-----', []],
    ['an end of the same label twice', `${block('A')}-----END A-----`, [['A', [1, 2, 3]]]],
    ['lower case', '-----begin a-----\nAQID\n-----end a-----', []],
    ['nothing', '', []],
  ])('%s', (_, text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it('reads no more blocks than wanted', () => {
    expect(read(block('A').repeat(5), 2)).toHaveLength(2);
    expect(read('-----BEGIN A-----'.repeat(5), 2)).toHaveLength(2);
    expect(read(`${block('A')}-----BEGIN B-----`, 1)).toEqual([['A', [1, 2, 3]]]);
    expect(read(`${block('A')}-----BEGIN B-----`, 2)).toHaveLength(2);
  });
});

describe('dataUrlOctets', () => {
  it.each<[url: string, wanted: string | null]>([
    ['data:image/svg+xml;base64,PHN2Zy8+', '<svg/>'],
    ['DATA:image/svg+xml;charset=utf-8;BASE64,PHN2Zy8+', '<svg/>'],
    ['data:image/svg+xml,%3Csvg/%3E', '<svg/>'],
    ['data:,', ''],
    ['data:image/svg+xml;base64', null],
    ['data:;base64,!', null],
    ['https://example.com/a,b', null],
    ['', null],
  ])('%s', (url, wanted) => {
    const octets = dataUrlOctets(url);
    expect(octets && Buffer.from(octets).toString()).toBe(wanted);
  });
});
