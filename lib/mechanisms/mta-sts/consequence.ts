/**
 * What a sender that supports MTA-STS does with mail to one server (RFC 8461 §5): delivers only over verified TLS;
 * refuses to deliver; delivers and reports failures of TLS; delivers and reports the server itself as not in the policy;
 * delivers as if there were no MTA-STS; cannot connect at all, since the server has no address; or we could not know.
 */
export const CONSEQUENCES = [
  'verified',
  'refused',
  'tested',
  'reported',
  'unprotected',
  'unreachable',
  'unknown',
] as const;

export type Consequence = (typeof CONSEQUENCES)[number];
