import { ALL, REPORT_RECORDS, type MechanismName } from '../mechanisms.ts';

/** What the guide publishes for a domain that takes mail, and for no other: the policy, and the records that tell where to report about it. */
const OF_MAIL: ReadonlySet<string> = new Set(['mta-sts', ...REPORT_RECORDS.map(({ name }) => name)]);

/** The mechanisms for which the guide has something to publish or to do: these, and those with steps of their own. */
const GUIDED: ReadonlySet<string> = new Set([
  ...OF_MAIL,
  ...ALL.filter(({ steps }) => steps).map(({ name }) => name),
]);

const ALL_NAMES = ALL.map(({ name }) => name as MechanismName);

/** True where the guide has something to say of a mechanism for a domain that takes mail, or takes none. Pure. */
export function isGuided(name: MechanismName, takesMail: boolean): boolean {
  return GUIDED.has(name) && (takesMail || !OF_MAIL.has(name));
}

/** What stands before the name of a mechanism in the address that leads to its steps. */
const PREFIX = 'guide-';

/** The id of the steps of a mechanism within the report. */
export function guidePlace(name: MechanismName): string {
  return `${PREFIX}${name}`;
}

/** The mechanism whose steps an id leads to; null where it leads to none. Pure. */
export function guidedBy(id: string): MechanismName | null {
  return ALL_NAMES.find((name) => GUIDED.has(name) && guidePlace(name) === id) ?? null;
}
