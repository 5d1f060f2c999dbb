import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { isError, judgeAll } from '../../../lib/mechanisms.ts';
import { loadSteps, type LoadedSteps } from '../../../lib/guide/load-steps.ts';
import { isDmarcRecord } from '../../../lib/mechanisms/dmarc/record.ts';
import { isSpfRecord } from '../../../lib/mechanisms/spf/record.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import type { MechanismStep, StepRecord } from '../../../lib/steps.ts';
import { GOOD_DKIM } from '../../lab/description/domain.ts';
import type { Lab } from '../../lab/lab.ts';
import { startLab } from '../../lab/start.ts';
import { lookInLab } from '../../support/lab-look.ts';
import { WORLD } from '../../lab/world.ts';
import { readTxtLine } from '../../lab/zone-line.ts';
import { txtRecordAt } from '../../../lib/guide/dns-record.ts';
import { recordsIn } from '../../support/guided.ts';
import { WORDS } from '../../support/words.ts';

/**
 * What the guide says about SPF, DMARC and DKIM for every domain of the lab, published to the letter and checked again. Every record without a condition can be published as it is
 * said, makes one record of what is there, brings no error, and ticks its step off.
 */

const GUIDED = ['spf', 'dmarc', 'dkim'] as const;

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

function stepsOf(assessment: Assessment, of: (typeof GUIDED)[number]): readonly MechanismStep[] {
  const { policyDomain } = assessment;
  const answers = { 'dmarc-rua': [`dmarc@${policyDomain}`], 'spf-own': ['mx'] };
  const context = { policyDomain, registrableOf, now: Date.now(), say: WORDS.say, answers };
  return all.find((each) => each.name === of)?.stepsOf(assessment, context) ?? [];
}

function errorsIn(assessment: Assessment, of: (typeof GUIDED)[number]): string[] {
  const { policyDomain } = assessment;
  const { findings } = judgeAll(assessment, { policyDomain, now: Date.now() })[of];
  return findings.filter(isError).map(({ code }) => code);
}

const isOwn = ({ ownerName }: StepRecord, domain: string) =>
  ownerName === domain || ownerName.endsWith(`.${domain}`);

/** The first record that is to be published without a condition, and the step in which it stands. */
function nextIn(steps: readonly MechanismStep[], domain: string) {
  const open = steps.filter(({ state }) => state === 'needed');
  return open.flatMap((step) =>
    recordsIn(step).flatMap((record) => (isOwn(record, domain) ? [{ step, record }] : [])),
  )[0];
}

async function publish(domain: string, { ownerName, zone, value, replaces }: StepRecord): Promise<void> {
  const { name: at, strings } = readTxtLine(txtRecordAt(ownerName, zone, value).zoneLine);
  await lab.publish(domain, { edits: { [at]: { remove: replaces, add: strings, takesAliasAway: false } } });
}

/** Domains for which something was published without a condition. */
const DONE: Readonly<Record<(typeof GUIDED)[number], Map<string, readonly string[]>>> = {
  spf: new Map(),
  dmarc: new Map(),
  dkim: new Map(),
};

/** What some of them are to publish. */
const SAID: Readonly<Record<(typeof GUIDED)[number], readonly (readonly [domain: string, value: string])[]>> =
  {
    spf: [
      ['spf-absent.test', 'v=spf1 mx ~all'],
      ['spf-two.test', 'v=spf1 mx include:_spf.google.com ~all'],
      // With `-all` they would refuse from now on whoever is missing.
      ['spf-semicolon.test', 'v=spf1 mx ~all'],
      ['spf-dash.test', 'v=spf1 mx ~all'],
      // Nobody is left in it, and whether nobody sends, only the owner knows.
      ['spf-void.test', 'v=spf1 ~all'],
      ['spf-dangling.test', 'v=spf1 mx ~all'],
    ],
    dmarc: [
      ['no-dmarc.test', 'v=DMARC1; p=none; rua=mailto:dmarc@no-dmarc.test'],
      ['dmarc-spf.test', 'v=DMARC1; p=none; rua=mailto:dmarc@dmarc-spf.test'],
      ['dmarc-two.test', 'v=DMARC1; p=none; rua=mailto:dmarc@dmarc-two.test'],
      ['dmarc-case.test', 'v=DMARC1; p=none; rua=mailto:dmarc@dmarc-case.test'],
      ['dmarc-typo.test', 'v=DMARC1; p=none; rua=mailto:dmarc@dmarc-typo.test'],
      ['dmarc-malformed.test', 'v=DMARC1; p=reject; rua=mailto:dmarc@dmarc-malformed.test'],
      ['dmarc-apex.test', 'v=DMARC1; p=none; rua=mailto:dmarc@dmarc-apex.test'],
    ],
    dkim: [
      ['quoted-key.test', GOOD_DKIM],
      ['sha1-key.test', GOOD_DKIM],
      ['parked-keys.test', 'v=DKIM1; p='],
    ],
  };

describe.each(GUIDED)('whoever follows the steps of %s to the letter', (of) => {
  const domains = WORLD.domains.map(({ domain, what }) => [domain, what] as const);
  it.each(domains)('%s (%s) loses nothing by it', async (domain) => {
    let now = await look(domain);
    const before = errorsIn(now, of);
    const published: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const next = nextIn(stepsOf(now, of), domain);
      if (!next) break;
      const { step, record } = next;
      // What is said again after it was done leads nowhere.
      expect(published).not.toContain(record.value);
      published.push(record.value);
      await publish(domain, record);
      now = await look(domain);
      const after = stepsOf(now, of).find((each) => each.name === step.name);
      if (recordsIn(step).length === 1 && !['spf-look-ups'].includes(step.name))
        expect([step.name, after?.state ?? 'done']).toEqual([step.name, 'done']);
    }
    const left = errorsIn(now, of);
    expect(left.filter((code) => !before.includes(code))).toEqual([]);
    if (published.length === 0) return;
    DONE[of].set(domain, published);
    if (of === 'dkim') return;
    const facts = of === 'spf' ? now.spf : now.dmarc;
    const texts = facts.state === 'pending' || !('texts' in facts) ? [] : facts.texts.filter(isSpfRecord);
    if (of === 'spf') expect(texts).toHaveLength(1);
    else if (now.dmarc.state !== 'pending') {
      const own = now.dmarc.steps.find((each) => each.domain === domain);
      expect(own?.texts.filter(isDmarcRecord)).toHaveLength(1);
    }
  });

  it('is told something for the domains that are there for it', () => {
    expect([...DONE[of]]).toEqual(
      expect.arrayContaining(SAID[of].map(([domain, value]) => [domain, [value]])),
    );
  });
});
