import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { DSAnswer, DnskeyAnswer } from 'dns-packet';
import { nameOctets, rdataOf } from '../wire.ts';
import type { Delegation } from '../zones.ts';

/** The key of a zone, which signs all of it. It lives no longer than the lab. */
export interface ZoneKey {
  readonly record: DnskeyAnswer;
  readonly tag: number;
  /** What the zone above, or a resolver, holds to trust it. */
  readonly voucher: DSAnswer;
  sign(octets: Uint8Array): Buffer;
}

/** The numbers of RFC 8624: ECDSA on P-256 with SHA-256, and SHA-256 for digests. */
export const ECDSA_P256 = 13;
const SHA_256 = 2;
/** A zone key that zones above vouch for (RFC 4034, 2.1.1). */
const ENTRY_POINT = 257;
const TTL_SECONDS = 3600;

/** The keys of all zones of a lab: made when they are first asked for, and then the same. */
export class ZoneKeys {
  readonly #keys = new Map<string, ZoneKey>();

  /** The key that the zone is signed with. */
  of(apex: string): ZoneKey {
    return this.#kept(apex, apex);
  }

  /** The DS records in the zone above; none where nobody vouches. */
  vouchers({ apex, signing: { zone } }: Delegation): DSAnswer[] {
    if (zone === 'insecure' || zone === 'island') return [];
    // A bogus zone has moved to a new key, and the zone above still vouches for the old one.
    return [this.#kept(apex, zone === 'bogus' ? `old ${apex}` : apex).voucher];
  }

  #kept(apex: string, id: string): ZoneKey {
    const key = this.#keys.get(id) ?? createKey(apex);
    this.#keys.set(id, key);
    return key;
  }
}

function createKey(apex: string): ZoneKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const key = Buffer.concat([x, y].map((part) => Buffer.from(part ?? '', 'base64url')));
  const record: DnskeyAnswer = {
    name: apex,
    type: 'DNSKEY',
    ttl: TTL_SECONDS,
    data: { flags: ENTRY_POINT, algorithm: ECDSA_P256, key },
  };
  const rdata = rdataOf(record);
  const tag = tagOf(rdata);
  const digest = createHash('sha256')
    .update(Buffer.concat([nameOctets(apex), rdata]))
    .digest();
  return {
    record,
    tag,
    voucher: {
      name: apex,
      type: 'DS',
      ttl: TTL_SECONDS,
      data: { keyTag: tag, algorithm: ECDSA_P256, digestType: SHA_256, digest },
    },
    sign: (octets) => sign('sha256', octets, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

/** RFC 4034, appendix B. */
function tagOf(rdata: Uint8Array): number {
  const sum = rdata.reduce((total, octet, index) => total + (index % 2 === 0 ? octet << 8 : octet), 0);
  return (sum + (sum >> 16)) & 0xffff;
}
