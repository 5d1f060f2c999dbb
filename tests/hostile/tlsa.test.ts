import { describe, expect, it } from 'vitest';
import { assess } from '../../lib/check/assess.ts';
import { outcomeOf } from '../../lib/mechanisms/dane/outcome.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { EXAMPLE } from '../support/assessments.ts';
import { HEALTHY, fakeDeps } from '../support/deps.ts';
import { HOST, daneWorld } from '../support/dane-world.ts';
import { assessmentSchema } from '../../lib/browser/assessment-schema.ts';
import * as v from 'valibot';
import { expectedOf, seenIn } from './case.ts';
import { TLSA_CASES } from './tlsa-cases.ts';

const TLSA = `_25._tcp.${HOST} TLSA`;
const REPORTS = '_smtp._tls.example.com TXT';

describe('what stands for the TLSA records of the only mail server', () => {
  it.each(TLSA_CASES)('$what', async (hostile) => {
    const variants = hostile.answers({ name: `_25._tcp.${HOST}`, type: 'TLSA' }).length;
    expect(variants).toBeGreaterThan(0);
    for (let variant = 0; variant < variants; variant += 1) {
      const { deps, network } = fakeDeps(
        daneWorld({
          [REPORTS]: HEALTHY[REPORTS],
          [TLSA]: (question) => hostile.answers(question)[variant]!(),
        }),
      );
      const assessment = await assess(EXAMPLE, deps, () => undefined);
      const [host] = assessment.dane.state === 'found' ? assessment.dane.hosts : [];
      expect(host && outcomeOf(host), `variant ${variant}`).toBe(hostile.outcome);
      expect(seenIn(standingOf(assessment)), `variant ${variant}`).toEqual(expectedOf(hostile));
      // Three for DMARC, ten for DKIM, and one for BIMI.
      expect(network.questions().length).toBeLessThanOrEqual(8 + 3 + 10 + 1);
      // A stranger decides how much it is, not how much is kept.
      expect(JSON.stringify(assessment.dane).length).toBeLessThan(60_000);
      expect(v.parse(assessmentSchema, structuredClone(assessment)).dane).toEqual(assessment.dane);
    }
  });
});
