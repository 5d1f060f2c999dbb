import { describe, expect, it } from 'vitest';
import { MAX_POLICY_BYTES } from '../../lib/mta-sts/fetch-policy.ts';
import { lines } from '../support/reading.ts';
import { fetchFrom } from './fakes.ts';

const POLICY = lines('version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: 604800');
const VALUE = { mode: 'enforce', maxAgeSeconds: 604800, mx: ['a.example'] };
const headers = { 'content-type': 'text/plain' };

/** The policy with an unknown field that makes it as large as this. */
const padded = (size: number) => `${POLICY}x: `.padEnd(size, 'y');

describe('RFC 8461 §3.3', () => {
  it('a policy with status 200 is valid', async () => {
    const { facts } = await fetchFrom(new Response(POLICY, { headers }));
    expect(facts).toMatchObject({ state: 'found', value: VALUE, problems: [] });
  });

  it.each([201, 203, 206, 304, 400, 403, 404, 500, 503])(
    'a policy is only valid with 200, not with %d',
    async (status) => {
      const { facts } = await fetchFrom(new Response(status === 304 ? null : POLICY, { status, headers }));
      expect(facts).toMatchObject({
        state: 'invalid',
        text: null,
        problems: [{ code: 'policy-status', parameters: { status } }],
      });
    },
  );

  it.each([300, 301, 302, 303, 307, 308])('a redirect MUST NOT be followed: %d', async (status) => {
    const target = 'https://example.com/.well-known/mta-sts.txt';
    const { facts, requests } = await fetchFrom(
      new Response(POLICY, { status, headers: { ...headers, location: target } }),
    );
    expect(facts).toMatchObject({
      state: 'invalid',
      text: null,
      problems: [{ code: 'policy-redirect', parameters: { target } }],
    });
    expect(requests.map(({ init }) => init.redirect)).toEqual(['manual']);
  });

  it('a redirect that the browser hides is one all the same', async () => {
    const opaque = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    const { facts } = await fetchFrom(opaque);
    expect(facts).toMatchObject({ state: 'invalid', problems: [{ code: 'policy-redirect' }] });
  });

  it('HTTP caching MUST NOT be used', async () => {
    const { requests } = await fetchFrom(new Response(POLICY, { headers }));
    expect(requests.map(({ init }) => init.cache)).toEqual(['no-store']);
  });

  it('a suggested maximum policy size is 64 kilobytes', async () => {
    expect(MAX_POLICY_BYTES).toBe(64 * 1024);
    const largest = await fetchFrom(new Response(padded(MAX_POLICY_BYTES), { headers }));
    expect(largest.facts).toMatchObject({ state: 'found', value: VALUE });
    const larger = await fetchFrom(new Response(padded(MAX_POLICY_BYTES + 1), { headers }));
    expect(larger.facts).toMatchObject({ state: 'invalid', problems: [{ code: 'policy-too-large' }] });
  });
});
