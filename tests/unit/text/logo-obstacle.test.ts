import { describe, expect, it } from 'vitest';
import { logoObstacle } from '../../../lib/text/logo-obstacle.ts';
import { gathered } from '../../support/dmarc.ts';

const MX = { 'example.com MX': ['mail.example.com'], 'sub.example.com MX': ['mail.example.com'] };

/** Of a domain whose own record and that of the organization are these; null for none. */
async function obstacle(own: string | null, above: string | null, domain = 'sub.example.com') {
  const { parts } = await gathered(domain, {
    ...MX,
    ...(own !== null && { [`_dmarc.${domain}`]: [`v=DMARC1; ${own}`] }),
    ...(above !== null && { '_dmarc.example.com': [`v=DMARC1; ${above}`] }),
  });
  if (parts.dmarc.state === 'pending') throw new Error('It was gathered.');
  return logoObstacle(parts.dmarc);
}

const ABOVE = '_dmarc.example.com';

describe('what keeps receivers from showing a logo', () => {
  it.each<[own: string | null, above: string | null, cause: string | null, why: string]>([
    [null, 'p=reject', null, 'what is inherited is enough'],
    [null, 'p=none; sp=reject', `p=none (${ABOVE})`, 'step 7: the organization asks for nothing'],
    [null, 'p=none', 'p=none', 'that is what applies'],
    [null, 'p=reject; sp=none', 'sp=none', 'the same of names below'],
    [
      null,
      'p=none; sp=reject; np=reject',
      `p=none (${ABOVE})`,
      'whatever applies to names that there are not',
    ],
    [
      null,
      'p=quarantine; sp=reject; pct=10',
      `pct=10 (${ABOVE})`,
      'step 9: its own mail is quarantined in part',
    ],
    [null, 'p=quarantine; sp=reject; pct=100', null, 'all of it is'],
    [null, 'p=quarantine; sp=reject', null, 'nothing is said of a part'],
    [null, 'p=reject; sp=quarantine; pct=10', 'pct=10', 'mail of the domain is quarantined in part'],
    [null, 'p=reject; pct=10', null, 'reject may be for a part'],
    [null, 'p=reject; t=y', 't=y', 'a test takes the place of a part'],
    [
      'p=reject',
      'p=none; sp=reject',
      `p=none (${ABOVE})`,
      'its own record does not speak for the organization',
    ],
    ['p=reject', 'p=quarantine; pct=10', `pct=10 (${ABOVE})`, 'the same of a part'],
    [
      'p=reject',
      'p=reject; sp=none',
      `sp=none (${ABOVE})`,
      'step 8: a record of either says none for names below',
    ],
    ['p=reject; sp=none', 'p=reject', 'sp=none', 'the own one does'],
    ['p=reject', 'p=reject; t=y', `t=y (${ABOVE})`, 'the organization tests'],
    ['p=none', 'p=reject', 'p=none', 'the own one asks for nothing'],
    ['p=reject', 'p=reject', null, 'both are strict'],
    ['p=reject; psd=n', 'p=none', null, 'it is an organization of its own'],
    ['p=reject', null, null, 'there is none above'],
    [null, null, 'p=none', 'there is no record at all'],
    ['p=reject', 'p=bogus', null, 'receivers apply nothing by the one above'],
  ])('own %s, organization %s: %s (%s)', async (own, above, cause) => {
    expect(await obstacle(own, above)).toBe(cause);
  });

  it('a part of the mail of names below is none of the domain itself', async () => {
    expect(await obstacle('p=reject; sp=quarantine; pct=10', null, 'example.com')).toBeNull();
  });
});
