import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'tldts';
import { parentOf, type DomainName } from '../../lib/names/domain-name.ts';
import { patternsFor, type PatternChoice } from '../../lib/guide/mx-patterns.ts';
import { nextPolicyId } from '../../lib/guide/policy-id.ts';
import { matchesMx } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parseStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { NOW } from '../support/time.ts';
import { RUNS } from './generators.ts';
import * as any from './guide-generators.ts';

const PSL = { allowPrivateDomains: true };
const cases = any.policyDomain.chain((domain) =>
  fc
    .tuple(any.hostNames(domain), fc.constantFrom<PatternChoice>('exact', 'shortest'))
    .map(([hosts, choice]) => ({ domain, hosts: hosts as DomainName[], choice })),
);

describe('patternsFor', () => {
  it('covers every host by exactly one line, and has no line without a host', () => {
    fc.assert(
      fc.property(cases, ({ domain, hosts, choice }) => {
        const lines = patternsFor(hosts, choice, domain, registrableOf);
        for (const host of hosts)
          expect(lines.filter(({ pattern }) => matchesMx(pattern, host)).length).toBe(1);
        for (const line of lines) {
          expect(line.hosts).toEqual([...new Set(hosts)].filter((host) => matchesMx(line.pattern, host)));
          expect(line.hosts.length).toBeGreaterThan(line.pattern.startsWith('*.') ? 1 : 0);
        }
      }),
      RUNS,
    );
  });

  it('proposes wildcards only below a registered domain of one of the live hosts, never over the policy domain', () => {
    fc.assert(
      fc.property(cases, ({ domain, hosts, choice }) => {
        for (const { pattern } of patternsFor(hosts, choice, domain, registrableOf)) {
          if (!pattern.startsWith('*.')) continue;
          expect(choice).toBe('shortest');
          const parent = pattern.slice(2);
          const { domain: registered, subdomain } = parse(parent, PSL);
          // At least one label was set apart below the registered domain, by whoever runs the servers.
          expect(subdomain).not.toBe('');
          expect(hosts.some((host) => parse(host, PSL).domain === registered)).toBe(true);
          expect(parent).not.toBe(domain);
          expect(hosts.filter((host) => parentOf(host) === parent).length).toBeGreaterThan(1);
        }
      }),
      RUNS,
    );
  });

  it('matches no name outside: whatever a wildcard covers ends in the registered domain of a live host', () => {
    const names = fc.tuple(cases, any.policyDomain, fc.stringMatching(/^[a-z0-9]{1,8}$/));
    fc.assert(
      fc.property(names, ([{ domain, hosts }, other, label]) => {
        const owned = new Set(hosts.map((host) => parse(host, PSL).domain));
        for (const { pattern } of patternsFor(hosts, 'shortest', domain, registrableOf)) {
          // Strangers, and the neighbours in which they could hide: above, beside, and behind the pattern.
          const parent = pattern.replace(/^\*\./, '');
          const strangers = [
            other,
            `${label}.${other}`,
            `${parent}.${other}`,
            `${label}.${parent}.${other}`,
            `${label}${parent}`,
          ];
          for (const stranger of strangers)
            if (!owned.has(parse(stranger, PSL).domain)) expect(matchesMx(pattern, stranger)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('has no shorter list under the same rules, and keeps the order of the hosts', () => {
    fc.assert(
      fc.property(cases, ({ domain, hosts }) => {
        const exact = patternsFor(hosts, 'exact', domain, registrableOf);
        const shortest = patternsFor(hosts, 'shortest', domain, registrableOf);
        expect(exact.map(({ pattern }) => pattern)).toEqual([...new Set(hosts)]);
        // Two lines of which both could be one wildcard are one.
        const parents = shortest.flatMap(({ pattern, hosts: [first] }) =>
          first === pattern ? [parentOf(first)] : [],
        );
        const again = parents.filter((parent, i) => parents.indexOf(parent) !== i);
        for (const parent of again) {
          const { subdomain } = parse(String(parent), PSL);
          expect(parent === domain || subdomain === '' || parse(String(parent), PSL).domain === null).toBe(
            true,
          );
        }
        const firsts = shortest.map(({ hosts: [first] }) => hosts.indexOf(first!));
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('shows counter-examples that look like the wildcard and are not covered by it', () => {
    fc.assert(
      fc.property(cases, ({ domain, hosts }) => {
        for (const { pattern, counterExamples } of patternsFor(hosts, 'shortest', domain, registrableOf)) {
          expect(counterExamples.length > 0).toBe(pattern.startsWith('*.'));
          for (const name of counterExamples) {
            expect(`.${name}`.endsWith(pattern.slice(1))).toBe(true);
            expect(matchesMx(pattern, name)).toBe(false);
            expect(name.length).toBeLessThanOrEqual(253);
          }
        }
      }),
      RUNS,
    );
  });
});

describe('nextPolicyId', () => {
  const times = fc.integer({ min: 0, max: 4 * NOW });
  const ids = fc.array(any.policyId, { maxLength: 4 });

  it('differs from every id that is taken, and is one of the grammar', () => {
    fc.assert(
      fc.property(times, ids, (now, taken) => {
        const id = nextPolicyId(now, taken);
        expect(taken).not.toContain(id);
        expect(parseStsRecord(`v=STSv1; id=${id};`)).toMatchObject({
          state: 'valid',
          value: { id },
          problems: [],
        });
        expect(nextPolicyId(now, [...taken, id])).not.toBe(id);
      }),
      { numRuns: 3000 },
    );
  });

  it('is later than every date that is taken, as a number and as a text', () => {
    const dates = fc.array(
      fc
        .tuple(
          fc.date({ min: new Date(0), max: new Date(4 * NOW), noInvalidDate: true }),
          fc.constantFrom(8, 10, 12, 14, 17),
        )
        .map(([date, length]) => date.toISOString().replaceAll(/\D/g, '').slice(0, length)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(times, dates, (now, taken) => {
        const id = nextPolicyId(now, taken);
        expect(id).toMatch(/^\d{14}$/);
        for (const other of taken) {
          expect(id > other).toBe(true);
          expect(Number(id)).toBeGreaterThan(Number(other.slice(0, 14)));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is the moment itself where nothing later is taken', () => {
    fc.assert(
      fc.property(times, (now) => {
        const stamp = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14);
        expect(nextPolicyId(now, [])).toBe(stamp);
        expect(nextPolicyId(now + 1000, [stamp]) > stamp).toBe(true);
      }),
      RUNS,
    );
  });
});
