import type { Judgement } from '../../mechanism.ts';
import { isNeverAskedName } from '../../names/domain-name.ts';
import { Problems } from '../../problem.ts';
import type { MxParts } from './facts.ts';
import { MX_PROBLEMS, type MxProblemCode } from './problems.ts';

/** Whether mail gets anywhere, in one word each. */
export const MX_HEADLINES = {
  receives: { tone: 'good' },
  null: { tone: 'idle' },
  nxdomain: { tone: 'idle' },
  'no-address': { tone: 'idle' },
  // That no server has an address is a fault, which a null MX is not.
  unreachable: { tone: 'bad' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type MxHeadline = keyof typeof MX_HEADLINES;

/** Everything worth saying about the MX records by themselves. Pure. */
export function judgeMx({ mx }: MxParts): Judgement<MxHeadline, MxProblemCode> {
  const findings = new Problems(MX_PROBLEMS);
  if (mx.state === 'unavailable') findings.add('mx-unavailable', { reason: mx.reason });
  if (mx.state === 'absent') {
    if (mx.reason === 'null-mx') findings.add('mx-null');
    if (mx.nullPreferences.some((preference) => preference !== 0)) findings.add('mx-null-preference');
    if (mx.reason === 'nxdomain') findings.add('mx-domain-not-found');
    if (mx.reason === 'no-address') findings.add('mx-none');
  }
  if (mx.state === 'found') {
    if (mx.nullPreferences.length > 0) findings.add('mx-null-beside-others');
    if (mx.implicit) findings.add('mx-implicit');
    if (isUnreachable({ mx })) findings.add('mx-all-no-address', { count: mx.hosts.length });
    for (const { name: host, isHostName, address, aliasOf } of mx.hosts) {
      if (!isHostName) findings.add('mx-not-a-host-name', { host });
      else if (address === 'absent') findings.add('mx-no-address', { host });
      else if (address === 'unavailable') findings.add('mx-address-unavailable', { host });
      if (isNeverAskedName(host)) findings.add('mx-local-name', { host });
      if (aliasOf !== null) findings.add('mx-alias', { host, target: aliasOf });
    }
  }
  return { headline: headlineOf({ mx }), findings: findings.list };
}

function headlineOf({ mx }: MxParts): MxHeadline {
  if (mx.state === 'pending') return 'checking';
  if (mx.state === 'unavailable') return 'unknown';
  if (mx.state === 'absent') return mx.reason === 'null-mx' ? 'null' : mx.reason;
  return isUnreachable({ mx }) ? 'unreachable' : 'receives';
}

/** No server has an address that a sender could connect to. */
function isUnreachable({ mx }: MxParts): boolean {
  return mx.state === 'found' && mx.hosts.length > 0 && mx.hosts.every(({ address }) => address === 'absent');
}
