import type { Look } from '../../../lib/mechanism.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { isFault } from '../../../lib/verdict/fault.ts';
import { usualChoices } from '../../../lib/guide/choices.ts';
import { liveNotesOf } from '../../../lib/guide/live-notes.ts';
import { mxFindingsOf } from '../../../lib/guide/mx-findings.ts';
import { hostsAtFault } from '../../../lib/guide/mx-culprits.ts';
import { NOTE_PLACES } from '../../../lib/guide/notes.ts';
import { NO_OFFERS } from '../../../lib/guide/offers.ts';
import { rollOutPlan } from '../../../lib/guide/plan-roll-out.ts';
import { progressOf } from '../../../lib/guide/progress.ts';
import { proposalFor, type Proposal } from '../../../lib/guide/proposal.ts';
import { isUnseen } from '../../../lib/guide/seen.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import type { Lab } from '../../lab/lab.ts';
import { published, type Publication } from '../../lab/publish.ts';
import { startLab } from '../../lab/start.ts';
import { lookInLab } from '../../support/lab-look.ts';
import { labDomainOf, WORLD } from '../../lab/world.ts';
import { serves } from '../../lab/description/policy.ts';
import type { Expected } from '../../lab/description/types.ts';
import { readTxtLine } from '../../lab/zone-line.ts';
import { letterOf, standingWith } from '../../support/letter.ts';

/**
 * The guide of every domain of the lab, published to the letter and checked again, over the servers of the lab: it ends in what it
 * promised, and touches nothing else in the zone. The same in browsers is tests/e2e/guide-letter.e2e.ts.
 */

const REPORTS_TO = 'tls-reports@provider.test';
/** Long enough for the slowest host that answers at all. */

/** What the guide of a domain says about the names of the records, and the standing that it ends in; with the reason for both. */
const SAYS: readonly (readonly [domain: string, notes: readonly string[], ends: string, why: string])[] = [
  ['spf-wildcard.test', ['record-wildcard', 'tlsrpt-wildcard'], 'testing', 'nothing stands at either name'],
  ['sts-wildcard.test', ['record-wildcard'], 'enforced', 'a new id belongs to the name; the wildcard stays'],
  ['broken-wildcard.test', ['record-wildcard'], 'enforced', 'the file is right, whoever announces it'],
  ['token-beside.test', ['record-texts-stay', 'record-beside'], 'testing', 'the token is of somebody else'],
  [
    'near-miss-spf.test',
    ['record-replace', 'record-texts-stay', 'record-beside'],
    'enforced',
    'the near miss is ours, SPF is not; the file stays',
  ],
  [
    'two-and-spf.test',
    ['record-replace', 'record-remove', 'record-texts-stay', 'record-beside'],
    'enforced',
    'two of four are ours',
  ],
  ['right-behind-broken.test', ['record-replace'], 'enforced', 'an enforced file is not taken back unseen'],
  ['trial-behind-broken.test', ['record-replace'], 'testing', 'its wildcard covers, so it stays'],
  ['none-behind-broken.test', ['record-replace'], 'disabled', 'a withdrawal goes on'],
  ['forgotten-record.test', [], 'enforced', 'the wildcard of the provider stays'],
  ['provider-gap.test', ['record-replace'], 'enforced', 'one line is added'],
  ['tlsrpt-wildcard.test', ['tlsrpt-wildcard'], 'enforced', 'the record is not of the name'],
  ['tlsrpt-inner-wildcard.test', ['tlsrpt-wildcard'], 'enforced', 'nor is this one'],
  ['tlsrpt-spf.test', ['tlsrpt-replace', 'tlsrpt-texts-stay'], 'enforced', 'one of two is ours'],
  [
    'alias-wildcard.test',
    ['host-delegated', 'record-wildcard-alias', 'tlsrpt-wildcard-alias'],
    'testing',
    'other names need the alias',
  ],
  [
    'alias-to-spf.test',
    ['record-delegated', 'tlsrpt-delegated'],
    'enforced',
    'beside an alias of its own nothing can stand',
  ],
  ['wildcard-beside-record.test', ['record-replace'], 'enforced', 'the record stands at the name'],
  ['unannounced.test', [], 'enforced', 'the file is right, and only its record is missing'],
  ['unrelated-txt.test', [], 'enforced', 'all is right; SPF stays'],
];

/** Lines of each file that are there still when all is published. */
const KEPT: readonly (readonly [domain: string, lines: readonly string[]])[] = [
  ['right-behind-broken.test', ['mode: enforce', 'max_age: 2592000']],
  ['trial-behind-broken.test', ['mode: testing', 'mx: *.trial-behind-broken.test', 'max_age: 604800']],
  ['forgotten-record.test', ['mode: enforce', 'mx: *.mail.protection.outlook.com', 'max_age: 2592000']],
  ['provider-gap.test', ['mx: *.mail.protection.outlook.com', 'mx: unused.provider.test']],
  ['wildcard.test', ['mx: *.wildcard.test']],
  ['google-one.test', ['mx: *.aspmx.l.google.com']],
];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ dns: 'embedded' });
});
afterAll(() => lab?.stop());

function look(domain: string, how: Look, known: Assessment | null): Promise<Assessment> {
  return lookInLab(lab, domain, { look: how, known });
}

/** What the guide begins with: the file that no record announces is read, as a person does who clicks that. */
async function beginning(domain: string): Promise<Assessment> {
  const first = await look(domain, 'guide', null);
  return isUnseen(first) ? look(domain, 'file', first) : first;
}

function proposed(before: Assessment): Proposal | null {
  const choices = usualChoices(before);
  const rua = before.tlsrpt.state === 'found' ? choices.rua : [REPORTS_TO];
  const proposal = proposalFor(before, { ...choices, rua }, Date.now(), registrableOf);
  return proposal.state === 'proposed' ? proposal : null;
}

/** All that the steps which are not done ask for, and not a thing more. */
function publicationOf(before: Assessment, proposal: Proposal): Publication {
  const { steps } = progressOf(before, proposal, before, NO_OFFERS);
  const notes = liveNotesOf(before, proposal);
  const isOpen = (...names: readonly string[]) =>
    steps.some(({ step, state }) => names.includes(step) && state !== 'done');
  const records = [
    ...(isOpen('record') ? [['record', proposal.record] as const] : []),
    ...(isOpen('tlsrpt') && proposal.tlsrpt ? [['tlsrpt', proposal.tlsrpt] as const] : []),
  ];
  return {
    ...(isOpen('policy', 'hosting') && { policyHost: serves(proposal.policy.text) }),
    edits: Object.fromEntries(
      records.map(([kind, record]) => {
        const { name: at, strings } = readTxtLine(record.zoneLine);
        return [at, { ...letterOf(kind, notes), add: strings }];
      }),
    ),
  };
}

describe('whoever does what the guide says, to the letter', () => {
  const where = (guide: Expected['guide']) =>
    WORLD.domains
      .filter(({ expected }) => expected.guide === guide)
      .map(({ domain, what }) => [domain, what] as const);
  it.each(where(undefined))(
    '%s (%s) ends in what was promised, and nothing else is touched',
    async (domain) => {
      const before = await beginning(domain);
      const proposal = proposed(before);
      if (proposal === null) throw new Error('Nothing is proposed.');
      const publication = publicationOf(before, proposal);
      const was = labDomainOf(domain);
      const is = published(WORLD, domain, publication).domains.find((each) => each.domain === domain)!;
      const gone = was.records.filter((record) => !is.records.includes(record));
      const isOwn = (at: string) => [`_mta-sts.${domain}`, `_smtp._tls.${domain}`].includes(at);
      // The address of the policy host may move; of the rest only what was named at the two names goes.
      const removed = Object.values(publication.edits ?? {}).flatMap(({ remove }) => remove);
      for (const record of gone) {
        if (record.name === `mta-sts.${domain}`) continue;
        expect(isOwn(record.name)).toBe(true);
        if (record.type === 'TXT') expect(removed).toContain(record.data.join(''));
        else expect(record.type).toBe('CNAME');
      }

      await lab.publish(domain, publication);
      const after = await look(domain, 'file', null);
      const { steps, checks } = progressOf(before, proposal, after, NO_OFFERS);
      expect(hostsAtFault(after)).toEqual(new Set());
      const { mode } = proposal.policy.value;
      expect(standingOf(after).standing).toBe(standingWith(mode, was.expected.headlines));
      expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
      expect(checks.filter(({ state }) => state !== 'done')).toEqual([]);
      expect(standingOf(after).findings.map(({ code }) => code)).not.toContain('sts-records-several');
    },
  );

  it.each(where('leaves-the-policy'))(
    '%s (%s): the MX record is the fault, so no policy is taken back',
    async (domain) => {
      const before = await beginning(domain);
      const proposal = proposed(before)!;
      expect(hostsAtFault(before).size).toBe(1);
      expect(publicationOf(before, proposal)).toEqual({ edits: {} });
      expect(before.policy).toMatchObject({ state: 'found', value: proposal.policy.value });
      expect(proposal.policy.value.mode).toBe('enforce');
      expect(mxFindingsOf(before).some(isFault)).toBe(true);
      const plan = rollOutPlan(before, Date.now());
      expect(plan.state === 'planned' && plan.events.map(({ code }) => code)).not.toContain('step-back');
    },
  );

  it.each(where('proposes-nothing'))('%s (%s): nothing is proposed', async (domain) => {
    expect(proposed(await beginning(domain))).toBeNull();
  });
});

describe('the guide of', () => {
  beforeAll(async () => {
    // As it was before anybody published.
    await lab.stop();
    lab = await startLab({ dns: 'embedded' });
  });

  it.each(SAYS)('%s says %j and ends %s: %s', async (domain, notes, ends) => {
    const before = await beginning(domain);
    const proposal = proposed(before)!;
    const { steps } = progressOf(before, proposal, before, NO_OFFERS);
    const done = new Set<string>(steps.flatMap(({ step, state }) => (state === 'done' ? step : [])));
    const read = liveNotesOf(before, proposal).filter(({ code }) => !done.has(NOTE_PLACES[code]));
    expect(read.map(({ code }) => code)).toEqual(notes);
    expect(standingWith(proposal.policy.value.mode, {})).toBe(ends);
  });

  it.each(KEPT)('%s keeps %j', async (domain, lines) => {
    const proposal = proposed(await beginning(domain));
    expect(proposal?.policy.text.split('\r\n')).toEqual(expect.arrayContaining([...lines]));
  });

  it('a domain whose file nobody has read does not say that there is none, and plans no trial', async () => {
    await lab.clearLogs();
    const before = await look('right-behind-broken.test', 'guide', null);
    const { steps } = progressOf(before, proposed(before)!, before, NO_OFFERS);
    expect(steps.slice(0, 2).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(lab.policyRequests()).toEqual([]);
  });
});
