import type { Assessment } from '../check/assessment.ts';
import { isIpAddress, MAX_NAME_LENGTH, parseDomainName } from '../names/domain-name.ts';
import { policyHostOf } from '../mechanisms/mta-sts/policy-host.ts';
import type { ImpossibleReason, Parameters } from './codes.ts';
import { hostNameOf } from './host-names.ts';

/** Why nothing can be proposed; the sentence says what to do instead. */
export interface Impossible {
  readonly state: 'impossible';
  readonly reason: ImpossibleReason;
  readonly parameters: Parameters;
}

export function impossible(reason: ImpossibleReason, parameters: Parameters = {}): Impossible {
  return { state: 'impossible', reason, parameters };
}

/**
 * What stands in the way of any policy that protects mail, or null: the domain receives none (RFC 7505, RFC 5321
 * §5.1), its servers are not known, none can be reached, or one has a name that no mx line can hold (RFC 8461 §3.2).
 * A policy that left that server out would have mail to it refused, so it is named rather than passed over.
 */
export function obstacleOf({ mx }: Pick<Assessment, 'mx'>): Impossible | null {
  if (mx.state === 'pending') return impossible('mx-pending');
  if (mx.state === 'unavailable') return impossible('mx-unknown', { reason: mx.reason });
  if (mx.state === 'absent') return impossible(NO_MAIL[mx.reason]);
  for (const { name } of mx.hosts) if (hostNameOf(name) === null) return faultOfName(name);
  return mx.hosts.every(({ address }) => address === 'absent') ? impossible('mx-unreachable') : null;
}

/** A record's name that DNS cannot hold: `_mta-sts.<policy domain>` beyond 253 characters. */
export function lengthObstacleOf({ policyDomain }: Pick<Assessment, 'policyDomain'>): Impossible | null {
  const longest = `_${policyHostOf(policyDomain)}`;
  return longest.length > MAX_NAME_LENGTH ? impossible('name-too-long', { host: longest }) : null;
}

const NO_MAIL = {
  'null-mx': 'null-mx',
  nxdomain: 'no-such-domain',
  'no-address': 'no-mail-server',
} as const satisfies Record<string, ImpossibleReason>;

function faultOfName(host: string): Impossible {
  // oxlint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(host)) {
    const aLabels = parseDomainName(host);
    return aLabels === null
      ? impossible('mx-not-a-host-name', { host })
      : impossible('mx-u-label', { host, aLabels });
  }
  if (isIpAddress(host)) return impossible('mx-ip-address', { host });
  return impossible(host.includes('_') ? 'mx-underscore' : 'mx-not-a-host-name', { host });
}
