import { type StepRecord, type SteppedWith, type StepText } from '../../steps.ts';
import { parseDomainName } from '../../names/domain-name.ts';
import { dmarcNameOf } from './walk.ts';

/** The record of the domain, in the place of what is there. */
export function ownRecord(
  value: string,
  replaces: readonly string[],
  { policyDomain, registrableOf }: SteppedWith,
): StepText {
  const record: StepRecord = {
    ownerName: dmarcNameOf(policyDomain),
    zone: registrableOf(policyDomain) ?? policyDomain,
    value,
    replaces,
    separator: ';',
  };
  return { kind: 'record', record };
}

/** The record by which a host takes reports about a domain (RFC 9990 §4), for whoever runs it. */
export function permission(ownerName: string, host: string, { registrableOf }: SteppedWith): StepText {
  const name = parseDomainName(host);
  const zone = name === null ? null : registrableOf(name);
  return {
    kind: 'record',
    record: { ownerName, zone, value: 'v=DMARC1;', replaces: [], separator: ';' },
  };
}
