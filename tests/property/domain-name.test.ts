import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isIpAddress,
  labelsOf,
  parentOf,
  parseDomainName,
  toUnicodeName,
} from '../../lib/names/domain-name.ts';
import * as any from './generators.ts';

const text = fc.oneof(
  any.domain,
  fc.domain(),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...Array.from('aA1-._。．*:/@% xn\u00ad\u200dßüµı例ス٣😀\u0301')) }),
  fc.tuple(any.extensionName, any.domain).map(([label, rest]) => `xn--${label}.${rest}`),
);

describe('parseDomainName', () => {
  it('reads any text, and gives nothing or a name in its one form', () => {
    fc.assert(
      fc.property(text, (anything) => {
        const name = parseDomainName(anything);
        if (name === null) return;
        expect(name).toMatch(/^[a-z0-9.-]{1,253}$/);
        for (const label of labelsOf(name)) expect(label).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
        expect(isIpAddress(name)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads a name that it gave as the same', () => {
    fc.assert(
      fc.property(text, (anything) => {
        const name = parseDomainName(anything);
        fc.pre(name !== null);
        expect(parseDomainName(name)).toBe(name);
        expect(parseDomainName(`${name.toUpperCase()}.`)).toBe(name);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads every host name of RFC 5321 that is no address, in lower case', () => {
    fc.assert(
      fc.property(any.domain, (domain) => {
        expect(parseDomainName(domain)).toBe(isIpAddress(domain) ? null : domain.toLowerCase());
      }),
      any.RUNS,
    );
  });

  it('reads what is shown to people as the name that is meant', () => {
    fc.assert(
      fc.property(text, (anything) => {
        const name = parseDomainName(anything);
        fc.pre(name !== null);
        expect(parseDomainName(toUnicodeName(name))).toBe(name);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('parentOf', () => {
  it('takes labels away from the left until none is left', () => {
    fc.assert(
      fc.property(any.domain, (domain) => {
        const name = parseDomainName(domain);
        fc.pre(name !== null);
        const up = [];
        for (let above = parentOf(name); above !== null; above = parentOf(above)) up.push(above);
        const labels = labelsOf(name);
        expect(up).toEqual(labels.slice(1).map((_, i) => labels.slice(i + 1).join('.')));
      }),
      any.RUNS,
    );
  });
});
