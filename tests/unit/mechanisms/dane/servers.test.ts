import { describe, expect, it } from 'vitest';
import type { DaneFacts } from '../../../../lib/mechanisms/dane/facts.ts';
import { serversByDane } from '../../../../lib/mechanisms/dane/servers.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  TIMEOUT,
  daneHost,
  daneOf,
  failingHost,
  unsignedHost,
} from '../../../support/dane.ts';

const all = daneOf(
  daneHost('a.test'),
  daneHost('b.test', [`0 1 1 ${DIGEST}`]),
  failingHost('c.test', BOGUS),
  failingHost('d.test', TIMEOUT),
  unsignedHost('e.test'),
  daneHost('f.test', [], { address: 'absent', lookups: [] }),
);

describe('what senders that check DANE do at each server', () => {
  it.each<[why: string, dane: DaneFacts, outcomes: string | null]>([
    ['behind signed MX records', all, 'protected encrypted held unknown none none'],
    ['behind others it is up to each', { ...all, mx: INSECURE }, 'some some unknown unknown none none'],
    [
      'of a resolver that does not validate nothing is known',
      { ...all, mx: INSECURE, validates: false },
      null,
    ],
    ['nor where that could not be learnt', { ...all, mx: INSECURE, validates: null }, null],
    ['no server is known where the MX answer fails', { ...daneOf(), mx: BOGUS }, ''],
  ])('%s', (_, dane, outcomes) => {
    const servers = serversByDane({ dane });
    expect(servers && Object.values(servers).join(' ')).toBe(outcomes);
  });

  it('is not known while it is asked', () => {
    expect(serversByDane({ dane: { state: 'pending' } })).toBeNull();
  });
});
