import { describe, expect, it } from 'vitest';
import { isAligned, type Kinship } from '../../../../lib/mechanisms/dmarc/alignment-form.ts';
import { alignmentOf } from '../../../../lib/mechanisms/dmarc/alignment.ts';
import { txtZone } from '../../../support/dkim.ts';

const REJECT = 'v=DMARC1; p=reject';
type Zone = Parameters<typeof txtZone>[0];

async function kinshipOf(from: string, domain: string, zone: Zone): Promise<Kinship | undefined> {
  const { domains } = await alignmentOf(from, [domain], txtZone(zone));
  return domains[0]?.kinship;
}

describe('how a domain stands to that of the author (RFC 9989 §4.4, §4.10.2)', () => {
  it.each<[why: string, from: string, domain: string, zone: Zone, kinship: Kinship]>([
    ['the same', 'example.com', 'example.com', {}, 'same'],
    ['below it', 'example.com', 'a.example.com', { '_dmarc.example.com': [REJECT] }, 'related'],
    ['above it', 'a.example.com', 'example.com', { '_dmarc.example.com': [REJECT] }, 'related'],
    ['beside it', 'a.example.com', 'b.example.com', { '_dmarc.example.com': [REJECT] }, 'related'],
    ['elsewhere', 'example.com', 'example.org', { '_dmarc.example.com': [REJECT] }, 'foreign'],
    [
      'a name that only ends alike',
      'example.com',
      'badexample.com',
      { '_dmarc.example.com': [REJECT] },
      'foreign',
    ],
    [
      'below it, and an organization of its own',
      'example.com',
      'a.example.com',
      { '_dmarc.example.com': [REJECT], '_dmarc.a.example.com': [`${REJECT}; psd=n`] },
      'foreign',
    ],
    [
      'on the way was no answer',
      'example.com',
      'a.example.com',
      { '_dmarc.example.com': [REJECT], '_dmarc.a.example.com': 'servfail' },
      'unknown',
    ],
    [
      'below another top-level domain, where nothing is known of the author',
      'example.com',
      'other.net',
      { '_dmarc.com': 'servfail' },
      'foreign',
    ],
    [
      'beside it, where nothing is known of the author',
      'example.com',
      'other.com',
      { '_dmarc.com': 'servfail' },
      'unknown',
    ],
    [
      'nothing is known of the author',
      'example.com',
      'a.example.com',
      { '_dmarc.example.com': 'servfail' },
      'unknown',
    ],
  ])('%s', async (_, from, domain, zone, kinship) => {
    expect(await kinshipOf(from, domain, zone)).toBe(kinship);
  });

  it('asks nothing about a domain that cannot be related', async () => {
    const zone = txtZone({ '_dmarc.example.com': [REJECT] });
    await alignmentOf('example.com', ['mail.example.org', 'example.com'], zone);
    expect(zone.asked.filter((name) => name.includes('example.org'))).toEqual([]);
  });

  it('says what the record wants', async () => {
    const zone = txtZone({ '_dmarc.example.com': ['v=DMARC1; p=quarantine; adkim=s'] });
    expect(await alignmentOf('example.com', [], zone)).toEqual({
      from: 'example.com',
      state: 'found',
      policy: 'quarantine',
      adkim: 's',
      aspf: 'r',
      domains: [],
    });
    const strict = txtZone({ '_dmarc.example.com': ['v=DMARC1; p=none; aspf=s'] });
    expect(await alignmentOf('example.com', [], strict)).toMatchObject({ adkim: 'r', aspf: 's' });
    // Without a record it is what a record has that says nothing of it.
    expect(await alignmentOf('example.com', [], txtZone({}))).toMatchObject({
      state: 'absent',
      policy: null,
      adkim: 'r',
      aspf: 'r',
    });
  });
});

describe('whether it is aligned', () => {
  it.each<[kinship: Kinship, relaxed: boolean | null, strict: boolean | null]>([
    ['same', true, true],
    ['related', true, false],
    ['foreign', false, false],
    // Whatever it is, it is not the same.
    ['unknown', null, false],
  ])('%s', (kinship, relaxed, strict) => {
    expect(isAligned(kinship, 'r')).toBe(relaxed);
    expect(isAligned(kinship, 's')).toBe(strict);
  });
});
