import type { ProblemCode } from '../../lib/mechanisms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mode } from '../../lib/mechanisms/mta-sts/mode.ts';
import { WORLD, WORLD_FILES } from '../lab/world.ts';
import { standingWith } from '../support/letter.ts';
import type { Publication } from '../lab/publish.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import {
  checkAgain,
  openGuide,
  policyOnPage,
  publicationOnPage,
  readFileThatIsThere,
  statesOf,
} from './guide-view.ts';

/** A Chromium that runs already keeps missing a policy host that had no address, or refused, when a record announced it at its start. */
const FIREFOX_ALONE = new Set<ProblemCode>([
  'policy-host-no-address',
  'policy-host-not-delegated',
  'policy-refused',
]);
const IN_ORDER = ['enforced', 'testing', 'disabled', 'dane', 'held'];
const ALL_DONE = new Set(['done']);
/** Their policies are all alike; what they are about has a letter of its own (guide-spoofing.e2e.ts, tests/unit/guide/letter-spoofing.test.ts). */
const ALIKE = new Set(
  ['spf', 'dmarc', 'spf-senders', 'dkim', 'bimi', 'caa']
    .flatMap((file) => WORLD_FILES[file] ?? [])
    .map(({ domain }) => domain),
);

const needsFirefox = (findings: readonly ProblemCode[]) => findings.some((code) => FIREFOX_ALONE.has(code));

/** One domain of each outcome: every domain is followed without a browser (tests/unit/guide/letter.test.ts). */
const FOLLOWED = Array.from(
  Map.groupBy(
    WORLD.domains.filter(
      ({ domain, expected }) => !ALIKE.has(domain) && expected.guide !== 'proposes-nothing',
    ),
    ({ expected: { guide, standing, mode, findings } }) =>
      [guide, standing, mode, needsFirefox(findings)].join(),
  ).values(),
).flatMap(([first]) => first ?? []);

describe.each(EITHER)('the guide of lab domains, published to the letter, in %s', (browser, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start();
  });
  afterAll(() => session?.close());

  const domains = FOLLOWED.filter(
    ({ expected }) => browser === 'Firefox' || !needsFirefox(expected.findings),
  ).map(({ domain, what, expected }) => [domain, what, expected] as const);

  it.each(domains)('%s (%s) ends in what it promised', async (domain, _what, expected) => {
    const page = await openGuide(session, domain);
    await readFileThatIsThere(page);
    const isToDo = (states: Record<string, string>) =>
      Object.values(states).some((state) => state !== 'done');
    const stepsBefore = await statesOf(page, 'step');
    if (isToDo(stepsBefore)) {
      // Targets that stand in a record, well written or not, are in the field already.
      const targets = await page.$eval('#rua', (each) => (each as HTMLTextAreaElement).value);
      if (targets === '') await page.type('#rua', 'tls-reports@provider.test');
      const file = await policyOnPage(page);
      const mode = await page.$eval('input[name=mode]:checked', (each) => (each as HTMLInputElement).value);
      const publication: Publication = await publicationOnPage(page, file);
      await session.lab.publish(domain, publication);
      await checkAgain(page);
      expect(await page.$eval('main', ({ dataset }) => dataset['standing'])).toBe(
        standingWith(mode as Mode, expected.headlines),
      );
    } else if (expected.guide === 'leaves-the-policy') {
      // No step repairs that, and no policy is taken back for it.
      expect(await page.$('.mx-records .error')).not.toBeNull();
      expect(await page.$eval('[data-checked]', ({ textContent }) => textContent)).toContain('are left');
    } else {
      expect(IN_ORDER).toContain(expected.standing);
    }
    expect(new Set(Object.values(await statesOf(page, 'step')))).toEqual(ALL_DONE);
    expect(new Set(Object.values(await statesOf(page, 'check')))).toEqual(ALL_DONE);
    await page.close();
  });
});
