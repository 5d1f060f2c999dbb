import { describe, expect, it } from 'vitest';
import { caaFor } from '../../../../lib/mechanisms/caa/caa-for.ts';
import type { DnsFailure, LookUp } from '../../../../lib/dns/lookup.ts';

interface Prepared {
  readonly issue?: readonly string[];
  readonly aliases?: readonly string[];
  readonly fault?: DnsFailure;
  readonly authentic?: boolean;
}

/** DNS in which only these names have something to say of CAA. */
function zone(names: Readonly<Record<string, Prepared>>) {
  const asked: string[] = [];
  const lookUp = async (name: string, type: string) => {
    asked.push(`${name} ${type}`);
    const { issue = [], aliases = [], fault, authentic = true } = names[name] ?? {};
    if (fault) return { state: 'unavailable', reason: fault, detail: null };
    const known = { aliases, authentic, ttlSeconds: 60 };
    const records = issue.map((value) => ({ flags: 0, tag: 'issue', value }));
    return records.length > 0
      ? { state: 'found', records, ...known }
      : { state: 'absent', reason: 'nodata', ...known };
  };
  return { asked, lookUp: lookUp as unknown as LookUp };
}

async function climb(name: string, names: Readonly<Record<string, Prepared>>) {
  const { asked, lookUp } = zone(names);
  const answer = await caaFor(name, lookUp);
  return { answer, asked: asked.map((each) => each.replace(' CAA', '')) };
}

describe('caaFor', () => {
  it('climbs to the top, and no further (RFC 8659 §3: X.Y.Z)', async () => {
    const { answer, asked } = await climb('X.y.z', {});
    expect(answer).toEqual({ state: 'absent', authentic: true, ttlSeconds: 60 });
    expect(asked).toEqual(['x.y.z', 'y.z', 'z']);
  });

  it('of a wildcard it is the set of the name below which it stands (*.X)', async () => {
    const { answer, asked } = await climb('*.b.c', { c: { issue: [';'] } });
    expect(answer).toMatchObject({ state: 'found', at: 'c' });
    expect(asked).toEqual(['b.c', 'c']);
  });

  it('ends at the first set (A.B.C)', async () => {
    const { answer, asked } = await climb('a.b.c', {
      'b.c': { issue: ['example.com'] },
      c: { issue: [';'] },
    });
    expect(answer).toMatchObject({ state: 'found', at: 'b.c', policy: { issue: [{ name: 'example.com' }] } });
    expect(asked).toEqual(['a.b.c', 'b.c']);
  });

  it('a set of its own covers that of the parent, all of it', async () => {
    const { answer } = await climb('a.b.c', { 'a.b.c': { issue: [';'] }, 'b.c': { issue: ['example.com'] } });
    expect(answer).toMatchObject({ at: 'a.b.c', policy: { issue: [] } });
  });

  it('takes the set at the target of an alias', async () => {
    const { answer } = await climb('mta-sts.b.c', {
      'mta-sts.b.c': { aliases: ['host.example.net'], issue: ['ca.example'] },
      'b.c': { issue: [';'] },
    });
    expect(answer).toMatchObject({ state: 'found', at: 'mta-sts.b.c', aliases: ['host.example.net'] });
  });

  it('but where the target has none it goes to the parent of the name, never to that of the target', async () => {
    const { answer, asked } = await climb('mta-sts.b.c', {
      'mta-sts.b.c': { aliases: ['host.example.net'] },
      'example.net': { issue: ['wrong.example'] },
      'b.c': { issue: [';'] },
    });
    expect(answer).toMatchObject({ state: 'found', at: 'b.c', aliases: [], policy: { issue: [] } });
    expect(asked).toEqual(['mta-sts.b.c', 'b.c']);
  });

  it.each<DnsFailure>(['servfail', 'timeout', 'alias-loop', 'dnssec-bogus'])(
    '%s is not known, and never none',
    async (fault) => {
      expect((await climb('a.b.c', { 'a.b.c': { fault }, 'b.c': { issue: [';'] } })).answer).toEqual({
        state: 'unavailable',
        reason: fault,
        detail: null,
        at: 'a.b.c',
      });
      expect((await climb('a.b.c', { 'b.c': { fault } })).answer).toMatchObject({
        state: 'unavailable',
        at: 'b.c',
      });
    },
  );

  it('a star that is no label of its own at the beginning is asked for as it is', async () => {
    expect((await climb('a.*.c', {})).asked).toEqual(['a.*.c', '*.c', 'c']);
  });

  it('a top-level domain that fails is not known, and never none', async () => {
    expect((await climb('b.c', { c: { fault: 'servfail' } })).answer).toMatchObject({
      state: 'unavailable',
      at: 'c',
    });
  });

  it('a top-level domain that is never asked ends the climb; another name that is not does not', async () => {
    const fault = 'never-asked';
    expect((await climb('b.c', { c: { fault } })).answer.state).toBe('absent');
    expect((await climb('b.c', { 'b.c': { fault } })).answer.state).toBe('unavailable');
    expect((await climb('a.b.c', { 'b.c': { fault } })).answer.state).toBe('unavailable');
    expect((await climb('c', { c: { fault } })).answer.state).toBe('unavailable');
  });

  it('knows whether all answers were validated', async () => {
    const { answer } = await climb('a.b.c', { 'a.b.c': { authentic: false }, 'b.c': { issue: ['x'] } });
    expect(answer).toMatchObject({ state: 'found', authentic: false });
  });

  it('a name of a hundred labels is not asked for to its end', async () => {
    const { answer, asked } = await climb('a.'.repeat(100) + 'example', {});
    expect(answer).toMatchObject({ state: 'unavailable', reason: 'budget' });
    expect(asked.length).toBe(16);
  });

  it('tells what is wrong with the records', async () => {
    const { answer } = await climb('b.c', { 'b.c': { issue: ['%%%'] } });
    expect(answer).toMatchObject({ problems: [{ code: 'caa-malformed-value' }] });
  });
});
