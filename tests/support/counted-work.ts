/** What reading a text took, in steps that do not depend on the machine. */
export interface CountedWork {
  /** Calls of what strings and patterns offer. */
  readonly calls: number;
  /** Characters that these searched, copied or matched. */
  readonly characters: number;
}

const NAMES = ['indexOf', 'slice', 'split', 'trim', 'replaceAll', 'toLowerCase'] as const;

/** Runs something, and counts what it does with strings and patterns. A pattern that fails counts as one character: what it tried is not seen. */
export function workOf(run: () => unknown): CountedWork {
  let [calls, characters] = [0, 0];
  const count = (more: number) => {
    calls += 1;
    characters += more;
  };
  const strings = String.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const patterns = RegExp.prototype as { exec: RegExp['exec'] };
  const kept = NAMES.map((name) => [name, strings[name]!] as const);
  const { exec } = patterns;
  for (const [name, original] of kept)
    strings[name] = function counted(this: unknown, ...given: unknown[]) {
      const result = original.apply(this, given);
      count(charactersOf(this as string, given, result));
      return result;
    };
  patterns.exec = function counted(text) {
    const found = exec.call(this, text);
    count(found ? found[0].length : 1);
    return found;
  };
  try {
    run();
  } finally {
    for (const [name, original] of kept) strings[name] = original;
    patterns.exec = exec;
  }
  return { calls, characters };
}

/** Of a search from where it began to what it found; of all else the whole text, or the part that was copied. */
function charactersOf(text: string, [, from]: readonly unknown[], result: unknown): number {
  if (typeof result === 'number')
    return (
      (result === -1 ? text.length : result + 1) -
      (typeof from === 'number' ? Math.min(from, text.length) : 0)
    );
  return typeof result === 'string' ? result.length : text.length;
}
