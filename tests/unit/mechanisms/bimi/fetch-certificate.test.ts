import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { fetchCertificate } from '../../../../lib/mechanisms/bimi/fetch-certificate.ts';
import { markChain } from '../../../lab/mark-certificates.ts';
import { foundOf } from '../../../support/asking.ts';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>';

describe('fetchCertificate', async () => {
  const file = (await markChain({ names: ['example.com'], logo: LOGO })).join('');
  const fetched = (response: Response, domain = 'example.com', now = Date.now()) =>
    fetchCertificate(
      new URL('https://example.com/vmc.pem'),
      { domains: [domain], now },
      {
        fetch: async () => response,
        lookUp: (async () => foundOf(['8.8.8.8'])) as unknown as LookUp,
        deadline: () => AbortSignal.timeout(5000),
        isPublicResolver: true,
      },
    );

  it('reads what it says, for this domain and this day', async () => {
    const read = { state: 'read', count: 3, certificate: { names: ['example.com'] } };
    expect(await fetched(new Response(file))).toMatchObject({ ...read, faults: [] });
    expect(await fetched(new Response(file), 'example.org')).toMatchObject({
      ...read,
      faults: [{ code: 'not-for-domain', text: 'example.com' }],
    });
    expect(await fetched(new Response(file), 'example.com', 0)).toMatchObject({
      ...read,
      faults: [{ code: 'not-yet' }],
    });
  });

  it('reads a file without one too, and tells why there is no file', async () => {
    expect(await fetched(new Response('x'))).toMatchObject({
      state: 'read',
      certificate: null,
      count: 0,
      faults: [{ code: 'no-certificate' }],
    });
    expect(await fetched(new Response('x', { status: 404 }))).toEqual({
      state: 'failed',
      why: 'status',
      detail: '404',
    });
  });
});
