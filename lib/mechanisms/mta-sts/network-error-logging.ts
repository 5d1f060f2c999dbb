/**
 * Whether an answer has the browser report on visits to its host (W3C Network Error Logging §3.1, §5.1): the header `NEL` is a list of JSON
 * values, of which the first counts; a max_age of 0 takes an earlier one back. What cannot be read counts as not there, as
 * to a browser.
 */
export function asksForReports(headers: Headers): boolean {
  try {
    const [first] = JSON.parse(`[${headers.get('nel') ?? ''}]`) as ({
      report_to?: unknown;
      max_age?: unknown;
    } | null)[];
    const { report_to: group, max_age: seconds } = first ?? {};
    return typeof group === 'string' && group !== '' && typeof seconds === 'number' && seconds > 0;
  } catch {
    return false;
  }
}
