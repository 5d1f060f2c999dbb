import { describe, expect, it } from 'vitest';
import { caaFor } from '../../lib/mechanisms/caa/caa-for.ts';
import { caaPolicy, mayIssue } from '../../lib/mechanisms/caa/policy.ts';
import { readCaa } from '../../lib/mechanisms/caa/record.ts';
import type { LookUp } from '../../lib/dns/lookup.ts';

/** RFC 8659 §3 and §4, RFC 8657 and RFC 9495: what a CA must make of CAA, and so what a domain has said. One test for each MUST, in order. */

type Written = readonly [tag: string, value: string, flags?: number];

const policyOf = (...written: readonly Written[]) =>
  caaPolicy(
    written.flatMap(([tag, value, flags = 0]) => {
      const parsed = readCaa({ flags, tag, value });
      return parsed.state === 'valid' ? parsed.value : [];
    }),
  );
const ours = ['ca1.example.net'];

/** Answers for the names that have a set, or that are aliases of nothing with one. */
function dns(sets: Readonly<Record<string, readonly Written[] | { readonly alias: string }>>): LookUp {
  const lookUp = async (name: string) => {
    const found = sets[name] ?? [];
    const known = { authentic: false, ttlSeconds: 1 };
    if ('alias' in found) return { state: 'absent', reason: 'nodata', aliases: [found.alias], ...known };
    const records = found.map(([tag, value, flags = 0]) => ({ flags, tag, value }));
    return records.length > 0
      ? { state: 'found', records, aliases: [], ...known }
      : { state: 'absent', reason: 'nxdomain', aliases: [], ...known };
  };
  return lookUp as unknown as LookUp;
}

describe('RFC 8659 §3', () => {
  it('a CA MUST look for the relevant set, from the name up to the top', async () => {
    for (const at of ['a.b.example', 'b.example', 'example'])
      expect(await caaFor('a.b.example', dns({ [at]: [['issue', ';']] }))).toMatchObject({
        state: 'found',
        at,
      });
    expect(await caaFor('a.b.example', dns({}))).toMatchObject({ state: 'absent' });
  });

  it('the parent is that of the name, and not that of what an alias leads to (erratum 5065)', async () => {
    const zone = dns({ 'a.b.example': { alias: 'x.y.test' }, 'y.test': [['issue', ';']] });
    expect(await caaFor('a.b.example', zone)).toMatchObject({ state: 'absent' });
  });

  it('a set without tags that limit does not limit', () => {
    expect(mayIssue(policyOf(['iodef', 'mailto:a@example.com'], ['unknown', 'x']), ours)).toBe(true);
  });
});

describe('RFC 8659 §4.1', () => {
  it('a CA MUST NOT issue where a critical tag is not known to it', () => {
    expect(mayIssue(policyOf(['issue', ours[0]!], ['tbs', 'x', 128]), ours)).toBe(false);
    expect(mayIssue(policyOf(['issue', ours[0]!], ['tbs', 'x']), ours)).toBe(true);
    expect(mayIssue(policyOf(['issue', ours[0]!, 128]), ours)).toBe(true);
  });

  it('reserved bits MUST be ignored: 1 is not critical', () => {
    expect(mayIssue(policyOf(['issue', ours[0]!], ['tbs', 'x', 1]), ours)).toBe(true);
  });

  it('tags are matched without their case', () => {
    expect(mayIssue(policyOf(['ISSUE', ';']), ours)).toBe(false);
  });
});

describe('RFC 8659 §4.2', () => {
  it('only who is named may issue, and several add up', () => {
    const policy = policyOf(['issue', 'ca1.example.net'], ['issue', 'ca2.example.org']);
    expect(mayIssue(policy, ours)).toBe(true);
    expect(mayIssue(policy, ['ca2.example.org'])).toBe(true);
    expect(mayIssue(policy, ['ca3.example.org'])).toBe(false);
  });

  it('";" is nobody', () => {
    expect(mayIssue(policyOf(['issue', ';']), ours)).toBe(false);
    expect(mayIssue(policyOf(['issue', ';'], ['issue', ours[0]!]), ours)).toBe(true);
  });

  it('what does not match the grammar MUST be treated as nobody', () => {
    for (const value of ['%%%%%', 'ca1.example.net a=b', 'ca1.example.net; a'])
      expect(mayIssue(policyOf(['issue', value]), ours), value).toBe(false);
  });

  it('parameters are the business of who is named', () => {
    expect(mayIssue(policyOf(['issue', 'ca1.example.net; account=230123']), ours)).toBe(true);
  });
});

describe('RFC 8659 §4.3', () => {
  it('issuewild MUST be ignored for a name that is no wildcard', () => {
    expect(mayIssue(policyOf(['issuewild', ';']), ours)).toBe(true);
  });

  it('where there is one, issue MUST be ignored for a wildcard', () => {
    expect(policyOf(['issue', ours[0]!], ['issuewild', 'ca2.example.org']).issueWild).toMatchObject([
      { name: 'ca2.example.org' },
    ]);
    expect(policyOf(['issue', ours[0]!]).issueWild).toMatchObject([{ name: ours[0] }]);
  });
});

describe('RFC 8657 and RFC 9495', () => {
  it('a way of validation that is not listed MUST NOT be used', () => {
    const policy = policyOf(['issue', 'ca1.example.net; validationmethods=dns-01']);
    expect(mayIssue(policy, ours, 'dns-01')).toBe(true);
    expect(mayIssue(policy, ours, 'http-01')).toBe(false);
  });

  it('issuemail limits certificates for email, and nothing else does', () => {
    const policy = policyOf(['issuemail', ';']);
    expect([policy.issueMail, mayIssue(policy, ours)]).toEqual([[], true]);
    expect(policyOf(['issue', ';']).issueMail).toBeNull();
  });
});
