const TELLING = new Set(['origin', 'referer', 'cookie', 'authorization', 'x-client-data']);

/** The headers of a request that would tell who sends it, or from where. */
export function tellingIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers).filter((name) => TELLING.has(name.toLowerCase()));
}
