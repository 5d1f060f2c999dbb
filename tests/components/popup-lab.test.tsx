// @vitest-environment happy-dom
import { waitFor } from '@testing-library/preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInLab } from '../support/lab-look.ts';
import { showAssessment } from '../support/popup.tsx';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { WORLD } from '../lab/world.ts';

/** The browsers are shown one domain of each kind (tests/e2e/lab-domains.e2e.ts). */
describe('the popup can be drawn for every domain of the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ dns: 'embedded' });
  });
  afterAll(() => lab?.stop());

  it.each(WORLD.domains)('$domain: $what', async ({ domain }) => {
    const assessment = await lookInLab(lab, domain);
    const now = Date.now();
    const { container } = showAssessment(assessment, { now });
    await waitFor(() => expect(container.querySelector('.fold .evidence h3')).not.toBeNull());
    const digest = digestOf(assessment, now);
    expect(container.querySelector('main')?.dataset['standing']).toBe(digest.standing);
    const shown = Array.from(
      container.querySelectorAll<HTMLElement>('[data-code]'),
      ({ dataset }) => dataset['code'],
    );
    expect(new Set(shown)).toEqual(new Set(digest.findings.map(({ code }) => code)));
    for (const { name, headline } of digest.rows) {
      const row = container.querySelector<HTMLElement>(`[data-mechanism=${name}]`);
      expect(row?.dataset['state'], name).toBe(headline);
    }
    // A value that is not there.
    expect(container.textContent).not.toMatch(/undefined|\[object|\$\d/);
  });
});
