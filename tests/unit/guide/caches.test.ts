import { expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { cachesOf } from '../../../lib/guide/caches.ts';
import {
  assessmentOf,
  name,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../../support/assessments.ts';
import { lines } from '../../support/reading.ts';
import { DAY_MS, NOW } from '../../support/time.ts';

const TTL_END = NOW - 200 + 300_000;
const dns = ['record-in-resolvers', 'mx-in-resolvers', 'tlsrpt-in-resolvers'].map((code) => ({
  code,
  until: TTL_END,
}));
const held = (text: string, days: number) => ({
  policyText: text,
  maxAgeSeconds: days * 86400,
  fetchedAt: NOW - DAY_MS,
});
const remembered = {
  ...held('an older one', 10),
  policyDomain: name('example.com'),
  policyId: '1',
  mediaType: null,
  mode: 'testing',
  replaced: held('one before that', 5),
} as const;
const LIVE = { code: 'policy-at-senders', until: NOW + 14 * DAY_MS };

it.each<[string, Partial<Assessment>, number, object[]]>([
  ['DNS by its TTL, the policy by its max_age', {}, NOW, [...dns, LIVE]],
  ['what is over is left out', {}, TTL_END, [LIVE]],
  ['all is over', {}, NOW + 14 * DAY_MS, []],
  [
    'what could not be looked up is not known to be cached',
    { mx: unknown(), stsRecord: unknown() },
    NOW,
    [dns[2]!, LIVE],
  ],
  [
    'that there is no record is cached too',
    { stsRecord: stsRecord(), policy: { state: 'absent' } },
    NOW,
    [{ code: 'record-absence-in-resolvers', until: TTL_END }, ...dns.slice(1)],
  ],
  [
    'for reports and mail servers the same',
    { tlsrpt: tlsrptRecord(), mx: noMail('no-address') },
    NOW,
    [
      dns[0]!,
      { code: 'mx-absence-in-resolvers', until: TTL_END },
      { code: 'tlsrpt-absence-in-resolvers', until: TTL_END },
      LIVE,
    ],
  ],
  ['a null MX is a record', { mx: noMail('null-mx') }, NOW, [...dns, LIVE]],
  [
    'policies that were seen before, unless they are the live one',
    { remembered },
    TTL_END,
    [
      LIVE,
      { code: 'earlier-policy-at-senders', until: NOW + 9 * DAY_MS },
      { code: 'earlier-policy-at-senders', until: NOW + 4 * DAY_MS },
    ],
  ],
  [
    'one that was seen before and is the live one is counted once',
    { remembered: { ...remembered, policyText: policyText('enforce', 'mx: mail.example.com') } },
    TTL_END,
    [LIVE, { code: 'earlier-policy-at-senders', until: NOW + 4 * DAY_MS }],
  ],
  [
    'a longer max_age than the RFC allows counts as a year',
    {
      policy: policyOf(lines('version: STSv1', 'mode: enforce', 'max_age: 99999999', 'mx: mail.example.com')),
    },
    TTL_END,
    [{ code: 'policy-at-senders', until: NOW + 365.25 * DAY_MS }],
  ],
])('cachesOf: %s', (_, change, now, expected) => {
  expect(cachesOf(assessmentOf(change), now)).toEqual(expected);
});
