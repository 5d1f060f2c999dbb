import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../lib/check/assess.ts';
import type { RememberedPolicy } from '../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { EXAMPLE, policyText } from '../support/assessments.ts';
import { encodeReply, txt } from '../support/dns-wire.ts';
import { POLICY, POLICY_URL, fakeDeps, world } from '../support/deps.ts';
import { dohResponse, file, servfail, type Prepared } from '../support/network.ts';
import { NOW } from '../support/time.ts';

/** Faults that other readers have or had on the way from the network to the verdict, each by its number in the catalogue. */

async function look(prepared: Prepared, change: Partial<Deps> = {}, cached: RememberedPolicy | null = null) {
  const { deps, network, remembered } = fakeDeps(prepared, cached);
  const assessment = await assess(EXAMPLE, { ...deps, ...change }, () => undefined);
  return { assessment, verdict: standingOf(assessment, NOW), network, remembered };
}

const remembered: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: policyText('testing', 'mx: mail.example.com'),
  mode: 'testing',
  replaced: null,
  mediaType: 'text/plain',
  maxAgeSeconds: 1209600,
  fetchedAt: NOW - 1000,
};

describe('bug museum', () => {
  it('11: a redirect to a good policy is followed', async () => {
    const location = 'https://www.example.com/mta-sts.txt';
    const { verdict, network } = await look(
      world({}, () => new Response(POLICY, { status: 301, headers: { location } })),
    );
    expect(verdict.findings).toEqual([{ code: 'policy-redirect', parameters: { target: location } }]);
    expect(network.fetched()).toEqual([POLICY_URL]);
  });

  it.each([206, 203])('12: a body with status %i is read', async (status) => {
    const { assessment, verdict } = await look(world({}, () => new Response(POLICY, { status })));
    expect(verdict).toMatchObject({ standing: 'broken', mode: null });
    expect(assessment.policy).toMatchObject({
      problems: [{ code: 'policy-status', parameters: { status } }],
    });
  });

  it('13: a body of any size is read', async () => {
    const body = `${POLICY}x: ${'y'.repeat(65536)}\n`;
    const { assessment } = await look(world({}, file(body)));
    expect(assessment.policy).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'policy-too-large' }],
      text: null,
    });
  });

  it('16: a DNS answer cut in the middle of a TXT is read as a shorter TXT', async () => {
    const record = 'v=STSv1; id=20260601';
    const cut = await look(
      world({
        '_mta-sts.example.com TXT': (question) => {
          const whole = encodeReply(question, { answers: [txt(question.name, record)] });
          return dohResponse(whole.subarray(0, whole.length - 4));
        },
      }),
    );
    expect(cut.assessment.stsRecord).toEqual({
      state: 'unavailable',
      reason: 'malformed-message',
      detail: null,
    });
    expect(cut.verdict.headline).toBe('unknown-dns');
  });

  it('17: SERVFAIL for the record is taken for "no policy"', async () => {
    const { assessment, verdict } = await look(world({ '_mta-sts.example.com TXT': servfail }));
    expect(assessment.stsRecord).toEqual({ state: 'unavailable', reason: 'servfail', detail: null });
    expect(assessment.policy).toEqual({
      state: 'unavailable',
      problems: [{ code: 'sts-record-unavailable', parameters: { reason: 'servfail' } }],
    });
    expect(verdict).toMatchObject({
      standing: 'unknown',
      headline: 'unknown-dns',
      servers: [{ consequence: 'unknown' }],
    });
  });

  it('18: where the cache cannot be written, the old policy is used', async () => {
    const policies = {
      recall: async () => ({ ...remembered, policyId: '0' }),
      remember: () => Promise.reject(new Error('full')),
    };
    const { assessment, verdict } = await look(world(), { policies });
    expect(assessment.policy).toMatchObject({ state: 'found', text: POLICY });
    expect(verdict.mode).toBe('enforce');
  });

  it('19: a policy that is still valid under the same id is fetched again', async () => {
    const { verdict, network } = await look(world(), {}, remembered);
    expect(verdict.mode).toBe('testing');
    expect(network.fetched()).toEqual([]);
  });

  it('19: a policy whose time is over is renewed without a fetch', async () => {
    const { verdict, network } = await look(world(), {}, { ...remembered, maxAgeSeconds: 1 });
    expect(verdict.mode).toBe('enforce');
    expect(network.fetched()).toEqual([POLICY_URL]);
  });
});
