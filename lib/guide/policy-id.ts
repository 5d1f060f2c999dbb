/** A calendar date and what follows it: YYYYMMDD, or with hour, minute, second, and perhaps more digits. */
const DATED = /^(\d{4})(\d{2})(\d{2})(\d*)$/;

/**
 * The next policy id: `now` (milliseconds since 1970 UTC) as UTC YYYYMMDDHHMMSS. RFC 8461 §3.1 gives ids no order,
 * but people and tools read one into them: where an id in `taken` (the live one, remembered ones) begins with a date
 * that is as late, the next second after that is taken. Always differs from all of them, and is 1 to 32 letters and
 * digits.
 */
export function nextPolicyId(now: number, taken: readonly string[]): string {
  return taken.reduce((id, other) => later(id, other), stampOf(now));
}

function later(id: string, other: string): string {
  const [, year, month, day, rest = ''] = DATED.exec(other) ?? [];
  if (year === undefined || !isDate(Number(year), Number(month), Number(day))) return id;
  const floor = `${year}${month}${day}${rest.padEnd(6, '0').slice(0, 6)}`;
  // Strings of one length: their order is that of the numbers, and of time.
  if (id > floor) return id;
  const [hour, minute, second] = [floor.slice(8, 10), floor.slice(10, 12), floor.slice(12)].map(Number);
  // A counter behind the date (99) is no hour: it carries over into the days.
  const next = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, (second ?? 0) + 1);
  const stamp = stampOf(next);
  return stamp.length === floor.length ? stamp : String(BigInt(floor) + 1n);
}

function isDate(year: number, month: number, day: number): boolean {
  // A day that the month has not lies in another one.
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}

function stampOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replaceAll(/\.\d+|\D/g, '');
}
