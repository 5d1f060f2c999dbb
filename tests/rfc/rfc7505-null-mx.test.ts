import { describe, expect, it } from 'vitest';
import { parseDomainName } from '../../lib/names/domain-name.ts';
import { faultOfMxPattern, mxMatcher } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { assessMx } from '../../lib/mechanisms/mx/assess.ts';
import { mxOf, name } from './fakes.ts';

const NULL_MX = { preference: 0, exchange: '' };
const assess = (lookUp: Parameters<typeof assessMx>[1]) =>
  assessMx(name('example.com'), lookUp, () => undefined);

describe('RFC 7505 §3', () => {
  it('a single MX of preference 0 for "." says that the domain does not accept email', async () => {
    expect(await assess(mxOf(NULL_MX))).toMatchObject({ state: 'absent', reason: 'null-mx' });
  });

  it('a domain that advertises a null MX MUST NOT advertise any other', async () => {
    const facts = await assess(mxOf(NULL_MX, { preference: 10, exchange: 'mail.example.com' }));
    expect(facts).toMatchObject({ state: 'found', nullPreferences: [0] });
    expect(facts).toHaveProperty('hosts.length', 1);
    expect(facts).toHaveProperty('hosts.0.name', 'mail.example.com');
  });

  it('an ordinary MX of preference 0 is none', async () => {
    expect(await assess(mxOf({ preference: 0, exchange: 'mail.example.com' }))).toMatchObject({
      state: 'found',
      nullPreferences: [],
    });
  });

  it('"." is not a valid host name: no name is read from it, no pattern is it, and none covers it', () => {
    expect(parseDomainName('.')).toBeNull();
    expect(faultOfMxPattern('.')).toBe('trailing-dot');
    for (const root of ['.', '']) expect(mxMatcher(['*.example', '*', '.', ''])(root)).toBeNull();
  });
});
