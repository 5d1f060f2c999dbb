import type { PublishedDomain, PolicyHost, Signing, World, ZoneRecord } from './description/types.ts';
import { mx, policyAddress, txt } from './description/records.ts';
import { isWithin } from './zones.ts';

/** What the owner of a domain changes. What is left out stays as it is. */
export interface Publication {
  /** The values of the TXT records at a name, in the place of every TXT and alias there; an empty list deletes them. */
  texts?: Readonly<Record<string, readonly (string | string[])[]>>;
  /** What happens to the single TXT records at a name; all else at it stays. */
  edits?: Readonly<Record<string, TextEdit>>;
  /** The MX records of the domain itself, in the place of all there are. */
  mx?: readonly (readonly [preference: number, exchange: string])[];
  /** The policy host, which gets an address of its own in the place of an alias; null takes both away. */
  policyHost?: PolicyHost | null;
}

/** How an owner changes what stands at one name. */
export interface TextEdit {
  /** Texts that go; each must stand at that very name. */
  remove: readonly string[];
  /** A text that is added, in its character-strings. */
  add: readonly string[];
  /** Whether the alias that stands at the name goes; beside one nothing can be added. */
  takesAliasAway: boolean;
}

/**
 * The world after the owner of `domain` has published. Pure: the world given stays as it is. Throws where the lab has no such domain, or
 * a name lies outside of it, or an edit cannot be made.
 */
export function published(world: World, domain: string, publication: Publication): World {
  const texts = Object.entries({ ...publication.texts, ...publication.edits });
  const foreign = texts.find(([name]) => !isWithin(name, domain));
  if (foreign) throw new Error(`${foreign[0]} does not belong to ${domain}`);
  if (!world.domains.some((each) => each.domain === domain)) throw new Error(`The lab has no ${domain}`);
  const change = (before: PublishedDomain): PublishedDomain => {
    const { policyHost: hostBefore, ...rest } = before;
    const policyHost = publication.policyHost === undefined ? hostBefore : publication.policyHost;
    return {
      ...rest,
      ...(policyHost && { policyHost }),
      records: recordsAfter(before, publication),
      // Who publishes at a name has brought its name server back.
      servfail: before.servfail.filter((name) => !texts.some(([at]) => isWithin(at, name))),
      ...(before.signing && { signing: signedAnew(before.signing, new Set(texts.map(([name]) => name))) }),
    };
  };
  const domains = world.domains.map((each) => (each.domain === domain ? change(each) : each));
  return { ...world, domains };
}

/** Who publishes at a name has it signed with the zone's key of today. */
function signedAnew({ zone, answers = [] }: Signing, names: ReadonlySet<string>): Signing {
  return { zone, answers: answers.filter(({ name, type }) => type !== 'TXT' || !names.has(name)) };
}

/** Throws where a text that is to go does not stand there, and where there is no place to add one. */
function edited(records: readonly ZoneRecord[], name: string, edit: TextEdit): ZoneRecord[] {
  const here = records.filter((record) => record.name === name);
  const textOf = (record: ZoneRecord) => (record.type === 'TXT' ? record.data.join('') : null);
  const missing = edit.remove.find((text) => !here.some((record) => textOf(record) === text));
  if (missing !== undefined) throw new Error(`Nothing at ${name} reads ${missing}`);
  const isAlias = here.some(({ type }) => type === 'CNAME');
  if (isAlias !== edit.takesAliasAway)
    throw new Error(isAlias ? `An alias stands at ${name}` : `No alias stands at ${name}`);
  const goes = (record: ZoneRecord) =>
    record.name === name && (record.type === 'CNAME' || edit.remove.includes(textOf(record) ?? ''));
  return [...records.filter((record) => !goes(record)), txt(name, [...edit.add])];
}

function recordsAfter({ domain, records }: PublishedDomain, publication: Publication): ZoneRecord[] {
  const host = `mta-sts.${domain}`;
  const { texts = {}, mx: servers, policyHost } = publication;
  const kept = records.filter(({ name, type }) => {
    if (name === domain && servers !== undefined && type === 'MX') return false;
    if (name === host && policyHost !== undefined) return !['A', 'AAAA', 'CNAME'].includes(type);
    return !(name in texts && ['TXT', 'CNAME'].includes(type));
  });
  const { edits = {} } = publication;
  const standing = Object.entries(edits).reduce<ZoneRecord[]>(
    (before, [name, edit]) => edited(before, name, edit),
    kept,
  );
  return [
    ...standing,
    ...(servers ?? []).map(([preference, exchange]) => mx(domain, preference, exchange)),
    ...Object.entries(texts).flatMap(([name, values]) => values.map((value) => txt(name, value))),
    ...(policyHost ? [policyAddress(domain)] : []),
  ];
}
