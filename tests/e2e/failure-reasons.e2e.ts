import { PROBLEMS } from '../../lib/mechanisms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyFacts } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { FAILURE_CASES, type Told } from '../hostile/failure-cases.ts';
import { labDomain } from '../lab/description/domain.ts';
import { SUPPORT } from '../lab/support-zones.ts';
import type { World } from '../lab/description/types.ts';
import { checkBehind } from './check-behind.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { readPopup } from './popup-view.ts';

const FAILURE_WORLD: World = {
  domains: FAILURE_CASES.map(({ domain, what, policyHost }) => labDomain(domain, what, { policyHost })),
  support: SUPPORT,
};
/** A wait for words that never come takes a second; with all else around it, a check that waits takes longer than this. */
const WITHOUT_WAITING_MS = 900;

describe.each(EITHER)('what %s makes of a policy host', (browser, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded', world: FAILURE_WORLD });
  });
  afterAll(() => session?.close());

  it.each(FAILURE_CASES)('$domain: $what', async ({ domain, ...row }) => {
    const expected = browser === 'Chromium' ? row.chromium : row.firefox;
    const { digest, assessment } = await checkBehind(session.desk, domain);
    expect(toldBy(assessment.policy as PolicyFacts)).toEqual(expected);
    if (expected.code !== null) expect(digest.findings.map(({ code }) => code)).toContain(expected.code);
    const isUnknown = expected.code === 'policy-unreachable';
    expect(digest.standing).toBe(expected.code === null ? 'enforced' : isUnknown ? 'unknown' : 'broken');
    if (expected.code === 'policy-redirect')
      expect(assessment.policyFetch?.tookMs).toBeLessThan(WITHOUT_WAITING_MS);
  });

  // The popup draws what is judged, in the same way whatever the host did: one of each tells.
  const shown = Map.groupBy(
    FAILURE_CASES,
    (row) => row[browser === 'Chromium' ? 'chromium' : 'firefox'].code,
  );
  it.each([...shown].map(([code, [row]]) => [code ?? 'no fault', row!.domain, code] as const))(
    '%s is shown, such as of %s',
    async (_, domain, code) => {
      const page = await session.openAsked(`popup.html?domain=${domain}`);
      const { standing, findings } = await readPopup(page, domain);
      if (code === null) expect(standing).toBe('enforced');
      else expect(findings).toContain(code);
      await page.close();
    },
  );
});

function toldBy(policy: PolicyFacts): Told {
  const [problem] = policy.state === 'absent' ? [] : policy.problems;
  if (!problem) return { code: null };
  const name = PROBLEMS[problem.code].parameters.find((each) =>
    ['detail', 'status', 'target'].includes(each),
  );
  return name === undefined
    ? { code: problem.code }
    : { code: problem.code, value: problem.parameters[name]! };
}
