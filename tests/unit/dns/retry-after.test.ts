import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRetryAfter } from '../../../lib/dns/retry-after.ts';

/** The moment in the examples of RFC 9110 §5.6.7. */
const AT = Date.UTC(1994, 10, 6, 8, 49, 37);

const rows: readonly (readonly [why: string, header: string | null, seconds: number | null])[] = [
  ['no header', null, null],
  ['nothing', '', null],
  ['seconds', '120', 120],
  ['at once', '0', 0],
  ['leading zeros', '007', 7],
  ['space around it', ' 5 ', 5],
  ['an hour at most', '3601', 3600],
  ['more than a number holds', '9'.repeat(400), 3600],
  ['a negative number', '-5', null],
  ['a fraction', '1.5', null],
  ['an exponent', '1e3', null],
  ['hexadecimal', '0x10', null],
  ['digits that are not of ASCII', '١٢', null],
  ['seconds with a unit', '120s', null],
  ['two values', '5, 10', null],
  ['a date in the form that is sent', 'Sun, 06 Nov 1994 08:49:47 GMT', 10],
  ['in that of RFC 850', 'Sunday, 06-Nov-94 08:49:47 GMT', 10],
  ['in that of asctime(), which is in GMT too', 'Sun Nov  6 08:49:47 1994', 10],
  ['a date that has passed', 'Sun, 06 Nov 1994 08:49:00 GMT', 0],
  ['a date years ahead', 'Wed, 06 Nov 2999 08:49:37 GMT', 3600],
  ['a day that does not exist', 'Sun, 99 Nov 1994 08:49:47 GMT', null],
  ['a date in another form', '1994-11-06T08:49:47Z', null],
  ['a date behind something else', '(x) Sun, 06 Nov 1994 08:49:47 GMT', null],
  ['a date before something else', 'Sun, 06 Nov 1994 08:49:47 GMT (x)', null],
  ['words', 'Monday', null],
  ['markup', 'Sun<script>', null],
];
it.each(rows)('%s', (_, header, seconds) => {
  expect(parseRetryAfter(header, AT)).toBe(seconds);
});

describe('far from Greenwich', () => {
  beforeEach(() => {
    vi.stubEnv('TZ', 'Pacific/Auckland');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each(rows.filter(([, header]) => header?.startsWith('Sun') === true))('%s', (_, header, seconds) => {
    expect(new Date(AT).getTimezoneOffset()).not.toBe(0);
    expect(parseRetryAfter(header, AT)).toBe(seconds);
  });
});

it('whatever is sent gives null, or whole seconds within an hour', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.nat().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.string().map((text) => `Sun, ${text}`),
  );
  fc.assert(
    fc.property(hostile, fc.integer({ min: 0, max: 4e12 }), (header, now) => {
      const seconds = parseRetryAfter(header, now);
      expect(seconds === null || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600)).toBe(true);
    }),
  );
});
