import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECURITY_STATES, type Security } from '../../../../lib/dns/security.ts';
import { needsFirstAlias, tlsaBaseNames, tlsaNameOf } from '../../../../lib/mechanisms/dane/base-names.ts';

type State = Security['state'];

describe('the TLSA base domains of a server (RFC 7672 §2.2.2)', () => {
  it.each<[why: string, aliases: string[], security: State, firstAlias: State | null, bases: string[]]>([
    ['no alias, secure: the host', [], 'secure', null, ['host.test']],
    ['no alias, insecure: none', [], 'insecure', null, []],
    ['no alias, insecure: none, whatever is said of one', [], 'insecure', 'secure', []],
    ['no alias, bogus: none', [], 'bogus', null, []],
    ['no alias, not known: none', [], 'unavailable', null, []],
    ['a secure alias: its end, then the host', ['end.test'], 'secure', null, ['end.test', 'host.test']],
    [
      'three of them: never one in between',
      ['a.test', 'b.test', 'end.test'],
      'secure',
      null,
      ['end.test', 'host.test'],
    ],
    ['an insecure end behind a secure alias: the host', ['end.test'], 'insecure', 'secure', ['host.test']],
    ['the same over two', ['a.test', 'end.test'], 'insecure', 'secure', ['host.test']],
    ['an insecure alias: none', ['end.test'], 'insecure', 'insecure', []],
    ['an alias that was not asked for alone: none', ['end.test'], 'insecure', null, []],
    ['an alias that fails: none', ['end.test'], 'insecure', 'bogus', []],
    ['an alias that is not known: none', ['end.test'], 'insecure', 'unavailable', []],
    ['a bogus end: none, whatever the alias', ['end.test'], 'bogus', 'secure', []],
  ])('%s', (_, aliases, security, firstAlias, bases) => {
    expect(tlsaBaseNames({ host: 'host.test', aliases, security, firstAlias })).toEqual(bases);
  });

  it('the first alias is asked for alone only where AD of the chain does not tell', () => {
    for (const security of SECURITY_STATES) {
      expect(needsFirstAlias({ host: 'a', aliases: [], security })).toBe(false);
      expect(needsFirstAlias({ host: 'a', aliases: ['b'], security })).toBe(security === 'insecure');
    }
  });

  it('are at most two, of which the last is the host, and no name in between', () => {
    const states = fc.constantFrom(...SECURITY_STATES);
    const aliases = fc.array(fc.constantFrom('a.test', 'b.test', 'c.test'), { maxLength: 5 });
    fc.assert(
      fc.property(aliases, states, fc.option(states), (names, security, firstAlias) => {
        const bases = tlsaBaseNames({ host: 'host.test', aliases: names, security, firstAlias });
        expect(bases.length).toBeLessThanOrEqual(2);
        if (bases.length > 0) expect(bases.at(-1)).toBe('host.test');
        for (const base of bases) expect(['host.test', names.at(-1)]).toContain(base);
      }),
    );
  });

  it('the records stand at port 25 of TCP', () => {
    expect(tlsaNameOf('mx.example.com')).toBe('_25._tcp.mx.example.com');
  });
});
