import { describe, expect, it } from 'vitest';
import { dmarcParked } from '../../../../lib/mechanisms/dmarc/guide-silent.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { name } from '../../../support/assessments.ts';
import { factsIn } from '../../../support/guided.ts';
import type { Zone } from '../../../support/spf-world.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const EXAMPLE = 'example.com';
const AT = `_dmarc.${EXAMPLE}`;
const REJECT = 'v=DMARC1; p=reject';
const CONTEXT = { policyDomain: name(EXAMPLE), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const textAt = (data: string) => ({ ownerName: AT, type: 'TXT', data });

describe('the record in the zone of a domain without mail', () => {
  it.each<[why: string, zone: Zone, publish: string, replaces: readonly string[]]>([
    ['none so far', {}, REJECT, []],
    ['one that asks for less', { [AT]: 'v=DMARC1; p=none' }, REJECT, ['v=DMARC1; p=none']],
    ['one that tests', { [AT]: `${REJECT}; t=y; pct=10` }, REJECT, [`${REJECT}; t=y; pct=10`]],
    [
      'what it says of names below stays: whether they send, only the owner knows',
      { [AT]: 'v=DMARC1; p=none; sp=none; np=quarantine; x=y' },
      `${REJECT}; sp=none; np=quarantine; x=y`,
      ['v=DMARC1; p=none; sp=none; np=quarantine; x=y'],
    ],
    [
      'reports to the domain itself reach nobody any more, those to others do',
      { [AT]: `${REJECT}; rua=mailto:a@example.com , mailto:b@other.example; ruf=mailto:a@example.com` },
      `${REJECT}; rua=mailto:b@other.example`,
      [`${REJECT}; rua=mailto:a@example.com , mailto:b@other.example; ruf=mailto:a@example.com`],
    ],
    ['one that is broken', { [AT]: 'v=DMARC1; p=rejct' }, REJECT, ['v=DMARC1; p=rejct']],
    [
      'one that is broken, and by which receivers reject',
      { [AT]: `${REJECT}; adkim=x` },
      REJECT,
      [`${REJECT}; adkim=x`],
    ],
    ['several', { [AT]: { TXT: [REJECT, 'v=DMARC1; p=none'] } }, REJECT, [REJECT, 'v=DMARC1; p=none']],
    ['other texts there are not touched', { [AT]: { TXT: ['v=spf1 -all'] } }, REJECT, []],
  ])('%s', async (_, zone, publish, replaces) => {
    const parts = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone });
    expect(dmarcParked(parts, CONTEXT)).toEqual({
      says: 'nothing',
      changes: [{ publish: textAt(publish), replaces: replaces.map(textAt) }],
    });
  });

  it.each<[why: string, zone: Zone]>([
    ['it rejects', { [AT]: REJECT }],
    ['it rejects, and others get reports', { [AT]: `${REJECT}; rua=mailto:a@other.example` }],
    [
      'it rejects, and says things that nobody counts as addresses',
      { [AT]: `${REJECT}; x=mailto:a@example.com` },
    ],
  ])('nothing has to change: %s', async (_, zone) => {
    const parts = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone });
    expect(dmarcParked(parts, CONTEXT)).toEqual({ says: 'nothing', changes: [] });
  });

  it('what stands there is not known: nothing is proposed', async () => {
    const parts = await factsIn({ of: 'dmarc', domain: EXAMPLE, zone: { [AT]: { fails: 'all' } } });
    const nothing = { says: 'nothing', changes: null };
    expect(dmarcParked(parts, CONTEXT)).toEqual(nothing);
    expect(dmarcParked({ ...parts, dmarc: PENDING }, CONTEXT)).toEqual(nothing);
  });
});
