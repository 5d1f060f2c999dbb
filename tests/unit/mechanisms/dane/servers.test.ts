import { describe, expect, it } from 'vitest';
import type { ServerOutcome } from '../../../../lib/mechanism.ts';
import type { DaneFacts, DaneHost } from '../../../../lib/mechanisms/dane/facts.ts';
import { daneServers } from '../../../../lib/mechanisms/dane/servers.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  failingHost,
  INSECURE,
  SERVFAIL,
  TIMEOUT,
  unsignedHost,
} from '../../../support/dane.ts';

const NAME = 'mx.test';
const bare = (address: 'literal' | 'unasked') => daneHost(NAME, [], { address, security: null, lookups: [] });
const of = (host: DaneHost, change: Partial<DaneFacts> = {}) =>
  daneServers({ dane: { ...daneOf(host), ...change } })?.[NAME];

describe('what senders that check DANE do at a server', () => {
  it.each<[why: string, host: DaneHost, signed: ServerOutcome, unsigned: ServerOutcome]>([
    ['usable records', daneHost(NAME), 'protected', 'some'],
    ['no usable records', daneHost(NAME, ['9 1 1 ab']), 'encrypted', 'some'],
    ['no signed address', unsignedHost(NAME), 'none', 'none'],
    ['a bogus answer', failingHost(NAME, BOGUS), 'held', 'unknown'],
    ['an answer that fails', failingHost(NAME, SERVFAIL), 'held', 'unknown'],
    ['an answer that was lost on the way', failingHost(NAME, TIMEOUT), 'unknown', 'unknown'],
    ['an IP address', bare('literal'), 'none', 'none'],
    ['a name that is never asked', bare('unasked'), 'unknown', 'unknown'],
    ['no address', daneHost(NAME, [], { address: 'absent', lookups: [] }), 'none', 'none'],
  ])('%s: behind a signed MX answer %s, behind another %s', (_, host, signed, unsigned) => {
    expect([of(host), of(host, { mx: INSECURE })]).toEqual([signed, unsigned]);
  });

  it('holds all back where the MX answer is bogus', () => {
    expect(of(unsignedHost(NAME), { mx: BOGUS })).toBe('held');
  });

  it.each<[why: string, change: Partial<DaneFacts>]>([
    ['the MX answer failed', { mx: SERVFAIL }],
    ['the resolver does not validate', { validates: false }],
    ['whether it validates is not known, and nothing is marked as signed', { mx: INSECURE, validates: null }],
  ])('is known of none where %s', (_, change) => {
    expect(of(daneHost(NAME), change)).toBeUndefined();
  });

  it('is known where the MX answer is signed, whatever else the resolver does', () => {
    expect(of(daneHost(NAME), { validates: null })).toBe('protected');
  });

  it('is null while it is asked', () => {
    expect(daneServers({ dane: { state: 'pending' } })).toBeNull();
  });
});
