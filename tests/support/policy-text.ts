/** A policy with one line in the place of the one that it replaces; LF, so that the rows can be read. */
export const policy = (change: Partial<Record<'version' | 'mode' | 'mx' | 'max_age', string>> = {}) =>
  Object.entries({
    version: 'version: STSv1',
    mode: 'mode: enforce',
    mx: 'mx: a.example',
    max_age: 'max_age: 604800',
    ...change,
  })
    .map(([, line]) => (line === '' ? '' : `${line}\n`))
    .join('');

/** A policy as it should be. */
export const RIGHT = policy();
/** The same with the ends of lines that it wants. */
export const CRLF = RIGHT.replaceAll('\n', '\r\n');
/** One with two servers. */
export const TWO = policy({ mx: 'mx: a.example\nmx: b.example' });
