import { afterAll, beforeAll, describe, it } from 'vitest';
import { CANARY_CASES } from '../hostile/canary.ts';
import { HOSTILE_WORLD, POLICY_CASES } from '../hostile/world.ts';
import { startSession, type Session } from './chromium-session.ts';
import { checkCanaryCase, checkPolicyCase, type View } from './hostile-checks.ts';

describe('the hostile world, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession({ dns: 'embedded', world: HOSTILE_WORLD });
  });
  afterAll(() => session?.close());

  const view: View = (page, domain) => session.chromium.openAsked(`${page}.html?domain=${domain}`);

  it.each(POLICY_CASES.filter(({ by }) => by !== 'node'))('$domain: $what', (hostile) =>
    checkPolicyCase(hostile, { seen: hostile }, session.lab, view),
  );

  it.each(CANARY_CASES)('$domain: $what', (hostile) => checkCanaryCase(hostile, hostile, session.lab, view));
});
