import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { fileUrl } from '../../../../lib/mechanisms/bimi/fetch-file.ts';
import { fetchLogo, type LogoAnswer } from '../../../../lib/mechanisms/bimi/fetch-logo.ts';
import { isCompressed, MOST_FILE_OCTETS } from '../../../../lib/mechanisms/bimi/inflate.ts';

const IMAGE =
  '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps" viewBox="0 0 9 9"><title>x</title></svg>';
const URL_OF_IMAGE = new URL('https://logo.example.com/logo.svg');

/** What comes of a host with these addresses and that response. */
async function read(
  respond: (init: RequestInit) => Response | Promise<Response>,
  addresses: readonly string[] | 'servfail' = ['8.8.8.8'],
  { isPublicResolver = true, patienceMs = 5000 } = {},
) {
  const requests: { url: string; init: RequestInit }[] = [];
  const lookUp = async (_: string, type: string) => {
    if (addresses === 'servfail') return { state: 'unavailable', reason: 'servfail', detail: null };
    const records = addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
    const known = { aliases: [], authentic: false, ttlSeconds: 1 };
    return records.length > 0
      ? { state: 'found', records, ...known }
      : { state: 'absent', reason: 'nodata', ...known };
  };
  const answer: LogoAnswer = await fetchLogo(URL_OF_IMAGE, {
    fetch: async (url, init = {}) => {
      requests.push({ url: url instanceof Request ? url.url : url.toString(), init });
      return respond(init);
    },
    lookUp: lookUp as unknown as LookUp,
    deadline: () => AbortSignal.timeout(patienceMs),
    isPublicResolver,
  });
  return { answer, requests };
}

/** With a body whose sender fails as it is told to stop. */
const unstoppable = (status: number) =>
  new Response(new ReadableStream({ cancel: () => Promise.reject(new Error('x')) }), { status });

const why = ({ answer }: Awaited<ReturnType<typeof read>>) =>
  answer.state === 'failed' ? [answer.why, answer.detail] : [answer.state];

describe('fetchLogo', () => {
  it('asks without cookie, cache, referrer or redirect', async () => {
    const { answer, requests } = await read(() => new Response(IMAGE));
    expect(answer).toEqual({
      state: 'read',
      title: 'x',
      viewBox: [9, 9],
      faults: [],
      octets: IMAGE.length,
      isCompressed: false,
      sha256: createHash('sha256').update(IMAGE).digest('hex'),
    });
    expect(requests).toMatchObject([
      {
        url: URL_OF_IMAGE.href,
        init: { redirect: 'manual', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' },
      },
    ]);
  });

  it('reads what is compressed (SVGZ), and no bomb', async () => {
    const good = await read(() => new Response(gzipSync(IMAGE)));
    expect(good.answer).toMatchObject({ state: 'read', isCompressed: true, octets: IMAGE.length });
    const bomb = await read(() => new Response(gzipSync(Buffer.alloc(4 * MOST_FILE_OCTETS))));
    expect(why(bomb)).toEqual(['too-large', '']);
    const broken = await read(() => new Response(gzipSync(IMAGE).subarray(0, 30)));
    expect(why(broken)).toEqual(['gzip', '']);
  });

  it('reads no more than the limit of a body without an end', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect(why(await read(() => new Response(endless)))).toEqual(['too-large', '']);
    expect(sent).toBeLessThan(2 * MOST_FILE_OCTETS);
  });

  it.each<[why: string, respond: () => Response | Promise<Response>, wanted: string[]]>([
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://[::1]/' } }),
      ['redirect', ''],
    ],
    [
      'a redirect, as a browser shows it to who does not follow',
      () => Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }),
      ['redirect', ''],
    ],
    ['the first of the redirects', () => new Response(null, { status: 300 }), ['redirect', '']],
    ['the last of them', () => new Response(null, { status: 399 }), ['redirect', '']],
    ['a status', () => new Response('x', { status: 404 }), ['status', '404']],
    ['the first status of an error', () => new Response('x', { status: 400 }), ['status', '400']],
    ['an error whose body cannot be given up', () => unstoppable(404), ['status', '404']],
    ['another good status', () => new Response(IMAGE, { status: 203 }), ['status', '203']],
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch')), ['unreachable', '']],
    ['no answer in time', () => new Promise(() => undefined), ['timeout', '']],
    ['a body that stops', () => new Response(new ReadableStream()), ['timeout', '']],
  ])('%s', async (_, respond, wanted) => {
    const patienceMs = wanted[0] === 'timeout' ? 50 : 5000;
    expect(why(await read(respond, undefined, { patienceMs }))).toEqual(wanted);
  });

  it.each([302, 404])(
    'gives up the body of a response with status %s, which would hold its connection',
    async (status) => {
      let isCanceled = false;
      const body = new ReadableStream({
        cancel() {
          isCanceled = true;
        },
      });
      await read(() => new Response(body, { status }));
      expect(isCanceled).toBe(true);
    },
  );

  it.each<[why: string, addresses: readonly string[] | 'servfail', wanted: string[]]>([
    [
      'in this house in many places, of which four are told',
      [1, 2, 3, 4, 5].map((last) => `10.0.0.${last}`),
      ['private-address', '10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4'],
    ],
    ['this machine', ['127.0.0.1'], ['private-address', '127.0.0.1']],
    [
      'a router, beside an address that is public',
      ['8.8.8.8', '192.168.0.1'],
      ['private-address', '192.168.0.1'],
    ],
    ['this machine by IPv6', ['8.8.8.8', '::1'], ['private-address', '::1']],
    ['none', [], ['no-address', 'logo.example.com']],
    ['not known', 'servfail', ['dns', 'logo.example.com']],
  ])('fetches nothing where the address is %s', async (_, addresses, wanted) => {
    const result = await read(() => new Response(IMAGE), addresses);
    expect(why(result)).toEqual(wanted);
    expect(result.requests).toEqual([]);
  });

  it('is not hindered by a question for IPv6 without an answer, and told where neither has one', async () => {
    const lookUpWith = (a: string[]) =>
      (async (_: string, type: string) =>
        type === 'A' && a.length > 0
          ? { state: 'found', records: a, aliases: [], authentic: false, ttlSeconds: 1 }
          : type === 'A'
            ? { state: 'absent', reason: 'nodata', aliases: [], authentic: false, ttlSeconds: 1 }
            : { state: 'unavailable', reason: 'timeout', detail: null }) as unknown as LookUp;
    const answerWith = (a: string[]) =>
      fetchLogo(URL_OF_IMAGE, {
        fetch: async () => new Response(IMAGE),
        lookUp: lookUpWith(a),
        deadline: () => AbortSignal.timeout(5000),
        isPublicResolver: true,
      });
    expect((await answerWith(['8.8.8.8'])).state).toBe('read');
    // There may be an address of IPv6: that there is none is not known.
    expect(await answerWith([])).toMatchObject({ why: 'dns' });
  });

  it.each<[why: string, octets: number[], isGzip: boolean]>([
    ['both octets of gzip (RFC 1952 §2.3.1)', [0x1f, 0x8b, 0x08], true],
    ['the first alone', [0x1f, 0x8c], false],
    ['the second alone', [0x1e, 0x8b], false],
    ['none', [], false],
  ])('takes a file for compressed by %s', (_, octets, isGzip) => {
    expect(isCompressed(Uint8Array.from(octets))).toBe(isGzip);
  });

  it('believes the resolver of a company where the company’s own network is', async () => {
    expect(
      (await read(() => new Response(IMAGE), ['10.0.0.1'], { isPublicResolver: false })).answer.state,
    ).toBe('read');
  });
});

describe('fileUrl', () => {
  it.each([
    ['https://example.com/a.svg', true],
    ['HTTPS://example.com:8443/a.svg?b', true],
    ['http://example.com/a.svg', false],
    ['https://user@example.com/a.svg', false],
    ['https://user:secret@example.com/a.svg', false],
    ['https://:secret@example.com/a.svg', false],
    ['https://192.0.2.1/a.svg', false],
    ['https://[2001:db8::1]/a.svg', false],
    ['https://a_b.example/a.svg', false],
    ['data:image/svg+xml,x', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('%s: %s', (text, isLogo) => {
    expect(fileUrl(text) !== null).toBe(isLogo);
  });
});
