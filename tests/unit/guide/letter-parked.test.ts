import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { judgeAll, PROBLEMS } from '../../../lib/mechanisms.ts';
import { loadSteps, type LoadedSteps } from '../../../lib/guide/load-steps.ts';
import { parkedZone } from '../../../lib/guide/parked.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { scoreOf } from '../../../lib/verdict/score.ts';
import type { Lab } from '../../lab/lab.ts';
import { startLab } from '../../lab/start.ts';
import { lookInLab } from '../../support/lab-look.ts';
import { WORLD } from '../../lab/world.ts';
import { WORDS } from '../../support/words.ts';
import { publicationOf } from '../../support/zone-block.ts';

/** The block of zone lines for a domain without mail, for every domain of the lab whose owner says that it has none: published to the letter, and checked again. */

let lab: Lab;
let all: readonly LoadedSteps[];
beforeAll(async () => {
  lab = await startLab({ dns: 'embedded' });
  all = await loadSteps();
});
afterAll(() => lab?.stop());

function look(domain: string): Promise<Assessment> {
  return lookInLab(lab, domain, { mayRead: async (host) => !host.startsWith('mta-sts.') });
}

function zoneOf(assessment: Assessment) {
  const { policyDomain } = assessment;
  const context = { policyDomain, registrableOf, now: Date.now(), say: WORDS.say, answers: {} };
  return parkedZone(all, assessment, context);
}

function toMendIn(assessment: Assessment): string[] {
  const { policyDomain } = assessment;
  const judgements = judgeAll(assessment, { policyDomain, now: Date.now() });
  const parts = ['mx', 'spf', 'dkim', 'dmarc'] as const;
  const codes = parts.flatMap((each) => judgements[each].findings.map(({ code }) => code));
  return codes.filter((code) => ['critical', 'error', 'warning'].includes(PROBLEMS[code].severity));
}

/** What is not as the rest, and why. */
const NO_SUCH_NAME = new Set(['nxdomain.test', 'gone.dmarc-np.test']);
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  'dead-zone.test': ['mx', 'spf', 'dkim', 'dmarc'],
  'signature-expired.test': ['mx', 'spf', 'dkim', 'dmarc'],
  'moved.test': ['mx', 'spf', 'dkim', 'dmarc'],
  'mx-bogus.test': ['mx'],
};
/** The policy for names below was written as it is: whether one of them sends, only the owner knows. */
const WEAK_BELOW = 'dmarc-weak-sub.test';
/** Of these the facts themselves say that they have no mail. */
const SAID = new Set(['parked-keys.test']);

describe('the zone of a domain without mail, to the letter', () => {
  const domains = WORLD.domains.map(({ domain, what }) => [domain, what] as const);
  it.each(domains)('%s (%s)', async (domain) => {
    const before = await look(domain);
    const zone = zoneOf(before);
    if (NO_SUCH_NAME.has(domain)) {
      expect(zone).toBeNull();
      return;
    }
    const { lines, replaced, state, unknown } = zone!;
    // Without a choice nothing is offered to anybody who has mail.
    expect(state === 'said').toBe(SAID.has(domain));
    expect(unknown).toEqual(UNKNOWN[domain] ?? []);
    await lab.publish(domain, publicationOf(lines, replaced));
    const after = await look(domain);
    const { policyDomain } = after;
    const left = zoneOf(after);
    expect(left).toMatchObject({ lines: [], replaced: [], unknown });
    expect(left?.state === 'said').toBe(!(domain in UNKNOWN));
    if (domain in UNKNOWN) return;
    const judgements = judgeAll(after, { policyDomain, now: Date.now() });
    const low = domain === WEAK_BELOW ? 95 : 100;
    expect(scoreOf(after, judgements, Date.now())).toMatchObject({ low, high: low });
    expect(judgements.mx.headline).toBe('null');
    expect(toMendIn(after).filter((code) => !toMendIn(before).includes(code))).toEqual([]);
  });
});
