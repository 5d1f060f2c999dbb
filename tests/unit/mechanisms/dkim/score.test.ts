import { expect, it } from 'vitest';
import type { DkimFacts, DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { judgeDkim } from '../../../../lib/mechanisms/dkim/judge.ts';
import { scoreDkim } from '../../../../lib/mechanisms/dkim/score.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE, host, mxOf, SIGNED_MAIL } from '../../../support/assessments.ts';
import { recordOf, recordOfKey, RSA, spkiOf } from '../../../support/dkim.ts';
import { NOW } from '../../../support/time.ts';

const SELECTOR = SIGNED_MAIL.selectors[0] as DkimFacts['selectors'][number];
const withKey = (text: string): DkimFacts => ({
  ...SIGNED_MAIL,
  selectors: [{ ...SELECTOR, texts: [text] }],
});
const GOOD = recordOfKey(RSA.publicKey);
/** So short that no receiver takes it (RFC 8301 §3.2). */
const TOO_SHORT = recordOf(spkiOf((1n << 511n) + 111n));

it.each<[why: string, dkim: DkimParts['dkim'], headline: string, can: readonly string[]]>([
  ['a key', SIGNED_MAIL, 'signed', ['strong']],
  ['not asked yet', PENDING, 'checking', []],
  [
    'the zone itself says that there are none',
    { ...SIGNED_MAIL, base: 'nxdomain', selectors: [], beside: null },
    'none',
    ['none'],
  ],
  ['none was met, which says nothing', { ...SIGNED_MAIL, selectors: [] }, 'not-found', []],
  ['nothing answered', { ...SIGNED_MAIL, base: 'unavailable', selectors: [] }, 'unknown', []],
  ['a key for tests alone', withKey(GOOD.replace('; p=', '; t=y; p=')), 'testing', ['testing']],
  ['a key that is too short', withKey(TOO_SHORT), 'unusable', ['weak']],
  ['a text that is no key', withKey('v=DKIM1; p=nonsense'), 'unusable', []],
])('%s', (_, dkim, headline, can) => {
  const context = { policyDomain: EXAMPLE, now: NOW };
  const needed = { mx: mxOf(host('mail.example.com')) };
  const judged = judgeDkim({ dkim }, needed, context);
  expect(judged.headline).toBe(headline);
  expect(scoreDkim({ dkim }, needed, { ...context, headline: judged.headline })).toEqual([
    { part: 'dkim', can },
  ]);
});
