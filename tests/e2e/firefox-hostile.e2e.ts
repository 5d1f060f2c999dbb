import { afterAll, beforeAll, describe, it } from 'vitest';
import { CANARY_CASES } from '../hostile/canary.ts';
import { HOSTILE_WORLD, POLICY_CASES } from '../hostile/world.ts';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { checkCanaryCase, checkPolicyCase, type View } from './hostile-checks.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

describe('the hostile world, in Firefox', () => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab({ dns: 'embedded', world: HOSTILE_WORLD });
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  const view: View = (page, domain) => firefox.openAsked(`${page}.html?domain=${domain}`);

  it.each(POLICY_CASES.filter(({ by }) => by !== 'node'))('$domain: $what', (hostile) =>
    checkPolicyCase(
      hostile,
      { seen: hostile.inFirefox ?? hostile, requestsAtMost: hostile.requestsInFirefox },
      lab,
      view,
    ),
  );

  it.each(CANARY_CASES)('$domain: $what', (hostile) =>
    checkCanaryCase(hostile, hostile.inFirefox ?? hostile, lab, view),
  );
});
