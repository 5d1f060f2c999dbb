import { describe, expect, it } from 'vitest';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import { mx as mechanism } from '../../../../lib/mechanisms/mx/mechanism.ts';
import { EXAMPLE, host, mxOf, noMail, unknown } from '../../../support/assessments.ts';
import { LOST, askingOf, foundOf } from '../../../support/asking.ts';
import { NOW } from '../../../support/time.ts';

const PENDING = { state: 'pending' } as const;
const addressed = (...states: readonly MxAddress[]) =>
  mxOf(...states.map((address, index) => host(`mx${index}.example.com`, 10, { address })));
type MxAddress = ReturnType<typeof host>['address'];

describe('what mail servers come to in one word', () => {
  it.each<[why: string, mx: MxParts['mx'], headline: string]>([
    ['not known yet', PENDING, 'checking'],
    ['DNS gave no answer', unknown(), 'unknown'],
    ['a null MX (RFC 7505)', noMail('null-mx'), 'null'],
    ['no such name', noMail('nxdomain'), 'nxdomain'],
    ['neither MX nor address (RFC 5321 §5.1)', noMail('no-address'), 'no-address'],
    ['one of two has an address', addressed('absent', 'found'), 'receives'],
    ['none has one', addressed('absent', 'absent'), 'unreachable'],
    ['nobody knows of one of them', addressed('absent', 'unavailable'), 'receives'],
    ['one is still asked for', addressed('pending', 'absent'), 'receives'],
  ])('%s', (_, mx, headline) => {
    expect(mechanism.judge({ mx }, {}, { policyDomain: EXAMPLE, now: NOW }).headline).toBe(headline);
  });

  it('says why DNS gave no answer', () => {
    const { findings } = mechanism.judge({ mx: unknown('timeout') }, {}, { policyDomain: EXAMPLE, now: NOW });
    expect(findings).toMatchObject([{ code: 'mx-unavailable', parameters: { reason: 'timeout' } }]);
    const found = mechanism.judge({ mx: addressed('found') }, {}, { policyDomain: EXAMPLE, now: NOW });
    expect(found.findings).toEqual([]);
  });
});

describe('how far the mail servers are known', () => {
  it.each<[why: string, mx: MxParts['mx'], ttlSeconds: number | null, gap: string | null, isKept: boolean]>([
    ['before anything was asked', PENDING, null, null, false],
    ['where DNS gave no answer', unknown(), null, 'part', false],
    ['that there are none is known as long as its answer holds', noMail('null-mx'), 300, null, true],
    ['with an address each', addressed('found', 'found'), 300, null, true],
    ['without one: that is known as well', addressed('found', 'absent'), 300, null, true],
    ['of one of them nobody knows', addressed('found', 'unavailable'), 300, 'detail', false],
    ['of none of them anybody knows', addressed('unavailable', 'unavailable'), 300, 'detail', false],
    ['one is still asked for', addressed('found', 'pending'), 300, null, false],
  ])('%s', (_, mx, ttlSeconds, gap, isKept) => {
    expect(mechanism.knowledge({ mx })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ mx })).toEqual(isKept ? { mx } : {});
  });
});

describe('the mail servers are asked for', () => {
  const answers = {
    'example.com MX': foundOf([{ preference: 10, exchange: 'mx.example.com' }]),
    'mx.example.com A': foundOf(['192.0.2.7']),
    'mx.example.com AAAA': LOST,
  };
  const gather = async (known: MxParts) => {
    const { asking, asked, parts, published } = askingOf(known, answers);
    await mechanism.gather(asking, {}, Promise.resolve({}));
    return { asked, published, mx: parts().mx };
  };

  it('their names first, which are told before their addresses are known', async () => {
    const { published, mx } = await gather(mechanism.empty);
    expect(published[0]).toMatchObject({ mx: { state: 'found', hosts: [{ address: 'pending' }] } });
    expect(mx).toMatchObject({ state: 'found', hosts: [{ name: 'mx.example.com', address: 'found' }] });
    expect(published.length).toBeGreaterThan(1);
  });

  it('not where they are known', async () => {
    const known = addressed('found');
    expect(await gather({ mx: known })).toEqual({ asked: [], published: [], mx: known });
  });
});
