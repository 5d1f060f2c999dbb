import type { World, ZoneRecord } from './world/types.ts';
import { apexFor, failingNames, isWithin, zonesOf } from './zones.ts';

/** What the world's DNS says to one question. */
export interface Resolution {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  /** The alias chain first, then the records asked for. */
  answers: readonly ZoneRecord[];
  /** Whose SOA belongs to a negative answer. */
  apex: string;
}

/** A chain longer than this is a loop, or as good as one. */
const LONGEST_CHAIN = 16;

/**
 * A resolver over the world, without a network: follows aliases through all zones, tells NXDOMAIN from "no such record", and fails
 * where the world says so. Names are compared without regard to case.
 */
export function createResolver(world: World): (name: string, type: string) => Resolution {
  const zones = zonesOf(world);
  const apexes = zones.map(({ apex }) => apex);
  const records = zones.flatMap((zone) => zone.records);
  const failing = failingNames(world);
  const names = new Set([...apexes, ...records.map(({ name }) => name)].flatMap(withAncestors));

  return (asked, type) => {
    const answers: ZoneRecord[] = [];
    let name = asked.toLowerCase();
    for (let hops = 0; hops <= LONGEST_CHAIN; hops++) {
      const apex = apexFor(name, apexes);
      if (failing.some((broken) => isWithin(name, broken))) return { rcode: 'SERVFAIL', answers: [], apex };
      const here = records.filter((record) => record.name === name);
      answers.push(...here.filter((record) => record.type === type));
      const alias = here.find((record) => record.type === 'CNAME');
      if (alias?.type !== 'CNAME' || type === 'CNAME') {
        return { rcode: names.has(name) ? 'NOERROR' : 'NXDOMAIN', answers, apex };
      }
      answers.push(alias);
      name = alias.data;
    }
    return { rcode: 'SERVFAIL', answers: [], apex: '' };
  };
}

/** A name exists where something lies below it, too (an empty non-terminal). */
function withAncestors(name: string): string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
