import type { LabDomain, PolicyHost, World, ZoneRecord } from './world/types.ts';
import { policyAddress, txt } from './world/records.ts';
import { isWithin } from './zones.ts';

/** What the owner of a domain changes. What is left out stays as it is. */
export interface Publication {
  /** The values of the TXT records at a name, in the place of every TXT and alias there; an empty list deletes them. */
  texts?: Readonly<Record<string, readonly (string | string[])[]>>;
  /** The policy host, which gets an address of its own in the place of an alias; null takes both away. */
  policyHost?: PolicyHost | null;
}

/**
 * The world after the owner of `domain` has published. Pure: the world given stays as it is. Throws where the lab has no such domain, or
 * a name lies outside of it.
 */
export function published(world: World, domain: string, publication: Publication): World {
  const texts = Object.entries(publication.texts ?? {});
  const foreign = texts.find(([name]) => !isWithin(name, domain));
  if (foreign) throw new Error(`${foreign[0]} does not belong to ${domain}`);
  if (!world.domains.some((each) => each.domain === domain)) throw new Error(`The lab has no ${domain}`);
  const change = (before: LabDomain): LabDomain => {
    const { policyHost: hostBefore, ...rest } = before;
    const policyHost = publication.policyHost === undefined ? hostBefore : publication.policyHost;
    return {
      ...rest,
      ...(policyHost && { policyHost }),
      records: recordsAfter(before, publication),
      // Who publishes at a name has brought its name server back.
      servfail: before.servfail.filter((name) => !texts.some(([at]) => isWithin(at, name))),
    };
  };
  const domains = world.domains.map((each) => (each.domain === domain ? change(each) : each));
  return { ...world, domains };
}

function recordsAfter({ domain, records }: LabDomain, publication: Publication): ZoneRecord[] {
  const host = `mta-sts.${domain}`;
  const { texts = {}, policyHost } = publication;
  const kept = records.filter(({ name, type }) => {
    if (name === host && policyHost !== undefined) return !['A', 'AAAA', 'CNAME'].includes(type);
    return !(name in texts && ['TXT', 'CNAME'].includes(type));
  });
  return [
    ...kept,
    ...Object.entries(texts).flatMap(([name, values]) => values.map((value) => txt(name, value))),
    ...(policyHost ? [policyAddress(domain)] : []),
  ];
}
