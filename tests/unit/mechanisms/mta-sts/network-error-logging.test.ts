import { describe, expect, it } from 'vitest';
import { asksForReports } from '../../../../lib/mechanisms/mta-sts/network-error-logging.ts';

const asks = (value: string) => asksForReports(new Headers({ nel: value }));

describe('the header NEL', () => {
  const rows: readonly (readonly [value: string, asked: boolean, why: string])[] = [
    ['{"report_to":"a","max_age":86400}', true, 'the least that counts'],
    [
      '{"report_to":"cf-nel","success_fraction":0.0,"max_age":604800}',
      true,
      'failures alone, as a large host sends it',
    ],
    ['{"report_to":"a","max_age":1,"include_subdomains":true,"x":null}', true, 'more members'],
    ['{"report_to":"a","max_age":1}, {"max_age":0}', true, 'the first of several counts'],
    ['{"max_age":0}, {"report_to":"a","max_age":1}', false, 'and no other'],
    ['{"report_to":"a","max_age":0}', false, 'takes an earlier one back'],
    ['{"report_to":"a","max_age":-1}', false, 'no duration'],
    ['{"report_to":"a","max_age":"86400"}', false, 'no number'],
    ['{"report_to":"a"}', false, 'no max_age'],
    ['{"max_age":86400}', false, 'no group'],
    ['{"report_to":"","max_age":86400}', false, 'a group without a name'],
    ['{"report_to":["a"],"max_age":86400}', false, 'a group that is no text'],
    ['', false, 'empty'],
    ['null', false, 'no object'],
    ['"report_to"', false, 'no object'],
    ['{"report_to":"a","max_age":86400', false, 'no JSON'],
    ['1], [{"report_to":"a","max_age":1}', false, 'no list'],
    ['['.repeat(100_000), false, 'deep'],
  ];
  it.each(rows)('%.70s: %j, %s', (value, asked) => {
    expect(asks(value)).toBe(asked);
  });

  it('asks nothing where it is not there, or where Report-To stands alone', () => {
    expect(asksForReports(new Headers())).toBe(false);
    expect(asksForReports(new Headers({ 'report-to': '{"group":"a","max_age":1,"endpoints":[]}' }))).toBe(
      false,
    );
  });
});
