import { describe, expect, it } from 'vitest';
import type { DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { guidedNames } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import {
  dkimParked,
  isAllRevoked,
  isParked,
  parkedStep,
} from '../../../../lib/mechanisms/dkim/guide-parked.ts';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import type { ZoneRecord } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { host, mxOf, name, noMail, unknown } from '../../../support/assessments.ts';
import { ABOVE, DOMAIN, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { STRICT_SPF } from '../../../support/spf.ts';
import { NOW } from '../../../support/time.ts';
import { bare, WORDS } from '../../../support/words.ts';

const CONTEXT = { policyDomain: name(DOMAIN), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const REVOKED = 'v=DKIM1; p=';
const OTHER_REVOKED = 'v=DKIM1; k=rsa; p=';
const WILDCARD = `*.${ABOVE}`;

const txt = (ownerName: string, data: string): ZoneRecord => ({ ownerName, type: 'TXT', data });
const alias = (ownerName: string, data: string): ZoneRecord => ({ ownerName, type: 'CNAME', data });
const revokedAt = (selector: string, ...before: readonly ZoneRecord[]) => ({
  publish: txt(`${selector}.${ABOVE}`, REVOKED),
  replaces: before,
});

type Known = Exclude<DkimParts['dkim'], { state: 'pending' }>;
const dkimOf = async (zone: KeyZone): Promise<Known> => {
  const { dkim } = (await guidedKeys({ zone })).parts;
  if (dkim.state === 'pending') throw new Error('Nothing was gathered.');
  return dkim;
};
const namesOf = async (zone: KeyZone) => guidedNames(await dkimOf(zone), DOMAIN);

describe('the keys in the zone of a domain without mail', () => {
  const key = (selector: string, text = GOOD_DKIM) => txt(`${selector}.${ABOVE}`, text);
  it.each<[why: string, zone: KeyZone, says: string, changes: readonly unknown[]]>([
    ['none: the wildcard, and nothing is deleted', {}, 'nothing', [revokedAt('*')]],
    [
      'one that is in use is taken back too, since the wildcard does not reach it',
      { default: [GOOD_DKIM] },
      'mail',
      [revokedAt('*'), revokedAt('default', key('default'))],
    ],
    [
      'all texts of a name that are keys, and nothing else that stands there',
      { default: [GOOD_DKIM, REVOKED, 'hello'] },
      'mail',
      [revokedAt('*'), revokedAt('default', key('default'), key('default', REVOKED))],
    ],
    ['one that is revoked stays as it is', { default: [OTHER_REVOKED] }, 'nothing', [revokedAt('*')]],
    [
      'what was meant as a key, and is none',
      { default: [`"${GOOD_DKIM}"`] },
      'mail',
      [revokedAt('*'), revokedAt('default', key('default', `"${GOOD_DKIM}"`))],
    ],
    ['a text of something else', { default: ['hello'] }, 'nothing', [revokedAt('*')]],
    [
      'an alias goes, by its own target and not by the end of the chain, and the wildcard answers in its place',
      { s1: { alias: 'a.example' }, 'a.example': { alias: 'b.example' }, 'b.example': [GOOD_DKIM] },
      'mail',
      [revokedAt('*'), { publish: null, replaces: [alias(`s1.${ABOVE}`, 'a.example.')] }],
    ],
    [
      'an alias that leads nowhere goes too: another key may come to be there',
      { s1: { alias: 'gone.example' } },
      'mail',
      [revokedAt('*'), { publish: null, replaces: [alias(`s1.${ABOVE}`, 'gone.example.')] }],
    ],
    [
      'an alias to a revoked key goes: who owns its target may sign again',
      { s1: { alias: 'a.example' }, 'a.example': [REVOKED] },
      'mail',
      [revokedAt('*'), { publish: null, replaces: [alias(`s1.${ABOVE}`, 'a.example.')] }],
    ],
    ['a wildcard with a key', { '*': [GOOD_DKIM] }, 'mail', [revokedAt('*', key('*'))]],
    [
      'a wildcard that is an alias',
      { '*': { alias: 'a.example' }, 'a.example': [GOOD_DKIM] },
      'mail',
      [revokedAt('*', alias(WILDCARD, 'a.example.'))],
    ],
    ['a wildcard that revokes', { '*': [OTHER_REVOKED] }, 'nothing', []],
    [
      'a wildcard that revokes does not reach a key beside it',
      { '*': [REVOKED], default: [GOOD_DKIM], s1: [REVOKED] },
      'mail',
      [revokedAt('default', key('default'))],
    ],
    [
      'a wildcard with a key and its revocation',
      { '*': [GOOD_DKIM, REVOKED] },
      'mail',
      [revokedAt('*', key('*'), key('*', REVOKED))],
    ],
    [
      'a wildcard of all names of the domain, which is none of selectors',
      { [`*.${DOMAIN}`]: { alias: 'web.example' } },
      'nothing',
      [revokedAt('*')],
    ],
  ])('%s', async (_, zone, says, changes) => {
    expect(dkimParked({ dkim: await dkimOf(zone) }, CONTEXT)).toEqual({ says, changes });
  });

  it.each<[why: string, zone: KeyZone, says: string]>([
    ['the name above gave no answer', { [ABOVE]: 'servfail' }, 'unknown'],
    ['a selector gave none', { default: 'servfail' }, 'unknown'],
    ['the wildcard gave none', { default: [REVOKED], [WILDCARD]: 'servfail' }, 'unknown'],
    [
      'a name may have more keys than are read',
      { default: Array.from({ length: 20 }, () => REVOKED) },
      'unknown',
    ],
    ['one that has mail says so all the same', { default: [GOOD_DKIM], s1: 'servfail' }, 'mail'],
  ])('nothing is proposed where what stands there is not known in full: %s', async (_, zone, says) => {
    expect(dkimParked({ dkim: await dkimOf(zone) }, CONTEXT)).toEqual({ says, changes: null });
  });

  it('nor while it is looked up', () => {
    expect(dkimParked({ dkim: PENDING }, CONTEXT)).toEqual({ says: 'unknown', changes: null });
  });
});

describe('a domain that says it sends no mail', () => {
  const NULL_MX = { mx: noMail('null-mx') };
  const WITH_MX = { mx: mxOf(host('mail.example.com')) };
  const CLOSED: SpfParts['spf'] = { ...STRICT_SPF, texts: ['hello', 'v=spf1 -all'] };
  const OPEN: SpfParts['spf'] = { ...STRICT_SPF, texts: ['v=spf1 mx -all'] };
  const NONE = { state: 'absent', authentic: false, ttlSeconds: 300 } as unknown as SpfParts['spf'];

  it.each<[why: string, mx: typeof NULL_MX | typeof WITH_MX, spf: SpfParts['spf'] | undefined, is: boolean]>([
    ['SPF lets nobody send', WITH_MX, CLOSED, true],
    ['a null MX, and no SPF record', NULL_MX, NONE, true],
    ['a null MX, and SPF that lets nobody send', NULL_MX, CLOSED, true],
    ['a null MX, and SPF by which somebody sends', NULL_MX, OPEN, false],
    ['no SPF record, and mail servers', WITH_MX, NONE, false],
    ['no SPF record, and a name that does not exist', { mx: noMail('nxdomain') }, NONE, false],
    ['SPF was not asked', NULL_MX, undefined, false],
    ['SPF is looked up', NULL_MX, PENDING, false],
    ['SPF gave no answer', NULL_MX, unknown(), false],
    [
      'SPF of somebody else, by an alias',
      NULL_MX,
      { ...(CLOSED as typeof STRICT_SPF), aliases: [name('x.example')] },
      false,
    ],
  ])('%s', (_, mx, spf, is) => {
    expect(isParked(mx, spf, [])).toBe(is);
  });

  it.each<[why: string, zone: KeyZone, is: boolean]>([
    ['no key', {}, true],
    ['a revoked key', { default: [REVOKED] }, true],
    ['revoked keys and one in use', { default: [REVOKED], s1: [GOOD_DKIM] }, false],
    ['a key and its revocation at one name', { default: [REVOKED, GOOD_DKIM] }, false],
    ['what was meant as a key', { default: [`"${GOOD_DKIM}"`] }, false],
    ['an alias, wherever it leads', { s1: { alias: 'gone.example' } }, false],
    ['an alias to a revoked key', { s1: { alias: 'a.example' }, 'a.example': [REVOKED] }, false],
    ['a name that gave no answer', { default: 'servfail' }, false],
  ])('and has %s', async (_, zone, is) => {
    expect(isParked(WITH_MX, CLOSED, await namesOf(zone))).toBe(is);
  });
});

describe('the step of such a domain', () => {
  it.each<[why: string, zone: KeyZone, is: boolean]>([
    ['no wildcard', { default: [REVOKED] }, false],
    ['a wildcard that revokes', { '*': [REVOKED] }, true],
    ['a wildcard that revokes in two ways', { '*': [REVOKED, OTHER_REVOKED] }, true],
    ['a wildcard with a key and its revocation', { '*': [REVOKED, GOOD_DKIM] }, false],
  ])('revokes all selectors, or not: %s', async (_, zone, is) => {
    expect(isAllRevoked(await namesOf(zone))).toBe(is);
  });

  it('is done where a wildcard revokes all of them', async () => {
    const { body, ...step } = parkedStep(await namesOf({ '*': [REVOKED] }), CONTEXT);
    expect(step).toEqual({
      name: 'dkim-parked',
      phase: 'senders',
      state: 'done',
      title: WORDS.say('dkim.guide.parked.title'),
    });
    expect(body).toEqual([{ kind: 'sentence', text: WORDS.say('dkim.guide.parked.done') }]);
  });

  it.each<[why: string, zone: KeyZone, replaces: readonly string[]]>([
    ['none so far', {}, []],
    ['a wildcard with a key is in its way', { '*': [GOOD_DKIM] }, [GOOD_DKIM]],
    ['revoked keys of selectors stay', { default: [REVOKED] }, []],
  ])('proposes the wildcard: %s', async (_, zone, replaces) => {
    const step = parkedStep(await namesOf(zone), CONTEXT);
    expect(step).toMatchObject({ name: 'dkim-parked', phase: 'senders', state: 'needed' });
    const [why, safe, record] = step.body;
    expect([why, safe].map((text) => bare(text?.kind === 'sentence' ? text.text : ''))).toEqual([
      bare(WORDS.say('dkim.guide.parked.why')),
      bare(WORDS.say('dkim.guide.parked.safe')),
    ]);
    expect(record).toEqual({
      kind: 'record',
      record: { ownerName: WILDCARD, zone: DOMAIN, value: REVOKED, replaces, separator: ';' },
    });
  });
});
