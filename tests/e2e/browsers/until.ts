const EVERY_MS = 25;
const LONGEST_MS = 30_000;

/**
 * Asks again and again until `look` gives something, for states that a browser tells no event about. Rejects after thirty seconds with
 * `what`, or with the last failure of `look`.
 */
export async function until<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  let failure: unknown;
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`Waited in vain for ${what}`, { cause: failure });
}
