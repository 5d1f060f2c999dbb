import { describe, expect, it } from 'vitest';
import type { LookUp, Lookup } from '../../../../lib/dns/lookup.ts';
import { boundedProblem, boundedRecord, boundedTexts } from '../../../../lib/mechanisms/dmarc/bounded.ts';
import type { DmarcFacts, DmarcParts } from '../../../../lib/mechanisms/dmarc/facts.ts';
import { gatherDmarc } from '../../../../lib/mechanisms/dmarc/gather.ts';
import { dmarc } from '../../../../lib/mechanisms/dmarc/mechanism.ts';
import { parseDmarcRecord } from '../../../../lib/mechanisms/dmarc/record.ts';
import { WRITTEN_DMARC } from '../../../../lib/mechanisms/dmarc/written-text.ts';
import type { Asking } from '../../../../lib/mechanism.ts';
import type { DomainName } from '../../../../lib/names/domain-name.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { name, REJECTING } from '../../../support/assessments.ts';
import { gathered, zone, type Prepared } from '../../../support/dmarc.ts';
import { WORDS } from '../../../support/words.ts';

const RUA = 'rua=mailto:a@example.com';
const GOOD = `v=DMARC1; p=reject; ${RUA}`;
const AT = '_dmarc.example.com';

async function factsOf(domain: string, prepared: Readonly<Record<string, Prepared>>) {
  const { parts, asked } = await gathered(domain, prepared);
  return { facts: parts.dmarc as DmarcFacts, parts, asked };
}

/** What is asked, beginning with what is known; nothing is taken where `isGone`. */
async function askedFrom(parts: DmarcParts, isGone = false) {
  const { lookUp, asked } = zone({ [AT]: [GOOD], 'example.com MX': ['mail.example.com'] });
  let known = parts;
  const publish = (change: Partial<DmarcParts>) => {
    if (!isGone) known = { ...known, ...change };
  };
  const asking = { policyDomain: name('example.com'), lookUp, parts: () => known, publish };
  await gatherDmarc(asking as unknown as Asking<DmarcParts>, { registrableOf: () => name('example.com') });
  return { asked, known };
}

describe('what is known is not asked for again', () => {
  it('a policy: only the hosts of its reports are', async () => {
    const { asked, known } = await askedFrom({ ...REJECTING, dmarcReports: PENDING });
    expect(asked).toEqual(['example.com MX']);
    expect(known.dmarc).toBe(REJECTING.dmarc);
    expect(known.dmarcReports.state).toBe('found');
  });

  it('both: nothing is', async () => {
    const { asked, known } = await askedFrom(REJECTING);
    expect(asked).toEqual([]);
    expect(known).toEqual(REJECTING);
  });

  it('of a check that is over nothing more is asked', async () => {
    const { asked } = await askedFrom({ dmarc: PENDING, dmarcReports: PENDING }, true);
    expect(asked.toSorted()).toEqual(['_dmarc.com TXT', '_dmarc.example.com TXT', 'example.com TXT']);
  });
});

describe('the texts of the domain itself', () => {
  it.each<[why: string, texts: Prepared, apex: Partial<DmarcFacts['apex']>]>([
    [
      'none',
      'nodata',
      { state: 'answered', dmarc: null, otherDmarc: [], hasSpf: false, sendsNothing: false },
    ],
    [
      'no answer',
      'timeout',
      { state: 'unavailable', dmarc: null, otherDmarc: [], hasSpf: false, sendsNothing: false },
    ],
    ['nobody may send', ['v=spf1 -all'], { hasSpf: true, sendsNothing: true }],
    ['somebody may', ['v=spf1 mx -all'], { hasSpf: true, sendsNothing: false }],
    ['a version alone is a record', ['v=spf1'], { hasSpf: true, sendsNothing: false }],
    ['in capitals too', ['V=SPF1 -all'], { hasSpf: true, sendsNothing: true }],
    ['a longer version is none', ['v=spf10 -all'], { hasSpf: false, sendsNothing: false }],
    ['nor is one behind a word', ['x v=spf1 -all'], { hasSpf: false, sendsNothing: false }],
    [
      'receivers use none of several (RFC 7208 §4.5), also where they say the same',
      ['v=spf1 -all', 'v=spf1 -all'],
      { hasSpf: true, sendsNothing: false },
    ],
    ['a record of DMARC', ['x', GOOD], { dmarc: GOOD, otherDmarc: [] }],
    [
      'several, each once, in an order of their own',
      ['v=dmarc1', GOOD, 'v=DMARC1', GOOD],
      { dmarc: 'v=DMARC1', otherDmarc: [GOOD, 'v=dmarc1'] },
    ],
  ])('%s', async (_, texts, apex) => {
    expect((await factsOf('example.com', { 'example.com': texts })).facts.apex).toMatchObject(apex);
  });
});

describe('what a name on the way up had', () => {
  it('and why it had nothing', async () => {
    const { facts } = await factsOf('a.example.com', { [AT]: [`${GOOD}; psd=n`], '_dmarc.com': 'servfail' });
    const empty = { texts: [], aliases: [], authentic: false, psd: null };
    expect(facts.steps).toEqual([
      { domain: 'a.example.com', state: 'none', reason: null, detail: null, ...empty, isRead: true },
      {
        ...empty,
        domain: 'example.com',
        state: 'found',
        reason: null,
        detail: null,
        texts: [`${GOOD}; psd=n`],
        psd: 'n',
        isRead: true,
      },
      { domain: 'com', state: 'unavailable', reason: 'servfail', detail: null, ...empty, isRead: false },
    ]);
  });

  it('what is wrong with a record in between, which nobody uses, is not said', async () => {
    const { facts } = await factsOf('a.b.example.com', {
      [AT]: [`${GOOD}; fo=x`],
      '_dmarc.b.example.com': ['v=DMARC1; p=none; adkim=x'],
      'a.b.example.com': 'nodata',
    });
    expect(facts.problems.map(({ code }) => code)).toEqual(['dmarc-value-invalid', 'dmarc-fo-without-ruf']);
    const own = await factsOf('a.example.com', { '_dmarc.a.example.com': ['x'], [AT]: [`${GOOD}; t=x`] });
    expect(own.facts.problems.map(({ code }) => code)).toEqual([
      'dmarc-unrelated-text',
      'dmarc-value-invalid',
    ]);
  });
});

describe('the registered domain, which old receivers go by', () => {
  const DEEP = 'a.b.c.d.e.f.g.h.example.com';
  const LISTED = 'b.c.d.e.f.g.h.example.com';
  async function deep(prepared: Readonly<Record<string, Prepared>>, listed: string | null, domain = DEEP) {
    const { lookUp, asked } = zone(prepared);
    let parts: DmarcParts = { dmarc: PENDING, dmarcReports: PENDING };
    const publish = (change: Partial<DmarcParts>) => void (parts = { ...parts, ...change });
    const asking = { policyDomain: name(domain), lookUp, parts: () => parts, publish };
    await gatherDmarc(asking as unknown as Asking<DmarcParts>, {
      registrableOf: () => listed as DomainName | null,
    });
    return { list: (parts.dmarc as DmarcFacts).list, asked };
  }

  it('is asked for where the walk skips it', async () => {
    const { list, asked } = await deep({ [`_dmarc.${LISTED}`]: [GOOD] }, LISTED);
    expect(list).toMatchObject({ state: 'found', recordDomain: LISTED, policy: 'reject' });
    expect(asked.filter((each) => each === `_dmarc.${LISTED} TXT`)).toHaveLength(1);
  });

  it('is not asked for again where the walk meets it', async () => {
    const { list, asked } = await deep({ [AT]: [GOOD] }, 'example.com');
    expect(list).toMatchObject({ state: 'found', recordDomain: 'example.com' });
    expect(asked.filter((each) => each === `${AT} TXT`)).toHaveLength(1);
  });

  it('there is none of a public suffix, and no such name is asked', async () => {
    const { list, asked } = await deep({}, null, 'co.uk');
    expect(list.state).toBe('absent');
    expect(asked.toSorted()).toEqual(['_dmarc.co.uk TXT', '_dmarc.uk TXT', 'co.uk TXT']);
  });

  it.each<[why: string, prepared: Readonly<Record<string, Prepared>>, list: object]>([
    [
      'names below have its policy, and its percentage, whatever the domain has',
      { '_dmarc.a.example.com': ['v=DMARC1; p=none; pct=20'], [AT]: [`${GOOD}; sp=quarantine; pct=50`] },
      { policy: 'none', pct: 20, subdomain: 'quarantine', subdomainPct: 50, isSubdomainKnown: true },
    ],
    [
      'also where the domain has several records',
      { '_dmarc.a.example.com': [GOOD, GOOD], [AT]: [`${GOOD}; pct=50`] },
      { state: 'invalid', policy: null, pct: null, subdomain: 'reject', subdomainPct: 50 },
    ],
    [
      'or one that is of no use',
      { '_dmarc.a.example.com': ['v=DMARC1; p=x'], [AT]: [GOOD] },
      {
        state: 'invalid',
        recordDomain: 'a.example.com',
        policy: null,
        subdomain: 'reject',
        subdomainPct: null,
      },
    ],
    [
      'where it gives no answer, that of names below is not known',
      { '_dmarc.a.example.com': [GOOD], [AT]: 'timeout' },
      { state: 'found', policy: 'reject', subdomain: null, subdomainPct: null, isSubdomainKnown: false },
    ],
    [
      'a percentage of no policy is none',
      { [AT]: ['v=DMARC1; p=x; pct=50'] },
      { state: 'invalid', subdomain: null, subdomainPct: null, isSubdomainKnown: true },
    ],
  ])('%s', async (_, prepared, list) => {
    expect((await factsOf('a.example.com', prepared)).facts.list).toMatchObject(list);
  });
});

describe('how long it holds', () => {
  const lastsFor = (seconds: Readonly<Record<string, number>>, failing: readonly string[] = []): LookUp =>
    (async (asking: string) => {
      if (failing.includes(asking)) return { state: 'unavailable', reason: 'timeout', detail: null };
      const known = { aliases: [], authentic: false, ttlSeconds: seconds[asking] ?? 9000 };
      const answer: Lookup<string> =
        asking === AT
          ? { state: 'found', records: [GOOD], ...known }
          : { state: 'absent', reason: 'nodata', ...known };
      return answer;
    }) as LookUp;
  it.each<[why: string, lookUp: LookUp, ttl: number]>([
    ['an hour at most', lastsFor({}), 3600],
    ['no longer than the record', lastsFor({ [AT]: 300 }), 300],
    ['nor than that there is none above', lastsFor({ '_dmarc.com': 200 }), 200],
    ['nor than the texts of the domain', lastsFor({ 'example.com': 100 }), 100],
    ['what gave no answer says nothing of that', lastsFor({ [AT]: 300 }, ['example.com', '_dmarc.com']), 300],
  ])('%s', async (_, lookUp, ttl) => {
    let parts: DmarcParts = { dmarc: PENDING, dmarcReports: REJECTING.dmarcReports };
    const publish = (change: Partial<DmarcParts>) => void (parts = { ...parts, ...change });
    const asking = { policyDomain: name('example.com'), lookUp, parts: () => parts, publish };
    await gatherDmarc(asking as unknown as Asking<DmarcParts>, { registrableOf: () => name('example.com') });
    expect(dmarc.knowledge(parts).ttlSeconds).toBe(ttl);
  });
});

describe('no more is kept than anybody looks at', () => {
  it('of texts the first twenty, each up to 4096 characters', () => {
    const texts = Array.from({ length: 21 }, (_, index) => `x${index}`);
    expect(boundedTexts(texts)).toEqual(texts.slice(0, 20));
    const [whole, cut] = boundedTexts(['x'.repeat(4096), 'x'.repeat(4097)]);
    expect([whole?.length, cut?.length, cut?.at(-1)]).toEqual([4096, 4097, '…']);
  });

  it('of addresses those that can be used', () => {
    const uriOf = (length: number) => `mailto:${'a'.repeat(length - 17)}@b.example`;
    const parsed = parseDmarcRecord(
      `v=DMARC1; p=none; rua=${uriOf(1000)},${uriOf(1001)}; ruf=${uriOf(1001)}`,
    );
    const { rua, ruf } = boundedRecord((parsed as Extract<typeof parsed, { state: 'valid' }>).value);
    expect([rua.map(({ length }) => length), ruf]).toEqual([[1000], []]);
  });

  it('of a problem what its sentence can show, and numbers as they are', () => {
    const problem = { code: 'x', parameters: { text: 'x'.repeat(401), short: 'x'.repeat(400), count: 7 } };
    expect(boundedProblem(problem)).toEqual({
      code: 'x',
      parameters: { text: `${'x'.repeat(400)}…`, short: 'x'.repeat(400), count: 7 },
    });
  });

  it('the workshop takes up what is known to be all', async () => {
    const texts = Array.from({ length: 19 }, (_, index) => `x${index}`);
    const publishedIn = (parts: DmarcParts) => WRITTEN_DMARC.published(parts, WORDS);
    const taken = async (prepared: Prepared) =>
      publishedIn((await factsOf('example.com', { [AT]: prepared })).parts);
    expect((await taken(texts))?.split('\n')).toHaveLength(19);
    expect(await taken([...texts, 'y'])).toBeNull();
    expect(await taken(['x'.repeat(4097)])).toBeNull();
    expect(await taken('timeout')).toBeNull();
    expect(await taken('nodata')).toBe('');
    expect(publishedIn({ dmarc: PENDING, dmarcReports: PENDING })).toBeNull();
  });
});

describe('the hosts of reports', () => {
  const hostsOf = async (text: string, prepared: Readonly<Record<string, Prepared>> = {}) => {
    const { parts } = await factsOf('example.com', { [AT]: [text], ...prepared });
    return parts.dmarcReports.state === 'found' ? parts.dmarcReports.hosts : null;
  };

  it('an address without one has none', async () => {
    expect(await hostsOf('v=DMARC1; p=none; rua=mailto:a')).toEqual([]);
    expect(await hostsOf('v=DMARC1; p=x')).toEqual([]);
  });

  it('each is asked once, and takes mail if one of its addresses is a mailbox', async () => {
    const text =
      'v=DMARC1; p=none; rua=https://one.test/mailto:x,https://two.test/,MAILTO:a@two.test; ruf=mailto:b@two.test';
    const found = await hostsOf(text, { 'one.test MX': ['mx.one.test'], 'two.test MX': ['mx.two.test'] });
    expect(found?.map(({ host, tags, mail }) => [host, tags.join(' '), mail])).toEqual([
      ['one.test', 'rua', 'unasked'],
      ['two.test', 'rua ruf', 'yes'],
    ]);
  });

  it('both kinds of report have one answer, unless they are permitted apart (RFC 9991 §4)', async () => {
    const text = 'v=DMARC1; p=none; rua=mailto:a@one.test; ruf=mailto:b@one.test';
    const answers = async (permission: string) =>
      (await hostsOf(text, { 'example.com._report._dmarc.one.test': [permission] }))?.map(
        ({ tags, state, redirect }) => [tags.join(' '), state, redirect],
      );
    expect(await answers('v=DMARC1')).toEqual([['rua ruf', 'authorised', null]]);
    expect(await answers('v=DMARC1; ruf=mailto:c@one.test')).toEqual([
      ['rua', 'authorised', null],
      ['ruf', 'authorised', 'mailto:c@one.test'],
    ]);
    expect(await answers('v=DMARC1; ruf=mailto:c@two.test')).toEqual([
      ['rua', 'authorised', null],
      ['ruf', 'unauthorised', 'mailto:c@two.test'],
    ]);
  });

  it('of several addresses that one names, that is told for which reports go nowhere', async () => {
    const found = await hostsOf('v=DMARC1; p=none; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': ['v=DMARC1; rua=mailto:b@one.test,mailto:c@two.test'],
    });
    expect(found?.map(({ reason, redirect }) => [reason, redirect])).toEqual([
      ['redirect', 'mailto:c@two.test'],
    ]);
  });

  it('with an underscore is asked as any other', async () => {
    const found = await hostsOf('v=DMARC1; p=none; rua=mailto:a@r_p.one.test', {
      'r_p.one.test MX': ['mx.one.test'],
    });
    expect(found?.map(({ host, state, mail }) => [host, state, mail])).toEqual([
      ['r_p.one.test', 'unauthorised', 'yes'],
    ]);
  });

  it('that is no name cannot be asked, which is told', async () => {
    const uri = 'mailto:a@%5B192.0.2.1%5D';
    const { parts } = await factsOf('example.com', { [AT]: [`v=DMARC1; p=none; rua=${uri}; ruf=${uri}`] });
    expect(parts.dmarcReports).toMatchObject({ hosts: [], unchecked: [uri] });
  });

  it('of where one sends them on to no more is kept than can be shown', async () => {
    const uri = `mailto:${'b'.repeat(500)}@one.test`;
    const found = await hostsOf('v=DMARC1; p=none; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': [`v=DMARC1; rua=${uri}`],
    });
    expect(found?.[0]?.redirect).toBe(uri.slice(0, 400));
  });
});

describe('what is kept, and what is not known', () => {
  it.each<[why: string, parts: DmarcParts, kept: Partial<DmarcParts>, gap: string | null]>([
    ['nothing yet', { dmarc: PENDING, dmarcReports: PENDING }, {}, null],
    ['all', REJECTING, REJECTING, null],
    [
      'reports that were not looked at yet',
      { ...REJECTING, dmarcReports: PENDING },
      { dmarc: REJECTING.dmarc },
      null,
    ],
    [
      'the texts of the domain',
      {
        ...REJECTING,
        dmarc: { ...REJECTING.dmarc, apex: { ...REJECTING.dmarc.apex, state: 'unavailable' } },
      },
      {},
      'detail',
    ],
    ['the policy', { ...REJECTING, dmarc: { ...REJECTING.dmarc, state: 'unavailable' } }, {}, 'detail'],
    [
      'a name behind the end of the walk, which does not matter',
      withStep({ state: 'unavailable', isRead: false }),
      withStep({ state: 'unavailable', isRead: false }),
      null,
    ],
    ['a name before it', withStep({ state: 'unavailable' }), {}, 'detail'],
    ['whether a host permits it', withHost({ state: 'unavailable' }), { dmarc: REJECTING.dmarc }, 'detail'],
    [
      'one of two hosts',
      {
        ...REJECTING,
        dmarcReports: {
          ...REJECTING.dmarcReports,
          hosts: [
            ...REJECTING.dmarcReports.hosts,
            { ...REJECTING.dmarcReports.hosts[0]!, state: 'unavailable' },
          ],
        },
      },
      { dmarc: REJECTING.dmarc },
      'detail',
    ],
    ['whether it takes mail', withHost({ mail: 'unavailable' }), { dmarc: REJECTING.dmarc }, 'detail'],
  ])('%s', (_, parts, kept, gap) => {
    expect(dmarc.kept(parts)).toEqual(kept);
    expect(dmarc.knowledge(parts).gap).toBe(gap);
  });

  it('the shorter of two lives counts', () => {
    const lives = (policy: number, reports: number) =>
      dmarc.knowledge({
        dmarc: { ...REJECTING.dmarc, ttlSeconds: policy },
        dmarcReports: { ...REJECTING.dmarcReports, ttlSeconds: reports },
      }).ttlSeconds;
    expect([lives(60, 600), lives(600, 60)]).toEqual([60, 60]);
  });

  it.each<[why: string, parts: DmarcParts, state: string]>([
    ['it is looked up', { dmarc: PENDING, dmarcReports: PENDING }, 'pending'],
    ['a record', REJECTING, 'found'],
    ['none', withStep({ state: 'none' }), 'absent'],
    ['several', withStep({ state: 'several' }), 'invalid'],
    ['no answer', withStep({ state: 'unavailable' }), 'unavailable'],
  ])('the name that can be an alias has the state of its own step: %s', (_, parts, state) => {
    const [first, ...others] = dmarc.names?.(parts, name('example.com')) ?? [];
    expect([first?.name, first?.facts.state, others]).toEqual([AT, state, []]);
  });
});

/** With another first step on the way up. */
function withStep(change: Partial<DmarcFacts['steps'][number]>): DmarcParts {
  const [own, ...above] = REJECTING.dmarc.steps;
  return { ...REJECTING, dmarc: { ...REJECTING.dmarc, steps: [{ ...own!, ...change }, ...above] } };
}

function withHost(change: Partial<(typeof REJECTING.dmarcReports.hosts)[number]>): DmarcParts {
  const { dmarcReports } = REJECTING;
  return {
    ...REJECTING,
    dmarcReports: { ...dmarcReports, hosts: [{ ...dmarcReports.hosts[0]!, ...change }] },
  };
}
