import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { calendarOf } from '../../lib/guide/calendar.ts';
import { mxChangePlan } from '../../lib/guide/plan-change-mx.ts';
import type { NoPlan, Plan } from '../../lib/guide/plan.ts';
import { removalPlan } from '../../lib/guide/plan-removal.ts';
import { rollOutPlan } from '../../lib/guide/plan-roll-out.ts';
import { mxMatcher } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { MAX_MAX_AGE_SECONDS } from '../../lib/mechanisms/mta-sts/max-age.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { bytes } from '../support/reading.ts';
import { DAY_MS, NOW as NOON } from '../support/time.ts';
import { RUNS } from './generators.ts';
import * as any from './guide-generators.ts';

/** In the middle of a minute. */
const NOW = NOON + 12_345;

const at = (plan: Plan, code: string) => plan.events.find((event) => event.code === code)?.at;

function expectInOrder(plan: Plan | NoPlan): asserts plan is Plan {
  if (plan.state === 'no-plan') throw new Error(plan.reason);
  const dates = plan.events.map((event) => event.at);
  expect(dates).toEqual(dates.toSorted((a, b) => a - b));
  for (const event of plan.events) {
    expect(event.at % 60_000).toBe(0);
    expect(event.at).toBeGreaterThanOrEqual(NOW);
    if (event.earliest !== null) expect(event.earliest).toBeLessThan(event.at);
  }
}

/** Until when senders may hold each policy that was ever seen here, by what a sender does: keep it for max_age from its fetch. */
function held({ policy, remembered }: Assessment, lastFetch: number) {
  const texts = [
    ...(policy.state === 'found' ? [{ text: policy.text ?? '', last: lastFetch }] : []),
    ...[remembered, remembered?.replaced].flatMap((each) =>
      each ? [{ text: each.policyText, last: each.fetchedAt }] : [],
    ),
  ];
  return texts.flatMap(({ text, last }) => {
    const parsed = parsePolicy(bytes(text));
    if (parsed.state === 'invalid') return [];
    const { value } = parsed;
    return [{ value, until: last + 1000 * Math.min(value.maxAgeSeconds, MAX_MAX_AGE_SECONDS) }];
  });
}

const dnsUntil = (part: object, from: number) =>
  from + ('ttlSeconds' in part ? 1000 * Number(part.ttlSeconds) : 0);

describe('the removal plan', () => {
  it('takes nothing away before every policy that was seen has run out everywhere', () => {
    fc.assert(
      fc.property(any.assessment, fc.option(fc.integer({ min: 0, max: 40_000_000 })), (assessment, told) => {
        const plan = removalPlan(assessment, NOW, told);
        if (plan.state === 'no-plan') return;
        expectInOrder(plan);
        const change =
          at(plan, 'change-id') ?? at(plan, 'restore-record') ?? at(plan, 'replace-record') ?? NOW;
        const record = at(plan, 'remove-record') ?? at(plan, 'remove-record-assumed') ?? 0;
        for (const { value, until } of held(
          assessment,
          at(plan, 'publish-none') === undefined ? NOW : change,
        ))
          if (value.mode !== 'none') expect(record).toBeGreaterThanOrEqual(until);
        const isWithdrawn = at(plan, 'publish-none') === undefined;
        if (told !== null && !isWithdrawn)
          expect(record).toBeGreaterThanOrEqual(change + 1000 * Math.min(told, MAX_MAX_AGE_SECONDS));
        expect(record).toBeGreaterThanOrEqual(dnsUntil(assessment.stsRecord, change));
        // The file goes last, once nobody knows the record any more.
        expect(at(plan, 'remove-file')).toBeGreaterThanOrEqual(dnsUntil(assessment.stsRecord, record));
        // Never a new id before the new file (RFC 8461 §8.1).
        if (!isWithdrawn) expect(change).toBeGreaterThan(NOW);
      }),
      RUNS,
    );
  });
});

describe('the plan for another mail server', () => {
  it('sends no mail to a server that a sender could still refuse', () => {
    fc.assert(
      fc.property(any.assessment, any.policyDomain, (assessment, added) => {
        const plan = mxChangePlan(assessment, added, null, NOW);
        if (plan.state === 'no-plan') return;
        expectInOrder(plan);
        const change = at(plan, 'add-mx') ?? 0;
        const newId = at(plan, 'change-id') ?? NOW;
        const isAdded = at(plan, 'add-pattern') !== undefined;
        for (const { value, until } of held(assessment, newId)) {
          const refuses = value.mode === 'enforce' && mxMatcher(value.mx)(added) === null;
          if (refuses) expect(change).toBeGreaterThanOrEqual(until);
        }
        if (isAdded) {
          expect(newId).toBeGreaterThan(at(plan, 'add-pattern') ?? 0);
          expect(change).toBeGreaterThanOrEqual(dnsUntil(assessment.stsRecord, newId));
        }
      }),
      RUNS,
    );
  });

  it('takes no pattern away that a server still needs, or that senders with old MX records need', () => {
    const cases = any.assessment.filter(({ mx }) => mx.state === 'found');
    fc.assert(
      fc.property(cases, any.policyDomain, fc.nat(), (assessment, added, index) => {
        const { mx } = assessment;
        if (mx.state !== 'found') return;
        const removed = mx.hosts[index % mx.hosts.length]!.name;
        const plan = mxChangePlan(assessment, added, removed, NOW);
        if (plan.state === 'no-plan') return;
        expectInOrder(plan);
        const gone = plan.events.find(({ code }) => code === 'remove-pattern');
        if (!gone) return;
        const rest = [added, ...mx.hosts.map(({ name }) => name).filter((name) => name !== removed)];
        const covers = mxMatcher([String(gone.parameters['pattern'])]);
        expect(rest.filter((name) => covers(name) !== null)).toEqual([]);
        expect(gone.at).toBeGreaterThanOrEqual(dnsUntil(mx, at(plan, 'replace-mx') ?? 0));
        expect(plan.events.at(-1)?.code).toBe('change-id');
      }),
      RUNS,
    );
  });
});

describe('the roll-out plan', () => {
  it('goes from reports to testing to enforce to a long max_age, with two weeks of reports before enforce', () => {
    const order = [
      'publish-tlsrpt',
      'publish-testing',
      'step-back',
      'publish-repair',
      'publish-repair-testing',
      'repair-record',
      'first-reports',
      'publish-enforce',
      'lengthen-max-age',
    ];
    fc.assert(
      fc.property(any.assessment, (assessment) => {
        const plan = rollOutPlan(assessment, NOW);
        if (plan.state === 'no-plan') return;
        expectInOrder(plan);
        const places = plan.events.map(({ code }) => order.indexOf(code));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const enforce = at(plan, 'publish-enforce');
        if (enforce === undefined) return;
        const start = at(plan, 'publish-testing') ?? NOW;
        expect(enforce).toBeGreaterThanOrEqual(start + 14 * DAY_MS);
        expect(at(plan, 'first-reports')).toBeGreaterThanOrEqual(start + DAY_MS);
      }),
      RUNS,
    );
  });
});

describe('calendarOf', () => {
  const plans = fc
    .tuple(any.assessment, fc.constantFrom(rollOutPlan, removalPlan))
    .map(([assessment, make]) => ({ plan: make(assessment, NOW), assessment }))
    .filter((each): each is { plan: Plan; assessment: Assessment } => each.plan.state === 'planned');
  const words = fc.string({
    unit: fc.constantFrom('a', 'ü', '😀', '\n', ',', ';', '\\', ':', '"', ' '),
    minLength: 1,
    maxLength: 200,
  });

  it('is well formed, and another reader finds every event in it', () => {
    fc.assert(
      fc.property(plans, words, words, ({ plan, assessment: { policyDomain } }, title, text) => {
        const ics = calendarOf(plan, policyDomain, `Plan ${title}`, () => ({ title, text }), NOW);
        const lines = ics.split('\r\n');
        expect(lines.at(-1)).toBe('');
        expect(lines.filter((line) => /[\r\n]/.test(line) || bytes(line).length > 75)).toEqual([]);
        const calendar = new ICAL.Component(ICAL.parse(ics));
        const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
        expect(events.map((each) => each.startDate.toJSDate().getTime())).toEqual(
          plan.events.map((event) => event.at),
        );
        expect(new Set(events.map(({ uid }) => uid)).size).toBe(plan.events.length);
        for (const each of events) expect([each.summary, each.description]).toEqual([title, text]);
        const name = calendar.getFirstPropertyValue('x-wr-calname');
        expect(name).toBe(`Plan ${title}`.replaceAll(/\s+/g, ' ').trim());
      }),
      RUNS,
    );
  });
});
