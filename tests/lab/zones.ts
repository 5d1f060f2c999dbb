import type { World, ZoneRecord } from './description/types.ts';

/** A zone of the lab: its apex without the final dot (the root is the empty string) and its records without SOA and NS. */
export interface Zone {
  apex: string;
  records: readonly ZoneRecord[];
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
  const published = world.domains.filter(({ records }) => records.length > 0).map(({ domain }) => domain);
  const tops = published.filter((domain) => !published.some((other) => isBelow(domain, other)));
  const apexes = [...tops, ...world.support.map(({ apex }) => apex), 'test', ''];
  const records = new Map<string, ZoneRecord[]>(apexes.map((apex) => [apex, []]));
  for (const record of [...world.domains, ...world.support].flatMap((part) => part.records)) {
    records.get(apexFor(record.name, apexes))?.push(record);
  }
  return apexes.map((apex) => ({ apex, records: records.get(apex) ?? [] }));
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
