import { describe, expect, it } from 'vitest';
import type { BySpf } from '../../../../lib/mechanisms/dmarc/by-spf.ts';
import { leftBySpf } from '../../../../lib/mechanisms/dmarc/by-spf.ts';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { judged } from '../../../support/dmarc.ts';
import { spfFactsOf } from '../../../support/spf.ts';
import type { Zone } from '../../../support/spf-world.ts';

const REJECT = { '_dmarc.example.com': ['v=DMARC1; p=reject; rua=mailto:a@example.com'] };

const FAILS = { fails: 'all' } as const;

/** What SPF says, and what that leaves of a policy. */
const ROWS: readonly (readonly [why: string, zone: Zone, left: BySpf])[] = [
  ['the mail servers may send', { 'example.com': 'v=spf1 -all' }, null],
  ['the rest is suspicious: no pass', { 'example.com': 'v=spf1 ~all' }, null],
  ['neither all nor redirect: neutral is no pass', { 'example.com': 'v=spf1 a' }, null],
  ['anyone passes', { 'example.com': 'v=spf1 +all' }, 'open'],
  ['all without a qualifier passes', { 'example.com': 'v=spf1 all' }, 'open'],
  ['anyone but one address passes', { 'example.com': 'v=spf1 -ip4:192.0.2.1 +all' }, 'open'],
  [
    'anyone passes what is included',
    { 'example.com': 'v=spf1 include:p.test -all', 'p.test': 'v=spf1 +all' },
    'open',
  ],
  [
    'anyone passes where it leads',
    { 'example.com': 'v=spf1 redirect=p.test', 'p.test': 'v=spf1 +all' },
    'open',
  ],
  [
    'anyone passes by a name that exists',
    { 'example.com': 'v=spf1 exists:h.test -all', 'h.test': { A: '192.0.2.1' } },
    'open',
  ],
  ['anyone passes by a range', { 'example.com': 'v=spf1 ip4:0.0.0.0/0 -all' }, 'open'],
  [
    'what is included is not known: it may let anyone in',
    { 'example.com': 'v=spf1 include:p.test -all', 'p.test': FAILS },
    'unsure',
  ],
  ['where it leads is not known', { 'example.com': 'v=spf1 redirect=p.test', 'p.test': FAILS }, 'unsure'],
  [
    'an address that is not known lets nobody else in',
    { 'example.com': 'v=spf1 a:p.test -all', 'p.test': FAILS },
    null,
  ],
  ['the record is not known', { 'example.com': FAILS }, 'unsure'],
  ['where it leads only a message can tell', { 'example.com': 'v=spf1 redirect=%{l}.p.test' }, 'unsure'],
  [
    'what is not known stands behind the eleventh look-up, where nobody reads on',
    {
      'example.com': `v=spf1 ${'include:a.test '.repeat(10)}include:p.test -all`,
      'a.test': 'v=spf1 -all',
      'p.test': FAILS,
    },
    null,
  ],
  ['the record is broken: nobody passes', { 'example.com': 'v=spf1 ip4:x +all' }, null],
  ['there is no record', { 'example.com': {} }, null],
];

describe('what SPF leaves of a DMARC policy', () => {
  it.each(ROWS)('%s', async (_, zone, left) => {
    const spf = await spfFactsOf(zone);
    expect(leftBySpf({ spf }, 'reject')).toBe(left);
    const { headline } = await judged('example.com', REJECT, undefined, spf);
    expect(headline).toBe(left ?? 'reject');
  });

  it('is nothing to speak of where the policy asks for nothing', async () => {
    const spf = await spfFactsOf({ 'example.com': 'v=spf1 +all' });
    expect(leftBySpf({ spf }, 'none')).toBeNull();
  });

  it('is nothing to speak of where there is no policy', async () => {
    const spf = await spfFactsOf({ 'example.com': 'v=spf1 +all' });
    expect((await judged('example.com', {}, undefined, spf)).headline).toBe('absent');
  });

  it('is not said before SPF is known', async () => {
    expect(leftBySpf({ spf: PENDING }, 'reject')).toBeNull();
    const pending: SpfParts['spf'] = PENDING;
    const { headline, findings } = await judged('example.com', REJECT, undefined, pending);
    expect({ headline, findings }).toEqual({ headline: 'checking', findings: [] });
  });
});
