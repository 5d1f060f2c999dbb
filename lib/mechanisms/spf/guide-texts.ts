import type { SteppedWith, StepText } from '../../steps.ts';

/** The SPF record of the domain, in the place of what is there. */
export function ownRecord(
  value: string,
  replaces: readonly string[],
  { policyDomain, registrableOf }: SteppedWith,
): StepText {
  const zone = registrableOf(policyDomain) ?? policyDomain;
  return { kind: 'record', record: { ownerName: policyDomain, zone, value, replaces, separator: ' ' } };
}

/** Names in one line, the first few of them. */
export function inLine(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown}, …` : shown;
}
