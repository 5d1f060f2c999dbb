import type { PolicyHost } from './types.ts';

/** A week: the max_age of every lab policy that has no reason for another, in seconds. */
export const WEEK_SECONDS = 604_800;

const TEXT_PLAIN = { 'content-type': 'text/plain; charset=utf-8' };

/** The fields of a policy that differ from a plain good one. */
export interface PolicyFields {
  mode?: string;
  maxAge?: number | string;
  mx: readonly string[];
}

/** The text of a policy in the usual order, with CRLF as the prose of RFC 8461 has it. */
export function policyText({ mode = 'enforce', maxAge = WEEK_SECONDS, mx }: PolicyFields): string {
  const lines = [
    'version: STSv1',
    `mode: ${mode}`,
    ...mx.map((pattern) => `mx: ${pattern}`),
    `max_age: ${maxAge}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** A policy host that answers `text` as it should; `differences` says where it does not. */
export function serves(text: string | Uint8Array, differences: Partial<PolicyHost> = {}): PolicyHost {
  const body = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    certificate: 'good',
    behaviour: 'answer',
    status: 200,
    headers: TEXT_PLAIN,
    body,
    delayMs: 0,
    ...differences,
  };
}
