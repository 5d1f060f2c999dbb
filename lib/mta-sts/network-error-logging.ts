/**
 * Whether an answer has the browser report on visits to its host (W3C Network Error Logging §3.1, §5.1): the header `NEL` is a list of JSON
 * values, of which the first counts; a max_age of 0 takes an earlier one back. What cannot be read counts as not there, as
 * to a browser.
 */
export function asksForReports(headers: Headers): boolean {
  const value = headers.get('nel');
  if (value === null) return false;
  const { report_to: group, max_age: seconds } = firstOf(value);
  return typeof group === 'string' && group !== '' && typeof seconds === 'number' && seconds > 0;
}

function firstOf(list: string): Record<string, unknown> {
  try {
    const [first] = JSON.parse(`[${list}]`) as unknown[];
    return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
