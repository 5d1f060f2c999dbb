import { Buffer } from 'node:buffer';
import dnsPacket, { type Answer } from 'dns-packet';
import { expect, onTestFinished } from 'vitest';
import type { RecordType } from '../../lib/dns/lookup.ts';
import { DEFAULT_RESOLVER } from '../../lib/dns/resolver.ts';
import { a, aaaa, encodeReply, mx, soa, txt, type Question, type Reply } from './dns-wire.ts';
import { never } from './time.ts';

type Answering<T> = (about: T) => Response | Promise<Response>;

/** One request as it reached the network. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  /** The question in it, where it went to the resolver. */
  readonly question: Question | null;
}

export interface Prepared {
  /** By name and type: `'example.com MX'`; `'*.example.com MX'` for names there that are not prepared themselves. */
  readonly dns?: Readonly<Record<string, Answering<Question>>>;
  /** By URL. */
  readonly files?: Readonly<Record<string, Answering<string>>>;
  readonly resolverUrl?: string;
}

/**
 * A network in which only what was prepared exists. Anything else is refused, and fails the test even where the code
 * under test swallows the refusal.
 */
export function fakeNetwork({ dns = {}, files = {}, resolverUrl = DEFAULT_RESOLVER.url }: Prepared) {
  const sent: Sent[] = [];
  const refused: string[] = [];
  onTestFinished(() =>
    expect(
      refused,
      'asked of the network, and not prepared, in HEALTHY (tests/support/deps.ts) or in the test',
    ).toEqual([]),
  );
  const refuse = (what: string): never => {
    refused.push(what);
    throw new Error(`Not prepared: ${what}`);
  };
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = typeof input === 'string' ? input : refuse('a request that is no string');
    // A file of the extension itself comes from no network.
    if (url.startsWith('chrome-extension://')) return new Response(null, { status: 404 });
    const question = url.startsWith(`${resolverUrl}?dns=`) ? questionOf(url) : null;
    sent.push({ url, init, question });
    if (!question) return (files[url] ?? refuse(url))(url);
    const key = `${question.name} ${question.type}`;
    const wildcard = `*${question.name.slice(question.name.indexOf('.'))} ${question.type}`;
    return (dns[key] ?? dns[wildcard] ?? refuse(key))(question);
  };
  return {
    fetch,
    sent,
    /** `'example.com MX'`, in the order in which they were asked. */
    questions: () => sent.flatMap(({ question }) => (question ? [`${question.name} ${question.type}`] : [])),
    /** Those with CD alone. */
    unchecked: () =>
      sent.flatMap(({ question }) => (question?.isUnchecked ? [`${question.name} ${question.type}`] : [])),
    /** The URLs of everything but DNS. */
    fetched: () => sent.flatMap(({ url, question }) => (question ? [] : [url])),
  };
}

function questionOf(url: string): Question {
  const bytes = Buffer.from(new URL(url).searchParams.get('dns') ?? '', 'base64url');
  const { questions, flags = 0 } = dnsPacket.decode(bytes);
  const [question] = questions ?? [];
  if (!question) throw new Error('A DoH request without a question.');
  const isUnchecked = (flags & dnsPacket.CHECKING_DISABLED) !== 0;
  return { name: question.name, type: question.type as RecordType, ...(isUnchecked && { isUnchecked }) };
}

/** The HTTP response around the bytes of a DNS message. */
export function dohResponse(
  bytes: Uint8Array,
  {
    status = 200,
    mediaType = 'application/dns-message',
    age,
  }: { status?: number; mediaType?: string; age?: string } = {},
): Response {
  const headers = { 'content-type': mediaType, ...(age !== undefined && { age }) };
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
}

export const reply = (content: Reply) => (question: Question) => dohResponse(encodeReply(question, content));
/** An answer that the resolver validated. */
export const signed =
  (...answers: readonly Answer[]) =>
  (question: Question) =>
    reply({ answers, authentic: true })(question);
/** A no that it validated. */
export const signedNodata = (question: Question) =>
  reply({ authorities: [proof(question)], authentic: true })(question);
/** What fails validation: SERVFAIL, and with CD whatever is there. */
export const bogus =
  (unchecked: (question: Question) => Response, extendedErrors: Reply['extendedErrors'] = []) =>
  (question: Question) =>
    question.isUnchecked ? unchecked(question) : reply({ rcode: 'SERVFAIL', extendedErrors })(question);
export const texts =
  (...records: readonly (string | readonly string[])[]) =>
  (question: Question) =>
    reply({ answers: records.map((record) => txt(question.name, record)) })(question);
export const servers =
  (...hosts: readonly (readonly [number, string])[]) =>
  (question: Question) =>
    reply({ answers: hosts.map(([preference, host]) => mx(question.name, preference, host)) })(question);
export const address = (question: Question) =>
  reply({ answers: [question.type === 'A' ? a(question.name) : aaaa(question.name)] })(question);
/** The SOA that proves a no about a name: that of its ending, which is the zone of any name that nobody else keeps. */
export const proof = ({ name }: Question) => soa(name.slice(name.lastIndexOf('.') + 1));
export const nodata = (question: Question) => reply({ authorities: [proof(question)] })(question);
export const nxdomain = (question: Question) =>
  reply({ rcode: 'NXDOMAIN', authorities: [proof(question)] })(question);
/** A no without proof, as blockers and careless servers send it. */
export const bareNodata = reply({});
export const bareNxdomain = reply({ rcode: 'NXDOMAIN' });
export const servfail = reply({ rcode: 'SERVFAIL' });
/** Never answers, and does not even heed the signal. */
export const hangs = () => never<Response>();
export const breaks = (): never => {
  throw new TypeError('Failed to fetch');
};

/** A policy file as a good host serves it. */
export const file =
  (body: string | Uint8Array, init: ResponseInit = { headers: { 'content-type': 'text/plain' } }) =>
  () =>
    new Response(body as string, init);

/** What a browser gives for a redirect that is not followed. */
export function opaqueRedirect(): Response {
  const response = { type: 'opaqueredirect', status: 0, ok: false, headers: new Headers(), body: null };
  return response as unknown as Response;
}

/** A body of so many chunks, and whether its reader let go of it. */
export function stream(chunks: Iterable<Uint8Array>) {
  const iterator = chunks[Symbol.iterator]();
  const seen = { chunks: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const { done, value } = iterator.next();
        if (done) controller.close();
        else {
          seen.chunks += 1;
          controller.enqueue(value);
        }
      },
      cancel: () => {
        seen.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}
