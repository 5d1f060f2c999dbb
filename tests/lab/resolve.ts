import { createJudge, worstOf, type Security } from './dnssec/security.ts';
import type { World, ZoneRecord } from './description/types.ts';
import { apexFor, failingNames, isWithin, zonesOf } from './zones.ts';

/** What the world's DNS says to one question. */
export interface Resolution {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  /** The alias chain first, then the records asked for. */
  answers: readonly ZoneRecord[];
  /** Whose SOA belongs to a negative answer. */
  apex: string;
  /** Of a failure nothing can be validated. */
  security: Security;
}

/** A chain longer than this is a loop, or as good as one. */
const LONGEST_CHAIN = 16;

const FAILED: Omit<Resolution, 'apex'> = { rcode: 'SERVFAIL', answers: [], security: { state: 'insecure' } };

/**
 * A resolver over the world, without a network: follows aliases through all zones, tells NXDOMAIN from "no such record", says what is validated, and
 * fails where the world says so. Names are compared without regard to case.
 */
export function createResolver(world: World): (name: string, type: string) => Resolution {
  const zones = zonesOf(world);
  const apexes = zones.map(({ apex }) => apex);
  const records = zones.flatMap((zone) => zone.records);
  const failing = failingNames(world);
  const judge = createJudge(zones);
  const names = new Set([...apexes, ...failing, ...records.map(({ name }) => name)].flatMap(withAncestors));

  /** The longest name above that exists: its wildcard alone answers for a name that does not (RFC 4592, 3.3.1). */
  const enclosing = (name: string): string => {
    const parent = name.slice(name.indexOf('.') + 1);
    return names.has(parent) || !parent.includes('.') ? parent : enclosing(parent);
  };
  const recordsAt = (name: string): ZoneRecord[] => {
    if (names.has(name)) return records.filter((record) => record.name === name);
    const wildcard = `*.${enclosing(name)}`;
    return records.filter((record) => record.name === wildcard).map((record) => ({ ...record, name }));
  };

  return (asked, type) => {
    const answers: ZoneRecord[] = [];
    const parts: Security[] = [];
    let name = asked.toLowerCase();
    for (let hops = 0; hops <= LONGEST_CHAIN; hops++) {
      const apex = apexFor(name, apexes);
      if (failing.some((broken) => isWithin(name, broken))) return { ...FAILED, apex };
      const here = recordsAt(name);
      answers.push(...here.filter((record) => record.type === type));
      const alias = here.find((record) => record.type === 'CNAME');
      if (alias?.type !== 'CNAME' || type === 'CNAME') {
        const isThere = names.has(name) || names.has(`*.${enclosing(name)}`);
        parts.push(judge({ name, type, apex }));
        return { rcode: isThere ? 'NOERROR' : 'NXDOMAIN', answers, apex, security: worstOf(parts) };
      }
      parts.push(judge({ name, type: 'CNAME', apex }));
      answers.push(alias);
      name = alias.data;
    }
    return { ...FAILED, apex: '' };
  };
}

/** A name exists where something lies below it, too (an empty non-terminal). */
function withAncestors(name: string): string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
