import { describe, expect, it } from 'vitest';
import { TLSRPT_RECORD, tlsrptNameOf } from '../../../../lib/mechanisms/tlsrpt/report-record.ts';
import { TLSRPT_TEXT } from '../../../../lib/mechanisms/tlsrpt/workshop.ts';
import { EXAMPLE, tlsrptRecord, unknown } from '../../../support/assessments.ts';

const A = 'mailto:a@reports.test';
const B = 'https://reports.test/b';
const RIGHT = `v=TLSRPTv1; rua=${A},${B}`;

describe('the TLSRPT record, as guide and workshop take it up', () => {
  it('stands below the domain at a name of its own (RFC 8460 §3)', () => {
    expect(tlsrptNameOf(EXAMPLE)).toBe('_smtp._tls.example.com');
  });

  it.each<[why: string, texts: readonly string[], targets: readonly string[], meant: readonly string[]]>([
    ['a record', [RIGHT], [A, B], [A, B]],
    ['no record', [], [], []],
    ['something else at its name', ['hello'], [], []],
    ['a version that nobody knows: what it means is plain', [`v=TLSRPT1; rua=${A}`], [], [A]],
    ['the same twice', [`v=TLSRPT1; rua=${A}`, `v=TLSRPT1; rua=${A}`], [], [A]],
    [
      'several records: each may be the one that was meant',
      [`v=TLSRPTv1; rua=${A}`, `v=TLSRPTv1; rua=${B}`],
      [],
      [],
    ],
    ['several that are broken', [`v=TLSRPT1; rua=${A}`, `v=TLSRPT1; rua=${B}`], [], []],
    ['a record that names no target', ['v=TLSRPTv1;'], [], []],
  ])('its targets, and those that were meant: %s', (_, texts, targets, meant) => {
    const parts = { tlsrpt: tlsrptRecord(...texts) };
    expect(TLSRPT_RECORD.targetsOf(parts)).toEqual(targets);
    expect(TLSRPT_RECORD.meantTargetsOf(parts)).toEqual(meant);
  });

  it('has no targets while it is not known', () => {
    for (const tlsrpt of [{ state: 'pending' } as const, unknown('timeout')]) {
      expect(TLSRPT_RECORD.targetsOf({ tlsrpt })).toEqual([]);
      expect(TLSRPT_RECORD.meantTargetsOf({ tlsrpt })).toEqual([]);
    }
  });

  it.each<[why: string, texts: readonly string[], says: object]>([
    ['nothing', [], { key: 'workshop.record.absent' }],
    ['what is no record', ['v=TLSRPTv1;'], { key: 'workshop.record.invalid' }],
    [
      'a record, and where its reports go',
      [RIGHT],
      { key: 'workshop.tlsrpt.valid', parameters: { targets: `${A}, ${B}` } },
    ],
    [
      'of targets the usable ones alone',
      [`v=TLSRPTv1; rua=ftp://x.test,${A}`],
      { key: 'workshop.tlsrpt.valid', parameters: { targets: A } },
    ],
    [
      'a record whose reports go nowhere',
      ['v=TLSRPTv1; rua=ftp://x.test'],
      { key: 'workshop.tlsrpt.nowhere' },
    ],
  ])('the workshop says of its texts: %s', (_, texts, says) => {
    expect(TLSRPT_TEXT.says(texts)).toEqual(says);
  });
});
