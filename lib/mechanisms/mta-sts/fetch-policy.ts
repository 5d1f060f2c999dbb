import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import type { DomainName } from '../../names/domain-name.ts';
import type { Problem } from '../../problem.ts';
import { beforeDeadline } from '../../network/deadline.ts';
import { readAtMost } from '../../network/read-body.ts';
import { fetchFailure } from './fetch-failure.ts';
import { asksForReports } from './network-error-logging.ts';
import { policyUrlOf, policyHostOf } from './policy-host.ts';
import { redirectTarget } from './redirect-target.ts';
import { judge, MAX_POLICY_BYTES, type PolicyFacts } from './served-policy.ts';

/** The longest type and subtype with the slash between (RFC 6838 §4.2). */
const MAX_MEDIA_TYPE = 255;
export const POLICY_DEADLINE_MS = 10_000;
/** How long the browser's explanation may come behind what it explains: events and answers go separate ways. */
const EXPLANATION_MS = 1000;

/** What the browser saw of a request of ours, beyond what `fetch` tells. */
export interface Observation {
  /** Settles with the browser's words for the failure, once it has failed; with null once the browser takes it for complete. */
  readonly failure: Promise<string | null>;
  /** Settles with where a redirect leads to, once the headers of the response were seen; with "" where they name nothing. */
  readonly redirect: Promise<string>;
  readonly stop: () => void;
}

export interface FetchDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970 UTC; goes on evenly, whatever is done to the clock of the machine in the middle. */
  readonly now: () => number;
  readonly deadline: (milliseconds: number) => AbortSignal;
  /** Starts to watch the requests to a URL; absent where nothing can be watched. */
  readonly observe?: (url: string) => Observation;
}

/**
 * Reads the policy file of a domain (RFC 8461 §3.3): status 200 alone, no redirect followed, no HTTP cache, 64 KiB,
 * 10 seconds. Permission is the caller's matter. Never rejects: what stood in the way is the first problem.
 */
export async function fetchPolicy(policyDomain: DomainName, deps: FetchDeps): Promise<PolicyFacts> {
  const url = policyUrlOf(policyDomain);
  const host = policyHostOf(policyDomain);
  const signal = deps.deadline(POLICY_DEADLINE_MS);
  const observation = deps.observe?.(url);
  const startedAt = deps.now();
  const fetched = (mediaType: string | null = null) => ({
    mediaType,
    fetchedAt: deps.now(),
    tookMs: deps.now() - startedAt,
  });
  // What the headers do to the browser, whatever they do to the policy.
  const beside: Problem<StsProblemCode>[] = [];
  const invalid = (problem: Problem<StsProblemCode>, mediaType: string | null = null): PolicyFacts => ({
    state: 'invalid',
    problems: [problem, ...beside],
    text: null,
    ...fetched(mediaType),
  });

  let encoding: string | null = null;
  try {
    const request = deps.fetch(url, {
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const response = await beforeDeadline(signal, request);
    if (asksForReports(response.headers)) beside.push({ code: 'policy-host-nel', parameters: { host } });
    const redirect = await redirectOf(response, url, observation, deps);
    // A body that nobody reads would hold its connection until the deadline.
    if (redirect !== null || response.status !== 200) response.body?.cancel().catch(() => undefined);
    if (redirect !== null) return invalid({ code: 'policy-redirect', parameters: { target: redirect } });
    if (response.status !== 200)
      return invalid({ code: 'policy-status', parameters: { status: response.status } });
    const mediaType = cut(response.headers.get('content-type'));
    encoding = response.headers.get('content-encoding');
    const bytes = await beforeDeadline(signal, readAtMost(response, MAX_POLICY_BYTES));
    if (bytes === null) return invalid({ code: 'policy-too-large', parameters: {} }, mediaType);
    const facts = judge(bytes, fetched(mediaType));
    return { ...facts, problems: [...facts.problems, ...beside] };
  } catch (error) {
    if (signal.aborted) {
      const timeout: Problem<StsProblemCode> = { code: 'policy-timeout', parameters: { host } };
      return { state: 'unavailable', problems: [timeout, ...beside] };
    }
    const words = await wordsFor(error, observation, deps);
    // For Firefox a response is complete when its bytes are there, whether or not they can be decoded.
    const { code, detail } =
      words === null && encoding !== null
        ? { code: 'policy-http' as const, detail: `Content-Encoding: ${encoding.slice(0, 100)}` }
        : fetchFailure(words ?? '');
    const values: Problem['parameters'] = { host, detail, target: '', status: 407 };
    const parameters = STS_PROBLEMS[code].parameters.map((name) => [name, values[name] ?? '']);
    const problem: Problem<StsProblemCode> = { code, parameters: Object.fromEntries(parameters) };
    return code === 'policy-timeout' || code === 'policy-unreachable'
      ? { state: 'unavailable', problems: [problem, ...beside] }
      : invalid(problem);
  } finally {
    observation?.stop();
  }
}

/** A media type of a length that can be kept; one that is longer, with a mark that keeps it from being taken for what is left of it. */
function cut(mediaType: string | null): string | null {
  return mediaType && mediaType.length > MAX_MEDIA_TYPE
    ? `${mediaType.slice(0, MAX_MEDIA_TYPE)}…`
    : mediaType;
}

/** Where the response redirects to, "" where that is not told, or null where it does not redirect. */
async function redirectOf(
  response: Response,
  url: string,
  observation: Observation | undefined,
  deps: FetchDeps,
): Promise<string | null> {
  // Browsers hide a redirect that is not followed; Node hands it over as it is.
  if (response.type === 'opaqueredirect') return observation ? told(observation.redirect, deps) : '';
  const isRedirect = response.status >= 300 && response.status < 400 && response.status !== 304;
  return isRedirect ? redirectTarget(response.headers.get('location') ?? '', url) : null;
}

/** Node names the cause in the error; in a browser only an observer is told. Null: the browser saw no failure. */
async function wordsFor(
  error: unknown,
  observation: Observation | undefined,
  deps: FetchDeps,
): Promise<string | null> {
  if (!observation) return codeOf(error instanceof Error ? error.cause : null);
  return told(observation.failure, deps);
}

/** What the browser tells, or "" where it has not told it in time. */
async function told<Words>(words: Promise<Words>, deps: FetchDeps): Promise<Words | ''> {
  return beforeDeadline(deps.deadline(EXPLANATION_MS), words).catch(() => '' as const);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
