import { expect, it } from 'vitest';
import { calendarOf } from '../../../lib/guide/calendar.ts';
import type { Plan } from '../../../lib/guide/plan.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { DAY_MS, NOW } from '../../support/time.ts';

const plan: Plan = {
  state: 'planned',
  kind: 'change-mx',
  events: [
    { code: 'change-id', at: NOW, parameters: {}, earliest: null },
    { code: 'add-mx', at: NOW + DAY_MS, parameters: { host: 'mx3.example.com' }, earliest: null },
  ],
};

const words = () => ({ title: 'New id, please', text: 'Line one\nline two; done' });

it('is a calendar of half hours in UTC, with UIDs that stay', () => {
  expect(calendarOf(plan, EXAMPLE, '\nMail of\r\n\texample.com ', words, NOW).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Waxseal//Guide//EN',
    'METHOD:PUBLISH',
    'NAME:Mail of example.com',
    'X-WR-CALNAME:Mail of example.com',
    ...[1, 2].flatMap((number) => [
      'BEGIN:VEVENT',
      `UID:waxseal-change-mx-mx3.example.com-1-${number === 1 ? 'change-id' : 'add-mx'}@example.com`,
      `SEQUENCE:${(NOW - Date.UTC(2026, 0, 1)) / 1000}`,
      'DTSTAMP:20260601T120000Z',
      `DTSTART:2026060${number}T120000Z`,
      `DTEND:2026060${number}T123000Z`,
      String.raw`SUMMARY:New id\, please`,
      String.raw`DESCRIPTION:Line one\nline two\; done`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]);
});

it('has UIDs that say the kind alone where a plan is about no server', () => {
  const removal: Plan = {
    state: 'planned',
    kind: 'remove',
    events: [{ code: 'remove-file', at: NOW, parameters: {}, earliest: null }],
  };
  expect(calendarOf(removal, EXAMPLE, 'Mail', words, NOW).split('\r\n')).toContain(
    'UID:waxseal-remove-1-remove-file@example.com',
  );
});
