import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../../lib/dns/lookup.ts';
import { bimiEvidence } from '../../../../lib/mechanisms/bimi/evidence.ts';
import type { BimiFacts, BimiParts } from '../../../../lib/mechanisms/bimi/facts.ts';
import { gatherBimi } from '../../../../lib/mechanisms/bimi/gather.ts';
import { bimi as mechanism } from '../../../../lib/mechanisms/bimi/mechanism.ts';
import type { DmarcParts } from '../../../../lib/mechanisms/dmarc/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE, REJECTING } from '../../../support/assessments.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

const OWN = 'default._bimi.example.com TXT';
const ABOVE = 'default._bimi.com.example TXT';
const SELF = 'example.com TXT';
const GOOD = 'v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem';
const NONE = absentOf();
const above = (organizationalDomain: string | null): DmarcParts => ({
  ...REJECTING,
  dmarc: { ...REJECTING.dmarc, organizationalDomain },
});

async function gather(answers: Readonly<Record<string, Lookup<unknown>>>, needed: DmarcParts) {
  const empty: BimiParts = { bimi: PENDING };
  const { asking, asked, parts } = askingOf(empty, answers);
  await gatherBimi(asking, Promise.resolve(needed));
  return { asked, bimi: parts().bimi as BimiFacts };
}

describe('where a record is looked for (draft -12 §7.2)', () => {
  it.each<
    [
      why: string,
      needed: DmarcParts,
      answers: Readonly<Record<string, Lookup<unknown>>>,
      facts: { domains: string[]; isAboveKnown: boolean; misplacedAt: string | null },
    ]
  >([
    [
      'its own ends the search',
      above('com.example'),
      { [OWN]: foundOf([GOOD]) },
      { domains: ['example.com'], isAboveKnown: true, misplacedAt: null },
    ],
    [
      'so does no answer: what may be there counts before what is above',
      above('com.example'),
      { [OWN]: LOST },
      { domains: ['example.com'], isAboveKnown: true, misplacedAt: null },
    ],
    [
      'without one it is that of the organizational domain',
      above('com.example'),
      { [OWN]: NONE, [ABOVE]: foundOf([GOOD]) },
      { domains: ['example.com', 'com.example'], isAboveKnown: true, misplacedAt: null },
    ],
    [
      'an organizational domain is not asked twice, and may have misplaced it',
      above('example.com'),
      { [OWN]: NONE, [SELF]: foundOf([GOOD]) },
      { domains: ['example.com'], isAboveKnown: true, misplacedAt: 'example.com' },
    ],
    [
      'where neither has one, it may be in the wrong place',
      above('com.example'),
      { [OWN]: NONE, [ABOVE]: NONE, [SELF]: foundOf(['v=spf1 -all', GOOD]) },
      { domains: ['example.com', 'com.example'], isAboveKnown: true, misplacedAt: 'example.com' },
    ],
    [
      'where the place gives no answer, nothing is known to be there',
      above('example.com'),
      { [OWN]: NONE, [SELF]: LOST },
      { domains: ['example.com'], isAboveKnown: true, misplacedAt: null },
    ],
    [
      'DMARC knows of no domain above',
      above(null),
      { [OWN]: NONE, [SELF]: NONE },
      { domains: ['example.com'], isAboveKnown: false, misplacedAt: null },
    ],
    [
      'DMARC knows nothing yet',
      { ...REJECTING, dmarc: PENDING },
      { [OWN]: NONE, [SELF]: NONE },
      { domains: ['example.com'], isAboveKnown: false, misplacedAt: null },
    ],
  ])('%s', async (_, needed, answers, { domains, isAboveKnown, misplacedAt }) => {
    const { asked, bimi } = await gather(answers, needed);
    expect(asked).toEqual(Object.keys(answers));
    expect(bimi.places.map(({ domain }) => domain)).toEqual(domains);
    expect([bimi.isAboveKnown, bimi.misplacedAt]).toEqual([isAboveKnown, misplacedAt]);
  });

  it('keeps twenty of the texts at a name', async () => {
    const texts = Array.from({ length: 21 }, (_, index) => `x=${index}`);
    const { bimi } = await gather({ [OWN]: foundOf([GOOD, ...texts]) }, above('example.com'));
    expect(bimi.places[0]?.record).toMatchObject({ state: 'found', texts: [GOOD, ...texts.slice(0, 19)] });
  });
});

describe('the mechanism', () => {
  it('begins with nothing known, and looks for it as a check asks', async () => {
    const { asking, asked, parts } = askingOf(mechanism.empty, { [OWN]: foundOf([GOOD]) });
    expect(parts()).toEqual({ bimi: PENDING });
    await mechanism.gather(asking, {}, Promise.resolve(above('com.example')));
    expect(asked).toEqual([OWN]);
    expect(parts()).toMatchObject({ bimi: { state: 'found', places: [{ domain: 'example.com' }] } });
  });
});

describe('how long it holds', () => {
  it.each<[why: string, own: number, higher: number, life: number]>([
    ['as long as the answer for the domain', 60, 300, 60],
    ['as long as that for the domain above', 300, 60, 60],
  ])('%s', async (_, own, higher, life) => {
    const answers = {
      [OWN]: absentOf({ ttlSeconds: own }),
      [ABOVE]: foundOf([GOOD], { ttlSeconds: higher }),
    };
    const { bimi } = await gather(answers, above('com.example'));
    expect(mechanism.knowledge({ bimi })).toEqual({ ttlSeconds: life, gap: null });
    expect(mechanism.kept({ bimi })).toEqual({ bimi });
  });

  it('is limited by no answer that was lost, and the detail is asked again', async () => {
    const { bimi: first } = await gather({ [OWN]: LOST }, above('com.example'));
    expect(mechanism.knowledge({ bimi: first })).toEqual({ ttlSeconds: null, gap: 'detail' });
    const { bimi: second } = await gather({ [OWN]: NONE, [ABOVE]: LOST }, above('com.example'));
    expect(mechanism.knowledge({ bimi: second })).toEqual({ ttlSeconds: 300, gap: 'detail' });
    expect(mechanism.kept({ bimi: second })).toEqual({});
    expect(mechanism.kept({ bimi: PENDING })).toEqual({});
  });
});

describe('the evidence of BIMI', () => {
  it('is what stands at each name that was asked', async () => {
    const answers = { [OWN]: NONE, [ABOVE]: foundOf([GOOD], { authentic: false }) };
    const { bimi } = await gather(answers, above('com.example'));
    const sections = bimiEvidence({ bimi }, { ...WORDS, policyDomain: EXAMPLE });
    expect(sections.map(({ heading, blocks }) => [bare(heading), ...blocks.flatMap(textsOf)])).toEqual([
      ['TXT at default._bimi.example.com', 'no record', 'validated by DNSSEC (AD)'],
      ['TXT at default._bimi.com.example', `raw: ${GOOD}`, 'not validated by DNSSEC'],
    ]);
    expect(bimiEvidence({ bimi: PENDING }, { ...WORDS, policyDomain: EXAMPLE })).toEqual([]);
  });
});
