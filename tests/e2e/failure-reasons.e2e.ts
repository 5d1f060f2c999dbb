import { PROBLEMS } from '../../lib/mechanisms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyFacts } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { FAILURE_CASES, type Told } from '../hostile/failure-cases.ts';
import { labDomain } from '../lab/description/domain.ts';
import { SUPPORT } from '../lab/support-zones.ts';
import type { World } from '../lab/description/types.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { OneTab } from './one-tab.ts';
import { readPopup } from './popup-view.ts';

const FAILURE_WORLD: World = {
  domains: FAILURE_CASES.map(({ domain, what, policyHost }) => labDomain(domain, what, { policyHost })),
  support: SUPPORT,
};
/** A wait for words that never come takes a second; with all else around it, a check that waits takes longer than this. */
const WITHOUT_WAITING_MS = 900;

describe.each(EITHER)('what %s makes of a policy host', (browser, start) => {
  let session: EitherSession;
  let tab: OneTab;
  beforeAll(async () => {
    session = await start({ dns: 'embedded', world: FAILURE_WORLD });
    tab = new OneTab(session);
  });
  afterAll(() => session?.close());

  it.each(FAILURE_CASES)('$domain: $what', async ({ domain, ...row }) => {
    const expected = browser === 'Chromium' ? row.chromium : row.firefox;
    const page = await tab.show(`popup.html?domain=${domain}`);
    const { standing, findings } = await readPopup(page, domain);
    const stored = await session.desk.stored('session');
    const assessment = stored[`assessment:${domain}`] as {
      policy: PolicyFacts;
      policyFetch: { tookMs: number };
    };
    expect(toldBy(assessment.policy)).toEqual(expected);
    if (expected.code !== null) expect(findings).toContain(expected.code);
    const isUnknown = expected.code === 'policy-unreachable';
    expect(standing).toBe(expected.code === null ? 'enforced' : isUnknown ? 'unknown' : 'broken');
    if (expected.code === 'policy-redirect')
      expect(assessment.policyFetch.tookMs).toBeLessThan(WITHOUT_WAITING_MS);
  });
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
