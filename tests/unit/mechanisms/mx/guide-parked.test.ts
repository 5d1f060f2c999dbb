import { describe, expect, it } from 'vitest';
import type { MxFacts } from '../../../../lib/mechanisms/mx/assess.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import { mxParked } from '../../../../lib/mechanisms/mx/guide-parked.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { host, mxOf, name, noMail, unknown } from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const EXAMPLE = 'example.com';
const CONTEXT = { policyDomain: name(EXAMPLE), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const mxAt = (data: string) => ({ ownerName: EXAMPLE, type: 'MX', data });
const NULL_MX = mxAt('0 .');
const parked = (mx: MxParts['mx']) => mxParked({ mx }, CONTEXT);
const nullMx = (...preferences: readonly number[]): MxFacts => ({
  ...(noMail('null-mx') as Extract<MxFacts, { state: 'absent' }>),
  nullPreferences: preferences,
});

describe('the MX in the zone of a domain without mail', () => {
  it.each<[why: string, mx: MxFacts, says: string, changes: readonly unknown[]]>([
    [
      'servers, by their own preferences',
      mxOf(host('a.example', 10), host('b.example', 0)),
      'mail',
      [{ publish: NULL_MX, replaces: [mxAt('10 a.example.'), mxAt('0 b.example.')] }],
    ],
    [
      'a null MX beside servers stays, and they go (RFC 7505 §3: it stands alone)',
      { ...mxOf(host('a.example')), nullPreferences: [0] },
      'mail',
      [{ publish: null, replaces: [mxAt('10 a.example.')] }],
    ],
    [
      'a null MX of another preference beside servers',
      { ...mxOf(host('a.example')), nullPreferences: [5] },
      'mail',
      [{ publish: NULL_MX, replaces: [mxAt('10 a.example.'), mxAt('5 .')] }],
    ],
    [
      'no MX, so that the address of the domain receives: nothing is there that could go',
      { ...mxOf(host(EXAMPLE)), implicit: true },
      'mail',
      [{ publish: NULL_MX, replaces: [] }],
    ],
    ['neither MX nor address', noMail('no-address'), 'nothing', [{ publish: NULL_MX, replaces: [] }]],
    ['a null MX as it should be', nullMx(0), 'no-mail', []],
    [
      'a null MX of another preference',
      nullMx(10),
      'no-mail',
      [{ publish: NULL_MX, replaces: [mxAt('10 .')] }],
    ],
    [
      'null MX of several preferences',
      nullMx(0, 10, 20),
      'no-mail',
      [{ publish: null, replaces: [mxAt('10 .'), mxAt('20 .')] }],
    ],
  ])('%s', (_, mx, says, changes) => {
    expect(parked(mx)).toEqual({ says, changes });
  });

  it.each<[why: string, mx: MxParts['mx']]>([
    ['it is looked up', PENDING],
    ['no answer', unknown()],
  ])('nothing is proposed where nothing is known: %s', (_, mx) => {
    expect(parked(mx)).toEqual({ says: 'unknown', changes: null });
  });

  it('a name that does not exist has no zone to change', () => {
    expect(parked(noMail('nxdomain'))).toBeNull();
  });
});
