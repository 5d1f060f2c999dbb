import { createHash } from 'node:crypto';
import { usualServers } from './domain.ts';
import { tlsa } from './records.ts';
import type { ZoneRecord } from './types.ts';

/** A SHA-256 digest of a key that nobody has; the lab has no mail servers. */
export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** What a careful operator publishes: the key in use and the next one. */
export function bothKeys(host: string): ZoneRecord[] {
  return [tlsa(host, '3 1 1', digestOf(`${host} now`)), tlsa(host, '3 1 1', digestOf(`${host} next`))];
}

/** The same for the two usual servers of a domain. */
export function bothKeysOfEach(domain: string): ZoneRecord[] {
  return usualServers(domain).flatMap(([, host]) => bothKeys(host));
}
