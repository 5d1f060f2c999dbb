import { describe, expect, it } from 'vitest';
import { read, sourcesBelow } from '../support/repository.ts';

/** The sources that name a mechanism, outside of its own folder. */
function naming(mechanism: string): string[] {
  return ['lib', 'components', 'entrypoints']
    .flatMap(sourcesBelow)
    .filter((path) => !path.startsWith(`lib/mechanisms/${mechanism}/`))
    .filter((path) => read(path).toLowerCase().includes(mechanism));
}

describe('a mechanism is one folder and one line', () => {
  it('TLSRPT is named in six files outside of its folder at most', () => {
    const files = naming('tlsrpt');
    expect(files).toContain('lib/mechanisms.ts');
    // One of them reads the keys of DKIM, in which a service has that name.
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(6);
  });

  it.each(['tlsrpt', 'dane', 'tlsa'])('and guide and workshop know none of its names: %s', (name) => {
    expect(naming(name).filter((path) => /\/(?:guide|workshop)\//.test(path))).toEqual([]);
  });
});
