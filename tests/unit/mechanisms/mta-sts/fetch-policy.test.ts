import { describe, expect, it } from 'vitest';
import {
  POLICY_DEADLINE_MS,
  fetchPolicy,
  type FetchDeps,
  type Observation,
} from '../../../../lib/mechanisms/mta-sts/fetch-policy.ts';
import { servingProblems } from '../../../../lib/mechanisms/mta-sts/served-policy.ts';
import { policyHostOf, policyUrlOf } from '../../../../lib/mechanisms/mta-sts/policy-host.ts';
import { EXAMPLE, policyText } from '../../../support/assessments.ts';
import { bytes } from '../../../support/reading.ts';
import { breaks, fakeNetwork, file, hangs, opaqueRedirect, stream } from '../../../support/network.ts';
import { NOW, fakeClock, fakeDeadlines, never, quiet } from '../../../support/time.ts';

const URL_OF_EXAMPLE = 'https://mta-sts.example.com/.well-known/mta-sts.txt';
const HOST = 'mta-sts.example.com';
const GOOD = policyText('enforce', 'mx: mail.example.com');
const KIB_64 = 65536;
const TEXT_PLAIN = { headers: { 'content-type': 'text/plain' } };

function prepare(answering: () => Response | Promise<Response>, change: Partial<FetchDeps> = {}) {
  const network = fakeNetwork({ files: { [URL_OF_EXAMPLE]: answering } });
  const deadlines = fakeDeadlines();
  const deps: FetchDeps = {
    fetch: network.fetch,
    now: fakeClock().now,
    deadline: deadlines.deadline,
    ...change,
  };
  return { ...network, deadlines, facts: fetchPolicy(EXAMPLE, deps) };
}

/** What the browser tells of a request, and whether the watch was ended. */
function observing(failure: Promise<string | null>, target: string | null = null) {
  const seen = { urls: [] as string[], isStopped: false };
  const observe = (url: string): Observation => {
    seen.urls.push(url);
    return {
      failure,
      redirect: target === null ? never() : Promise.resolve(target),
      stop: () => {
        seen.isStopped = true;
      },
    };
  };
  return { observe, seen };
}

describe('the request', () => {
  it('goes to the one place of a policy', () => {
    expect(policyHostOf(EXAMPLE)).toBe(HOST);
    expect(policyUrlOf(EXAMPLE)).toBe(URL_OF_EXAMPLE);
  });

  it('follows nothing, caches nothing, tells nothing', async () => {
    const { facts, sent, deadlines } = prepare(file(GOOD));
    await facts;
    expect(sent.map(({ url }) => url)).toEqual([URL_OF_EXAMPLE]);
    expect(sent[0]?.init).toEqual({
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal),
    });
    expect(deadlines.lengths()).toEqual([POLICY_DEADLINE_MS]);
  });
});

describe('a policy that was read', () => {
  it('is found, with its text, media type, moment and duration', async () => {
    const clock = fakeClock();
    const slow = () => {
      clock.advance(350);
      return file(GOOD)();
    };
    expect(await prepare(slow, { now: clock.now }).facts).toEqual({
      state: 'found',
      value: { mode: 'enforce', maxAgeSeconds: 1209600, mx: ['mail.example.com'] },
      problems: [],
      text: GOOD,
      mediaType: 'text/plain',
      fetchedAt: NOW + 350,
      tookMs: 350,
    });
  });

  it('is invalid with its faults and its text where the syntax is broken', async () => {
    expect(await prepare(file('version: STSv1\n')).facts).toMatchObject({
      state: 'invalid',
      text: 'version: STSv1\n',
      problems: [
        { code: 'policy-mode-missing' },
        { code: 'policy-max-age-missing' },
        { code: 'policy-mx-missing' },
      ],
    });
  });

  describe('where the host asks browsers for reports', () => {
    const nel = '{"report_to":"a","max_age":86400}';
    const note = { code: 'policy-host-nel', parameters: { host: HOST } };
    const responses: readonly (readonly [string, () => Response, object])[] = [
      ['is found', () => answer(GOOD), { state: 'found', problems: [note] }],
      ['is invalid', () => answer('x'), { state: 'invalid', problems: expect.arrayContaining([note]) }],
      ['has another status', () => answer('', 404), { problems: [{ code: 'policy-status' }, note] }],
      ['leads elsewhere', () => answer('', 301), { problems: [{ code: 'policy-redirect' }, note] }],
      ['is too large', () => answer('x'.repeat(70_000)), { problems: [{ code: 'policy-too-large' }, note] }],
      [
        'breaks off',
        () => broken(),
        { state: 'unavailable', problems: [{ code: 'policy-unreachable' }, note] },
      ],
    ];
    const headers = { 'content-type': 'text/plain', nel };
    const answer = (text: string, status = 200) => new Response(text, { status, headers });
    const broken = () => {
      const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('gone')) });
      return new Response(body, { headers });
    };
    it.each(responses)('%s, and says so behind what else there is', async (_, response, expected) => {
      expect(await prepare(response).facts).toMatchObject(expected);
    });

    it('takes too long, and says so all the same', async () => {
      const { facts, deadlines } = prepare(() => new Response(new ReadableStream(), { headers }));
      await quiet();
      deadlines.expire();
      expect(await facts).toMatchObject({
        state: 'unavailable',
        problems: [{ code: 'policy-timeout' }, note],
      });
    });
  });

  const durations = [
    [2000, [], 'two seconds are in time for everybody'],
    [2001, [{ code: 'policy-slow', parameters: { seconds: 2 } }], 'more is not'],
    [4321, [{ code: 'policy-slow', parameters: { seconds: 4.3 } }], 'said to a tenth'],
  ] as const;
  it.each(durations)('after %i ms has the problems %j: %s', async (milliseconds, problems) => {
    const clock = fakeClock();
    const slow = () => {
      clock.advance(milliseconds);
      return file(GOOD)();
    };
    expect(await prepare(slow, { now: clock.now }).facts).toMatchObject({ state: 'found', problems });
  });

  it.each<[what: string, mediaType: string, kept: string, problems: readonly string[]]>([
    ['as long as one can be', `text/${'x'.repeat(250)}`, `text/${'x'.repeat(250)}`, ['policy-media-type']],
    ['one longer', `text/${'x'.repeat(251)}`, `text/${'x'.repeat(250)}…`, ['policy-media-type']],
    ['of 150 kB', `text/${'x'.repeat(150_000)}`, `text/${'x'.repeat(250)}…`, ['policy-media-type']],
    [
      'that is none for what comes behind',
      `text/plain${' '.repeat(300)}x`,
      `text/plain${' '.repeat(245)}…`,
      ['policy-media-type'],
    ],
    [
      'with parameters, which nobody reads',
      `text/plain; x=${'y'.repeat(150_000)}`,
      `text/plain; x=${'y'.repeat(241)}…`,
      [],
    ],
  ])('with a media type %s is kept to a length that can be stored', async (_, mediaType, kept, problems) => {
    const answer = () => new Response(GOOD, { headers: { 'content-type': mediaType } });
    const facts = await prepare(answer).facts;
    expect(facts).toMatchObject({
      state: 'found',
      mediaType: kept,
      problems: problems.map((code) => ({ code })),
    });
  });

  /** A valid policy of exactly so many bytes. */
  const ofSize = (size: number) => {
    const filler = GOOD.length + 'x: \n'.length;
    return `${GOOD}x: ${'y'.repeat(size - filler)}\n`;
  };
  const sizes = [
    [10 * 1024, [], 'what chasquid reads'],
    [10 * 1024 + 1, [{ code: 'policy-large', parameters: { kilobytes: 11 } }], 'one byte more'],
    [KIB_64, [{ code: 'policy-large', parameters: { kilobytes: 64 } }], 'exactly 64 KiB is not too large'],
  ] as const;
  it.each(sizes)('of %i bytes is found with the problems %j: %s', async (size, problems) => {
    const facts = await prepare(file(ofSize(size))).facts;
    expect(facts).toMatchObject({ state: 'found', text: ofSize(size) });
    const known = [{ code: 'policy-unknown-field', parameters: { key: 'x' } }, ...problems];
    expect(facts).toHaveProperty(
      'problems',
      known.map((problem) => expect.objectContaining(problem)),
    );
  });

  it('of 64 KiB and one byte is too large, and the rest is not read', async () => {
    const pieces = [bytes(ofSize(KIB_64)), bytes('\n'), bytes('never read')];
    const { body, seen } = stream(pieces);
    expect(await prepare(() => new Response(body, TEXT_PLAIN)).facts).toEqual({
      state: 'invalid',
      problems: [{ code: 'policy-too-large', parameters: {} }],
      text: null,
      mediaType: 'text/plain',
      fetchedAt: NOW,
      tookMs: 0,
    });
    expect(seen).toEqual({ chunks: 2, isCancelled: true });
  });
});

describe('a status', () => {
  const refused = [201, 202, 203, 204, 205, 206, 304, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503, 504];
  it.each(refused)('of %i is not 200, whatever the body', async (status) => {
    const body = [204, 205, 304].includes(status) ? null : GOOD;
    expect(await prepare(() => new Response(body, { ...TEXT_PLAIN, status })).facts).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'policy-status', parameters: { status } }],
      text: null,
    });
  });

  it('that is not 200 lets go of the body', async () => {
    const { body, seen } = stream([bytes('a'), bytes('b')]);
    await prepare(() => new Response(body, { status: 404 })).facts;
    expect(seen).toEqual({ chunks: 0, isCancelled: true });
  });

  it('that is not 200 with a body that already broke off is that status and nothing more', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('lost')) });
    const { facts } = prepare(() => new Response(body, { status: 503 }));
    expect(await facts).toMatchObject({ problems: [{ code: 'policy-status' }] });
    // A rejection that nobody handles would fail the run.
    await quiet();
  });
});

describe('a redirect', () => {
  const location = 'https://www.example.com/.well-known/mta-sts.txt';
  const problem = (target: string) => ({ code: 'policy-redirect', parameters: { target } });

  it.each([301, 302, 303, 307, 308])('of Node with %i names its target', async (status) => {
    const answering = () => new Response(null, { status, headers: { location } });
    expect(await prepare(answering).facts).toMatchObject({ state: 'invalid', problems: [problem(location)] });
  });

  it('of Node to a path names the whole address', async () => {
    const answering = () => new Response(null, { status: 302, headers: { location: '/a.txt' } });
    expect(await prepare(answering).facts).toMatchObject({ problems: [problem(`https://${HOST}/a.txt`)] });
  });

  it('of Node without a Location has no target', async () => {
    const answering = () => new Response(null, { status: 302 });
    expect(await prepare(answering).facts).toMatchObject({ problems: [problem('')] });
  });

  it('of a browser is opaque, and its target is what was observed', async () => {
    const { observe, seen } = observing(never(), location);
    expect(await prepare(opaqueRedirect, { observe }).facts).toMatchObject({
      state: 'invalid',
      problems: [problem(location)],
      text: null,
    });
    expect(seen).toEqual({ urls: [URL_OF_EXAMPLE], isStopped: true });
  });

  it('that offers a choice (300) is one: there is no policy here', async () => {
    const answering = () => new Response(null, { status: 300, headers: { location } });
    expect(await prepare(answering).facts).toMatchObject({ problems: [problem(location)] });
  });

  it('of a browser to what no request can go to has no target', async () => {
    const { observe } = observing(Promise.resolve('net::ERR_UNSAFE_REDIRECT'));
    expect(await prepare(breaks, { observe }).facts).toMatchObject({ problems: [problem('')] });
  });

  it('of a browser that does not tell where to in time has no target', async () => {
    const { facts, deadlines } = prepare(opaqueRedirect, { observe: observing(never()).observe });
    await quiet();
    deadlines.expire(1000);
    expect(await facts).toMatchObject({ problems: [problem('')] });
  });

  it('of a browser that nobody observed has no target', async () => {
    expect(await prepare(opaqueRedirect).facts).toMatchObject({ problems: [problem('')] });
  });
});

describe('a failure', () => {
  const words: readonly (readonly [said: string, state: string, code: string])[] = [
    ['net::ERR_CERT_DATE_INVALID', 'invalid', 'policy-certificate-expired'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'invalid', 'policy-certificate-wrong-name'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'invalid', 'policy-certificate-untrusted'],
    ['Das Zertifikat ist abgelaufen.', 'invalid', 'policy-tls'],
    ['NS_ERROR_CONNECTION_REFUSED', 'invalid', 'policy-refused'],
    ['net::ERR_CONNECTION_RESET', 'invalid', 'policy-connection-lost'],
    ['net::ERR_NAME_NOT_RESOLVED', 'invalid', 'policy-host-no-address'],
    // What may lie on this side is not known of the host.
    ['net::ERR_TIMED_OUT', 'unavailable', 'policy-timeout'],
    ['net::ERR_INTERNET_DISCONNECTED', 'unavailable', 'policy-unreachable'],
  ];
  it.each(words)('that the browser calls %s is %s: %s', async (said, state, code) => {
    const { observe, seen } = observing(Promise.resolve(said));
    // The browser's words are shown where no code says more.
    const isShown = code === 'policy-tls' || code === 'policy-unreachable';
    const problems = [{ code, parameters: isShown ? { host: HOST, detail: said } : { host: HOST } }];
    expect(await prepare(breaks, { observe }).facts).toMatchObject({ state, problems });
    expect(seen.isStopped).toBe(true);
  });

  it('that the browser explains a moment later still has its reason', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { facts } = prepare(breaks, { observe: observing(promise).observe });
    await quiet();
    resolve('net::ERR_CONNECTION_REFUSED');
    expect(await facts).toMatchObject({ problems: [{ code: 'policy-refused' }] });
  });

  it('that the browser never explains is not waited for', async () => {
    const { facts, deadlines } = prepare(breaks, { observe: observing(never()).observe });
    await quiet();
    expect(deadlines.lengths()).toEqual([POLICY_DEADLINE_MS, 1000]);
    deadlines.expire(1000);
    expect(await facts).toEqual({
      state: 'unavailable',
      problems: [{ code: 'policy-unreachable', parameters: { host: HOST, detail: '' } }],
    });
  });

  it('that is status 407 for Chromium is that status', async () => {
    const { observe } = observing(Promise.resolve('net::ERR_UNEXPECTED_PROXY_AUTH'));
    expect(await prepare(breaks, { observe }).facts).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'policy-status', parameters: { status: 407 } }],
    });
  });

  const brokenBody = (headers: Record<string, string>) => () =>
    new Response(
      new ReadableStream({ start: (controller) => controller.error(new TypeError('Decoding failed.')) }),
      {
        headers,
      },
    );
  it('of a body that Firefox has and cannot decode is the fault of the host', async () => {
    const { observe, seen } = observing(Promise.resolve(null));
    const { facts, deadlines } = prepare(brokenBody({ 'content-encoding': 'gzip' }), { observe });
    expect(await facts).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'policy-http', parameters: { host: HOST, detail: 'Content-Encoding: gzip' } }],
    });
    expect(deadlines.lengths()).toEqual([POLICY_DEADLINE_MS, 1000]);
    expect(seen.isStopped).toBe(true);
  });

  const notDecoding: readonly (readonly [
    why: string,
    headers: Record<string, string>,
    said: Promise<string | null>,
  ])[] = [
    ['nothing was encoded', {}, Promise.resolve(null)],
    ['the browser names another reason', { 'content-encoding': 'gzip' }, Promise.resolve('NS_ERROR_OFFLINE')],
    ['the browser names none that is known', { 'content-encoding': 'gzip' }, Promise.resolve('')],
  ];
  it.each(notDecoding)('of a body could have any reason where %s', async (_, headers, said) => {
    const { observe } = observing(said);
    expect(await prepare(brokenBody(headers), { observe }).facts).toMatchObject({
      state: 'unavailable',
      problems: [{ code: 'policy-unreachable' }],
    });
  });

  it('before any response, though the browser takes the request for complete, could have any reason', async () => {
    const { observe } = observing(Promise.resolve(null));
    expect(await prepare(breaks, { observe }).facts).toMatchObject({ state: 'unavailable' });
  });

  const causes = [
    ['ECONNREFUSED', 'policy-refused'],
    ['CERT_HAS_EXPIRED', 'policy-certificate-expired'],
  ] as const;
  it.each(causes)('of Node has %s as the code of its cause: %s', async (code, problem) => {
    const cause = Object.assign(new Error('connect'), { code });
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause }));
    expect(await prepare(failing).facts).toMatchObject({ problems: [{ code: problem }] });
  });

  it.each([
    ['without a cause', new TypeError('Failed to fetch')],
    ['that is no error at all', 'no'],
  ])('%s could have any reason', async (_, error) => {
    const { facts } = prepare(() => Promise.reject(error));
    expect(await facts).toMatchObject({ state: 'unavailable', problems: [{ code: 'policy-unreachable' }] });
  });

  it('in the middle of the body has its reason too', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('lost')) });
    const { observe } = observing(Promise.resolve('net::ERR_INCOMPLETE_CHUNKED_ENCODING'));
    const { facts } = prepare(() => new Response(body, TEXT_PLAIN), { observe });
    expect(await facts).toMatchObject({ state: 'invalid', problems: [{ code: 'policy-connection-lost' }] });
  });
});

describe('a host that is too slow', () => {
  const timedOut = {
    state: 'unavailable',
    problems: [{ code: 'policy-timeout', parameters: { host: HOST } }],
  };
  const rows: readonly (readonly [why: string, answering: () => Response | Promise<Response>])[] = [
    ['no response, and the abort is not heeded', hangs],
    ['a body that never ends', () => new Response(new ReadableStream(), TEXT_PLAIN)],
  ];
  it.each(rows)('%s', async (_, answering) => {
    const { observe, seen } = observing(never());
    const { facts, deadlines } = prepare(answering, { observe });
    await quiet();
    deadlines.expire(POLICY_DEADLINE_MS);
    expect(await facts).toEqual(timedOut);
    expect(seen.isStopped).toBe(true);
  });
});

describe('servingProblems', () => {
  const rows: readonly (readonly [mediaType: string | null, problem: unknown[], why: string])[] = [
    ['text/plain', [], 'as it should be'],
    ['text/plain; charset=utf-8', [], 'parameters are ignored'],
    ['Text/Plain ;charset=iso-8859-1', [], 'in any case, with space'],
    ['text/html', [{ code: 'policy-media-type', parameters: { mediaType: 'text/html' } }], 'another'],
    [
      'application/octet-stream; x=y',
      [{ code: 'policy-media-type', parameters: { mediaType: 'application/octet-stream' } }],
      'named without parameters',
    ],
    [
      'text/plainly',
      [{ code: 'policy-media-type', parameters: { mediaType: 'text/plainly' } }],
      'only alike',
    ],
    [null, [{ code: 'policy-no-media-type', parameters: {} }], 'none'],
    ['', [{ code: 'policy-no-media-type', parameters: {} }], 'an empty one'],
    [';charset=utf-8', [{ code: 'policy-no-media-type', parameters: {} }], 'parameters of nothing'],
  ];
  it.each(rows)('%j', (mediaType, problems) => {
    expect(servingProblems(mediaType, 100)).toEqual(problems);
  });

  it.each([
    [10 * 1024, []],
    [10 * 1024 + 1, [{ code: 'policy-large', parameters: { kilobytes: 11 } }]],
  ])('%i bytes, of which some senders read 10 KiB', (size, problems) => {
    expect(servingProblems('text/plain', size)).toEqual(problems);
  });
});
