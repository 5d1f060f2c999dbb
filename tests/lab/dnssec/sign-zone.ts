import type { Answer, NsecAnswer, RrsigAnswer } from 'dns-packet';
import { labelsOf, rdataOf, wireOf } from '../wire.ts';
import { isWithin, SOA, type Zone } from '../zones.ts';
import { inOrder, proverOf } from './order.ts';
import { ECDSA_P256, type ZoneKey } from './zone-keys.ts';

/** From when until when a signature holds, in seconds since 1970. */
interface Validity {
  readonly inception: number;
  readonly expiration: number;
}

const HOLDS: Validity = { inception: Date.UTC(2020) / 1000, expiration: Date.UTC(2050) / 1000 };
const ENDED: Validity = { inception: Date.UTC(2020) / 1000, expiration: Date.UTC(2020, 1) / 1000 };

/**
 * All records of a zone that is signed with `key`, signatures, key and proofs of absence (NSEC) included; what is to be wrong with it is (RFC 4034, RFC
 * 4035 section 2). Names are in lower case.
 */
export function signZone(
  { apex, signing, children }: Zone,
  plain: readonly Answer[],
  key: ZoneKey,
): Answer[] {
  const cuts = children.map((child) => child.apex);
  // Below a cut stand addresses that only help to find the next zone: they are that zone's to sign.
  const isOwn = ({ name }: Answer): boolean => !cuts.some((cut) => name !== cut && isWithin(name, cut));
  const here = [...plain, key.record].filter(isOwn);
  const names = inOrder(here.map(({ name }) => name));
  const nsec = names.map((name, index): NsecAnswer => {
    const types = new Set(here.filter((record) => record.name === name).map(({ type }) => type));
    const nextDomain = names[index + 1] ?? apex;
    return {
      name,
      type: 'NSEC',
      ttl: SOA.minimum,
      data: { nextDomain, rrtypes: [...types, 'RRSIG', 'NSEC'] },
    };
  });
  // Where nothing is to be signed, the proof of that is.
  const spoilt = (signing.answers ?? []).map(({ name, type, signature }) =>
    here.some((record) => record.name === name && record.type === type)
      ? { name, type, signature }
      : { name: proverOf(name, names), type: 'NSEC', signature },
  );
  const signatures = setsOf([...here, ...nsec])
    // The name server of another zone is its own to vouch for.
    .filter(([{ name, type }]) => !(type === 'NS' && cuts.includes(name)))
    .map((set) => {
      const fault = spoilt.find(({ name, type }) => name === set[0].name && type === set[0].type)?.signature;
      // The keys of an expired zone are signed for longer, as where that is done with a key kept offline: it is its records that nobody signs any more.
      const isOver = (signing.zone === 'expired' && set[0].type !== 'DNSKEY') || fault === 'expired';
      const signature = signatureOf(set, { apex, key, validity: isOver ? ENDED : HOLDS });
      return fault === 'wrong' ? altered(signature) : signature;
    });
  return [...plain, key.record, ...nsec, ...signatures];
}

type RecordSet = readonly [Answer, ...Answer[]];

function setsOf(records: readonly Answer[]): RecordSet[] {
  const sets = new Map<string, [Answer, ...Answer[]]>();
  for (const record of records) {
    const id = `${record.name} ${record.type}`;
    const set = sets.get(id);
    if (set) set.push(record);
    else sets.set(id, [record]);
  }
  return [...sets.values()];
}

/** RFC 4034, 3.1.8.1. */
function signatureOf(
  set: RecordSet,
  { apex, key, validity }: { apex: string; key: ZoneKey; validity: Validity },
): RrsigAnswer {
  const [first] = set;
  const ttl = 'ttl' in first ? (first.ttl ?? 0) : 0;
  const unsigned = {
    typeCovered: first.type,
    algorithm: ECDSA_P256,
    // A wildcard is signed as such, and counts without its star.
    labels: labelsOf(first.name).filter((label) => label !== '*').length,
    originalTTL: ttl,
    ...validity,
    keyTag: key.tag,
    signersName: apex,
  };
  const record = (signature: Buffer): RrsigAnswer => ({
    name: first.name,
    type: 'RRSIG',
    ttl,
    data: { ...unsigned, signature },
  });
  const sorted = set.toSorted((a, b) => Buffer.compare(rdataOf(a), rdataOf(b)));
  const octets = Buffer.concat([rdataOf(record(Buffer.alloc(0))), ...sorted.map(wireOf)]);
  return record(key.sign(octets));
}

/** The same, as it looks where the records are others than those that were signed. */
function altered({ data, ...rest }: RrsigAnswer): RrsigAnswer {
  const signature = Buffer.from(data.signature);
  signature[0] = (signature[0] ?? 0) ^ 1;
  return { ...rest, data: { ...data, signature } };
}
