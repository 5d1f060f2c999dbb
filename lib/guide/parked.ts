import type { Assessment } from '../check/assessment.ts';
import type { MechanismName } from '../mechanisms.ts';
import type { SteppedWith, ZoneRecord } from '../steps.ts';
import { txtRecordAt } from './dns-record.ts';
import type { LoadedSteps } from './load-steps.ts';

/** What the zone of a domain without mail still lacks. */
export interface ParkedZone {
  /**
   * `said`: the facts say that the domain has no mail; `open`: they say nothing of it, or are not all known; `mail`: something says that it has mail, which whoever publishes
   * this loses.
   */
  readonly state: 'said' | 'open' | 'mail';
  /** Lines of a zone file to be published. */
  readonly lines: readonly string[];
  /** Records that go, as such lines. */
  readonly replaced: readonly string[];
  /** The mechanisms of which nothing is proposed, since we could not know what is there. */
  readonly unknown: readonly MechanismName[];
}

/**
 * One block of zone lines for a domain without mail, of what each mechanism wants of it; null for a name that does not exist or is an alias. Nothing is said of whether the
 * domain has mail unless one mechanism says so, none says the opposite, and all are known. Pure.
 */
export function parkedZone(
  all: readonly Pick<LoadedSteps, 'name' | 'parkedOf'>[],
  assessment: Assessment,
  context: SteppedWith,
): ParkedZone | null {
  const told = all.flatMap(({ name, parkedOf }) =>
    parkedOf === null ? [] : [{ name, parked: parkedOf(assessment, context) }],
  );
  const known = told.flatMap(({ name, parked }) => (parked === null ? [] : [{ name, ...parked }]));
  if (known.length < told.length || known.length === 0) return null;
  const says = (wanted: (typeof known)[number]['says']) => known.some((each) => each.says === wanted);
  const isSaid = says('no-mail') && !says('unknown');
  const isUnknown = ({ changes }: (typeof known)[number]) =>
    changes === null || changes.some(({ publish }) => publish !== null && !isPrintable(publish));
  const changes = known.flatMap((each) => (isUnknown(each) ? [] : (each.changes ?? [])));
  return {
    state: says('mail') ? 'mail' : isSaid ? 'said' : 'open',
    lines: changes.flatMap(({ publish }) => (publish === null ? [] : [zoneLine(publish)])),
    replaced: changes.flatMap(({ replaces }) => replaces.map(zoneLine)),
    unknown: known.filter(isUnknown).map(({ name }) => name),
  };
}

/** A line is one line: what was kept of a stranger's record may hold anything. */
function isPrintable({ data }: ZoneRecord): boolean {
  return /^[\x20-\x7e]*$/.test(data);
}

function zoneLine({ ownerName, type, data }: ZoneRecord): string {
  return type === 'TXT' ? txtRecordAt(ownerName, null, data).zoneLine : `${ownerName}. IN ${type} ${data}`;
}
