import type { ParkedOf } from '../../steps.ts';
import type { MxParts } from './facts.ts';

/** A null MX, alone and with preference 0 (RFC 7505 §3). Where there is no MX at all, the domain's own address may receive mail (RFC 5321 §5.1). Pure. */
export const mxParked: ParkedOf<MxParts> = ({ mx }, { policyDomain }) => {
  if (mx.state === 'pending' || mx.state === 'unavailable') return { says: 'unknown', changes: null };
  if (mx.state === 'absent' && mx.reason === 'nxdomain') return null;
  const record = (preference: number, host: string) =>
    ({ ownerName: policyDomain, type: 'MX', data: `${preference} ${host}.` }) as const;
  const hosts = mx.state === 'found' && !mx.implicit ? mx.hosts : [];
  const replaces = [
    ...hosts.map(({ preference, name }) => record(preference, name)),
    ...mx.nullPreferences
      .filter((preference) => preference !== 0)
      .map((preference) => record(preference, '')),
  ];
  const publish = mx.nullPreferences.includes(0) ? null : record(0, '');
  const isNull = mx.state === 'absent' && mx.reason === 'null-mx';
  return {
    says: mx.state === 'found' ? 'mail' : isNull ? 'no-mail' : 'nothing',
    changes: publish === null && replaces.length === 0 ? [] : [{ publish, replaces }],
  };
};
