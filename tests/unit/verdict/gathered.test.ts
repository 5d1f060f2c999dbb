import type { Problem } from '../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../lib/verdict/finding.ts';
import { gathered, linesOf } from '../../../lib/verdict/gathered.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { assessmentOf, policyOf, policyText, stsRecord } from '../../support/assessments.ts';

/** The findings of a policy text as they are said: the code, the first parameter, the lines and their number. */
function said(...rest: readonly string[]): string[] {
  const { findings } = standingOf(assessmentOf({ policy: policyOf(policyText('enforce', ...rest)) }));
  return gathered(findings.map(findingOf)).map((group) => {
    const { count, shown } = linesOf(group);
    return [group.finding.code, count, ...shown.keys()].join(' ');
  });
}

describe('findings of one cause', () => {
  it.each<[why: string, lines: string[], expected: string]>([
    ['blank lines', ['mx: mail.example.com', '', '', ''], 'policy-blank-line 3 5 6 7'],
    ['patterns with a final dot', ['mx: a.test.', 'mx: b.test.'], 'policy-mx-trailing-dot 2 4 5'],
    ['lines that are none', ['x', 'mx: mail.example.com', 'y'], 'policy-line-syntax 2 4 6'],
    ['one alone', ['mx: mail.example.com', ''], 'policy-blank-line 1 5'],
    [
      'more than are kept: counted all the same',
      ['mx: mail.example.com', ...Array.from({ length: 30 }, () => '')],
      `policy-blank-line 30 ${Array.from({ length: 20 }, (_, n) => n + 5).join(' ')}`,
    ],
  ])('%s are said once', (_, lines, expected) => {
    const list = said(...lines);
    expect(list.filter((each) => each.startsWith(expected.split(' ')[0]!))).toEqual([expected]);
  });

  it('are not mixed where what is to do differs', () => {
    const at = (line: number) => ({ position: { offset: 0, length: 1, line } });
    const misspelt = (key: string, expected: string, line: number): Problem => ({
      code: 'policy-key-misspelt',
      parameters: { key, expected },
      ...at(line),
    });
    expect(gathered([misspelt('Mode', 'mode', 1), misspelt('MX', 'mx', 2)].map(findingOf))).toHaveLength(2);
  });

  it('stay apart outside of a policy: two fields of one record are two things', () => {
    const { findings } = standingOf(assessmentOf({ stsRecord: stsRecord('v=STSv1; id=1; a=b; c=d;') }));
    expect(gathered(findings.map(findingOf)).map(({ finding }) => finding.code)).toEqual([
      'sts-record-unknown-field',
      'sts-record-unknown-field',
    ]);
  });
});
