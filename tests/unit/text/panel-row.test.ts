import { describe, expect, it } from 'vitest';
import { innerEdits, rowEdges } from '../../../lib/text/panel-row.ts';
import { changed } from '../../../lib/text/txt-edits.ts';

/** What stands before the record, the record, and what stands behind it. */
function parts(row: string): readonly string[] | null {
  const edges = rowEdges(row);
  if (edges === null) return null;
  const end = row.length - edges.behind;
  return [row.slice(0, edges.before), row.slice(edges.before, end), row.slice(end)];
}
const V = 'v=spf1 -all';

describe('the row of a panel', () => {
  it.each<[why: string, row: string, parts: readonly string[] | null]>([
    ['a record alone is none', V, null],
    ['nor is another text', 'TXT hello', null],
    ['nor is nothing', '', null],
    ['the type', `TXT ${V}`, ['TXT ', V, '']],
    ['type and name, by tabs', `TXT\t@\t${V}`, ['TXT\t@\t', V, '']],
    [
      'a name with dots and a time',
      `_dmarc.a-b.example. 3600 TXT ${V}`,
      ['_dmarc.a-b.example. 3600 TXT ', V, ''],
    ],
    ['a wildcard', `*.example IN TXT ${V}`, ['*.example IN TXT ', V, '']],
    ['bars', `| TXT | @ | 1h | ${V} |`, ['| TXT | @ | 1h | ', V + ' |', '']],
    ['commas', `TXT, @, ${V}`, ['TXT, @, ', V, '']],
    ['titles', `Type: TXT Host: @ TTL: 60 Value: ${V}`, ['Type: TXT Host: @ TTL: 60 Value: ', V, '']],
    ['every title of a text', `content= ${V}`, ['content= ', V, '']],
    ['data', `Data : ${V}`, ['Data : ', V, '']],
    ['text', `text=${V}`, ['text=', V, '']],
    ['every title of a column', `record: TXT name= @ ${V}`, ['record: TXT name= @ ', V, '']],
    ['a record in quotes', `TXT "${V}"`, ['TXT ', `"${V}"`, '']],
    ['in single quotes and parentheses', `TXT ('${V}')`, ['TXT ', `('${V}')`, '']],
    ['a time behind quotes', `TXT "${V}" 3600`, ['TXT ', `"${V}"`, ' 3600']],
    ['a time with its unit', `TXT "${V}", 60 s |`, ['TXT ', `"${V}"`, ', 60 s |']],
    ['a time behind a tab', `TXT ${V}\t3600`, ['TXT ', V, '\t3600']],
    ['a time behind a bar', `TXT ${V} | 1h`, ['TXT ', V, ' | 1h']],
    ['words for a time', `TXT ${V}\tAutomatic`, ['TXT ', V, '\tAutomatic']],
    ['auto', `TXT ${V}\tauto`, ['TXT ', V, '\tauto']],
    ['an hour', `TXT ${V}\t1 hour`, ['TXT ', V, '\t1 hour']],
    ['as it comes', `TXT ${V}\tdefault`, ['TXT ', V, '\tdefault']],
    ['a number behind a blank is of the record', `TXT ${V} 3600`, ['TXT ', `${V} 3600`, '']],
    ['another word behind it is of the record', `TXT ${V}\thello`, ['TXT ', `${V}\thello`, '']],
    ['quotes alone, with a time behind them', `"${V}" 3600`, ['', `"${V}"`, ' 3600']],
    ['no quotes and a time: none', `${V}\t3600`, null],
    ['a word that is none of a row', `hello! ${V}`, null],
    ['a sign between version and number', `TXT v =spf1`, ['TXT ', 'v =spf1', '']],
    ['another case', `txt V=spf1`, ['txt ', 'V=spf1', '']],
  ])('%s', (_, row, wanted) => {
    expect(parts(row)).toEqual(wanted);
  });
});

describe('the edges of a row gone', () => {
  const after = (row: string, from: string, put: string) => {
    const edges = rowEdges(row)!;
    return changed(
      row,
      innerEdits(row, edges, (inner) => {
        const offset = inner.indexOf(from);
        return offset === -1 ? [] : [{ offset, length: from.length, put }];
      }),
    );
  };

  it.each<[why: string, row: string, from: string, put: string, after: string]>([
    ['and nothing else', `TXT ${V}\t60`, 'zzz', '', V],
    ['with a change in the middle', `TXT ${V}\t60`, '-all', '~all', 'v=spf1 ~all'],
    ['with one at its start', `TXT ${V}\t60`, 'v=', 'V=', 'V=spf1 -all'],
    ['with nothing behind', `TXT ${V}`, '-all', '~all', 'v=spf1 ~all'],
    ['with nothing before', `"${V}" 60`, '-all', '~all', `"v=spf1 ~all"`],
    ['with nothing before, and a change at its start', `"${V}" 60`, '"v', 'v', `v=spf1 -all"`],
  ])('%s', (_, row, from, put, wanted) => {
    expect(after(row, from, put)).toBe(wanted);
  });

  it('is one edit with a change at the start', () => {
    const row = `TXT ${V}\t60`;
    const edits = innerEdits(row, rowEdges(row)!, () => [{ offset: 0, length: 1, put: 'V' }]);
    expect(edits).toEqual([
      { offset: 0, length: 5, put: 'V' },
      { offset: row.length - 3, length: 3, put: '' },
    ]);
    expect(innerEdits(`TXT ${V}`, rowEdges(`TXT ${V}`)!, () => [])).toEqual([
      { offset: 0, length: 4, put: '' },
    ]);
  });
});
