import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { askDoh } from '../../../lib/dns/doh.ts';
import type { DnsFailure } from '../../../lib/dns/lookup.ts';
import {
  DEFAULT_RESOLVER,
  RESOLVERS,
  parseCustomResolver,
  type Resolver,
} from '../../../lib/dns/resolver.ts';
import { encodeQuery } from '../../../lib/dns/message.ts';
import { encodeReply, ns, soa, txt, type Question, type Reply } from '../../support/dns-wire.ts';
import { breaks, dohResponse, fakeNetwork, hangs, reply, stream, texts } from '../../support/network.ts';
import { NOW, fakeDeadlines, quiet } from '../../support/time.ts';

const NAME = '_mta-sts.example.com';
const KEY = `${NAME} TXT`;
const QUAD9 = RESOLVERS.find(({ id }) => id === 'quad9')!;

async function ask(
  answering: (question: Question) => Response | Promise<Response>,
  {
    resolver = DEFAULT_RESOLVER,
    signal = new AbortController().signal,
  }: { resolver?: Resolver; signal?: AbortSignal } = {},
) {
  const network = fakeNetwork({ dns: { [KEY]: answering }, resolverUrl: resolver.url });
  const answer = await askDoh(network.fetch, resolver, NAME, 'TXT', signal, () => NOW);
  return { answer, sent: network.sent };
}

describe('the request of askDoh', () => {
  it('is a GET with the wire format in base64url without padding (RFC 8484 §4.1, §6)', async () => {
    const { sent } = await ask(texts('x'));
    const [request] = sent;
    expect(request?.init.method ?? 'GET').toBe('GET');
    expect(request?.init.body).toBeUndefined();
    const { origin, pathname, searchParams } = new URL(request!.url);
    expect(origin + pathname).toBe(DEFAULT_RESOLVER.url);
    expect([...searchParams.keys()]).toEqual(['dns']);
    expect(request?.url).toMatch(/\?dns=[A-Za-z0-9_-]+$/);
    expect(Buffer.from(searchParams.get('dns')!, 'base64url')).toHaveLength(128);
  });

  it('has the alphabet of base64url for every name', async () => {
    const urls: string[] = [];
    const fetch = (async (url: string) => {
      urls.push(url);
      throw new TypeError('Failed to fetch');
    }) as typeof globalThis.fetch;
    const names = Array.from({ length: 300 }, (_, index) => `${(index * 7919).toString(36)}.example.com`);
    for (const name of names)
      await askDoh(fetch, DEFAULT_RESOLVER, name, 'MX', new AbortController().signal, () => NOW);
    expect(urls.filter((url) => !/\?dns=[A-Za-z0-9_-]+$/.test(url))).toEqual([]);
  });

  // A label of 62 or 63 in this place makes what base64 writes as "+" or "/"; 256 octets end in "==".
  it.each([62, 63])('and the octets of the question, with a label of %i', async (length) => {
    const name = `a.${'l'.repeat(length)}.${'m'.repeat(60)}.example.com`;
    const urls: string[] = [];
    const fetch = (async (url: string) => {
      urls.push(url);
      throw new TypeError('Failed to fetch');
    }) as typeof globalThis.fetch;
    await askDoh(fetch, DEFAULT_RESOLVER, name, 'MX', new AbortController().signal, () => NOW);
    const [, dns = ''] = /\?dns=([A-Za-z0-9_-]+)$/.exec(urls[0] ?? '') ?? [];
    expect(dns).toBe(Buffer.from(encodeQuery(name, 'MX')).toString('base64url'));
    expect(dns).toMatch(/[-_]/);
  });

  it('tells nobody who asks, and asks no cache', async () => {
    const { signal } = new AbortController();
    const { sent } = await ask(texts('x'), { signal });
    expect(sent[0]?.init).toEqual({
      headers: { accept: 'application/dns-message' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
  });

  it('keeps the query of a custom URL', async () => {
    const resolver = parseCustomResolver('https://dns.example.net/q?token=a%2Fb')!;
    const urls: string[] = [];
    const fetch = async (url: unknown) => {
      urls.push(String(url));
      return dohResponse(encodeReply({ name: NAME, type: 'TXT' }));
    };
    await askDoh(fetch, resolver, NAME, 'TXT', new AbortController().signal, () => NOW);
    expect(urls[0]).toMatch(/^https:\/\/dns\.example\.net\/q\?token=a%2Fb&dns=[A-Za-z0-9_-]+$/);
  });
});

describe('what askDoh takes for an answer', () => {
  it('NOERROR, with the age of the response', async () => {
    const { answer } = await ask((question) => dohResponse(encodeReply(question, {}), { age: '17' }));
    expect(answer).toMatchObject({ state: 'answered', ageSeconds: 17, response: { rcode: 'NOERROR' } });
  });

  it('NXDOMAIN', async () => {
    const { answer } = await ask(reply({ rcode: 'NXDOMAIN', authorities: [soa('example.com')] }));
    expect(answer).toMatchObject({ state: 'answered', ageSeconds: 0, response: { rcode: 'NXDOMAIN' } });
  });

  const ages = [
    ['', 0, 'nothing'],
    ['-5', 0, 'a negative number'],
    ['1e3', 0, 'no digits'],
    ['12345678901', 0, 'more digits than an age has'],
    ['0', 0, 'zero'],
  ] as const;
  it.each(ages)('with an Age of "%s" as %i: %s', async (age, read) => {
    const { answer } = await ask((question) => dohResponse(encodeReply(question), { age }));
    expect(answer).toMatchObject({ ageSeconds: read });
  });

  it('a message as large as one can be', async () => {
    const ofSize = (rdata: number) => {
      const strings = Array.from({ length: Math.ceil(rdata / 256) }, (_, index) =>
        'x'.repeat(Math.min(255, rdata - index * 256 - 1)),
      );
      return encodeReply({ name: NAME, type: 'TXT' }, { answers: [txt(NAME, strings)] });
    };
    const whole = ofSize(65535 - (ofSize(1).length - 1));
    expect(whole).toHaveLength(65535);
    const { answer } = await ask(() => dohResponse(whole));
    expect(answer).toMatchObject({ state: 'answered', response: { answers: [{ type: 'TXT' }] } });
  });

  it('a media type in another case and with parameters', async () => {
    const mediaType = 'Application/DNS-Message; charset=binary';
    const { answer } = await ask((question) => dohResponse(encodeReply(question), { mediaType }));
    expect(answer.state).toBe('answered');
  });

  it('a media type with space before its parameters', async () => {
    const mediaType = 'application/dns-message ; x=y';
    const { answer } = await ask((question) => dohResponse(encodeReply(question), { mediaType }));
    expect(answer.state).toBe('answered');
  });

  it('NOERROR without RA and without a SOA', async () => {
    const { answer } = await ask(reply({ recursion: false }));
    expect(answer.state).toBe('answered');
  });

  it('a name that another resolver than Quad9 says is absent with RA=0 and the SOA', async () => {
    const authorities = [soa('example.com')];
    const { answer } = await ask(reply({ rcode: 'NXDOMAIN', recursion: false, authorities }));
    expect(answer).toMatchObject({ state: 'answered' });
  });

  it('but not one without RA and without a SOA: nobody looked', async () => {
    const { answer } = await ask(reply({ rcode: 'NXDOMAIN', recursion: false }));
    expect(answer).toMatchObject({ state: 'unavailable', reason: 'filtered' });
  });

  it('NXDOMAIN of Quad9 with RA=1', async () => {
    const { answer } = await ask(reply({ rcode: 'NXDOMAIN' }), { resolver: QUAD9 });
    expect(answer).toMatchObject({ state: 'answered' });
  });

  it('an answer with an extended error that speaks of something else', async () => {
    const { answer } = await ask(reply({ extendedErrors: [[3, 'stale']] }));
    expect(answer).toMatchObject({ state: 'answered' });
  });
});

describe('what askDoh could not know', () => {
  interface Row {
    readonly why: string;
    readonly reply: Reply;
    readonly reason: DnsFailure;
    readonly detail: string | null;
    readonly resolver?: Resolver;
  }
  const replies: readonly Row[] = [
    { why: 'SERVFAIL is never "absent"', reply: { rcode: 'SERVFAIL' }, reason: 'servfail', detail: null },
    { why: 'REFUSED', reply: { rcode: 'REFUSED' }, reason: 'refused', detail: null },
    { why: 'another RCODE', reply: { rcode: 'NOTIMP' }, reason: 'other-rcode', detail: 'NOTIMP' },
    {
      why: 'another RCODE in the words of the resolver',
      reply: { rcode: 'FORMERR', extendedErrors: [[24, 'why not']] },
      reason: 'other-rcode',
      detail: 'EDE 24 why not',
    },
    {
      why: 'SERVFAIL with a reason that is not DNSSEC',
      reply: { rcode: 'SERVFAIL', extendedErrors: [[22, 'no reachable authority']] },
      reason: 'servfail',
      detail: 'EDE 22 no reachable authority',
    },
    ...[6, 7, 8, 9, 10, 12].map((code): Row => ({
      why: `SERVFAIL with EDE ${code} is a failed validation`,
      reply: { rcode: 'SERVFAIL', extendedErrors: [[22], [code]] },
      reason: 'dnssec-bogus',
      detail: `EDE 22; EDE ${code}`,
    })),
    ...[15, 16, 17].flatMap((code) =>
      (['NXDOMAIN', 'NOERROR', 'REFUSED'] as const).map((rcode): Row => ({
        why: `${rcode} with EDE ${code}: the resolver does not want to answer`,
        reply: { rcode, extendedErrors: [[code, 'blocked']] },
        reason: 'filtered',
        detail: `EDE ${code} blocked`,
      })),
    ),
    {
      why: 'Quad9 blocks with NXDOMAIN and RA=0',
      reply: { rcode: 'NXDOMAIN', recursion: false },
      resolver: QUAD9,
      reason: 'filtered',
      detail: null,
    },
    {
      why: 'with the SOA too',
      reply: { rcode: 'NXDOMAIN', recursion: false, authorities: [soa('example.com')] },
      resolver: QUAD9,
      reason: 'filtered',
      detail: null,
    },
    {
      why: 'the name of another server is no SOA',
      reply: { rcode: 'NXDOMAIN', recursion: false, authorities: [ns('example.com')] },
      reason: 'filtered',
      detail: null,
    },
    {
      why: 'SERVFAIL without RA is no blocking',
      reply: { rcode: 'SERVFAIL', recursion: false },
      reason: 'servfail',
      detail: null,
    },
    { why: 'TC: a part is no whole', reply: { truncated: true }, reason: 'truncated', detail: null },
    { why: 'an answer to another id', reply: { id: 1 }, reason: 'mismatched-answer', detail: null },
  ];
  it.each(replies)('$why -> $reason', async ({ reply: content, reason, detail, resolver }) => {
    const { answer } = await ask(reply(content), resolver && { resolver });
    expect(answer).toEqual({ state: 'unavailable', reason, detail });
  });

  const responses: readonly (readonly [
    why: string,
    response: Response,
    reason: DnsFailure,
    detail: string | null,
  ])[] = [
    ['no bytes', dohResponse(new Uint8Array()), 'malformed-message', null],
    ['no DNS message', dohResponse(new Uint8Array([255, 0, 255])), 'malformed-message', null],
    ['HTTP 500', dohResponse(new Uint8Array(), { status: 500 }), 'http-status', '500'],
    ['HTTP 429', dohResponse(new Uint8Array(), { status: 429 }), 'rate-limited', null],
    ['HTTP 404 without a body', new Response(null, { status: 404 }), 'http-status', '404'],
    ['HTTP 404 of a page', new Response('<html>', { status: 404 }), 'http-status', '404'],
    ['a login page', dohResponse(new Uint8Array(), { mediaType: 'text/html' }), 'media-type', 'text/html'],
    [
      'DNS as JSON',
      dohResponse(new Uint8Array(), { mediaType: 'application/dns-json' }),
      'media-type',
      'application/dns-json',
    ],
    ['no media type', new Response(new Uint8Array(3)), 'media-type', null],
    ['more than a DNS message can be', dohResponse(new Uint8Array(65536)), 'too-large', null],
  ];
  it.each(responses)('%s', async (_, response, reason, detail) => {
    const { answer } = await ask(() => response);
    expect(answer).toEqual({ state: 'unavailable', reason, detail });
  });

  it.each([
    ['an error', { status: 500, headers: { 'content-type': 'application/dns-message' } }],
    ['another media type', { status: 200, headers: { 'content-type': 'text/html' } }],
  ])('a body that nobody reads is let go of: %s', async (_, init) => {
    const { body, seen } = stream(endless());
    await ask(() => new Response(body, init));
    expect(seen.isCancelled).toBe(true);
  });

  it('an endless body: it is let go of after the limit', async () => {
    const { body, seen } = stream(endless());
    const { answer } = await ask(
      () => new Response(body, { headers: { 'content-type': 'application/dns-message' } }),
    );
    expect(answer).toMatchObject({ reason: 'too-large' });
    expect(seen).toEqual({ chunks: 66, isCancelled: true });
  });

  it('a network that breaks', async () => {
    const { answer } = await ask(breaks);
    expect(answer).toEqual({ state: 'unavailable', reason: 'network', detail: null, isUnheard: true });
  });

  it('a body that breaks off', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('lost')) });
    const { answer } = await ask(
      () => new Response(body, { headers: { 'content-type': 'application/dns-message' } }),
    );
    expect(answer).toEqual({ state: 'unavailable', reason: 'network', detail: null });
  });

  const limits: readonly (readonly [header: string, words: string, seconds: number | undefined])[] = [
    ['30', 'Retry-After: 30', 30],
    [new Date(NOW + 90_000).toUTCString(), 'Retry-After: Mon, 01 Jun 2026 12:01:30 GMT', 90],
    ['99999999', 'Retry-After: 99999999', 3600],
    ['soon', 'Retry-After: soon', undefined],
    ['x'.repeat(70_000), `Retry-After: ${'x'.repeat(64)}`, undefined],
  ];
  it.each(limits)('HTTP 429 in its own words: Retry-After %#', async (header, words, seconds) => {
    const { answer } = await ask(
      () => new Response(null, { status: 429, headers: { 'retry-after': header } }),
    );
    expect(answer).toEqual({
      state: 'unavailable',
      reason: 'rate-limited',
      detail: words,
      ...(seconds !== undefined && { retryAfterSeconds: seconds }),
    });
  });

  const slow: readonly (readonly [why: string, answering: () => Response | Promise<Response>])[] = [
    ['no response, and the abort is not heeded', hangs],
    [
      'a body that never ends',
      () => new Response(new ReadableStream(), { headers: { 'content-type': 'application/dns-message' } }),
    ],
  ];
  it.each(slow)('a deadline that passes: %s', async (_, answering) => {
    const { deadline, expire } = fakeDeadlines();
    const asked = ask(answering, { signal: deadline(5000) });
    await quiet();
    expire();
    expect((await asked).answer).toEqual({ state: 'unavailable', reason: 'timeout', detail: null });
  });
});

function* endless() {
  for (;;) yield new Uint8Array(1000);
}

it('an answer cut at any byte is never an answer', async () => {
  const whole = encodeReply({ name: NAME, type: 'TXT' }, { answers: [txt(NAME, 'v=STSv1; id=1')] });
  for (const length of whole.keys()) {
    const { answer } = await ask(() => dohResponse(whole.subarray(0, length)));
    expect(answer, `cut after ${length}`).toEqual({
      state: 'unavailable',
      reason: 'malformed-message',
      detail: null,
    });
  }
});
