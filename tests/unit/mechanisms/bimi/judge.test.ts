import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { bimiEvidence } from '../../../../lib/mechanisms/bimi/evidence.ts';
import { BIMI_STORED, type BimiFacts, type BimiParts } from '../../../../lib/mechanisms/bimi/facts.ts';
import { gatherBimi } from '../../../../lib/mechanisms/bimi/gather.ts';
import { judgeBimi } from '../../../../lib/mechanisms/bimi/judge.ts';
import { bimi as mechanism } from '../../../../lib/mechanisms/bimi/mechanism.ts';
import { BIMI_PROBLEMS } from '../../../../lib/mechanisms/bimi/problems.ts';
import type { DmarcFacts, DmarcParts } from '../../../../lib/mechanisms/dmarc/facts.ts';
import type { DmarcRecord } from '../../../../lib/mechanisms/dmarc/read-record.ts';
import type { Asking } from '../../../../lib/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE, name, REJECTING } from '../../../support/assessments.ts';
import { txtZone } from '../../../support/dkim.ts';
import { expectSoundProblemsBy } from '../../../support/sound.ts';
import { WORDS } from '../../../support/words.ts';

const GOOD = 'v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem';
const NAME = 'default._bimi.example.com';
const OWN_ABOVE = 'default._bimi.news.example.com';
const REJECT = REJECTING.dmarc;
const { applied } = REJECT;
const of = (change: Partial<DmarcFacts> = {}): DmarcParts => ({
  ...REJECTING,
  dmarc: { ...REJECT, ...change },
});
/** Its own record is that of the organization. */
const recorded = (change: Partial<DmarcRecord>): Partial<DmarcFacts> => {
  const record = { ...REJECT.record!, ...change };
  return { record, organizationRecord: record };
};
const declared = (policy: 'none' | 'quarantine') => ({ ...applied.domain!, policy, declared: policy });

type Zone = Parameters<typeof txtZone>[0];

/** What is found in such a zone, and the names that were asked. */
async function find(zone: Zone, needed: DmarcParts = of(), domain = 'example.com') {
  const lookUp = txtZone(zone);
  const { asked } = lookUp;
  const parts: { now: BimiParts } = { now: { bimi: PENDING } };
  const asking = {
    policyDomain: name(domain),
    lookUp,
    parts: () => parts.now,
    publish: (change: Partial<BimiParts>) => {
      parts.now = { ...parts.now, ...change };
    },
  } as unknown as Asking<BimiParts>;
  await gatherBimi(asking, Promise.resolve(needed));
  const { bimi } = parts.now;
  expect(safeParse(BIMI_STORED.bimi, structuredClone(bimi))).toMatchObject({ success: true, output: bimi });
  return { bimi: bimi as BimiFacts, asked, asking };
}

/** Headline and codes. */
async function judge(zone: Zone, needed: DmarcParts = of(), domain = 'example.com'): Promise<string[]> {
  const { bimi } = await find(zone, needed, domain);
  const { headline, findings } = judgeBimi({ bimi }, needed, { policyDomain: name(domain), now: 0 });
  expectSoundProblemsBy(BIMI_PROBLEMS, findings, 'x'.repeat(5000));
  return [headline, ...findings.map(({ code }) => code)];
}

describe('the logo of a domain', () => {
  it.each<[why: string, text: string, expected: string[]]>([
    ['a logo with its certificate', GOOD, ['ready']],
    ['one without', 'v=BIMI1; l=https://example.com/logo.svg', ['ready', 'bimi-a-missing']],
    ['none, and said so', 'v=BIMI1; l=; a=', ['declined']],
    ['none but for some local parts', 'v=BIMI1; l=; a=; lps=brand-', ['declined', 'bimi-declined-default']],
    ['an address that is none of HTTPS', 'v=BIMI1; l=http://example.com/l.svg', ['broken', 'bimi-not-https']],
    ['a text that somebody meant', 'v=bimi1; l=https://example.com/l.svg', ['broken', 'bimi-version']],
    ['something else', 'v=spf1 -all', ['absent']],
  ])('%s', async (_, text, expected) => {
    expect(await judge({ [NAME]: [text] })).toEqual(expected);
  });

  it.each<[why: string, zone: Zone, expected: string[]]>([
    ['at the domain itself', { 'example.com': ['v=spf1 -all', GOOD] }, ['absent', 'bimi-wrong-place']],
    ['twice there', { 'example.com': [GOOD, `${GOOD};`] }, ['absent', 'bimi-wrong-place']],
    ['at both: the right one counts', { [NAME]: [GOOD], 'example.com': [GOOD] }, ['ready']],
    ['something else at the domain', { 'example.com': ['v=spf1 -all', 'v=bimi1; l='] }, ['absent']],
    ['the domain gives no answer', { 'example.com': 'servfail' }, ['absent']],
  ])('a record in the wrong place: %s', async (_, zone, expected) => {
    expect(await judge(zone)).toEqual(expected);
  });

  it('is absent without a record, which is no fault', async () => {
    expect(await judge({})).toEqual(['absent']);
  });

  it('is broken by a second record', async () => {
    expect(await judge({ [NAME]: [GOOD, `${GOOD};`] })).toEqual(['broken', 'bimi-several']);
  });

  it('is not known without an answer, which is told', async () => {
    expect(await judge({ [NAME]: 'servfail' })).toEqual(['unknown', 'bimi-unavailable']);
  });
});

describe('what DMARC lacks for it (§7.1)', () => {
  it.each<[why: string, needed: DmarcParts, expected: string[]]>([
    ['nothing', of(), ['ready']],
    [
      'there is no record',
      of({ state: 'absent', recordDomain: null, record: null }),
      ['blocked', 'bimi-no-dmarc'],
    ],
    ['its record is broken', of({ state: 'invalid' }), ['blocked', 'bimi-no-dmarc']],
    [
      'none for the domain',
      of({ applied: { ...applied, domain: declared('none') } }),
      ['blocked', 'bimi-weak-dmarc'],
    ],
    ['none for subdomains', of(recorded({ sp: 'none' })), ['blocked', 'bimi-weak-dmarc']],
    ['it is in testing', of(recorded({ isTesting: true })), ['blocked', 'bimi-weak-dmarc']],
    [
      'quarantine for a part of the mail',
      of({ applied: { ...applied, domain: declared('quarantine') }, ...recorded({ pct: 50 }) }),
      ['blocked', 'bimi-weak-dmarc'],
    ],
    [
      'quarantine for all mail is enough',
      of({ applied: { ...applied, domain: declared('quarantine') } }),
      ['ready'],
    ],
    ['reject for a part is enough', of(recorded({ pct: 50 })), ['ready']],
    [
      'the organization asks for nothing, though what applies to the domain is enough',
      of({ organizationRecord: { ...REJECT.record!, effective: { p: 'none', sp: 'none', np: 'none' } } }),
      ['blocked', 'bimi-weak-dmarc'],
    ],
    ['it could not be known', of({ state: 'unavailable' }), ['unknown']],
    ['it is asked still', { ...REJECTING, dmarc: PENDING }, ['checking']],
    [
      'the record of the domain above is not known',
      of({ organizationalDomain: 'com.example', organizationRecord: null }),
      ['unknown', 'bimi-organization'],
    ],
  ])('%s', async (_, needed, expected) => {
    expect(await judge({ [NAME]: [GOOD] }, needed)).toEqual(expected);
  });

  it.each<[cause: string, needed: DmarcParts]>([
    ['p=none', of({ applied: { ...applied, domain: declared('none') } })],
    ['sp=none', of(recorded({ sp: 'none' }))],
    ['t=y', of(recorded({ isTesting: true }))],
    ['pct=99', of({ applied: { ...applied, domain: declared('quarantine') }, ...recorded({ pct: 99 }) })],
  ])('is named by its tag: %s', async (cause, needed) => {
    const { bimi } = await find({ [NAME]: ['v=BIMI1; l=https://example.com/logo.svg'] }, needed);
    const { findings, explained } = judgeBimi({ bimi }, needed, { policyDomain: EXAMPLE, now: 0 });
    expect(findings.at(-1)).toMatchObject({ code: 'bimi-weak-dmarc', parameters: { cause } });
    // That there is no certificate is explained by nothing of DMARC.
    expect(explained).toEqual([{ code: 'dmarc-bimi-blocked', parameters: { cause } }]);
  });

  it('names the domain above whose record is not known, where the domain is', async () => {
    const told = async (organizationalDomain: string | null) => {
      const needed = of({ organizationalDomain, organizationRecord: null });
      const { bimi } = await find({ [NAME]: [GOOD] }, needed);
      return judgeBimi({ bimi }, needed, { policyDomain: EXAMPLE, now: 0 }).findings;
    };
    expect(await told('com.example')).toMatchObject([
      { code: 'bimi-organization', parameters: { domain: 'com.example' } },
    ]);
    expect(await told(null)).toMatchObject([{ code: 'bimi-organization', parameters: { domain: '' } }]);
  });

  it('is said once, and not by DMARC too', async () => {
    const needed = of({ applied: { ...applied, domain: declared('none') } });
    const { bimi } = await find({ [NAME]: [GOOD] }, needed);
    const { explained } = judgeBimi({ bimi }, needed, { policyDomain: EXAMPLE, now: 0 });
    expect(explained).toEqual([{ code: 'dmarc-bimi-blocked', parameters: { cause: 'p=none' } }]);
  });
});

describe('a subdomain (§7.2)', () => {
  const SUB = 'news.example.com';

  it('takes the record of its organizational domain', async () => {
    expect(await judge({ [NAME]: [GOOD] }, of(), SUB)).toEqual(['ready', 'bimi-inherited']);
  });

  it('has its own first, and then nobody asks above', async () => {
    const { asked } = await find({ [OWN_ABOVE]: [GOOD], [NAME]: ['v=BIMI1; l=; a='] }, of(), SUB);
    expect(asked).toEqual([`${OWN_ABOVE} TXT`]);
  });

  it('discards a text of another version, and takes the one above', async () => {
    expect(await judge({ [OWN_ABOVE]: ['v=BIMI2; l='], [NAME]: [GOOD] }, of(), SUB)).toEqual([
      'ready',
      'bimi-version',
      'bimi-inherited',
    ]);
  });

  it('is broken by a text of another version where there is none above', async () => {
    expect(await judge({ [OWN_ABOVE]: ['v=BIMI2; l='] }, of(), SUB)).toEqual(['broken', 'bimi-version']);
    expect(await judge({ [NAME]: ['v=BIMI2; l='] }, of(), SUB)).toEqual(['broken', 'bimi-version']);
  });

  it('keeps a broken one of its own: none above stands in for it', async () => {
    expect(await judge({ [OWN_ABOVE]: [GOOD, `${GOOD};`], [NAME]: [GOOD] }, of(), SUB)).toEqual([
      'broken',
      'bimi-several',
    ]);
  });

  it('is not known where nobody knows what is above', async () => {
    expect(await judge({}, of({ organizationalDomain: null }), SUB)).toEqual(['unknown']);
  });
});

describe('the mechanism', () => {
  it('says nothing of a record that was not asked yet', () => {
    const places = [{ domain: 'example.com', record: PENDING }];
    const bimi = { state: 'found', places, isAboveKnown: true, misplacedAt: null } as const;
    expect(judgeBimi({ bimi }, of(), { policyDomain: EXAMPLE, now: 0 })).toMatchObject({
      headline: 'unknown',
      findings: [],
    });
  });

  it('waits for what is pending', () => {
    const judged = judgeBimi({ bimi: PENDING }, of(), { policyDomain: EXAMPLE, now: 0 });
    expect(judged).toEqual({ headline: 'checking', findings: [] });
    expect(mechanism.knowledge({ bimi: PENDING })).toEqual({ ttlSeconds: null, gap: null });
  });

  it('asks nothing that is known', async () => {
    const { asked, asking } = await find({ [NAME]: [GOOD] });
    await gatherBimi(asking, Promise.resolve(of()));
    expect(asked).toEqual([`${NAME} TXT`]);
  });

  it('keeps what is whole, and asks again for the rest', async () => {
    const { bimi } = await find({ [NAME]: [GOOD] });
    expect(mechanism.kept({ bimi })).toEqual({ bimi });
    const { bimi: failed } = await find({ [NAME]: 'servfail' });
    expect(mechanism.kept({ bimi: failed })).toEqual({});
    expect(mechanism.knowledge({ bimi: failed }).gap).toBe('detail');
    const { bimi: open } = await find({}, of({ organizationalDomain: null }));
    expect(mechanism.kept({ bimi: open })).toEqual({});
  });

  it('shows what is published', async () => {
    const { bimi } = await find({ [NAME]: [GOOD] });
    const [section] = bimiEvidence({ bimi }, { ...WORDS, policyDomain: EXAMPLE });
    expect(JSON.stringify(section)).toContain(GOOD);
  });
});
