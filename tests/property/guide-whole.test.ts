import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { calendarText } from '../../lib/guide/calendar.ts';
import { loadSteps } from '../../lib/guide/load-steps.ts';
import { parkedZone } from '../../lib/guide/parked.ts';
import type { OrderedLine } from '../../lib/guide/whole-plan.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import type { StepText } from '../../lib/steps.ts';
import { WEIGHTS } from '../../lib/verdict/weights.ts';
import { isError, judgeAll } from '../../lib/mechanisms.ts';
import {
  assessmentOf,
  EXAMPLE,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  SIGNED_MAIL,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { factsIn } from '../support/guided.ts';
import type { Zone } from '../support/spf-world.ts';
import { DAY_MS, NOW } from '../support/time.ts';
import { planOf } from '../support/whole-plan.ts';
import { WORDS } from '../support/words.ts';

/** The plan of the whole over what may be found of each mechanism: nothing, what is wrong, what is right, and what is not known. */

const ALL = await loadSteps();
const serving = (mode: string, pattern = 'mail.example.com'): Partial<Assessment> => ({
  policy: policyOf(policyText(mode, `mx: ${pattern}`)),
});
const UNANNOUNCED = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
const POLICIES: readonly Partial<Assessment>[] = [
  { ...UNANNOUNCED, policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }) },
  UNANNOUNCED,
  serving('testing'),
  serving('enforce'),
  serving('enforce', 'other.example.com'),
  serving('none'),
  { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'timeout' }) },
];
const REPORTS: readonly Partial<Assessment>[] = [
  {},
  { tlsrpt: tlsrptRecord() },
  { tlsrpt: tlsrptRecord('v=TLSRPTv1') },
  { tlsrpt: unknown() },
];
const KEYS: readonly Partial<Assessment>[] = [
  {},
  { dkim: { ...SIGNED_MAIL, selectors: [] } },
  { dkim: { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] } },
  { dkim: { ...SIGNED_MAIL, base: 'unavailable', reason: 'timeout', selectors: [], beside: unknown() } },
];
const SERVERS = [
  mxOf(host('mail.example.com')),
  mxOf(host('mail.example.com'), host('gone.example.com', 20, { address: 'absent' })),
  { ...mxOf(host('example.com', 0)), implicit: true },
  { ...mxOf(host('mail.example.com')), nullPreferences: [0] },
  noMail('null-mx'),
  noMail('no-address'),
  unknown('timeout'),
] as const;
const SPF = [
  [],
  ['v=spf1 mx -all'],
  ['v=spf1 mx ~all'],
  ['v=spf1 ?all'],
  ['v=spf1 -all'],
  ['v=spf1 -all', 'v=spf1 mx ~all'],
  ['v=spf1 mx all-'],
  'fails',
] as const;
const DMARC = [
  [],
  ['v=DMARC1; p=none'],
  ['v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
  ['v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com'],
  ['v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@example.com'],
  ['v=DMARC1; p=reject; t=y'],
  ['v=DMARC1; p=reject'],
  ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
  'fails',
] as const;

/** Everything that is generated, once: fetching and reading are the same each time. */
const facts = fc.record({
  mx: fc.constantFrom(...SERVERS),
  spf: fc.constantFrom(...SPF),
  dmarc: fc.constantFrom(...DMARC),
  change: fc
    .tuple(fc.constantFrom(...POLICIES), fc.constantFrom(...REPORTS), fc.constantFrom(...KEYS))
    .map((all): Partial<Assessment> => Object.assign({}, ...all)),
});

type Facts = typeof facts extends fc.Arbitrary<infer Each> ? Each : never;

async function assessed({ mx, spf, dmarc, change }: Facts): Promise<Assessment> {
  const entry = (texts: readonly string[] | 'fails') =>
    texts === 'fails' ? ({ fails: 'TXT' } as const) : { TXT: texts };
  const zone: Zone = {
    'example.com': { MX: '10 mail.example.com', ...entry(spf) },
    'mail.example.com': { A: '203.0.113.9' },
    '_dmarc.example.com': entry(dmarc),
  };
  const found = await factsIn({ of: 'spf', domain: 'example.com', zone, mx });
  return assessmentOf({
    spf: found.spf,
    dmarc: found.dmarc,
    dmarcReports: found.dmarcReports,
    mx,
    ...change,
  });
}

const laneOf = ({ mechanism }: OrderedLine) => WEIGHTS[mechanism].lane;
const context = { policyDomain: EXAMPLE, registrableOf, now: NOW, say: WORDS.say, answers: {} };

/** Every date in the steps themselves, by the id that it has in their calendar. */
function ownDates(assessment: Assessment): Map<string, number> {
  const dates = (body: readonly StepText[]) =>
    body.flatMap((text) => (text.kind === 'dates' ? text.dates : []));
  const steps = ALL.flatMap(({ stepsOf }) => stepsOf(assessment, context));
  return new Map(
    steps.flatMap(({ body }) =>
      dates(body).flatMap(({ kind, events }) =>
        events.map(({ code, at }) => [`${kind}-${code}`, at] as const),
      ),
    ),
  );
}

describe('the whole plan, whatever is found', () => {
  it('asks for more only behind all that is not done of its lane, and says for what it waits', async () => {
    let waiting = 0;
    await fc.assert(
      fc.asyncProperty(facts, async (found) => {
        const { now, later } = planOf(ALL, await assessed(found), NOW);
        const all = [...now, ...later];
        for (const [place, line] of all.entries()) {
          if (line.phase !== 'tighten' || line.state === 'done') continue;
          const before = all.filter(
            (each) => laneOf(each) === laneOf(line) && each.phase !== 'tighten' && each.state !== 'done',
          );
          for (const each of before) expect(all.indexOf(each)).toBeLessThan(place);
          const undated = before.filter(({ at }) => at === null || at <= NOW);
          expect(new Set(line.waits)).toEqual(new Set(undated.map(({ mechanism }) => mechanism)));
          waiting += line.waits.length;
          // Four weeks of reports are read before forged mail is refused, whatever else is done.
          if (line.at !== null && line.mechanism === 'dmarc')
            expect(line.at).toBeGreaterThanOrEqual(NOW + 28 * DAY_MS);
        }
      }),
      { numRuns: 400 },
    );
    expect(waiting).toBeGreaterThan(200);
  });

  it('has the dates of the steps and no other, in order, and each once', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(facts, async (found) => {
        const assessment = await assessed(found);
        const { now, later } = planOf(ALL, assessment, NOW);
        const own = ownDates(assessment);
        const dated = [...now, ...later].filter(({ id }) => id !== null);
        for (const { id, at, place } of dated)
          if (place.kind === 'advice') expect(own.get(id!), id!).toBe(at);
        seen += dated.length;
        const dates = later.map(({ at }) => at ?? Infinity);
        expect(dates).toEqual(dates.toSorted((a, b) => a - b));
        const entries = dated.map(({ id, at, what, why }) => ({ id: id!, at: at!, title: what, text: why }));
        const calendar = new ICAL.Component(ICAL.parse(calendarText(entries, EXAMPLE, 'x', NOW)));
        const uids = calendar
          .getAllSubcomponents('vevent')
          .map((each) => String(each.getFirstPropertyValue('uid')));
        expect(new Set(uids).size).toBe(uids.length);
        expect(uids).toEqual(dated.map(({ id }) => `waxseal-${id}@example.com`));
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(300);
  });

  it('calls nothing done of which an error says otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (found) => {
        const assessment = await assessed(found);
        const { now, later } = planOf(ALL, assessment, NOW);
        const all = [...now, ...later];
        const judgements = judgeAll(assessment, { policyDomain: EXAMPLE, now: NOW });
        for (const each of ['spf', 'dmarc'] as const) {
          const hasError = judgements[each].findings.some(isError);
          const lines = all.filter(({ mechanism }) => mechanism === each);
          if (hasError && lines.length > 0)
            expect(
              lines.some(({ state }) => state !== 'done'),
              each,
            ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the zone of a domain without mail, whatever is found', () => {
  it('is offered without a choice only where something says that there is no mail, and nothing that there is', async () => {
    let said = 0;
    await fc.assert(
      fc.asyncProperty(facts, async (found) => {
        const assessment = await assessed(found);
        const zone = parkedZone(ALL, assessment, context)!;
        if (zone.state !== 'said') return;
        said += 1;
        const { mx, spf, dkim } = assessment;
        expect(mx.state).toBe('absent');
        expect(spf.state === 'absent' || ('texts' in spf && spf.texts.join() === 'v=spf1 -all')).toBe(true);
        expect('selectors' in dkim && dkim.selectors).toEqual([]);
        expect(zone.unknown.filter((each) => each !== 'dmarc')).toEqual([]);
      }),
      { numRuns: 600 },
    );
    expect(said).toBeGreaterThan(10);
  });

  it('has no line for what is as it should be, or is not known', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (found) => {
        const assessment = await assessed(found);
        const { lines, unknown: open } = parkedZone(ALL, assessment, context)!;
        const { mx, spf } = assessment;
        const has = (line: string) => lines.includes(line);
        expect(has('example.com. IN MX 0 .')).toBe(
          mx.state !== 'unavailable' && !('nullPreferences' in mx && mx.nullPreferences.includes(0)),
        );
        const isClosed = 'texts' in spf && spf.texts.join() === 'v=spf1 -all';
        expect(has('example.com. IN TXT "v=spf1 -all"')).toBe(spf.state !== 'unavailable' && !isClosed);
        expect(open.includes('mx')).toBe(mx.state === 'unavailable');
        // No address is made up.
        for (const line of lines.filter((each) => each.includes('v=DMARC1')))
          expect(line).toMatch(/^_dmarc\.example\.com\. IN TXT "v=DMARC1; p=reject(?:; sp=none)?"$/);
      }),
      { numRuns: 300 },
    );
  });
});
