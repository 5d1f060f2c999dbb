import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../lib/check/assess.ts';
import { POLICY_DEADLINE_MS } from '../../lib/mechanisms/mta-sts/fetch-policy.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { name } from '../support/assessments.ts';
import { fakeStore } from '../support/deps.ts';
import { fakeDeadlines } from '../support/time.ts';
import { expectedOf, seenIn } from './case.ts';
import { CANARY_CASES } from './canary.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { HOSTILE_WORLD, POLICY_CASES } from './world.ts';

/** Real connections to the lab, by the fetch of Node; the browsers' turn is in tests/e2e/hostile.e2e.ts. */
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ dns: 'embedded', world: HOSTILE_WORLD });
});
afterAll(() => lab?.stop());
beforeEach(() => lab.clearLogs());

function look(domain: string) {
  const deadlines = fakeDeadlines();
  const deps: Deps = {
    fetch: lab.nodeFetch,
    now: Date.now,
    deadline: deadlines.deadline,
    resolver: { id: 'custom', name: 'lab', url: lab.dohUrl },
    mayRead: async () => true,
    randomLabel: () => 'random',
    policies: fakeStore().store,
    registrableOf,
  };
  const assessed = assess(name(domain), deps, () => undefined);
  return { assessed, deadlines };
}

describe('a policy host', () => {
  it.each(POLICY_CASES.filter(({ by }) => by !== 'browsers'))('$domain: $what', async (hostile) => {
    const { assessed, deadlines } = look(hostile.domain);
    if (hostile.endsAfterBytes !== undefined) {
      const wanted = hostile.endsAfterBytes;
      await expect
        .poll(() => lab.policyAnswers()[0]?.bytes, { timeout: 5000 })
        .toBeGreaterThanOrEqual(wanted);
      // Nobody's but the policy's: questions of others may be under way.
      deadlines.expire(POLICY_DEADLINE_MS);
    }
    expect(seenIn(standingOf(await assessed))).toEqual(expectedOf(hostile.inNode ?? hostile));
    // Once, and nowhere else.
    const requests = lab.policyRequests().map(({ host }) => host);
    expect(requests.filter((host) => host !== `mta-sts.${hostile.domain}`)).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(1);
    const [answer] = lab.policyAnswers();
    if (hostile.isLeft) await expect.poll(() => answer?.isOver).toBe(true);
    if (hostile.sentAtMost !== undefined) expect(answer?.bytes).toBeLessThan(hostile.sentAtMost);
  });
});

describe('what strangers write', () => {
  it.each(CANARY_CASES)('$domain: $what', async (hostile) => {
    expect(seenIn(standingOf(await look(hostile.domain).assessed))).toEqual(expectedOf(hostile));
  });
});
