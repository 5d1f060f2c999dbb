import { describe, expect, it } from 'vitest';
import { HOSTING_CHECKS, hostingChecksOf } from '../../../lib/guide/hosting-checks.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { assessmentOf, failedFetch, policyOf, policyText, unreadPolicy } from '../../support/assessments.ts';

const good = policyText('enforce', 'mx: mail.example.com');
const held = 'done done done done done';

/** Address, certificate, redirect, status, media type; then what was found. */
const CASES: readonly (readonly [
  why: string,
  change: Partial<Assessment>,
  states: string,
  found: string | null,
])[] = [
  ['all in order', {}, held, null],
  ['the body is no policy, and was served well', { policy: policyOf('nonsense') }, held, null],
  [
    'parameters of the media type are no fault',
    { policy: policyOf(good, 'Text/Plain; charset=utf-8') },
    held,
    null,
  ],
  ['nor is space around it', { policy: policyOf(good, 'text/plain ; charset=utf-8') }, held, null],
  ['another media type', { policy: policyOf(good, 'text/html') }, 'done done done done open', 'text/html'],
  ['no media type', { policy: policyOf(good, null) }, 'done done done done open', null],
  ['404', { policy: failedFetch('policy-status', { status: 404 }) }, 'done done done open unknown', '404'],
  [
    'a redirect hides the status behind it',
    { policy: failedFetch('policy-redirect', { target: 'https://a.example/' }) },
    'done done open unknown unknown',
    'https://a.example/',
  ],
  [
    'a redirect that the browser does not tell',
    { policy: failedFetch('policy-redirect', { target: '' }) },
    'done done open unknown unknown',
    null,
  ],
  [
    'an expired certificate: somebody answered there',
    { policy: failedFetch('policy-certificate-expired') },
    'done open unknown unknown unknown',
    null,
  ],
  ...(
    [
      'policy-certificate-expired',
      'policy-certificate-wrong-name',
      'policy-certificate-untrusted',
      'policy-tls',
    ] as const
  ).map(
    (code) =>
      [
        `${code}: there is an address, whether DNS was asked or not`,
        { policy: failedFetch(code), policyHost: { state: 'not-asked' } },
        'done open unknown unknown unknown',
        null,
      ] as const,
  ),
  [
    'too large: it came, and of its media type nothing is told',
    { policy: failedFetch('policy-too-large') },
    'done done done done unknown',
    null,
  ],
  [
    'refused, at an address that DNS has',
    { policy: failedFetch('policy-refused'), policyHost: { state: 'found', aliases: [] } },
    'done unknown unknown unknown unknown',
    null,
  ],
  [
    'no address',
    { policy: failedFetch('policy-host-no-address'), policyHost: { state: 'absent', aliases: [] } },
    'open unknown unknown unknown unknown',
    null,
  ],
  [
    'no address, as the browser alone says',
    { policy: failedFetch('policy-host-no-address'), policyHost: { state: 'not-asked' } },
    'open unknown unknown unknown unknown',
    null,
  ],
  [
    'no address, as DNS alone says',
    { policy: unreadPolicy('policy-timeout'), policyHost: { state: 'absent', aliases: [] } },
    'open unknown unknown unknown unknown',
    null,
  ],
  [
    'a timeout tells nothing',
    { policy: unreadPolicy('policy-timeout'), policyHost: { state: 'not-asked' } },
    'unknown unknown unknown unknown unknown',
    null,
  ],
  [
    'nobody has looked',
    { policy: { state: 'absent' }, policyHost: { state: 'not-asked' } },
    'unknown unknown unknown unknown unknown',
    null,
  ],
];

describe('what must hold at the place of the policy', () => {
  it.each(CASES)('%s', (_, change, states, found) => {
    const checks = hostingChecksOf(assessmentOf(change));
    expect(checks.map(({ state }) => state).join(' ')).toBe(states);
    expect(checks.map(({ check }) => check)).toEqual(HOSTING_CHECKS);
    expect(checks.flatMap((each) => each.found ?? [])).toEqual(found === null ? [] : [found]);
  });
});
