import { ALL, type MechanismName } from '../mechanisms.ts';

/** The mechanisms for which the guide has something to publish or to do: a policy, a record that tells where to report, or steps of their own. */
export const GUIDED: ReadonlySet<MechanismName> = new Set([
  'mta-sts',
  ...ALL.filter(({ steps, record }) => steps || record).map(({ name }) => name as MechanismName),
]);

/** What stands before the name of a mechanism in the address that leads to its steps. */
const PREFIX = 'guide-';

/** The id of the steps of a mechanism within the report. */
export function guidePlace(name: MechanismName): string {
  return `${PREFIX}${name}`;
}

/** The mechanism whose steps an id leads to; null where it leads to none. Pure. */
export function guidedBy(id: string): MechanismName | null {
  return [...GUIDED].find((name) => guidePlace(name) === id) ?? null;
}
