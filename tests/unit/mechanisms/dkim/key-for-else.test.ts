import { describe, expect, it } from 'vitest';
import { ADDED_SELECTORS, standingOfSelector } from '../../../../lib/mechanisms/dkim/added.ts';
import { DKIM_TEXT } from '../../../../lib/mechanisms/dkim/workshop.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ABOVE, guidedKeys, offersIn, type KeyZone } from '../../../support/dkim-guided.ts';
import { recordOfKey } from '../../../support/dkim.ts';
import { statesOf } from '../../../support/guided.ts';
import { rsaPair } from '../../../support/keys.ts';
import { bare } from '../../../support/words.ts';

/** Keys that are not for mail (RFC 6376 §3.6.1), such as those for TLS reports (RFC 8460 §3). */

const REPORTS = recordOfKey(rsaPair(2048, 'reports').publicKey).replace('k=rsa', 's=tlsrpt');
const SHORT_REPORTS = recordOfKey(rsaPair(768, 'reports').publicKey).replace('k=rsa', 's=tlsrpt');
const SERVICE = REPORTS.replace('tlsrpt', 'other');

describe('a key for TLS reports', () => {
  it.each<[why: string, zone: KeyZone, headline: string, codes: readonly string[]]>([
    [
      'alone is no fault, and says nothing of keys for mail',
      { default: [REPORTS] },
      'not-found',
      ['dkim-key-tls-reports', 'dkim-not-found', 'dkim-names-below'],
    ],
    ['beside a key for mail', { default: [REPORTS], s1: [GOOD_DKIM] }, 'signed', ['dkim-key-tls-reports']],
    [
      'beside one that was taken back',
      { default: [REPORTS], s1: ['v=DKIM1; p='] },
      'revoked',
      ['dkim-key-tls-reports', 'dkim-key-revoked'],
    ],
    [
      'beside one that cannot be read',
      { default: [REPORTS], s1: ['v=DKIM1; p=AAAA'] },
      'unusable',
      ['dkim-key-tls-reports', 'dkim-key-der'],
    ],
    [
      'that is itself of no use is one',
      { default: [SHORT_REPORTS] },
      'unusable',
      ['dkim-key-too-short', 'dkim-key-tls-reports'],
    ],
    [
      'for another service is not known to be right',
      { default: [SERVICE] },
      'unusable',
      ['dkim-service-not-mail'],
    ],
    [
      'at the wildcard',
      { '*': [REPORTS] },
      'not-found',
      ['dkim-key-tls-reports', 'dkim-not-found', 'dkim-names-below'],
    ],
  ])('%s', async (_, zone, headline, codes) => {
    const found = await guidedKeys({ zone });
    expect([found.headline, ...found.findings]).toEqual([headline, ...codes]);
  });

  it.each<[why: string, zone: KeyZone, states: Readonly<Record<string, string>>]>([
    ['alone', { default: [REPORTS] }, { record: 'done', key: 'unknown', verify: 'unknown' }],
    [
      'beside a key for mail',
      { default: [REPORTS], s1: [GOOD_DKIM] },
      { record: 'done', key: 'done', roll: 'unknown', verify: 'done' },
    ],
    [
      'behind an alias',
      { default: { alias: 'k.example' }, 'k.example': [REPORTS] },
      { record: 'done', key: 'unknown', verify: 'unknown' },
    ],
    ['for another service', { default: [SERVICE] }, { record: 'needed', key: 'unknown', verify: 'needed' }],
  ])('%s: what is left to do', async (_, zone, states) => {
    expect(statesOf((await guidedKeys({ zone })).steps)).toEqual(states);
  });

  it('is what the report and the workshop call it', async () => {
    const { parts } = await guidedKeys({ zone: { default: [REPORTS] } });
    expect(standingOfSelector(parts, 'default')).toBe('reports');
    expect(ADDED_SELECTORS.found(parts, ['default'])).toEqual(['default']);
    expect(DKIM_TEXT.says(REPORTS)).toEqual({ key: 'workshop.dkim.reports' });
    expect(DKIM_TEXT.says(SERVICE)).toEqual({ key: 'workshop.dkim.invalid' });
  });
});

describe('a key for something else beside one for mail at the same name', () => {
  it.each([
    ['TLS reports', REPORTS],
    ['another service', SERVICE],
    ['no service at all', REPORTS.replace('s=tlsrpt', 's=')],
    ['a service whose keys have a type of their own', 'v=DKIM1; k=x; s=other; p=AAAA'],
  ])('%s: nothing goes without a condition', async (_, other) => {
    const { steps, errors } = await guidedKeys({ zone: { default: [GOOD_DKIM, other] } });
    expect(errors).toContain('dkim-several-records');
    const step = steps.find(({ name }) => name === 'dkim-record');
    const offers = step ? offersIn(step) : [];
    expect(
      offers.map(({ condition, record }) => [condition?.slice(0, 29), record.ownerName, record.value]),
    ).toEqual([['Your sender signs with the ke', `default.${ABOVE}`, GOOD_DKIM]]);
    expect(bare(JSON.stringify(step))).toContain('give every other key a selector of its own first');
    expect(bare(JSON.stringify(step))).not.toContain('nothing is lost');
  });
});
