import { describe, expect, it } from 'vitest';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { selectSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';

describe('which text counts', () => {
  const GOOD = 'v=spf1 mx -all';
  it.each<[why: string, texts: string[], state: string, codes: SpfProblemCode[]]>([
    ['nothing', [], 'absent', []],
    ['other texts', ['google-site-verification=abc', 'v=DMARC1; p=none', ''], 'absent', []],
    ['one among others', ['x', GOOD, 'y'], 'found', []],
    ['two', [GOOD, GOOD], 'invalid', ['spf-records-several']],
    ['Sender ID beside it', [GOOD, 'spf2.0/pra ?all'], 'found', ['spf-sender-id']],
    ['Sender ID alone', ['spf2.0/mfrom,pra +mx -all'], 'absent', ['spf-sender-id']],
    ['a space before', [` ${GOOD}`], 'absent', ['spf-record-near-miss']],
    ['a quote before', [`"${GOOD}"`], 'absent', ['spf-record-near-miss']],
    ['a tab behind the version', ['v=spf1\tmx -all'], 'absent', ['spf-record-near-miss']],
    ['a semicolon', ['v=spf1; mx; -all'], 'absent', ['spf-record-near-miss']],
    ['no space', ['v=spf1include:example.com -all'], 'absent', ['spf-record-near-miss']],
    ['spaces', ['v = spf1 mx -all'], 'absent', ['spf-record-near-miss']],
    ['another number', ['v=spf2 mx -all'], 'absent', ['spf-record-near-miss']],
    ['no v=', ['spf1 mx -all'], 'absent', ['spf-record-near-miss']],
    [
      'a line of a zone',
      ['TXT "v=spf1 mx -all"', 'IN TXT v=spf1 include:example.com -all'],
      'absent',
      ['spf-record-near-miss'],
    ],
    [
      'a whole line of a zone',
      ['example.com. 300 IN TXT "v=spf1 mx -all"'],
      'absent',
      ['spf-record-near-miss'],
    ],
    ['no version', ['include:_spf.example.com ~all'], 'absent', ['spf-record-near-miss']],
    ['a version misspelt', ['v=sfp1 mx -all'], 'absent', ['spf-record-near-miss']],
    ['a version without its sign', ['vspf1 mx -all'], 'absent', ['spf-record-near-miss']],
    [
      'one that was split in two',
      ['v=spf1 mx', 'include:a.example.com -all'],
      'found',
      ['spf-all-missing', 'spf-near-miss-beside'],
    ],
    [
      'one that was split within a word',
      ['v=spf1 include:a.exam', 'ple.com ip4:198.41.0.4 -all'],
      'found',
      ['spf-all-missing', 'spf-near-miss-beside'],
    ],
    [
      'words, and no terms',
      ['all of the mx and a', 'mx', 'a -allow', 'MS=ms1', 'x ip4 include'],
      'absent',
      [],
    ],
    ['beside a good one', [GOOD, `\u200b${GOOD}`], 'found', ['spf-near-miss-beside']],
    ['a broken one', ['v=spf1 foo -all'], 'invalid', ['spf-unknown-mechanism']],
  ])('%s', (_, texts, state, codes) => {
    const selected = selectSpfRecord(texts);
    expect([selected.state, [...new Set(selected.problems.map(({ code }) => code))]]).toEqual([state, codes]);
  });
});
