import type { Signing, World, ZoneRecord } from './description/types.ts';

/** What leads from a zone to one below. */
export type Delegation = Pick<Zone, 'apex' | 'signing'>;

/** A zone of the lab: its apex without the final dot (the root is the empty string) and its records without SOA and NS. */
export interface Zone {
  apex: string;
  records: readonly ZoneRecord[];
  signing: Signing;
  /** The zones right below; what fails is one of its own, since a resolver that has proof that there is nothing would not ask. */
  children: readonly Delegation[];
}

/** What every zone says about itself. */
export const SOA = {
  mname: 'ns.lab.test',
  rname: 'hostmaster.lab.test',
  serial: 1,
  refresh: 3600,
  retry: 600,
  expire: 86_400,
  /** How long a negative answer may be kept, in seconds. */
  minimum: 60,
};

/**
 * The zones of a world: one per domain that publishes anything, the providers' own, and `test` and the root above them, so that
 * every other name is known not to exist and no question has to leave the lab.
 */
export function zonesOf(world: World): readonly Zone[] {
  const published = world.domains.filter(({ records }) => records.length > 0);
  const tops = published.filter(({ domain }) => !published.some((other) => isBelow(domain, other.domain)));
  const described: (Pick<Zone, 'apex'> & { signing?: Signing })[] = [
    ...tops.map(({ domain, signing }) => ({ apex: domain, ...(signing && { signing }) })),
    ...world.support,
    // The zones above the domains are in order, so that these can be.
    { apex: 'test', signing: { zone: 'secure' } },
    { apex: '', signing: { zone: 'secure' } },
  ];
  const zones = described.map(({ apex, signing = { zone: 'insecure' } }) => ({
    apex,
    signing,
    records: [] as ZoneRecord[],
    children: [] as Delegation[],
  }));
  const apexes = zones.map(({ apex }) => apex);
  const byApex = new Map(zones.map((zone) => [zone.apex, zone]));
  for (const record of [...world.domains, ...world.support].flatMap((part) => part.records))
    byApex.get(apexFor(record.name, apexes))?.records.push(record);
  const failing = failingNames(world).map((apex): Delegation => ({ apex, signing: { zone: 'insecure' } }));
  for (const child of [...zones, ...failing]) {
    const above = apexes.filter((apex) => isBelow(child.apex, apex) && apex !== child.apex);
    if (child.apex !== '') byApex.get(apexFor(child.apex, above))?.children.push(child);
  }
  return zones;
}

/** Every name that, with all below it, answers SERVFAIL. */
export function failingNames(world: World): readonly string[] {
  return world.domains.flatMap(({ servfail }) => servfail);
}

/** Whether `name` is `ancestor` or lies below it; every name lies below the root, the empty string. */
export function isWithin(name: string, ancestor: string): boolean {
  return name === ancestor || isBelow(name, ancestor);
}

/** The apex of the zone that holds `name`: the longest that fits. */
export function apexFor(name: string, apexes: readonly string[]): string {
  return apexes.filter((apex) => isWithin(name, apex)).reduce((a, b) => (b.length > a.length ? b : a), '');
}

function isBelow(name: string, ancestor: string): boolean {
  return ancestor === '' || name.endsWith(`.${ancestor}`);
}
