// @vitest-environment happy-dom
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { assessmentSchema } from '../../lib/browser/assessment-schema.ts';
import { digestSchema } from '../../lib/browser/digest-schema.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { EXAMPLE, assessmentOf, policyText } from '../support/assessments.ts';
import { showAssessment, showPopup } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { placesIn, withValue } from '../support/spoilt.ts';
import { NOW } from '../support/time.ts';

const query = {
  name: 'example.com',
  type: 'MX',
  outcome: 'NOERROR',
  authentic: false,
  startedAfterMs: 0,
  tookMs: 5,
} as const;
const held = {
  policyText: policyText('testing', 'mx: mail.example.com'),
  maxAgeSeconds: 86_400,
  fetchedAt: NOW,
};
const whole = assessmentOf({
  queries: [query],
  policyFetch: { startedAfterMs: 5, tookMs: 80 },
  remembered: {
    ...held,
    policyDomain: EXAMPLE,
    policyId: '1',
    mediaType: null,
    mode: 'testing',
    replaced: held,
  },
});

/** What passes for a value of its kind, and is none that was ever written. */
const odd = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-1, 0, 1e300, -1e300, 2 ** 53, 8.64e15 + 1, null, true, ''),
  fc.string(),
);

it('whatever counts as a result can be shown, in the popup and in the report', () => {
  let shown = 0;
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(whole)), odd, (place, value) => {
      const result = safeParse(assessmentSchema, withValue(whole, place, value));
      if (!result.success) return;
      shown += 1;
      expect(showAssessment(result.output).container.querySelector('h1')?.textContent).not.toBe('');
      showReport(result.output);
    }),
    { numRuns: 600 },
  );
  expect(shown).toBeGreaterThan(20);
});

it('whatever counts as a digest can be shown in the popup', () => {
  const digest = digestOf(whole, NOW);
  let shown = 0;
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(digest)), odd, (place, value) => {
      // A word that is missing is an error here alone: the browser shows nothing in its place.
      if (place[0] === 'rows' && place[2] === 'headline') return;
      const result = safeParse(digestSchema, withValue(digest, place, value));
      if (!result.success) return;
      shown += 1;
      const popup = showPopup({ digest: result.output, domain: EXAMPLE });
      expect(popup.container.querySelector('h1')?.textContent).not.toBe('');
    }),
    { numRuns: 1000 },
  );
  expect(shown).toBeGreaterThan(20);
});
